import { randomBytes } from 'node:crypto';

import { exportJWK, generateKeyPair } from 'jose';

import { createPeople } from './people.mjs';
import { permissionOf, resourceOf } from './scopes.mjs';
import { createStore } from './store.mjs';

/**
 * @import { JWK } from 'jose'
 * @import { Fault } from './faults.mjs'
 * @import { Person } from './people.mjs'
 * @typedef {Awaited<ReturnType<typeof createDirectory>>} Directory
 * @typedef {'ask' | 'given' | 'admin'} ConsentRule
 */

/** In seconds. */
export const DAY = 86_400;

export const TENANT_ID = '8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346';
export const TENANT_DOMAIN = 'contoso.example';
export const CLIENT_ID = '3b9e7f10-5a2c-4d86-b1f4-6c0d92e85a71';

/** Names of Graph permissions that an app can ask for. */
export const PERMISSIONS = [
  'DeviceManagementConfiguration.ReadWrite.All',
  'DeviceManagementConfiguration.Read.All',
  'DeviceManagementApps.Read.All',
  'DeviceManagementManagedDevices.Read.All',
  'DeviceManagementRBAC.Read.All',
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
  /** @param {typeof privateKey} key */
  const describeKey = async (key) => ({ ...(await exportJWK(key)), kid: keyId, use: 'sig', alg: 'RS256' });
  const people = createPeople();
  const store = createStore();

  const directory = {
    tenantId: TENANT_ID,
    domain: TENANT_DOMAIN,
    displayName: 'Contoso',
    app: { clientId, name: 'Token Console', redirectUris: /** @type {Set<string>} */ (new Set()) },
    people,
    store,
    cookieKeys: [randomBytes(24).toString('base64url')],
    privateKeys: { keys: [await describeKey(privateKey)] },
    publicKeys: { keys: [await describeKey(publicKey)] },

    /** @type {Map<string, Set<string>>} scopes that a person consented to, by person ID */
    consents: new Map(),
    /** @type {Set<string>} scopes that an administrator consented to for everybody */
    consentedForAll: new Set(),
    /**
     * How a permission gets its consent, where it is not as the tenant has it: at the consent page
     * (`ask`), without one (`given`), or from an administrator only (`admin`).
     * @type {Map<string, ConsentRule>}
     */
    consentRules: new Map(),
    /** Lifetime of access tokens issued from now on. */
    accessTokenSeconds: 3600,
    /** How long a refresh token lasts, however often it is used: Entra's limit for single-page apps. */
    refreshTokenSeconds: DAY,
    /**
     * What a refresh token gets that comes with claims of a challenge: `accept` a new
     * token, `interaction` a refusal that asks for the person. Unless said, claims for
     * an authentication context need the person, and all others do not.
     */
    claimsOnRefresh: /** @type {'accept' | 'interaction' | undefined} */ (undefined),
    /** @type {Map<string | null, string | null>} the `claims` of sign-ins, by the code challenge of PKCE */
    claimsOfCode: new Map(),
    /** @type {Fault[]} one-shot faults, see faults.mjs */
    faults: [],

    /** @param {string | null | undefined} id */
    personById: (id) => people.find((person) => person.id === id),

    /**
     * Whether a tenant name in an address means this tenant.
     * @param {string} name
     */
    answersTo: (name) => [TENANT_ID, TENANT_DOMAIN, 'organizations', 'common'].includes(name.toLowerCase()),

    /**
     * Those of `asked` that were consented to before, by the person or for everybody.
     * @param {Person} person
     * @param {string[]} asked
     */
    consentedBefore: (person, asked) => asked.filter((scope) => directory.consentedForAll.has(scope) || directory.consents.get(person.id)?.has(scope)),

    /**
     * Those of `asked` that a person at the sign-in page gets without a consent page.
     * @param {Person} person
     * @param {string[]} asked
     */
    spared(person, asked) {
      const before = directory.consentedBefore(person, asked);
      /** @param {string} scope */
      const given = (scope) => !resourceOf(scope) || (person.mayConsent && ruleOf(scope) === 'given');
      return asked.filter((scope) => before.includes(scope) || given(scope));
    },

    /**
     * @param {Person} person
     * @param {string[]} asked
     */
    needsAdminApproval: (person, asked) =>
      asked.filter((scope) => resourceOf(scope) && !directory.consentedForAll.has(scope)).some((scope) => !person.mayConsent || ruleOf(scope) === 'admin'),

    /**
     * @param {Person} person
     * @param {Iterable<string>} scopes
     */
    rememberConsent(person, scopes) {
      const known = directory.consents.get(person.id) ?? [];
      directory.consents.set(person.id, new Set([...known, ...scopes]));
    },

    /** Number of the times that access tokens were ended. */
    tokenEpoch: 0,

    /**
     * Whether an access token was ended before its time.
     * @param {{epoch?: number}} claims
     */
    isEnded: ({ epoch = 0 }) => epoch < directory.tokenEpoch,

    /** Graph takes the access tokens of before for expired ones; a refresh token brings a good one. */
    endAccessTokens() {
      directory.tokenEpoch += 1;
    },

    /** Ends everybody's session at the sign-in host: silent sign-in answers `login_required`. */
    endSessions: () => store.forget('Session'),

    /** Makes refresh tokens useless, as Entra does 24 hours after sign-in. */
    endRefreshTokens: () => store.forget('RefreshToken'),

    /**
     * Ends a sign-in altogether: Graph answers 401 to the access tokens of before, refresh tokens are
     * refused (AADSTS700084), silent sign-in too, and only the person at the sign-in page helps.
     */
    endSignIn() {
      directory.endAccessTokens();
      store.forget('Session', 'RefreshToken', 'AuthorizationCode');
    },

    /**
     * Makes a refresh token good for all that was consented to, as Entra's are, and not only for
     * what its own sign-in asked for.
     * @param {string | null} token
     */
    widenRefreshToken(token) {
      const refreshToken = store.payload('RefreshToken', token ?? '');
      const grant = refreshToken && store.payload('Grant', refreshToken.grantId ?? '');
      if (!grant) return;
      for (const scope of directory.consentedForAll) {
        const resource = resourceOf(scope);
        if (!resource) continue;
        grant.resources = { ...grant.resources, [resource]: joined(grant.resources?.[resource], scope) };
      }
      refreshToken.scope = joined(refreshToken.scope, grant.openid?.scope, ...Object.values(grant.resources ?? {}));
    },

    /** Whether sign-in is as it is at the start, whoever is signed in. */
    get isOrdinary() {
      return (
        directory.consentRules.size === 0 &&
        directory.tokenEpoch === 0 &&
        directory.accessTokenSeconds === 3600 &&
        directory.refreshTokenSeconds === DAY &&
        directory.claimsOnRefresh === undefined &&
        directory.faults.length === 0
      );
    },

    /** Whether nobody has signed in or consented either. */
    get isAsNew() {
      return directory.isOrdinary && store.isEmpty && directory.consents.size === 0 && directory.consentedForAll.size === 0;
    },

    /** Remembers who is signed in and what was consented to; the answer is a way to put that back after a reset. */
    keep() {
      const putRecordsBack = store.keep();
      const consents = structuredClone(directory.consents);
      return () => {
        putRecordsBack();
        for (const [person, scopes] of structuredClone(consents)) directory.consents.set(person, scopes);
      };
    },

    reset() {
      store.forget();
      directory.consents.clear();
      directory.consentedForAll.clear();
      directory.consentRules.clear();
      directory.tokenEpoch = 0;
      directory.accessTokenSeconds = 3600;
      directory.refreshTokenSeconds = DAY;
      directory.claimsOnRefresh = undefined;
      directory.claimsOfCode.clear();
      directory.faults.length = 0;
    },
  };
  return directory;

  /**
   * @param {string} scope
   * @returns {ConsentRule}
   */
  function ruleOf(scope) {
    return directory.consentRules.get(permissionOf(scope)) ?? consent;
  }
}

/**
 * Lists of scopes as one, each once.
 * @param {(string | undefined)[]} lists
 */
function joined(...lists) {
  return [...new Set(lists.filter((list) => list !== undefined).flatMap((list) => list.split(' ')))].join(' ');
}
