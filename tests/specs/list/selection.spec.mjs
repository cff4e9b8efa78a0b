import { heldPage, listFault } from '../../../sandbox/graph/list-faults.mjs';
import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { CHINESE } from '../../pages/console-words.mjs';
import { AFW, OWNER } from '../../tenant/named-profiles.mjs';

/**
 * @import { Locator, Page } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const GDANSK = 'Warehouse scanners – Gdańsk';
const ROTTERDAM = 'Warehouse scanners – Rotterdam';
const DEAD = 'Contractor handhelds (revoked)';
const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const SALE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
const UNLISTED = '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9';
const DRY = 'Dry run first: read every profile and show the requests, send nothing';
const WITH_DEAD = 'Include tokens that already expired or were revoked';

/**
 * @param {Page} page
 * @param {string | RegExp} name
 */
const button = (page, name) => page.getByRole('button', { name, exact: true });
/** @param {Page} page */
const everyActive = (page) => page.getByRole('button', { name: /^Every active token/ });
/** @param {Page} page */
const menu = (page) => page.getByRole('combobox', { name: /^Every active token/ });
/**
 * @param {Page} page
 * @param {string | RegExp} name
 */
const tick = (page, name) => page.getByRole('checkbox', { name, exact: true });
/** @param {string} text */
const countIn = (text) => Number(/\((\d+)\)$/.exec(text)?.[1]);

/**
 * How many profiles of the demo have tokens that no longer work, as the list tells.
 * @param {ConsolePage} app
 * @param {Page} page
 */
async function deadOf(app, page) {
  await page.getByRole('combobox', { name: 'Token state' }).selectOption('Expired or revoked');
  await expect(app.listStatus).toContainText(/^\d+ of 51/);
  const count = Number(await app.list.getAttribute('aria-rowcount')) - 1;
  await page.getByRole('combobox', { name: 'Token state' }).selectOption('Every state');
  await app.seesTheList();
  return count;
}

test('boxes choose rows, which stay chosen whatever is shown, in whatever order', async ({ app, page, sent, reads }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.seesChosen('');
  await app.profileId.fill('warehouse');
  await app.box(GDANSK).check();
  await app.box(ROTTERDAM).check();
  await app.seesChosen('2 selected');
  await expect(app.row(GDANSK)).toHaveAttribute('aria-selected', 'true');
  // A box picks nothing.
  await expect(app.profileId).toHaveValue('warehouse');
  await expect(app.details).toBeHidden();
  await app.profileId.fill('contractor');
  await app.seesChosen('2 selected (2 not shown by the filter)');
  await app.box(DEAD).check();
  await app.seesChosen('3 selected (1 of them no longer works, 2 not shown by the filter)');
  await expect(tick(page, DRY)).toBeChecked();
  await expect(button(page, 'Revoke 2 tokens…')).toBeVisible();
  await tick(page, WITH_DEAD).check();
  await expect(button(page, 'Revoke 3 tokens…')).toBeVisible();
  await app.box(DEAD).uncheck();
  await expect(tick(page, WITH_DEAD)).toBeHidden();
  await app.profileId.fill('');
  await app.list.getByRole('columnheader', { name: 'Devices' }).getByRole('button').click();
  await app.seesChosen('2 selected');
  await app.profileId.fill('gdańsk');
  await app.box(GDANSK).uncheck();
  await app.seesChosen('1 selected (1 not shown by the filter)');
  // One token is revoked as it was chosen.
  await expect(tick(page, DRY)).not.toBeChecked();
  await app.selectNone.click();
  await app.seesChosen('');
  await expect(page.getByRole('button', { name: /^Revoke \d/ })).toBeHidden();
  expect([sent(), reads()]).toEqual([[], []]);
});

test('with Shift a range, with Ctrl one more; a plain click still picks', async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
  /** @param {number} index */
  const row = (index) => app.list.locator(`tbody tr[aria-rowindex="${index}"]`);
  await row(3).getByRole('checkbox').click();
  await row(7)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await app.seesChosen(/^5 selected/);
  await row(5).click({ modifiers: ['ControlOrMeta'] });
  await app.seesChosen(/^4 selected/);
  await row(8).click({ modifiers: ['Shift'] });
  await app.seesChosen(/^2 selected/);
  await expect(app.details).toBeHidden();
  await row(8).click();
  await expect(app.details).toBeVisible();
  await app.seesChosen(/^2 selected/);
});

