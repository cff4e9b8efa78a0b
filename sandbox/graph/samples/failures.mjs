import { faultAs400, gatewayPage, graphError, intuneError, ok, textOf } from '../answers.mjs';
import { sample } from './sample.mjs';

/**
 * @import { Answer, Asked } from '../answers.mjs'
 * @import { ActHow, ActionStory } from './sample.mjs'
 */

const HUGE = 2_000_000;

/** @param {Asked} call */
const serverError = (call) => intuneError(call, 500, 'InternalServerError', 'An error has occurred');

export const FAILURES = {
  title: 'Unknown outcomes',
  about: 'The answer does not tell whether the token was revoked. Only reading the profile does.',
  samples: [
    sample('000000000500', 'Server error', '500, nothing was revoked', { respond: serverError }),
    sample('000000500101', 'Server error, but revoked', '500, though the token was revoked', { respond: acted(serverError) }),
    sample('000000500102', 'Server error, revoked later', '500, and the token is revoked after the second read that follows', {
      respond: acted(serverError, { visibleAfterReads: 2 }),
    }),
    sample('000000500103', 'Server error, then replaced', '500, and somebody makes a new token right after it', {
      respond(call) {
        call.replaceToken();
        return serverError(call);
      },
    }),
    sample('000000500104', 'Server error, then unreadable', '500, nothing was revoked, and the profile cannot be read after that', {
      respond: serverError,
      read: (call) => (call.attempts > 0 ? serverError(call) : call.read()),
    }),
    sample('000000400701', 'Fault as 400', '400 InternalError, nothing was revoked', { respond: faultAs400 }),
    sample('000000400702', 'Fault as 400, but revoked', '400 InternalError, though the token was revoked', { respond: acted(faultAs400) }),
    sample(
      '000000400703',
      'Fault as 400 by its words, revoked later',
      '400 BadRequest that speaks of an internal server error, and the token is revoked after the second read that follows',
      {
        respond: acted((call) => intuneError(call, 400, 'BadRequest', 'An internal server error has occurred'), { visibleAfterReads: 2 }),
      },
    ),
    sample('000000000502', 'Gateway page, unreadable', '502 without CORS headers: unreadable from another origin, as the real Graph is', {
      respond: () => gatewayPage(502, 'Bad Gateway', { cors: false }),
    }),
    sample('000000502101', 'Gateway page, unreadable, but revoked', 'the same, though the token was revoked', {
      respond: acted(() => gatewayPage(502, 'Bad Gateway', { cors: false })),
    }),
    sample('000000502102', 'Bad gateway', '502 as JSON, nothing was revoked', {
      respond: (call) => graphError(call, 502, 'BadGateway', 'The upstream service did not answer'),
    }),
    sample('000000502103', 'Bad gateway, but revoked', '502 as JSON, though the token was revoked', {
      respond: acted((call) => graphError(call, 502, 'BadGateway', 'The upstream service did not answer')),
    }),
    sample('000000000504', 'Gateway page', '504 with a page in HTML instead of JSON', {
      respond: () => gatewayPage(504, 'Gateway Timeout'),
    }),
    sample('000000504101', 'Gateway page, but revoked', 'the same, though the token was revoked', {
      respond: acted(() => gatewayPage(504, 'Gateway Timeout')),
    }),
    sample('000000504102', 'Gateway timeout, revoked later', '504 as JSON, and the token is revoked after the second read that follows', {
      respond: acted((call) => graphError(call, 504, 'UnknownError', 'The service did not answer in time'), { visibleAfterReads: 2 }),
    }),
    sample('000000000901', 'No answer, nothing done', 'the connection breaks before Graph acts', {
      respond: () => ({ ending: 'drop' }),
    }),
    sample('000000000902', 'No answer, but revoked', 'Graph revokes, then the connection breaks', {
      respond: acted(() => ({ ending: 'drop' })),
    }),
    sample('000000901101', 'No answer, revoked later', 'the connection breaks, and the token is revoked after the second read that follows', {
      respond: acted(() => ({ ending: 'drop' }), { visibleAfterReads: 2 }),
    }),
    sample('000000000903', 'Never answers', 'the request stays open until it is cancelled', {
      respond: () => ({ ending: 'hang' }),
    }),
    sample('000000903101', 'Never answers, but revoked', 'Graph revokes, and the request stays open until it is cancelled', {
      respond: acted(() => ({ ending: 'hang' })),
    }),
    sample('000000000904', 'Broken off', '500, and the connection closes in the middle of the body', {
      respond: (call) => ({ ...serverError(call), ending: 'cut' }),
    }),
    sample('000000000905', 'Broken JSON', '500 with a body that stops in the middle', {
      respond(call) {
        const whole = serverError(call);
        const text = textOf(whole);
        return { ...whole, body: text.slice(0, text.length / 2) };
      },
    }),
    sample('000000000906', 'Empty error', '500 without a body', {
      respond: () => ({ status: 500 }),
    }),
    sample('000000500501', 'Huge error', '500 with two megabytes of JSON, full of internal addresses', {
      respond(call) {
        const line = `at https://fef.amsub0102.manage.microsoft.com/StatelessEnrollmentService/${call.requestId}?api-version=5026-08-01\n`;
        return intuneError(call, 500, 'InternalServerError', `An error has occurred\n${line.repeat(HUGE / line.length)}`);
      },
    }),
    sample('000000500502', 'JSON of another kind', '500 with a list where an error should be', {
      respond: () => ({ status: 500, headers: { 'Content-Type': 'application/json' }, body: '["Internal Server Error", null, 500]' }),
    }),
    sample('000000500503', 'Error that is null', '500 with {"error":null}', {
      respond: () => ({ status: 500, headers: { 'Content-Type': 'application/json' }, body: '{"error":null}' }),
    }),
    sample('000000500504', 'Not text at all', '500 with bytes that are no UTF-8', {
      respond: () => ({ status: 500, headers: { 'Content-Type': 'application/json' }, body: Buffer.from([0xff, 0xfe, 0x00, 0x7b, 0xc3, 0x28]) }),
    }),
    sample('000000000200', 'A success that is none', '200 with a body, nothing was revoked', {
      respond: () => ok({ '@odata.context': 'https://graph.microsoft.com/beta/$metadata#Edm.Null', '@odata.null': true }),
    }),
    sample('000000000302', 'Sent elsewhere', '302 to another address of the same host', {
      respond: () => ({ status: 302, headers: { Location: 'elsewhere' } }),
    }),
  ],
};

/**
 * Does what was asked, and answers as if it had not.
 * @param {(call: ActionStory) => Answer} respond
 * @param {ActHow=} how
 */
function acted(respond, how) {
  /** @param {ActionStory} call */
  return (call) => {
    call.act(how);
    return respond(call);
  };
}
