import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { layoutFaults, SCREENS } from '../../helpers/layout.mjs';
import { seesChineseOnly } from '../../helpers/visible-language.mjs';
import { RENEE } from '../../pages/console-page.mjs';
import { CHINESE } from '../../pages/console-words.mjs';
import { RunPage } from '../../pages/run-page.mjs';
import { SALE, SCANNERS } from '../../tenant/named-profiles.mjs';

/**
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const PERMISSION = 'DeviceManagementRBAC.Read.All';
const JONAS = 'Jonas Weber';
const FORBIDDEN = { status: 403, headers: { 'Content-Type': 'application/json' }, body: '{"error":{"code":"Forbidden","message":"no role"}}' };
const UNCLEAR = 'not known';
const NO_ROLE = 'no, because your Intune role does not allow it';

/**
 * How often the roles were read at Graph.
 * @param {Tenant} tenant
 */
const reads = (tenant) => tenant.graph.requests.filter(({ method, path }) => method === 'GET' && path.includes('getEffectivePermissions')).length;

/**
 * What the card says of reading and revoking.
 * @param {ConsolePage} app
 */
async function card(app) {
  const said = await app.detailsOf(app.readiness);
  return [
    said['Read Android for Work profiles'],
    said['Read device owner profiles'],
    said['Revoke tokens of Android for Work'],
    said['Revoke tokens of device owner'],
  ];
}

test('what was seen is said, and nothing is read for it', async ({ app, page, tenant }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await expect(app.readinessLine).toHaveText('Am I ready? Read: yes · Revoke: not known');
  await app.readinessLine.focus();
  await page.keyboard.press('Enter');
  await expect(app.readiness).toContainText(`takes the permission ${PERMISSION}`);
  expect(await card(app)).toEqual(['yes', 'yes', UNCLEAR, UNCLEAR]);
  await app.revoke(SALE, app.words.deviceOwner);
  await app.seesSuccess();
  expect(await card(app)).toEqual(['yes', 'yes', UNCLEAR, 'yes']);
  expect(reads(tenant)).toBe(0);
});

test('who may not read a collection is told so by what was refused', async ({ app }) => {
  await app.openSignedIn(JONAS);
  await expect(app.readinessLine).toHaveText('Am I ready? Read: in part · Revoke: not known');
  await app.readinessLine.click();
  await expect(app.readiness).toContainText('no, because');
  const [first, second] = await card(app);
  expect([first, second]).toEqual(['yes', NO_ROLE]);
});

test('a revocation that was refused is a no of its collection alone', async ({ app }) => {
  await app.openSignedIn(RENEE);
  await app.seesTheList();
  await app.revoke(SALE, app.words.deviceOwner);
  await expect(app.alert).toBeVisible();
  await app.readinessLine.click();
  await expect(app.readiness).toContainText('Am I ready? Read: yes · Revoke: not known');
  expect(await card(app)).toEqual(['yes', 'yes', UNCLEAR, NO_ROLE]);
});

test('what a run was answered counts, and outlasts it', async ({ app, page }) => {
  await app.openSignedIn(RENEE);
  await app.seesTheList();
  const run = new RunPage(page);
  for (const name of ['AR headsets, user associated', 'Delivery drivers – Québec']) await app.row(name).getByRole('checkbox').first().check();
  await run.revokeChosen.click();
  await run.start(2);
  await run.seesVerdict(/2/);
  await app.goTo('profiles');
  await app.readinessLine.click();
  expect(await card(app)).toEqual(['yes', 'yes', UNCLEAR, NO_ROLE]);
});

test.describe('the sign-in', () => {
  const ROWS = ['The clock of this device is right', 'The sign-in still works', 'The sign-in lasts another hour'];

  /** @param {ConsolePage} app */
  async function rows(app) {
    await app.readinessLine.click();
    const said = await app.detailsOf(app.readiness);
    return ROWS.map((row) => said[row]);
  }

  test('how long it lasts is said, and the clock is right by its token', async ({ app }) => {
    await app.openSignedIn();
    await app.seesTheList();
    expect(await rows(app)).toEqual(['yes', 'yes', 'yes']);
    await expect(app.readiness).toContainText(/The sign-in is renewed by itself until \d{4}-\d\d-\d\d/);
  });

  test('that ends soon is told in the line, before it ends', async ({ app, tenant }) => {
    tenant.identity.refreshTokenSeconds = 1_800;
    await app.openSignedIn();
    await expect(app.readinessLine).toHaveText('Am I ready? Read: yes · Revoke: not known · The sign-in ends within the hour');
    expect(await rows(app)).toEqual(['yes', 'yes', 'no, because it ends within the hour']);
  });

  test('a clock that is wrong by ten minutes is told before Graph refuses anything', async ({ app, page, tenant }) => {
    // Who signs in anew does so by that clock.
    tenant.identity.refreshTokenSeconds = 80_000;
    await page.clock.install({ time: Date.now() + 600_000 });
    await app.openSignedIn();
    await app.seesTheList();
    expect((await rows(app))[0]).toBe("no, because it differs from Microsoft's by more than a minute");
  });
});

