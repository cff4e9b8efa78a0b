import { settledLater } from '../../../sandbox/settled-later.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';

/**
 * @import { BrowserContext } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const POINT_OF_SALE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
const AOSP = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b107';
const NEVER_ANSWERS = '00000000-0000-4000-8000-000000000903';
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TOKEN_ENDPOINT = /\/oauth2\/v2\.0\/token\b/;

test.describe('signed in', () => {
  test.beforeEach(async ({ app }) => {
    await app.openSignedIn();
  });

  // A screen reader speaks what comes into a live region that was there before.
  test('what will be said of an outcome has its regions, which are there and empty', async ({ page }) => {
    const panel = page.locator('.panel');
    for (const role of ['status', 'alert']) {
      await panel.locator(`[role="${role}"]`).waitFor({ state: 'attached' });
      await expect(panel.locator(`[role="${role}"]`)).toBeEmpty();
    }
  });

  test('one POST, exactly the documented one, and an outcome that names it', async ({ app, page, tenant, sent, reads }) => {
    const from = Math.floor(Date.now() / 1000) * 1000;
    const answered = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/revokeToken'));
    await app.revoke(SCANNERS);
    await app.seesSuccess();

    const [post, ...more] = sent();
    expect(more).toEqual([]);
    expect(post.method).toBe('POST');
    expect(post.url).toBe(`/beta/deviceManagement/androidForWorkEnrollmentProfiles/${SCANNERS}/revokeToken`);
    expect(post.body).toBe('');
    expect(Object.keys(post.headers).filter(isOurs).sort()).toEqual(['accept', 'authorization', 'client-request-id']);
    expect(post.headers).toMatchObject({ accept: 'application/json', 'content-length': '0' });
    expect(post.headers.authorization).toMatch(/^Bearer \S+$/);
    expect(post.headers['client-request-id']).toMatch(GUID);
    const preflight = present(tenant.graph.requests.find(({ method, path }) => method === 'OPTIONS' && path === post.path));
    expect(preflight.headers['access-control-request-headers']).toBe('authorization,client-request-id');

    // Before the question, before the POST, after it.
    expect(tenant.graph.requests.filter(({ method, path }) => method !== 'OPTIONS' && !/EnrollmentProfiles$/.test(path)).map(({ method }) => method)).toEqual([
      'GET',
      'GET',
      'POST',
      'GET',
    ]);
    const url =
      `/beta/deviceManagement/androidForWorkEnrollmentProfiles/${SCANNERS}?$select=` +
      'id,displayName,description,tokenExpirationDateTime,enrolledDeviceCount,createdDateTime,lastModifiedDateTime';
    for (const read of reads()) {
      expect(decodeURIComponent(read.url)).toBe(url);
      expect(read.headers['client-request-id']).toMatch(GUID);
    }
    const ids = [...reads(), post].map((call) => call.headers['client-request-id']);
    expect(new Set(ids).size).toBe(ids.length);

    const { status, headers } = await answered.then(async (response) => ({
      status: response.status(),
      headers: await response.allHeaders(),
    }));
    expect(status).toBe(204);
    const details = await app.detailsOf(app.success);
    expect(details).toMatchObject({
      'Profile ID': SCANNERS,
      'Profile type': 'Android for Work',
      'request-id': headers['request-id'],
      'client-request-id': post.headers['client-request-id'],
    });
    const at = Date.parse(details.Time.replace(' UTC', 'Z').replace(' ', 'T'));
    expect(at).toBeGreaterThanOrEqual(from);
    expect(at).toBeLessThanOrEqual(Date.now());
    expect(details['Local time']).toMatch(/ \+05:30$/);
    expect(Date.parse(details['Local time'].replace(' +', '+').replace(' ', 'T'))).toBe(at);

    const profile = tenant.graph.profile(SCANNERS);
    expect(profile.tokenValue).toBe('');
    expect(Date.parse(present(profile.tokenExpirationDateTime))).toBeLessThanOrEqual(Date.now());
  });

  test('each request has a client-request-id of its own', async ({ app, sent }) => {
    for (const [index, [id, type]] of /** @type {const} */ ([[SCANNERS], [POINT_OF_SALE, app.words.deviceOwner]]).entries()) {
      await app.revoke(id, type);
      await expect.poll(() => sent().length).toBe(index + 1);
      await app.seesSuccess();
    }
    const ids = sent().map(({ headers }) => headers['client-request-id']);
    expect(new Set(ids).size).toBe(2);
  });

  /** @type {[what: string, entry: string, type: 'androidForWork' | 'deviceOwner', id: string][]} */
  const FORMS = [
    ['upper case', SCANNERS.toUpperCase(), 'androidForWork', SCANNERS],
    ['braces', `{${SCANNERS}}`, 'androidForWork', SCANNERS],
    ['white space around it', `  ${SCANNERS}\t`, 'androidForWork', SCANNERS],
    ['braces, upper case and white space', ` {${SCANNERS.toUpperCase()}} `, 'androidForWork', SCANNERS],
    ['device owner', POINT_OF_SALE, 'deviceOwner', POINT_OF_SALE],
    ['AOSP in front', `AOSP-${AOSP}`, 'deviceOwner', `AOSP-${AOSP}`],
    ['AOSP in front, any case', ` aosp-${AOSP.toUpperCase()} `, 'deviceOwner', `AOSP-${AOSP}`],
  ];
  const COLLECTIONS = {
    androidForWork: 'androidForWorkEnrollmentProfiles',
    deviceOwner: 'androidDeviceOwnerEnrollmentProfiles',
  };

  for (const [what, entry, type, id] of FORMS) {
    test(`takes an ID with ${what}`, async ({ app, tenant, sent }) => {
      await app.ask(entry, app.words[type]);
      expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': id, 'Profile type': app.words[type] });
      await app.confirm();
      await app.seesSuccess();
      expect(sent().map(({ url }) => url)).toEqual([`/beta/deviceManagement/${COLLECTIONS[type]}/${id}/revokeToken`]);
      expect(tenant.graph.profile(id.replace('AOSP-', '')).tokenValue).toBe('');
    });
  }

  const NO_IDS = {
    nothing: '',
    'white space': '  \t',
    'a word': 'scanners',
    'no hyphens': SCANNERS.replaceAll('-', ''),
    'a digit too few': SCANNERS.slice(0, -1),
    'a digit too many': `${SCANNERS}0`,
    'a letter that is no digit': SCANNERS.replace('2c9a', '2g9a'),
    'a digit of another script': SCANNERS.replace('2', '２'),
    'an invisible character inside': SCANNERS.replace('-', '\u200b-'),
    'a space inside': SCANNERS.replace('-', ' -'),
    'one brace': `{${SCANNERS}`,
    'two IDs': `${SCANNERS} ${POINT_OF_SALE}`,
    'AOSP and nothing': 'AOSP-',
    'AOSP twice': `AOSP-AOSP-${AOSP}`,
    'a path': `../${SCANNERS}`,
    'a query': `${SCANNERS}?x=1`,
    'an address': `https://graph.microsoft.com/beta/deviceManagement/androidForWorkEnrollmentProfiles/${SCANNERS}`,
  };

  test('refuses what is no ID, says why next to the field, and sends nothing', async ({ app, tenant }) => {
    for (const [what, entry] of Object.entries(NO_IDS)) {
      await test.step(what, async () => {
        await app.enter(SCANNERS);
        await expect(app.profileId).not.toHaveAttribute('aria-invalid', 'true');
        await app.enter(entry);
        await app.revokeButton.click();
        await expect(app.profileId).toHaveAttribute('aria-invalid', 'true');
        await expect(app.profileId).toBeFocused();
        const reason = entry.trim() ? 'This is not a profile ID. It must be a GUID' : 'Enter the ID of the enrollment profile.';
        await expect(app.page.getByText(reason)).toBeVisible();
        await expect(app.profileId).toHaveAccessibleDescription(new RegExp(reason));
        await expect(app.dialog).toBeHidden();
      });
    }
    expect(tenant.graph.requests.filter(({ path }) => !/EnrollmentProfiles$/.test(path))).toEqual([]);
  });

  test('the confirmation says which profile, whose tenant, what stops and what does not; focus is on Cancel', async ({ app }) => {
    await app.ask(SCANNERS);
    await expect(app.dialog).toHaveAccessibleName('Revoke the token of Warehouse scanners – Rotterdam?');
    await expect(app.dialog).toHaveAccessibleDescription(/cannot be undone/);
    expect(await app.detailsOf(app.dialog)).toEqual({
      'Profile ID': SCANNERS,
      'Profile type': 'Android for Work',
      Name: 'Warehouse scanners – Rotterdam',
      'Current token': expect.stringMatching(/^works, expires in 6[01] days$/),
      'Devices enrolled': '418',
      Tenant: '8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346',
      Account: 'mira.okafor@contoso.example',
    });
    await expect(app.dialog.getByRole('heading', { name: 'Stops working' })).toBeVisible();
    await expect(app.dialog.getByRole('heading', { name: 'Stays as it is' })).toBeVisible();
    await expect(app.confirmButton).toHaveText('Revoke token');
    await expect(app.cancelButton).toBeFocused();
  });

  /** @type {[what: string, goBack: (app: ConsolePage) => Promise<void>][]} */
  const WAYS_BACK = [
    ['the button', (app) => app.cancelButton.click()],
    ['Esc', (app) => app.page.keyboard.press('Escape')],
    ['Enter, as the focus is on Cancel', (app) => app.page.keyboard.press('Enter')],
  ];
  for (const [what, goBack] of WAYS_BACK) {
    test(`cancelled by ${what}: nothing is sent, and the focus is back on the form`, async ({ app, sent }) => {
      await app.ask(SCANNERS);
      await goBack(app);
      await app.seesNoDialog();
      await expect(app.revokeButton).toBeFocused();
      await expect(app.profileId).toHaveValue(SCANNERS);
      expect(sent()).toEqual([]);

      await app.ask(SCANNERS);
      await expect(app.cancelButton).toBeFocused();
      await app.confirm();
      await app.seesSuccess();
    });
  }

  test('after the answer the focus is on the outcome', async ({ app }) => {
    await app.revoke(SCANNERS);
    await app.seesSuccess();
    await expect(app.page.getByRole('heading', { name: 'The token of Warehouse scanners – Rotterdam was revoked', exact: true })).toBeFocused();
    await app.seesNoDialog();

    await app.revoke('00000000-0000-4000-8000-000000000403');
    await app.seesAlert('403');
    await expect(app.page.getByRole('heading', { name: app.words.notRevoked, exact: true })).toBeFocused();
    await expect(app.success).toBeHidden();
  });

  test('double clicks send one POST', async ({ app, page, sent }) => {
    await app.enter(SCANNERS);
    await app.revokeButton.dblclick();
    await expect(app.dialog).toBeVisible();
    expect(sent()).toEqual([]);
    await app.confirmButton.click({ clickCount: 5 });
    await app.seesSuccess();
    await page.keyboard.press('Enter');
    await app.seesNoDialog();
    expect(sent()).toHaveLength(1);
  });

  test('hammering on Enter sends one POST', async ({ app, page, sent }) => {
    await app.ask(NEVER_ANSWERS);
    await app.confirmButton.focus();
    for (let count = 0; count < 20; count += 1) await page.keyboard.press('Enter');
    await expect(app.confirmButton).toHaveText('Revoking…');
    for (let count = 0; count < 20; count += 1) await page.keyboard.press('Enter');
    for (let count = 0; count < 5; count += 1) await app.confirmButton.click({ force: true });
    expect(sent()).toHaveLength(1);
  });

  test('once sent it cannot be cancelled, however often Esc is pressed', async ({ app, page, sent }) => {
    await app.ask(NEVER_ANSWERS);
    await app.confirm();
    await expect(app.confirmButton).toHaveText('Revoking…');
    await expect(app.confirmButton).toHaveAttribute('aria-disabled', 'true');
    await expect(app.cancelButton).toBeDisabled();
    await expect.poll(() => sent().length).toBe(1);
    for (let count = 0; count < 4; count += 1) await page.keyboard.press('Escape');
    await expect(app.dialog).toBeVisible();
    await expect(app.confirmButton).toHaveText('Revoking…');
    expect(sent()).toHaveLength(1);
  });

  test('the session of a reader: Graph refuses', async ({ app, tenant }) => {
    await app.signOut();
    await app.signIn('Renée Castillo');
    await expect(app.banner).toContainText('renee.castillo@contoso.example');
    await app.revoke(SCANNERS);
    await app.seesAlert('403 Forbidden', app.words.notRevoked, 'Your account has no Intune role that allows this.');
    expect(tenant.graph.profile(SCANNERS).tokenValue).not.toBe('');
  });
});

