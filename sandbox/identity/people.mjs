import { ANDROID_FOR_WORK, DEVICE_OWNER } from '../graph/profiles.mjs';

/** @import { Collection } from '../graph/profiles.mjs' */

/** @type {Collection[]} */
const EVERYTHING = [ANDROID_FOR_WORK, DEVICE_OWNER];

/**
 * @typedef {object} Person
 * @property {string} id        Object ID in the directory: the `oid` and `sub` of tokens.
 * @property {string} name
 * @property {string} upn       User principal name: `preferred_username`.
 * @property {string} about     What signing in as this person shows.
 * @property {Collection[]} mayRead   The collections of profiles that an Intune role lets this person read.
 * @property {boolean} mayWrite    Whether an Intune role lets this person revoke and make tokens there.
 * @property {boolean=} mayReadAudit  Whether an Intune role lets this person read the audit log; so unless said.
 * @property {boolean=} mayReadDevices  Whether an Intune role lets this person read devices; so unless said.
 * @property {boolean=} isAdministrator  Whether it is the role Intune Administrator of Entra, which needs none of Intune's own.
 * @property {boolean} mayConsent  Whether this person can accept the app's permission.
 */

/** @returns {Person[]} the people who can sign in to the sandbox. */
export function createPeople() {
  return [
    {
      id: '5d0c7e52-6c1f-4f3a-9d2b-1a7e08b6c401',
      name: 'Mira Okafor',
      upn: 'mira.okafor@contoso.example',
      about: 'Intune administrator. Everything works.',
      mayRead: EVERYTHING,
      mayWrite: true,
      isAdministrator: true,
      mayConsent: true,
    },
    {
      id: '5d0c7e52-6c1f-4f3a-9d2b-1a7e08b6c402',
      name: 'Renée Castillo',
      upn: 'renee.castillo@contoso.example',
      about: 'Reader without the Intune role. Signs in, but Graph refuses to revoke and to make a token (403).',
      mayRead: EVERYTHING,
      mayWrite: false,
      mayConsent: true,
    },
    {
      id: '5d0c7e52-6c1f-4f3a-9d2b-1a7e08b6c403',
      name: 'Noa Lindqvist',
      upn: 'noa.lindqvist@contoso.example',
      about: 'Consent is missing. Sign-in stops at “Need admin approval”.',
      mayRead: EVERYTHING,
      mayWrite: true,
      mayConsent: false,
    },
    {
      id: '5d0c7e52-6c1f-4f3a-9d2b-1a7e08b6c404',
      name: 'Jonas Weber',
      upn: 'jonas.weber@contoso.example',
      about: 'Intune role for Android for Work only. Graph refuses the list of device owner profiles, the audit log and the devices (403).',
      mayRead: [ANDROID_FOR_WORK],
      mayWrite: true,
      mayReadAudit: false,
      mayReadDevices: false,
      mayConsent: true,
    },
  ];
}
