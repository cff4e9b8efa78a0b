import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { layoutFaults, SCREENS } from '../../helpers/layout.mjs';
import { present } from '../../helpers/present.mjs';
import { seesChineseOnly } from '../../helpers/visible-language.mjs';
import { storedFiles } from '../../helpers/zip.mjs';
import { CHINESE } from '../../pages/console-words.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { SCANNERS, TABLETS } from '../../tenant/named-profiles.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { Tenant } from '../../../sandbox/tenant.mjs'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const PART = /\/token-console-incident-\w+\.wasm$/;
const PLANTED = 'PLANTED-SECRET';
const SLOWLY = { timeout: 60_000 };

/**
 * Offers the folder, and saves it.
 * @param {ConsolePage} app
 */
async function save(app) {
  await app.incidentButton.click();
  const [download] = await Promise.all([app.page.waitForEvent('download'), app.incident.getByRole('button', { name: 'Save as ZIP', exact: true }).click()]);
  const zip = await readFile(await download.path());
  const folder = download.suggestedFilename().replace(/\.zip$/, '');
  const files = new Map([...storedFiles(zip)].map(([path, bytes]) => [path.replace(`${folder}/`, ''), bytes]));
  return { zip, folder, files, manifest: JSON.parse(String(files.get('manifest.json'))) };
}

/**
 * Each file is named in the manifest with its size and its sum, and in the list of sums.
 * @param {Awaited<ReturnType<typeof save>>} saved
 */
function seesSums({ files, manifest }) {
  const sums = String(files.get('SHA256SUMS'))
    .trimEnd()
    .split('\n')
    .map((line) => line.split('  '));
  expect(sums.map(([, name]) => name).sort()).toEqual([...files.keys()].filter((name) => name !== 'SHA256SUMS').sort());
  for (const [sum, name] of sums) {
    const bytes = present(files.get(name));
    expect(createHash('sha256').update(bytes).digest('hex'), name).toBe(sum);
    if (name !== 'manifest.json') expect(manifest.files).toContainEqual(expect.objectContaining({ name, sha256: sum, bytes: bytes.length }));
  }
}

/**
 * Opens a profile and looks for its devices: the odd ones alone enrolled lately.
 * @param {{app: ConsolePage, tenant: Tenant}} fixtures
 */
async function lookForDevices({ app, tenant }) {
  tenant.identity.setConsent('DeviceManagementManagedDevices.Read.All', 'given');
  for (const device of tenant.graph.devices.all()) if (!device.id.startsWith('f3b1c0de-')) device.enrolledDateTime = '2020-01-01T00:00:00Z';
  await app.openSignedIn(undefined, `?profileId=${TABLETS}`);
  await app.whoEnrolledButton.click();
  const local = new Date(Date.now() - 42 * 3_600_000).toISOString().slice(0, 19);
  await app.devices.locator('input[type="datetime-local"]').fill(local);
  await app.devices.getByRole('button', { name: app.words.lookForDevices, exact: true }).click();
  await expect(app.deviceList.getByRole('listitem').first()).toBeVisible(SLOWLY);
}

/**
 * Plants secrets in every object of every answer of Graph, in fields that are secret and in one that nobody knows.
 * @param {Page} page
 */
const plantSecrets = (page) =>
  page.addInitScript((mark) => {
    /**
     * @param {any} value
     * @returns {any}
     */
    const planted = (value) => {
      if (Array.isArray(value)) return value.map(planted);
      if (value === null || typeof value !== 'object') return value;
      const secrets = ['tokenValue', 'qrCodeContent', 'wifiPassword', 'access_token', mark].map((name, at) => [name, `${mark}-${at}`]);
      return {
        ...Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, planted(inner)])),
        ...Object.fromEntries(secrets),
        qrCodeImage: { type: 'image/png', value: mark },
      };
    };
    const read = Response.prototype.text;
    Response.prototype.text = async function text() {
      const told = await read.call(this);
      if (!this.url.includes('/deviceManagement/') || !told.startsWith('{')) return told;
      Object.assign(window, { planted: 1 + (Reflect.get(window, 'planted') ?? 0) });
      return JSON.stringify(planted(JSON.parse(told)));
    };
  }, PLANTED);

