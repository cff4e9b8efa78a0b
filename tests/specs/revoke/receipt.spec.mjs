import { readFile } from 'node:fs/promises';

import { appVersion } from '../../helpers/app-version.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { ID } from '../../tenant/samples.mjs';

/**
 * @import { Locator, Page } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const PROFILE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
const COLLECTION = 'https://graph.microsoft.com/beta/deviceManagement/androidDeviceOwnerEnrollmentProfiles';
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

test.beforeEach(async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.openSignedIn();
});

/**
 * What a button in a region copies.
 * @param {ConsolePage} app
 * @param {Locator} region
 * @param {string} name
 */
async function copied(app, region, name) {
  await app.page.evaluate(() => navigator.clipboard.writeText(''));
  await region.getByRole('button', { name, exact: true }).click();
  const read = () => app.page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).not.toBe('');
  return read();
}

test('as JSON it says who, what, when and how, as it was on the wire', async ({ app, page, tenant, sent }) => {
  const before = { ...tenant.graph.profile(PROFILE) };
  const answered = page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/revokeToken'));
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
  const [post] = sent();
  const headers = await (await answered).allHeaders();
  /** @param {string | null | undefined} text */
  const instant = (text) => `${new Date(present(text)).toISOString().slice(0, 19)}Z`;

  const receipt = JSON.parse(await copied(app, app.success, 'Copy as JSON'));
  expect(receipt).toEqual({
    version: '1',
    result: 'revoked',
    confirmation: 'readBack',
    settledAt: expect.stringMatching(RFC3339),
    account: 'mira.okafor@contoso.example',
    tenantId: '8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346',
    profileId: PROFILE,
    profileType: 'deviceOwner',
    profileName: before.displayName,
    enrollmentMode: before.enrollmentMode,
    tokenCreatedAt: instant(before.tokenCreationDateTime),
    tokenExpiresBefore: instant(before.tokenExpirationDateTime),
    tokenExpiresAfter: instant(tenant.graph.profile(PROFILE).tokenExpirationDateTime),
    request: `POST https://${post.host}${post.url}`,
    sentAt: expect.stringMatching(RFC3339),
    sentAtLocal: expect.stringMatching(/ \+05:30$/),
    status: '204 No Content',
    requestId: headers['request-id'],
    clientRequestId: post.headers['client-request-id'],
    appVersion: await appVersion(),
  });
  expect(Math.abs(Date.parse(receipt.sentAt) - Date.parse(post.time))).toBeLessThan(2_000);

  const text = await copied(app, app.success, 'Copy as text');
  const markdown = await copied(app, app.success, 'Copy as Markdown');
  expect(text.split('\n').slice(0, 3)).toEqual([
    `Token revocation receipt · Token Console ${receipt.appVersion}`,
    '',
    'Result: revoked, confirmed by reading the profile back',
  ]);
  expect(markdown.split('\n').slice(0, 3)).toEqual([
    `| Token revocation receipt | Token Console ${receipt.appVersion} |`,
    '|---|---|',
    '| Result | revoked, confirmed by reading the profile back |',
  ]);
  expect(text).toMatch(/\nSent at: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+05:30 · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\n/);
  const { account, tenantId, profileName, request, status, requestId, clientRequestId } = receipt;
  for (const value of ['Device owner', PROFILE, account, tenantId, profileName, request, status, requestId, clientRequestId]) {
    expect(text).toContain(`: ${value}\n`);
    expect(markdown.replaceAll('\\', '')).toContain(`| ${value} |\n`);
  }
  for (const key of ['readBack', 'deviceOwner', 'corporateOwned']) expect(text).not.toContain(key);
});

test('the download is the same JSON, under the name of the profile', async ({ app, page }) => {
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
  const [download] = await Promise.all([page.waitForEvent('download'), app.success.getByRole('button', { name: 'Download JSON', exact: true }).click()]);
  expect(download.suggestedFilename()).toBe(`revocation-${PROFILE}.json`);
  const file = await readFile(await download.path(), 'utf8');
  expect(file).toBe(await copied(app, app.success, 'Copy as JSON'));
  expect(JSON.parse(file).profileId).toBe(PROFILE);
});

