import { MANAGED_DEVICES } from '../../../sandbox/graph/device.mjs';
import { listFault } from '../../../sandbox/graph/list-faults.mjs';
import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { layoutFaults, SCREENS } from '../../helpers/layout.mjs';
import { seesChineseOnly } from '../../helpers/visible-language.mjs';
import { CHINESE } from '../../pages/console-words.mjs';
import { TABLETS } from '../../tenant/named-profiles.mjs';

/** @import { ConsolePage } from '../../pages/console-page.mjs' */

const PERMISSION = 'DeviceManagementManagedDevices.Read.All';
const SLOWLY = { timeout: 60_000 };
const DEVICES = /\/token-console-devices-\w+\.wasm$/;

// What is asked one by one takes its time where others need the machine too.
test.slow();

test.beforeEach(({ tenant }) => {
  tenant.identity.setConsent(PERMISSION, 'given');
  // All devices enrolled long ago but the odd ones.
  for (const device of tenant.graph.devices.all()) if (!device.id.startsWith('f3b1c0de-')) device.enrolledDateTime = '2020-01-01T00:00:00Z';
});

/**
 * Opens a profile, and waits until its button is there.
 * @param {ConsolePage} app
 * @param {string} id
 */
async function pick(app, id) {
  await app.openSignedIn(undefined, `?profileId=${id}`);
  await expect(app.whoEnrolledButton).toBeVisible();
}

/**
 * Says since when: the last two days, for which few devices are to be asked.
 * @param {ConsolePage} app
 */
async function sayWhen(app) {
  const local = new Date(Date.now() - 42 * 3_600_000).toISOString().slice(0, 19);
  await app.devices.locator('input[type="datetime-local"]').fill(local);
}

test('its part is loaded when the button is pressed, and not before', async ({ app, served }) => {
  await pick(app, TABLETS);
  const parts = () => served.requests.filter(({ path }) => DEVICES.test(path));
  expect(parts()).toEqual([]);
  await app.whoEnrolledButton.click();
  await expect(app.devices).toBeVisible();
  expect(parts()).toHaveLength(1);
});

test('by keyboard alone: the focus is led to it, and to each thing in it', async ({ app, page, requestContract }) => {
  requestContract.expectDevices();
  await pick(app, TABLETS);
  await app.whoEnrolledButton.focus();
  await page.keyboard.press('Enter');
  await expect(app.devices.getByRole('heading', { name: app.words.devices, exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(app.devices.getByRole('button', { name: app.words.close, exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(app.devices.getByLabel('Enrolled since')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.devicesStanding).toContainText('enrolled with this profile since then.', SLOWLY);
  await expect(app.deviceList.getByRole('listitem').first()).toBeVisible(SLOWLY);
});

for (const viewport of SCREENS) {
  test.describe(`${viewport.width} px wide`, () => {
    test.use({ viewport, hasTouch: viewport.width < 700 });

    test('nothing is cut off, before it is asked and after', async ({ app, page, requestContract }) => {
      requestContract.expectDevices();
      const touch = viewport.width < 700;
      await pick(app, TABLETS);
      await app.whoEnrolledButton.click();
      await expect(app.devices).toBeVisible();
      expect(await layoutFaults(page, { touch })).toEqual([]);
      await sayWhen(app);
      await app.devices.getByRole('button', { name: app.words.lookForDevices, exact: true }).click();
      await expect(app.deviceList.getByRole('listitem').first()).toBeVisible(SLOWLY);
      expect(await layoutFaults(page, { touch })).toEqual([]);
    });
  });
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('axe finds nothing, before, while it cannot be read, and after', async ({ app, page, context, tenant, requestContract }) => {
      requestContract.expectDevices();
      await prepareAxe(context);
      await pick(app, TABLETS);
      await app.whoEnrolledButton.click();
      await app.devices.getByLabel('Enrolled since').fill('');
      const look = app.devices.getByRole('button', { name: app.words.lookForDevices, exact: true });
      await look.click();
      await expect(app.devices.getByRole('alert')).not.toBeEmpty();
      await expectNoViolations(page);
      tenant.graph.faults.push(listFault('roleMissing', { collection: MANAGED_DEVICES }));
      await sayWhen(app);
      await look.click();
      await expect(app.devicesStanding.locator('.error')).toBeVisible();
      await expectNoViolations(page);
      await app.devices.getByRole('button', { name: 'Go on', exact: true }).click();
      await expect(app.deviceList.getByRole('listitem').first()).toBeVisible(SLOWLY);
      await expectNoViolations(page);
    });
  });
}

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN', words: CHINESE });

  test('every word is', async ({ app, page, tenant, requestContract }) => {
    requestContract.expectDevices();
    await pick(app, TABLETS);
    await app.whoEnrolledButton.click();
    await app.devices.getByRole('button', { name: app.words.lookForDevices, exact: true }).click();
    await expect(app.deviceList.getByRole('listitem').first()).toBeVisible(SLOWLY);
    // Of what all profiles and devices say only what is on the page: that of a thousand devices is too much to look for.
    const shown = (await page.locator('body').textContent()) ?? '';
    const devices = tenant.graph.devices.all();
    const profiles = [...tenant.graph.data.profiles.values()].map(({ profile }) => profile);
    const said = [...devices, ...profiles].flatMap((one) => Object.values(one));
    const models = devices.map(({ manufacturer, model }) => `${manufacturer} ${model}`);
    const names = [...new Set([...said, ...models])].flatMap((value) => (typeof value === 'string' && value !== '' && shown.includes(value) ? [value] : []));
    await seesChineseOnly(page, [PERMISSION, ...names]);
  });
});
