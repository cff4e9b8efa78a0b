import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DIST } from '../../helpers/dist-files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { RENEE } from '../../pages/console-page.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { gate } from '../../tenant/held-calls.mjs';
import { SALE } from '../../tenant/named-profiles.mjs';

/** @import { ConsolePage } from '../../pages/console-page.mjs' */

const UPN = 'mira.okafor@contoso.example';
const TENANT = '8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346';

/** @param {ConsolePage} app */
const accountMenu = (app) => app.banner.locator('summary');

/** @param {ConsolePage} app */
const filterSwitch = (app) => app.page.getByRole('button', { name: /^Filter and select/ });

for (const [width, height] of /** @type {const} */ ([
  [1440, 900],
  [1024, 768],
  [390, 844],
  [320, 640],
])) {
  const isPhone = width < 700;
  test.describe(`${width} × ${height}`, () => {
    test.use({ viewport: { width, height }, ...(isPhone ? { hasTouch: true, isMobile: true } : {}) });

    test('everything that a person looks for is there by its name', async ({ app, page, sent }) => {
      await app.openSignedIn();
      await app.seesTheList();
      // The banner.
      const box = await app.banner.boundingBox();
      expect(box?.height).toBe(48);
      await expect(app.banner).toContainText('contoso.example');
      await expect(app.banner.getByRole('button', { name: /^Theme: / })).toBeVisible();
      await expect(app.languageChoice).toBeInViewport();
      await expect(app.banner.getByRole('button', { name: 'Help', exact: true })).toBeVisible();
      await accountMenu(app).click();
      await expect(app.banner).toContainText(UPN);
      await expect(app.banner).toContainText(TENANT);
      for (const name of ['Copy User name', 'Copy Tenant ID', 'Switch account', app.words.signOut]) {
        await expect(app.banner.getByRole('button', { name, exact: true }).last()).toBeVisible();
      }
      await expect(app.banner).toContainText(/Version \d+\.\d+\.\d+/);
      await page.keyboard.press('Escape');
      await expect(app.banner.getByRole('button', { name: 'Switch account' })).toBeHidden();
      await expect(accountMenu(app)).toBeFocused();
      await accountMenu(app).click();
      await page.getByRole('tab', { name: 'Activity' }).focus();
      await expect(app.banner.getByRole('button', { name: 'Switch account' })).toBeHidden();

      // The tabs, and what each leads to.
      for (const screen of /** @type {const} */ (['runs', 'activity', 'profiles'])) {
        await app.tab(screen).click();
        await expect(app.tab(screen)).toHaveAttribute('aria-selected', 'true');
        await expect(page.getByRole('tabpanel', { name: app.words.screens[screen] })).toBeVisible();
      }

      // The box, what it takes, and how the type is found out.
      await expect(app.profileId).toHaveAttribute('placeholder', /search, or paste an ID, a name, a link, a list, a token or a picture/i);
      await expect(app.profileType.getByRole('radio')).toHaveCount(3);
      await expect(app.profileType.getByRole('radio', { name: 'Find out' })).toBeChecked();
      await expect(app.revokeButton).toBeVisible();
      await expect(app.cameraButton).toBeVisible();
      await expect(app.codePicture).toBeAttached();

      // The ways in of a phone, and what is behind its one button.
      const choices = ['Scan or pick a QR picture', 'Paste an ID or token', /^All profiles \(\d+ active\)$/];
      for (const name of choices) await expect(page.getByRole('button', { name })).toBeVisible({ visible: isPhone });
      await expect(filterSwitch(app)).toBeVisible({ visible: isPhone });
      const filters = page.getByRole('group', { name: 'Filters' });
      if (isPhone) {
        await expect(filters).toBeHidden();
        await filterSwitch(app).click();
        await expect(filterSwitch(app)).toHaveAttribute('aria-expanded', 'true');
      }
      for (const name of ['Type', 'Mode', 'Token state']) await expect(filters.getByRole('combobox', { name, exact: true })).toBeVisible();
      await expect(filters.getByRole('button', { name: /^Worth a look \(\d+\)$/ })).toBeVisible();
      await filters.getByRole('combobox', { name: 'Type', exact: true }).selectOption('Device owner');
      if (isPhone) {
        await expect(filterSwitch(app)).toHaveText(/\(1\)$/);
        await filterSwitch(app).click();
        await expect(filters).toBeHidden();
      }

      // What is typed filters; what is pasted leads to its row, and the panel.
      await app.paste(app.profileId, SALE);
      const row = app.list.locator('tr[data-active]');
      await expect(row).toContainText('Point of sale');
      // On a phone the list is further down, and the button that revokes is at hand.
      if (!isPhone) await expect(row).toBeInViewport();
      await row.locator('td.name').click();
      await expect(row).toHaveAttribute('aria-current', 'true');
      await expect(app.details.getByRole('heading', { name: 'Point of sale' })).toBeVisible();
      await expect(app.details.getByRole('button', { name: 'Revoke token…' })).toBeInViewport({ ratio: 1 });
      await app.details.getByRole('button', { name: 'Close', exact: true }).click();
      await expect(app.details.getByRole('heading')).toHaveCount(0);

      // The bar of what is selected.
      await row.getByRole('checkbox').check();
      const bar = page.getByRole('group', { name: 'Selection' });
      await expect(bar).toContainText('1 selected');
      await expect(bar).toContainText('1 Device owner · 905 devices');
      await expect(bar.getByRole('button', { name: 'Revoke 1 token…' })).toBeInViewport({ ratio: 1 });
      expect(sent()).toEqual([]);
    });
  });
}

