import { fileURLToPath } from 'node:url';

import { test } from '../helpers/fixtures.mjs';

test.use({ viewport: { width: 1200, height: 800 } });

test('the picture of the README', async ({ app, page }) => {
  await app.openSignedIn();
  await app.revoke('2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01');
  await app.seesSuccess();
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: fileURLToPath(new URL('../../docs/screenshot.png', import.meta.url)) });
});
