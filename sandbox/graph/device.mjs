// What a managed device is.

/**
 * @typedef {object} ManagedDevice  A device as Intune describes it, as far as anybody asks here.
 * @property {string} id
 * @property {string} deviceName
 * @property {string} enrolledDateTime
 * @property {string} lastSyncDateTime
 * @property {string} deviceEnrollmentType
 * @property {string | null} azureADDeviceId
 * @property {string} serialNumber
 * @property {string} model
 * @property {string} manufacturer
 * @property {string} operatingSystem
 * @property {string} osVersion
 * @property {string} userPrincipalName
 * @property {string} managedDeviceOwnerType
 * @property {string} complianceState
 * @property {string | null} enrollmentProfileName  Which no list tells.
 */

export const MANAGED_DEVICES = 'managedDevices';

/** The names of all that a device has. */
export const DEVICE_PROPERTIES = [
  'id',
  'deviceName',
  'enrolledDateTime',
  'lastSyncDateTime',
  'deviceEnrollmentType',
  'azureADDeviceId',
  'serialNumber',
  'model',
  'manufacturer',
  'operatingSystem',
  'osVersion',
  'userPrincipalName',
  'managedDeviceOwnerType',
  'complianceState',
  'enrollmentProfileName',
];

/** What Intune writes of some devices that Entra does not know; of others it writes `null`. */
export const NO_ENTRA_ID = '00000000-0000-0000-0000-000000000000';

/**
 * A time as Intune writes it of devices: whole seconds, in UTC.
 * @param {number} ms
 */
export function deviceTime(ms) {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
