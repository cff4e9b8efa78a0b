import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { DIST, distName, distNames, readDist } from '../../helpers/dist-files.mjs';
import { expect, FOREIGN_NAME, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { LANGUAGES } from '../../pages/console-words.mjs';

/**
 * @import { BrowserContext, Page, Route } from '@playwright/test'
 * @import { Headers } from '../../../sandbox/http.mjs'
 * @import { ServedPage } from '../../../sandbox/tenant.mjs'
 * @import { AllFixtures } from '../../helpers/fixtures.mjs'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

/** The script that starts the program. */
const START = /\/token-console-\w+\.js$/;
/** What a start loads. */
const STARTED = /^\/?(msal|token-console.*\.wasm|config)/;
/** @param {Page} page */
const CAUSE = (page) => page.locator('#failed [data-cause]:visible');
const PART = /is missing, or is not the one that was built/;

/**
 * Changes the document on its way, as a proxy does.
 * @param {BrowserContext} context
 * @param {ConsolePage} app
 * @param {(html: string) => string} change
 */
async function altered(context, app, change) {
  await context.route(
    (url) => url.href.startsWith(app.url) && /(\/|redirect\.html)$/.test(url.pathname),
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: change(await response.text()) });
    },
  );
}

/**
 * @param {ConsolePage} app
 * @param {string | RegExp} text
 * @param {string | RegExp} detail
 */
async function seesTheCause(app, text, detail = '') {
  await app.seesAlert(app.words.failedToStart);
  await expect(CAUSE(app.page)).toHaveCount(1);
  await expect(CAUSE(app.page)).toContainText(text, { useInnerText: true });
  await expect(app.page.locator('#failure')).toContainText(detail);
  await expect(app.page.getByText(app.words.starting)).toBeHidden();
}

/**
 * Whether the style of the page is there, by what hides the words of all languages but one.
 * @param {Page} page
 */
async function seesTheStyle(page) {
  await expect(page.locator('#failed h1 [lang="zh-Hans"]')).toHaveCSS('display', 'none');
}

/** @param {ServedPage} served */
const paths = (served) => served.requests.map(({ path: asked }) => asked.slice(asked.lastIndexOf('/') + 1));

