import { ANDROID_FOR_WORK } from '../profiles.mjs';

/**
 * @import { Answer } from '../answers.mjs'
 * @import { Memory } from '../data.mjs'
 * @import { Call } from '../call.mjs'
 * @import { Collection, replaceToken, Traits } from '../profiles.mjs'
 * @import { GraphData } from '../data.mjs'
 */

/**
 * @typedef {object} Sample  A documented profile ID and the story it stands for.
 * @property {string} id
 * @property {string} name          Display name of the profile.
 * @property {string} what          What Graph does, for people.
 * @property {Collection} collection  Android for Work unless said.
 * @property {Partial<Traits>=} traits  Of the profile, where they matter.
 * @property {boolean=} exists      Unless `false`; then there is no such profile.
 * @property {(call: ActionStory) => Answer=} respond
 *   Answers a `POST` of an action, whichever it is; unless given, what it asks for is done.
 * @property {(call: ReadStory) => Answer=} read
 *   Answers a `GET` of the profile; unless given, the profile is shown.
 */

/**
 * @typedef {object} Happened  What happened to the profile of a call since the start or the last reset.
 * @property {number} attempts   How often an action was asked for, this call included; where it is one, how often this one.
 * @property {number} reads      How often it was read, this call included.
 * @property {Memory} memory     The sample's own.
 * @property {boolean=} prefixed  Whether an action called the profile `AOSP-<id>`.
 * @property {(how?: Parameters<GraphData['revoke']>[1]) => void} revoke  Somebody else revokes the token, see `data.revoke`.
 * @property {(how?: Parameters<typeof replaceToken>[1]) => void} replaceToken  Somebody else makes a new one, see `data.replaceToken`.
 *
 * @typedef {{visibleAfterReads?: number, expiration?: string | null}} ActHow  What is shown of it afterwards.
 *
 * @typedef {Call & Happened} Story
 * @typedef {Story & {act: (how?: ActHow) => Answer}} ActionStory  `act`: does what was asked, and answers 204.
 * @typedef {Story & {read: () => Answer}} ReadStory  `read`: the usual answer to a `GET`.
 */

/**
 * @param {string} digits  The last of its ID.
 * @param {string} name
 * @param {string} what
 * @param {Omit<Partial<Sample>, 'id' | 'name' | 'what'>} more
 * @returns {Sample}
 */
export function sample(digits, name, what, more = {}) {
  return { id: `00000000-0000-4000-8000-${digits}`, collection: ANDROID_FOR_WORK, name, what, ...more };
}

/**
 * Makes an answer for the first `times` attempts at an action; the next one succeeds.
 * @param {(call: ActionStory) => Answer} respond
 */
export function atFirst(respond, times = 1) {
  /** @param {ActionStory} call */
  return (call) => (call.attempts <= times ? respond(call) : call.act());
}
