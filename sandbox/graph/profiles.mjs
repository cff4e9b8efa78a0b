import { randomBytes } from 'node:crypto';

import { enrollmentFrom, isAospMode } from './enrollment.mjs';

/** @typedef {typeof ANDROID_FOR_WORK | typeof DEVICE_OWNER} Collection */

export const ANDROID_FOR_WORK = /** @type {const} */ ('androidForWorkEnrollmentProfiles');
export const DEVICE_OWNER = /** @type {const} */ ('androidDeviceOwnerEnrollmentProfiles');

/**
 * The values of `type` in the page's links, by collection.
 * @type {Record<Collection, string>}
 */
export const LINK_TYPES = { [ANDROID_FOR_WORK]: 'androidForWork', [DEVICE_OWNER]: 'deviceOwner' };

/** @import { Profile } from './profile.mjs' */

/** Properties that Intune leaves empty unless `$select` names them. */
export const SECRETS = ['tokenValue', 'qrCodeContent', 'qrCodeImage'];

/**
 * The last moment that .NET has. This and `null` both mean never: the schema of Microsoft does not allow `null`, and it is
 * not known which of the two Intune writes.
 */
export const END_OF_TIME = '9999-12-31T23:59:59.9999999Z';

const ACCOUNT_ID = 'c7a1f0d4-93be-4c55-8e0f-2b6d41a7e910';
const DAY = 86_400_000;
const NEW_TOKEN_SECONDS = 2_592_000;

/**
 * What a profile shows of a token that was revoked. No source tells it: an empty text
 * is what a profile shows of a secret that was not asked for, so it is the likeliest.
 * One profile of the tenant shows `null` in its place.
 */
const NO_TOKEN = { tokenValue: '', qrCodeContent: '' };

/** The enrollment modes, token types and networks of the tenant’s profiles. */
export const fullyManaged = { enrollmentMode: 'corporateOwnedFullyManaged' };
export const dedicated = { enrollmentMode: 'corporateOwnedDedicatedDevice' };
export const workProfile = { enrollmentMode: 'corporateOwnedWorkProfile' };
export const aospUserless = { enrollmentMode: 'corporateOwnedAOSPUserlessDevice' };
export const aospUser = { enrollmentMode: 'corporateOwnedAOSPUserAssociatedDevice' };
export const shared = { enrollmentTokenType: 'corporateOwnedDedicatedDeviceWithAzureADSharedMode' };
export const staging = { enrollmentTokenType: 'deviceStaging' };
export const wifi = { configureWifi: true, wifiSsid: 'Contoso-Staging', wifiPassword: 'example-only', wifiSecurityType: 'wpa' };

/**
 * A plain profile: what sample IDs stand for.
 * @param {{collection: Collection, id: string, displayName: string, traits?: Partial<Traits>}} sample
 */
export function createSampleProfile({ collection, id, displayName, traits: own }, now = new Date()) {
  const traits = { ...(collection === DEVICE_OWNER ? dedicated : {}), expires: 90, devices: 5, zone: 0, ...own };
  return createProfile({ collection, id, displayName, ...traits }, now);
}

/**
 * @typedef {OwnTraits & Partial<Profile>} Traits   What sets a profile apart; its own properties may be among them.
 * @typedef {object} OwnTraits
 * @property {number | string | null} expires  Days from now, or what Intune writes.
 * @property {number} devices
 * @property {number} zone           Offset of the creator, in hours.
 * @property {number=} created       Days since it was made.
 * @property {number=} ticks         Ten-millionths of a second that its times end with.
 * @property {true=} revoked         At the time of its expiry.
 * @property {number=} usage         How often an AOSP token was used.
 */

/**
 * A profile as Intune would describe it at `now`, but for the picture of its QR code:
 * see `select.mjs`.
 * @param {{collection: Collection, id: string, displayName: string} & Traits} profile
 * @returns {Profile}
 */
export function createProfile(
  { collection, id, displayName, expires, devices, zone, created: age = 400, ticks = 0, revoked, usage, ...more },
  now = new Date(),
) {
  /** @param {number} days */
  const daysAhead = (days) => dateTime(new Date(now.getTime() + days * DAY), zone, ticks);
  const created = daysAhead(-age);
  const profile = {
    accountId: ACCOUNT_ID,
    id,
    displayName,
    description: '',
    createdDateTime: created,
    lastModifiedDateTime: revoked ? daysAhead(Number(expires)) : created,
    tokenExpirationDateTime: typeof expires === 'number' ? daysAhead(expires) : expires,
    enrolledDeviceCount: devices,
    ...(collection === ANDROID_FOR_WORK
      ? {}
      : {
          enrollmentMode: undefined,
          enrollmentTokenType: 'default',
          tokenCreationDateTime: created,
          enrollmentTokenUsageCount: usage ?? 0,
          roleScopeTagIds: ['0'],
          configureWifi: false,
          wifiSsid: '',
          wifiPassword: '',
          wifiSecurityType: 'none',
          wifiHidden: false,
          isTeamsDeviceProfile: false,
          deviceNameTemplate: '',
        }),
    ...more,
  };
  return { ...(revoked ? NO_TOKEN : enrollmentFrom(id, profile)), ...profile };
}

/**
 * Revokes the token of a profile, for good. It is not documented what the profile
 * says of its token after that: here the token expired just now.
 * @param {Profile} profile
 * @param {{now?: Date, expiration?: string | null}} how
 */
export function revoke(profile, { now = new Date(), expiration = dateTime(now) } = {}) {
  Object.assign(profile, NO_TOKEN, {
    tokenExpirationDateTime: expiration,
    lastModifiedDateTime: dateTime(now),
  });
}

/**
 * Gives a profile a new token; the earlier one is no longer its token.
 * @param {Profile} profile
 * @param {{now?: Date, seconds?: number, expiration?: string | null}} how
 */
export function replaceToken(profile, { now = new Date(), seconds = NEW_TOKEN_SECONDS, expiration = dateTime(new Date(now.getTime() + seconds * 1000)) } = {}) {
  Object.assign(profile, enrollmentFrom(randomBytes(32), profile), {
    tokenExpirationDateTime: expiration,
    lastModifiedDateTime: dateTime(now),
    ...('tokenCreationDateTime' in profile ? { tokenCreationDateTime: dateTime(now) } : {}),
  });
}

/**
 * The expiry of a token without end, written as a profile wrote it before.
 * @param {Profile} profile
 */
export function endlessLike({ tokenExpirationDateTime }) {
  return tokenExpirationDateTime === null ? null : END_OF_TIME;
}

/** @param {Profile} profile */
export function isAosp(profile) {
  return isAospMode(profile.enrollmentMode);
}

/**
 * A time as Intune's audit log writes it: seven digits of a second, and `Z`.
 * @param {Date} date
 */
export function dateTimeUtc(date, ticks = 0) {
  return `${date.toISOString().slice(0, -1)}${String(ticks).padStart(4, '0')}Z`;
}

/**
 * Intune's way to write a time: seven digits of a second, and an offset in numbers.
 * @param {Date} date
 */
function dateTime(date, zone = 0, ticks = 0) {
  const local = new Date(date.getTime() + zone * 3_600_000).toISOString().slice(0, -1);
  const minutes = Math.abs(zone) * 60;
  /** @param {number} number */
  const two = (number) => String(Math.trunc(number)).padStart(2, '0');
  return `${local}${String(ticks).padStart(4, '0')}${zone < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
