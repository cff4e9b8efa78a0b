import { createAudit } from './audit.mjs';
import { createSeedProfiles, UNTOLD_IN_LIST } from './seed-profiles.mjs';
import { createGeneratedProfiles } from './generated-profiles.mjs';
import { createRandomFaults } from './random-faults.mjs';
import { createSampleProfile, replaceToken, revoke } from './profiles.mjs';
import { createRevocations } from './revocations.mjs';
import { SAMPLES } from './samples.mjs';
import { createThrottle } from './throttle.mjs';

/**
 * What the Graph hosts of a tenant have in common: profiles, counters and faults.
 * @param {{throttle?: boolean | object}} options  `throttle`: what holds at the start, see `createThrottle`.
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
     */
    withheld: new Map(),

    /** How many reads still show a profile as it was before its token was revoked. */
    visibleAfterReads: 0,

    /** @type {import('./faults.mjs').Fault[]} what goes wrong with the next calls */
    faults: [],

    /** How long each answer takes, counted from the arrival of its request. Preflights take no time. */
    latencyMs: 0,

    /** How many requests are let in. */
    throttle: createThrottle({ limits: throttle }),

    /** What goes wrong at random. */
    randomFaults: createRandomFaults(),

    /** What became of the revocations that arrived. */
    revocations: createRevocations(),

    /** Intune's own log of what was changed. */
    audit: createAudit(),

    /** The profile with this ID as it is now. */
    profile: (id) => data.find(id)?.profile,

    /**
     * `printed`: the content of the QR code that somebody put on paper at the start, which stays
     * what it is when the token is revoked or replaced.
     * @returns {{collection: string, profile: object, printed: string, sample?: object} | undefined}
     */
    find: (id) => data.profiles.get(id.toLowerCase()),

    /**
     * What happened to an ID since the start: how often its token was to be revoked,
     * how often it was read, and what its sample wants to remember.
     */
    historyOf(id) {
      const key = id.toLowerCase();
      if (!data.histories.has(key)) data.histories.set(key, { attempts: 0, reads: 0, memory: {} });
      return data.histories.get(key);
    },

    /** Revokes the token of a profile, which the next reads may not show yet. */
    revoke(id, { visibleAfterReads = data.visibleAfterReads, ...how } = {}) {
      const found = data.find(id);
      const shown = found.lag?.reads > 0 ? found.lag.profile : { ...found.profile };
      found.lag = { profile: shown, reads: visibleAfterReads };
      revoke(found.profile, how);
    },

    /** Gives a profile a new token, as “Replace token” does. */
    replaceToken(id, how) {
      const found = data.find(id);
      found.lag = undefined;
      replaceToken(found.profile, how);
    },

    /** A profile as one read shows it, which may lag behind. */
    shown({ profile, lag }) {
      if (!lag || lag.reads <= 0) return profile;
      lag.reads -= 1;
      return lag.profile;
    },

    /**
     * Graph does not tell the token of a profile in its list, as it was seen of AOSP profiles, or not at all:
     * a text or `null` stands in its place.
     */
    withhold(id, { inList = null, ...alone } = {}) {
      data.withheld.set(id.toLowerCase(), { inList, ...alone });
    },

    /** A profile as its list, or a read of it alone, tells its token. */
    told(profile, place) {
      const tokenValue = data.withheld.get(profile.id)?.[place];
      return tokenValue === undefined || !profile.tokenValue ? profile : { ...profile, tokenValue };
    },

    /** The profiles that a collection lists, in order. */
    listed: (collection) => [...data.profiles.values()]
      .filter((one) => one.collection === collection && (data.listSamples || !one.sample)),

    /** Adds made-up profiles, or as many as are missing to `count` of them; see `createGeneratedProfiles`. */
    fill(count, options) {
      for (const one of createGeneratedProfiles(count, options)) {
        if (!data.profiles.has(one.profile.id)) add(one);
      }
    },

    /** Takes the profiles of one collection, or of both, out of the tenant. Samples stay. */
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
      data.throttle.reset();
      data.randomFaults.set(null);
      data.revocations.entries.length = 0;
      data.audit.reset();
      data.histories = new Map();
      data.withheld = new Map(UNTOLD_IN_LIST.map((id) => [id, { inList: null }]));
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

  function add(one) {
    data.profiles.set(one.profile.id, { ...one, printed: one.profile.qrCodeContent });
  }
}
