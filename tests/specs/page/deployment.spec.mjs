import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';

import { appVersion } from '../../helpers/app-version.mjs';
import { DIST, distName, distNames, readDist } from '../../helpers/dist-files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { FILES_OF_HOSTS } from '../../hosts/host.mjs';

/** @import { Page } from '@playwright/test' */

const SIGN_IN_HOSTS = ['https://login.microsoftonline.com', 'https://login.microsoftonline.us', 'https://login.partner.microsoftonline.cn'];
const GRAPH_HOSTS = ['https://graph.microsoft.com', 'https://graph.microsoft.us', 'https://dod-graph.microsoft.us', 'https://microsoftgraph.chinacloudapi.cn'];
/**
 * What allows the one script that stands in a document, or the one style.
 * @param {string} name
 * @param {RegExp} element
 */
async function inlineHash(name, element = /<script data-cfasync="?false"?>(.+?)<\/script>/s) {
  const [, text] = present(element.exec((await readDist(name)).toString()));
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
const PAGE_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'", await inlineHash('index.html')],
  'style-src': ["'self'", await inlineHash('index.html', /<style>(.+?)<\/style>/s)],
  'img-src': ["'self'"],
  'manifest-src': ["'self'"],
  'connect-src': ["'self'", ...SIGN_IN_HOSTS, ...GRAPH_HOSTS],
  'frame-src': ["'self'", ...SIGN_IN_HOSTS],
  'base-uri': ["'self'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ["'none'"],
};
const ANSWER_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'", await inlineHash('redirect.html')],
  'img-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ["'none'"],
};

/** @typedef {{path: string, headers: Record<string, string>}} HeaderRule */

/** What `_headers` says, by path, in the order of the file. */
async function headerFile() {
  /** @type {HeaderRule[]} */
  const rules = [];
  for (const line of (await readDist('_headers')).toString().split(/\r?\n/)) {
    if (/^\S/.test(line)) rules.push({ path: line, headers: {} });
    const [, name, value] = /^\s+([\w-]+):\s*(.*)$/.exec(line) ?? [];
    if (name) present(rules.at(-1)).headers[name] = value;
  }
  return rules;
}

/**
 * @param {HeaderRule[]} rules
 * @param {string} path
 */
function headersIn(rules, path) {
  /** @param {string} pattern */
  const matches = (pattern) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern);
  return Object.assign({}, ...rules.filter((rule) => matches(rule.path)).map(({ headers }) => headers));
}

/** @param {string} text */
function parsePolicy(text) {
  const directives = text
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
    .filter(([name]) => name);
  expect(directives.map(([name]) => name)).toHaveLength(new Set(directives.map(([name]) => name)).size);
  return Object.fromEntries(directives.map(([name, ...values]) => [name, values]));
}

/**
 * @param {Page} page
 * @param {string} address
 */
