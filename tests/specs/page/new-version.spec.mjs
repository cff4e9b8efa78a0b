import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { test as base, expect } from '../../helpers/fixtures.mjs';
import { qrFile } from '../../helpers/pictures.mjs';
import { deployment, NEXT_VERSION } from '../../helpers/second-build.mjs';
import { ENGLISH, LANGUAGES } from '../../pages/console-words.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { gate, numberOf } from '../../tenant/held-calls.mjs';
import { deadIn, disagreements, PAGE_WAS_CLOSED } from '../../tenant/report-check.mjs';

/**
 * @import { Fixtures } from '@playwright/test'
 * @import { ServedPage } from '../../../sandbox/tenant.mjs'
 * @import { TestArgs, WorkerArgs } from '../../helpers/fixtures.mjs'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const ID = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b102';
const OF_PART = /\/token-console-[a-z]+(-[a-z0-9]+)?-[0-9a-f]{12,16}\.wasm$/;
const UPDATED = ENGLISH.updated;

/**
 * @typedef {Awaited<ReturnType<typeof deployment>> & {page: ServedPage}} Version
 *
 * @typedef {object} Own
 * @property {boolean} kept  Whether the web server lets browsers keep `index.html` for a day, and nothing else.
 * @property {Version} version
 */

/** @type {Fixtures<Own, {}, TestArgs, WorkerArgs>} */
const fixtures = {
  kept: [false, { option: true }],

  version: async ({ tenant, kept, app, leakGuard, served: _ }, use) => {
    const version = await deployment();
    const page = await tenant.addPage({ dist: version.folder, headers: kept ? keepsTheDocument : {} });
    leakGuard.allow(new URL(page.url).host);
    app.url = page.url;
    await use({ ...version, page });
    await version.remove();
  },
};
const test = base.extend(fixtures);

/** @param {string} asked */
const keepsTheDocument = (asked) => ({ 'Cache-Control': asked.endsWith('/') ? 'public, max-age=86400' : 'no-store' });

/**
 * The notice, beside the alert of outcomes, which is there as long as somebody is signed in.
 * @param {ConsolePage} app
 */
const noticeOf = (app, text = UPDATED) => app.alert.filter({ hasText: text });
/** @param {ConsolePage} app */
const reload = (app) => noticeOf(app).getByRole('link', { name: 'Reload' });

/** @param {ConsolePage} app */
async function seesThatItWasUpdated(app) {
  await expect(noticeOf(app)).toBeVisible();
  await expect(noticeOf(app)).toHaveCount(1);
  await expect(app.tryAgainButton).toBeHidden();
}

/**
 * What a web server may answer where a file of the version before is asked for.
 * @type {Record<string, {expects: RegExp[], answer?: (version: Version, name: string, renewed: Map<string, string>) => object | Promise<object>}>}
 */
