import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { MIRA, NOA } from '../../pages/console-page.mjs';

/**
 * @import { Locator } from '@playwright/test'
 * @import { Fault } from '../../../sandbox/identity/faults.mjs'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { AllFixtures } from '../../helpers/fixtures.mjs'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const PROFILE = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const OTHER_TENANT = 'e4b0a6f2-7c35-4d19-8f60-93d1c2ab5e77';
const TOKEN_ENDPOINT = /\/oauth2\/v2\.0\/token\b/;

/**
 * @param {ConsolePage} app
 * @param {{says: string, code: string, next?: Locator}} what
 */
async function seesFailure(app, { says, code, next = app.signInButton }) {
  await app.seesAlert('You are not signed in', says);
  expect((await app.detailsOf(app.alert)).Code).toBe(code);
  await expect(next).toBeEnabled();
  await expect(app.signOutButton).toBeHidden();
}

test('cancelled at the sign-in page', async ({ app, page }) => {
  await app.open();
  await app.signInButton.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.alert).toHaveText('The sign-in was cancelled.Sign in when you are ready.');
  await app.signIn();
});

test('consent missing: the link lets an administrator grant it', async ({ app, page, served, context }) => {
  await app.open();
  await app.signInButton.click();
  await app.pickAccount(NOA);
  await page.getByRole('button', { name: 'Return to the application' }).click();
  await seesFailure(app, { says: 'This app has not been granted its permission', code: 'access_denied' });

  const link = app.alert.getByRole('link', { name: 'Admin-consent link' });
  const { clientId, tenantId } = served.defaultConfig;
  const address = new URL(present(await link.getAttribute('href')));
  expect(address.origin + address.pathname).toBe(`https://login.microsoftonline.com/${tenantId}/v2.0/adminconsent`);
  expect(Object.fromEntries(address.searchParams)).toEqual({
    client_id: clientId,
    scope: 'https://graph.microsoft.com/DeviceManagementConfiguration.ReadWrite.All',
    redirect_uri: `${served.url}redirect.html`,
  });

  const administrator = await context.newPage();
  await administrator.goto(address.href);
  await app.pickAccount(MIRA, administrator);
  await administrator.getByRole('button', { name: 'Accept' }).click();
  await expect(administrator.getByText('The permission was granted.')).toBeVisible();

  await app.signIn(NOA);
});

for (const [when, form] of /** @type {const} */ ([
  ['before signing in', 'access_denied'],
  ['when the permission is shown', 'consent_required'],
])) {
  test(`an administrator who declines ${when} is told so`, async ({ app, page, served, context }) => {
    await app.open();
    await app.signInButton.click();
    await app.pickAccount(NOA);
    await page.getByRole('button', { name: 'Return to the application' }).click();
    const href = await app.alert.getByRole('link', { name: 'Admin-consent link' }).getAttribute('href');

    const administrator = await context.newPage();
    /** @type {URL[]} */
    const answers = [];
    administrator.on('request', (request) => {
      if (request.isNavigationRequest() && request.url().startsWith(`${served.url}redirect.html?`)) answers.push(new URL(request.url()));
    });
    await administrator.goto(present(href));
    if (form === 'consent_required') await app.pickAccount(MIRA, administrator);
    await administrator.getByRole('button', { name: 'Cancel' }).click();
    await expect(administrator.getByText('The permission was not granted.')).toBeVisible();
    await expect(administrator.getByText('AADSTS65004: User declined to consent to access the app.')).toBeVisible();
    await expect(administrator.getByText('The permission was granted.')).toBeHidden();
    const { searchParams: said } = present(answers.at(-1));
    expect(said.get('error')).toBe(form);
    expect(said.get('admin_consent')).toBe(form === 'consent_required' ? 'True' : null);
    await expect(administrator).toHaveURL(`${served.url}redirect.html`);
    await administrator.getByRole('link', { name: 'Token Console' }).click();
    await expect(administrator).toHaveURL(served.url);
  });
}