test('all that match the filter, by the head of the table', async ({ app, page }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await page.getByRole('combobox', { name: 'Type' }).selectOption('Device owner');
  await app.seesTheList(32);
  await app.selectShown.click();
  await expect(app.selectShown).toBeChecked();
  await app.seesChosen(/^32 selected/);
  await page.getByRole('combobox', { name: 'Type' }).selectOption('Every type');
  await expect(app.selectShown).toHaveAttribute('aria-checked', 'mixed');
  await button(page, 'All 51 shown').click();
  await app.seesChosen(/^51 selected/);
  await app.selectShown.click();
  await app.seesChosen('');
  await expect(app.selectShown).toHaveAttribute('aria-checked', 'false');
});

test('every active token, of all and of a mode', async ({ app, page }) => {
  await app.openSignedIn();
  await app.seesTheList();
  const active = 51 - (await deadOf(app, page));
  await expect(everyActive(page)).toHaveText(`Every active token (${active})`);
  await everyActive(page).click();
  await app.seesChosen(`${active} selected`);
  await expect(button(page, `Revoke ${active} tokens…`)).toBeVisible();
  const options = await menu(page).getByRole('option').allInnerTexts();
  const [, work = '', owner = '', ...modes] = options;
  expect(work).toMatch(/^Android for Work \(\d+\)$/);
  expect(countIn(work) + countIn(owner)).toBe(active);
  expect(modes.map((mode) => mode.replace(/ \(\d+\)$/, ''))).toContain('corporateOwnedHologram');
  const dedicated = present(modes.find((mode) => mode.startsWith('Dedicated')));
  await menu(page).selectOption(dedicated);
  await app.seesChosen(`${countIn(dedicated)} selected`);
  await page.getByRole('combobox', { name: 'Mode', exact: true }).selectOption('Dedicated');
  await page.getByRole('combobox', { name: 'Token state' }).selectOption('Works');
  await app.seesTheList(countIn(dedicated));
  await expect(app.selectShown).toBeChecked();
  // After another choice the menu no longer says what is chosen, and says so.
  await app.selectShown.click();
  await expect(menu(page)).toHaveValue('');
});

test('while part of the list is missing, “every” says of what', async ({ app, page, tenant }) => {
  const held = heldPage({ collection: AFW, page: 1 });
  tenant.graph.faults.push(held.fault, listFault('serverError', { collection: OWNER }));
  await app.openSignedIn();
  held.release();
  await app.seesTheList(19);
  await expect(everyActive(page)).toHaveText(/^Every active token of those read so far \(1\d\)$/);
  await expect(menu(page)).toHaveAccessibleName('Every active token, of those read so far, of…');
  await page.locator('.finder .error').getByRole('button', { name: 'Try again' }).click();
  await app.seesTheList();
  await expect(everyActive(page)).toHaveText(/^Every active token \(\d\d\)$/);
});

test('a refresh keeps what is chosen; what is gone drops out', async ({ app, page, tenant }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await button(page, 'All 51 shown').click();
  await app.refreshButton.click();
  await expect(app.listStatus).toContainText('51 profiles · read at');
  await app.seesChosen(/^51 selected/);
  tenant.graph.empty();
  tenant.graph.fill(3);
  await app.refreshButton.click();
  await app.seesTheList(3);
  await app.seesChosen('');
});