async function policyIn(page, address) {
  await page.goto(address);
  return parsePolicy((await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')) ?? '');
}

/**
 * Scripts and styles of a page, and what it preloads, with the hash it expects of each. Templates hold what is not loaded yet.
 * @param {Page} page
 */
function subresources(page) {
  return page.evaluate(() => {
    /**
     * @param {ParentNode} root
     * @returns {NodeListOf<HTMLScriptElement | HTMLLinkElement>}
     */
    const found = (root) => root.querySelectorAll('script, link:not([rel="icon"], [rel="manifest"])');
    const templates = [...document.querySelectorAll('template')].map(({ content }) => content);
    return [document, ...templates]
      .flatMap((root) => [...found(root)])
      .map((element) => ({
        name: (element.getAttribute('src') ?? element.getAttribute('href') ?? '').replace('./', ''),
        integrity: element.integrity,
        inline: element.textContent.length,
        cfasync: element.tagName === 'SCRIPT' ? element.dataset.cfasync : 'false',
      }));
  });
}

/**
 * The hash of a file, by the same algorithm as another one.
 * @param {string} name
 * @param {string} integrity
 */
async function hashLike(name, integrity) {
  const [algorithm] = integrity.split('-');
  expect(algorithm).toMatch(/^sha(256|384)$/);
  return `${algorithm}-${createHash(algorithm)
    .update(await readDist(name))
    .digest('base64')}`;
}

test('the policy of the page is the one that was designed', async ({ page, served }) => {
  expect(await policyIn(page, served.url)).toEqual(PAGE_POLICY);
});

test('the policy of the page of the sign-in answer allows its own scripts and nothing more', async ({ page, served }) => {
  expect(await policyIn(page, `${served.url}redirect.html`)).toEqual(ANSWER_POLICY);
});

test('the header files say the same, and who may frame', async () => {
  const rules = await headerFile();
  const azure = JSON.parse((await readDist('staticwebapp.config.json')).toString());
  /** @param {string} path */
  const azureFor = (path) => ({
    ...azure.globalHeaders,
    ...azure.routes.find((/** @type {{route: string}} */ { route }) => route === path)?.headers,
  });
  for (const headers of [headersIn(rules, '/'), headersIn(rules, '/index.html'), azureFor('/')]) {
    expect(parsePolicy(headers['Content-Security-Policy'])).toEqual({ ...PAGE_POLICY, 'frame-ancestors': ["'none'"] });
    expect(headers['Permissions-Policy']).toBe('camera=(self), display-capture=(), geolocation=(), microphone=()');
  }
  for (const headers of [headersIn(rules, '/redirect.html'), azureFor('/redirect.html')]) {
    // MSAL reads the answer from a frame of the page's own; and whoever opened the window must hear of it.
    expect(parsePolicy(headers['Content-Security-Policy'])).toEqual({ ...ANSWER_POLICY, 'frame-ancestors': ["'self'"] });
    expect(headers['Cross-Origin-Opener-Policy'] || 'none').toBe('none');
    expect(headers['Permissions-Policy']).toBe('camera=(), display-capture=(), geolocation=(), microphone=()');
    expect(headers['Cache-Control']).toBe('no-store');
  }
});

test('the header files promise never to change of every name with a hash, and of no other', async () => {
  const names = (await distNames()).map((name) => `/${name}`);
  const forever = (await headerFile()).filter(({ headers }) => /immutable/.test(headers['Cache-Control'] ?? '')).map(({ path }) => path);
  expect(forever.length).toBeGreaterThan(0);
  for (const pattern of forever) {
    const matching = names.filter((name) => name.startsWith(pattern.replace('*', '')));
    expect(matching, pattern).not.toEqual([]);
    for (const name of matching) expect(name).toMatch(/-[0-9a-f]{12,16}(_bg)?\.\w+$/);
  }
  /** @type {{route: string, headers: Record<string, string>}[]} */
  const azure = JSON.parse((await readDist('staticwebapp.config.json')).toString()).routes;
  const azureForever = azure.filter(({ headers }) => /immutable/.test(headers['Cache-Control'] ?? '')).map(({ route }) => route);
  expect(azureForever).toEqual(forever);
  const iis = (await readDist('web.config')).toString();
  const iisForever = [...iis.matchAll(/<location path="([^"]+)">(?:(?!<\/location>)[^])*cacheControlMaxAge/g)].map(([, name]) => `/${name}`);
  expect(iisForever).toEqual(names.filter((name) => /-[0-9a-f]{12,16}(_bg)?\.\w+$/.test(name)));
  const promised = (/** @type {string} */ name) => forever.some((pattern) => name.startsWith(pattern.replace('*', '')));
  for (const name of names) expect(promised(name), name).toBe(/-[0-9a-f]{12,16}(_bg)?\.\w+$/.test(name));
});

for (const signIn of ['redirect', 'popup']) {
  test(`with the headers of the header file the flow works by ${signIn}`, async ({ app, tenant, leakGuard }) => {
    const rules = await headerFile();
    const hosted = await tenant.addPage({ dist: DIST, headers: (path) => headersIn(rules, path), config: { signIn } });
    leakGuard.allow(new URL(hosted.url).host);
    app.url = hosted.url;
    await app.open();
    await (signIn === 'popup' ? app.signInByPopup() : app.signIn());
    await app.revoke('2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01');
    await app.seesSuccess();
    await app.signOut();
  });
}

for (const address of ['', 'redirect.html']) {
  test(`every script and style of ${address || 'index.html'} has the hash of its file`, async ({ page, served, context }) => {
    // The document as it was delivered: nothing of it may run and change it.
    await context.route(/\.(js|wasm)$/, (route) => route.abort());
    await page.goto(served.url + address);
    const resources = await subresources(page);
    expect(resources.length).toBeGreaterThan(1);
    // The first script stands in the document, and the policy has its hash.
    expect(resources.filter(({ inline }) => inline > 0).map(({ name }) => name)).toEqual(['']);
    for (const { name, integrity, inline, cfasync } of resources) {
      if (inline === 0) expect(integrity, name).toBe(await hashLike(name, integrity));
      expect(cfasync, name).toBe('false');
    }
  });
}

test('MSAL and its bridge are Microsoft’s, byte for byte', async () => {
  const library = fileURLToPath(new URL('../../../node_modules/@azure/msal-browser/lib/', import.meta.url));
  const msal = (await distNames()).find((name) => /^msal-browser\.min-\w+\.js$/.test(name));
  for (const [name, original] of /** @type {const} */ ([
    [msal, 'msal-browser.min.js'],
    [(await distNames()).find((each) => /^msal-redirect-bridge\.min-\w+\.js$/.test(each)), 'redirect-bridge/msal-redirect-bridge.min.js'],
  ])) {
    expect((await readDist(present(name))).equals(await readFile(library + original)), name).toBe(true);
  }
});

test('the notices are a link at the foot of the page, and read as what they are', async ({ app, page }) => {
  await app.open();
  const opening = page.waitForEvent('popup');
  await page.getByRole('contentinfo').getByRole('link', { name: app.words.licences }).click();
  const notices = await opening;
  await expect(notices).toHaveURL(/\/third-party-notices\.txt$/);
  await expect(notices.locator('body')).toContainText('leptos');
  // Encoded as UTF-8, whatever the web server says of plain text.
  await expect(notices.locator('body')).toContainText('©');
  await expect(notices.locator('body')).not.toContainText('Â©');
});

for (const [name, file, text] of /** @type {const} */ ([
  ['What is new', 'changelog.txt', 'Unreleased'],
  ['How it works', 'readme.txt', 'Register the app in Microsoft Entra'],
])) {
  test(`the account’s menu leads to ${file}, which is read as what it is`, async ({ app, page }) => {
    await app.openSignedIn();
    await app.banner.locator('.account > summary').click();
    const opening = page.waitForEvent('popup');
    await app.banner.getByRole('link', { name, exact: true }).click();
    const opened = await opening;
    await expect(opened).toHaveURL(new RegExp(`/${file}$`));
    await expect(opened.locator('body')).toContainText(text);
    await expect(opened.locator('body')).not.toContainText('â€');
    expect(await opened.evaluate(() => document.referrer)).toBe('');
  });
}

test('the notices name whatever the page is built from, with its licence, and no place on the builder’s machine', async () => {
  const text = (await readDist('third-party-notices.txt')).toString();
  expect(text.startsWith('\ufeff')).toBe(true);
  const { dependencies } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8'));
  const [[msal, msalVersion]] = Object.entries(dependencies);
  const lock = await readFile(new URL('../../../Cargo.lock', import.meta.url), 'utf8');
  const locked = (/** @type {string} */ name) => present(new RegExp(`^name = "${name}"\nversion = "(.+)"$`, 'm').exec(lock))[1];
  for (const [name, version, license] of [
    ['token-console', await appVersion(), 'MIT OR Apache-2.0'],
    ['leptos', locked('leptos'), 'MIT'],
    ['serde', locked('serde'), 'MIT OR Apache-2.0'],
    ['rxing', locked('rxing'), 'Apache-2.0'],
    ['wasm-bindgen', locked('wasm-bindgen'), 'MIT OR Apache-2.0'],
    [msal, msalVersion, 'MIT'],
    ['@azure/msal-common', '.+', 'MIT'],
    ["Rust's standard library", '.+', '(MIT OR Apache-2.0) AND Unicode-3.0'],
  ]) {
    const exact = (/** @type {string} */ part) => (part === '.+' ? part : part.replace(/[.()]/g, '\\$&'));
    expect(text).toMatch(new RegExp(`^${exact(name)} ${exact(version)}\n  ${exact(license)}\n(?:  http.+\n)?(?:  .+\n)?  texts: \\d`, 'm'));
  }
  for (const name of ['proptest', 'wasm_split_macros', 'playwright', 'oidc-provider', 'xtask']) {
    expect(text).not.toMatch(new RegExp(`^${name} \\d`, 'm'));
  }
  expect(text).toContain('Copyright (c) 2026 The Token Console contributors');
  expect(text).toContain('Copyright (c) Microsoft Corporation');
  for (const place of [homedir(), fileURLToPath(new URL('../../..', import.meta.url))]) expect(text).not.toContain(place);
});

test('the files whose names are a contract are there, and the shipped config.json names nobody', async () => {
  expect(await distNames()).toEqual(
    expect.arrayContaining([...FILES_OF_HOSTS, '404.html', 'config.json', 'index.html', 'redirect.html', 'third-party-notices.txt']),
  );
  expect(JSON.parse((await readDist('config.json')).toString())).toEqual({ clientId: '', tenantId: '', cloud: 'global' });
  expect(await distName('_bg.wasm')).toMatch(/^token-console-[0-9a-f]{12,16}_bg\.wasm$/);
});
