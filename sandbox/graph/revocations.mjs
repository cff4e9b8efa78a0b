import { ANDROID_FOR_WORK, DEVICE_OWNER } from './profiles.mjs';

/** @import { ReceivedCall } from './host.mjs' */

const REVOCATION = new RegExp(`^/beta/deviceManagement/(${ANDROID_FOR_WORK}|${DEVICE_OWNER})/(AOSP-)?([^/]+)/revokeToken$`);

/**
 * @typedef {object} Revocation  A `POST …/revokeToken` that arrived, and what became of it in truth.
 * @property {number} at               When it arrived: milliseconds since 1970, with fractions.
 * @property {string} id               Of the profile, in lower case, without `AOSP-`.
 * @property {boolean} prefixed        Whether it was called `AOSP-<id>`.
 * @property {string} collection
 * @property {string} clientRequestId
 * @property {string} requestId
 * @property {string=} person          User principal name, unless the token was refused.
 * @property {number | 'hang' | 'drop' | 'cut' | undefined} status  What it was answered; missing until then.
 * @property {boolean} acted           Whether it ended a token. One that had been ended before cannot be ended again.
 * @property {boolean} throttled       Whether the throttle refused it.
 * @property {string=} randomFault     The kind of random fault it met, see `random-faults.mjs`.
 */

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
