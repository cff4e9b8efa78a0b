import { readFile } from 'node:fs/promises';

import { listFault } from '../../../sandbox/graph/list-faults.mjs';
import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { picture } from '../../helpers/files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { layoutFaults, SCREENS } from '../../helpers/layout.mjs';
import { kept } from '../../helpers/page-storage.mjs';
import { ONE_TOKEN, TOKENS } from '../../helpers/request-contract.mjs';
import { seesChineseOnly } from '../../helpers/visible-language.mjs';
import { CHINESE } from '../../pages/console-words.mjs';
import { COLD_STORAGE, enrollmentOf, SALE, TABLETS } from '../../tenant/named-profiles.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const QR_CODE_PART = /\/token-console-qr-code-\w+\.wasm$/;
const MINUTE_MS = 60_000;
const WIFI = 'The QR code of an AOSP profile holds the Wi-Fi password in plain text, too.';

/** How the tenant tells them: no picture, a picture only, neither. */
const LIBRARY = '1d2ce3bc-d1d6-4c20-ab34-69246ca59cea';
const DOORS = 'cb0adcfd-3596-4526-a683-c8968149d9f0';
const KYOTO = '4de1343f-3ee1-4a27-96bc-518296cbc860';
const ROBOTS = 'dd7222e9-683b-41df-a8f8-5fe4d399be52';

/**
 * Opens a profile and asks for its QR code; nothing is read yet.
 * @param {ConsolePage} app
 * @param {string} id
 */
async function open(app, id) {
  await app.openSignedIn(undefined, `?profileId=${id}`);
  await app.qrCodeButton.click();
  await expect(app.showQrCodeButton).toBeVisible();
}

/**
 * @param {ConsolePage} app
 * @param {string} id
 */
async function show(app, id) {
  await open(app, id);
  await app.showQrCodeButton.click();
  await expect(app.qrCode.locator('canvas')).toBeVisible();
}

/**
 * Says that the tab is out of sight, or in sight again.
 * @param {Page} page
 * @param {'hidden' | 'visible'} state
 */
