import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { settledLater } from '../../../sandbox/settled-later.mjs';
import { distNames, readDist } from '../../helpers/dist-files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { readDatabase, runHeader, writeDatabase } from '../../helpers/page-database.mjs';
import { present } from '../../helpers/present.mjs';
import { RunPage } from '../../pages/run-page.mjs';
import { TABLETS } from '../../tenant/named-profiles.mjs';
import { ID } from '../../tenant/samples.mjs';

/**
 * @import { BrowserContext, Locator } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 * @import { ServedPage } from '../../../sandbox/tenant.mjs'
 */

const PART = /^token-console-[a-z]+(-[a-z0-9]+)?-[0-9a-f]{12,16}\.wasm$/;
const SET_UP = /\/token-console-set-up-\w+\.wasm$/;
const CONSOLE = /\/token-console-console-\w+\.wasm$/;
const RUNS = /\/token-console-runs-\w+\.wasm$/;
const PANEL = /\/token-console-panel-\w+\.wasm$/;
const PASTE = /\/token-console-paste-\w+\.wasm$/;
const PROFILE = ID('000000000204');
const OTHER_PROFILE = ID('000000000404');
const NOT_LOADED = 'A part of this page did not load.';

/** The languages that have a file of their own, as `src/language.rs` lists them: all but the first. */
async function otherLanguages() {
  const list = await readFile(new URL('../../../src/language.rs', import.meta.url), 'utf8');
  return [...list.matchAll(/^ {12}\w+ = "[^"]+", "[^"]+", (\w+);$/gm)].slice(1).map(([, folder]) => folder);
}

test('there is one file a part, and none for what parts share', async () => {
  const names = (await distNames()).filter((name) => PART.test(name));
  const parts = names.map((name) => name.replace(/^token-console-/, '').replace(/-[0-9a-f]+\.wasm$/, ''));
  expect(parts).toEqual(['console', 'devices', 'incident', 'panel', 'paste', 'pictures', 'qr-code', 'runs', 'set-up', ...(await otherLanguages())].sort());
});

