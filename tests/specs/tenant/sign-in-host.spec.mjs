import { ANDROID_FOR_WORK } from '../../../sandbox/graph/profiles.mjs';
import { test as base, expect } from '../../tenant/graph-caller.mjs';
import { permissionsIn, SignInCaller, scopeNamed } from '../../tenant/sign-in-caller.mjs';

/**
 * @import { Fixtures } from '@playwright/test'
 * @import { TestArgs, WorkerArgs } from '../../tenant/graph-caller.mjs'
 */

const MIRA = '5d0c7e52-6c1f-4f3a-9d2b-1a7e08b6c401';
const NOA = '5d0c7e52-6c1f-4f3a-9d2b-1a7e08b6c403';
const WRITE = 'DeviceManagementConfiguration.ReadWrite.All';
const AUDIT = 'DeviceManagementApps.Read.All';
const SIGN_IN = 'Sign in to Contoso';
const CONSENT = 'Permissions requested';
const APPROVAL = 'Need admin approval';

/** @type {Fixtures<{caller: SignInCaller}, {}, TestArgs, WorkerArgs>} */
const fixtures = {
  caller: async ({ tenant }, use) => {
    await use(new SignInCaller(tenant));
  },
};
const test = base.extend(fixtures);

/** @param {unknown} refused */
const seesNoConsent = (refused) =>
  expect(refused).toMatchObject({
    error: 'invalid_grant',
    suberror: 'consent_required',
    error_codes: [65001],
  });