const turn = (page, state) =>
  page.evaluate((is) => {
    Object.defineProperty(Document.prototype, 'visibilityState', { configurable: true, get: () => is });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);

for (const [what, id] of [
  ['as Graph has drawn it', TABLETS],
  ['drawn of its JSON, as there is no picture', LIBRARY],
  ['of AOSP, drawn of the base64 of its JSON', ROBOTS],
  ['of AOSP, as Graph has drawn it', COLD_STORAGE],
]) {
  test(`a code that enrolls with the profile's token: ${what}`, async ({ app, tenant, requestContract }) => {
    requestContract.expectQrCode();
    requestContract.expectSecretRead(TOKENS);
    // What lists do not tell is read by itself.
    if (id === ROBOTS) requestContract.expectSecretRead(ONE_TOKEN);
    await show(app, id);
    await expect(app.qrCode.getByText(tenant.graph.profile(id).displayName)).toBeVisible();
    // What the page itself reads of a picture of it is this profile's token, and no other's.
    const seen = await app.qrCode.locator('canvas').screenshot();
    await app.codePicture.setInputFiles(picture(seen));
    await app.findProfileButton.click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': id });
  });
}

test('of a picture alone it is that picture', async ({ app, requestContract }) => {
  requestContract.expectQrCode();
  await show(app, DOORS);
});

test('nothing is read before the person was told what it is and asked for it; then once', async ({ app, page, tenant, served, requestContract }) => {
  requestContract.expectQrCode();
  await app.openSignedIn(undefined, `?profileId=${COLD_STORAGE}`);
  await expect(app.qrCodeButton).toBeVisible();
  expect(served.requests.filter(({ path }) => QR_CODE_PART.test(path))).toEqual([]);
  await app.qrCodeButton.focus();
  await page.keyboard.press('Enter');
  await expect(app.qrCode.getByRole('heading', { name: app.words.qrCode })).toBeFocused();
  expect(served.requests.filter(({ path }) => QR_CODE_PART.test(path))).toHaveLength(1);
  await expect(app.qrCode).toContainText('whoever sees it, or a picture of it, can enroll devices');
  await expect(app.qrCode).toContainText('kept nowhere');
  await expect(app.qrCode).toContainText(WIFI);
  expect(tenant.graph.secretReads).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(app.qrCode.locator('canvas')).toBeVisible();
  await expect(app.qrCode).toContainText(WIFI);
  await expect(app.qrCode.locator('figcaption')).toContainText('Works until');
  expect(tenant.graph.secretReads.map(({ secrets }) => secrets)).toEqual([['qrCodeContent', 'qrCodeImage']]);
  await app.qrCode.getByRole('button', { name: app.words.close, exact: true }).click();
  await expect(app.qrCode).toBeHidden();
  await expect(page.locator('canvas')).toHaveCount(0);
  await expect(app.qrCodeButton).toBeFocused();
  expect(tenant.graph.secretReads).toHaveLength(1);
});

test('of Android Enterprise there is no word of Wi-Fi', async ({ app, requestContract }) => {
  requestContract.expectQrCode();
  await show(app, SALE);
  await expect(app.qrCode).not.toContainText('Wi-Fi');
});

test('where Graph tells none, that is said', async ({ app, requestContract }) => {
  requestContract.expectQrCode();
  await open(app, KYOTO);
  await app.showQrCodeButton.click();
  await expect(app.qrCode).toContainText('Graph tells no QR code for this token that can be drawn.');
});

test('it is put away when the tab was out of sight for a minute, and not before', async ({ app, page, requestContract }) => {
  requestContract.expectQrCode();
  await page.clock.install();
  await show(app, TABLETS);
  await turn(page, 'hidden');
  await page.clock.fastForward(MINUTE_MS - 1_000);
  await turn(page, 'visible');
  await page.clock.fastForward(2 * MINUTE_MS);
  await expect(app.qrCode.locator('canvas')).toBeVisible();
  await turn(page, 'hidden');
  await page.clock.fastForward(MINUTE_MS);
  await expect(page.locator('canvas')).toHaveCount(0);
  await expect(app.qrCode).toContainText('out of sight for a minute');
  await turn(page, 'visible');
  await app.showQrCodeButton.click();
  await expect(app.qrCode.locator('canvas')).toBeVisible();
});

test('whoever turns to another profile has put it away, and so has who signs out', async ({ app, page, requestContract }) => {
  requestContract.expectQrCode();
  await show(app, TABLETS);
  await app.profileId.fill('Point of sale');
  await app.row('2b103').click();
  await expect(page.locator('canvas')).toHaveCount(0);
  await app.qrCodeButton.click();
  await app.showQrCodeButton.click();
  await expect(page.locator('canvas')).toBeVisible();
  await app.signOut();
  await expect(page.locator('canvas')).toHaveCount(0);
});

test('it is on paper by its own button, alone with its name; by no other', async ({ app, page, requestContract }) => {
  requestContract.expectQrCode();
  await page.addInitScript(() => {
    window.print = () => {};
  });
  await show(app, COLD_STORAGE);
  await page.emulateMedia({ media: 'print' });
  await expect(app.qrCode).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await app.qrCode.getByRole('button', { name: app.words.print, exact: true }).click();
  await page.emulateMedia({ media: 'print' });
  await expect(app.qrCode.locator('canvas')).toBeVisible();
  await expect(app.qrCode.locator('figcaption')).toBeVisible();
  await expect(app.qrCode.getByText(WIFI)).toBeVisible();
  await expect(app.qrCode.getByRole('button').first()).toBeHidden();
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(app.profileId).toBeHidden();
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(app.qrCode.locator('canvas')).toBeHidden();
});

test('saved as a picture, and nowhere else: not in storage, a receipt, or the page', async ({ app, page, tenant, requestContract }) => {
  requestContract.expectQrCode();
  requestContract.expectSecretRead(TOKENS);
  await show(app, SALE);
  const [download] = await Promise.all([page.waitForEvent('download'), app.qrCode.getByRole('button', { name: 'Save as PNG', exact: true }).click()]);
  expect(download.suggestedFilename()).toBe(`qr-code-${SALE}.png`);
  const { content, token } = enrollmentOf(tenant, SALE);
  await app.codePicture.setInputFiles(picture(await readFile(await download.path())));
  await app.findProfileButton.click();
  await app.seesTheQuestion();
  await app.confirm();
  await app.seesSuccess();
  const receipt = await app.success.innerText();
  const all = [await page.content(), receipt, JSON.stringify(await page.evaluate(kept))].join('\n');
  for (const secret of [content, token]) {
    expect(secret).not.toBe('');
    expect(all).not.toContain(secret);
  }
});

test('right after a new token, the code of that one is one click away', async ({ app, page, tenant, requestContract }) => {
  requestContract.expectQrCode();
  requestContract.expectNewToken();
  requestContract.expectSecretRead(TOKENS);
  await app.openSignedIn(undefined, `?profileId=${TABLETS}`);
  await page.getByRole('button', { name: 'New token…', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make new token' }).click();
  const created = page.getByRole('status').filter({ hasText: '204 No Content' });
  await expect(created).toBeVisible();
  await app.qrCodeButton.first().click();
  await app.showQrCodeButton.click();
  await expect(app.qrCode.locator('canvas')).toBeVisible();
  await app.codePicture.setInputFiles(picture(await app.qrCode.locator('canvas').screenshot()));
  await app.findProfileButton.click();
  await app.seesTheQuestion();
  expect(tenant.graph.profile(TABLETS).tokenValue).toBeTruthy();
});

for (const kind of /** @type {const} */ (['roleMissing', 'serverError', 'unreadable', 'drop'])) {
  test(`${kind}: it is said, nothing of the answer is shown, and it can be tried again`, async ({ app, tenant, requestContract }) => {
    requestContract.expectQrCode();
    await open(app, TABLETS);
    tenant.graph.faults.push(listFault(kind, { collection: `androidForWorkEnrollmentProfiles/${TABLETS}` }));
    await app.showQrCodeButton.click();
    await expect(app.qrCode.locator('.error')).toContainText('The QR code could not be read.');
    tenant.graph.faults.length = 0;
    await app.qrCode.getByRole('button', { name: app.words.tryAgain, exact: true }).click();
    await expect(app.qrCode.locator('canvas')).toBeVisible();
  });
}

for (const viewport of SCREENS) {
  test.describe(`${viewport.width} px wide`, () => {
    test.use({ viewport, hasTouch: viewport.width < 700 });

    test('nothing is cut off, and all of the code is in sight at once', async ({ app, page, requestContract }) => {
      requestContract.expectQrCode();
      const touch = viewport.width < 700;
      await open(app, COLD_STORAGE);
      expect(await layoutFaults(page, { touch })).toEqual([]);
      await app.showQrCodeButton.click();
      const canvas = app.qrCode.locator('canvas');
      await expect(canvas).toBeVisible();
      expect(await layoutFaults(page, { touch })).toEqual([]);
      const box = await canvas.boundingBox();
      expect(box?.width).toBeGreaterThan(240);
      expect(box?.height).toBeLessThan(viewport.height - 120);
    });
  });
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing, before and after, ${colorScheme}`, async ({ app, page, context, requestContract }) => {
    requestContract.expectQrCode();
    await page.emulateMedia({ colorScheme });
    await prepareAxe(context);
    await open(app, COLD_STORAGE);
    await expectNoViolations(page);
    await app.showQrCodeButton.click();
    await expect(app.qrCode.locator('canvas')).toBeVisible();
    await expectNoViolations(page);
  });
}

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN', words: CHINESE });

  test('every word is', async ({ app, page, tenant, requestContract }) => {
    requestContract.expectQrCode();
    await show(app, COLD_STORAGE);
    const names = [...tenant.graph.data.profiles.values()].map(({ profile }) => profile.displayName);
    await seesChineseOnly(page, names);
  });
});
