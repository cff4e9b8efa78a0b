import { int32In } from './action-body.mjs';
import { intuneError, notFound } from './answers.mjs';
import { CREATED, REVOKED } from './audit.mjs';
import { isAosp } from './profiles.mjs';
import { SAMPLES } from './samples.mjs';
import { refusalOf } from './token-validity.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { ActionName, Call } from './call.mjs'
 * @import { GraphData } from './data.mjs'
 * @import { Collection } from './profiles.mjs'
 * @import { ActHow, Sample, Story } from './samples/sample.mjs'
 *
 * @typedef {object} Action  What can be done to the token of a profile.
 * @property {(call: Call) => {seconds?: number} | {refusal: Answer}} read  What the body asks for.
 * @property {(call: Call, data: GraphData, id: string, seconds: number) => Answer | undefined} refuse  Intune's own objection to it.
 * @property {(call: Call, data: GraphData, id: string, how: ActHow & {seconds: number}) => void} act
 */

const AOSP_PREFIX = 'AOSP-';

/** @type {Record<ActionName, Action>} */
const ACTIONS = {
  revokeToken: {
    read: () => ({}),
    refuse: () => undefined,
    act(call, data, id, { visibleAfterReads, expiration }) {
      const live = Boolean(data.profile(id).tokenValue);
      data.revoke(id, { visibleAfterReads, expiration });
      if (call.noted && live) call.noted.acted = true;
      data.audit.write(call, REVOKED, data.found(id));
    },
  },
  createToken: {
    read(call) {
      const given = int32In(call, 'tokenValidityInSeconds');
      return 'refusal' in given ? given : { seconds: given.value };
    },
    refuse(call, data, id, seconds) {
      const found = data.find(id);
      const words = found && refusalOf(seconds, data.validityRuleOf(found.profile), found.profile.enrollmentMode);
      return words === undefined ? undefined : intuneError(call, 400, 'BadRequest', words);
    },
    act(call, data, id, how) {
      data.createToken(id, how);
      if (call.noted) call.noted.acted = true;
      data.audit.write(call, CREATED, data.found(id));
    },
  },
};

/**
 * @param {string} name
 * @returns {name is ActionName}
 */
export const isAction = (name) => Object.hasOwn(ACTIONS, name);

/**
 * Actions know an AOSP profile as `AOSP-<id>` too. Whether they also know it as
 * `<id>` is not documented; here they do, a few samples excepted.
 * @param {Call} call
 * @param {GraphData} data
 * @param {Collection} collection
 * @param {string} id
 * @param {ActionName} name
 */
export function act(call, data, collection, id, name) {
  const action = ACTIONS[name];
  const asked = action.read(call);
  if ('refusal' in asked) return asked.refusal;
  const { seconds = 0 } = asked;
  const prefixed = id.startsWith(AOSP_PREFIX);
  const bareId = (prefixed ? id.slice(AOSP_PREFIX.length) : id).toLowerCase();
  const sample = sampleIn(collection, bareId);
  const found = data.findIn(collection, bareId);
  const exists = sample || found;
  if (!exists || (prefixed && !(found && isAosp(found.profile)))) return notFound(call);
  const refusal = action.refuse(call, data, bareId, seconds);
  if (refusal) return refusal;
  const { attempts } = data.historyOf(bareId);
  attempts[name] += 1;
  const story = {
    ...storyOf({ ...call, prefixed }, data, bareId),
    attempts: attempts[name],
    /** @param {ActHow} how */
    act(how = {}) {
      action.act(call, data, bareId, { ...how, seconds });
      return { status: 204 };
    },
  };
  return sample?.respond ? sample.respond(story) : story.act();
}

/**
 * A call with all that the story of a sample is made of.
 * @param {Call & {prefixed?: boolean}} call
 * @param {GraphData} data
 * @param {string} id
 * @returns {Story}
 */
export function storyOf(call, data, id) {
  const { attempts, reads, memory } = data.historyOf(id);
  return {
    ...call,
    attempts: attempts.revokeToken + attempts.createToken,
    reads,
    memory,
    revoke: (how) => data.revoke(id, how),
    replaceToken: (how) => data.replaceToken(id, how),
  };
}

/**
 * @param {Collection} collection
 * @param {string} id
 * @returns {Sample | undefined}
 */
export function sampleIn(collection, id) {
  return SAMPLES.find((one) => one.id === id && one.collection === collection);
}
