import { createHash } from 'node:crypto';

import { distNames, readDist } from './dist.mjs';
import { expect, test } from './fixtures.mjs';

const PART = /^token-console-[a-z]+(-[a-z0-9]+)?-[0-9a-f]{16}\.wasm$/;
const SET_UP = /\/token-console-set-up-\w+\.wasm$/;
const HEADING = 'Set up Token Console';
const NOT_LOADED = 'A part of this page did not load.';

test('every part is pinned by its hash in the script that index.html pins', async () => {
  const names = await distNames();
  const glue = (await readDist(names.find((name) => /^token-console-\w+\.js$/.test(name)))).toString();
  const parts = names.filter((name) => PART.test(name));
  expect(parts.some((name) => SET_UP.test(`/${name}`))).toBe(true);
  for (const name of parts) {
    const hash = createHash('sha384').update(await readDist(name)).digest('base64');
    const at = glue.indexOf(name);
    expect(at, name).toBeGreaterThan(0);
    expect(glue.slice(at + name.length, at + name.length + 150)).toContain(`{integrity:"sha384-${hash}"}`);
  }
  expect(glue.match(/\.wasm"/g)).toHaveLength(parts.length + 1);
});

test('a configured page loads no part', async ({ app, served }) => {
  await app.open();
  await app.seesTheSignInButton();
  expect(served.requests.filter(({ path }) => PART.test(path.split('/').at(-1)))).toEqual([]);
});

test.describe('where set-up is wanted', () => {
  test.beforeEach(({ served }) => served.setConfig(null));

  test('its part is loaded from beside the page', async ({ app, page, served }) => {
    await app.open();
    await expect(page.getByRole('heading', { name: HEADING })).toBeVisible();
    const { pathname } = new URL(served.url);
    const paths = served.requests.map(({ path }) => path).filter((path) => SET_UP.test(path));
    expect(paths).toHaveLength(1);
    expect(paths[0].startsWith(pathname)).toBe(true);
    expect(paths[0].slice(pathname.length)).toMatch(PART);
  });

  test('while the part is on its way the page says so', async ({ app, page, context }) => {
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    await context.route(SET_UP, async (route) => {
      await released;
      await route.continue();
    });
    await app.open();
    await expect(page.getByText('Loading…')).toBeVisible();
    release();
    await expect(page.getByRole('heading', { name: HEADING })).toBeVisible();
    await expect(page.getByText('Loading…')).toBeHidden();
  });

  test('a part that does not load can be tried again, as often as it takes', async ({ app, page, context, watch }) => {
    watch.expect(/Failed to fetch/);
    await context.route(SET_UP, (route) => route.abort());
    await app.open();
    await app.seesAlert(NOT_LOADED);
    const again = page.waitForRequest(SET_UP);
    await page.getByRole('button', { name: app.words.tryAgain }).click();
    await again;
    await app.seesAlert(NOT_LOADED);
    await context.unroute(SET_UP);
    await page.getByRole('button', { name: app.words.tryAgain }).click();
    await expect(page.getByRole('heading', { name: HEADING })).toBeVisible();
    await expect(page.getByText(NOT_LOADED)).toBeHidden();
  });

  test('a part that is another one than was built is not run', async ({ app, page, context, watch }) => {
    watch.expect(/Failed to find a valid digest in the 'integrity' attribute/);
    watch.expect(/SRI's integrity checks failed/);
    watch.expect(/Failed to fetch/);
    await context.route(SET_UP, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      body[body.length - 1] ^= 1;
      await route.fulfill({ response, body });
    });
    await app.open();
    await app.seesAlert(NOT_LOADED);
    await expect(page.getByRole('heading', { name: HEADING })).toBeHidden();
    await context.unroute(SET_UP);
    await page.getByRole('button', { name: app.words.tryAgain }).click();
    await expect(page.getByRole('heading', { name: HEADING })).toBeVisible();
  });
});
