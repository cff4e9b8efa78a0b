import { randomUUID } from 'node:crypto';

/** @import { Headers } from '../http.mjs' */

/**
 * @typedef {Pick<import('./call.mjs').ReceivedCall, 'requestId' | 'clientRequestId' | 'path'>} Asked  What an error tells of a call.
 */

/**
 * @typedef {object} Answer  What Graph sends back, before its usual headers.
 * @property {number=} status
 * @property {Headers=} headers  A list as value is sent as several headers.
 * @property {string | Buffer=} body
 * @property {boolean=} cors   Unless `false`: the browser must not be able to read the answer.
 * @property {'drop' | 'hang' | 'cut'=} ending  The request ends unanswered,
 *   stays open for ever, or its connection closes in the middle of the body.
 */

/**
 * @returns {Answer}
 * @param {number} status
 * @param {unknown} value
 * @param {Headers} headers
 */
export function json(status, value, headers = {}) {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/**
 * @returns {Answer} success with a body, typed as Graph types it.
 * @param {unknown} value
 */
export function ok(value) {
  return json(200, value, {
    'Content-Type': 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
  });
}

/**
 * @returns {Answer} an error of Graph itself.
 * @param {Asked} call
 * @param {number} status
 * @param {string} code
 * @param {string} message
 * @param {Headers} headers
 */
export function graphError(call, status, code, message, headers = {}) {
  return json(
    status,
    {
      error: {
        code,
        message,
        innerError: {
          date: new Date().toISOString().slice(0, 19),
          'request-id': call.requestId,
          'client-request-id': call.clientRequestId,
        },
      },
    },
    headers,
  );
}

/**
 * @typedef {{RetryAfter?: number | string, HttpHeaders?: string}} IntuneFields  Of Intune's JSON.
 */

/**
 * @param {Asked} call
 * @param {number} status
 * @param {string} code
 * @param {string} text
 * @param {Headers=} headers
 * @param {IntuneFields=} more
 * @returns {Answer} an error of Intune: its own JSON, as text in Graph's message.
 */
export function intuneError(call, status, code, text, headers = {}, more = {}) {
  return graphError(call, status, code, intuneMessage(call, text, more), headers);
}

/**
 * @returns {Answer} Intune's answer for an ID that it does not know.
 * @param {Asked} call
 */
export function notFound(call) {
  return intuneError(call, 404, 'ResourceNotFound', 'Enrollment profile not found');
}

/**
 * @returns {Answer} the same as it was seen too: 400, and only the message tells.
 * @param {Asked} call
 */
export function notFoundAs400(call) {
  const id = call.path.split('/')[4];
  return intuneError(call, 400, 'BadRequest', `Cannot find profile with Id ${id} and accountId ${randomUUID()} to revoke`);
}

/**
 * @returns {Answer} what Multi Admin Approval answers to an app that asks for no approval.
 * @param {Asked} call
 */
export function needsApproval(call) {
  return intuneError(call, 400, 'BadRequest', "Header 'x-msft-approval-justification' is required to request approval");
}

/**
 * @returns {Answer} a fault of Intune that Graph passes on as 400.
 * @param {Asked} call
 */
export function faultAs400(call) {
  return intuneError(call, 400, 'InternalError', 'An error has occurred');
}

/**
 * @returns {Answer} an error of Intune whose JSON lies `levels` deep in other JSON.
 * @param {Asked} call
 * @param {number} status
 * @param {number} levels
 * @param {IntuneFields} more
 */
export function intuneNested(call, status, levels, more = {}) {
  let message = intuneMessage(call, 'An error has occurred', more);
  for (let level = 1; level < levels; level += 1) {
    message = JSON.stringify({
      ErrorCode: 'Forbidden',
      Message: message,
      Target: null,
      Details: null,
      InnerError: null,
      InstanceAnnotations: [],
    });
  }
  return graphError(call, status, 'UnknownError', message);
}

/**
 * @returns {Answer} Intune's 401 that means “forbidden”: JSON in JSON in JSON.
 * @param {Asked} call
 */
export function intuneForbiddenAs401(call) {
  const challenge = `Bearer realm="urn:intune:service,${randomUUID()},${randomUUID()}"`;
  return intuneNested(call, 401, 2, { HttpHeaders: JSON.stringify({ 'WWW-Authenticate': challenge }) });
}

/**
 * @returns {Answer} a gateway's page in front of Graph.
 * @param {number} status
 * @param {string} title
 * @param {{cors?: boolean}} options
 */
export function gatewayPage(status, title, { cors } = {}) {
  const body =
    `<!DOCTYPE html>\r\n<html><head><title>${status} ${title}</title></head>\r\n` + `<body><center><h1>${status} ${title}</h1></center></body></html>\r\n`;
  return { status, headers: { 'Content-Type': 'text/html' }, body, cors };
}

/**
 * @param {Asked} call
 * @param {string} text
 * @param {IntuneFields} more
 */
function intuneMessage(call, text, more) {
  const message =
    `${text} - Operation ID (for customer support): ${randomUUID()}` +
    ` - Activity ID: ${call.clientRequestId}` +
    ' - Url: https://fef.amsub0102.manage.microsoft.com/StatelessEnrollmentService' +
    `${call.path.replace(/^\/\w+/, '')}?api-version=5026-08-01`;
  return JSON.stringify(
    {
      _version: 3,
      Message: message,
      CustomApiErrorPhrase: '',
      RetryAfter: null,
      ErrorSourceService: '',
      HttpHeaders: '{}',
      ...more,
    },
    null,
    2,
  ).replaceAll('\n', '\r\n');
}

/**
 * The body of an answer as text.
 * @param {Answer} answer
 */
export function textOf({ body = '' }) {
  return String(body);
}