test('the keyboard alone', async ({ app, page }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.list.focus();
  await page.keyboard.press('Space');
  await app.seesChosen(/^1 selected/);
  for (let count = 0; count < 4; count += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  await app.seesChosen(/^5 selected/);
  await page.keyboard.press('Space');
  await app.seesChosen(/^4 selected/);
  await page.keyboard.press('ControlOrMeta+a');
  await app.seesChosen(/^51 selected/);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('');
  await app.selectShown.focus();
  await page.keyboard.press('Space');
  await app.seesChosen('');
  await expect(app.selectShown).toBeFocused();
  // A key on the head of the table is not one on the row.
  await app.list.getByRole('columnheader', { name: 'Devices' }).getByRole('button').press('Enter');
  await expect(app.dialog).toBeHidden();
  await everyActive(page).press('Enter');
  await page.getByRole('button', { name: /^Revoke \d+ tokens…$/ }).focus();
  await app.selectNone.press('Enter');
  await app.seesChosen('');
});

test('a pasted list: those in the list are chosen, and names that tell nothing are left out', async ({ app, page }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.paste(app.profileId, SCANNERS);
  await expect(page.getByRole('button', { name: /^Select the/ })).toBeHidden();
  await app.paste(app.profileId, [SCANNERS, SALE, GDANSK, 'no such name', 'Point of sale'].join('\n'));
  await expect(app.intake).toContainText('2 names are left out: they do not tell which profile is meant.');
  await expect(app.intake.getByRole('button', { name: 'Revoke 3 tokens…' })).toBeVisible();
  await app.intake.getByRole('button', { name: 'Select these 3' }).click();
  await app.seesChosen('3 selected');
  await app.pasteOnPage([SCANNERS, UNLISTED, `${AFW}/${SCANNERS}`].join('\n'));
  await app.intake.getByRole('button', { name: 'Select the 1 of these 2 that are in the list' }).click();
  await app.seesChosen('3 selected');
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN', words: CHINESE });

  test('it is said too', async ({ app, page }) => {
    await app.openSignedIn();
    await app.seesTheList();
    await expect(page.getByRole('button', { name: /^所有有效令牌（\d\d）$/ })).toBeVisible();
    await app.profileId.fill('warehouse');
    await app.selectShown.click();
    await app.profileId.fill('kiosk');
    await app.seesChosen(/^已选择 \d+ 个（\d+ 个被筛选条件隐藏）$/);
    await expect(page.getByRole('button', { name: /^撤销 \d+ 个令牌…$/ })).toBeVisible();
    await app.selectNone.click();
    await app.seesChosen('');
  });
});

for (const [what, options] of /** @type {const} */ ([
  ['in light', { colorScheme: 'light' }],
  ['in dark, at 360 px', { colorScheme: 'dark', viewport: { width: 360, height: 700 } }],
  ['in forced colors', { forcedColors: 'active' }],
])) {
  test.describe(what, () => {
    test.use(options);

    test('axe has nothing to say, boxes are big enough, nothing has to be scrolled sideways', async ({ app, page, context }) => {
      await prepareAxe(context);
      await app.openSignedIn();
      await app.seesTheList();
      // Cards have no head.
      const isWide = await app.selectShown.isVisible();
      if (!isWide) await page.getByRole('button', { name: /^Filter/ }).click();
      await (isWide ? app.selectShown : button(page, 'All 51 shown')).click();
      await app.list.locator('tbody').getByRole('checkbox').nth(1).click();
      await app.seesChosen(/^50 selected/);
      const first = app.list.locator('tbody').getByRole('checkbox').first();
      for (const box of isWide ? [app.selectShown, first] : [first]) {
        const { width, height } = present(await box.boundingBox());
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
      }
      await app.paste(app.profileId, `${SCANNERS}\n${SALE}\nno such name`);
      await expect(app.intake.getByRole('button', { name: 'Revoke 2 tokens…' })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await expectNoViolations(page);
    });
  });
}

test.describe('ten thousand profiles', () => {
  test.slow();

  test('a box, and all of them, are switched within a frame', async ({ app, page, tenant }) => {
    tenant.graph.fill(10_000);
    tenant.graph.pageSize = 1_000;
    await page.addInitScript(() => {
      // What an event set off runs before the next task.
      window.nextTask = () =>
        new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
    });
    await app.openSignedIn();
    await app.seesTheList(10_051);
    /**
     * Milliseconds of the main thread that a click costs, at best of some.
     * @param {Locator} box
     */
    const cost = (box) =>
      box.evaluate(async (/** @type {HTMLElement} */ element) => {
        const costs = [];
        for (let number = 0; number < 10; number += 1) {
          const start = performance.now();
          element.click();
          await window.nextTask();
          costs.push(performance.now() - start);
        }
        return Math.min(...costs);
      });
    const one = await cost(app.list.locator('tbody').getByRole('checkbox').first());
    const all = await cost(app.selectShown);
    // And one among all.
    await app.selectShown.click();
    const among = await cost(app.list.locator('tbody').getByRole('checkbox').first());
    console.log(
      `  among 10,051 profiles a box takes ${one.toFixed(1)} ms of the main thread, ${among.toFixed(1)} ms while all are chosen, all of them ${all.toFixed(1)} ms (frame: 16 ms)`,
    );
    await app.seesChosen(/^10,051 selected/);
    expect(Math.max(one, all, among)).toBeLessThan(16);
  });
});