test.describe('the script that starts the program', () => {
  test('is missing', async ({ app, context }) => {
    await context.route(START, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'Not found' }));
    await app.open();
    await seesTheCause(app, PART, /^token-console-\w+\.js: 404, text\/plain/);
  });

  test('is answered with a page', async ({ app, context, leakGuard }) => {
    leakGuard.expect(/Failed to find a valid digest in the 'integrity' attribute/);
    await context.route(START, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html>' }));
    await app.open();
    await seesTheCause(app, PART, /^token-console-\w+\.js: 200, text\/html/);
  });

  test('is altered by a proxy', async ({ app, context, leakGuard }) => {
    leakGuard.expect(/Failed to find a valid digest in the 'integrity' attribute/);
    await context.route(START, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${await response.text()}\n/* inspected */` });
    });
    await app.open();
    await seesTheCause(app, PART, /^token-console-\w+\.js: 200/);
    await context.unroute(START);
    await app.alert.getByRole('link', { name: app.words.reload }).click();
    await app.seesTheSignInButton();
  });

  test('is altered by a proxy that also takes the hash away', async ({ app, context, leakGuard }) => {
    leakGuard.expect(/^uncaught: /);
    await altered(context, app, (html) => html.replace(/ integrity=\S+( type=module)/, '$1'));
    await context.route(START, (route) => route.fulfill({ status: 200, contentType: 'text/javascript', body: '<<<' }));
    await app.open();
    await seesTheCause(app, PART, /^token-console-\w+\.js: 200/);
  });

  test('is held back by an optimizer that heeds nothing', async ({ app, context }) => {
    await altered(context, app, (html) => html.replace(/type=module/, 'type=held-back'));
    await app.open();
    await seesTheCause(app, 'Rocket Loader', /^token-console-\w+\.js/);
  });
});

/**
 * What Rocket Loader does to a page: each script gets a type that no browser knows, and its own script runs them after the page.
 * https://developers.cloudflare.com/speed/optimization/content/rocket-loader/ignore-javascripts/
 */
const HELD_BACK = '0123456789abcdef';
const LOADER = 'cdn-cgi/scripts/7d0fa10a/cloudflare-static/rocket-loader.min.js';
/** @param {string} html */
const rocketLoader = (html) =>
  html
    .replace(/<script\b(?![^>]*\bdata-cfasync="?false\b)([^>]*)>/g, (_, rest) => `<script type="${HELD_BACK}-text/javascript"${rest.replace(/ type=\S+/, '')}>`)
    .replace(/(<\/body>|$)/, `<script src="/${LOADER}" data-cf-settings="${HELD_BACK}-|49" defer></script>$1`);
/** @param {string} heldBack */
const runsWhatIsHeldBack = (heldBack) => {
  document.documentElement.dataset.rocket = 'loader';
  for (const script of document.querySelectorAll('script')) {
    if (!script.type.startsWith(heldBack)) continue;
    const again = document.createElement('script');
    for (const { name, value } of script.attributes) if (name !== 'type') again.setAttribute(name, value);
    again.text = script.text;
    script.replaceWith(again);
  }
};

test('Rocket Loader leaves the page and the answer alone', async ({ app, tenant, page, leakGuard }) => {
  // As a server sends it: a document that the test puts in on the way counts as one of the internet, from which Chromium lets
  // nothing ask this computer, the sign-in host here.
  const dist = await mkdtemp(path.join(tmpdir(), 'page-'));
  await cp(DIST, dist, { recursive: true });
  const plain = '<!doctype html><script src=a.js></script><body></body>';
  expect(rocketLoader(plain)).toContain(`type="${HELD_BACK}-text/javascript" src=a.js`);
  for (const name of ['index.html', 'redirect.html']) {
    await writeFile(path.join(dist, name), rocketLoader((await readDist(name)).toString()));
  }
  await mkdir(path.join(dist, path.dirname(LOADER)), { recursive: true });
  await writeFile(path.join(dist, LOADER), `(${runsWhatIsHeldBack})('${HELD_BACK}');`);
  const served = await tenant.addPage({ dist });
  leakGuard.allow(new URL(served.url).host);
  app.url = served.url;
  await app.openSignedIn();
  await app.seesTheList();
  await expect(page.locator('html')).toHaveAttribute('data-rocket', 'loader');
  expect(served.requests.filter(({ path: asked }) => asked === '/redirect.html')).toHaveLength(1);
  await rm(dist, { recursive: true });
});

test('an inline script that is altered on the way: the page starts all the same', async ({ app, context, leakGuard }) => {
  leakGuard.expect(/script-src-elem inline/);
  leakGuard.expect(/Executing inline script violates/);
  await altered(context, app, (html) => html.replace('"use strict";', '"use strict"; '));
  await app.open();
  await app.seesTheSignInButton();
});

test('an inline style that is altered on the way: it comes as a file', async ({ app, context, page, leakGuard }) => {
  leakGuard.expect(/style-src-elem inline/);
  leakGuard.expect(/Applying inline style violates/);
  await altered(context, app, (html) => html.replace('<style>', '<style> '));
  await app.open();
  await app.seesTheSignInButton();
  await seesTheStyle(page);
});

test('where no script runs at all, words that need none say so', async ({ app, context, page, leakGuard }) => {
  leakGuard.expect(/script-src-elem/);
  leakGuard.expect(/violates the following Content Security Policy/);
  await context.route(
    (url) => url.href === app.url,
    async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), 'Content-Security-Policy': "script-src 'none'" } });
    },
  );
  await app.open();
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBeGreaterThan(0);
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  await expect(page.getByText('The scripts of this page did not run')).toBeVisible();
});

/** A browser that lacks something, told by how a browser that has it is asked. No old one can be had here. */
const LACKS = {
  'JavaScript modules': () => {
    Reflect.deleteProperty(HTMLScriptElement.prototype, 'noModule');
  },
  'CSS light-dark()': () => {
    const { supports } = CSS;
    CSS.supports = (/** @type {string[]} */ ...asked) => !/light-dark/.test(asked.join()) && Reflect.apply(supports, CSS, asked);
  },
  'CSS content with a text alternative': () => {
    const { supports } = CSS;
    CSS.supports = (/** @type {string[]} */ ...asked) => !/content:.*\//.test(asked.join()) && Reflect.apply(supports, CSS, asked);
  },
};

for (const [name, lack] of Object.entries(LACKS)) {
  test(`a browser without ${name}: that is named, and the program does not load`, async ({ app, page, served }) => {
    await page.addInitScript(lack);
    await app.open();
    await seesTheCause(app, 'Chrome or Edge 123, Firefox 128, Safari 17.5', name);
    expect(paths(served).filter((each) => STARTED.test(each))).toEqual([]);
  });
}

test('a browser without WebAssembly: the usual reasons are named, and nothing else loads', async ({ app, page, served }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'WebAssembly');
  });
  await app.open();
  for (const reason of ['Lockdown Mode', 'Enhance your security on the web', 'Tor Browser']) await seesTheCause(app, reason);
  expect(paths(served).filter((each) => STARTED.test(each))).toEqual([]);
});

for (const words of LANGUAGES) {
  test.describe(`in ${words.tag}`, () => {
    test.use({ locale: words.locale, words });

    test('opened by http: it needs https, and nothing else loads', async ({ app, served, leakGuard }) => {
      const { port } = new URL(served.url);
      leakGuard.allow(`${FOREIGN_NAME}:${port}`);
      app.url = `http://${FOREIGN_NAME}:${port}/`;
      await app.open();
      await seesTheCause(app, words.httpsOnly, `https://${FOREIGN_NAME}:${port}/`);
      expect(served.requests.map(({ path: asked }) => asked).filter((each) => STARTED.test(each))).toEqual([]);
    });
  });
}

