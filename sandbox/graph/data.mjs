import { createActionLog } from './action-log.mjs';
import { createAudit } from './audit.mjs';
import { createDevices } from './devices.mjs';
import { USUAL_PERMISSION_RULES } from './effective-permissions.mjs';
import { createGeneratedProfiles } from './generated-profiles.mjs';
import { createSampleProfile, endlessLike, replaceToken, revoke } from './profiles.mjs';
import { tellingOfMode } from './qr-told.mjs';
import { createRandomFaults } from './random-faults.mjs';
import { SAMPLES } from './samples.mjs';
import { createSeedProfiles, UNTOLD_IN_LIST } from './seed-profiles.mjs';
import { QR_TELLINGS, VALIDITY_RULES } from './seed-rules.mjs';
import { createThrottle } from './throttle.mjs';
import { ruleOfMode } from './token-validity.mjs';

/**
 * @import { ActionName } from './call.mjs'
 * @import { Profile } from './profile.mjs'
 * @import { Collection } from './profiles.mjs'
 * @import { QrTelling } from './qr-told.mjs'
 * @import { Sample } from './samples/sample.mjs'
 * @import { Limits } from './throttle.mjs'
 * @import { ValidityRule } from './token-validity.mjs'
 */

/**
 * @typedef {object} StoredProfile
 * @property {Collection} collection
 * @property {Profile} profile  As it is now.
 * @property {string | null} printed  The content of the QR code that somebody put on paper at the start, which stays what it is
 *   when the token is revoked or replaced.
 * @property {Sample=} sample   Whose profile it is.
 * @property {{profile: Profile, reads: number}=} lag  What the next reads still show.
 *
 * @typedef {object} History  What happened to an ID since the start.
 * @property {Record<ActionName, number>} attempts  How often each action was asked for.
 * @property {number} reads     How often it was read.
 * @property {Memory} memory    What its sample wants to remember.
 *
 * @typedef {{throttled?: boolean, refused?: string}} Memory
 * @typedef {{inList?: string | null, alone?: string | null}} Withheld
 * @typedef {ReturnType<typeof createGraphData>} GraphData
 */

/**
 * What the Graph hosts of a tenant have in common: profiles, counters and faults.
 * @param {{throttle?: boolean | Partial<Limits>}} options  `throttle`: what holds at the start, see `createThrottle`.
 */
