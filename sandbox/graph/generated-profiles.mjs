import { createHash } from 'node:crypto';

import { guidFrom } from './guid.mjs';
import {
  ANDROID_FOR_WORK,
  aospUser,
  aospUserless,
  createProfile,
  DEVICE_OWNER,
  dedicated,
  fullyManaged,
  shared,
  staging,
  wifi,
  workProfile,
} from './profiles.mjs';

const PLACES = [
  'Aarhus',
  'Bilbao',
  'Chișinău',
  'Dakar',
  'Eindhoven',
  'Fukuoka',
  'Göteborg',
  'Halifax',
  'İzmir',
  'Jaipur',
  'Kraków',
  'Lyon',
  '杭州',
  'Natal',
  'Osaka',
  'Perth',
];
const THINGS = ['scanners', 'kiosks', 'tablets', 'point of sale', 'signage', 'handhelds', 'phones', 'lockers', 'terminals', 'headsets'];
const MODES = [dedicated, { ...dedicated, ...shared }, fullyManaged, { ...fullyManaged, ...staging }, workProfile, aospUserless, { ...aospUser, ...wifi }];
/** With a token that enrolls devices. */
const ACTIVE_EXPIRIES = [0.5, 3, 14, 45, 90, 65 * 365, null];
const EXPIRIES = [-400, -30, -1, 0.5, 3, 14, 45, 90, 65 * 365, null];
const ZONES = [-8, -5, 0, 1, 5.5, 8];

/**
 * Made-up profiles, half of them in each collection. The number of one decides all that
 * is random about it, so the first ten of a thousand are the same as the first ten of twenty.
 * @param {number} count
 * @param {{active?: boolean}=} options  `active`: all have a token that enrolls devices. They are others
 *   than those of the same number without it.
 */
export function createGeneratedProfiles(count, { active = false } = {}, now = new Date()) {
  return Array.from({ length: count }, (_, index) => {
    const hash = createHash('sha256')
      .update(`${active ? 'active ' : ''}profile ${index}`)
      .digest();
    /**
     * @template T
     * @param {T[]} list
     * @param {number} at
     */
    const pick = (list, at) => list[hash[at] % list.length];
    const collection = index % 2 === 0 ? ANDROID_FOR_WORK : DEVICE_OWNER;
    const expires = pick(active ? ACTIVE_EXPIRIES : EXPIRIES, 16);
    const revoked = expires !== null && expires < 0 && hash[17] % 3 === 0;
    return {
      collection,
      profile: createProfile(
        {
          collection,
          id: guidFrom(hash),
          displayName: `${pick(PLACES, 18)} ${pick(THINGS, 19)} ${String(index + 1).padStart(5, '0')}`,
          expires,
          devices: hash[20] % 4 === 0 ? 0 : hash.readUInt16BE(21) % 3000,
          zone: pick(ZONES, 23),
          created: Math.max(0, -(expires ?? 0)) + 1 + (hash.readUInt16BE(24) % 300),
          ticks: hash.readUInt16BE(26) % 10_000,
          ...(revoked ? { revoked } : {}),
          ...(collection === DEVICE_OWNER ? pick(MODES, 28) : {}),
        },
        now,
      ),
    };
  });
}
