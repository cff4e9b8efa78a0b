import { qrPng } from '../qr.mjs';
import { graphError } from './answers.mjs';
import { ANDROID_FOR_WORK, createSampleProfile, DEVICE_OWNER, SECRETS } from './profiles.mjs';

/**
 * @import { Answer } from './answers.mjs'
 * @import { ReceivedCall } from './call.mjs'
 * @import { Profile } from './profile.mjs'
 * @import { Collection } from './profiles.mjs'
 * @typedef {{names?: string[], refusal?: Answer}} Selection  Without names, everything but secrets.
 */

const PICTURE = 'qrCodeImage';
/** Shown to everybody who does not select. */
const NETWORK_SECRET = 'wifiPassword';
const TYPES = {
  [ANDROID_FOR_WORK]: 'microsoft.graph.androidForWorkEnrollmentProfile',
  [DEVICE_OWNER]: 'microsoft.graph.androidDeviceOwnerEnrollmentProfile',
};
/** The names of everything that a profile has, by collection. */
const PROPERTIES = Object.fromEntries(
  [ANDROID_FOR_WORK, DEVICE_OWNER].map((collection) => [
    collection,
    new Set([...Object.keys(createSampleProfile({ collection, id: '', displayName: '' })), PICTURE]),
  ]),
);

/**
 * Refuses the first query option that is not among those that a call knows.
 * @param {ReceivedCall} call
 * @param {string[]} known
 */
export function unknownOption(call, known) {
  const name = [...call.query.keys()].find((key) => !known.includes(key));
  return name === undefined ? undefined : graphError(call, 400, 'BadRequest', `The query option '${name}' is not allowed here.`);
}

/**
 * What `$select` asks for.
 * @param {ReceivedCall} call
 * @param {Collection} collection
 * @returns {Selection}
 */
export function selection(call, collection) {
  const text = call.query.get('$select');
  if (text === null) return {};
  const names = text.split(',').map((name) => name.trim());
  const stranger = names.find((name) => !PROPERTIES[collection].has(name));
  if (stranger === undefined) return { names };
  return {
    refusal: graphError(
      call,
      400,
      'BadRequest',
      'Parsing OData Select and Expand failed: ' + `Could not find a property named '${stranger}' on type '${TYPES[collection]}'.`,
    ),
  };
}

/**
 * A profile with what was selected, and nothing else.
 * @param {Profile} profile
 * @param {Selection} selected
 */
export function show(profile, { names }) {
  const properties = new Map(Object.entries(profile));
  if (names) return Object.fromEntries(names.map((name) => [name, name === PICTURE ? pictureOf(profile) : properties.get(name)]));
  return { ...profile, ...Object.fromEntries(SECRETS.map((name) => [name, name === PICTURE ? null : ''])) };
}

/**
 * The names of the secrets that a call would be told.
 * @param {Pick<ReceivedCall, 'path' | 'query'>} call
 */
export function secretsIn({ path, query }) {
  const names = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  if (names) return names.filter((name) => [...SECRETS, NETWORK_SECRET].includes(name));
  return path.includes(DEVICE_OWNER) ? [NETWORK_SECRET] : [];
}

/**
 * `@odata.context` of an answer.
 * @param {ReceivedCall} call
 * @param {Collection} collection
 */
export function contextOf(call, collection, more = '') {
  const select = call.query.get('$select');
  return `${call.base}/beta/$metadata#deviceManagement/${collection}${select ? `(${select})` : ''}${more}`;
}

/**
 * Made when somebody asks for it: thousands of them take a while.
 * @param {Profile} profile
 */
function pictureOf({ qrCodeContent }) {
  return qrCodeContent ? { type: 'image/png', value: qrPng(qrCodeContent).toString('base64') } : null;
}
