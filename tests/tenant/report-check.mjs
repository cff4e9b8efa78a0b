import { ITEM_STATES } from '../pages/run-page.mjs';

/** The profiles of a tenant that are in its lists, as Graph holds them: a test may change them behind the page's back. */
export const profilesOf = (tenant) => ['androidForWorkEnrollmentProfiles', 'androidDeviceOwnerEnrollmentProfiles']
  .flatMap((collection) => tenant.graph.data.listed(collection))
  .map(({ profile }) => profile);

/** Things by what they have in common. */
export function grouped(things, keyOf) {
  const groups = {};
  for (const thing of things) (groups[keyOf(thing)] ??= []).push(thing);
  return groups;
}

/** Whether the token of a profile is dead in truth. */
export const deadIn = (tenant) => (id) => tenant.graph.profile(id).tokenValue === '';

/** The ID of a profile as the log of the sandbox has it. */
export const bare = (id) => id.toLowerCase().replace(/^aosp-/, '');

/**
 * What a report and the log of the sandbox do not agree on.
 * @param {object} report  As its JSON says.
 * @param {object[]} revocations  Of the sandbox.
 * @param {(id: string) => boolean} isDead  Whether the token of a profile is dead in truth.
 */
export function disagreements({ run, totals, items }, revocations, isDead) {
  const found = [];
  const counted = Object.fromEntries(ITEM_STATES.map((state) => [state, 0]));
  const ids = new Set(items.map(({ profileId }) => bare(profileId)));
  if (ids.size !== items.length) found.push('a profile is there twice');
  for (const { id } of revocations) if (!ids.has(id)) found.push(`${id}: sent, and not in the report`);
  for (const { state, timesSent, result, profileId, clientRequestId, requestId, cause } of items) {
    const id = bare(profileId);
    const log = revocations.filter((entry) => entry.id === id);
    const last = log.at(-1);
    const acted = log.some((entry) => entry.acted);
    const say = (what) => found.push(`${id} is ${state} (${result}, ${cause}): ${what}; the log: ${JSON.stringify(log)}`);
    counted[state] += 1;
    if (timesSent !== log.length) say(`sent ${timesSent} times, arrived ${log.length} times`);
    if (clientRequestId !== last?.clientRequestId) say(`its client-request-id is ${clientRequestId}`);
    if (requestId && requestId !== last?.requestId) say(`its request-id is ${requestId}`);
    log.slice(0, -1).filter((entry) => !isTurnedAway(entry)).forEach(() => say('sent again after it may have been carried out'));
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

/** Whether a revocation that arrived was surely not carried out. */
const isTurnedAway = ({ status, acted, throttled }) => throttled || (!acted && [401, 403, 429, 503].includes(status));
