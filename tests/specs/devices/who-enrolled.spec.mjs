import { readFile } from 'node:fs/promises';

import { MANAGED_DEVICES } from '../../../sandbox/graph/device.mjs';
import { listFault } from '../../../sandbox/graph/list-faults.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { readDatabase } from '../../helpers/page-database.mjs';
import { present } from '../../helpers/present.mjs';
import { gate, numberOf } from '../../tenant/held-calls.mjs';
import { KITCHEN, PILOTS, SCANNERS, TABLETS } from '../../tenant/named-profiles.mjs';

/**
 * @import { BrowserContext, Page } from '@playwright/test'
 * @import { ManagedDevice } from '../../../sandbox/graph/device.mjs'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const PERMISSION = 'DeviceManagementManagedDevices.Read.All';
const JONAS = 'Jonas Weber';
const DEFAULT_FULLY_MANAGED = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101';
const ONE_DEVICE = /\/managedDevices\/[^/]+$/;

/**
 * The requests to the sign-in host that ask for the permission.
 * @param {Tenant} tenant
 */
const asked = (tenant) => tenant.identity.requests.filter(({ url, body }) => `${url} ${body}`.includes(PERMISSION));
/**
 * The readings of devices that reached Graph, those of single ones apart.
 * @param {Tenant} tenant
 */
const deviceReads = (tenant) => {
  const reads = tenant.graph.requests.filter(({ method, path }) => method === 'GET' && path.includes(`/${MANAGED_DEVICES}`));
  const single = reads.filter(({ path }) => ONE_DEVICE.test(path));
  return { lists: reads.filter((read) => !single.includes(read)), single };
};
/** @param {ManagedDevice} device */
const isOdd = ({ id }) => id.startsWith('f3b1c0de-');

/** The devices that enrolled lately, and are of the profile that a test is about: the fewer there are, the sooner it is over. */
const FEW = 6;

/**
 * Lets all devices have enrolled long ago but these of a profile; so many of them, unless a test says which.
 * @param {Tenant} tenant
 * @param {string} id
 * @param {{count?: number, are?: (device: ManagedDevice) => boolean}} which
 */
function onlyLately(tenant, id, { count = FEW, are } = {}) {
  const own = are ?? (({ enrollmentProfileName: name }) => name === tenant.graph.profile(id).displayName);
  const found = tenant.graph.devices.all().filter(own);
  // The odd ones first.
  const left = [...found.filter(isOdd), ...found.filter((device) => !isOdd(device))].slice(0, count);
  for (const device of tenant.graph.devices.all()) if (!left.includes(device)) device.enrolledDateTime = '2020-01-01T00:00:00Z';
}

/**
 * Opens a profile, and asks who enrolled with it.
 * @param {ConsolePage} app
 * @param {string} id
 * @param {string=} person
 */
async function open(app, id, person) {
  await app.openSignedIn(person, linkTo(id));
  await ask(app);
}

/** @param {string} id */
const linkTo = (id) => `?profileId=${id}`;

/** @param {ConsolePage} app */
async function ask(app) {
  await app.whoEnrolledButton.click();
  await expect(app.devices.getByRole('heading', { name: app.words.devices, exact: true })).toBeFocused();
}

/**
 * Opens a profile, and looks for its devices.
 * @param {ConsolePage} app
 * @param {string} id
 * @param {string=} person
 */
async function look(app, id, person) {
  await open(app, id, person);
  await app.devices.getByRole('button', { name: app.words.lookForDevices, exact: true }).click();
}

/**
 * Waits until so many devices were found.
 * @param {ConsolePage} app
 * @param {number} count
 */
const seesDevices = (app, count) =>
  expect(app.devicesStanding).toContainText(`${count === 1 ? '1 device' : `${count} devices`} enrolled with this profile since then.`, { timeout: 60_000 });

/**
 * Saves the devices, and reads the file.
 * @param {ConsolePage} app
 * @param {Page} page
 * @param {string} button
 */
