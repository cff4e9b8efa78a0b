import { readFile } from 'node:fs/promises';

import { DIST, distName, readDist } from '../../helpers/dist-files.mjs';
import { test as base, expect } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';

/**
 * @import { Fixtures, Locator } from '@playwright/test'
 * @import { TestArgs, WorkerArgs } from '../../helpers/fixtures.mjs'
 *
 * @typedef {object} Own
 * @property {SetUpPage} setUp
 */

/** Whose role may read one of the two collections. */
const JONAS = 'Jonas Weber';

/** The set-up, as a person meets it. */
class SetUpPage {
  /** @param {TestArgs['page']} page */
  constructor(page) {
    this.page = page;
    /** @param {string} name */
    const field = (name) => page.getByRole('textbox', { name, exact: true });
    this.clientId = field('Client ID');
    this.tenant = field('Tenant');
    this.cloud = page.getByRole('combobox', { name: 'Cloud' });
    this.test = page.getByRole('button', { name: 'Test', exact: true });
    this.steps = page.locator('.wizard > li');
    this.findings = page.locator('.findings > li');
    this.verdict = page.getByRole('status');
  }

  /**
   * What the test says of something.
   * @param {string} what
   */
  finding(what) {
    return this.findings.filter({ hasText: what });
  }

  /** @param {{clientId: string, tenantId: string}} ids */
  async enter({ clientId, tenantId }) {
    await this.clientId.fill(clientId);
    await this.tenant.fill(tenantId);
  }

  async runTest() {
    await this.test.click();
    await expect(this.findings).toHaveCount(6);
    await expect(this.verdict).not.toBeEmpty();
  }
}

/** @type {Fixtures<Own, {}, TestArgs, WorkerArgs>} */
const fixtures = {
  setUp: async ({ page }, use) => use(new SetUpPage(page)),
};
const test = base.extend(fixtures);

