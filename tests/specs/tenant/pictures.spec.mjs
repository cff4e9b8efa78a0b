import { lyingPng, pictureWithoutCode, pngBomb, qrFile, recoded } from '../../helpers/pictures.mjs';
import { present } from '../../helpers/present.mjs';
import { expect, test } from '../../tenant/graph-caller.mjs';

/** @import { Page } from '@playwright/test' */

const TEXT = '{"android.app.extra.PROVISIONING_ADMIN_EXTRAS_BUNDLE":{}}';

/**
 * What a browser makes of a picture: its size, or why it cannot show it.
 * @param {Page} page
 * @param {Buffer} file
 */
function seenBy(page, file) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    try {
      const { width, height } = await createImageBitmap(new Blob([bytes]));
      return { width, height };
    } catch (error) {
      return error instanceof Error ? error.name : String(error);
    }
  }, file.toString('base64'));
}

/** @type {Record<string, [file: Buffer, seen: unknown]>} */
const PICTURES = {
  'a code': [qrFile(TEXT), { width: 246, height: 246 }],
  'a light code on dark': [qrFile(TEXT, { inverted: true }), { width: 246, height: 246 }],
  'a turned code in a photograph': [qrFile(TEXT, { photo: 'good', degrees: 15, within: { width: 640, height: 480 } }), { width: 640, height: 480 }],
  'a small code in a big picture': [qrFile(TEXT, { scale: 2, within: { width: 2400, height: 1800 } }), { width: 2400, height: 1800 }],
  'no code': [pictureWithoutCode(), { width: 640, height: 480 }],
  'fifty megapixels in a few kilobytes': [pngBomb(), { width: 7072, height: 7072 }],
  'a header that lies': [lyingPng(), 'InvalidStateError'],
};
for (const [what, [file, seen]] of Object.entries(PICTURES)) {
  test(`a browser shows ${what}`, async ({ page }) => {
    expect(await seenBy(page, file)).toEqual(seen);
  });
}

test('the bomb is small', () => {
  expect(pngBomb().length).toBeLessThan(10_000);
});

test('a picture can be had as a JPEG', async ({ context, page }) => {
  const file = await recoded(context, qrFile(TEXT, { photo: 'good' }), 'image/jpeg');
  expect([...file.subarray(0, 2)]).toEqual([0xff, 0xd8]);
  expect(await seenBy(page, file)).toEqual({ width: 320, height: 320 });
});

test('the sandbox shows the code as it was printed, whatever became of the token', async ({ tenant, request }) => {
  const id = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
  /** @param {string} name */
  const poster = async (name) => request.get(`${tenant.page.url}sandbox/qr/${name}.png`);
  const before = await (await poster(id)).body();
  expect(before.equals(qrFile(present(tenant.graph.profile(id).qrCodeContent)))).toBe(true);
  tenant.graph.data.revoke(id);
  expect((await (await poster(id)).body()).equals(before)).toBe(true);
  expect((await poster('stranger')).status()).toBe(200);
  expect((await poster('7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b110')).status()).toBe(404);
});

test('the buttons of the help page change the lists, and not for other sites', async ({ tenant, page, request }) => {
  await page.goto(`${tenant.page.url}sandbox/`);
  await page.getByRole('button', { name: 'Make it 10,000 more' }).click();
  await expect(page.getByText(/^Graph lists 5019 Android for Work profiles and 5032 device owner profiles/)).toBeVisible();
  await page.getByRole('button', { name: 'List the IDs with a story too' }).click();
  await expect(page.getByText('The IDs with a story are among them.')).toBeVisible();
  await page.getByRole('button', { name: 'Profiles as new' }).click();
  await expect(page.getByText(/^Graph lists 19 /)).toBeVisible();
  const foreign = await request.post(`${tenant.page.url}sandbox/do/fill`, { headers: { 'Sec-Fetch-Site': 'cross-site' } });
  expect(foreign.status()).toBe(404);
});
