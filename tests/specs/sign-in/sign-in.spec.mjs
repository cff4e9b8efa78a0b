import { expect, test } from '../../helpers/fixtures.mjs';
import { MIRA } from '../../pages/console-page.mjs';

/**
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const PROFILE = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const UPN = 'mira.okafor@contoso.example';
const TENANT_ID = '8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346';

/**
 * @param {Tenant} tenant
 * @param {string} ending
 */
function requestsTo(tenant, ending) {
  return tenant.identity.requests.filter(({ path }) => path.endsWith(ending));
}

/** @param {ConsolePage} app */
async function seesWhoIsSignedIn(app) {
  await expect(app.banner).toContainText(MIRA);
  await expect(app.banner).toContainText(UPN);
  await expect(app.banner).toContainText(TENANT_ID);
  await expect(app.signOutButton).toBeVisible();
}

const PLACES = [
  { where: 'at the root of a host', site: {} },
  { where: 'under a sub-path', site: { basePath: '/tools/console/' } },
];

for (const { where, site } of PLACES) {
  test.describe(`by redirect, ${where}`, () => {
    test.use({ site });

    test('signs in, shows who and in which tenant, and asks for what is needed and no more', async ({ app, tenant, served }) => {
      await app.openAndSignIn();
      await seesWhoIsSignedIn(app);
      expect(app.page.url()).toBe(served.url);

      const [authorize] = requestsTo(tenant, '/authorize');
      const asked = Object.fromEntries(new URL(authorize.url, 'https://host').searchParams);
      expect(asked).toMatchObject({
        client_id: served.defaultConfig.clientId,
        redirect_uri: `${served.url}redirect.html`,
        response_type: 'code',
        response_mode: 'fragment',
        code_challenge_method: 'S256',
        prompt: 'select_account',
      });
      expect(asked.scope.split(' ').sort()).toEqual([
        'https://graph.microsoft.com/DeviceManagementConfiguration.ReadWrite.All',
        'offline_access',
        'openid',
        'profile',
      ]);
      expect(JSON.parse(asked.claims)).toMatchObject({ access_token: { xms_cc: { values: ['CP1'] } } });
    });

    test('a reload keeps the session and asks nobody', async ({ app, tenant }) => {
      await app.openAndSignIn();
      const before = tenant.identity.requests.length;
      await app.page.reload();
      await seesWhoIsSignedIn(app);
      expect(tenant.identity.requests).toHaveLength(before);
    });

    test('a deep link survives and sends nothing by itself', async ({ app, tenant, served }) => {
      const query = `?profileId=${PROFILE}&type=deviceOwner`;
      await app.openAndSignIn(MIRA, query);
      await expect(app.profileId).toHaveValue(PROFILE);
      await expect(app.profileType.getByRole('radio', { name: 'Device owner' })).toBeChecked();
      expect(app.page.url()).toBe(served.url + query);
      await expect(app.dialog).toBeHidden();

      await app.page.reload();
      await expect(app.profileId).toHaveValue(PROFILE);
      await expect(app.dialog).toBeHidden();
      expect(tenant.graph.requests.filter(({ path }) => !/EnrollmentProfiles$/.test(path))).toEqual([]);
    });

    test('signs out here and at the sign-in host, and comes back', async ({ app, tenant, served }) => {
      await app.openAndSignIn();
      await app.signOut();
      await expect(app.banner).not.toContainText(UPN);
      expect(app.page.url()).toBe(served.url);
      const [logout] = requestsTo(tenant, '/logout');
      expect(new URL(logout.url, 'https://host').searchParams.get('post_logout_redirect_uri')).toBe(`${served.url}redirect.html`);

      await app.page.reload();
      await app.seesTheSignInButton();
    });

    test('revokes', async ({ app, tenant }) => {
      await app.openAndSignIn();
      await app.revoke(PROFILE);
      await app.seesSuccess();
      expect(tenant.graph.profile(PROFILE).tokenValue).toBe('');
    });
  });

  test.describe(`by popup, ${where}`, () => {
    test.use({ site: { ...site, config: { signIn: 'popup' } } });

    test('signs in, keeps the session over a reload, and signs out', async ({ app, tenant, served, page }) => {
      const query = `?profileId=${PROFILE}`;
      await app.open(query);
      const popup = await app.windowOpenedBy(app.signInButton);
      await expect(page.getByText('Finish signing in in the other window.')).toBeVisible();
      await app.pickAccount(MIRA, popup);
      await seesWhoIsSignedIn(app);
      await expect.poll(() => popup.isClosed()).toBe(true);
      await expect(app.profileId).toHaveValue(PROFILE);

      await page.reload();
      await seesWhoIsSignedIn(app);

      const [farewell] = await Promise.all([page.waitForEvent('popup'), app.signOut()]);
      await expect.poll(() => farewell.isClosed()).toBe(true);
      expect(page.url()).toBe(served.url + query);
      expect(requestsTo(tenant, '/logout')).toHaveLength(1);
      await page.reload();
      await app.seesTheSignInButton();
      expect(tenant.graph.requests.filter(({ path }) => !/EnrollmentProfiles$/.test(path))).toEqual([]);
    });

    test('revokes', async ({ app, tenant }) => {
      await app.open();
      await app.signInByPopup();
      await app.revoke(PROFILE);
      await app.seesSuccess();
      expect(tenant.graph.profile(PROFILE).tokenValue).toBe('');
    });
  });
}

test('a hostile deep link is text in a field', async ({ app, sent }) => {
  const text = '"><img src=x onerror=alert(1)>/../../users';
  await app.openAndSignIn(MIRA, `?profileId=${encodeURIComponent(text)}&type=nonsense`);
  await expect(app.profileId).toHaveValue(text);
  await expect(app.profileType.getByRole('radio', { name: 'Find out' })).toBeChecked();
  await app.revokeButton.click();
  await expect(app.profileId).toHaveAttribute('aria-invalid', 'true');
  expect(sent()).toEqual([]);
});

test.describe('with a domain as tenant', () => {
  test.use({ site: { config: { tenantId: 'contoso.example' } } });

  test('signs in at the authority of that domain', async ({ app, tenant }) => {
    await app.openAndSignIn();
    await seesWhoIsSignedIn(app);
    expect(requestsTo(tenant, '/authorize')[0].path).toBe('/contoso.example/oauth2/v2.0/authorize');
  });
});
