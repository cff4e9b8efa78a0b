import { ANDROID_FOR_WORK, DEVICE_OWNER } from './profiles.mjs';

/** @import { ReceivedCall, Revocation } from './call.mjs' */

const REVOCATION = new RegExp(`^/beta/deviceManagement/(${ANDROID_FOR_WORK}|${DEVICE_OWNER})/(AOSP-)?([^/]+)/revokeToken$`);

/** What Graph knows of the revocations it was asked for, to compare a page's report with. */
export function createRevocations() {
  /** @type {Revocation[]} */
  const entries = [];

  return {
    entries,

    /**
     * Adds a call if it is a revocation. What becomes of it is written into the entry.
     * @param {ReceivedCall} call
     */
    note({ req, path, arrived, requestId, clientRequestId }) {
      const [, collection, prefix, id] = (req.method === 'POST' && REVOCATION.exec(path)) || [];
      if (!id) return undefined;
      /** @type {Revocation} */
      const entry = {
        at: arrived,
        id: id.toLowerCase(),
        prefixed: Boolean(prefix),
        collection,
        clientRequestId,
        requestId,
        person: undefined,
        status: undefined,
        acted: false,
        throttled: false,
        randomFault: undefined,
      };
      entries.push(entry);
      return entry;
    },

    /**
     * All that arrived did so so much longer ago.
     * @param {number} ms
     */
    passTime(ms) {
      for (const entry of entries) entry.at -= ms;
    },

    /**
     * The largest number of arrivals in any window of so many milliseconds, whose end is outside of it.
     * @param {number} windowMs
     */
    mostIn(windowMs) {
      const times = entries.map(({ at }) => at).sort((one, other) => one - other);
      let first = 0;
      return times.reduce((most, time, index) => {
        while (times[first] <= time - windowMs) first += 1;
        return Math.max(most, index - first + 1);
      }, 0);
    },
  };
}