const TENANT = 'tenant=8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346';
const MISCONFIGURED = 'error_description=AADSTS1003031%3a+Misconfigured+required+resource+access%0d%0aTrace+ID%3a+1';
for (const [query, granted, reason] of /** @type {const} */ ([
  [`admin_consent=True&${TENANT}`, true],
  [`admin_consent=true&${TENANT}&scope=x&state=y`, true],
  [`error=access_denied&${MISCONFIGURED}&admin_consent=True`, false, 'AADSTS1003031: Misconfigured required resource access'],
  [`admin_consent=True&${TENANT}&error=consent_required&${MISCONFIGURED}&state=y`, false, 'consent_required'],
  [`admin_consent=True&${TENANT}&error=`, false],
  ['admin_consent=True', false],
  ['admin_consent=True&tenant=', false],
  [`admin_consent=False&${TENANT}`, false],
  [`admin_consent=&${TENANT}`, false],
  ['error=access_denied', false, 'access_denied'],
  [`error=x&error_description=${encodeURIComponent(`<img src=x onerror=alert(1)>${'y'.repeat(5_000)}`)}`, false, '<img src=x onerror=alert(1)>'],
])) {
  test(`the way back from an admin consent, ${query.slice(0, 90)}: ${granted ? 'granted' : 'not granted'}`, async ({ page, served }) => {
    await page.goto(`${served.url}redirect.html?${query}`);
    await expect(page.getByText('The permission was granted.')).toBeVisible({ visible: granted });
    await expect(page.getByText('The permission was not granted.')).toBeVisible({ visible: !granted });
    await expect(page.getByText('Completing sign-in…')).toBeHidden();
    if (reason) await expect(page.getByRole('main')).toContainText(reason);
    await expect(page.locator('img')).toHaveCount(0);
    expect((await page.getByRole('main').innerText()).length).toBeLessThan(1_500);
    await expect(page).toHaveURL(`${served.url}redirect.html`);
  });
}

test('wrong tenant, as the sign-in host says it', async ({ app, tenant }) => {
  tenant.identity.faults.push({
    where: 'authorize',
    params: {
      error: 'invalid_request',
      error_description: 'AADSTS50020: User account from identity provider does not exist in tenant Contoso.',
    },
  });
  await app.open();
  await app.signInButton.click();
  await seesFailure(app, { says: 'That account does not belong to the tenant of this page.', code: 'invalid_request' });
});

test('wrong tenant, as the account says it', async ({ app, page, tenant }) => {
  await app.open();
  await app.signInButton.click();
  await page.getByRole('heading', { name: 'Pick an account' }).waitFor();
  const authorize = present(tenant.identity.requests.find(({ path }) => path.endsWith('/authorize')));
  const { nonce } = Object.fromEntries(new URL(authorize.url, 'https://host').searchParams);
  tenant.identity.faults.push({ where: 'token', status: 200, body: tokensOfAStranger(nonce) });
  await app.pickAccount(MIRA);
  await seesFailure(app, { says: 'That account does not belong to the tenant of this page.', code: 'tenant_mismatch' });
  await expect(app.alert).toContainText('stranger@fabrikam.example');

  await page.reload();
  await app.seesTheSignInButton();
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('stranger');
});

test('unknown app', async ({ app, tenant }) => {
  tenant.identity.faults.push({
    where: 'authorize',
    params: { error: 'unauthorized_client', error_description: 'AADSTS700016: Application was not found in the directory.' },
  });
  await app.open();
  await app.signInButton.click();
  await seesFailure(app, { says: 'The sign-in host does not know this app or this tenant.', code: 'unauthorized_client' });
});

/**
 * What comes back from the sign-in page: the error, its number, what happened, and who can help.
 * @type {[error: string, number: number, says: string, next: string, again?: boolean][]}
 */