test.describe('JavaScript off', () => {
  test.use({ javaScriptEnabled: false });

  for (const address of ['', 'redirect.html']) {
    test(`the notice stands alone: ${address || 'index.html'}`, async ({ app, page }) => {
      await app.open(address);
      const main = page.locator('main:visible');
      await expect(main).toContainText('This page needs JavaScript.', { useInnerText: true });
      await expect(main).not.toContainText(/Starting|Reload|longer than usual/, { useInnerText: true });
    });
  }
});

/** Translates as browsers do: the text of what `translate` does not keep from it gets elements of its own. */
const translator = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  for (const text of texts.filter(({ data, parentElement }) => data.trim() && parentElement?.translate)) {
    const wrapped = document.createElement('font');
    wrapped.textContent = text.data;
    text.replaceWith(wrapped);
  }
};

test('a browser that translates leaves the page alone, and its counts go on', async ({ app, page }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.profileId.fill('warehouse');
  await app.box('Warehouse scanners – Rotterdam').check();
  await app.seesChosen('1 selected');
  await page.evaluate(translator);
  await app.box('Warehouse scanners – Gdańsk').check();
  await app.seesChosen('2 selected');
  await expect(page.locator('meta[name="google"]')).toHaveAttribute('content', 'notranslate');
  await page.goto(`${app.url}redirect.html`);
  expect(await page.evaluate(() => document.documentElement.translate)).toBe(false);
});

