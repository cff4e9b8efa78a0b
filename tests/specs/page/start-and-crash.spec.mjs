import { settledLater } from '../../../sandbox/settled-later.mjs';
import { breakDocument } from '../../helpers/broken-document.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { CHINESE } from '../../pages/console-words.mjs';

/**
 * @import { BrowserContext } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const WASM = /_bg\.wasm$/;
const MSAL = /\/msal-browser\.min-\w+\.js$/;

/**
 * @param {BrowserContext} context
 * @param {RegExp} pattern
 */
async function holdBack(context, pattern) {
  const { promise: released, resolve: release } = settledLater();
  await context.route(pattern, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

test('before any script has run there is the name, the purpose and “Starting…”', async ({ app, page, context }) => {
  const release = await holdBack(context, /\.(js|wasm)$/);
  await page.goto(app.url, { waitUntil: 'commit' });
  await expect(app.banner).toHaveText('Token Console');
  await expect(page.getByRole('heading', { name: app.words.heading })).toBeVisible();
  await expect(page.getByRole('status')).toContainText(app.words.starting);
  await expect(page).toHaveTitle(`${app.words.heading} – Token Console`);
  release();
  await app.seesTheSignInButton();
});

test('while the WebAssembly is on its way the shell is there', async ({ app, page, context }) => {
  const release = await holdBack(context, WASM);
  await page.goto(app.url, { waitUntil: 'commit' });
  await expect(page.getByRole('status')).toHaveText(app.words.starting, { useInnerText: true });
  release();
  await app.seesTheSignInButton();
  await expect(page.getByText(app.words.starting)).toBeHidden();
});

test('while config.json is on its way the page says so', async ({ app, page, context }) => {
  const release = await holdBack(context, /config\.json$/);
  await page.goto(app.url, { waitUntil: 'commit' });
  await expect(page.getByRole('heading', { name: app.words.heading })).toBeVisible();
  await expect(page.getByRole('status')).toHaveText(app.words.starting, { useInnerText: true });
  release();
  await app.seesTheSignInButton();
});

test('a start that hangs offers to reload after 15 s', async ({ app, page, context }) => {
  let hangs = true;
  await context.route(WASM, (route) => (hangs ? undefined : route.continue()));
  await page.goto(app.url, { waitUntil: 'commit' });
  const late = page.getByText('This is taking longer than usual.');
  await expect(late).toBeAttached();
  await expect(late).toBeHidden();
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBeGreaterThan(0);
  const delays = await page.evaluate(() =>
    document.getAnimations().map((animation) => {
      const delay = animation.effect?.getTiming().delay;
      animation.finish();
      return delay;
    }),
  );
  expect(delays).toEqual([15_000]);
  await expect(late).toBeVisible();
  hangs = false;
  await late.getByRole('link', { name: 'Reload' }).click();
  await app.seesTheSignInButton();
});

/**
 * @param {ConsolePage} app
 * @param {BrowserContext} context
 * @param {RegExp} pattern
 */
async function seesFailedToStart(app, context, pattern) {
  await app.seesAlert(app.words.failedToStart, 'Nothing was sent.');
  await expect(app.alert).toHaveCount(1);
  await expect(app.page.getByText(app.words.starting)).toBeHidden();
  await context.unroute(pattern);
  await app.alert.getByRole('link', { name: app.words.reload }).click();
  await app.seesTheSignInButton();
}

test('the WebAssembly does not load', async ({ app, context }) => {
  await context.route(WASM, (route) => route.abort());
  await app.open();
  await seesFailedToStart(app, context, WASM);
});

test('the WebAssembly is another one than was built', async ({ app, context, leakGuard }) => {
  leakGuard.expect(/Failed to find a valid digest in the 'integrity' attribute/);
  leakGuard.expect(/SRI's integrity checks failed/);
  await context.route(WASM, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ response, body });
  });
  await app.open();
  await seesFailedToStart(app, context, WASM);
});