export function createGraphData({ throttle } = {}) {
  const data = {
    /** Most profiles on one page of a list, unless `$top` says otherwise. */
    pageSize: 100,

    /** Whether the lists contain the sample profiles too. */
    listSamples: false,

    /**
     * What is told of tokens otherwise than they are, by the ID of the profile: `inList` in the list, and
     * `alone` where the profile is read by itself; the token where that is not said. See `withhold`.
     * @type {Map<string, Withheld>}
     */
    withheld: new Map(),

    /** @type {Map<string, History>} */
    histories: new Map(),

    /** @type {Map<string, StoredProfile>} */
    profiles: new Map(),

    /**
     * What Intune does with the validity that is wanted of a new token, by the ID of the profile; by its mode where that is not said.
     * @type {Map<string, ValidityRule>}
     */
    validityRules: new Map(),

    /**
     * How Graph tells the QR code of a profile, by its ID; by its mode where that is not said.
     * @type {Map<string, QrTelling>}
     */
    qrTellings: new Map(),

    /** What Graph tells of what somebody may do. */
    permissionRules: USUAL_PERMISSION_RULES,

    /** @type {Set<string>} the secrets of profiles that Graph told anybody, in every form in which it told them */
    toldSecrets: new Set(),

    /** How many reads still show a profile as it was before an action. */
    visibleAfterReads: 0,

    /** @type {import('./faults.mjs').Fault[]} what goes wrong with the next calls */
    faults: [],

    /** How long each answer takes, counted from the arrival of its request. Preflights take no time. */
    latencyMs: 0,

    /**
     * How long a browser may go by the answer to a preflight; what Graph says of it is not known, and unless it is said it is 5 s.
     * @type {number | undefined}
     */
    preflightSeconds: undefined,

    /** How many requests are let in. */
    throttle: createThrottle({ limits: throttle }),

    /** What goes wrong at random. */
    randomFaults: createRandomFaults(),

    /** What became of the revocations and new tokens that were asked for. */
    actions: createActionLog(),

    /** Intune's own log of what was changed. */
    audit: createAudit(),

    /** The devices that enrolled, and others. */
    devices: createDevices(),

    /**
     * The profile with this ID as it is now.
     * @param {string} id
     */
    profile: (id) => data.found(id).profile,

    /** @param {string} id */
    find: (id) => data.profiles.get(id.toLowerCase()),

    /**
     * The same, if it is of this collection.
     * @param {Collection} collection
     * @param {string} id
     */
    findIn(collection, id) {
      const found = data.find(id);
      return found?.collection === collection ? found : undefined;
    },

    /**
     * The same, for an ID that has to be there.
     * @param {string} id
     */
    found(id) {
      const found = data.find(id);
      if (!found) throw new Error(`There is no profile ${id}.`);
      return found;
    },

    /** @param {string} id */
    historyOf(id) {
      const key = id.toLowerCase();
      const history = data.histories.get(key) ?? { attempts: { revokeToken: 0, createToken: 0 }, reads: 0, memory: {} };
      data.histories.set(key, history);
      return history;
    },

    /**
     * Revokes the token of a profile, which the next reads may not show yet.
     * @param {string} id
     * @param {{visibleAfterReads?: number} & Parameters<typeof revoke>[1]} how
     */
    revoke(id, { visibleAfterReads, ...how } = {}) {
      revoke(lagging(id, visibleAfterReads), how);
    },

    /**
     * Gives a profile the new token that somebody asked for, which the next reads may not show yet. One without end is written
     * as the profile wrote that before.
     * @param {string} id
     * @param {{seconds: number, visibleAfterReads?: number, expiration?: string | null}} how
     */
    createToken(id, { seconds, visibleAfterReads, expiration }) {
      const profile = lagging(id, visibleAfterReads);
      const endless = data.validityRuleOf(profile) === 'ignored' ? endlessLike(profile) : undefined;
      replaceToken(profile, { seconds, expiration: expiration === undefined ? endless : expiration });
    },

    /**
     * @param {Profile} profile
     * @returns {ValidityRule}
     */
    validityRuleOf: (profile) => data.validityRules.get(profile.id) ?? ruleOfMode(profile),

    /**
     * @param {Profile} profile
     * @returns {QrTelling}
     */
    qrTellingOf: (profile) => data.qrTellings.get(profile.id) ?? tellingOfMode(profile),

    /**
     * Gives a profile a new token, as “Replace token” does, at once and for all to see.
     * @param {string} id
     * @param {Parameters<typeof replaceToken>[1]=} how
     */
    replaceToken(id, how) {
      const found = data.found(id);
      found.lag = undefined;
      replaceToken(found.profile, how);
    },

    /**
     * A profile as one read shows it, which may lag behind.
     * @param {StoredProfile} found
     */
    shown({ profile, lag }) {
      if (!lag || lag.reads <= 0) return profile;
      lag.reads -= 1;
      return lag.profile;
    },

    /**
     * Graph does not tell the token of a profile in its list, as it was seen of AOSP profiles, or not at all:
     * a text or `null` stands in its place.
     * @param {string} id
     * @param {Withheld} told
     */
    withhold(id, { inList = null, ...alone } = {}) {
      data.withheld.set(id.toLowerCase(), { inList, ...alone });
    },

    /**
     * A profile as its list, or a read of it alone, tells its token.
     * @param {Profile} profile
     * @param {keyof Withheld} place
     */
    told(profile, place) {
      const tokenValue = data.withheld.get(profile.id)?.[place];
      return tokenValue === undefined || !profile.tokenValue ? profile : { ...profile, tokenValue };
    },

    /**
     * The profiles that a collection lists, in order.
     * @param {Collection} collection
     */
    listed: (collection) => [...data.profiles.values()].filter((one) => one.collection === collection && (data.listSamples || !one.sample)),

    /**
     * Adds made-up profiles, or as many as are missing to `count` of them; see `createGeneratedProfiles`.
     * @param {number} count
     * @param {Parameters<typeof createGeneratedProfiles>[1]=} options
     */
    fill(count, options) {
      for (const one of createGeneratedProfiles(count, options)) {
        if (!data.profiles.has(one.profile.id)) add(one);
      }
    },

    /**
     * Takes the profiles of one collection, or of both, out of the tenant. Samples stay.
     * @param {Collection=} collection
     */
    empty(collection) {
      for (const [id, one] of data.profiles) {
        if (!one.sample && (!collection || one.collection === collection)) data.profiles.delete(id);
      }
    },

    /** Everything as at the start. */
    reset() {
      data.pageSize = 100;
      data.listSamples = false;
      data.visibleAfterReads = 0;
      data.faults.length = 0;
      data.latencyMs = 0;
      data.preflightSeconds = undefined;
      data.throttle.reset();
      data.randomFaults.set(null);
      data.actions.entries.length = 0;
      data.audit.reset();
      data.devices.reset();
      data.histories = new Map();
      data.withheld = new Map(UNTOLD_IN_LIST.map((id) => [id, { inList: null }]));
      data.validityRules = new Map(VALIDITY_RULES);
      data.qrTellings = new Map(QR_TELLINGS);
      data.permissionRules = USUAL_PERMISSION_RULES;
      data.toldSecrets = new Set();
      data.profiles = new Map();
      createSeedProfiles().forEach(add);
      for (const sample of SAMPLES) {
        if (sample.exists === false) continue;
        const profile = createSampleProfile({ ...sample, displayName: sample.name });
        add({ collection: sample.collection, profile, sample });
      }
    },
  };
  data.reset();
  return data;

  /**
   * The profile with this ID, about to be changed: so many reads still show it as it is.
   * @param {string} id
   */
  function lagging(id, reads = data.visibleAfterReads) {
    const found = data.found(id);
    const shown = found.lag && found.lag.reads > 0 ? found.lag.profile : { ...found.profile };
    found.lag = { profile: shown, reads };
    return found.profile;
  }

  /** @param {Omit<StoredProfile, 'printed'>} one */
  function add(one) {
    data.profiles.set(one.profile.id, { ...one, printed: one.profile.qrCodeContent });
  }
}
