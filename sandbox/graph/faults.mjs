import { challenge } from './challenge.mjs';
import { pageOf } from './list.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { ChallengeOptions } from './challenge.mjs'
 * @import { Call } from './call.mjs'
 */

/**
 * @typedef {object} Fault  What answers in place of Graph, to a call with a valid token.
 * @property {string=} method   Only calls of this method.
 * @property {RegExp=} path     Only calls whose path matches, such as `/<id>\/revokeToken$/`.
 * @property {number=} page      Only this page of a list, from 1.
 * @property {number=} times    How often; once unless said.
 * @property {boolean=} acts    Graph does what it was asked for, and only its answer is replaced.
 * @property {Answer | ((call: Call, ordinary: () => Answer) => Answer | Promise<Answer>)=} answer
 *   `ordinary` tells what Graph would have answered.
 * @property {ChallengeOptions=} challenge  Options of {@link challenge}, which answers until it is satisfied.
 */

/**
 * The first fault that waits for a call, with its answer worked out.
 * @param {Fault[]} faults
 * @param {Call} call
 * @param {() => Answer} ordinary
 * @returns {{acts?: boolean, answer: Answer | Promise<Answer>} | undefined}
 */
export function takeFault(faults, call, ordinary) {
  const index = faults.findIndex(
    ({ method, path, page }) => (!method || method === call.req.method) && (!path || path.test(call.path)) && (!page || page === pageOf(call)),
  );
  if (index < 0) return undefined;
  const fault = faults[index];
  if (fault.challenge) {
    const answer = challenge(call, fault.challenge);
    if (answer) return { answer };
    faults.splice(index, 1);
    return takeFault(faults, call, ordinary);
  }
  const { times = 1, acts, answer } = fault;
  if (times > 1) faults[index] = { ...fault, times: times - 1 };
  else faults.splice(index, 1);
  return { acts, answer: typeof answer === 'function' ? answer(call, ordinary) : (answer ?? ordinary()) };
}
