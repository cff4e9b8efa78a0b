import { graphError } from './answers.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { ReceivedCall } from './call.mjs'
 */

const LEAST = -(2 ** 31);
const MOST = 2 ** 31 - 1;

/**
 * The one parameter of an action, an `Edm.Int32` in a body of JSON, as OData reads it before Intune sees it.
 * @param {ReceivedCall} call
 * @param {string} name
 * @returns {{value: number} | {refusal: Answer}}
 */
export function int32In(call, name) {
  /**
   * @param {string} message
   * @param {number} status
   * @param {string} code
   */
  const refuse = (message, status = 400, code = 'BadRequest') => ({ refusal: graphError(call, status, code, message) });
  const type = call.req.headers['content-type'];
  if (type === undefined) return refuse('Write requests (excluding DELETE) must contain the Content-Type header declaration.');
  if (!/^application\/json\s*(;|$)/i.test(type)) return refuse(`The content type '${type}' is not supported.`, 415, 'UnsupportedMediaType');
  if (call.body.trim() === '') return refuse('Empty Payload. JSON content expected.');
  const body = parsed(call.body);
  if (!body) return refuse('Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.');
  const stranger = Object.keys(body).find((key) => key !== name);
  if (stranger !== undefined)
    return refuse(`The parameter '${stranger}' in the request payload is not a valid parameter for the operation '${operationOf(call)}'.`);
  if (!Object.hasOwn(body, name)) return refuse(`The parameter '${name}' is missing for the operation '${operationOf(call)}'.`);
  const value = body[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < LEAST || value > MOST) {
    return refuse(`Cannot convert the literal '${JSON.stringify(value)}' to the expected type 'Edm.Int32'.`);
  }
  return { value };
}

/** @param {ReceivedCall} call */
const operationOf = ({ path }) => path.split('/').at(-1);

/**
 * @param {string} text
 * @returns {Record<string, unknown> | undefined}
 */
function parsed(text) {
  try {
    const body = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}
