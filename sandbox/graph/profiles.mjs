import { createHash, randomBytes } from 'node:crypto';

export const ANDROID_FOR_WORK = 'androidForWorkEnrollmentProfiles';
export const DEVICE_OWNER = 'androidDeviceOwnerEnrollmentProfiles';

/** The values of `type` in the page's links, by collection. */
export const LINK_TYPES = { [ANDROID_FOR_WORK]: 'androidForWork', [DEVICE_OWNER]: 'deviceOwner' };

/** Properties that Intune leaves empty unless `$select` names them. */
export const SECRETS = ['tokenValue', 'qrCodeContent', 'qrCodeImage'];

const ACCOUNT_ID = 'c7a1f0d4-93be-4c55-8e0f-2b6d41a7e910';
const DAY = 86_400_000;
const END_OF_TIME = '9999-12-31T23:59:59.9999999Z';

const NEW_TOKEN_SECONDS = 2_592_000;
const NO_TOKEN = { tokenValue: '', qrCodeContent: '', qrCodeImage: null };

const fullyManaged = { enrollmentMode: 'corporateOwnedFullyManaged' };
const dedicated = { enrollmentMode: 'corporateOwnedDedicatedDevice' };
const workProfile = { enrollmentMode: 'corporateOwnedWorkProfile' };
export const aospUserless = { enrollmentMode: 'corporateOwnedAOSPUserlessDevice' };
const aospUser = { enrollmentMode: 'corporateOwnedAOSPUserAssociatedDevice' };
const shared = { enrollmentTokenType: 'corporateOwnedDedicatedDeviceWithAzureADSharedMode' };
const staging = { enrollmentTokenType: 'deviceStaging' };
const wifi = { configureWifi: true, wifiSsid: 'Contoso-Staging', wifiPassword: 'example-only', wifiSecurityType: 'wpa' };

/**
 * `expires`: days from now; `END_OF_TIME` and `null` both mean never, as it is not
 * known which of the two Intune writes. `zone`: offset of the creator, in hours.
 */
const PROFILES = [
  [ANDROID_FOR_WORK, '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01', 'Warehouse scanners – Rotterdam', { expires: 61, devices: 418, zone: 1 }],
  [ANDROID_FOR_WORK, '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a02', 'Retail kiosks EMEA', { expires: 65 * 365, devices: 1204, zone: 0 }],
  [ANDROID_FOR_WORK, '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a03', 'Meeting room tablets', { expires: 9, devices: 36, zone: -8 }],
  [ANDROID_FOR_WORK, '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a04', 'Summer pop-up stores 2025', { expires: -140, devices: 52, zone: 1 }],
  [ANDROID_FOR_WORK, '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a05', '配送终端 – 上海', { expires: 30, devices: 87, zone: 8 }],
  [ANDROID_FOR_WORK, '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a06', 'Lost box of QR posters (revoked)', { expires: -12, devices: 3, zone: 0, revoked: true }],
  [DEVICE_OWNER, '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101', 'Default Fully Managed Profile', { ...fullyManaged, expires: null, devices: 2310, zone: 0 }],
  [DEVICE_OWNER, '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b102', 'Field service phones', { ...workProfile, expires: END_OF_TIME, devices: 664, zone: -5 }],
  [DEVICE_OWNER, '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103', 'Point of sale', { ...dedicated, expires: 65 * 365, devices: 905, zone: 1 }],
  [DEVICE_OWNER, '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b104', 'Ward tablets, shared sign-in', { ...dedicated, ...shared, expires: 74, devices: 131, zone: 2 }],
  [DEVICE_OWNER, '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b105', 'Staging at reseller', { ...fullyManaged, ...staging, expires: 3, devices: 240, zone: 5.5 }],
  [DEVICE_OWNER, '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b106', 'AR headsets, user associated', { ...aospUser, ...wifi, expires: 88, devices: 19, zone: -8, usage: 19 }],
  [DEVICE_OWNER, '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b107', 'Cold storage scanners (AOSP)', { ...aospUserless, ...wifi, expires: 45, devices: 73, zone: 1, usage: 73 }],
  [DEVICE_OWNER, '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b108', 'Teams panels', { ...aospUserless, isTeamsDeviceProfile: true, expires: 21, devices: 44, zone: -5, usage: 44 }],
  [DEVICE_OWNER, '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b109', 'Pilot – COPE spring', { ...workProfile, expires: -200, devices: 12, zone: 0 }],
  [DEVICE_OWNER, '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b110', 'Contractor handhelds (revoked)', { ...dedicated, expires: -30, devices: 8, zone: 10, revoked: true }],
];

