import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DIST, distNames, readDist } from '../../helpers/dist-files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { MIRA } from '../../pages/console-page.mjs';

/** @import { ChildProcessWithoutNullStreams } from 'node:child_process' */

/** @import { ConsolePage } from '../../pages/console-page.mjs' */

test.use({ tenancy: { mode: 'sandbox' } });

const PROFILE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b104';

/** @param {ConsolePage} app */
async function signInWithConsent(app, person = MIRA) {
  await app.signInButton.click();
  await app.pickAccount(person);
  await app.page.getByRole('button', { name: 'Accept' }).click();
  await app.seesTheForm();
}

test('the whole flow on one origin: sign in, consent, revoke, sign out', async ({ app, page, tenant, served, sent }) => {
  await app.open();
  await signInWithConsent(app);
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
  expect(tenant.graph.profile(PROFILE).tokenValue).toBe('');
  expect(sent().map(({ url }) => url)).toEqual([`/sandbox/graph/beta/deviceManagement/androidDeviceOwnerEnrollmentProfiles/${PROFILE}/revokeToken`]);
  await app.signOut();
  expect(new URL(page.url()).origin).toBe(new URL(served.url).origin);
});

test('the same at 127.0.0.1', async ({ app, leakGuard, served }) => {
  const address = new URL(served.url);
  address.hostname = '127.0.0.1';
  leakGuard.allow(address.host);
  app.url = address.href;
  await app.open();
  await signInWithConsent(app);
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
});

test.describe('by popup', () => {
  test.use({ site: { config: { signIn: 'popup' } } });

  test('signs in and out', async ({ app }) => {
    await app.open();
    const popup = await app.windowOpenedBy(app.signInButton);
    await app.pickAccount(MIRA, popup);
    await popup.getByRole('button', { name: 'Accept' }).click();
    await app.seesTheForm();
    await app.signOut();
  });
});

test('the help page lists people and samples, and a link leads to the filled form', async ({ app, page, tenant, served }) => {
  await page.goto(`${served.url}sandbox/`);
  for (const { upn } of tenant.people) await expect(page.getByText(upn)).toBeVisible();
  for (const { id, name } of tenant.samples) {
    await expect(page.getByText(id)).toBeVisible();
    await expect(page.getByRole('link', { name: `Try ${name}`, exact: true })).toBeVisible();
  }
  const { id, name } = tenant.samples[0];
  await page.getByRole('link', { name: `Try ${name}`, exact: true }).click();
  await signInWithConsent(app);
  await expect(app.profileId).toHaveValue(id);
  expect(tenant.graph.requests.filter(({ path }) => !/EnrollmentProfiles$/.test(path))).toEqual([]);
});

test('the help page counts the devices', async ({ page, tenant, served }) => {
  await page.goto(`${served.url}sandbox/`);
  await expect(page.getByText(/^1,319 devices are managed/)).toBeVisible();
  expect(tenant.graph.devices.all()).toHaveLength(1319);
});

test('the list of requests shows the revocation and no secret', async ({ app, page, served, sent }) => {
  await app.open();
  await signInWithConsent(app);
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
  const [, token] = present(sent()[0].headers.authorization).split(' ');
  const list = await (await page.request.get(`${served.url}sandbox/requests.json`)).text();
  expect(list).toContain(`${PROFILE}/revokeToken`);
  expect(list).not.toContain(token);
  expect(list).not.toMatch(/\beyJ[\w-]+\.[\w-]+\./);
});

test('serves the bytes that a user deploys, but for config.json', async ({ served, request }) => {
  for (const name of await distNames()) {
    const answer = await request.get(served.url + name);
    expect(answer.status(), name).toBe(200);
    expect((await answer.body()).equals(await readDist(name)), name).toBe(name !== 'config.json');
  }
  const config = await (await request.get(`${served.url}config.json`)).json();
  expect(config.sandbox).toEqual({ signIn: '/sandbox/sign-in', graph: '/sandbox/graph' });
});

test.describe('the command', () => {
  const PROGRAM = fileURLToPath(new URL('../../../sandbox/demo.mjs', import.meta.url));
  /** @type {ChildProcessWithoutNullStreams} */
  let demo;

  /** @param {string[]} more */
  function start(...more) {
    demo = spawn(process.execPath, [PROGRAM, '--dist', DIST, ...more]);
  }

  test.afterEach(() => {
    demo.kill();
  });

  test('says where the page is, serves it, and ends when its starter does', async ({ request }) => {
    start('--port', '0');
    const ended = once(demo, 'exit');
    const [line] = await once(createInterface(demo.stdout), 'line');
    const [, address] = present(/(http:\/\/localhost:\d+\/)$/.exec(line));
    expect((await request.get(address)).status()).toBe(200);
    expect(await (await request.get(`${address}sandbox/`)).text()).toContain('In any 20 seconds Graph lets in 100 revocations and new tokens of one app');
    demo.stdin.end();
    expect(await ended).toEqual([0, null]);
  });

  test('a port in use is one clear sentence', async ({ served }) => {
    const { port } = new URL(served.url);
    start('--port', port);
    let words = '';
    demo.stderr.on('data', (chunk) => {
      words += chunk;
    });
    const [code] = await once(demo, 'exit');
    expect(code).toBe(1);
    expect(words.trim()).toBe(`Port ${port} is in use. Stop the program that uses it, or choose another one with --port.`);
  });
});
