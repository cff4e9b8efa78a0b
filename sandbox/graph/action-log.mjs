import { ANDROID_FOR_WORK, DEVICE_OWNER } from './profiles.mjs';

/** @import { ActionName, LoggedAction, ReceivedCall } from './call.mjs' */

const ACTION = new RegExp(`^/beta/deviceManagement/(${ANDROID_FOR_WORK}|${DEVICE_OWNER})/(AOSP-)?([^/]+)/(revokeToken|createToken)$`);

/** What Graph knows of the revocations and new tokens it was asked for, to compare a page's report with. */
export function createActionLog() {
  /** @type {LoggedAction[]} */
  const entries = [];

  return {
    entries,

    /**
     * Those of one action.
     * @param {ActionName} name
     */
    of: (name) => entries.filter(({ action }) => action === name),

    /**
     * Adds a call if it is an action. What becomes of it is written into the entry.
     * @param {ReceivedCall} call
     */
    note({ req, path, arrived, requestId, clientRequestId }) {
      const [, collection, prefix, id, action] = (req.method === 'POST' && ACTION.exec(path)) || [];
      if (!id) return undefined;
      /** @type {LoggedAction} */
      const entry = {
        action: /** @type {ActionName} */ (action),
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