test('the wizard leads from the cloud to a file that works', async ({ app, page, context, served, setUp }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { clientId, tenantId } = served.defaultConfig;
  served.setConfig(null);
  await app.open();
  await expect(setUp.steps.getByRole('heading')).toHaveText([
    '1. Choose the cloud',
    '2. Register the app in Microsoft Entra',
    '3. Enter the IDs',
    '4. Write config.json',
    '5. Test',
  ]);
  await setUp.cloud.selectOption({ label: 'China (21Vianet)' });
  await expect(page.getByRole('link', { name: 'Open the portal' })).toHaveAttribute('href', 'https://portal.azure.cn');
  await setUp.cloud.selectOption({ label: 'Global' });
  await expect(page.getByRole('link', { name: 'Open the portal' })).toHaveAttribute('href', 'https://entra.microsoft.com');
  await expect(page.getByText(`${served.url}redirect.html`, { exact: true })).toBeVisible();
  await expect(page.getByText('DeviceManagementConfiguration.ReadWrite.All', { exact: true })).toBeVisible();

  await setUp.clientId.fill(`  ${clientId.toUpperCase()}`);
  await expect(page.getByText('When both IDs are right, the contents of config.json appear here.')).toBeVisible();
  await setUp.tenant.fill(tenantId);
  await page.getByRole('button', { name: 'Copy config.json' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const contents = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(contents)).toEqual({ clientId, tenantId, cloud: 'global' });

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download config.json' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('config.json');
  expect(await readFile(await download.path(), 'utf8')).toBe(contents);

  served.setConfig(contents);
  await setUp.runTest();
  await page.getByRole('link', { name: 'Reload' }).click();
  await app.signIn();
});

for (const [name, marks] of /** @type {const} */ ([
  ['Script for the Azure CLI', ['az ad app create', 'AzureUSGovernment', 'graph.microsoft.us']],
  ['Script for Microsoft Graph PowerShell', ['New-MgApplication', '-Environment USGov ']],
])) {
  test(`${name}: the same as the steps, to copy`, async ({ app, page, served, context, setUp }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    served.setConfig({});
    await app.open();
    await setUp.cloud.selectOption('usGov');
    await page.getByText(name, { exact: true }).click();
    await page.getByRole('button', { name: `Copy ${name}` }).click();
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    const script = await page.evaluate(() => navigator.clipboard.readText());
    for (const mark of [...marks, `${served.url}redirect.html`, 'DeviceManagementConfiguration.ReadWrite.All']) expect(script).toContain(mark);
  });
}

test('each entry is told what is wrong as it is typed', async ({ app, page, served, setUp }) => {
  served.setConfig({});
  await app.open();
  /**
   * @param {Locator} field
   * @param {string} text
   * @param {RegExp} problem
   */
  const typed = async (field, text, problem) => {
    await field.fill('');
    await expect(field).not.toHaveAttribute('aria-invalid', 'true');
    await field.pressSequentially(text);
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(problem);
  };
  await typed(setUp.clientId, 'nonsense', /“n” is no character of a GUID/);
  await typed(setUp.clientId, '5f1c7a52-4b0f', /has 36 characters; here are 13/);
  await typed(setUp.clientId, 'https://entra.microsoft.com/', /This is an address/);
  await typed(setUp.clientId, 'abc8Q~dEfGhIjKlMnOpQrStUvWxYz0123456789.', /looks like a client secret/);
  await setUp.clientId.fill('5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11');
  await expect(setUp.clientId).not.toHaveAttribute('aria-invalid', 'true');
  await typed(setUp.tenant, 'common', /stands for every tenant/);
  await typed(setUp.tenant, 'mira@contoso.example', /what stands behind the @/);
  await typed(setUp.tenant, '5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11', /client ID once more/);
  await expect(page.getByRole('link', { name: 'Download config.json' })).toBeHidden();
  await setUp.tenant.fill('contoso.example');
  await expect(page.getByRole('link', { name: 'Download config.json' })).toBeVisible();
});

test('before Test is pressed nothing is sent, and then only where it says', async ({ app, page, served, tenant, setUp }) => {
  served.setConfig({});
  await app.open();
  await setUp.enter(served.defaultConfig);
  await expect(page.getByText(`Test asks ${new URL(served.url).host} for files of this page, and login.microsoftonline.com`)).toBeVisible();
  expect(tenant.requests.filter(({ service }) => service !== 'page')).toEqual([]);
  await setUp.runTest();
  const asked = tenant.requests.filter(({ service }) => service !== 'page');
  expect(asked.map(({ path }) => path)).toEqual([`/${served.defaultConfig.tenantId}/v2.0/.well-known/openid-configuration`]);
  expect(JSON.stringify(tenant.requests)).not.toContain(served.defaultConfig.clientId);
});

test('without right entries Test does nothing', async ({ app, served, tenant, setUp }) => {
  served.setConfig({});
  await app.open();
  await expect(setUp.test).toHaveAttribute('aria-disabled', 'true');
  const before = tenant.requests.length;
  await setUp.test.click({ force: true });
  await setUp.clientId.fill('x');
  await setUp.test.press('Enter');
  expect(tenant.requests).toHaveLength(before);
  await expect(setUp.findings).toHaveCount(0);
});

test('a host without headers works, and is told what could be better', async ({ app, served, setUp }) => {
  await app.open('?setup');
  await expect(setUp.clientId).toHaveValue(served.defaultConfig.clientId);
  await setUp.runTest();
  await expect(setUp.verdict).toContainText('This works.');
  await expect(setUp.finding('The tenant is known')).toContainText('Good.');
  await expect(setUp.finding('The tenant is known').getByRole('code')).toHaveText(served.defaultConfig.tenantId);
  await expect(setUp.finding('config.json is in place')).toContainText('Good.');
  await expect(setUp.finding('index.html comes with')).toContainText('frame-ancestors');
  await expect(setUp.finding('The WebAssembly')).toContainText('not compressed');
  await expect(setUp.finding('not to be there')).toContainText('Good.');
});

/**
 * What is wrong with a host, and what the test says of it.
 * @type {Record<string, {path: RegExp, headers: Record<string, string>, what: string, says: string, warning?: RegExp}>}
 */
const FAULTS = {
  'WebAssembly as bytes': {
    path: /_bg\.wasm$/,
    headers: { 'Content-Type': 'application/octet-stream' },
    what: 'The WebAssembly',
    says: 'Its Content-Type is “application/octet-stream”',
    warning: /Falling back to `WebAssembly.instantiate` which is slower/,
  },
  'an opener policy everywhere': {
    path: /redirect\.html$/,
    headers: { 'Cross-Origin-Opener-Policy': 'same-origin' },
    what: 'redirect.html takes',
    says: 'a sign-in in a second window will never answer',
  },
  'a page that is kept for an hour': {
    path: /\/$/,
    headers: { 'Cache-Control': 'max-age=3600' },
    what: 'index.html comes with',
    says: 'Cache-Control is “max-age=3600”',
  },
};

for (const [fault, { path, headers, what, says, warning }] of Object.entries(FAULTS)) {
  test(`${fault} is found`, async ({ app, tenant, leakGuard, setUp }) => {
    const hosted = await tenant.addPage({ dist: DIST, headers: (asked) => (path.test(asked) ? headers : {}) });
    leakGuard.allow(new URL(hosted.url).host);
    if (warning) leakGuard.expect(warning);
    app.url = hosted.url;
    await app.open('?setup');
    await setUp.runTest();
    await expect(setUp.finding(what)).toContainText(says);
  });
}

test('a host that answers a missing file with the page is found', async ({ app, context, setUp }) => {
  const page = await readDist('index.html');
  await context.route(/missing-0000000000000000/, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: page }));
  await app.open('?setup');
  await setUp.runTest();
  await expect(setUp.finding('not to be there')).toContainText('instead of 404');
  await expect(setUp.verdict).toContainText('Something is not right yet');
});

