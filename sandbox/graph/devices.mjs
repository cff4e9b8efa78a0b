import { createEnrolledDevice, createOtherDevice } from './generated-devices.mjs';
import { createSeedDevices, LEAVING } from './seed-devices.mjs';

/**
 * @import { ManagedDevice } from './device.mjs'
 * @import { Profile } from './profile.mjs'
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The first number of those that are added later, so that none is there already. */
const LATER = 100_000;

/** The devices that a tenant manages. They are made when somebody asks first: most tests do not. */
export function createDevices() {
  /** @type {Map<string, ManagedDevice> | undefined} */
  let known;
  let start = new Date();

  const devices = {
    /** What becomes of a filter that Intune does not support: it was seen to be ignored, and to be refused. */
    unknownFilter: /** @type {'ignored' | 'refused'} */ ('ignored'),

    /** @type {Set<string>} IDs of devices that are in the list, and no longer there when they are read */
    leaving: new Set(),

    /** All of them, in order, each to be changed as a test likes. */
    all: () => [...everything().values()],

    /** @param {string} id */
    find: (id) => (devices.leaving.has(id.toLowerCase()) ? undefined : everything().get(id.toLowerCase())),

    /** @param {ManagedDevice} device */
    add: (device) => everything().set(device.id, device),

    /**
     * Adds so many made-up ones that have no enrollment profile of Android.
     * @param {number} count
     */
    fill(count, now = Date.now()) {
      for (let number = 0; number < count; number += 1) devices.add(createOtherDevice(LATER + number, { from: now - 500 * DAY, to: now }));
    },

    /**
     * Adds so many made-up ones that enrolled with a profile.
     * @param {Profile} profile
     * @param {number} count
     * @param {{from: number, to: number}=} period  When, in milliseconds since 1970; within the last hour unless said.
     */
    enroll(profile, count, period = { from: Date.now() - HOUR, to: Date.now() }) {
      for (let number = 0; number < count; number += 1) devices.add(createEnrolledDevice(profile, LATER + number, period));
    },

    /** As at the start. */
    reset() {
      known = undefined;
      start = new Date();
      devices.unknownFilter = 'ignored';
      devices.leaving = new Set([LEAVING]);
    },
  };
  devices.reset();
  return devices;

  function everything() {
    known ??= new Map(createSeedDevices(start).map((device) => [device.id, device]));
    return known;
  }
}