for (const consent of /** @type {const} */ (['ask', 'given'])) {
  test.describe(`a second permission, where consent is ${consent === 'ask' ? 'asked for' : 'given'}`, () => {
    test.beforeEach(({ tenant }) => {
      for (const permission of [WRITE, AUDIT]) tenant.identity.setConsent(permission, consent);
    });
    const asked = consent === 'ask' ? [CONSENT] : [];

    test('the sign-in does not bring it: refreshing and silent sign-in are refused', async ({ caller, get }) => {
      const { pages, redeem } = await caller.authorize({ permissions: [WRITE], person: MIRA });
      expect(pages).toEqual([SIGN_IN, ...asked]);
      const signedIn = await redeem();
      expect(permissionsIn(signedIn)).toEqual([WRITE]);
      expect((await get('auditEvents', { token: signedIn.access_token })).status).toBe(403);
      seesNoConsent(await caller.refresh(signedIn.refresh_token, [AUDIT]));
      const silent = await caller.authorize({ permissions: [AUDIT], prompt: 'none' });
      expect(silent).toMatchObject({ pages: [], answer: { error: 'consent_required', error_description: expect.stringContaining('AADSTS65001') } });
    });

    test('asked for at the sign-in page it comes, and stays', async ({ caller, get }) => {
      const signedIn = await caller.signIn({ permissions: [WRITE], person: MIRA });
      const { pages, redeem } = await caller.authorize({ permissions: [AUDIT] });
      expect(pages).toEqual(asked);
      const second = await redeem();
      expect(permissionsIn(second)).toEqual([AUDIT]);
      expect((await get('auditEvents', { token: second.access_token })).status).toBe(200);
      for (const token of [signedIn.refresh_token, second.refresh_token]) {
        expect(permissionsIn(await caller.refresh(token, [AUDIT]))).toEqual([AUDIT]);
        expect(permissionsIn(await caller.refresh(token, [WRITE]))).toEqual([WRITE]);
        expect(permissionsIn(await caller.refresh(token, [WRITE, AUDIT]))).toEqual([WRITE, AUDIT]);
      }
      const silent = await caller.authorize({ permissions: [AUDIT], prompt: 'none' });
      expect(permissionsIn(await silent.redeem())).toEqual([AUDIT]);
    });

    test('and is there after the next sign-in', async ({ tenant, caller }) => {
      await caller.signIn({ permissions: [WRITE], person: MIRA });
      await caller.signIn({ permissions: [AUDIT] });
      tenant.identity.endSignIn();
      const again = await caller.authorize({ permissions: [WRITE], person: MIRA });
      expect(again.pages).toEqual([SIGN_IN]);
      expect(permissionsIn(await caller.refresh((await again.redeem()).refresh_token, [AUDIT]))).toEqual([AUDIT]);
    });

    test('declined: access_denied, and it is still not there', async ({ tenant, caller }) => {
      tenant.identity.setConsent(AUDIT, 'ask');
      const { refresh_token: token } = await caller.signIn({ permissions: [WRITE], person: MIRA });
      const { pages, answer } = await caller.authorize({ permissions: [AUDIT], consent: 'cancel' });
      expect(pages).toEqual([CONSENT]);
      expect(answer).toMatchObject({ error: 'access_denied', error_description: expect.stringContaining('AADSTS65004') });
      seesNoConsent(await caller.refresh(token, [AUDIT]));
      expect(permissionsIn(await caller.refresh(token, [WRITE]))).toEqual([WRITE]);
    });

    test('left to administrators: nobody gets it, until one consents for everybody', async ({ tenant, caller }) => {
      tenant.identity.setConsent(AUDIT, 'admin');
      const { refresh_token: token } = await caller.signIn({ permissions: [WRITE], person: MIRA });
      const { pages, answer } = await caller.authorize({ permissions: [AUDIT], consent: 'return' });
      expect(pages).toEqual([APPROVAL]);
      expect(answer).toMatchObject({ error: 'access_denied', error_description: expect.stringContaining('AADSTS90094') });
      seesNoConsent(await caller.refresh(token, [AUDIT]));
      await new SignInCaller(tenant).consentForAll(scopeNamed(AUDIT), MIRA);
      expect(permissionsIn(await caller.refresh(token, [AUDIT]))).toEqual([AUDIT]);
      expect((await caller.authorize({ permissions: [AUDIT], prompt: 'none' })).answer).toHaveProperty('code');
    });

    test('a consent for everybody is for what it names', async ({ tenant, caller }) => {
      await new SignInCaller(tenant).consentForAll(scopeNamed(WRITE), MIRA);
      const { pages, redeem } = await caller.authorize({ permissions: [WRITE], person: NOA });
      expect(pages).toEqual([SIGN_IN]);
      const { refresh_token: token } = await redeem();
      seesNoConsent(await caller.refresh(token, [AUDIT]));
      expect((await caller.authorize({ permissions: [AUDIT], consent: 'return' })).pages).toEqual([APPROVAL]);
      await new SignInCaller(tenant).consentForAll(scopeNamed('.default'), MIRA);
      expect(permissionsIn(await caller.refresh(token, [AUDIT]))).toEqual([AUDIT]);
    });
  });
}

/** What each permission that is asked for later lets somebody read. */
const LATER = {
  [AUDIT]: 'auditEvents',
  'DeviceManagementManagedDevices.Read.All': 'managedDevices?$top=1',
  'DeviceManagementRBAC.Read.All': "getEffectivePermissions(scope='*')",
};
for (const [permission, address] of Object.entries(LATER)) {
  test(`${permission}: not before somebody accepts it, and then for what it is`, async ({ tenant, caller, get }) => {
    const signedIn = await caller.signIn({ permissions: [WRITE], person: MIRA });
    expect((await get(address, { token: signedIn.access_token })).status).toBe(403);
    seesNoConsent(await caller.refresh(signedIn.refresh_token, [permission]));
    const { pages, redeem } = await caller.authorize({ permissions: [permission] });
    expect(pages).toEqual([CONSENT]);
    const second = await redeem();
    expect(permissionsIn(second)).toEqual([permission]);
    for (const [other, otherAddress] of Object.entries(LATER)) {
      expect((await get(otherAddress, { token: second.access_token })).status).toBe(other === permission ? 200 : 403);
    }
    tenant.identity.setConsent(permission, 'admin');
    expect((await new SignInCaller(tenant).authorize({ permissions: [permission], person: NOA, consent: 'return' })).pages).toEqual([SIGN_IN, APPROVAL]);
  });
}