test('of a run: the report in three forms, a manifest that says what is missing, and sums that are right', async ({ app, page, tenant, served }) => {
  await openOver({ app, tenant }, 3);
  const run = new RunPage(page);
  await run.begin(3);
  await run.seesAllConfirmed(3);
  expect(served.requests.filter(({ path }) => PART.test(path))).toEqual([]);
  const saved = await save(app);
  const { files, manifest } = saved;
  seesSums(saved);
  expect(manifest).toMatchObject({ version: '1', madeBy: 'mira.okafor@contoso.example', cloud: 'global', profiles: 3 });
  expect(manifest.missing).toEqual([
    { what: 'devices', why: 'notLookedUp', profiles: 3 },
    { what: 'auditEvents', why: 'notLookedUp', profiles: 3 },
  ]);
  const report = JSON.parse(String(files.get('report.json')));
  expect(report.run.id).toBe(manifest.runId);
  expect(saved.folder).toBe(`incident-${manifest.runId}`);
  expect(report.items.map((/** @type {{state: string}} */ { state }) => state)).toEqual(['revoked', 'revoked', 'revoked']);
  expect(String(files.get('report.md'))).toMatch(/^# /);
  expect(files.get('report.csv')?.subarray(0, 3)).toEqual(Buffer.from('\ufeff'));
});

test('of one revocation, with the devices that were looked up; no secret is in it, wherever one was planted', async ({
  app,
  page,
  tenant,
  requestContract,
}) => {
  test.slow();
  requestContract.expectDevices();
  await plantSecrets(page);
  const { tokenValue, qrCodeContent } = tenant.graph.profile(TABLETS);
  await lookForDevices({ app, tenant });
  await app.details.getByRole('button', { name: 'Revoke token…', exact: true }).click();
  await app.seesTheQuestion();
  await app.confirm();
  await app.seesSuccess();
  const saved = await save(app);
  const { zip, files, manifest } = saved;
  seesSums(saved);
  expect(await page.evaluate(() => Reflect.get(window, 'planted'))).toBeGreaterThan(5);
  expect(manifest).toMatchObject({ profileId: TABLETS, profileType: 'androidForWork', profiles: 1 });
  expect(manifest.missing).toEqual([{ what: 'auditEvents', why: 'notLookedUp', profiles: 1 }]);
  expect(JSON.parse(String(files.get('report.json')))).toMatchObject({ result: 'revoked', profileId: TABLETS });
  expect(JSON.parse(String(files.get(`devices-${TABLETS}.json`))).devices.length).toBeGreaterThan(0);
  const text = zip.toString('latin1');
  for (const secret of [PLANTED, tokenValue, qrCodeContent]) {
    expect(secret).toBeTruthy();
    expect(text).not.toContain(secret);
  }
  expect(text).not.toMatch(/eyJ[\w-]+\./);
  // What nobody planted and everybody should find: so it is looked for in what is really there.
  expect(text).toContain(TABLETS);
});

test.describe("what Intune's audit log said goes along", () => {
  test.beforeEach(({ tenant, requestContract }) => {
    tenant.identity.setConsent('DeviceManagementApps.Read.All', 'given');
    requestContract.expectAudit();
  });

  /**
   * The folder, and how the events in it were found.
   * @param {ConsolePage} app
   */
  async function saveWithLog(app) {
    const saved = await save(app);
    seesSums(saved);
    const { events } = JSON.parse(String(saved.files.get('audit-events.json')));
    return { missing: saved.manifest.missing, matches: events.map((/** @type {{match: string}} */ { match }) => match) };
  }

  test('of a run', async ({ app, page, tenant }) => {
    await openOver({ app, tenant }, 3);
    const run = new RunPage(page);
    await run.begin(3);
    await run.seesAllConfirmed(3);
    await run.region.getByRole('button', { name: app.words.lookUp, exact: true }).click();
    await expect(run.region).toContainText('names 3 of 3 requests by their ID');
    expect(await saveWithLog(app)).toEqual({
      missing: [{ what: 'devices', why: 'notLookedUp', profiles: 3 }],
      matches: ['correlationId', 'correlationId', 'correlationId'],
    });
  });

  test('of one revocation', async ({ app }) => {
    await app.openSignedIn();
    await app.seesTheList();
    const lookUp = app.success.getByRole('button', { name: app.words.lookUp, exact: true });
    await app.revoke(TABLETS);
    await app.seesSuccess();
    // For the permission the page is left once, and comes back to the activity.
    await lookUp.click();
    await expect(app.auditLog).toContainText('Its correlation ID is the client-request-id');
    await app.goTo('profiles');
    await app.revoke(SCANNERS);
    await app.seesSuccess();
    await lookUp.click();
    await expect(app.success).toContainText('Its correlation ID is the client-request-id');
    expect(await saveWithLog(app)).toEqual({
      missing: [{ what: 'devices', why: 'notLookedUp', profiles: 1 }],
      matches: ['correlationId'],
    });
  });
});

test('the devices of a profile of the run stand in its report, once they were looked up', async ({ app, page, tenant, requestContract }) => {
  test.slow();
  requestContract.expectDevices();
  await lookForDevices({ app, tenant });
  const names = ['Meeting room tablets', 'AR headsets, user associated'];
  for (const name of names) {
    await app.profileId.fill(name);
    await app.row(name).getByRole('checkbox').first().check();
  }
  const run = new RunPage(page);
  await run.revokeChosen.click();
  await run.start(2);
  await run.seesAllConfirmed(2);
  const report = JSON.parse((await run.download('JSON')).text);
  expect(report.devices).toHaveLength(1);
  expect(report.devices[0].profile.id).toBe(TABLETS);
  expect((await run.download('Markdown')).text).toContain('## Who enrolled');
  const { files, manifest } = await save(app);
  expect([...files.keys()]).toContain(`devices-${TABLETS}.csv`);
  expect(manifest.missing).toEqual([
    { what: 'devices', why: 'notLookedUp', profiles: 1 },
    { what: 'auditEvents', why: 'notLookedUp', profiles: 2 },
  ]);
  await expect(app.incident).toContainText('of 1 of 2 profiles');
});

test('by keyboard: the focus goes to it, and back to its button', async ({ app, page, tenant }) => {
  await openOver({ app, tenant }, 2);
  const run = new RunPage(page);
  await run.begin(2);
  await run.seesAllConfirmed(2);
  await app.incidentButton.focus();
  await page.keyboard.press('Enter');
  await expect(app.incident.getByRole('heading', { name: app.words.incident, exact: true })).toBeFocused();
  await app.incident.getByRole('button', { name: app.words.close, exact: true }).click();
  await expect(app.incident).toBeHidden();
  await expect(app.incidentButton).toBeFocused();
});

for (const viewport of SCREENS) {
  test.describe(`${viewport.width} px wide`, () => {
    test.use({ hasTouch: viewport.width < 700 });

    test('nothing is cut off, and axe finds nothing, light or dark', async ({ app, page, context, tenant }) => {
      await prepareAxe(context);
      await openOver({ app, tenant }, 2);
      const run = new RunPage(page);
      await run.begin(2);
      await run.seesAllConfirmed(2);
      await page.setViewportSize(viewport);
      await app.incidentButton.click();
      await expect(app.incident).toBeVisible();
      expect(await layoutFaults(page, { touch: viewport.width < 700 })).toEqual([]);
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await expectNoViolations(page);
      }
    });
  });
}

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN', words: CHINESE });

  test('every word is', async ({ app, page, tenant }) => {
    await app.openSignedIn();
    await app.revoke(TABLETS);
    await app.seesSuccess();
    await app.incidentButton.click();
    await expect(app.incident).toBeVisible();
    const names = [...tenant.graph.data.profiles.values()].map(({ profile }) => profile.displayName);
    await seesChineseOnly(page, names);
  });
});
