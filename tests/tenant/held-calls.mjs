import { once } from 'node:events';

import { settledLater } from '../../sandbox/settled-later.mjs';

/**
 * @import { Answer } from '../../sandbox/graph/answers.mjs'
 * @import { Fault } from '../../sandbox/graph/faults.mjs'
 * @import { Call } from '../../sandbox/graph/call.mjs'
 */

/**
 * A fault that lets calls through until one comes that is to be held: that one and all after it wait until they are let go.
 * @param {object} options
 * @param {string=} options.method        Of the calls that are looked at: `POST` unless said.
 * @param {(call: Call) => boolean=} options.holds  Whether this is the one; the first one unless said.
 * @param {boolean=} options.acts         What they ask for is done before they are held, and not afterwards.
 * @param {Answer=} options.answer        In place of Graph's own; then nothing is done.
 * @returns {{fault: Fault, held: Promise<void>, calls: Call[], abandoned: () => Promise<void>, release: () => void}}
 *   `held` is settled once a call is held; `calls` are those that are or were. `abandoned` waits until the browser has given
 *   up all of them, as it does some time after their tab was closed: until then the tab can still hear an answer.
 */
export function gate({ method = 'POST', holds = () => true, acts = false, answer } = {}) {
  let isReleased = false;
  /** @type {Call[]} */
  const calls = [];
  const { promise: held, resolve: arrive } = settledLater();
  const { promise: released, resolve: release } = settledLater();
  /** @type {Fault} */
  const fault = {
    method,
    path: /EnrollmentProfiles\/[^/]+(\/(revokeToken|createToken))?$/,
    times: Infinity,
    async answer(call, ordinary) {
      if (isReleased || !(calls.length > 0 || holds(call))) return ordinary();
      const before = acts ? ordinary() : undefined;
      calls.push(call);
      arrive();
      await released;
      return before ?? answer ?? ordinary();
    },
  };
  return {
    fault,
    held,
    calls,
    async abandoned() {
      const open = calls.map(({ req }) => req.socket).filter((socket) => !socket.destroyed);
      await Promise.all(open.map((socket) => once(socket, 'close')));
    },
    release() {
      isReleased = true;
      release();
    },
  };
}

/**
 * Holds the call of this number, from 1.
 * @param {number} wanted
 */
export function numberOf(wanted) {
  let number = 0;
  return () => {
    number += 1;
    return number === wanted;
  };
}
