import { settledLater } from '../../../sandbox/settled-later.mjs';
import { DIST } from '../../helpers/dist-files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { headersOfHost } from '../../helpers/transfer-size.mjs';

/**
 * @import { BrowserContext, Page } from '@playwright/test'
 * @import { ServedPage } from '../../../sandbox/tenant.mjs'
 */

// What of the page is asked for when, by the requests of the browser and the books of its web server.

const WASM = /_bg\.wasm$/;
const MSAL = /\/msal-browser\.min-\w+\.js$/;
const CONSOLE = /\/token-console-console-\w+\.wasm$/;
const PASTE = /\/token-console-paste-\w+\.wasm$/;
/** What has a hash in its name, and is no icon. */
const CODE = /-[0-9a-f]{16}(_bg)?\.(js|wasm|css)$/;
const AUTHORIZE = /\/authorize\?/;

/**
 * Holds a file back, and gives what lets it go.
 * @param {BrowserContext} context
 * @param {RegExp} file
 */
async function hold(context, file) {
  const { promise: released, resolve: release } = settledLater();
  await context.route(file, async (route) => {
    await released;
    await route.continue().catch(() => {});
  });
  return release;
}

/**
 * @param {ServedPage} served
 * @param {RegExp} file
 */
const asked = (served, file) => served.requests.map(({ path }) => path).filter((path) => file.test(path));

/**
 * Waits until the browser had nothing to do, after MSAL had come.
 * @param {Page} page
 */
async function idle(page) {
  await page.waitForFunction(() => 'msal' in window);
  for (const _ of [1, 2]) await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
}

test('config.json is asked for before the program is there, and once', async ({ app, page, context, served }) => {
  const release = await hold(context, WASM);
  const config = page.waitForRequest(/config\.json$/);
  await page.goto(app.url, { waitUntil: 'commit' });
  await config;
  release();
  await app.seesTheSignInButton();
  expect(asked(served, /config\.json$/)).toHaveLength(1);
});

test('where nobody is signed in, MSAL leaves the line to the program', async ({ app, page, context, served }) => {
  const release = await hold(context, WASM);
  const program = page.waitForRequest(WASM);
  await page.goto(app.url, { waitUntil: 'commit' });
  await program;
  await page.waitForLoadState('load');
  expect(asked(served, MSAL)).toEqual([]);
  release();
  await app.seesTheSignInButton();
  await idle(page);
  expect(asked(served, MSAL)).toHaveLength(1);
});

test('“Sign in” is there before MSAL, and a press then is not lost', async ({ app, page, context, tenant }) => {
  const release = await hold(context, MSAL);
  await app.open();
  await app.signInButton.click();
  await expect(page.getByRole('status')).toHaveText('Opening the sign-in page…');
  expect(tenant.identity.requests).toEqual([]);
  release();
  await app.pickAccount();
  await app.seesTheForm();
});

test('a press is told where MSAL does not come', async ({ app, page, context, tenant }) => {
  /** @type {import('@playwright/test').Route[]} */
  const held = [];
  await context.route(MSAL, (route) => {
    held.push(route);
  });
  await app.open();
  await app.signInButton.click();
  await expect(page.getByRole('status')).toHaveText('Opening the sign-in page…');
  await expect.poll(() => held.length).toBe(1);
  await held[0].abort();
  await app.seesAlert("Microsoft's sign-in library could not be started.");
  await expect(app.signInButton).toBeHidden();
  expect(tenant.identity.requests).toEqual([]);
});

test.describe('by popup', () => {
  test.use({ site: { config: { signIn: 'popup' } } });

  test('“Sign in” waits for MSAL, so that the window opens within the click', async ({ app, page, context }) => {
    const release = await hold(context, MSAL);
    await app.open();
    const library = page.waitForRequest(MSAL);
    await library;
    await expect(page.getByRole('status')).toHaveText(app.words.starting, { useInnerText: true });
    await expect(app.signInButton).toBeHidden();
    release();
    await app.signInByPopup();
  });
});

test('in a tab with a session the screen of who is signed in is asked for before the program is there, and once', async ({ app, page, context, served }) => {
  await app.openSignedIn();
  await app.seesTheList();
  const before = asked(served, CONSOLE).length;
  const release = await hold(context, WASM);
  const part = page.waitForRequest(CONSOLE);
  await page.reload({ waitUntil: 'commit' });
  await part;
  release();
  await app.seesTheForm();
  expect(asked(served, CONSOLE)).toHaveLength(before + 1);
});

test.describe('while nobody is signed in', () => {
  test.beforeEach(async ({ app, tenant, leakGuard }) => {
    const kept = await tenant.addPage({ dist: DIST, headers: headersOfHost });
    leakGuard.allow(new URL(kept.url).host);
    app.url = kept.url;
    keeps = kept;
  });
  /** @type {ServedPage} */
  let keeps;

  test('what comes after the sign-in is fetched with low priority once MSAL is there, and then no code comes over the network', async ({ app, page }) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    /** @type {Map<string, string>} */
    const priorities = new Map();
    session.on('Network.requestWillBeSent', ({ request }) => priorities.set(new URL(request.url).pathname, request.initialPriority));
    const last = page.waitForEvent('requestfinished', (request) => PASTE.test(request.url()));
    await app.open();
    await app.seesTheSignInButton();
    await last;
    const ahead = asked(keeps, CODE).filter(
      (path) =>
        !asked(keeps, CODE)
          .slice(0, asked(keeps, CODE).findIndex((each) => MSAL.test(each)) + 1)
          .includes(path),
    );
    expect(ahead.map((path) => path.replace(/^\/|-[0-9a-f]{16}\.\w+$/g, ''))).toEqual([
      'token-console-console',
      'msal-redirect-bridge.min',
      'redirect',
      'token-console-panel',
      'token-console-paste',
    ]);
    expect(ahead.map((path) => priorities.get(path))).toEqual(ahead.map(() => 'Low'));
    const before = keeps.requests.length;

    await app.signIn();
    await app.seesTheList();
    await app.hasReader();
    const since = keeps.requests.slice(before).map(({ path }) => path.split('?')[0]);
    expect(since).toEqual(['/redirect.html', '/', '/config.json']);
  });

  test('nothing of it before MSAL is there', async ({ app, page, context }) => {
    const release = await hold(context, MSAL);
    await app.open();
    await app.seesTheSignInButton();
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    expect(asked(keeps, CONSOLE)).toEqual([]);
    const part = page.waitForRequest(CONSOLE);
    release();
    await part;
  });

  test('nothing of it where data is to be saved', async ({ app, page }) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setDataSaverOverride', { dataSaverEnabled: true });
    await app.open();
    await app.seesTheSignInButton();
    await idle(page);
    expect(asked(keeps, CONSOLE)).toEqual([]);
    await app.signIn();
  });

  test('whoever presses “Sign in” waits for none of it', async ({ app, page, context }) => {
    await hold(context, CONSOLE);
    const leaves = await hold(context, AUTHORIZE);
    const part = page.waitForRequest(CONSOLE);
    await app.open();
    await part;
    const ended = page.waitForEvent('requestfailed', (request) => CONSOLE.test(request.url()));
    const leaving = page.waitForRequest(AUTHORIZE);
    const clicked = app.signInButton.click();
    await leaving;
    await ended;
    await context.unroute(CONSOLE);
    leaves();
    await clicked;
    await app.pickAccount();
    await app.seesTheForm();
  });
});
