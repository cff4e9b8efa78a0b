import { readFile } from 'node:fs/promises';

import { appVersion } from '../../helpers/app-version.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { ID } from '../../tenant/samples.mjs';

/**
 * @import { Locator } from '@playwright/test'
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
  const { version, ...entries } = receipt;
  expect(text.trim().split('\n')).toHaveLength(Object.keys(entries).length);
  expect(markdown.trim().split('\n')).toHaveLength(2 + Object.keys(entries).length);
  for (const value of Object.values(entries)) {
    expect(text).toContain(`: ${value}\n`);
    expect(markdown.replaceAll('\\', '')).toContain(`| ${value} |\n`);
  }
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
  for (const text of ['stay enrolled', 'Zero-touch, Knox and printed QR codes', 'the Wi-Fi password in plain text']) {
    await expect(app.success).toContainText(text);
  }
});
