import { brotliCompressSync, constants } from 'node:zlib';

import { distName, readDist } from './dist.mjs';
import { expect, test } from './fixtures.mjs';

const kB = 1000;

async function transferredSize(name) {
  const contents = await readDist(name);
  return brotliCompressSync(contents, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: contents.length },
  }).length;
}

function inKilobytes(bytes) {
  return `${(bytes / kB).toFixed(1)} kB`;
}

test('a first load transfers at most 160 kB in at most 8 requests', async ({ app, page, served }) => {
  await app.open();
  await app.seesTheSignInButton();
  const icon = await page.evaluate(() => document.querySelector('link[rel="icon"]').href);
  const { pathname } = new URL(served.url);
  const requested = served.requests.map(({ path }) => path.slice(pathname.length) || 'index.html');
  // A window that nobody sees asks for no icon.
  const iconName = new URL(icon).pathname.slice(pathname.length);
  const names = requested.includes(iconName) ? requested : [...requested, iconName];

  const sizes = await Promise.all(names.map(transferredSize));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  names.forEach((name, index) => console.log(`${inKilobytes(sizes[index]).padStart(9)}  ${name}`));
  console.log(`${inKilobytes(total).padStart(9)}  in ${names.length} requests, brotli 11 (limits: 160 kB, 8 requests)`);

  expect(names).toHaveLength(new Set(names).size);
  expect(names).toContain(await distName('_bg.wasm'));
  expect.soft(names.length).toBeLessThanOrEqual(8);
  expect.soft(total).toBeLessThanOrEqual(160 * kB);
});

test('the WebAssembly is at most 85 kB', async () => {
  const size = await transferredSize(await distName('_bg.wasm'));
  console.log(`${inKilobytes(size).padStart(9)}  WebAssembly, brotli 11 (limit: 85 kB)`);
  expect(size).toBeLessThanOrEqual(85 * kB);
});
