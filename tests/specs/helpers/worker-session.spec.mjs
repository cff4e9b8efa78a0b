import { expect, test } from '../../helpers/fixtures.mjs';
import { ConsolePage, RENEE } from '../../pages/console-page.mjs';
import { ID } from '../../tenant/samples.mjs';

/** @import { Tenant } from '../../../sandbox/tenant.mjs' */

// What most tests begin with, `openSignedIn`, without the way to the sign-in host; here it is seen to be as good.

/** @param {Tenant} tenant */
const askedFor = (tenant) => tenant.identity.requests.map(({ path }) => path.split('/').at(-1));

test('nobody is asked, Graph takes the token, and the guard looks for the refresh token too', async ({ app, page, tenant, leakGuard }) => {
  await app.openSignedIn();
  await app.seesTheList();
  expect(askedFor(tenant)).toEqual([]);
  expect(await leakGuard.tokenCount()).toBe(2);
  await page.evaluate(() => {
    const [, kept = ''] = Object.entries(sessionStorage).find(([name]) => name.includes('refreshtoken')) ?? [];
    document.body.append(JSON.parse(kept).secret);
  });
  leakGuard.expect(/^token in the DOM$/);
});

test('its refresh token answers a challenge', async ({ app, tenant }) => {
  await app.openSignedIn();
  await app.ask(ID('000000401201'));
  expect(askedFor(tenant).filter((name) => name === 'token')).toHaveLength(1);
});

test('signed out is signed out, also after a reload, and the next sign-in is a real one', async ({ app, page, tenant }) => {
  await app.openSignedIn();
  await app.signOut();
  await page.reload();
  await app.seesTheSignInButton();
  await app.openSignedIn();
  expect(askedFor(tenant)).toContain('authorize');
});

test('another tab is handed it as well; another person signs in', async ({ app, context, tenant }) => {
  await app.openSignedIn();
  const tabs = [app];
  for (const person of [undefined, RENEE]) {
    const tab = new ConsolePage(await context.newPage(), app.url, app.words);
    await tab.openSignedIn(person);
    tabs.push(tab);
    expect(askedFor(tenant).includes('authorize')).toBe(person === RENEE);
  }
  await expect(tabs[2].banner).toContainText(RENEE);
  await expect(tabs[1].banner).not.toContainText(RENEE);
});

test('where sign-in is not as usual, it is a real one', async ({ app, tenant }) => {
  tenant.identity.accessTokenSeconds = 600;
  await app.openSignedIn();
  expect(askedFor(tenant)).toContain('authorize');
});
