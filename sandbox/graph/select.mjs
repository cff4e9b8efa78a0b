import { qrPng } from '../qr.mjs';
import { graphError } from './answers.mjs';
import { ANDROID_FOR_WORK, createSampleProfile, DEVICE_OWNER, SECRETS } from './profiles.mjs';

const PICTURE = 'qrCodeImage';
/** Shown to everybody who does not select. */
const NETWORK_SECRET = 'wifiPassword';
const TYPES = {
  [ANDROID_FOR_WORK]: 'microsoft.graph.androidForWorkEnrollmentProfile',
  [DEVICE_OWNER]: 'microsoft.graph.androidDeviceOwnerEnrollmentProfile',
};
/** The names of everything that a profile has, by collection. */
const PROPERTIES = Object.fromEntries(Object.keys(TYPES).map((collection) => [
  collection,
  new Set([...Object.keys(createSampleProfile({ collection, id: '', displayName: '' })), PICTURE]),
]));

/** Refuses the first query option that is not among those that a call knows. */
export function unknownOption(call, known) {
  const name = [...call.query.keys()].find((key) => !known.includes(key));
  return name && graphError(call, 400, 'BadRequest', `The query option '${name}' is not allowed here.`);
}

/**
 * What `$select` asks for.
 * @returns {{names?: string[], refusal?: import('./answers.mjs').Answer}} without names, everything but secrets
 */
export function selection(call, collection) {
  const text = call.query.get('$select');
  if (text === null) return {};
  const names = text.split(',').map((name) => name.trim());
  const stranger = names.find((name) => !PROPERTIES[collection].has(name));
  if (stranger === undefined) return { names };
  return {
    refusal: graphError(call, 400, 'BadRequest', 'Parsing OData Select and Expand failed: '
      + `Could not find a property named '${stranger}' on type '${TYPES[collection]}'.`),
  };
}

/** A profile with what was selected, and nothing else. */
export function show(profile, { names }) {
  if (names) return Object.fromEntries(names.map((name) => [name, name === PICTURE ? pictureOf(profile) : profile[name]]));
  return { ...profile, ...Object.fromEntries(SECRETS.map((name) => [name, name === PICTURE ? null : ''])) };
}

/** The names of the secrets that a call would be told. */
export function secretsIn({ path, query }) {
  const names = query.get('$select')?.split(',').map((name) => name.trim());
  if (names) return names.filter((name) => [...SECRETS, NETWORK_SECRET].includes(name));
  return path.includes(DEVICE_OWNER) ? [NETWORK_SECRET] : [];
}

/** `@odata.context` of an answer. */
export function contextOf(call, collection, more = '') {
  const select = call.query.get('$select');
  return `${call.base}/beta/$metadata#deviceManagement/${collection}${select ? `(${select})` : ''}${more}`;
}

/** Made when somebody asks for it: thousands of them take a while. */
function pictureOf({ qrCodeContent }) {
  return qrCodeContent ? { type: 'image/png', value: qrPng(qrCodeContent).toString('base64') } : null;
}
