import { createProfiles, createSampleProfile } from './profiles.mjs';
import { SAMPLES } from './samples.mjs';

/** What the Graph hosts of a tenant have in common: profiles, counters and faults. */
export function createGraphData() {
  const data = {
    /** Most profiles on one page of a list. */
    pageSize: 100,

    /** Whether the lists contain the sample profiles too. */
    listSamples: false,

    /**
     * One-shot faults: `{method: 'POST', answer}` answers the next request of that
     * method that carries a valid token; without a method, the next one of any.
     * @type {{method?: string, answer: import('./answers.mjs').Answer}[]}
     */
    faults: [],

    /** The profile with this ID as it is now. */
    profile: (id) => data.find(id)?.profile,

    /** @returns {{collection: string, profile: object, sample?: object} | undefined} */
    find: (id) => data.profiles.get(id.toLowerCase()),

    /** Counts an attempt to revoke the token of a profile, and says which one it is. */
    countAttempt(id) {
      const attempt = (data.attempts.get(id) ?? 0) + 1;
      data.attempts.set(id, attempt);
      return attempt;
    },

    takeFault(method) {
      const index = data.faults.findIndex((fault) => !fault.method || fault.method === method);
      return index < 0 ? undefined : data.faults.splice(index, 1)[0].answer;
    },

    /** Everything as at the start. */
    reset() {
      data.pageSize = 100;
      data.listSamples = false;
      data.faults.length = 0;
      data.attempts = new Map();
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