test.describe('where the permission is given', () => {
  test.beforeEach(({ tenant, requestContract }) => {
    tenant.identity.setConsent(PERMISSION, 'given');
    requestContract.expectPermissions();
  });

  /**
   * Opens the card and looks at the roles. For the permission the page is left once.
   * @param {ConsolePage} app
   * @param {string=} person
   */
  async function look(app, person) {
    await app.openSignedIn(person);
    await app.seesTheList();
    await app.readinessLine.click();
    await app.lookAtRolesButton.click();
    await expect(app.readiness).toContainText(/Intune has told|could not be read/);
    await app.seesTheList();
  }

  test('an administrator may all', async ({ app, tenant }) => {
    await look(app);
    await expect(app.readinessLine).toHaveText('Am I ready? Read: yes · Revoke: yes');
    expect(await card(app)).toEqual(['yes', 'yes', 'yes', 'yes']);
    expect(reads(tenant)).toBe(1);
  });

  for (const shape of /** @type {const} */ (['collection', 'object'])) {
    test(`who may only look is told before a button invites, and it works all the same: ${shape}`, async ({ app, tenant, sent }) => {
      tenant.graph.permissionRules = { shape };
      await look(app, RENEE);
      await expect(app.readinessLine).toHaveText('Am I ready? Read: yes · Revoke: no');
      expect(await card(app)).toEqual(['yes', 'yes', NO_ROLE, NO_ROLE]);
      await app.readinessLine.click();
      await app.profileId.fill('Rotterdam');
      await app.row('Rotterdam').click();
      await expect(app.details).toContainText('Your Intune role does not allow you to revoke this. The button works all the same');
      await app.details.getByRole('button', { name: app.words.askToRevoke, exact: true }).click();
      await app.seesTheQuestion();
      expect(sent()).toEqual([]);
    });
  }

  for (const refusesAll of /** @type {const} */ ([400, 403])) {
    test(`a refusal says nothing of what one may: ${refusesAll}`, async ({ app, tenant }) => {
      tenant.graph.permissionRules = { refusesAll };
      await look(app, RENEE);
      await expect(app.readiness).toContainText('That says nothing about what you may do.');
      await expect(app.readinessLine).toHaveText('Am I ready? Read: yes · Revoke: not known');
    });
  }

  test('what is answered outweighs a role', async ({ app, tenant }) => {
    await look(app);
    tenant.graph.faults.push({ method: 'POST', path: /\/revokeToken$/, answer: FORBIDDEN });
    await app.revoke(SCANNERS);
    await expect(app.alert).toBeVisible();
    expect((await card(app))[2]).toContain('no, because');
  });
});

test('consent that is not given: said, and asked for again', async ({ app, page, tenant, requestContract }) => {
  tenant.identity.setConsent(PERMISSION, 'ask');
  requestContract.expectPermissions();
  await app.openSignedIn();
  await app.readinessLine.click();
  await app.lookAtRolesButton.click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(app.readiness).toContainText('That says nothing about what you may do.');
  expect(reads(tenant)).toBe(0);
  await app.readiness.getByRole('button', { name: app.words.lookAgain, exact: true }).click();
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(app.readiness).toContainText('Intune has told what your roles allow.');
});

for (const viewport of SCREENS) {
  test.describe(`${viewport.width} px wide`, () => {
    const touch = viewport.width < 700;
    test.use({ viewport, hasTouch: touch });

    test('nothing is cut off, and nothing moves when the line comes', async ({ app, page }) => {
      await app.openSignedIn();
      await app.seesTheList();
      await expect(app.readinessLine).toBeVisible();
      const line = await page.locator('.readiness-line').boundingBox();
      expect(line?.height).toBeLessThanOrEqual(44);
      expect(await layoutFaults(page, { touch })).toEqual([]);
      await app.readinessLine.click();
      await expect(app.lookAtRolesButton).toBeVisible();
      expect(await layoutFaults(page, { touch })).toEqual([]);
    });
  });
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing, ${colorScheme}`, async ({ app, page, context }) => {
    await page.emulateMedia({ colorScheme });
    await prepareAxe(context);
    await app.openSignedIn(JONAS);
    await app.readinessLine.click();
    await expect(app.lookAtRolesButton).toBeVisible();
    await expectNoViolations(page);
  });
}

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN', words: CHINESE });

  test('every word is', async ({ app, page, tenant }) => {
    await app.openSignedIn();
    await app.seesTheList();
    await app.readinessLine.click();
    await expect(app.lookAtRolesButton).toBeVisible();
    const names = [...tenant.graph.data.profiles.values()].map(({ profile }) => profile.displayName);
    await seesChineseOnly(page, names);
  });
});