test('the same call for curl and for PowerShell', async ({ app }) => {
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
  const curl = await copied(app, app.success, 'Copy for curl');
  expect(curl).toMatch(/^curl --request POST --header "Authorization: Bearer \$TOKEN" /);
  expect(curl).toContain(` '${COLLECTION}/${PROFILE}/revokeToken'`);
  const powerShell = await copied(app, app.success, 'Copy for PowerShell');
  expect(powerShell.split('\n')).toEqual([
    'Connect-MgGraph -Environment Global -TenantId 8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346 -Scopes DeviceManagementConfiguration.ReadWrite.All',
    `Revoke-MgBetaDeviceManagementAndroidDeviceOwnerEnrollmentProfileToken -AndroidDeviceOwnerEnrollmentProfileId ${PROFILE}`,
  ]);
});

test('no token and no secret is in anything that can be copied', async ({ app, tenant, sent }) => {
  const secrets = Object.values(tenant.graph.profile(PROFILE)).filter((value) => typeof value === 'string' && value.length >= 16);
  const { tokenValue, qrCodeContent } = tenant.graph.profile(PROFILE);
  expect(secrets).toContain(tokenValue);
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
  const [, token] = present(sent()[0].headers.authorization).split(' ');
  for (const name of ['Copy as text', 'Copy as Markdown', 'Copy as JSON', 'Copy for curl', 'Copy for PowerShell']) {
    const text = await copied(app, app.success, name);
    for (const secret of [tokenValue, qrCodeContent, token]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/eyJ[\w-]+\./);
  }
});

/** @type {[what: string, digits: string, expected: object][]} */
const OTHERS = [
  [
    'a refusal',
    '000000000403',
    { result: 'refused', confirmation: 'none', status: '403', code: 'Forbidden', message: 'User is not authorized to perform this operation' },
  ],
  ['a revocation that reading back shows', '000000000902', { result: 'revokedWithoutAnswer', confirmation: 'readBack' }],
  ['a revocation that was not carried out', '000000000901', { result: 'notRevoked', confirmation: 'readBack' }],
  ['an outcome that cannot be told', '000000500103', { result: 'cannotTell', confirmation: 'none', status: '500' }],
  ['a 204 that cannot be confirmed', '000000403301', { result: 'revoked', confirmation: 'notReadable', status: '204 No Content' }],
];
for (const [what, digits, expected] of OTHERS) {
  test(`the receipt of ${what}`, async ({ app, page, sent }) => {
    await app.revoke(ID(digits));
    const main = page.getByRole('main');
    await expect(main.getByRole('button', { name: 'Copy as JSON', exact: true })).toBeVisible();
    expect(JSON.parse(await copied(app, main, 'Copy as JSON'))).toMatchObject({
      version: '1',
      ...expected,
      profileId: ID(digits),
      appVersion: await appVersion(),
      clientRequestId: sent()[0].headers['client-request-id'],
    });
  });
}

test('next to it stands what a revocation does not do', async ({ app }) => {
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
  await expect(app.success.getByRole('heading', { name: 'What this does not do' })).toBeVisible();
  for (const text of ['stay enrolled', 'Zero-touch, Knox and printed QR codes']) await expect(app.success).toContainText(text);
  await expect(app.success).not.toContainText('Wi-Fi');
});

test('of an AOSP profile the Wi-Fi password is named before it is revoked', async ({ app }) => {
  await app.ask('7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b107', app.words.deviceOwner);
  await expect(app.dialog).toContainText('the Wi-Fi password in plain text');
});

const NOTE = { ticket: 'INC-4711', reason: 'Poster photographed <b>' };

