import { readFile } from 'node:fs/promises';

import { expect, test } from '../../helpers/fixtures.mjs';
import { SALE, SCANNERS } from '../../tenant/named-profiles.mjs';

/** @import { ConsolePage } from '../../pages/console-page.mjs' */

/** @param {ConsolePage} app */
const menuButton = (app) => app.page.locator('summary').and(app.page.getByLabel('Columns', { exact: true }));

/** @param {ConsolePage} app */
const heads = (app) => app.list.getByRole('columnheader').allInnerTexts();

test.use({ viewport: { width: 1440, height: 900 } });

test('columns are left out and shown again, and stay left out after a reload', async ({ app, page }) => {
  await app.openSignedIn();
  await app.seesTheList();
  const all = ['Name ↑', 'Type', 'Mode', 'Token', 'Devices', 'Created', 'Modified'];
  const seen = async () => (await heads(app)).map((head) => head.replaceAll(/\s+/g, ' ').trim()).filter(Boolean);
  expect((await seen()).map((head) => head.replace(/ ↑$/, ''))).toEqual(expect.arrayContaining(all.slice(1)));
  await menuButton(app).click();
  const box = (/** @type {string} */ name) => page.getByRole('group', { name: 'Columns' }).getByRole('checkbox', { name, exact: true });
  await expect(page.getByRole('group', { name: 'Columns' }).getByRole('checkbox')).toHaveCount(6);
  await box('Mode').uncheck();
  await box('Created').uncheck();
  await expect(app.list.getByRole('columnheader', { name: 'Created' })).toBeHidden();
  await expect(app.list.getByRole('columnheader', { name: 'Mode', exact: true })).toBeHidden();
  await expect(app.list.getByRole('columnheader', { name: 'Modified' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(box('Mode')).toBeHidden();
  await expect(menuButton(app)).toBeFocused();
  await page.reload();
  await app.seesTheList();
  await expect(app.list.getByRole('columnheader', { name: 'Created' })).toBeHidden();
  await menuButton(app).click();
  await box('Created').check();
  await expect(app.list.getByRole('columnheader', { name: 'Created' })).toBeVisible();
  // A click elsewhere closes the menu, and one within does not.
  await page.getByText('A narrow window leaves out some by itself.').click();
  await expect(box('Mode')).toBeVisible();
  await app.list.getByRole('columnheader', { name: 'Token' }).click();
  await expect(box('Mode')).toBeHidden();
});

test('the rows shown are a file under the names of Graph, without what is left out', async ({ app, page }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.profileId.fill('Retail');
  await menuButton(app).click();
  await page.getByRole('checkbox', { name: 'Modified', exact: true }).uncheck();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the rows shown as CSV', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('profiles.csv');
  const [head, ...rows] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(head).toBe('\uFEFF"displayName","id","type","enrollmentMode","tokenState","tokenExpirationDateTime","enrolledDeviceCount","createdDateTime"');
  expect(rows.length).toBe(Number(await app.list.getAttribute('aria-rowcount')) - 1);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.includes('Retail'))).toBe(true);
});

test('what is selected is copied for a spreadsheet with Ctrl+C, and if nothing is, the row of the keyboard', async ({ app, page, tenant }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(app.url).origin });
  const [first, second] = [tenant.graph.profile(SCANNERS), tenant.graph.profile(SALE)];
  first.displayName = 'AAA =1';
  second.displayName = '=1+1';
  await app.openSignedIn();
  await app.seesTheList();
  await app.row('AAA =1').locator('.check').click();
  await app.row('=1+1').locator('.check').click();
  await app.list.focus();
  await page.keyboard.press('Control+c');
  await expect(app.listStatus).toContainText('2 rows copied');
  const copied = async () => {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    return text
      .trimEnd()
      .split('\r\n')
      .map((row) => row.split('\t'));
  };
  const rows = await copied();
  expect(rows.map(([name, id]) => [name, id]).toSorted()).toEqual([
    ["'=1+1", SALE],
    ['AAA =1', SCANNERS],
  ]);
  expect(rows.map((row) => row.length)).toEqual([9, 9]);
  await app.selectNone.click();
  await app.list.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Control+c');
  await expect(app.listStatus).toContainText('1 row copied');
  expect(await copied()).toHaveLength(1);
});