const REFUSED = [
  ['access_denied', 50105, 'You are not assigned to this app.', 'Ask an administrator of your tenant'],
  ['access_denied', 165000, 'The sign-in page was out of date', 'Start again from here.', true],
  ['interaction_required', 53000, 'A policy of your organization wants a device that it manages', 'the administrator who manages Conditional Access'],
  ['access_denied', 53003, 'A policy of your organization refuses', 'the administrator who manages Conditional Access'],
  ['interaction_required', 53004, 'A policy of your organization refuses', 'Signing in again does not help.'],
  ['access_denied', 530032, 'A policy of your organization refuses', 'the administrator who manages Conditional Access'],
  ['interaction_required', 50097, 'A policy of your organization wants a device that it manages', 'the administrator who manages Conditional Access'],
  ['invalid_resource', 650057, 'The app registration does not list the permission', 'Whoever registered the app must add it under API permissions'],
  ['invalid_client', 650052, 'Your tenant does not have the service', 'step 4 of the registration in the README'],
  ['access_denied', 65005, 'The app registration does not list the permission', 'step 4 of the registration in the README'],
  ['invalid_resource', 500011, 'Your tenant does not have the service', 'step 4 of the registration in the README'],
  ['access_denied', 4711, 'The sign-in failed.', 'Try again.'],
];
for (const [error, number, says, next, again] of REFUSED) {
  test(`AADSTS${number} as ${error}: ${says}`, async ({ app, tenant }) => {
    tenant.identity.faults.push({
      where: 'authorize',
      params: { error, error_description: `AADSTS${number}: Words of the sign-in host. Trace ID: 1` },
    });
    await app.open();
    await app.signInButton.click();
    await seesFailure(app, { says, code: error, next: again ? app.tryAgainButton : app.signInButton });
    await app.seesAlert(next, `AADSTS${number}`);
    await expect(app.alert).not.toContainText('cancelled');
  });
}

for (const [error, number, says, next] of /** @type {const} */ ([
  ['invalid_client', 7000218, 'The app registration does not have this page as a single-page application.', 'step 3 of the registration in the README'],
  ['invalid_request', 9002327, 'takes the Origin header away', 'Whoever manages the proxy or the extension'],
])) {
  test(`AADSTS${number} at the token endpoint: ${says}`, async ({ app, tenant }) => {
    tenant.identity.faults.push({
      where: 'token',
      status: 401,
      times: 2,
      body: { error, error_description: `AADSTS${number}: Words.`, error_codes: [number] },
    });
    await app.open();
    await app.signInButton.click();
    await app.pickAccount();
    await seesFailure(app, { says, code: error });
    await app.seesAlert(next);
  });
}

test('the sign-in host cannot be reached', async ({ app, tenant }) => {
  tenant.identity.faults.push({ where: 'token', drop: true, times: 2 });
  await app.open();
  await app.signInButton.click();
  await app.pickAccount();
  await seesFailure(app, { says: 'The sign-in host could not be reached.', code: 'post_request_failed', next: app.tryAgainButton });
});

/** @type {Fault} */
const THROTTLED = {
  where: 'token',
  status: 429,
  headers: { 'Retry-After': '60' },
  body: { error: 'temporarily_unavailable', error_description: 'AADSTS90055: The server is busy.', error_codes: [90055] },
};

test('throttled by the sign-in host', async ({ app, tenant }) => {
  tenant.identity.faults.push({ ...THROTTLED, times: 2 });
  await app.open();
  await app.signInButton.click();
  await app.pickAccount();
  await seesFailure(app, { says: 'The sign-in host asks to wait', code: 'temporarily_unavailable', next: app.tryAgainButton });
});

test('throttled without a word', async ({ app, tenant }) => {
  tenant.identity.faults.push({ ...THROTTLED, body: '', times: 2 });
  await app.open();
  await app.signInButton.click();
  await app.pickAccount();
  await seesFailure(app, { says: 'The sign-in host asks to wait', code: 'failed_to_parse_response', next: app.tryAgainButton });
});