test.describe('on a host of another kind', () => {
  /**
   * @param {Pick<AllFixtures, 'app' | 'tenant' | 'leakGuard'>} fixtures
   * @param {RegExp} where  The paths that get more headers.
   * @param {Headers} more
   */
  async function hosted({ app, tenant, leakGuard }, where, more) {
    const page = await tenant.addPage({ dist: DIST, headers: (asked) => (where.test(asked) ? more : {}) });
    leakGuard.allow(new URL(page.url).host);
    app.url = page.url;
    return page;
  }

  for (const type of ['application/octet-stream', 'text/plain', 'application/wasm; charset=utf-8']) {
    test(`wasm as ${type}: every part works`, async ({ app, tenant, leakGuard }) => {
      leakGuard.expect(/Falling back to `WebAssembly.instantiate` which is slower/);
      await hosted({ app, tenant, leakGuard }, /\.wasm$/, { 'Content-Type': type });
      await app.openSignedIn();
      await app.seesTheList();
      await app.openActivity(0);
    });
  }

  const withoutGraph = async () => {
    const [, policy] = present(/Content-Security-Policy: (.*)/.exec((await readDist('_headers')).toString()));
    return policy.replaceAll(/ https:\/\/[\w.-]*(graph|microsoftgraph)\.[\w.]+/g, '');
  };

  test('a policy without Graph is named, where Graph is asked', async ({ app, page, tenant, leakGuard, sent }) => {
    leakGuard.expect(/policy violation: connect-src https:\/\/graph\.microsoft\.com/);
    leakGuard.expect(/violates the following Content Security Policy/);
    leakGuard.expect(/Fetch API cannot load/);
    const policy = await withoutGraph();
    expect(policy).not.toContain('https://graph.');
    await hosted({ app, tenant, leakGuard }, /^\/$/, { 'Content-Security-Policy': policy });
    await app.openSignedIn();
    await expect(app.problem.first()).toContainText('content security policy');
    await app.request('2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01');
    await expect(app.dialog).toContainText('content security policy that the web server of this page sends (connect-src)');
    await expect(page.getByText('a proxy, an extension or a filter')).toBeHidden();
    expect(sent()).toEqual([]);
  });

  test('a policy that keeps the WebAssembly from running is named at the start', async ({ app, tenant, leakGuard }) => {
    leakGuard.expect(/policy violation: script-src wasm-eval/);
    const policy = (await withoutGraph()).replace("'wasm-unsafe-eval' ", '');
    await hosted({ app, tenant, leakGuard }, /^\/$/, { 'Content-Security-Policy': policy });
    await app.open();
    await seesTheCause(app, 'content security policy forbids', 'script-src wasm-eval');
  });

  test('a policy of the host without the hashes of what stands in the page: it works all the same', async ({ app, page, tenant, leakGuard }) => {
    leakGuard.expect(/(script|style)-src-elem inline/);
    leakGuard.expect(/(Executing inline script|Applying inline style) violates/);
    const policy =
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' https://login.microsoftonline.com https://graph.microsoft.com; frame-src 'self' https://login.microsoftonline.com";
    await hosted({ app, tenant, leakGuard }, /^\/$/, { 'Content-Security-Policy': policy });
    await app.openSignedIn();
    await app.seesTheList();
    await seesTheStyle(page);
  });
});

test.describe('the page of the sign-in answer', () => {
  const scripts = async () => (await distNames()).filter((name) => /^(redirect|msal-redirect-bridge\.min)-[0-9a-f]{12,16}\.js$/.test(name));

  test('its scripts have a hash in their names, as all others', async () => {
    expect(await scripts()).toHaveLength(2);
    expect((await distNames()).filter((name) => /\.js$/.test(name) && !/-[0-9a-f]{12,16}\.js$/.test(name))).toEqual([]);
  });

  for (const which of ['redirect', 'msal-redirect-bridge']) {
    for (const [how, answer] of /** @type {const} */ ([
      ['is gone', { status: 404, contentType: 'text/plain', body: '' }],
      ['is stale', { status: 200, contentType: 'text/javascript', body: '"another version";' }],
    ])) {
      test(`a script of it ${how} (${which}): it says so, and Reload completes the sign-in`, async ({ app, context, page, leakGuard }) => {
        const file = new RegExp(`/${which}[\\w.-]*-[0-9a-f]{12,16}\\.js$`);
        if (answer.status === 200) leakGuard.expect(/Failed to find a valid digest/);
        if (which !== 'redirect') leakGuard.expect(/msalRedirectBridge is not defined/);
        await app.open();
        await app.seesTheSignInButton();
        await context.route(file, (route) => route.fulfill(answer));
        await app.signInButton.click();
        await app.pickAccount();
        await expect(page.getByText('The sign-in is not being completed')).toBeVisible();
        await expect(page.getByText('Completing sign-in…')).toBeHidden();
        await context.unroute(file);
        await page.getByRole('link', { name: 'Reload' }).click();
        await app.seesTheForm();
      });
    }
  }

  test('a script of it that never comes: after some seconds it says so', async ({ app, context, page }) => {
    await page.clock.install();
    /** @type {Route[]} */
    const hanging = [];
    await context.route(/\/redirect-\w+\.js$/, (route) => {
      hanging.push(route);
    });
    await page.goto(`${app.url}redirect.html`, { waitUntil: 'commit' });
    await expect.poll(() => hanging.length).toBe(1);
    await page.clock.fastForward(8_000);
    await expect(page.getByText('The sign-in is not being completed')).toBeVisible();
    await Promise.all(hanging.map((route) => route.abort()));
  });
});

test('the WebAssembly is asked for once, without a preload, and pinned', async ({ app, page, served }) => {
  await app.open();
  await app.seesTheSignInButton();
  const wasm = await distName('_bg.wasm');
  expect(paths(served).filter((each) => each === wasm)).toHaveLength(1);
  await expect(page.locator('link[rel="preload"]')).toHaveCount(0);
});