test('the script that belongs to the WebAssembly does not load', async ({ app, context }) => {
  const GLUE = /\/token-console-\w+\.js$/;
  await context.route(GLUE, (route) => route.abort());
  await app.open();
  await seesFailedToStart(app, context, GLUE);
});

test('the browser has no WebAssembly', async ({ app, page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'WebAssembly');
  });
  await app.open();
  await app.seesAlert(app.words.failedToStart, 'the browser cannot run WebAssembly');
});

test('Microsoft’s sign-in library does not load', async ({ app, context, tenant }) => {
  await context.route(MSAL, (route) => route.abort());
  await app.open();
  await app.seesAlert("Microsoft's sign-in library could not be started.");
  await expect(app.signInButton).toBeHidden();
  expect(tenant.identity.requests).toEqual([]);
  await context.unroute(MSAL);
  await app.alert.getByRole('link', { name: app.words.reload }).click();
  await app.seesTheSignInButton();
});

test('Microsoft’s sign-in library is another one than was built', async ({ app, context, leakGuard }) => {
  leakGuard.expect(/Failed to find a valid digest in the 'integrity' attribute/);
  await context.route(MSAL, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n` });
  });
  await app.open();
  await app.seesAlert("Microsoft's sign-in library could not be started.");
});

test('a crash shows a notice with “Reload” in place of the page', async ({ app, page, leakGuard }) => {
  leakGuard.expect(/panicked at/);
  leakGuard.expect(/unreachable/);
  await app.openSignedIn();
  await app.seesTheList();
  await app.enter('2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01');
  await breakDocument(page);
  await app.revokeButton.click();
  await app.seesAlert(app.words.crashed, 'If a revocation was under way, look at the profile in Intune');
  await expect(app.revokeButton).toBeHidden();
  await expect(app.alert).toHaveCount(1);
  await app.alert.getByRole('link', { name: app.words.reload }).click();
  await app.seesTheForm();
});

test('a crash during the start shows the notice of a crash', async ({ app, page, leakGuard }) => {
  leakGuard.expect(/panicked at/);
  leakGuard.expect(/unreachable/);
  await page.addInitScript(() => {
    const { createElement } = Document.prototype;
    Object.assign(Document.prototype, {
      /** @param {Parameters<typeof createElement>} given */
      createElement(...given) {
        if (given[0] === 'main') throw new Error('broken on purpose');
        return Reflect.apply(createElement, this, given);
      },
    });
  });
  await app.open();
  await app.seesAlert(app.words.crashed);
  await expect(app.alert).toHaveCount(1);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says in both languages what it needs', async ({ app, page }) => {
    await app.open();
    const main = page.getByRole('main');
    for (const text of ['This page needs JavaScript. Turn it on for this site', '此页面需要 JavaScript。请为此网站启用 JavaScript']) {
      await expect(main).toContainText(text, { useInnerText: true });
    }
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(app.words.heading, { useInnerText: true });
  });
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN', words: CHINESE });

  test('the shell and the failed start speak it too', async ({ app, page, context }) => {
    const release = await holdBack(context, WASM);
    await page.goto(app.url, { waitUntil: 'commit' });
    await expect(page.getByRole('status')).toHaveText(app.words.starting, { useInnerText: true });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(app.words.heading, { useInnerText: true });
    release();
    await app.seesTheSignInButton();

    await context.unroute(WASM);
    await context.route(WASM, (route) => route.abort());
    await page.reload();
    await app.seesAlert(app.words.failedToStart);
    await expect(app.alert).not.toContainText('could not start', { useInnerText: true });
  });

  test('the crash speaks it too', async ({ app, page, leakGuard }) => {
    leakGuard.expect(/panicked at/);
    leakGuard.expect(/unreachable/);
    await app.openSignedIn();
    await app.seesTheList();
    await app.enter('2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01');
    await breakDocument(page);
    await app.revokeButton.click();
    await app.seesAlert(app.words.crashed);
    await expect(app.alert).not.toContainText('has crashed', { useInnerText: true });
  });
});