test('an interaction is in progress already', async ({ app, page, served }) => {
  await app.open();
  await app.seesTheSignInButton();
  // What a sign-in of the same tab leaves there until it ends.
  await page.evaluate((clientId) => {
    sessionStorage.setItem('msal.interaction.status', JSON.stringify({ clientId, type: 'signin' }));
  }, served.defaultConfig.clientId);
  await app.signInButton.click();
  await seesFailure(app, {
    says: 'Another sign-in of this page is still under way.',
    code: 'interaction_in_progress',
    next: app.tryAgainButton,
  });
});

test.describe('in a session whose access token has run out', () => {
  test.beforeEach(async ({ app, tenant }) => {
    // MSAL renews a token five minutes before its end, so this one is renewed each time.
    tenant.identity.accessTokenSeconds = 60;
    await app.openAndSignIn();
    // The list needs tokens too.
    await app.seesTheList();
  });

  /**
   * @param {ConsolePage} app
   * @param {AllFixtures['sent']} sent
   * @param {{says: string, code: string}} what
   */
  async function seesNothingSent(app, sent, { says, code }) {
    await app.seesAlert('Nothing was sent: the token was not revoked', says);
    const details = await app.detailsOf(app.alert);
    expect(details['Profile ID']).toBe(PROFILE);
    expect(details.Code).toBe(code);
    expect(sent()).toEqual([]);
  }

  test('offline: nothing is sent', async ({ app, context, sent }) => {
    await context.setOffline(true);
    await app.request(PROFILE);
    await seesNothingSent(app, sent, { says: 'The sign-in host could not be reached.', code: 'no_network_connectivity' });
  });

  test('throttled: nothing is sent, and MSAL keeps the pause that was asked for', async ({ app, tenant, sent }) => {
    tenant.identity.faults.push({ ...THROTTLED, times: 2 });
    await app.request(PROFILE);
    await seesNothingSent(app, sent, { says: 'The sign-in host asks to wait', code: 'temporarily_unavailable' });

    const before = tokenRequests(tenant);
    await app.request(PROFILE);
    await seesNothingSent(app, sent, { says: 'The sign-in host asks to wait', code: '90055' });
    expect(tokenRequests(tenant)).toBe(before);
  });

  test('refused by a policy: nothing is sent, and it is not said that signing in again helps', async ({ app, tenant, sent }) => {
    const body = {
      error: 'interaction_required',
      suberror: 'message_only',
      error_codes: [53003],
      error_description: 'AADSTS53003: Access has been blocked by Conditional Access policies.',
    };
    tenant.identity.faults.push({ where: 'token', status: 400, body, times: 2 });
    await app.request(PROFILE);
    await seesNothingSent(app, sent, { says: 'Signing in again does not help.', code: 'interaction_required/message_only' });
  });

  test('expired: nothing is sent, and signing in again helps', async ({ app, tenant, sent }) => {
    tenant.identity.endRefreshTokens();
    await app.request(PROFILE);
    await seesNothingSent(app, sent, { says: 'Your sign-in has expired', code: 'invalid_grant' });
    await app.page.getByRole('button', { name: 'Sign in again' }).click();
    await app.pickAccount();
    await expect(app.profileId).toHaveValue(PROFILE);
    expect(sent()).toEqual([]);
    await app.revoke(PROFILE);
    await app.seesSuccess();
  });
});