test('every part is pinned by its hash in the script that index.html pins', async () => {
  const names = await distNames();
  const glue = (await readDist(present(names.find((name) => /^token-console-\w+\.js$/.test(name))))).toString();
  const parts = names.filter((name) => PART.test(name));
  for (const wanted of [SET_UP, CONSOLE, RUNS, PASTE]) expect(parts.filter((name) => wanted.test(`/${name}`))).toHaveLength(1);
  for (const name of parts) {
    const hash = createHash('sha256')
      .update(await readDist(name))
      .digest('base64');
    const at = glue.indexOf(name);
    expect(at, name).toBeGreaterThan(0);
    expect(glue.slice(at + name.length, at + name.length + 150)).toContain(`{integrity:"sha256-${hash}"}`);
  }
  expect(glue.match(/\.wasm"/g)).toHaveLength(parts.length + 1);
});

test('a configured page loads no part but those that come after the sign-in', async ({ app, page, served }) => {
  const last = page.waitForEvent('requestfinished', (request) => PASTE.test(request.url()));
  await app.open();
  await app.seesTheSignInButton();
  await last;
  const names = served.requests.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).filter((name) => PART.test(name));
  expect(names.map((name) => name.split('-')[2])).toEqual(['console', 'panel', 'paste']);
});

/**
 * The parts that take the place of the page's one thing to do, how they are come by, and what shows them.
 * @type {{where: string, file: RegExp, config?: null, come: (app: ConsolePage) => Promise<void>, screen: (app: ConsolePage) => Locator}[]}
 */
const SCREENS = [
  {
    where: 'where set-up is wanted',
    file: SET_UP,
    config: null,
    come: (app) => app.open(),
    screen: (app) => app.page.getByRole('heading', { name: app.words.setUp }),
  },
  {
    where: 'where somebody is signed in',
    file: CONSOLE,
    come: comeIn,
    screen: (app) => app.profileId,
  },
];

/**
 * Signs in, and does not wait for what comes then.
 * @param {ConsolePage} app
 */
async function comeIn(app) {
  await app.open();
  await app.signInButton.click();
  await app.pickAccount();
}

/**
 * Holds a file back, and gives what lets it go.
 * @param {BrowserContext} context
 * @param {RegExp} file
 */
async function hold(context, file) {
  const { promise: released, resolve: release } = settledLater();
  await context.route(file, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

for (const { where, file, config, come, screen } of SCREENS) {
  test.describe(where, () => {
    test.beforeEach(({ served }) => {
      if (config !== undefined) served.setConfig(config);
    });

    test('its part is loaded from beside the page', async ({ app, served }) => {
      await come(app);
      await expect(screen(app)).toBeVisible();
      const { pathname } = new URL(served.url);
      const paths = served.requests.map(({ path }) => path).filter((path) => file.test(path));
      // Once more where it was being fetched ahead, and this web server lets nothing be kept.
      expect(new Set(paths).size).toBe(1);
      expect(paths[0].startsWith(pathname)).toBe(true);
      expect(paths[0].slice(pathname.length)).toMatch(PART);
    });

    test('while the part is on its way the page says so', async ({ app, page, context }) => {
      const release = await hold(context, file);
      await come(app);
      await expect(page.getByText('Loading…')).toBeVisible();
      await expect(screen(app)).toBeHidden();
      release();
      await expect(screen(app)).toBeVisible();
      await expect(page.getByText('Loading…')).toBeHidden();
    });

    test('a part that does not load can be tried again, as often as it takes', async ({ app, page, context, leakGuard }) => {
      leakGuard.expect(/Failed to fetch/);
      await context.route(file, (route) => route.abort());
      await come(app);
      await app.seesAlert(NOT_LOADED);
      const again = page.waitForRequest(file);
      await page.getByRole('button', { name: app.words.tryAgain }).click();
      await again;
      await app.seesAlert(NOT_LOADED);
      await context.unroute(file);
      await page.getByRole('button', { name: app.words.tryAgain }).click();
      await expect(screen(app)).toBeVisible();
      await expect(page.getByText(NOT_LOADED)).toBeHidden();
    });

    test('a part that is another one than was built is not run', async ({ app, page, context, leakGuard }) => {
      leakGuard.expect(/Failed to find a valid digest in the 'integrity' attribute/);
      leakGuard.expect(/SRI's integrity checks failed/);
      leakGuard.expect(/Failed to fetch/);
      await context.route(file, async (route) => {
        const response = await route.fetch();
        const body = await response.body();
        body[body.length - 1] ^= 1;
        await route.fulfill({ response, body });
      });
      await come(app);
      await app.seesAlert(NOT_LOADED);
      await expect(screen(app)).toBeHidden();
      await context.unroute(file);
      await page.getByRole('button', { name: app.words.tryAgain }).click();
      await expect(screen(app)).toBeVisible();
    });
  });
}

test('what reads texts comes by itself once the list was read, and not before', async ({ app, served, tenant }) => {
  const { promise: released, resolve: release } = settledLater();
  tenant.graph.faults.push({
    method: 'GET',
    path: /EnrollmentProfiles$/,
    times: Infinity,
    answer: async (_call, ordinary) => {
      await released;
      return ordinary();
    },
  });
  const asked = () => served.requests.filter(({ path }) => PASTE.test(path)).length;
  await app.openSignedIn();
  await app.seesTheForm();
  expect(asked()).toBe(0);
  release();
  await app.hasReader();
  expect(asked()).toBe(1);
});

test('a text that is pasted before that is read when it is there', async ({ app, page, context }) => {
  const release = await hold(context, PASTE);
  await app.openSignedIn();
  await app.pasteOnPage(`Please revoke ${PROFILE} today`);
  await expect(page.getByText('Reading…', { exact: true })).toBeVisible();
  release();
  await app.seesRecognised('1 profile recognised', PROFILE);
  await expect(app.profileId).toHaveValue(PROFILE);
});

test('of two texts that are pasted before that, the later one is read', async ({ app, context }) => {
  const release = await hold(context, PASTE);
  await app.openSignedIn();
  await app.pasteOnPage(`Please revoke ${OTHER_PROFILE} today`);
  await app.pasteOnPage(`Please revoke ${PROFILE} today`);
  release();
  await app.seesRecognised('1 profile recognised', PROFILE);
  await expect(app.intake).not.toContainText(OTHER_PROFILE);
});

test('where what reads texts does not load, that is said, and the text can be pasted again', async ({ app, context, sent, leakGuard }) => {
  leakGuard.expect(/Failed to fetch/);
  await context.route(PASTE, (route) => route.abort());
  await app.openSignedIn();
  await app.seesTheList();
  await app.pasteOnPage(`Please revoke ${PROFILE} today`);
  await app.seesProblem('The part of this page that reads it did not load.', 'Nothing was sent.');
  await context.unroute(PASTE);
  await app.pasteOnPage(`Please revoke ${PROFILE} today`);
  await app.seesRecognised('1 profile recognised', PROFILE);
  expect(sent()).toEqual([]);
});

test('where the part is missing, the person can still sign out', async ({ app, page, context, leakGuard }) => {
  leakGuard.expect(/Failed to fetch/);
  await context.route(CONSOLE, (route) => route.abort());
  await comeIn(app);
  await app.seesAlert(NOT_LOADED);
  await expect(page.getByRole('heading', { level: 1, name: app.words.heading })).toBeVisible();
  await app.signOut();
});

test('a step-up that comes back before the part is there still asks again, once it is', async ({ app, page, context, sent, leakGuard }) => {
  leakGuard.expect(/Failed to fetch/);
  const id = ID('000000401111');
  await app.openSignedIn();
  await app.revoke(id);
  await expect(app.stepUpButton).toBeVisible();
  const before = sent().length;
  await context.route(CONSOLE, (route) => route.abort());
  await app.stepUpButton.click();
  await app.pickAccount();
  await app.seesAlert(NOT_LOADED);
  await context.unroute(CONSOLE);
  await page.getByRole('button', { name: app.words.tryAgain }).click();
  await app.seesTheQuestion();
  await expect(app.profileId).toHaveValue(id);
  expect(sent()).toHaveLength(before);
});

test('a revocation that is asked for before what performs it is there is asked about once it is', async ({ app, context, sent, reads }) => {
  const release = await hold(context, PANEL);
  await app.openSignedIn();
  await app.seesTheList();
  await app.request(OTHER_PROFILE);
  await app.request(TABLETS);
  expect(reads()).toEqual([]);
  release();
  await app.seesTheQuestion();
  expect((await app.detailsOf(app.dialog))['Profile ID']).toBe(TABLETS);
  expect(sent()).toEqual([]);
  await app.confirm();
  await app.seesSuccess();
  expect(sent()).toHaveLength(1);
});

test('where what performs a revocation does not load, that is said, nothing is sent, and it can be tried again', async ({
  app,
  page,
  context,
  sent,
  leakGuard,
}) => {
  leakGuard.expect(/Failed to fetch/);
  await context.route(PANEL, (route) => route.abort());
  await app.openSignedIn();
  await app.seesTheList();
  await app.request(TABLETS);
  await app.seesAlert(NOT_LOADED);
  expect(sent()).toEqual([]);
  await context.unroute(PANEL);
  await page.getByRole('button', { name: app.words.tryAgain }).click();
  await app.seesTheQuestion();
  await app.confirm();
  await app.seesSuccess();
  expect(sent()).toHaveLength(1);
});

const RUN = 'c0000000-0000-4000-8000-000000000002';

test.describe('the part of runs and activity', () => {
  const asked = (/** @type {ServedPage} */ served) => served.requests.filter(({ path }) => RUNS.test(path)).length;

  test('is loaded when a run is planned, once', async ({ app, page, served }) => {
    await app.openSignedIn();
    await app.seesTheList();
    expect(asked(served)).toBe(0);
    await new RunPage(page).plan();
    await app.openActivity(0);
    expect(asked(served)).toBe(1);
  });

  test('is loaded at the start where a run was left, and only there', async ({ app, page, served }) => {
    await app.openSignedIn();
    await app.seesTheList();
    expect(asked(served)).toBe(0);
    await writeDatabase(page, 'runs', [[RUN, runHeader(RUN, 'running', Date.now())]]);
    const request = page.waitForRequest(RUNS);
    await page.reload();
    await request;
    await app.seesTheForm();
  });

  test('is loaded for a run that was left while a collection is still being read', async ({ app, page, tenant }) => {
    await app.openSignedIn();
    await app.seesTheList();
    await writeDatabase(page, 'runs', [[RUN, runHeader(RUN, 'running', Date.now())]]);
    const { promise: released, resolve: release } = settledLater();
    tenant.graph.faults.push({
      method: 'GET',
      path: /androidForWorkEnrollmentProfiles$/,
      times: Infinity,
      answer: async (_call, ordinary) => {
        await released;
        return ordinary();
      },
    });
    const request = page.waitForRequest(RUNS);
    await page.reload();
    await request;
    release();
  });

  test('that does not load is said and tried again; what was chosen is planned then, and the console works', async ({ app, page, context, leakGuard }) => {
    leakGuard.expect(/Failed to fetch/);
    await app.openSignedIn();
    await app.seesTheList();
    await context.route(RUNS, (route) => route.abort());
    const run = new RunPage(page);
    await run.everyActive.click();
    await run.revokeChosen.click();
    await expect(page.getByText(NOT_LOADED)).toBeVisible();
    await app.revoke('7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103', app.words.deviceOwner);
    await app.seesSuccess();
    const { activity } = await readDatabase(page);
    expect(activity, 'what was done is remembered all the same').toHaveLength(1);
    await context.unroute(RUNS);
    await app.goTo('runs');
    await app.tryAgainButton.click();
    await expect(run.revokePlanned).toBeVisible();
    await expect(page.getByText(NOT_LOADED)).toBeHidden();
  });
});