test('a tenant that its cloud does not know', async ({ app, served, setUp }) => {
  served.setConfig({});
  await app.open();
  await setUp.enter({ ...served.defaultConfig, tenantId: 'nobody.example' });
  await setUp.runTest();
  await expect(setUp.finding('The tenant is known')).toContainText('It knows no such tenant');
  await expect(setUp.finding('config.json is in place')).toContainText('not usable');
  // An entry that changes makes the last test one of something else.
  await setUp.tenant.fill(served.defaultConfig.tenantId);
  await expect(setUp.findings).toHaveCount(0);
});

test('after the sign-in the test is finished by what the lists tell', async ({ app, page, setUp }) => {
  await app.open('?setup');
  await setUp.runTest();
  await page.getByRole('link', { name: 'Sign in and finish the test' }).click();
  await app.signIn();
  const report = page.getByRole('region', { name: 'The test of the set-up, after the sign-in' });
  await expect(report.getByRole('listitem')).toHaveText([
    'The app was granted its permission: yes.',
    'Your Intune role may read enrollment profiles: yes.',
    'The tenant has an Intune licence: yes.',
    'Android for Work: yes.',
    'Device owner: yes.',
  ]);
  await report.getByRole('link', { name: 'Back to the set-up' }).click();
  await expect(setUp.steps).toHaveCount(5);
});

test('of a role that may not read, the test says so', async ({ app, page }) => {
  await app.openAndSignIn(JONAS, '?setup=test');
  const report = page.getByRole('region', { name: 'The test of the set-up, after the sign-in' });
  await expect(report).toContainText('Your Intune role may read enrollment profiles: no.');
  await expect(report).toContainText('The app was granted its permission: yes.');
});

test('the file that is looked at is the page’s own WebAssembly', async ({ app, served, setUp }) => {
  await app.open('?setup');
  await setUp.runTest();
  const code = await distName('_bg.wasm');
  expect(present(served.requests.findLast(({ path }) => path.endsWith('_bg.wasm'))).path).toContain(code);
});
