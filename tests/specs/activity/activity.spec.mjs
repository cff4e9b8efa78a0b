import { readFile } from 'node:fs/promises';

import { appVersion } from '../../helpers/app-version.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { readDatabase, runHeader, writeDatabase } from '../../helpers/page-database.mjs';
import { CHINESE } from '../../pages/console-words.mjs';
import { RunPage } from '../../pages/run-page.mjs';
import { ID } from '../../tenant/samples.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const POINT_OF_SALE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
const REFUSED = '00000000-0000-4000-8000-000000000403';
const DAY = 86_400_000;
const PART = /\/token-console-runs-\w+\.wasm$/;
const SECRET = /tokenValue|qrCode|secret|Bearer|eyJ/i;

/**
 * Revokes the token of a profile that works, and one that is refused.
 * @param {ConsolePage} app
 */
async function revokeTwo(app) {
  await app.revoke(POINT_OF_SALE, app.words.deviceOwner);
  await app.seesSuccess();
  await app.revoke(REFUSED);
  await app.seesAlert(app.words.notRevoked);
}

/** @param {Page} page */
const remembered = async (page) => (await readDatabase(page)).activity ?? [];
/** @param {number} ms */
const toRfc3339 = (ms) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/**
 * A record as the page writes it, of another time and name.
 * @param {string} text
 * @param {number} at
 * @param {string} name
 */
function recordOf(text, at, name) {
  const record = JSON.parse(text);
  record.at = toRfc3339(at);
  record.revocation.settledAt = record.at;
  record.revocation.profileName = name;
  return JSON.stringify(record);
}

const RUNS = { over: 'c0000000-0000-4000-8000-000000000001', running: 'c0000000-0000-4000-8000-000000000002', old: 'c0000000-0000-4000-8000-000000000003' };

/**
 * Puts a run that is over, one that is not, and one that was over long ago beside what is remembered.
 * @param {Page} page
 */
async function addRuns(page) {
  const now = await page.evaluate(() => Date.now());
  await writeDatabase(page, 'runs', [
    [RUNS.over, runHeader(RUNS.over, 'over', now - DAY)],
    [RUNS.running, runHeader(RUNS.running, 'running', now - 100 * DAY)],
    [RUNS.old, runHeader(RUNS.old, 'over', now - 91 * DAY)],
  ]);
  await writeDatabase(
    page,
    'items',
    Object.values(RUNS).map((id) => /** @type {[(string | number)[], string]} */ ([[id, 0], '{}'])),
  );
}

/** @param {Page} page */
const runsLeft = async (page) => {
  const { runs, items } = await readDatabase(page);
  expect(items.map(([[id]]) => id)).toEqual(runs.map(([id]) => id));
  return runs.map(([id]) => id);
};

test('it is loaded when it is opened, and says what it is', async ({ app, served }) => {
  await app.openSignedIn();
  await app.seesTheList();
  const loaded = () => served.requests.filter(({ path }) => PART.test(path)).length;
  expect(loaded()).toBe(0);
  await app.openActivity(0);
  await expect(app.activity.getByRole('heading', { level: 2, name: 'Activity' })).toBeVisible();
  expect(loaded()).toBe(1);
  await expect(app.activity).toContainText("This is what this browser remembers. It is not Intune's audit log.");
  await expect(app.activity).toContainText('Nothing is remembered.');
  await expect(app.rememberSwitch).toBeChecked();
  await app.goTo('profiles');
  await expect(app.rememberSwitch).toBeHidden();
  await app.openActivity(0);
  expect(loaded()).toBe(1);
});

test('revocations are remembered, open or not, the last one first, and survive a reload', async ({ app, page }) => {
  await app.openSignedIn();
  await revokeTwo(app);
  await app.openActivity(2);
  await expect(app.entries.nth(0)).toContainText('Refused, not revoked');
  await expect(app.entries.nth(0)).toContainText(REFUSED);
  await expect(app.entries.nth(1)).toContainText(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+05:30 · .* UTC/);
  await expect(app.entries.nth(1)).toContainText('Revoked Point of sale');
  await expect(app.entries.nth(1)).toContainText('mira.okafor@contoso.example, tenant 8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346');

  await app.revoke(ID('000000404001'));
  await app.seesAlert(app.words.notRevoked);
  await app.openActivity(3);

  await page.reload();
  await app.openActivity(3);
  await app.switchLanguage('简体中文');
  await expect(app.speaking(CHINESE).entries.nth(2)).toContainText('已撤销');
});

