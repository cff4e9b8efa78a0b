import { readFile } from 'node:fs/promises';

import { expect, test } from '../../helpers/fixtures.mjs';
import { COLD_STORAGE, SCANNERS, TABLETS } from '../../tenant/named-profiles.mjs';

/** @import { ConsolePage } from '../../pages/console-page.mjs' */

const DAY_MS = 86_400_000;

/**
 * Opens the details of a profile.
 * @param {ConsolePage} app
 * @param {string} id
 */
async function open(app, id) {
  await app.openSignedIn(undefined, `?profileId=${id}`);
  await app.seesTheList();
}

/**
 * @param {ConsolePage} app
 * @param {string} id
 */
async function askForNewToken(app, id) {
  await open(app, id);
  await app.page.getByRole('button', { name: 'New token…', exact: true }).click();
  await expect(dialogOf(app).getByRole('button', { name: 'Make new token' })).toBeVisible();
}

/** @param {ConsolePage} app */
const dialogOf = (app) => app.page.getByRole('alertdialog');

/** @param {ConsolePage} app */
const make = (app) => dialogOf(app).getByRole('button', { name: 'Make new token' }).click();

test.describe('a new token', () => {
  test('one POST with the validity in its body, read back, with a receipt of its own', async ({ app, page, tenant, sent, requestContract }) => {
    requestContract.expectNewToken();
    const before = tenant.graph.profile(TABLETS).tokenValue;
    await askForNewToken(app, TABLETS);
    await expect(dialogOf(app).getByRole('button', { name: 'Cancel' })).toBeFocused();
    await page.getByLabel('The new token works for').selectOption('30 days');
    await make(app);
    await expect(page.getByRole('status').filter({ hasText: '204 No Content, confirmed by reading back' })).toBeVisible();

    const [post, ...more] = sent();
    expect(more).toEqual([]);
    expect(post.url).toBe(`/beta/deviceManagement/androidForWorkEnrollmentProfiles/${TABLETS}/createToken`);
    expect(post.body).toBe('{"tokenValidityInSeconds":2592000}');
    expect(post.headers['content-type']).toBe('application/json');
    const { tokenValue, tokenExpirationDateTime } = tenant.graph.profile(TABLETS);
    expect(tokenValue).not.toBe(before);
    expect(Math.abs(Date.parse(tokenExpirationDateTime ?? '') - Date.now() - 30 * DAY_MS)).toBeLessThan(600_000);

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download JSON' }).click()]);
    expect(download.suggestedFilename()).toBe(`new-token-${TABLETS}.json`);
    const receipt = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(receipt).toMatchObject({ result: 'created', action: 'createToken', tokenValidityInSeconds: '2592000', confirmation: 'readBack' });
    expect(receipt.request).toMatch(/^POST .*\/createToken$/);
    await app.openActivity(1);
    await expect(page.getByText('New token made')).toBeVisible();
  });

  test('Cancel and Esc send nothing', async ({ app, page, sent }) => {
    await askForNewToken(app, TABLETS);
    await page.keyboard.press('Escape');
    await expect(dialogOf(app)).toBeHidden();
    await page.getByRole('button', { name: 'New token…', exact: true }).click();
    await dialogOf(app).getByRole('button', { name: 'Cancel' }).click();
    await expect(dialogOf(app)).toBeHidden();
    expect(sent()).toEqual([]);
  });

  test('of AOSP no more than 90 days are offered or taken, and the name is that of Microsoft’s sample', async ({ app, page, sent, requestContract }) => {
    requestContract.expectNewToken();
    await askForNewToken(app, COLD_STORAGE);
    await expect(page.getByText('Intune takes 90 days at most for this mode.')).toBeVisible();
    const validity = page.getByLabel('The new token works for');
    await expect(validity.getByRole('option')).toHaveText(['1 day', '7 days', '30 days', '90 days', 'another number of days']);
    await validity.selectOption('another number of days');
    const days = page.getByLabel('Days', { exact: true });
    for (const wrong of ['91', '0', '-1', '1.5', 'x', '']) {
      await days.fill(wrong);
      await expect(page.getByText('Enter a whole number of days from 1 to 90.')).toBeVisible();
      await expect(dialogOf(app).getByRole('button', { name: 'Make new token' })).toHaveAttribute('aria-disabled', 'true');
      await dialogOf(app).getByRole('button', { name: 'Make new token' }).click({ force: true });
    }
    expect(sent()).toEqual([]);
    await days.fill('12');
    await make(app);
    await expect(page.getByRole('status').filter({ hasText: '204 No Content' })).toBeVisible();
    const [post] = sent();
    expect(post.url).toContain(`/AOSP-${COLD_STORAGE}/createToken`);
    expect(post.body).toBe(`{"tokenValidityInSeconds":${12 * 86_400}}`);
  });

  test('a token is replaced in two steps, each with its question and its outcome', async ({ app, page, sent, requestContract }) => {
    requestContract.expectNewToken();
    await open(app, SCANNERS);
    await page.getByRole('button', { name: 'Revoke and replace…' }).click();
    await expect(dialogOf(app)).toContainText('The first of two steps');
    await dialogOf(app).getByRole('button', { name: 'Revoke token' }).click();
    await expect(dialogOf(app)).toContainText('This is the second of two steps');
    expect(sent()).toHaveLength(1);
    await make(app);
    await expect(page.getByRole('heading', { name: 'has a new token' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'was revoked' })).toBeVisible();
    expect(sent().map(({ path }) => path.split('/').at(-1))).toEqual(['revokeToken', 'createToken']);
    await expect(page.getByText('Revoked, but not replaced')).toBeHidden();
  });

  test('revoked and not replaced is said before everything else, and can be made up for', async ({ app, page, sent, requestContract }) => {
    requestContract.expectNewToken();
    await open(app, SCANNERS);
    await page.getByRole('button', { name: 'Revoke and replace…' }).click();
    await dialogOf(app).getByRole('button', { name: 'Revoke token' }).click();
    await expect(dialogOf(app)).toContainText('This is the second of two steps');
    await dialogOf(app).getByRole('button', { name: 'Cancel' }).click();
    const loud = page.getByRole('alert').filter({ hasText: 'Revoked, but not replaced: there is no new token' });
    await expect(loud).toBeVisible();
    await loud.getByRole('button', { name: 'Make the new token…' }).click();
    await make(app);
    await expect(page.getByRole('heading', { name: 'has a new token' })).toBeVisible();
    await expect(loud).toBeHidden();
    expect(sent()).toHaveLength(2);
  });

  test('a page that is loaded anew between the two steps asks about the second', async ({ app, page, sent, requestContract }) => {
    requestContract.expectNewToken();
    await open(app, SCANNERS);
    await page.getByRole('button', { name: 'Revoke and replace…' }).click();
    await dialogOf(app).getByRole('button', { name: 'Revoke token' }).click();
    await expect(dialogOf(app)).toContainText('This is the second of two steps');
    await page.reload();
    await expect(dialogOf(app)).toContainText('This is the second of two steps');
    expect(sent()).toHaveLength(1);
    await make(app);
    await expect(page.getByRole('heading', { name: 'has a new token' })).toBeVisible();
    expect(sent().map(({ path }) => path.split('/').at(-1))).toEqual(['revokeToken', 'createToken']);
    await page.reload();
    await app.seesTheList();
    await expect(dialogOf(app)).toBeHidden();
    await expect(page.getByText('Revoked, but not replaced')).toBeHidden();
  });
});
