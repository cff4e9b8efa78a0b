import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { expect, test } from '../helpers/fixtures.mjs';
import { CHINESE } from '../pages/console-words.mjs';
import { openOver, RunPage } from '../pages/run-page.mjs';
import { gate, numberOf } from '../tenant/held-calls.mjs';

/**
 * @import { Page, PlaywrightTestOptions } from '@playwright/test'
 * @import { TestArgs, WorkerArgs } from '../helpers/fixtures.mjs'
 * @typedef {Pick<TestArgs & WorkerArgs, 'app' | 'page' | 'served' | 'tenant'>} Needed
 * @typedef {(fixtures: Needed) => Promise<void>} Reach  Brings the page to a screen.
 * @typedef {Partial<PlaywrightTestOptions>} Device
 */

// `cargo xtask screens`: pictures of every screen, for people who read the documents. They prove nothing. The names of the
// pictures stand at the end, each in a line of its own: a host test compares them with the files.

const FOLDER = fileURLToPath(new URL('../../docs/screens/', import.meta.url));

/** As small as it can be without marks that a reader would see. */
const QUALITY = 34;

const EMEA = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const SALE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
const UNLISTED = '11111111-2222-4333-8444-555555555555';

/** Nothing is on its way when the picture is taken. */
const STILL = /** @type {const} */ ({ reducedMotion: 'reduce' });

/** @type {Device} */
const DESK = { viewport: { width: 1280, height: 800 }, contextOptions: STILL };
/** @type {Device} */
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, contextOptions: STILL };

/** @type {Reach} */
const start = async ({ app }) => {
  await app.open();
  await app.seesTheSignInButton();
};

/** @type {Reach} */
const list = async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
};

/** @type {Reach} */
const ticked = async (fixtures) => {
  const { app } = fixtures;
  await list(fixtures);
  for (const name of ['AR headsets, user associated', 'Default Fully Managed Profile', 'Delivery drivers – Québec']) {
    await app.row(name).getByRole('checkbox').first().check();
  }
  await app.seesChosen(/3/);
};

/** @type {Reach} */
const details = async (fixtures) => {
  const { app } = fixtures;
  await list(fixtures);
  await app.row('Default Fully Managed Profile').click();
  await expect(app.details).toBeVisible();
};

/** @type {Reach} */
const confirmation = async (fixtures) => {
  await list(fixtures);
  await fixtures.app.ask(EMEA);
};

/** @type {Reach} */
const outcome = async (fixtures) => {
  const { app } = fixtures;
  await confirmation(fixtures);
  await app.ticket.fill('INC-4711');
  await app.confirm();
  await app.seesSuccess();
};

/** @type {Reach} */
const confirmationOfMany = async (fixtures) => {
  await openOver(fixtures, 128);
  const run = new RunPage(fixtures.page, fixtures.app.words.tag);
  await run.plan();
  await run.revokePlanned.click();
  await expect(run.count).toBeFocused();
};

/** @type {Reach} */
const run = async (fixtures) => {
  const { app, page, tenant } = fixtures;
  await openOver(fixtures, 48);
  const it = new RunPage(page, app.words.tag);
  const sending = gate({ holds: numberOf(31) });
  // On a phone a button shows what can be chosen.
  if (!(await it.everyActive.isVisible())) await page.locator('[aria-controls="finder-filters"]').click();
  await it.plan();
  tenant.graph.faults.push(sending.fault);
  await it.start(48);
  await sending.held;
  await it.seesInState('sending', 4);
};

/** @type {Reach} */
const runFinished = async (fixtures) => {
  const { app, page } = fixtures;
  await openOver(fixtures, 24);
  const it = new RunPage(page, app.words.tag);
  await it.begin(24);
  await it.seesAllConfirmed(24);
};

/** @type {Reach} */
const activity = async (fixtures) => {
  const { app } = fixtures;
  await outcome(fixtures);
  await app.details.getByRole('button', { name: app.words.close }).first().click();
  await app.revoke(SALE, app.words.deviceOwner);
  await app.seesSuccess();
  await app.openActivity(2);
};

/** @type {Reach} */
const handedIn = async (fixtures) => {
  const { app } = fixtures;
  await list(fixtures);
  await app.paste(app.profileId, `${EMEA}\nPoint of sale\n${EMEA}\nhttps://contoso.example/\n${UNLISTED}\nKiosk pilot`);
  await expect(app.intake.getByRole('listitem').first()).toBeVisible();
};

/** @type {Reach} */
const setUp = async ({ app, page, served }) => {
  served.setConfig({});
  await app.open();
  await expect(page.getByRole('heading', { name: app.words.setUp })).toBeVisible();
};

/** @type {Reach} */
const palette = async (fixtures) => {
  await list(fixtures);
  await fixtures.page.keyboard.press('Control+k');
  await expect(fixtures.page.getByRole('dialog')).toBeVisible();
};

/** @type {Reach} */
const keys = async (fixtures) => {
  await list(fixtures);
  await fixtures.page.keyboard.press('?');
  await expect(fixtures.page.getByRole('dialog')).toBeVisible();
};

/** @type {Reach} */
const cards = async (fixtures) => {
  await list(fixtures);
  await fixtures.app.row('Default Fully Managed Profile').scrollIntoViewIfNeeded();
  await fixtures.app.list.evaluate((grid) => grid.scrollIntoView({ block: 'start' }));
};

/**
 * A picture: what it is called, how the page comes to what it shows, and on what.
 * @param {string} name
 * @param {Reach} reach
 * @param {Device & {words?: typeof CHINESE}} options
 */
function picture(name, reach, options = DESK) {
  test.describe(name, () => {
    test.use(options);

    test(name, async ({ app, page, served, tenant }) => {
      await reach({ app, page, served, tenant });
      await app.idle();
      await writeFile(`${FOLDER}${name}.webp`, await webp(page));
    });
  });
}

/**
 * What is seen of the page. Of the formats that GitHub shows, this one is smallest, and the one that Playwright does not write.
 * @param {Page} page
 */
async function webp(page) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await session.detach();
  return Buffer.from(data, 'base64');
}

test.beforeAll(async () => {
  await mkdir(FOLDER, { recursive: true });
});

const DARK = /** @type {const} */ ({ ...DESK, colorScheme: 'dark' });
const HAN = { ...DESK, locale: CHINESE.locale, words: CHINESE };

picture('start', start);
picture('list', list);
picture('list-ticked', ticked);
picture('details', details);
picture('confirmation', confirmation);
picture('outcome', outcome);
picture('confirmation-of-many', confirmationOfMany);
picture('run', run);
picture('run-finished', runFinished);
picture('activity', activity);
picture('handed-in', handedIn);
picture('set-up', setUp);
picture('palette', palette);
picture('keys', keys);

picture('dark-list', list, DARK);
picture('dark-confirmation', confirmation, DARK);
picture('dark-outcome', outcome, DARK);
picture('dark-run', run, DARK);

picture('phone-start', start, PHONE);
picture('phone-choices', list, PHONE);
picture('phone-cards', cards, PHONE);
picture('phone-confirmation', confirmation, PHONE);
picture('phone-outcome', outcome, PHONE);
picture('phone-run', run, PHONE);

picture('chinese-list', list, HAN);
picture('chinese-confirmation', confirmation, HAN);
picture('chinese-outcome', outcome, HAN);
