import { ANDROID_FOR_WORK } from '../profiles.mjs';

/**
 * @typedef {object} Sample  A documented profile ID and the story it stands for.
 * @property {string} id
 * @property {string} name          Display name of the profile.
 * @property {string} what          What Graph does, for people.
 * @property {string} collection    Android for Work unless said.
 * @property {object=} traits       Of the profile, where they matter.
 * @property {false=} exists        There is no such profile.
 * @property {(call: Story) => import('../answers.mjs').Answer=} respond
 *   Answers a `POST …/revokeToken`; unless given, the token is revoked.
 * @property {(call: Story) => import('../answers.mjs').Answer=} read
 *   Answers a `GET` of the profile; unless given, the profile is shown.
 */

/**
 * @typedef {object} Story  A call, and what happened to its profile since the start or the last reset.
 * @property {number} attempts   How often its token was to be revoked, this call included.
 * @property {number} reads      How often it was read, this call included.
 * @property {object} memory     The sample's own.
 * @property {object} token      Claims of the access token.
 * @property {boolean} prefixed  Whether an action called the profile `AOSP-<id>`.
 * @property {(how?: object) => import('../answers.mjs').Answer} revoke  See `data.revoke`.
 * @property {(how?: object) => void} replaceToken  See `data.replaceToken`.
 * @property {() => import('../answers.mjs').Answer} read  The usual answer to a `GET`.
 */

/** @returns {Sample} */
export function sample(digits, name, what, more = {}) {
  return { id: `00000000-0000-4000-8000-${digits}`, collection: ANDROID_FOR_WORK, name, what, ...more };
}

/** Makes an answer for the first `times` attempts to revoke; the next one succeeds. */
export function atFirst(respond, times = 1) {
  return (call) => (call.attempts <= times ? respond(call) : call.revoke());
}