test('a ticket typed once is in text, Markdown and JSON, in the activity and on paper', async ({ app, page }) => {
  await app.ask(PROFILE, app.words.deviceOwner);
  await app.ticket.fill(` ${NOTE.ticket} `);
  await app.reason.fill(NOTE.reason);
  await app.confirm();
  await app.seesSuccess();
  expect(JSON.parse(await copied(app, app.success, 'Copy as JSON'))).toMatchObject({ version: '1', ...NOTE });
  expect(await copied(app, app.success, 'Copy as text')).toContain(`\nTicket: ${NOTE.ticket}\nReason: ${NOTE.reason}\n`);
  expect(await copied(app, app.success, 'Copy as Markdown')).toContain(`| Ticket | ${NOTE.ticket} |\n| Reason | `);

  await page.emulateMedia({ media: 'print' });
  const paper = page.locator('.outcome');
  await expect(paper.getByText('Token revocation receipt')).toBeVisible();
  await expect(paper.getByRole('heading', { name: 'The token of Point of sale was revoked' })).toBeVisible();
  expect(await app.detailsOf(paper)).toMatchObject({
    'Profile ID': PROFILE,
    Name: 'Point of sale',
    Tenant: '8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346',
    Account: 'mira.okafor@contoso.example',
    Ticket: NOTE.ticket,
    Reason: NOTE.reason,
    'Local time': expect.stringMatching(/ \+05:30$/),
    'request-id': expect.stringMatching(/-/),
  });
  for (const hidden of [page.getByRole('banner'), page.getByRole('grid'), page.getByRole('button'), page.getByRole('tab')]) {
    await expect(hidden.filter({ visible: true })).toHaveCount(0);
  }
  await page.emulateMedia({ media: 'screen' });

  // One person handles one incident: its ticket stays, and the reason is each one's own.
  await app.ask('2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01');
  await expect(app.ticket).toHaveValue(` ${NOTE.ticket} `);
  await expect(app.reason).toHaveValue('');
  await app.cancel();
  await app.openActivity(1);
  await app.activitySearch.fill(NOTE.ticket);
  await expect(app.entries).toHaveCount(1);
  await app.inActivity('Details').click();
  await expect(app.entries).toContainText(NOTE.ticket);
});

test('what copies stays as wide as it is, and announces nothing', async ({ app, page }) => {
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
  const button = app.success.locator('button.copy').filter({ hasText: /^(Copy as text|Copied)$/ });
  await button.scrollIntoViewIfNeeded();
  const [before, spoken] = await Promise.all([button.boundingBox(), spokenOn(page)]);
  await button.click();
  await expect(button).toHaveText('Copied');
  expect(await button.boundingBox()).toEqual(before);
  expect(await spoken()).toEqual([]);
});

/**
 * What live regions announce from now on.
 * @param {Page} page
 */
async function spokenOn(page) {
  const spoken = await page.evaluateHandle(() => {
    /** @type {string[]} */
    const said = [];
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const live = element?.closest('[aria-live], [role="status"], [role="alert"]');
        if (live && live.getAttribute('aria-live') !== 'off') said.push(element?.textContent ?? '');
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    return said;
  });
  return () => spoken.evaluate((said) => [...said]);
}

test('it is printed, and shared where the browser can', async ({ app, page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { shared: [], printed: 0 });
    window.print = () => {
      Object.assign(window, { printed: Reflect.get(window, 'printed') + 1 });
    };
    Object.defineProperty(Navigator.prototype, 'share', {
      value: (/** @type {ShareData} */ data) => {
        Reflect.get(window, 'shared').push(data.text);
        return Promise.reject(new DOMException('', 'AbortError'));
      },
    });
  });
  await page.reload();
  await app.seesTheForm();
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
  await app.success.getByRole('button', { name: app.words.print, exact: true }).click();
  await app.success.getByRole('button', { name: app.words.share, exact: true }).click();
  const done = await page.evaluate(() => [Reflect.get(window, 'printed'), Reflect.get(window, 'shared')]);
  expect(done).toEqual([1, [expect.stringContaining('Token revocation receipt')]]);
});

test('there is nothing to share with where the browser cannot', async ({ app, page }) => {
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
  const canShare = await page.evaluate(() => 'share' in navigator);
  await expect(app.success.getByRole('button', { name: app.words.share, exact: true })).toHaveCount(canShare ? 1 : 0);
});
