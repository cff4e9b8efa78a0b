import { breakOff, send } from '../http.mjs';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { Headers } from '../http.mjs'
 *
 * @typedef {object} Fault  What goes wrong at the sign-in host; see {@link takeFault}.
 * @property {'token' | 'authorize'=} where
 * @property {number=} times
 * @property {number=} status
 * @property {Headers=} headers
 * @property {string | object=} body
 * @property {boolean=} cors
 * @property {boolean=} drop
 * @property {Record<string, string>=} params
 */

/**
 * Takes the first waiting fault for `where` out of the list.
 *
 * A fault happens once, or `times` times: MSAL asks for a token again when it gets no
 * readable answer, so those that it shall notice happen twice. At the token endpoint:
 * `{where: 'token', status, headers, body}` answers so (an object as body is
 * sent as JSON; `cors: false` leaves the browser unable to read it), and
 * `{where: 'token', drop: true}` breaks the connection instead. On the way back
 * from the sign-in page: `{where: 'authorize', params: {error, error_description}}`.
 * @param {Fault[]} faults
 * @param {Fault['where']} where
 */
export function takeFault(faults, where) {
  const index = faults.findIndex((fault) => fault.where === where);
  if (index < 0) return undefined;
  const { times = 1, ...fault } = faults[index];
  if (times > 1) faults[index] = { ...fault, times: times - 1 };
  else faults.splice(index, 1);
  return fault;
}

/**
 * Answers a token request with a fault.
 * @param {IncomingMessage} req
 * @param {ServerResponse} res
 * @param {Fault} fault
 */
export function failToken(req, res, { status = 400, headers = {}, body = '', cors = true, drop }) {
  if (drop) {
    breakOff(res);
    return;
  }
  send(
    res,
    status,
    {
      ...(typeof body === 'string' ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
      ...(cors ? { 'Access-Control-Allow-Origin': req.headers.origin ?? '*' } : {}),
      ...headers,
    },
    typeof body === 'string' ? body : JSON.stringify(body),
  );
}

/**
 * Sends the browser back to the app with a fault's parameters.
 * @param {URLSearchParams} query
 * @param {ServerResponse} res
 * @param {Fault} fault
 */
export function failAuthorize(query, res, { params }) {
  const answer = new URLSearchParams(params);
  const state = query.get('state');
  if (state !== null) answer.set('state', state);
  const mark = query.get('response_mode') === 'query' ? '?' : '#';
  send(res, 302, { Location: `${query.get('redirect_uri')}${mark}${answer}` });
}
