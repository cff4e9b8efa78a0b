import { readFile } from 'node:fs/promises';

import { expect, FOREIGN_NAME, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';

/** @import { ConsolePage } from '../../pages/console-page.mjs' */

const GUID = '3b9e7f10-5a2c-4d86-b1f4-6c0d92e85a71';
const RIGHT = { clientId: GUID, tenantId: 'contoso.example', cloud: 'global' };
const SANDBOX = { signIn: '/sandbox/sign-in', graph: '/sandbox/graph' };

/** @param {string} name */
const without = (name) => Object.fromEntries(Object.entries(RIGHT).filter(([key]) => key !== name));

/**
 * What the file holds, and what the set-up screen says about it.
 * @type {[what: string, config: unknown, problem: string][]}
 */
const WRONG = [
  ['the file is missing', null, 'config.json could not be read: the web server answered 404.'],
  ['the file is empty', '', 'config.json is not JSON: reading stopped at line 1'],
  ['the file is broken off', '{"clientId": "3b9e', 'config.json is not JSON: reading stopped at line 1, column 18.'],
  ['the file is a list', '[]', 'config.json is JSON, but not an object'],
  ['the file is a page', '<!doctype html><title>Home</title>', 'config.json is not JSON: reading stopped at line 1'],
  ['clientId is missing', without('clientId'), 'the field clientId is missing.'],
  ['clientId is empty', { ...RIGHT, clientId: '' }, 'the field clientId is missing'],
  ['clientId is no GUID', { ...RIGHT, clientId: 'token-console' }, 'the field clientId must be a GUID'],
  ['clientId is a number', { ...RIGHT, clientId: 1 }, 'the field clientId must be a GUID'],
  ['tenantId is missing', without('tenantId'), 'the field tenantId is missing.'],
  ['tenantId is empty', { ...RIGHT, tenantId: '' }, 'the field tenantId is missing'],
  ['tenantId stands for all tenants', { ...RIGHT, tenantId: 'common' }, 'the field tenantId must be'],
  ['tenantId is a path', { ...RIGHT, tenantId: 'contoso.example/../x' }, 'the field tenantId must be'],
  ['cloud is missing', without('cloud'), 'the field cloud is missing.'],
  ['cloud is unknown', { ...RIGHT, cloud: 'germany' }, 'the field cloud must be global, usGov, usGovDoD or china.'],
  ['cloud is in another case', { ...RIGHT, cloud: 'Global' }, 'the field cloud must be global, usGov, usGovDoD or china.'],
  ['signIn is unknown', { ...RIGHT, signIn: 'silent' }, 'the field signIn must be redirect or popup.'],
  ['scopes is a text', { ...RIGHT, scopes: 'User.Read' }, 'the field scopes must be a list of permission names'],
  ['scopes is empty', { ...RIGHT, scopes: [] }, 'the field scopes must be a list of permission names'],
  ['scopes holds an address', { ...RIGHT, scopes: ['https://evil.example/.default'] }, 'the field scopes must be a list of permission names'],
  ['sandbox is a switch', { ...RIGHT, sandbox: true }, 'the field sandbox must hold two paths on this web server'],
  [
    'sandbox names another host',
    { ...RIGHT, sandbox: { ...SANDBOX, graph: '//evil.example/graph' } },
    'the field sandbox must hold two paths on this web server',
  ],
  ['sandbox lacks a path', { ...RIGHT, sandbox: { signIn: '/sandbox/sign-in' } }, 'the field sandbox must hold two paths on this web server'],
  ['a field is unknown', { ...RIGHT, clientID: GUID }, 'the field clientID is not a field of this file.'],
];

/**
 * @param {ConsolePage} app
 * @param {string} problem
 */
async function seesSetUp(app, problem) {
  await expect(app.page.getByRole('heading', { name: 'Set up Token Console' })).toBeVisible();
  await app.seesAlert(problem, 'Nothing was sent to anyone.');
  await expect(app.signInButton).toBeHidden();
}

for (const [what, config, problem] of WRONG) {
  test(what, async ({ app, served, tenant }) => {
    served.setConfig(config);
    await app.open();
    await seesSetUp(app, problem);
    expect(tenant.requests.filter(({ service }) => service !== 'page')).toEqual([]);
  });
}

test('the shipped config.json asks for set-up', async ({ app, served, tenant }) => {
  served.setConfig(undefined);
  await app.open();
  await seesSetUp(app, 'the field clientId');
  expect(tenant.requests.filter(({ service }) => service !== 'page')).toEqual([]);
});

test('the web server breaks off', async ({ app, page }) => {
  await page.route('**/config.json', (route) => route.abort());
  await app.open();
  await seesSetUp(app, 'config.json could not be read: the web server did not answer.');
});

test('the sandbox is refused under a name that is not loopback', async ({ app, page, served, tenant, leakGuard }) => {
  const { port } = new URL(served.url);
  // As under https, which the tests' web server does not speak: what http says is tested in page-faults.spec.mjs.
  await page.addInitScript(() => Object.defineProperty(window, 'isSecureContext', { value: true }));
  leakGuard.allow(`${FOREIGN_NAME}:${port}`);
  served.setConfig({ ...served.defaultConfig, sandbox: SANDBOX });
  app.url = `http://${FOREIGN_NAME}:${port}/`;
  await app.open();
  await seesSetUp(app, 'the field sandbox is for pages on localhost or 127.0.0.1 only.');
  expect(tenant.requests.filter(({ service }) => service !== 'page')).toEqual([]);
});

test('the set-up form writes a config.json that works', async ({ app, page, context, served }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { clientId, tenantId } = served.defaultConfig;
  served.setConfig(null);
  await app.open();
  await expect(page.getByText(`${served.url}redirect.html`)).toBeVisible();
  await expect(page.getByText('DeviceManagementConfiguration.ReadWrite.All')).toBeVisible();

  await page.getByRole('textbox', { name: 'Client ID' }).fill(`  ${clientId.toUpperCase()}`);
  await expect(page.getByText('When both are right, the contents of config.json appear here.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Tenant' }).fill(tenantId);
  await page.getByRole('combobox', { name: 'Cloud' }).selectOption({ label: 'China (21Vianet)' });
  await expect(page.getByRole('link', { name: 'Open the portal' })).toHaveAttribute('href', 'https://portal.azure.cn');
  await page.getByRole('combobox', { name: 'Cloud' }).selectOption({ label: 'Global' });
  await expect(page.getByRole('link', { name: 'Open the portal' })).toHaveAttribute('href', 'https://entra.microsoft.com');
  await page.getByRole('button', { name: 'Copy config.json' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const contents = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(contents)).toEqual({ clientId, tenantId, cloud: 'global' });
  await expect(page.getByText('"cloud": "global"')).toBeVisible();

  served.setConfig(contents);
  await page.getByRole('link', { name: 'Reload' }).click();
  await app.signIn();
});

test('the set-up form says what is wrong once a field is left, and gives the file', async ({ app, page, served }) => {
  served.setConfig({});
  await app.open();
  const field = page.getByRole('textbox', { name: 'Client ID' });
  await field.fill('nonsense');
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('textbox', { name: 'Tenant' }).fill('contoso.example');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/^This is not right\. It must be: /);
  const link = page.getByRole('link', { name: 'Download config.json' });
  await expect(link).toBeHidden();
  await field.fill('5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11');
  await expect(field).not.toHaveAttribute('aria-invalid', 'true');
  const downloading = page.waitForEvent('download');
  await link.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('config.json');
  expect(JSON.parse(await readFile(await download.path(), 'utf8'))).toMatchObject({
    clientId: '5f1c7a52-4b0f-4d7e-9a55-0c6c2f1d8e11',
    tenantId: 'contoso.example',
  });
});

test('a config.json with a byte order mark is taken', async ({ app, served }) => {
  served.setConfig(`\ufeff${JSON.stringify(served.defaultConfig)}`);
  await app.openSignedIn();
});

test('scopes chooses the permissions that are asked for', async ({ app, served, tenant }) => {
  served.setConfig({ ...served.defaultConfig, scopes: ['DeviceManagementConfiguration.ReadWrite.All', 'User.Read'] });
  await app.openAndSignIn();
  const { url } = present(tenant.identity.requests.find(({ path }) => path.endsWith('/authorize')));
  expect(
    new URL(url, 'https://host').searchParams
      .get('scope')
      ?.split(' ')
      .filter((scope) => scope.startsWith('https')),
  ).toEqual(['https://graph.microsoft.com/DeviceManagementConfiguration.ReadWrite.All', 'https://graph.microsoft.com/User.Read']);
});

test('config.json is read anew at each start', async ({ app, page, served }) => {
  await app.open();
  await app.seesTheSignInButton();
  served.setConfig({ ...served.defaultConfig, cloud: 'nowhere' });
  await page.reload();
  await seesSetUp(app, 'the field cloud must be');
});
