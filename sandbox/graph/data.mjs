import { createProfiles, createSampleProfile, replaceToken, revoke } from './profiles.mjs';
import { SAMPLES } from './samples.mjs';

/** What the Graph hosts of a tenant have in common: profiles, counters and faults. */
export function createGraphData() {
  const data = {
    /** Most profiles on one page of a list. */
    pageSize: 100,

    /** Whether the lists contain the sample profiles too. */
    listSamples: false,

    /** How many reads still show a profile as it was before its token was revoked. */
    visibleAfterReads: 0,

    /** @type {import('./faults.mjs').Fault[]} what goes wrong with the next calls */
    faults: [],

    /** The profile with this ID as it is now. */
    profile: (id) => data.find(id)?.profile,

    /** @returns {{collection: string, profile: object, sample?: object} | undefined} */
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

    /** Everything as at the start. */
    reset() {
      data.pageSize = 100;
      data.listSamples = false;
      data.visibleAfterReads = 0;
      data.faults.length = 0;
      data.histories = new Map();
      data.profiles = new Map(createProfiles().map((one) => [one.profile.id, one]));
      for (const sample of SAMPLES) {
        if (sample.exists === false) continue;
        const profile = createSampleProfile({ ...sample, displayName: sample.name });
        data.profiles.set(sample.id, { collection: sample.collection, profile, sample });
      }
    },
  };
  data.reset();
  return data;
}
