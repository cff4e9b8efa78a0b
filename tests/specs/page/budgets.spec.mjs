import { distName } from '../../helpers/dist-files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { inKilobytes, requestedNames, transferredSize } from '../../helpers/transfer-size.mjs';

const kB = 1000;

test('a first load transfers at most 160 kB in at most 8 requests', async ({ app, page, served }) => {
  await app.open();
  await app.seesTheSignInButton();
  const names = await requestedNames(page, served);
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