test('the details are the receipt, and so is the copy', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.openSignedIn();
  await app.revoke(POINT_OF_SALE, app.words.deviceOwner);
  await app.seesSuccess();
  const downloading = page.waitForEvent('download');
  await app.success.getByRole('button', { name: 'Download JSON' }).click();
  const receipt = await readFile(await (await downloading).path(), 'utf8');

  await app.openActivity(1);
  await app.inActivity('Copy as JSON').click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(receipt);
  await app.inActivity('Details').click();
  const { version, ...entries } = JSON.parse(receipt);
  const details = await app.detailsOf(app.entries.first());
  expect(Object.values(details).toSorted()).toEqual(Object.values(entries).toSorted());
  await app.inActivity('Details').click();
  expect(await app.detailsOf(app.entries.first())).toEqual({});
});

test('a later look at the same revocation changes its entry', async ({ app, page, tenant }) => {
  const id = ID('000000204104');
  await page.clock.install();
  await app.openSignedIn();
  await app.revoke(id);
  await app.passTimeUntil(app.checkAgainButton);
  await app.openActivity(1);
  const confirmations = async () => (await remembered(page)).map(([, text]) => JSON.parse(text).revocation.confirmation);
  expect(await confirmations()).toEqual(['notVisibleYet']);
  tenant.graph.data.revoke(id);
  await app.goTo('profiles');
  await app.checkAgainButton.click();
  await app.seesSuccess();
  await expect.poll(confirmations).toEqual(['readBack']);
  await app.openActivity(1);
});

test('it is searched', async ({ app }) => {
  await app.openSignedIn();
  await revokeTwo(app);
  await app.openActivity(2);
  await app.activitySearch.fill('point MIRA');
  await expect(app.entries).toHaveCount(1);
  await expect(app.entries).toContainText('Point of sale');
  await expect(app.activity).toContainText('1 of 2 entries');
  await app.activitySearch.fill('nobody');
  await expect(app.entries).toHaveCount(0);
  await app.activitySearch.fill('');
  await expect(app.entries).toHaveCount(2);
});

test('the export holds every entry as it is documented', async ({ app, page }) => {
  await app.openSignedIn();
  await revokeTwo(app);
  await app.openActivity(2);
  const downloading = page.waitForEvent('download');
  await app.inActivity('Export').click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^activity-\d{4}-\d\d-\d\dT\d{6}Z\.json$/);
  const text = await readFile(await download.path(), 'utf8');
  const { version, appVersion: writtenBy, exportedAt, unreadable, entries } = JSON.parse(text);
  expect([version, writtenBy, unreadable]).toEqual(['1', await appVersion(), 0]);
  expect(Math.abs(Date.parse(exportedAt) - Date.now())).toBeLessThan(60_000);
  expect(
    entries.map((/** @type {{kind: string, revocation: Record<string, string>}} */ { kind, revocation }) => [kind, revocation.result, revocation.profileId]),
  ).toEqual([
    ['revocation', 'refused', REFUSED],
    ['revocation', 'revoked', POINT_OF_SALE],
  ]);
  expect(text).not.toMatch(SECRET);
});

test('one entry is erased, and it is gone for good', async ({ app, page }) => {
  await app.openSignedIn();
  await revokeTwo(app);
  await app.openActivity(2);
  await app.entries.filter({ hasText: REFUSED }).getByRole('button', { name: 'Erase', exact: true }).click();
  await app.seesEntries(1);
  await expect(app.entries).toContainText(POINT_OF_SALE);
  expect(await remembered(page)).toHaveLength(1);
  await expect(app.activity.getByText('1 entry', { exact: true })).toBeFocused();
});

test('everything is erased after a question, but no run that is not over', async ({ app, page }) => {
  await app.openSignedIn();
  await revokeTwo(app);
  await app.openActivity(2);
  await addRuns(page);
  await app.inActivity('Erase all').click();
  await app.inActivity('Cancel').click();
  await app.seesEntries(2);
  await app.inActivity('Erase all').click();
  await app.inActivity('Erase everything').click();
  await app.seesEntries(0);
  expect(await remembered(page)).toEqual([]);
  expect(await runsLeft(page)).toEqual([RUNS.running]);
  await expect(app.activity.getByText('Nothing is remembered.')).toBeFocused();
  await page.reload();
  // One's own interrupted run comes first.
  await expect(app.tab('runs')).toHaveAttribute('aria-selected', 'true');
  await app.openActivity(0);
});

