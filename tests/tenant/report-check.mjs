import { ANDROID_FOR_WORK, DEVICE_OWNER } from '../../sandbox/graph/profiles.mjs';
import { ITEM_STATES } from '../pages/item-states.mjs';

/**
 * @import { Profile } from '../../sandbox/graph/profile.mjs'
 * @import { LoggedAction } from '../../sandbox/graph/call.mjs'
 * @import { Tenant } from '../../sandbox/tenant.mjs'
 * @import { ItemState } from '../pages/item-states.mjs'
 *
 * @typedef {object} ReportItem
 * @property {string} profileId
 * @property {string} name
 * @property {ItemState} state
 * @property {string | null} result
 * @property {number} timesSent
 * @property {string | null} clientRequestId
 * @property {string | null} requestId
 * @property {string | null} cause
 * @property {string=} skippedBecause
 *
 * @typedef {object} Report  As its JSON says, as far as tests look at it: see docs/run-report.md.
 * @property {Record<string, Json>} run
 * @property {Record<string, number>} totals
 * @property {ReportItem[]} items
 */

/**
 * The profiles of a tenant that are in its lists, as Graph holds them: a test may change them behind the page's back.
 * @param {Tenant} tenant
 * @returns {Profile[]}
 */
export const profilesOf = (tenant) =>
  [ANDROID_FOR_WORK, DEVICE_OWNER].flatMap((collection) => tenant.graph.data.listed(collection)).map(({ profile }) => profile);

/**
 * Things by what they have in common.
 * @template T
 * @param {T[]} things
 * @param {(thing: T) => string | undefined} keyOf
 */
export function grouped(things, keyOf) {
  /** @type {Record<string, T[]>} */
  const groups = {};
  for (const thing of things) {
    const key = String(keyOf(thing));
    groups[key] = [...(groups[key] ?? []), thing];
  }
  return groups;
}

/**
 * Whether the token of a profile is dead in truth.
 * @type {(tenant: Tenant) => (id: string) => boolean}
 */
export const deadIn = (tenant) => (id) => tenant.graph.profile(id).tokenValue === '';

/**
 * The ID of a profile as the log of the sandbox has it.
 * @param {string} id
 */
export const bare = (id) => id.toLowerCase().replace(/^aosp-/, '');

/** Of a run whose page was closed in the middle of it. */
export const PAGE_WAS_CLOSED = { unsent: 1 };

/**
 * What a report and the log of the sandbox do not agree on.
 * @param {Report} report  As its JSON says.
 * @param {LoggedAction[]} revocations  Of the sandbox.
 * @param {(id: string) => boolean} isDead  Whether the token of a profile is dead in truth.
 * @param {{unsent?: number}} known  How many sendings of one profile were on disk and may never have left the page.
 */
export function disagreements({ run, totals, items }, revocations, isDead, { unsent = 0 } = {}) {
  /** @type {string[]} */
  const found = [];
  /** @type {Record<string, number>} */
  const counted = Object.fromEntries(ITEM_STATES.map((state) => [state, 0]));
  const ids = new Set(items.map(({ profileId }) => bare(profileId)));
  if (ids.size !== items.length) found.push('a profile is there twice');
  for (const { id } of revocations) if (!ids.has(id)) found.push(`${id}: sent, and not in the report`);
  for (const { state, timesSent, result, profileId, clientRequestId, requestId, cause } of items) {
    const id = bare(profileId);
    const log = revocations.filter((entry) => entry.id === id);
    const last = log.at(-1);
    const acted = log.some((entry) => entry.acted);
    /** @param {string} what */
    const say = (what) => found.push(`${id} is ${state} (${result}, ${cause}): ${what}; the log: ${JSON.stringify(log)}`);
    counted[state] = (counted[state] ?? 0) + 1;
    if (timesSent < log.length || timesSent > log.length + unsent) say(`sent ${timesSent} times, arrived ${log.length} times`);
    if (clientRequestId !== last?.clientRequestId) say(`its client-request-id is ${clientRequestId}`);
    if (requestId && requestId !== last?.requestId) say(`its request-id is ${requestId}`);
    log
      .slice(0, -1)
      .filter((entry, index) => !isTurnedAway(entry) && !isUnknownName(entry, log[index + 1]))
      .forEach(() => say('sent again after it may have been carried out'));
    if (state === 'revoked' && !acted) say('nothing was done');
    if (['notRevoked', 'skipped'].includes(state) && acted) say('it was done');
    if (['notRevoked', 'skipped'].includes(state) && isDead(id)) say('its token is dead');
    if (state === 'revoked' && !isDead(id)) say('its token works');
    if (state === 'cannotTell' && typeof last?.status === 'number' && last.status < 500) say('an answer told');
  }
  if (totals.all !== items.length) found.push(`totals say ${totals.all} of ${items.length}`);
  for (const state of ITEM_STATES) if (totals[state] !== counted[state]) found.push(`totals say ${totals[state]} ${state}, it is ${counted[state]}`);
  if (run.phase !== 'over') found.push(`it is ${run.phase}`);
  return found;
}

/**
 * Whether a revocation that arrived was surely not carried out.
 * @param {LoggedAction} revocation
 */
const isTurnedAway = ({ status, acted, throttled }) => throttled || (!acted && [401, 403, 429, 503].includes(Number(status)));

/**
 * Whether one was not carried out because Graph does not know the profile by that name: the next is by the other, `AOSP-<id>` or `<id>`.
 * @param {LoggedAction} revocation
 * @param {LoggedAction | undefined} next
 */
const isUnknownName = ({ status, acted, prefixed }, next) => !acted && [400, 404].includes(Number(status)) && next?.prefixed === !prefixed;
