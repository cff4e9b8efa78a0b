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
  ['color is unknown', { ...RIGHT, color: '#f00' }, 'the field color must be blue, green, orange, purple or red.'],
  ['tenants is empty', { tenants: [] }, 'the field tenants must be a list of 1 to 500 tenants'],
  ['a tenant has no name', { tenants: [RIGHT] }, 'the field tenants[0].name is missing.'],
  [
    'a tenant has a wrong field',
    {
      tenants: [
        { ...RIGHT, name: 'A' },
        { ...RIGHT, name: 'B', cloud: 'mars' },
      ],
    },
    'the field tenants[1].cloud must be global, usGov',
  ],
  ['a field stands beside the list', { tenants: [{ ...RIGHT, name: 'A' }], cloud: 'global' }, 'the field cloud is not a field of this file.'],
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
