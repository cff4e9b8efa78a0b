import { createHash } from 'node:crypto';

import { deviceTime, NO_ENTRA_ID } from './device.mjs';
import { guidFrom } from './guid.mjs';

/**
 * @import { ManagedDevice } from './device.mjs'
 * @import { Profile } from './profile.mjs'
 */

/**
 * What devices of each enrollment mode are to Intune.
 * Source: https://learn.microsoft.com/graph/api/resources/intune-devices-manageddevice (deviceEnrollmentType)
 * @type {Record<string, {type: string, models: [manufacturer: string, model: string][], system: string, versions: string[], hasUser?: boolean}>}
 */
const BY_MODE = {
  corporateOwnedDedicatedDevice: {
    type: 'androidEnterpriseDedicatedDevice',
    models: [
      ['Zebra', 'TC52'],
      ['Honeywell', 'CT45'],
      ['samsung', 'SM-T500'],
      ['Lenovo', 'TB-X306F'],
    ],
    system: 'Android',
    versions: ['11.0', '13.0', '14.0'],
  },
  corporateOwnedFullyManaged: {
    type: 'androidEnterpriseFullyManaged',
    models: [
      ['Google', 'Pixel 8'],
      ['samsung', 'SM-S911B'],
    ],
    system: 'Android',
    versions: ['14.0', '15.0'],
    hasUser: true,
  },
  corporateOwnedWorkProfile: {
    type: 'androidEnterpriseCorporateWorkProfile',
    models: [
      ['samsung', 'SM-A546B'],
      ['Nokia', 'XR21'],
    ],
    system: 'Android',
    versions: ['13.0', '14.0'],
    hasUser: true,
  },
  corporateOwnedAOSPUserAssociatedDevice: {
    type: 'androidAOSPUserOwnedDeviceEnrollment',
    models: [['RealWear', 'Navigator 520']],
    system: 'Android (AOSP)',
    versions: ['11.0', '12.0'],
    hasUser: true,
  },
  corporateOwnedAOSPUserlessDevice: {
    type: 'androidAOSPUserlessDeviceEnrollment',
    models: [['PICO', 'A8110']],
    system: 'Android (AOSP)',
    versions: ['10.0', '12.0'],
  },
};
const UNKNOWN_MODE = { ...BY_MODE.corporateOwnedDedicatedDevice, type: 'unknown' };

/** What has nothing to do with enrollment profiles of Android; a phone of somebody's own among it. */
const STRANGERS = [
  { type: 'windowsAzureADJoin', models: [['Dell Inc.', 'Latitude 5440']], system: 'Windows', versions: ['10.0.22631.4317'], hasUser: true },
  { type: 'windowsAutoEnrollment', models: [['LENOVO', '21HD']], system: 'Windows', versions: ['10.0.26100.2033'], hasUser: true },
  { type: 'appleBulkWithUser', models: [['Apple', 'iPad (10th generation)']], system: 'iPadOS', versions: ['18.1'], hasUser: true },
  { type: 'appleBulkWithoutUser', models: [['Apple', 'iPhone SE']], system: 'iOS', versions: ['17.6.1'] },
  { type: 'userEnrollment', models: [['samsung', 'SM-G991B']], system: 'Android', versions: ['14.0'], hasUser: true },
];
const COMPLIANCE = ['compliant', 'compliant', 'compliant', 'noncompliant', 'inGracePeriod', 'unknown'];
const USERS = ['ada.brandt', 'li.wei', 'samir.haddad', 'o.nováková', 'jean.dupont'];
const HOUR = 3_600_000;

/**
 * A device that enrolled with a profile. The number decides all that is random about it.
 * @param {Profile} profile
 * @param {number} number
 * @param {{from: number, to: number}} period  When it enrolled, in milliseconds since 1970.
 * @returns {ManagedDevice}
 */
export function createEnrolledDevice(profile, number, period) {
  const { enrollmentMode = 'corporateOwnedDedicatedDevice' } = profile;
  const kind = BY_MODE[enrollmentMode] ?? UNKNOWN_MODE;
  return createDevice(`device ${profile.id} ${number}`, kind, period, profile.displayName);
}

/**
 * A device that came in another way.
 * @param {number} number
 * @param {{from: number, to: number}} period
 * @returns {ManagedDevice}
 */
export function createOtherDevice(number, period) {
  return createDevice(`other device ${number}`, STRANGERS[number % STRANGERS.length], period, null);
}

/**
 * @param {string} seed
 * @param {{type: string, models: string[][], system: string, versions: string[], hasUser?: boolean}} kind
 * @param {{from: number, to: number}} period
 * @param {string | null} profileName
 * @returns {ManagedDevice}
 */
function createDevice(seed, { type, models, system, versions, hasUser = false }, { from, to }, profileName) {
  const hash = createHash('sha256').update(seed).digest();
  /**
   * @template T
   * @param {T[]} list
   * @param {number} at
   */
  const pick = (list, at) => list[hash[at] % list.length];
  const [manufacturer, model] = pick(models, 16);
  const serialNumber = hash.toString('hex', 17, 23).toUpperCase();
  const enrolled = from + (to - from) * (hash.readUInt32BE(23) / 2 ** 32);
  return {
    id: guidFrom(hash),
    deviceName: `${system === 'Windows' ? 'DESKTOP' : model.split(' ')[0]}-${serialNumber.slice(0, 7)}`,
    enrolledDateTime: deviceTime(enrolled),
    lastSyncDateTime: deviceTime(Math.max(enrolled, to - hash[27] * HOUR)),
    deviceEnrollmentType: type,
    azureADDeviceId: hasUser || hash[28] % 3 > 0 ? guidFrom(createHash('sha256').update(hash).digest()) : pick([null, NO_ENTRA_ID], 29),
    serialNumber,
    model,
    manufacturer,
    operatingSystem: system,
    osVersion: pick(versions, 30),
    userPrincipalName: hasUser ? `${pick(USERS, 31)}@contoso.example` : '',
    managedDeviceOwnerType: type === 'userEnrollment' ? 'personal' : 'company',
    complianceState: pick(COMPLIANCE, 29),
    enrollmentProfileName: profileName,
  };
}
