import { ANDROID_FOR_WORK, createSampleProfile, DEVICE_OWNER, SECRETS } from './profiles.mjs';
import { toldContent, toldPicture } from './qr-told.mjs';
import { selectedNames } from './select.mjs';

/**
 * @import { ReceivedCall } from './call.mjs'
 * @import { GraphData, StoredProfile } from './data.mjs'
 * @import { Profile } from './profile.mjs'
 * @import { Collection } from './profiles.mjs'
 * @import { EntityType, Selection } from './select.mjs'
 */

const PICTURE = 'qrCodeImage';
const CONTENT = 'qrCodeContent';
/** No token and no password is shorter; what a test has told in place of one may be. */
const SHORTEST_SECRET = 8;
/** Shown to everybody who does not select. */
const NETWORK_SECRET = 'wifiPassword';

/**
 * What the profiles of each collection are to OData.
 * @type {Record<Collection, EntityType>}
 */
export const PROFILE_TYPES = {
  [ANDROID_FOR_WORK]: typeOf(ANDROID_FOR_WORK, 'microsoft.graph.androidForWorkEnrollmentProfile'),
  [DEVICE_OWNER]: typeOf(DEVICE_OWNER, 'microsoft.graph.androidDeviceOwnerEnrollmentProfile'),
};

/**
 * A profile as one read shows it: what was selected, and nothing else.
 * @param {GraphData} data
 * @param {StoredProfile} found
 * @param {'inList' | 'alone'} place
 * @param {Selection} selected
 */
export function show(data, found, place, { names }) {
  const profile = data.told(data.shown(found), place);
  if (!names) {
    if (profile.wifiPassword) data.toldSecrets.add(profile.wifiPassword);
    return { ...profile, ...Object.fromEntries(SECRETS.map((name) => [name, name === PICTURE ? null : ''])) };
  }
  const telling = data.qrTellingOf(profile);
  const properties = new Map(Object.entries({ ...profile, [CONTENT]: toldContent(profile, telling) }));
  const shown = Object.fromEntries(names.map((name) => [name, name === PICTURE ? toldPicture(profile, telling) : properties.get(name)]));
  secretsOf(profile, shown).forEach((secret) => data.toldSecrets.add(secret));
  return shown;
}

/**
 * The names of the secrets that a call would be told.
 * @param {Pick<ReceivedCall, 'path' | 'query'>} call
 */
export function secretsIn(call) {
  if (!/EnrollmentProfiles/.test(call.path)) return [];
  const names = selectedNames(call);
  if (names) return names.filter((name) => [...SECRETS, NETWORK_SECRET].includes(name));
  return call.path.includes(DEVICE_OWNER) ? [NETWORK_SECRET] : [];
}

/**
 * What must not get into the wrong hands of all that is shown of a profile, and of what that stands for.
 * @param {Profile} profile
 * @param {Record<string, any>} shown
 * @returns {string[]}
 */
function secretsOf({ qrCodeContent, tokenValue, wifiPassword }, { qrCodeImage, ...shown }) {
  const seen = [shown.tokenValue, shown[CONTENT], shown.wifiPassword, qrCodeImage?.value];
  const meant = shown[CONTENT] || qrCodeImage ? [qrCodeContent, JSON.stringify(qrCodeContent).slice(1, -1), tokenValue, wifiPassword] : [];
  return [...seen, ...meant].filter((text) => typeof text === 'string' && text.length >= SHORTEST_SECRET);
}

/**
 * @param {Collection} collection
 * @param {string} name
 */
function typeOf(collection, name) {
  return { name, properties: [...Object.keys(createSampleProfile({ collection, id: '', displayName: '' })), PICTURE] };
}