test.describe('by popup', () => {
  test.use({ site: { config: { signIn: 'popup' } } });

  test('blocked by the browser', async ({ app, page }) => {
    // What a browser that blocks gives the page. Its own blocker looks at when a person last did something, and the
    // driver of these tests counts as a person at moments of its own.
    await page.addInitScript(() => {
      const { open } = window;
      window.open = () => {
        window.open = open;
        return null;
      };
    });
    await app.open();
    await app.signInButton.click();
    await seesFailure(app, {
      says: 'The browser blocked the sign-in window.',
      code: 'popup_window_error',
      next: app.tryAgainButton,
    });
    await app.pickAccount(MIRA, await app.windowOpenedBy(app.tryAgainButton));
    await app.seesTheForm();
  });

  test('not finished in time', async ({ app, page }) => {
    await page.clock.install();
    await app.open();
    await app.windowOpenedBy(app.signInButton);
    await app.passTime(61_000);
    await seesFailure(app, {
      says: 'The sign-in window gave no answer in time.',
      code: 'timed_out/redirect_bridge_timeout',
      next: app.tryAgainButton,
    });
    await app.pickAccount(MIRA, await app.windowOpenedBy(app.tryAgainButton));
    await app.seesTheForm();
  });

  test('closed: another window can be opened at once', async ({ app }) => {
    await app.open();
    const first = await app.windowOpenedBy(app.signInButton);
    await first.close();
    await app.pickAccount(MIRA, await app.windowOpenedBy(app.tryAgainButton));
    await app.seesTheForm();
  });

  test('left open: another window takes its place, and the first one does no harm', async ({ app }) => {
    await app.open();
    const first = await app.windowOpenedBy(app.signInButton);
    const second = await app.windowOpenedBy(app.tryAgainButton);
    await expect(app.alert).toBeEmpty();
    await app.pickAccount(MIRA, second);
    await app.seesTheForm();
    await first.close();
    await app.seesTheForm();
  });

  test('cancelled at the sign-in page', async ({ app }) => {
    await app.open();
    const popup = await app.windowOpenedBy(app.signInButton);
    await popup.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.alert).toHaveText('The sign-in was cancelled.Sign in when you are ready.');
  });

  test('offline', async ({ app, context }) => {
    await app.open();
    const popup = await app.windowOpenedBy(app.signInButton);
    await popup.getByRole('heading', { name: 'Pick an account' }).waitFor();
    await context.route(TOKEN_ENDPOINT, async (route) => {
      await context.setOffline(true);
      await route.abort('internetdisconnected');
    });
    await app.pickAccount(MIRA, popup);
    await seesFailure(app, { says: 'The sign-in host could not be reached.', code: 'no_network_connectivity', next: app.tryAgainButton });
    await context.unroute(TOKEN_ENDPOINT);
    await context.setOffline(false);
    await app.pickAccount(MIRA, await app.windowOpenedBy(app.tryAgainButton));
    await app.seesTheForm();
  });
});

test('the page of the sign-in answer, opened by itself, says that there is no answer', async ({ app, page, served }) => {
  await page.goto(`${served.url}redirect.html`);
  await expect(page.getByText('The sign-in host sent no answer that can be used.')).toBeVisible();
  await page.getByRole('link', { name: 'Token Console' }).click();
  await app.seesTheSignInButton();
});

/** @param {Tenant} tenant */
function tokenRequests(tenant) {
  return tenant.identity.requests.filter(({ path }) => path.endsWith('/token')).length;
}

/**
 * The answer of a token endpoint to a person of another tenant. MSAL checks the nonce, and no signature.
 * @param {string} nonce
 */
function tokensOfAStranger(nonce) {
  /** @param {object} value */
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const oid = '1d5c0b9a-2f4e-4c1b-8a77-6e3f9d20c415';
  return {
    token_type: 'Bearer',
    scope: 'https://graph.microsoft.com/DeviceManagementConfiguration.ReadWrite.All',
    expires_in: 3600,
    access_token: 'token-of-a-stranger',
    client_info: encode({ uid: oid, utid: OTHER_TENANT }),
    id_token: `${encode({ alg: 'none', typ: 'JWT' })}.${encode({
      ver: '2.0',
      tid: OTHER_TENANT,
      oid,
      sub: oid,
      nonce,
      iat: now,
      exp: now + 3600,
      name: 'Stranger',
      preferred_username: 'stranger@fabrikam.example',
    })}.`,
  };
}
