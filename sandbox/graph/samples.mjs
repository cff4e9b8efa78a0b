import { gatewayPage, graphError, intuneError, intuneForbiddenAs401, ok } from './answers.mjs';
import { ANDROID_FOR_WORK } from './profiles.mjs';

const USER_REFUSED = 'User is not authorized to perform this operation';
const APP_REFUSED = 'Application is not authorized to perform this operation. '
  + 'Application must have one of the following scopes: DeviceManagementConfiguration.ReadWrite.All';
const TRY_LATER = 'Too many requests';
const THROTTLED_TIMES = 1;

/**
 * @typedef {object} Sample  A documented profile ID and how revoking its token ends.
 * @property {string} id
 * @property {string} name          Display name of the profile.
 * @property {string} what          What Graph does, for people.
 * @property {string=} collection   Android for Work unless said.
 * @property {false=} exists        The profile cannot be read either.
 * @property {(call: object) => import('./answers.mjs').Answer} respond
 *   Answers a `POST …/revokeToken`. `call.revoke()` revokes; `call.attempt` counts the
 *   posts to this ID from 1, since the start or the last reset.
 */

/** @type {Sample[]} */
export const SAMPLES = [
  sample('000000000404', 'No such profile', '404, the profile does not exist', {
    exists: false,
    respond: (call) => intuneError(call, 404, 'ResourceNotFound', 'Enrollment profile not found'),
  }),
  sample('000000000403', 'Out of your role', '403, the user lacks the Intune role', {
    respond: (call) => intuneError(call, 403, 'Forbidden', USER_REFUSED),
  }),
  sample('000000004030', 'Out of the app’s scope', '403, the app lacks the permission', {
    respond: (call) => intuneError(call, 403, 'Forbidden', APP_REFUSED),
  }),
  sample('000000000401', 'Forbidden in disguise', '401 with a message in two layers that says Forbidden', {
    respond: intuneForbiddenAs401,
  }),
  sample('000000000400', 'Plain refusal', '400, the message is plain text and not JSON', {
    respond: (call) => graphError(call, 400, 'BadRequest', 'The enrollment profile cannot be changed - CustomApiErrorPhrase: '),
  }),
  sample('000000000409', 'Changed by somebody else', '409 Conflict', {
    respond: (call) => intuneError(call, 409, 'Conflict', 'The enrollment profile was changed by another request'),
  }),
  sample('000000000429', 'Throttled for 2 seconds', '429 with Retry-After: 2 on the first attempt, 204 after that', {
    respond: (call) => (call.attempt <= THROTTLED_TIMES
      ? intuneError(call, 429, 'TooManyRequests', TRY_LATER, { 'Retry-After': '2' })
      : call.revoke()),
  }),
  sample('000000004290', 'Throttled, no hint how long', '429 without Retry-After on the first attempt, 204 after that', {
    respond: (call) => (call.attempt <= THROTTLED_TIMES
      ? intuneError(call, 429, 'TooManyRequests', TRY_LATER)
      : call.revoke()),
  }),
  sample('000000000500', 'Server error', '500, nothing was revoked', {
    respond: (call) => intuneError(call, 500, 'InternalServerError', 'An error has occurred'),
  }),
  sample('000000000503', 'Service busy', '503 with Retry-After: 5', {
    respond: (call) => graphError(call, 503, 'ServiceUnavailable', 'The service is temporarily unavailable', { 'Retry-After': '5' }),
  }),
  sample('000000000504', 'Gateway page', '504 with a page in HTML instead of JSON', {
    respond: () => gatewayPage(504, 'Gateway Timeout'),
  }),
  sample('000000000502', 'Gateway page, unreadable', '502 without CORS headers: unreadable from another origin, as the real Graph is', {
    respond: () => gatewayPage(502, 'Bad Gateway', { cors: false }),
  }),
  sample('000000000901', 'No answer, nothing done', 'the connection breaks before Graph acts', {
    respond: () => ({ ending: 'drop' }),
  }),
  sample('000000000902', 'No answer, but revoked', 'Graph revokes, then the connection breaks', {
    respond: (call) => ({ ...call.revoke(), ending: 'drop' }),
  }),
  sample('000000000903', 'Never answers', 'the request stays open until it is cancelled', {
    respond: () => ({ ending: 'hang' }),
  }),
  sample('000000000904', 'Broken off', '500, and the connection closes in the middle of the body', {
    respond: (call) => ({ ...intuneError(call, 500, 'InternalServerError', 'An error has occurred'), ending: 'cut' }),
  }),
  sample('000000000905', 'Broken JSON', '500 with a body that stops in the middle', {
    respond: (call) => {
      const whole = intuneError(call, 500, 'InternalServerError', 'An error has occurred');
      return { ...whole, body: whole.body.slice(0, whole.body.length / 2) };
    },
  }),
  sample('000000000906', 'Empty error', '500 without a body', {
    respond: () => ({ status: 500 }),
  }),
  sample('000000000200', 'A success that is none', '200 with a body, nothing was revoked', {
    respond: () => ok({ '@odata.context': 'https://graph.microsoft.com/beta/$metadata#Edm.Null', '@odata.null': true }),
  }),
  sample('000000000302', 'Sent elsewhere', '302 to another address of the same host', {
    respond: () => ({ status: 302, headers: { Location: 'elsewhere' } }),
  }),
];

function sample(digits, name, what, more) {
  return { id: `00000000-0000-4000-8000-${digits}`, collection: ANDROID_FOR_WORK, name, what, ...more };
}