test('the pill tells how far a run is wherever else one is, and leads to it', async ({ app, page, tenant }) => {
  await openOver({ app, tenant }, 3);
  const run = new RunPage(page);
  const sending = gate();
  tenant.graph.faults.push(sending.fault);
  await run.begin(3);
  await sending.held;
  const pill = app.banner.getByRole('button', { name: /^Run under way:/ });
  await expect(pill).toHaveCount(0);
  await app.tab('profiles').click();
  await expect(pill).toHaveText(/0\/3$/);
  await pill.click();
  await expect(app.tab('runs')).toHaveAttribute('aria-selected', 'true');
  await expect(run.pause).toBeVisible();
  await app.tab('activity').click();
  await expect(pill).toHaveCount(1);
  sending.release();
  tenant.graph.faults.length = 0;
  await expect(pill).toHaveCount(0);
  await app.tab('runs').click();
  await run.seesVerdict(/All 3 tokens were revoked/);
});

test('what somebody may not read is explained until it is put away in this tab; that it is missing stays said', async ({ app, page, tenant }) => {
  tenant.graph.faults.push({
    method: 'GET',
    path: /androidForWorkEnrollmentProfiles$/,
    times: Infinity,
    answer: { status: 403, headers: { 'Content-Type': 'application/json' }, body: '{"error":{"code":"Forbidden","message":"no role"}}' },
  });
  await app.openSignedIn(RENEE);
  await expect(app.problem).toContainText('Forbidden');
  await app.problem.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(app.problem).toHaveCount(0);
  await expect(page.getByText(/^Android for Work: the profiles could not be read/)).toBeVisible();
  await page.reload();
  await app.seesTheForm();
  await expect(page.getByText(/^Android for Work: the profiles could not be read/)).toBeVisible();
  await expect(app.problem).toHaveCount(0);
});

test('it can be put on the home screen: name, icons of the sizes they say, and the colour of the banner', async ({ app, page, served }) => {
  await app.open();
  const link = page.locator('link[rel="manifest"]');
  await expect(link).toHaveCount(1);
  const manifest = JSON.parse(await readFile(join(DIST, (await link.getAttribute('href')) ?? ''), 'utf8'));
  expect(manifest).toMatchObject({ name: 'Token Console', display: 'standalone', start_url: './', scope: './' });
  for (const { src, sizes, type } of manifest.icons) {
    const png = await readFile(join(DIST, src));
    expect([png.subarray(1, 4).toString(), type]).toEqual(['PNG', 'image/png']);
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
  }
  await expect(page.locator('meta[name="theme-color"]').first()).toHaveAttribute('content', /^#[0-9a-f]{6}$/);
  const answer = await page.request.get(`${served.url}manifest.webmanifest`);
  expect(answer.status()).toBe(200);
  // A revocation tool must never run stale code.
  expect(await page.evaluate(async () => (await navigator.serviceWorker?.getRegistrations())?.length ?? 0)).toBe(0);
});

test('in forced colors every mark is more than a colour of the page', async ({ app, page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await app.openSignedIn();
  await app.seesTheList();
  const row = app.row('AR headsets, user associated');
  const edge = () =>
    row
      .locator('td')
      .first()
      .evaluate((cell) => getComputedStyle(cell).borderInlineStartWidth);
  expect(await edge()).toBe('0px');
  await row.locator('td.name').click();
  await expect(row).toHaveAttribute('aria-current', 'true');
  expect(await edge()).toBe('4px');
  // The mark of a tick is text.
  const tick = () => row.locator('[role="checkbox"]').evaluate((box) => getComputedStyle(box, '::before').content);
  expect(await tick()).not.toContain('✓');
  await row.getByRole('checkbox').check();
  expect(await tick()).toContain('✓');
  const line = (/** @type {'profiles' | 'runs'} */ of) => app.tab(of).evaluate((tab) => getComputedStyle(tab).borderBlockEndColor);
  expect(await line('profiles')).not.toBe(await line('runs'));
  await expect(row.locator('.badge svg')).toBeVisible();
});
