import { deviceTime, NO_ENTRA_ID } from './device.mjs';
import { createEnrolledDevice, createOtherDevice } from './generated-devices.mjs';
import { createSeedProfiles } from './seed-profiles.mjs';

/**
 * @import { ManagedDevice } from './device.mjs'
 * @import { Profile } from './profile.mjs'
 */

/** Fleets up to this size are all there, as many as their profiles count; of larger ones a few devices of the last month. */
const WHOLE_UP_TO = 100;
const LATEST = 10;
const OTHERS = 150;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const RIGHT_TO_LEFT = '\u202e';

const TABLETS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a03';
/** “Door signage”: two of its devices are no longer managed, and its profile counts them still. */
const LEFT = { profile: 'cb0adcfd-3596-4526-a683-c8968149d9f0', count: 2 };
/** “Default Fully Managed Profile”: its devices name no profile. */
const UNNAMED = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101';

/** A device that is in the list, and leaves before anybody reads it. */
export const LEAVING = 'f3b1c0de-1111-4a11-8a11-000000000001';

/**
 * Who came in with “Meeting room tablets”, whose QR code is on a poster, in the last three days: hours ago, and what is odd.
 * @type {[id: string, hours: number, odd: Partial<ManagedDevice>][]}
 */
const ODD = [
  [LEAVING, 50, { deviceName: 'Already gone' }],
  ['f3b1c0de-1111-4a11-8a11-000000000002', 41, { deviceName: "=cmd|' /C calc'!A0", azureADDeviceId: null }],
  ['f3b1c0de-1111-4a11-8a11-000000000003', 40, { deviceName: `Tablet ${RIGHT_TO_LEFT}gnp.ecioffo`, azureADDeviceId: NO_ENTRA_ID }],
  ['f3b1c0de-1111-4a11-8a11-000000000004', 33, { deviceName: '<img src=x onerror=alert(1)><b>Not bold</b>', userPrincipalName: '<i>@contoso.example' }],
  ['f3b1c0de-1111-4a11-8a11-000000000005', 20, { deviceName: 'Tablet of the '.repeat(40).trim(), azureADDeviceId: null }],
  ['f3b1c0de-1111-4a11-8a11-000000000006', 7, { deviceName: '@SUM(1+1)*cmd, "quoted"\t‚', serialNumber: '+491701234567' }],
  ['f3b1c0de-1111-4a11-8a11-000000000007', 2, { deviceName: '', model: '-2+3', serialNumber: '' }],
];

/**
 * The devices of a tenant, those that its ordinary profiles enrolled and others in between: in no order that anybody could use.
 * @param {Date} start  When the tenant started.
 * @returns {ManagedDevice[]}
 */
export function createSeedDevices(start) {
  const now = start.getTime();
  const enrolled = createSeedProfiles(start).flatMap(({ profile }) => devicesOf(profile, now));
  const others = Array.from({ length: OTHERS }, (_, number) => createOtherDevice(number, { from: now - 500 * DAY, to: now }));
  return [...enrolled, ...others].sort((one, other) => (one.serialNumber < other.serialNumber ? -1 : 1));
}

/**
 * @param {Profile} profile
 * @param {number} now
 */
function devicesOf(profile, now) {
  const { id, enrolledDeviceCount: count } = profile;
  const created = Date.parse(profile.tokenCreationDateTime ?? profile.createdDateTime);
  const end = Date.parse(profile.tokenExpirationDateTime ?? '');
  // Nobody enrolls with a token that is over. What .NET calls the last moment is none to JavaScript.
  const to = Math.max(created, Math.min(now, Number.isNaN(end) ? now : end));
  const isLarge = count > WHOLE_UP_TO;
  const period = { from: isLarge ? Math.max(created, to - MONTH) : created, to };
  const wanted = isLarge ? LATEST : id === LEFT.profile ? count - LEFT.count : count;
  const odd = id === TABLETS ? ODD : [];
  const devices = Array.from({ length: wanted }, (_, number) => createEnrolledDevice(profile, number, period));
  odd.forEach(([oddId, hours, more], number) => {
    const at = deviceTime(now - hours * HOUR);
    devices[number] = { ...devices[number], id: oddId, enrolledDateTime: at, lastSyncDateTime: at, ...more };
  });
  return id === UNNAMED ? devices.map((device) => ({ ...device, enrollmentProfileName: null })) : devices;
}
