import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { test as base, expect } from '../../helpers/fixtures.mjs';
import { MIRA } from '../../pages/console-page.mjs';

/**
 * @import { Fixtures } from '@playwright/test'
 * @import { TestArgs, WorkerArgs } from '../../helpers/fixtures.mjs'
 */

const ID = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const COLORS = ['blue', 'green', 'orange', 'purple', 'red'];

/** The same tenant twice, by its ID and by its domain: to the page they are two, and only it could mix up their sessions. */
/** @type {Fixtures<{}, {}, TestArgs, WorkerArgs>} */
const fixtures = {
  served: async ({ served }, use) => {
    const { clientId, tenantId, cloud } = served.defaultConfig;
    served.setConfig({
      tenants: [
        { name: 'Contoso', clientId, tenantId, cloud, color: 'red' },
        { name: 'Contoso test', clientId, tenantId: 'contoso.example', cloud, color: 'green' },
      ],
    });
    await use(served);
  },
};
const test = base.extend(fixtures);

test('of several tenants one is chosen, and the header says which', async ({ app, page, served, tenant }) => {
  await app.open();
  await expect(page.getByRole('heading', { name: 'Choose a tenant' })).toBeVisible();
  await expect(app.signInButton).toBeHidden();
  expect(tenant.requests.filter(({ service }) => service !== 'page')).toEqual([]);
  await page.getByRole('link', { name: 'Contoso test' }).click();
  await expect(page).toHaveURL(`${served.url}?tenant=contoso.example`);
  await expect(app.banner).toContainText('Contoso test');
  await expect(app.banner).toHaveAttribute('data-color', 'green');
  await app.signIn();
  await expect(app.banner).toContainText('Contoso test');
  await expect(page).toHaveURL(/[?&]tenant=contoso\.example/);
  await app.revoke(ID);
  await app.seesSuccess();
});

test('a link names its tenant, and keeps what else it says', async ({ app, page, served }) => {
  await app.open(`?profileId=${ID}&tenant=${served.defaultConfig.tenantId}`);
  await expect(app.banner).toContainText('Contoso');
  await app.signIn();
  await expect(app.profileId).toHaveValue(ID);
  await app.open(`?profileId=${ID}`);
  await page.getByRole('link', { name: /^Contoso\b(?! test)/ }).click();
  await expect(page).toHaveURL(`${served.url}?profileId=${ID}&tenant=${served.defaultConfig.tenantId}`);
});

test('what is left of the test of the set-up outlasts the choice of a tenant', async ({ app, page }) => {
  await app.open('?setup=test');
  await page.getByRole('link', { name: 'Contoso test' }).click();
  await app.signIn();
  const report = page.getByRole('region', { name: 'The test of the set-up, after the sign-in' });
  await expect(report.getByRole('list').getByRole('listitem')).toHaveCount(5);
});

test('the set-up begins with the tenant of the address, and leads back to it', async ({ app, page, served }) => {
  await app.open('?setup&tenant=Contoso%20test');
  await expect(page.getByRole('textbox', { name: 'Tenant' })).toHaveValue('contoso.example');
  await expect(page.getByRole('link', { name: 'Back to the page' })).toHaveAttribute('href', `${served.url}?tenant=contoso.example`);
});

test('the links that the page makes name the tenant', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.open('?tenant=Contoso%20test');
  await app.signIn();
  await app.seesTheList();
  await app.list.getByRole('row').nth(1).click();
  await app.details.getByRole('button', { name: /^Copy .*[Ll]ink/ }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).searchParams.get('tenant')).toBe('contoso.example');
});

test('a link to a tenant that the page does not have says so, and sends nothing', async ({ app, page, tenant }) => {
  await app.open('?tenant=%3Cb%3Efabrikam.example');
  await app.seesAlert('The link names the tenant “<b>fabrikam.example”, which is none of this page.', 'Nothing was sent to anyone.');
  await expect(page.getByRole('listitem')).toHaveCount(2);
  expect(tenant.requests.filter(({ service }) => service !== 'page')).toEqual([]);
});

test('sessions do not mix: in the same tab another tenant begins signed out', async ({ app, page, tenant }) => {
  await app.open('?tenant=Contoso');
  await app.signIn();
  await app.seesTheList();
  const graph = tenant.graph.requests.length;
  await app.open('?tenant=Contoso%20test');
  await app.seesTheSignInButton();
  await expect(app.banner).toHaveAttribute('data-color', 'green');
  expect(tenant.graph.requests).toHaveLength(graph);
  const kept = await page.evaluate(() => Object.entries(sessionStorage).filter(([key, value]) => key.startsWith('msal.') && /secret/.test(value)));
  expect(kept).toEqual([]);
});

test('another tenant in another tab leaves the session of the first alone', async ({ app, page }) => {
  await app.open('?tenant=Contoso');
  await app.signIn();
  await app.banner.locator('.account > summary').click();
  const [other] = await Promise.all([page.waitForEvent('popup'), app.banner.getByRole('link', { name: 'Another tenant' }).click()]);
  await other.getByRole('link', { name: 'Contoso test' }).click();
  await expect(other.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.reload();
  await app.seesTheForm();
  await expect(app.banner).toContainText(MIRA.slice(0, 1));
});

test('what was to be done in one tenant is not done in another', async ({ app, page }) => {
  await app.open('?tenant=Contoso');
  await app.signIn();
  await page.evaluate((id) => sessionStorage.setItem('pendingRevocation', `androidForWork new ${id}\n\n`), ID);
  await app.open('?tenant=Contoso%20test');
  await app.signIn();
  await app.seesTheList();
  await expect(app.dialog).toBeHidden();
});

for (const scheme of /** @type {const} */ (['light', 'dark'])) {
  test(`every color of the header can be read, ${scheme}`, async ({ app, page, context, served }) => {
    await prepareAxe(context);
    await page.emulateMedia({ colorScheme: scheme });
    const { clientId, tenantId, cloud } = served.defaultConfig;
    for (const color of COLORS) {
      served.setConfig({ clientId, tenantId, cloud, name: 'Contoso', color });
      if (color === COLORS[0]) await app.openAndSignIn();
      else await app.open();
      await app.seesTheList();
      await expect(app.banner).toHaveAttribute('data-color', color);
      await expectNoViolations(page);
    }
    const backgrounds = await page.evaluate((colors) => {
      const header = /** @type {HTMLElement} */ (document.querySelector('header'));
      return colors.map((color) => {
        header.dataset.color = color;
        return getComputedStyle(header).backgroundColor;
      });
    }, COLORS);
    expect(new Set(backgrounds).size).toBe(COLORS.length);
  });
}