const GONE = {
  'with 404': { expects: [/Failed to find a valid digest in the 'integrity' attribute/, /SRI's integrity checks failed/], answer: undefined },
  'with a page and 200': {
    expects: [/Failed to find a valid digest in the 'integrity' attribute/, /SRI's integrity checks failed/],
    answer: () => ({ status: 200, contentType: 'text/html', body: '<!doctype html><title>Home</title>' }),
  },
  'with another file': {
    expects: [/Failed to find a valid digest in the 'integrity' attribute/, /SRI's integrity checks failed/],
    answer: async (version, name, renewed) => ({
      status: 200,
      contentType: 'application/wasm',
      body: await readFile(path.join(version.folder, renewed.get(name) ?? '')),
    }),
  },
};

for (const [how, { expects, answer }] of Object.entries(GONE)) {
  test(`a new version under an open tab, where what is gone is answered ${how}: Reload, and the form is as it was`, async ({
    app,
    page,
    context,
    version,
    leakGuard,
  }) => {
    for (const each of [...expects, /Failed to fetch/]) leakGuard.expect(each);
    await app.openSignedIn();
    await app.seesTheList();
    await app.enter(ID, app.words.deviceOwner);
    const renewed = await version.deploy();
    if (answer) {
      await context.route(OF_PART, async (route) => {
        const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
        if (!renewed.has(name)) return route.continue();
        return route.fulfill(await answer(version, name, renewed));
      });
    }
    await app.tab('activity').click();
    await seesThatItWasUpdated(app);
    await reload(app).click();
    await app.goTo('profiles');
    await expect(app.profileId).toHaveValue(ID);
    await expect(app.profileType.getByRole('radio', { name: app.words.deviceOwner, exact: true })).toBeChecked();
    await expect(page.getByText(UPDATED)).toBeHidden();
    await app.openActivity(0);
    expect(new URL(page.url()).search).not.toContain('reload=');
  });
}

test('what may be a token is not taken along in the address', async ({ app, version, leakGuard }) => {
  leakGuard.expect(/SRI's integrity checks failed/);
  leakGuard.expect(/Failed to find a valid digest/);
  leakGuard.expect(/Failed to fetch/);
  await app.openSignedIn();
  await app.seesTheList();
  await app.profileId.fill('QWZKPLTRMVBNHGFDSAXC');
  await version.deploy();
  await app.tab('activity').click();
  await seesThatItWasUpdated(app);
  await reload(app).click();
  await app.goTo('profiles');
  await expect(app.profileId).toHaveValue('');
  expect(version.page.requests.filter(({ url }) => url.includes('QWZKPLTR'))).toEqual([]);
});

test('a new version in the middle of a run: what was recorded is there after Reload, and the run goes on', async ({
  app,
  page,
  tenant,
  version,
  leakGuard,
}) => {
  leakGuard.expect(/SRI's integrity checks failed/);
  leakGuard.expect(/Failed to find a valid digest/);
  leakGuard.expect(/Failed to fetch/);
  const COUNT = 9;
  await openOver({ app, tenant }, COUNT);
  const run = new RunPage(page);
  const held = gate({ holds: numberOf(4) });
  tenant.graph.faults.push(held.fault);
  await run.begin(COUNT);
  await held.held;
  await version.deploy();
  // What a run needs is there since it was planned.
  await app.switchLanguage('简体中文');
  await seesThatItWasUpdated(app);
  page.on('dialog', (dialog) => dialog.accept());
  await reload(app).click();
  held.release();
  await run.sees(run.words.interrupted);
  await run.resumeToTheEnd(COUNT);
  expect(disagreements(await run.report(), tenant.graph.revocations, deadIn(tenant), PAGE_WAS_CLOSED)).toEqual([]);
  const acted = tenant.graph.revocations.filter((entry) => entry.acted).map(({ id }) => id);
  expect([acted.length, new Set(acted).size]).toEqual([COUNT, COUNT]);
});

/**
 * What else is loaded in the middle of something else than a screen.
 * @type {Record<string, Record<'ask' | 'loaded', (app: ConsolePage) => Promise<void>>>}
 */
const IN_PASSING = {
  'a language': {
    ask: (app) => app.switchLanguage('简体中文'),
    loaded: (app) => expect(app.languageChoice).toHaveValue('en'),
  },
  'the reader of pictures': {
    ask: (app) => app.drop({ name: 'code.png', mimeType: 'image/png', buffer: qrFile('https://example.com/') }),
    loaded: (app) => expect(app.intake).toBeHidden(),
  },
};

for (const [what, { ask, loaded }] of Object.entries(IN_PASSING)) {
  test(`${what} that is gone says so too`, async ({ app, version, leakGuard }) => {
    leakGuard.expect(/SRI's integrity checks failed/);
    leakGuard.expect(/Failed to find a valid digest/);
    leakGuard.expect(/Failed to fetch/);
    await app.openSignedIn();
    await app.seesTheList();
    await version.deploy();
    await ask(app);
    await seesThatItWasUpdated(app);
    await loaded(app);
  });
}

test.describe('behind an index.html that is kept for a day', () => {
  test.use({ kept: true });

  for (const words of LANGUAGES) {
    test.describe(`in ${words.tag}`, () => {
      test.use({ locale: words.locale, words });

      test('its files are gone: Reload passes the cache, once', async ({ app, page, version, leakGuard }) => {
        leakGuard.expect(/Failed to find a valid digest|Failed to fetch|integrity/);
        const query = `?profileId=${ID}&type=deviceOwner`;
        await app.open(query);
        await app.seesTheSignInButton();
        await version.deploy();
        const documents = () => version.page.requests.filter(({ path: asked }) => asked === '/').length;
        const before = documents();
        await page.goto('about:blank');
        await app.open(query);
        await expect(noticeOf(app, words.updated)).toBeVisible();
        await expect(page.getByText(words.starting)).toBeHidden();
        // It waits for the person: nothing is loaded anew by itself.
        const asked = documents();
        expect(asked).toBeGreaterThan(before);
        await page.locator('#updated').getByRole('link', { name: words.reload }).click();
        await app.seesTheSignInButton();
        expect(new URL(page.url()).search).toBe(query);
        // The next visit finds it too.
        await page.goto('about:blank');
        await app.open();
        await app.seesTheSignInButton();
      });
    });
  }
});

test('a file that the version on the server lacks too is no update: its name and what is there', async ({
  app,
  page,
  context,
  version: _version,
  leakGuard,
}) => {
  leakGuard.expect(/SRI's integrity checks failed/);
  leakGuard.expect(/Failed to find a valid digest/);
  leakGuard.expect(/Failed to fetch/);
  await app.openSignedIn();
  await app.seesTheList();
  const RUNS = /\/token-console-runs-\w+\.wasm$/;
  await context.route(RUNS, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html>' }));
  await app.tab('activity').click();
  const notice = noticeOf(app, 'A part of this page did not load.');
  await expect(notice).toBeVisible();
  await expect(notice.getByRole('code')).toHaveText(/^token-console-runs-\w+\.wasm: 200, text\/html$/);
  await expect(page.getByText(UPDATED)).toBeHidden();
  await context.unroute(RUNS);
  await app.tryAgainButton.click();
  await app.seesEntries(0);
});

/**
 * The person looks at another tab, and comes back to this one.
 * @param {ConsolePage} app
 */
async function comesBack({ page }) {
  await page.evaluate(() => {
    for (const hidden of [true, false]) {
      Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }
  });
}

const ofVersion = (/** @type {{path: string}} */ { path: asked }) => asked.endsWith('/version.json');

test('whoever comes back to the tab hears of a newer version, and of which, before anything of this one is missing', async ({ app, page, version }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await comesBack(app);
  await expect.poll(() => version.page.requests.filter(ofVersion).length).toBe(1);
  await expect(page.getByText(UPDATED)).toBeHidden();
  await version.deploy();
  // Not by itself: only on the way back.
  expect(version.page.requests.filter(ofVersion)).toHaveLength(1);
  await comesBack(app);
  await expect(noticeOf(app)).toBeVisible();
  await expect(noticeOf(app)).toContainText(NEXT_VERSION);
  await reload(app).click();
  await app.seesTheForm();
  await comesBack(app);
  await expect(page.getByText(UPDATED)).toBeHidden();
});

for (const [what, answer] of Object.entries({
  'a page with 200': { status: 200, contentType: 'text/html', body: '<!doctype html>' },
  'an unknown shape': { status: 200, contentType: 'application/json', body: '["build", "version"]' },
  nothing: { status: 404 },
})) {
  test(`${what} in the place of version.json is no newer version`, async ({ app, page, context, version: _ }) => {
    await app.openSignedIn();
    // Until every part is there that comes by itself: the folder goes with the test.
    await app.paste(app.profileId, '12345678901234567890');
    await expect(app.findProfileButton).toBeVisible();
    await context.route(/version\.json$/, (route) => route.fulfill(answer));
    const answered = page.waitForResponse(/version\.json$/);
    await comesBack(app);
    await (await answered).finished();
    // What a newer version would show is shown in the same breath.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(0))));
    await expect(page.getByText(UPDATED)).toBeHidden();
  });
}
