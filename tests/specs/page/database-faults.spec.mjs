import { expect, test } from '../../helpers/fixtures.mjs';
import { readDatabase } from '../../helpers/page-database.mjs';
import { ConsolePage } from '../../pages/console-page.mjs';
import { RunPage } from '../../pages/run-page.mjs';
import { gate, numberOf } from '../../tenant/held-calls.mjs';

/**
 * @import { BrowserContext, Page } from '@playwright/test'
 * @import { AllFixtures } from '../../helpers/fixtures.mjs'
 */

const COUNT = 24;
const ID = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';

/** @param {Pick<AllFixtures, 'tenant'>} fixtures */
async function fill({ tenant }) {
  tenant.graph.empty();
  tenant.graph.fill(COUNT, { active: true });
}

/**
 * Makes the browser's database of this origin answer nobody: another tab holds it open, and does not let go although it is
 * asked to for a deletion, behind which everybody else waits.
 * @param {BrowserContext} context
 * @param {string} url
 */
async function hang(context, url) {
  const holder = await context.newPage();
  await holder.goto(`${url}icon.svg`);
  await holder.evaluate(
    () =>
      new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
        const request = indexedDB.open('token-console', 1);
        request.onupgradeneeded = () => ['runs', 'items', 'activity'].forEach((name) => request.result.createObjectStore(name));
        request.onsuccess = () => {
          window.held = request.result;
          indexedDB.deleteDatabase('token-console').onblocked = () => resolve();
        };
      }),
  );
}

/**
 * Takes the database away from the page, which has it open: its connection is closed first, as where site data are cleared. Clearing
 * all storage of the origin does the same, but Chromium sometimes answers nobody any more who asks for a database after that.
 * @param {Page} page
 */
const clearDatabase = async (page) => {
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('IndexedDB.enable');
  await session.send('IndexedDB.deleteDatabase', { securityOrigin: origin, databaseName: 'token-console' });
  expect((await session.send('IndexedDB.requestDatabaseNames', { securityOrigin: origin })).databaseNames).toEqual([]);
  await session.detach();
};

/**
 * @param {Page} page
 * @param {number} quotaSize
 */
const setQuota = async (page, quotaSize) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, ...(quotaSize && { quotaSize }) });
};

test('site data cleared in the middle of a run: all of it is on disk anew before the next request is sent', async ({ app, page, context, tenant }) => {
  await fill({ tenant });
  await app.openSignedIn();
  await app.seesTheList(COUNT);
  const run = new RunPage(page);
  await run.plan();
  const first = gate({ holds: numberOf(4) });
  tenant.graph.faults.push(first.fault);
  await run.start(COUNT);
  await first.held;
  await run.pause.click();
  first.release();
  // Nothing is under way any more, and all of that is on disk: what is being written is not what is cleared.
  const underWay = async () => (await readDatabase(page)).items.filter(([, text]) => JSON.parse(text).stand === 'sent').length;
  for (const state of /** @type {const} */ (['reading', 'sending', 'confirming'])) await run.seesInState(state, 0);
  await expect.poll(underWay).toBe(0);
  const paused = tenant.graph.revocations.length;
  await clearDatabase(page);

  const next = gate({ acts: true });
  tenant.graph.faults.unshift(next.fault);
  await run.resume.click();
  await next.held;
  const { runs, items } = await readDatabase(page);
  expect([runs.length, items.length]).toEqual([1, COUNT]);

  await page.close();
  await next.abandoned();
  next.release();
  const back = new ConsolePage(await context.newPage(), app.url, app.words);
  await back.openSignedIn();
  const found = new RunPage(back.page);
  await found.resumeToTheEnd(COUNT);
  expect(tenant.graph.revocations.length).toBe(COUNT);
  expect(paused).toBeGreaterThanOrEqual(3);
});

// Whether a database answers, the page finds out by its own clock.
test('a database that never answers: a run says so, and goes on when the person wants it', async ({ app, page, context, tenant }) => {
  await fill({ tenant });
  await page.clock.install();
  await app.open();
  await hang(context, app.url);
  app.databaseAnswers = false;
  await page.bringToFront();
  await app.signIn();
  await app.seesTheList(COUNT);
  const run = new RunPage(page);
  await run.everyActive.click();
  await run.revokeChosen.click();
  await app.passTimeUntil(run.revokePlanned);
  await run.sees('This browser cannot keep the run');
  await run.sees('Its storage does not answer.');
  expect(tenant.graph.revocations).toHaveLength(0);
  await run.start(COUNT);
  await app.passTimeUntil(run.verdict);
  await run.seesAllConfirmed(COUNT);
});

test('a database that never answers: a single revocation says so before it is confirmed', async ({ app, page, context }) => {
  await page.clock.install();
  await app.open();
  await hang(context, app.url);
  app.databaseAnswers = false;
  await page.bringToFront();
  await app.signIn();
  await app.tab('activity').click();
  await app.passTimeUntil(app.activity.getByText("This browser's database does not answer."));
  await app.request(ID, app.words.deviceOwner);
  await app.passTimeUntil(app.dialog.getByText('This browser keeps no record of it'));
  await app.seesTheQuestion();
  await app.confirm();
  await app.passTimeUntil(app.success.getByText(app.words.confirmed));
});

test('a disk that is full: nothing is sent of a run whose records cannot be kept until the person says so', async ({ app, page, tenant }) => {
  await fill({ tenant });
  await app.openSignedIn();
  await app.seesTheList(COUNT);
  const run = new RunPage(page);
  await run.plan();
  await setQuota(page, 1);
  await run.start(COUNT);
  await run.sees('Paused: this browser does not keep what becomes of the profiles.');
  await run.sees('There is no room left in its storage.');
  expect(tenant.graph.revocations).toHaveLength(0);
  await run.resume.click();
  await run.seesAllConfirmed(COUNT);
  expect(tenant.graph.revocations).toHaveLength(COUNT);
});

test('a disk that is full: a single revocation is not sent until the person says so once more', async ({ app, page, sent }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.ask(ID, app.words.deviceOwner);
  await setQuota(page, 1);
  await app.confirm();
  await app.seesTheQuestion('This browser could not keep a record of it, and nothing was sent.');
  expect(sent()).toHaveLength(0);
  await app.confirm();
  await app.seesSuccess();
  expect(sent()).toHaveLength(1);
});
