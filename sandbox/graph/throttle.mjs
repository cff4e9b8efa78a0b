import { intuneError } from './answers.mjs';
import { MANAGED_DEVICES } from './device.mjs';
import { ANDROID_FOR_WORK, DEVICE_OWNER } from './profiles.mjs';

/**
 * @import { Asked } from './answers.mjs'
 * @import { Call } from './call.mjs'
 * @typedef {Asked & Pick<Call, 'arrived'> & {req: {method?: string}, token: {appid?: string}}} Counted  What counts of a call.
 */

/**
 * Intune's limits for enrollment profiles: writes and all requests, of one app in one tenant, and of all
 * apps together. Requests for devices have limits of their own, which also hold in any 20 seconds.
 * Source: https://learn.microsoft.com/graph/throttling-limits (Intune, Android for Work, and Intune, devices)
 *
 * @typedef {object} Limits
 * @property {number} windowMs        Of any so many milliseconds.
 * @property {number} writes          One app's POST, PATCH and DELETE.
 * @property {number} tenantWrites    The same of all apps.
 * @property {number} requests        One app's requests of any method.
 * @property {number} tenantRequests  The same of all apps.
 * @property {number} deviceRequests        One app's requests for devices.
 * @property {number} tenantDeviceRequests  The same of all apps.
 * @property {number} otherWrites     How many writes another app has in every window. See `otherAppWrites` too.
 * @property {boolean} retryAfter     Whether a refusal has the header; Intune was seen to leave it out.
 * @property {boolean} countsRefused  Whether a refused request counts too, as Graph's documentation tells.
 */

/** @type {Limits} */
const INTUNES_LIMITS = {
  windowMs: 20_000,
  writes: 100,
  tenantWrites: 200,
  requests: 1000,
  tenantRequests: 2000,
  deviceRequests: 2000,
  tenantDeviceRequests: 4000,
  otherWrites: 0,
  retryAfter: true,
  countsRefused: true,
};

const WRITING = new Set(['POST', 'PATCH', 'DELETE']);
const PROFILES = new RegExp(`^/[^/]+/deviceManagement/(${ANDROID_FOR_WORK}|${DEVICE_OWNER})(/|$)`);
const DEVICES = new RegExp(`^/[^/]+/deviceManagement/${MANAGED_DEVICES}(/|$)`);
const EVERY_APP = '*';

/**
 * Counts requests by the time of their arrival, in windows that slide, and refuses those that are too many.
 * @param {{limits?: boolean | Partial<Limits>}} options  What holds at the start and after a reset; off unless said.
 */
export function createThrottle({ limits: atStart = false } = {}) {
  /** @type {Map<string, number[]>} times of arrival, in order */
  const windows = new Map();

  const throttle = {
    limits: /** @type {Limits | undefined} */ (undefined),

    /** How many requests were refused. */
    refused: 0,

    /**
     * `true` for Intune's limits, an object for others where it names them, and `false` for none.
     * @param {boolean | Partial<Limits>} wanted
     */
    set(wanted) {
      throttle.limits = wanted ? { ...INTUNES_LIMITS, ...(wanted === true ? {} : wanted) } : undefined;
      windows.clear();
    },

    /**
     * Another app of the tenant writes so often, now. Does nothing where there are no limits.
     * @param {number} count
     */
    otherAppWrites(count, at = now()) {
      if (!throttle.limits) return;
      for (const kind of ['writes', 'requests']) {
        for (let written = 0; written < count; written += 1) insert(times(kind, EVERY_APP), at);
      }
    },

    /**
     * Counts a call with a valid token; the refusal, if it is one too many.
     * @param {Counted} call
     */
    refusalOf(call) {
      const { limits } = throttle;
      const counted = limits ? countersOf(call, limits) : [];
      if (!limits || counted.length === 0) return undefined;
      counted.forEach((one) => forget(one.times, call.arrived - limits.windowMs));
      const tooMany = counted.filter((one) => one.times.length >= one.limit);
      if (tooMany.length === 0 || limits.countsRefused) counted.forEach((one) => insert(one.times, call.arrived));
      if (tooMany.length === 0) return undefined;
      throttle.refused += 1;
      const free = Math.max(...tooMany.map((one) => freeAt(one, limits.windowMs, call.arrived)));
      const seconds = Math.max(1, Math.ceil((free - call.arrived) / 1000));
      return intuneError(call, 429, 'TooManyRequests', 'Too many requests', limits.retryAfter ? { 'Retry-After': String(seconds) } : {});
    },

    /**
     * All that was counted was so much longer ago.
     * @param {number} ms
     */
    passTime(ms) {
      for (const [key, counted] of windows)
        windows.set(
          key,
          counted.map((at) => at - ms),
        );
    },

    /** As at the start. */
    reset() {
      throttle.set(atStart);
      throttle.refused = 0;
    },
  };
  throttle.reset();
  return throttle;

  /**
   * @param {Counted} call
   * @param {Limits} limits
   */
  function countersOf({ req, token, path }, { writes, tenantWrites, otherWrites, requests, tenantRequests, deviceRequests, tenantDeviceRequests }) {
    const app = token.appid ?? 'unknown';
    if (DEVICES.test(path)) {
      return [
        { times: times('devices', app), limit: deviceRequests },
        { times: times('devices', EVERY_APP), limit: tenantDeviceRequests },
      ];
    }
    if (!PROFILES.test(path)) return [];
    return [
      { times: times('requests', app), limit: requests },
      { times: times('requests', EVERY_APP), limit: tenantRequests },
      ...(WRITING.has(req.method ?? '')
        ? [
            { times: times('writes', app), limit: writes },
            { times: times('writes', EVERY_APP), limit: tenantWrites - otherWrites },
          ]
        : []),
    ];
  }

  /**
   * @param {string} kind
   * @param {string} app
   */
  function times(kind, app) {
    const key = `${kind} ${app}`;
    const known = windows.get(key) ?? [];
    windows.set(key, known);
    return known;
  }
}

/** The time, in milliseconds since 1970 with fractions, that no correction of the clock sets back. */
export function now() {
  return performance.timeOrigin + performance.now();
}

/**
 * When one more request would be let in, if nothing else came.
 * @param {{times: number[], limit: number}} counter
 * @param {number} windowMs
 * @param {number} arrived
 */
function freeAt({ times, limit }, windowMs, arrived) {
  return limit > 0 ? times[times.length - limit] + windowMs : arrived + windowMs;
}

/**
 * @param {number[]} times
 * @param {number} until
 */
function forget(times, until) {
  let gone = 0;
  while (gone < times.length && times[gone] <= until) gone += 1;
  times.splice(0, gone);
}

/**
 * Calls that arrive at almost the same time may get here in another order.
 * @param {number[]} times
 * @param {number} at
 */
function insert(times, at) {
  let place = times.length;
  while (place > 0 && times[place - 1] > at) place -= 1;
  times.splice(place, 0, at);
}
