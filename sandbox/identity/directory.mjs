import { randomBytes } from 'node:crypto';

import { exportJWK, generateKeyPair } from 'jose';

import { createPeople } from './people.mjs';
import { createStore } from './store.mjs';

export const TENANT_ID = '8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346';
export const TENANT_DOMAIN = 'contoso.example';
export const CLIENT_ID = '3b9e7f10-5a2c-4d86-b1f4-6c0d92e85a71';

/** Names of Graph permissions that an app can ask for. */
export const PERMISSIONS = [
  'DeviceManagementConfiguration.ReadWrite.All',
  'DeviceManagementConfiguration.Read.All',
  'DeviceManagementApps.Read.All',
  'User.Read',
];

/**
 * The tenant's directory: its people, its one registered app, who consented to
 * what, and the key that signs its tokens. All sign-in hosts share it.
 * @param {{clientId?: string, consent?: 'ask' | 'given'}} options `given` spares
 *   the consent page those who may consent.
 */
export async function createDirectory({ clientId = CLIENT_ID, consent = 'ask' } = {}) {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const keyId = randomBytes(12).toString('base64url');
  const describeKey = async (key) => ({ ...(await exportJWK(key)), kid: keyId, use: 'sig', alg: 'RS256' });
  const people = createPeople();
  const store = createStore();

  const directory = {
    tenantId: TENANT_ID,
    domain: TENANT_DOMAIN,
    displayName: 'Contoso',
    app: { clientId, name: 'Token Console', redirectUris: new Set() },
    people,
    store,
    cookieKeys: [randomBytes(24).toString('base64url')],
    privateKeys: { keys: [await describeKey(privateKey)] },
    publicKeys: { keys: [await describeKey(publicKey)] },

    /** @type {Map<string, Set<string>>} scopes that a person consented to, by person ID */
    consents: new Map(),
    /** Whether an administrator consented for everybody. */
    consentedForAll: false,
    /** Lifetime of access tokens issued from now on. */
    accessTokenSeconds: 3600,
    /**
     * What a refresh token gets that comes with claims of a challenge: `accept` a new
     * token, `interaction` a refusal that asks for the person. Unless said, claims for
     * an authentication context need the person, and all others do not.
     * @type {'accept' | 'interaction' | undefined}
     */
    claimsOnRefresh: undefined,
    /** @type {Map<string, string>} the `claims` of sign-ins, by the code challenge of PKCE */
    claimsOfCode: new Map(),
    /** @type {object[]} one-shot faults, see faults.mjs */
    faults: [],

    personById: (id) => people.find((person) => person.id === id),

    /** Whether a tenant name in an address means this tenant. */
    answersTo: (name) => [TENANT_ID, TENANT_DOMAIN, 'organizations', 'common'].includes(name.toLowerCase()),

    /** Scopes a person has consented to, or was consented for; `asked` are the ones wanted now. */
    consentOf(person, asked) {
      const forEverybody = directory.consentedForAll || (consent === 'given' && person.mayConsent);
      return forEverybody ? new Set(asked) : directory.consents.get(person.id);
    },

    needsAdminApproval: (person) => !person.mayConsent && !directory.consentedForAll,

    rememberConsent(person, scopes) {
      const known = directory.consents.get(person.id) ?? [];
      directory.consents.set(person.id, new Set([...known, ...scopes]));
    },

    /** Ends everybody's session at the sign-in host: silent sign-in answers `login_required`. */
    endSessions: () => store.forget('Session'),

    /** Makes refresh tokens useless, as Entra does 24 hours after sign-in. */
    endRefreshTokens: () => store.forget('RefreshToken'),

    reset() {
      store.forget();
      directory.consents.clear();
      directory.consentedForAll = false;
      directory.accessTokenSeconds = 3600;
      directory.claimsOnRefresh = undefined;
      directory.claimsOfCode.clear();
      directory.faults.length = 0;
    },
  };
  return directory;
}