test('switched off, nothing is recorded, and what there is stays or goes', async ({ app, page }) => {
  await app.openSignedIn();
  await app.revoke(POINT_OF_SALE, app.words.deviceOwner);
  await app.seesSuccess();
  await app.openActivity(1);
  await app.rememberSwitch.uncheck();
  await expect(app.activity.getByRole('group', { name: /^From now on nothing is remembered/ })).toBeVisible();
  await app.inActivity('Leave it').click();
  await app.revoke(REFUSED);
  await app.seesAlert(app.words.notRevoked);
  await page.reload();
  await app.openActivity(1);
  await expect(app.rememberSwitch).not.toBeChecked();

  await app.rememberSwitch.check();
  await app.revoke(REFUSED);
  await app.seesAlert(app.words.notRevoked);
  await app.openActivity(2);
  await app.rememberSwitch.uncheck();
  await app.inActivity('Erase everything').click();
  await app.seesEntries(0);
  expect(await remembered(page)).toEqual([]);
});

test('a run that is over is remembered, and its report opened again; switched off, nothing of one is left', async ({ app, page, tenant }) => {
  tenant.graph.empty();
  tenant.graph.fill(3, { active: true });
  const run = new RunPage(page);
  await app.openSignedIn();
  await app.seesTheList(3);
  await run.begin(3);
  await run.seesAllConfirmed(3);
  await page.reload();
  await app.openActivity(1);
  await app.inActivity('Open report').click();
  await run.seesAllConfirmed(3);
  await run.close.click();
  await run.seesNone();

  await app.goTo('activity');
  await app.rememberSwitch.uncheck();
  await app.inActivity('Erase everything').click();
  await app.seesEntries(0);
  tenant.graph.empty();
  tenant.graph.fill(3, { active: true });
  await app.goTo('profiles');
  await app.refreshButton.click();
  await expect(run.everyActive).toHaveText('Every active token (3)');
  await run.begin(3);
  await run.seesAllConfirmed(3);
  await expect
    .poll(async () => {
      const { activity, runs, items } = await readDatabase(page);
      return [activity, runs, items];
    })
    .toEqual([[], [], []]);
});

test('after 90 days an entry is gone, and so is a run that is over; what cannot be read is counted', async ({ app, page }) => {
  await app.openSignedIn();
  await app.revoke(POINT_OF_SALE, app.words.deviceOwner);
  await app.seesSuccess();
  await expect.poll(() => remembered(page)).toHaveLength(1);
  const [[, text]] = await remembered(page);
  const now = await page.evaluate(() => Date.now());
  await writeDatabase(page, 'activity', [
    ['old', recordOf(text, now - 91 * DAY, 'Too old')],
    ['young', recordOf(text, now - 89 * DAY, 'Still kept')],
    ['later', JSON.stringify({ version: '2', at: toRfc3339(now - DAY) })],
    ['broken', '{'],
  ]);
  await addRuns(page);
  await app.openActivity(2);
  await expect(app.entries.nth(1)).toContainText('Still kept');
  await expect(app.activity).toContainText('1 record could not be read and is not shown.');
  expect((await remembered(page)).map(([key]) => key).toSorted()).toEqual(['later', expect.stringContaining(POINT_OF_SALE), 'young']);
  expect(await runsLeft(page)).toEqual([RUNS.over, RUNS.running]);
});

test('what this browser holds has no secret in it', async ({ app, page, tenant }) => {
  await app.openSignedIn();
  await revokeTwo(app);
  await app.openActivity(2);
  const text = JSON.stringify(await readDatabase(page));
  expect(text).toContain(POINT_OF_SALE);
  expect(text).not.toMatch(SECRET);
  const tokens = [...tenant.graph.data.profiles.values()].map(({ profile }) => profile.tokenValue ?? '').filter(Boolean);
  expect(tokens.length).toBeGreaterThan(10);
  expect(tokens.filter((token) => text.includes(token))).toEqual([]);
});

test('where the browser has no database that is said, and revoking works all the same', async ({ app, page }) => {
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  await app.openSignedIn();
  await app.revoke(POINT_OF_SALE, app.words.deviceOwner);
  await app.seesSuccess();
  await app.tab('activity').click();
  await expect(app.activity).toContainText('This browser keeps nothing for this page');
  await expect(app.entries).toHaveCount(0);
});