async function saved(app, page, button) {
  const [download] = await Promise.all([page.waitForEvent('download'), app.devices.getByRole('button', { name: button, exact: true }).click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** @param {Page} page */
const keptInTab = (page) => page.evaluate(() => Object.keys(sessionStorage).filter((key) => !key.startsWith('msal.')));

// What is asked one by one takes its time where others need the machine too.
test.slow();

test('nothing but the button asks for the permission, which is said before', async ({ app, tenant }) => {
  await open(app, KITCHEN);
  await expect(app.devices).toContainText(PERMISSION);
  await app.devices.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(app.devices).toBeHidden();
  expect(asked(tenant)).toEqual([]);
  expect(deviceReads(tenant)).toEqual({ lists: [], single: [] });
});

test.describe('by redirect', () => {
  test.beforeEach(({ tenant, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'ask');
    requestContract.expectDevices();
    onlyLately(tenant, KITCHEN);
  });

  test('consent is asked for, the page comes back to the profile, and its devices are told one by one', async ({ app, page, tenant, sent }) => {
    await look(app, KITCHEN);
    await expect(page.getByText('Permissions requested')).toBeVisible();
    expect(deviceReads(tenant).lists).toEqual([]);
    await page.getByRole('button', { name: 'Accept' }).click();
    await seesDevices(app, FEW);
    await expect(app.devicesStanding).toContainText('whenever they enrolled: 49.');
    await expect(app.deviceList.getByRole('listitem')).toHaveCount(FEW);
    expect(await keptInTab(page)).toEqual([]);
    expect(sent()).toEqual([]);

    const { lists, single } = deviceReads(tenant);
    for (const { url } of lists) expect(url).toMatch(/\$filter=enrolledDateTime%20gt%20|\$skiptoken=/);
    for (const { url } of single) expect(url).toMatch(/\/[0-9a-f-]{36}\?\$select=id,enrollmentProfileName$/);
    expect(new Set(single.map(({ path }) => path)).size).toBe(single.length);

    // What was found is nowhere in the browser but on the screen.
    const name = present(tenant.graph.devices.all().find(({ enrollmentProfileName }) => enrollmentProfileName === 'Kitchen displays 🍕')).serialNumber;
    const kept = JSON.stringify([await readDatabase(page), await page.evaluate(() => [{ ...sessionStorage }, { ...localStorage }])]);
    expect(kept).not.toContain(name);

    // Granted once, it is not asked for again.
    const before = asked(tenant).length;
    await app.devices.getByRole('button', { name: 'Look again', exact: true }).click();
    await expect.poll(() => deviceReads(tenant).lists.length).toBeGreaterThan(lists.length);
    await seesDevices(app, FEW);
    expect(asked(tenant)).toHaveLength(before);
  });

  test('beside a receipt: the page has left it, and the activity copies it with the devices', async ({ app, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await app.openSignedIn();
    await app.revoke(KITCHEN, app.words.deviceOwner);
    await app.seesSuccess();
    await ask(app);
    await app.devices.getByRole('button', { name: app.words.lookForDevices, exact: true }).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await seesDevices(app, FEW);
    await app.openActivity(1);
    await app.inActivity('Copy as JSON').click();
    const copied = async () => JSON.parse((await page.evaluate(() => navigator.clipboard.readText())) || '{}');
    await expect.poll(copied).toMatchObject({ result: 'revoked', profileId: KITCHEN, devices: { devices: expect.any(Array) } });
    expect((await copied()).devices.devices).toHaveLength(FEW);
  });

  test('declined: said, and nothing was read; after consent it is', async ({ app, page, tenant }) => {
    await look(app, KITCHEN);
    await expect(page.getByText('Permissions requested')).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.devicesStanding).toContainText(PERMISSION);
    await expect(app.devicesStanding.getByRole('link', { name: 'Admin-consent link' })).toBeVisible();
    expect(deviceReads(tenant).lists).toEqual([]);
    await app.devices.getByRole('button', { name: 'Look again', exact: true }).click();
    await page.getByRole('button', { name: 'Accept' }).click();
    await seesDevices(app, FEW);
  });
});

test.describe('where the permission is granted', () => {
  test.beforeEach(({ tenant, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'given');
    requestContract.expectDevices();
  });

  test('what devices call themselves does nothing, on the page and in files', async ({ app, page, tenant }) => {
    // Seven are odd, of which one is in the list, and left before it was asked; and there are enough to be searched.
    const count = 14 - 1;
    onlyLately(tenant, TABLETS, { count: 14 });
    await look(app, TABLETS);
    await seesDevices(app, count);
    await expect(app.devicesStanding).toContainText('Of 1 more device it is not known.');
    await app.devices.getByRole('searchbox').fill('Already gone');
    await expect(app.deviceList.getByRole('listitem')).toHaveCount(1);
    await expect(app.deviceList).toContainText('Intune no longer has it.');
    await app.devices.getByRole('searchbox').fill('onerror');
    await expect(app.deviceList).toContainText('<img src=x onerror=alert(1)><b>Not bold</b>');
    await expect(app.deviceList.locator('img, b')).toHaveCount(0);
    const link = app.deviceList.getByRole('link', { name: 'Open in Intune', exact: true });
    await expect(link).toHaveAttribute('href', /^https:\/\/intune\.microsoft\.com\/#view\/.*\/mdmDeviceId\/f3b1c0de-1111-4a11-8a11-000000000004$/);

    const csv = await saved(app, page, 'Save as CSV');
    expect(csv.name).toMatch(new RegExp(`^devices-${TABLETS}-[0-9TZ-]+\\.csv$`));
    expect(csv.text).toContain(`"'=cmd|' /C calc'!A0"`);
    expect(csv.text).toContain(`"'+491701234567"`);
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(1 + count + 1);
    const json = JSON.parse((await saved(app, page, 'Save as JSON')).text);
    expect(json).toMatchObject({
      version: '1',
      ending: 'complete',
      profile: { displayName: 'Meeting room tablets', namesakes: 0 },
      totals: { ofProfile: count, untold: 1 },
    });
    expect(json.devices.filter((/** @type {{result: string}} */ { result }) => result === 'gone')).toMatchObject([{ deviceName: 'Already gone' }]);
  });

  test('since a moment that the person says', async ({ app, tenant }) => {
    onlyLately(tenant, TABLETS, { count: 7 });
    await open(app, TABLETS);
    const since = new Date(Date.now() - 30 * 3_600_000);
    // The browser of the tests is in India.
    const local = new Date(since.getTime() + 330 * 60_000).toISOString().slice(0, 16);
    await app.devices.getByLabel('Enrolled since').fill(local);
    await app.devices.getByRole('button', { name: 'Look for devices', exact: true }).click();
    const from = Date.parse(`${local}:00+05:30`);
    const expected = tenant.graph.devices
      .all()
      .filter(({ enrollmentProfileName: name, enrolledDateTime: at }) => name === 'Meeting room tablets' && Date.parse(at) >= from);
    expect(expected.length).toBeGreaterThan(2);
    await seesDevices(app, expected.length);
    await app.devices.getByLabel('Enrolled since').fill('');
    await app.devices.getByRole('button', { name: 'Look again', exact: true }).click();
    await expect(app.devices.getByRole('alert')).toHaveText('Say a day and a time.');
    await seesDevices(app, expected.length);
  });

  test('a filter that is not heeded changes nothing but the work', async ({ app, tenant, context }) => {
    onlyLately(tenant, KITCHEN);
    await withoutFilter(context);
    await look(app, KITCHEN);
    await seesDevices(app, FEW);
    const { lists, single } = deviceReads(tenant);
    expect(lists.every(({ url }) => !url.includes('$filter'))).toBe(true);
    // All devices were listed, and few of them asked.
    expect(lists.length).toBeGreaterThan(5);
    expect(single).toHaveLength(FEW);
  });

  test('where Graph asks to wait, nothing is sent until it is over, and none is left out', async ({ app, page, tenant }) => {
    onlyLately(tenant, KITCHEN, { count: 12 });
    await page.clock.install();
    // As many as are on their way at once, or one that is answered well would be followed by the next.
    tenant.graph.faults.push(listFault('throttled', { collection: `${MANAGED_DEVICES}/[^/]+`, seconds: 30, times: 8 }));
    await look(app, KITCHEN);
    await expect(app.devices).toContainText(/Intune asks to wait\. This page goes on in \d+ s\./);
    // Those that were on their way with it are answered, and no more are sent.
    await expect.poll(() => app.underWay.size).toBe(0);
    expect(deviceReads(tenant).single).toHaveLength(8);
    await app.passTimeUntil(app.deviceList);
    await seesDevices(app, 12);
  });

  test('a longer wait is left to the person', async ({ app, tenant }) => {
    onlyLately(tenant, KITCHEN, { count: 12 });
    tenant.graph.faults.push(listFault('throttled', { collection: `${MANAGED_DEVICES}/[^/]+`, seconds: 4_000, times: 8 }));
    await look(app, KITCHEN);
    await expect(app.devicesStanding).toContainText('Not every device could be asked for its profile.');
    await expect(app.devicesStanding).toContainText('Intune asks to wait until');
    expect(deviceReads(tenant).single).toHaveLength(8);
    await expect(app.devicesStanding).toContainText('Of 12 more devices it is not known.');
  });

  test('cancelled: what was told stays, what was not asked is counted, and it can go on', async ({ app, tenant }) => {
    const count = 15;
    onlyLately(tenant, KITCHEN, { count });
    const some = gate({ method: 'GET', holds: numberOf(11) });
    some.fault.path = ONE_DEVICE;
    tenant.graph.faults.push(some.fault);
    await look(app, KITCHEN);
    await some.held;
    await expect(app.devices).toContainText(`Asking each device for its profile: 10 of ${count}.`);
    await app.devices.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(app.devicesStanding).toContainText('You cancelled: not everything was read.');
    await expect(app.deviceList.getByRole('listitem').filter({ hasText: 'it was not asked.' })).toHaveCount(count - 10);
    some.release();
    const before = deviceReads(tenant).single.length;
    await app.devices.getByRole('button', { name: 'Go on', exact: true }).click();
    await seesDevices(app, count);
    expect(deviceReads(tenant).single.length).toBeGreaterThan(before);
    await expect(app.devicesStanding).not.toContainText('You cancelled');
  });

  test('a name that two profiles have is said to be no proof', async ({ app, tenant }) => {
    onlyLately(tenant, PILOTS[1]);
    await look(app, PILOTS[1]);
    await expect(app.devicesStanding).toContainText('Another profile has the same name');
    await seesDevices(app, FEW);
  });

  test('devices of the default profile name none, and are listed as such', async ({ app, tenant }) => {
    onlyLately(tenant, DEFAULT_FULLY_MANAGED, {
      are: ({ enrollmentProfileName: name, deviceEnrollmentType: type }) => name === null && type === 'androidEnterpriseFullyManaged',
    });
    await look(app, DEFAULT_FULLY_MANAGED);
    await expect(app.devicesStanding).toContainText('No device is known to have enrolled with this profile since then.');
    await expect(app.devicesStanding).toContainText('Devices of the fully managed profile that every tenant has name no profile.');
    await expect(app.deviceList.getByRole('listitem').first()).toContainText('it names no profile.');
    expect(deviceReads(tenant).single.length).toBeGreaterThan(0);
  });

  test('without the role: said', async ({ app }) => {
    await look(app, SCANNERS, JONAS);
    await expect(app.devicesStanding).toContainText('Your account may not read devices.');
    await expect(app.devicesStanding).toContainText('request-id');
  });

  test('offline: said, and it goes on', async ({ app, context, tenant }) => {
    onlyLately(tenant, KITCHEN);
    await look(app, KITCHEN);
    await seesDevices(app, FEW);
    await context.setOffline(true);
    await app.devices.getByRole('button', { name: 'Look again', exact: true }).click();
    await expect(app.devicesStanding).toContainText('This device is offline.');
    await context.setOffline(false);
    await app.devices.getByRole('button', { name: 'Go on', exact: true }).click();
    await seesDevices(app, FEW);
  });

  test('asked at the outcome, the receipt takes them along', async ({ app, page, tenant, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    onlyLately(tenant, TABLETS, { count: 7 });
    // Once the permission is there, the page is not left for it.
    await look(app, KITCHEN);
    await expect(app.devicesStanding).toContainText('No device is known', { timeout: 60_000 });
    await app.revoke(TABLETS, app.words.androidForWork);
    await app.seesSuccess();
    const json = app.success.getByRole('button', { name: 'Copy as JSON', exact: true });
    const copied = async () => {
      await json.click();
      await expect(app.success.getByRole('button', { name: 'Copied', exact: true })).toBeVisible();
      return JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    };
    const without = await copied();
    expect(without).not.toHaveProperty('devices');
    await app.whoEnrolledButton.click();
    await app.devices.getByRole('button', { name: 'Look for devices', exact: true }).click();
    const count = 7 - 1;
    await seesDevices(app, count);
    const { devices, ...receipt } = await copied();
    expect(receipt).toEqual(without);
    expect(devices).toMatchObject({ version: '1', totals: { ofProfile: count, untold: 1 } });
    expect(await readDatabase(page).then(JSON.stringify)).not.toContain('deviceName');
    await page.emulateMedia({ media: 'print' });
    await expect(app.success.getByText(`Result: ${count} devices enrolled with this profile since then.`)).toBeVisible();
    await expect(app.devices).toBeHidden();
  });
});

test.describe('by a second window', () => {
  test.use({ site: { config: { signIn: 'popup' } } });

  test('consent is asked for there, and the page stays', async ({ app, tenant, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'ask');
    requestContract.expectDevices();
    onlyLately(tenant, KITCHEN);
    await app.open(linkTo(KITCHEN));
    await app.signInByPopup();
    await ask(app);
    await app.devices.getByRole('button', { name: 'Look for devices', exact: true }).click();
    const openWindow = app.devices.getByRole('button', { name: 'Open the sign-in window', exact: true });
    await expect(app.devicesStanding).toContainText(`the sign-in host has to ask you: for the permission ${PERMISSION}`);
    const declining = await app.windowOpenedBy(openWindow);
    await declining.getByRole('button', { name: 'Cancel' }).click();
    await expect(app.devicesStanding).toContainText('The permission was not given.');
    const window = await app.windowOpenedBy(app.devices.getByRole('button', { name: 'Look again', exact: true }));
    await window.getByRole('button', { name: 'Accept' }).click();
    await seesDevices(app, FEW);
  });
});

test('nobody is taken away while something is under way', async ({ app, page, tenant }) => {
  tenant.identity.setConsent(PERMISSION, 'ask');
  await open(app, KITCHEN);
  await app.ask(SCANNERS, app.words.androidForWork);
  await app.cancel();
  await expect(app.devices).toBeHidden();
  expect(asked(tenant)).toEqual([]);
  expect(await keptInTab(page)).toEqual([]);
});

/**
 * A Graph that does not heed the filter, as some filters of devices are seen not to be.
 * @param {BrowserContext} context
 */
async function withoutFilter(context) {
  await context.route(/\/managedDevices\?/, async (route) => {
    const url = new URL(route.request().url());
    if (route.request().method() === 'GET') url.searchParams.delete('$filter');
    await route.continue({ url: decodeURIComponent(url.href) });
  });
}