test.describe('while an access token is being fetched', () => {
  test.beforeEach(async ({ app, tenant }) => {
    // MSAL renews a token five minutes before its end, so this one is renewed each time.
    tenant.identity.accessTokenSeconds = 60;
    await app.openSignedIn();
    // The list needs tokens too.
    await app.seesTheList();
  });

  /** @param {BrowserContext} context */
  async function holdTokens(context) {
    const { promise: released, resolve: release } = settledLater();
    await context.route(TOKEN_ENDPOINT, async (route) => {
      await released;
      await route.continue();
    });
    return release;
  }

  /** @type {[why: string, readsBefore: number, wait: (app: ConsolePage, hold: () => Promise<() => void>) => Promise<() => void>][]} */
  const WAITS = [
    [
      'to read the profile',
      0,
      async (app, hold) => {
        const release = await hold();
        await app.request(SCANNERS);
        await expect(app.dialog).toHaveAccessibleName('Reading the profile');
        return release;
      },
    ],
    [
      'to revoke',
      1,
      async (app, hold) => {
        await app.ask(SCANNERS);
        const release = await hold();
        await app.confirm();
        await expect(app.confirmButton).toHaveText(app.words.preparing);
        return release;
      },
    ],
  ];
  /** @type {[what: string, goBack: (app: ConsolePage) => Promise<void>][]} */
  const WAYS_BACK = [
    ['the button', (app) => app.cancelButton.click()],
    ['Esc', (app) => app.page.keyboard.press('Escape')],
  ];
  for (const [why, readsBefore, wait] of WAITS) {
    for (const [what, turnBack] of WAYS_BACK) {
      test(`${why}: ${what} cancels, and nothing is sent when it comes`, async ({ app, page, context, tenant, sent, reads }) => {
        const asked = page.waitForRequest(TOKEN_ENDPOINT);
        const release = await wait(app, () => holdTokens(context));
        await asked;
        await turnBack(app);
        await app.seesNoDialog();
        const came = page.waitForResponse(TOKEN_ENDPOINT);
        release();
        await (await came).finished();

        // Whatever the late token could set off is over before the next revocation gets its answer.
        await app.revoke(POINT_OF_SALE, app.words.deviceOwner);
        await app.seesSuccess();
        expect(sent().map(({ path }) => path)).toEqual([expect.stringContaining(POINT_OF_SALE)]);
        expect(reads().filter(({ path }) => path.includes(SCANNERS)).length).toBeLessThanOrEqual(readsBefore + 1);
        expect(tenant.graph.profile(SCANNERS).tokenValue).not.toBe('');
      });
    }
  }

  test('confirmed again and again: one POST', async ({ app, context, sent }) => {
    await app.ask(SCANNERS);
    const release = await holdTokens(context);
    await app.confirm();
    await expect(app.confirmButton).toHaveText(app.words.preparing);
    for (let count = 0; count < 5; count += 1) await app.confirmButton.click({ force: true });
    release();
    await app.seesSuccess();
    expect(sent()).toHaveLength(1);
  });
});

/**
 * Whether the page chose to send a header, and not the browser.
 * @param {string} name
 */
function isOurs(name) {
  return !/^(host|connection|content-length|pragma|cache-control|origin|priority|user-agent|accept-encoding|accept-language|sec-.*)$/.test(name);
}
