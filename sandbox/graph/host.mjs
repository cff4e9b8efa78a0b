import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

import { breakOff } from '../http.mjs';
import { splitScopes } from '../identity/scopes.mjs';
import { takeFault } from './faults.mjs';
import { canonicalPath } from './path.mjs';
import { secretsIn } from './profile-shown.mjs';
import { route } from './routes.mjs';
import { now } from './throttle.mjs';
import { createTokenCheck } from './token.mjs';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { Directory } from '../identity/directory.mjs'
 * @import { Entry } from '../request-log.mjs'
 * @import { Answer } from './answers.mjs'
 * @import { Call, ReceivedCall } from './call.mjs'
 * @import { GraphData } from './data.mjs'
 */

/** As graph.microsoft.com sends them. `Date` is not among them. */
const EXPOSED_HEADERS =
  'ETag, Location, Preference-Applied, Content-Range, request-id, client-request-id, ' +
  'ReadWriteConsistencyToken, SdkVersion, WWW-Authenticate, x-ms-client-gcc-tenant, Retry-After';
const ALLOWED_HEADERS = 'Authorization, Accept, Content-Type, client-request-id, SdkVersion, Prefer, ConsistencyLevel';

/**
 * One Graph host.
 * @param {object} options
 * @param {string=} options.mount          Path in front of `/beta`; may be empty.
 * @param {string} options.audience        What a token must be meant for.
 * @param {() => string[]} options.issuers Whose tokens it accepts.
 * @param {Directory} options.directory
 * @param {GraphData} options.data
 */
export function createGraph({ mount = '', audience, issuers, directory, data }) {
  const checkToken = createTokenCheck({
    issuers,
    audience,
    publicKeys: directory.publicKeys,
    isEnded: directory.isEnded,
  });

  return {
    /**
     * @param {IncomingMessage} req
     * @param {ServerResponse} res
     * @param {Entry} entry
     */
    async handle(req, res, entry) {
      if (req.method === 'OPTIONS') {
        answerPreflight(res, data.preflightSeconds);
        return;
      }
      const { url: asked = '' } = req;
      const url = new URL(asked, audience);
      const requestId = randomUUID();
      const call = {
        req,
        requestId,
        clientRequestId: String(req.headers['client-request-id'] ?? requestId),
        path: canonicalPath(url.pathname.slice(mount.length)),
        query: url.searchParams,
        arrived: entry.arrived,
        url: asked.slice(mount.length),
        body: entry.body,
        base: `${'encrypted' in req.socket ? 'https' : 'http'}://${req.headers.host}${mount}`,
      };
      if (req.method === 'GET') entry.secrets = secretsIn(call);
      const noted = data.actions.note(call);
      const given = await answer({ ...call, noted }, entry);
      await passed(call.arrived + data.latencyMs);
      if (noted) noted.status = given.ending ?? given.status;
      transmit(res, call, given);
    },
  };

  /**
   * @param {ReceivedCall} call
   * @param {Entry} entry
   * @returns {Promise<Answer>}
   */
  async function answer(call, entry) {
    const checked = await checkToken(call);
    if ('refusal' in checked) return checked.refusal;
    const { claims } = checked;
    const person = directory.personById(claims.oid);
    entry.person = person?.upn;
    if (call.noted) call.noted.person = person?.upn;
    const known = { ...call, person, token: claims, scopes: splitScopes(claims.scp) };
    const throttled = data.throttle.refusalOf(known);
    if (throttled) {
      if (call.noted) call.noted.throttled = true;
      return throttled;
    }
    const ordinary = () => route(known, data);
    const fault = takeFault(data.faults, known, ordinary) ?? randomFault(known, entry);
    if (!fault) return ordinary();
    if (fault.acts) ordinary();
    return fault.answer;
  }

  /**
   * @param {Call} call
   * @param {Entry} entry
   */
  function randomFault(call, entry) {
    const met = data.randomFaults.next(call);
    if (!met) return undefined;
    entry.randomFault = met.kind;
    if (call.noted) call.noted.randomFault = met.kind;
    return met;
  }
}

/**
 * Waits until a moment, if it is not over yet.
 * @param {number} moment
 */
async function passed(moment) {
  const left = moment - now();
  if (left > 0) await setTimeout(Math.ceil(left));
}

/**
 * @param {ServerResponse} res
 * @param {number | undefined} seconds
 */
function answerPreflight(res, seconds) {
  res.writeHead(200, {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Headers': ALLOWED_HEADERS,
    'Access-Control-Allow-Methods': 'GET, POST, PATCH, PUT, DELETE',
    ...(seconds === undefined ? {} : { 'Access-Control-Max-Age': seconds }),
    'Content-Length': 0,
  });
  res.end();
}

/**
 * Sends an answer with the headers that Graph puts on each.
 * @param {ServerResponse} res
 * @param {ReceivedCall} call
 * @param {Answer} answer
 */
function transmit(res, call, { status = 200, headers = {}, body = '', cors = true, ending }) {
  if (ending === 'hang') return;
  if (ending === 'drop') {
    breakOff(res);
    return;
  }
  res.writeHead(status, {
    'Cache-Control': 'no-store',
    'request-id': call.requestId,
    'client-request-id': call.clientRequestId,
    'x-ms-ags-diagnostic': JSON.stringify({ ServerInfo: { DataCenter: 'Sandbox', Slice: 'E', Ring: '5' } }),
    ...(cors ? { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': EXPOSED_HEADERS } : {}),
    ...(status === 204 ? {} : { 'Content-Length': Buffer.byteLength(body) }),
    ...headers,
  });
  if (ending === 'cut') {
    res.write(body.slice(0, body.length / 2), () => res.destroy());
    return;
  }
  res.end(body);
}
