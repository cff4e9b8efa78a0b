import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from '../../helpers/fixtures.mjs';

/** What `cargo xtask dev` serves: not optimized, and in one piece. */
const DEV_PAGE = fileURLToPath(new URL('../../../target/dev/page', import.meta.url));

test.use({ tenancy: { mode: 'sandbox', consent: 'given', dist: DEV_PAGE, liveReload: true } });

test.beforeAll(() => {
  if (!existsSync(DEV_PAGE)) throw new Error('target/dev/page is missing: `cargo xtask dev` or `cargo xtask test` makes it.');
});

const PROFILE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b104';

test('the page in one piece signs in, revokes and signs out', async ({ app, tenant, served }) => {
  await app.openSignedIn();
  await app.revoke(PROFILE, app.words.deviceOwner);
  await app.seesSuccess();
  expect(tenant.graph.profile(PROFILE).tokenValue).toBe('');
  await app.signOut();
  const wasm = served.requests.map(({ path }) => path).filter((path) => path.endsWith('.wasm'));
  expect(new Set(wasm).size).toBe(1);
});

test('a new build is on the screen without a hand, and whoever is signed in stays so', async ({ app, page, served }) => {
  await app.openSignedIn();
  const listening = page.waitForResponse((response) => response.url().endsWith('/sandbox/live-reload'));
  await page.reload();
  await app.seesTheForm();
  await listening;
  await app.profileId.fill('typed before');
  const loaded = page.waitForEvent('load');
  served.reload();
  await loaded;
  await app.seesTheForm();
  await expect(app.profileId).toHaveValue('');
});
