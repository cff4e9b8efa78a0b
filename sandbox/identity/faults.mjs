import { breakOff, send } from '../http.mjs';

/**
 * Takes the first waiting fault for `where` out of the list.
 *
 * A fault happens once, or `times` times: MSAL asks for a token again when it gets no
 * readable answer, so those that it shall notice happen twice. At the token endpoint:
 * `{where: 'token', status, headers, body}` answers so (an object as body is
 * sent as JSON; `cors: false` leaves the browser unable to read it), and
 * `{where: 'token', drop: true}` breaks the connection instead. On the way back
 * from the sign-in page: `{where: 'authorize', params: {error, error_description}}`.
 */
export function takeFault(faults, where) {
  const index = faults.findIndex((fault) => fault.where === where);
  if (index < 0) return undefined;
  const { times = 1, ...fault } = faults[index];
  if (times > 1) faults[index] = { ...fault, times: times - 1 };
  else faults.splice(index, 1);
  return fault;
}

/** Answers a token request with a fault. */
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

/** Sends the browser back to the app with a fault's parameters. */
export function failAuthorize(query, res, { params }) {
  const answer = new URLSearchParams(params);
  if (query.has('state')) answer.set('state', query.get('state'));
  const mark = query.get('response_mode') === 'query' ? '?' : '#';
  send(res, 302, { Location: `${query.get('redirect_uri')}${mark}${answer}` });
}