test('an administrator accepts all of them for everybody at once', async ({ tenant, caller }) => {
  const { refresh_token: token } = await caller.signIn({ permissions: [WRITE], person: MIRA });
  await new SignInCaller(tenant).consentForAll(scopeNamed('.default'), MIRA);
  const all = [WRITE, ...Object.keys(LATER)];
  expect(permissionsIn(await caller.refresh(token, all)).sort()).toEqual([...all].sort());
});

test.describe('in the middle of something', () => {
  const EXPIRED = { error: 'invalid_grant', error_codes: [700084] };

  /** @type {{access_token: string, refresh_token: string}} */
  let signedIn;
  test.beforeEach(async ({ caller }) => {
    signedIn = await caller.signIn({ permissions: [WRITE], person: MIRA });
  });

  /**
   * What Graph answers to an access token.
   * @param {TestArgs['get']} get
   * @param {{access_token: string}} answer
   */
  const accepts = async (get, { access_token: token }) => {
    const { status, json } = await get(ANDROID_FOR_WORK, { token });
    return status === 200 || `${status} ${json.error.code}: ${json.error.message}`;
  };
  const REFUSED = '401 InvalidAuthenticationToken: Lifetime validation failed, the token is expired.';

  test('the sign-in ends: only the person helps', async ({ tenant, caller, get }) => {
    expect(await accepts(get, signedIn)).toBe(true);
    tenant.identity.endSignIn();
    expect(await accepts(get, signedIn)).toBe(REFUSED);
    expect(await caller.refresh(signedIn.refresh_token, [WRITE])).toMatchObject(EXPIRED);
    expect((await caller.authorize({ permissions: [WRITE], prompt: 'none' })).answer.error).toBe('login_required');
    const again = await caller.authorize({ permissions: [WRITE], person: MIRA });
    expect(again.pages).toEqual([SIGN_IN]);
    const tokens = await again.redeem();
    expect(await accepts(get, tokens)).toBe(true);
    expect(await accepts(get, await caller.refresh(tokens.refresh_token, [WRITE]))).toBe(true);
    expect(await accepts(get, signedIn)).toBe(REFUSED);
  });

  test('the access token ends: refreshing helps', async ({ tenant, caller, get }) => {
    tenant.identity.endAccessTokens();
    expect(await accepts(get, signedIn)).toBe(REFUSED);
    expect(await accepts(get, await caller.refresh(signedIn.refresh_token, [WRITE]))).toBe(true);
  });

  test('only refreshing ends, and access tokens live shortly', async ({ tenant, caller, get }) => {
    tenant.identity.accessTokenSeconds = 2;
    const short = await caller.refresh(signedIn.refresh_token, [WRITE]);
    expect(short.expires_in).toBe(2);
    // However often it is used, a refresh token ends a day after the sign-in.
    expect(short.refresh_token_expires_in).toBeLessThanOrEqual(86_400);
    tenant.identity.endRefreshTokens();
    expect(await accepts(get, short)).toBe(true);
    expect(await caller.refresh(signedIn.refresh_token, [WRITE])).toMatchObject(EXPIRED);
    await expect.poll(() => accepts(get, short)).toBe(REFUSED);
    expect((await caller.authorize({ permissions: [WRITE], prompt: 'none' })).answer).toHaveProperty('code');
  });

  test('how long the sign-in lasts is told with each token', async ({ tenant, caller }) => {
    tenant.identity.refreshTokenSeconds = 600;
    const again = await caller.authorize({ permissions: [WRITE], person: MIRA });
    const tokens = await again.redeem();
    expect(tokens.refresh_token_expires_in).toBe(600);
    tenant.identity.refreshTokenSeconds = 900;
    const { refresh_token_expires_in: left } = await caller.refresh(tokens.refresh_token, [WRITE]);
    expect(left).toBeLessThanOrEqual(600);
    expect(left).toBeGreaterThan(500);
  });

  test('after a reset, tokens of before are good again', async ({ tenant, get }) => {
    tenant.identity.endSignIn();
    tenant.reset();
    expect(await accepts(get, signedIn)).toBe(true);
  });
});