/** The ordinary profiles of a tenant, as Intune would describe them at `now`. */
export function createProfiles(now = new Date()) {
  return PROFILES.map(([collection, id, displayName, traits]) => ({
    collection,
    profile: describe({ collection, id, displayName, ...traits }, now),
  }));
}

/** A plain profile: what sample IDs stand for. */
export function createSampleProfile({ collection, id, displayName, traits: own }, now = new Date()) {
  const traits = { ...(collection === DEVICE_OWNER ? dedicated : {}), expires: 90, devices: 5, zone: 0, ...own };
  return describe({ collection, id, displayName, ...traits }, now);
}

function describe({ collection, id, displayName, expires, devices, zone, revoked, usage, ...more }, now) {
  const created = new Date(now.getTime() - 400 * DAY);
  const expiration = typeof expires === 'number' ? dateTime(new Date(now.getTime() + expires * DAY), zone) : expires;
  const token = revoked ? NO_TOKEN : tokenFrom(createHash('sha256').update(id).digest('hex'));
  const profile = {
    accountId: ACCOUNT_ID,
    id,
    displayName,
    description: '',
    createdDateTime: dateTime(created, zone),
    lastModifiedDateTime: dateTime(revoked ? new Date(now.getTime() + expires * DAY) : created, zone),
    tokenExpirationDateTime: expiration,
    enrolledDeviceCount: devices,
    ...token,
  };
  if (collection === ANDROID_FOR_WORK) return profile;
  return {
    ...profile,
    enrollmentMode: more.enrollmentMode,
    enrollmentTokenType: more.enrollmentTokenType ?? 'default',
    tokenCreationDateTime: dateTime(created, zone),
    enrollmentTokenUsageCount: usage ?? 0,
    roleScopeTagIds: ['0'],
    configureWifi: false,
    wifiSsid: '',
    wifiPassword: '',
    wifiSecurityType: 'none',
    wifiHidden: false,
    isTeamsDeviceProfile: false,
    deviceNameTemplate: '',
    ...more,
  };
}

/**
 * Revokes the token of a profile, for good. It is not documented what the profile
 * says of its token after that: here the token expired just now.
 */
export function revoke(profile, { now = new Date(), expiration = dateTime(now) } = {}) {
  Object.assign(profile, NO_TOKEN, {
    tokenExpirationDateTime: expiration,
    lastModifiedDateTime: dateTime(now),
  });
}

/** Gives a profile a new token; the earlier one is no longer its token. */
export function replaceToken(profile, {
  now = new Date(),
  seconds = NEW_TOKEN_SECONDS,
  expiration = dateTime(new Date(now.getTime() + seconds * 1000)),
} = {}) {
  Object.assign(profile, tokenFrom(randomBytes(32).toString('hex')), {
    tokenExpirationDateTime: expiration,
    lastModifiedDateTime: dateTime(now),
    ...('tokenCreationDateTime' in profile ? { tokenCreationDateTime: dateTime(now) } : {}),
  });
}

function tokenFrom(secret) {
  return {
    tokenValue: BigInt(`0x${secret}`).toString().slice(0, 20),
    qrCodeContent: JSON.stringify({ 'android.app.extra.PROVISIONING_ADMIN_EXTRAS_BUNDLE': { token: secret } }),
    qrCodeImage: { type: 'image/png', value: Buffer.from(secret).toString('base64') },
  };
}

export function isAosp(profile) {
  return /AOSP/.test(profile.enrollmentMode ?? '');
}

/** Intune's way to write a time: seven digits of a second, and an offset in numbers. */
function dateTime(date, zone = 0) {
  const local = new Date(date.getTime() + zone * 3_600_000).toISOString().slice(0, -1);
  const minutes = Math.abs(zone) * 60;
  const two = (number) => String(Math.trunc(number)).padStart(2, '0');
  return `${local}0000${zone < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
