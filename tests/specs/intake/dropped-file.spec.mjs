import { MEGABYTES_5, textFile } from '../../helpers/files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { present } from '../../helpers/present.mjs';
import { guid, SALE, SCANNERS, UNLISTED } from '../../tenant/named-profiles.mjs';

/** @import { GivenFile } from '../../helpers/files.mjs' */

test.beforeEach(async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.hasReader();
});

const TABLE = `\ufeffName;Profile ID;Type\r\nSale;${SALE};androidDeviceOwnerEnrollmentProfile\r\nNobody;;\r\nScanners;${SCANNERS};\r\nAgain;${SALE};\r\n`;
/** @type {[what: string, file: GivenFile, places: string[]][]} */
const FILES = [
  ['a text', textFile('ids.txt', 'text/plain', `${SALE}\n\n${SCANNERS}\n${SALE}\nhttps://contoso.example\n`), ['Line 1', 'Line 3', 'Line 5']],
  ['CSV with semicolons and a mark in front', textFile('ids.csv', 'text/csv', TABLE), ['Line 2', 'Line 4', 'Line 3']],
  ['CSV that Windows takes for a spreadsheet', textFile('ids.csv', 'application/vnd.ms-excel', TABLE), ['Line 2', 'Line 4', 'Line 3']],
  [
    'Excel’s Unicode text',
    {
      name: 'ids.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from(TABLE.replaceAll(';', '\t'), 'utf16le'),
    },
    ['Line 2', 'Line 4', 'Line 3'],
  ],
  [
    'CSV of Windows, which is no UTF-8',
    {
      name: 'ids.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(TABLE.slice(1).replace('Sale', 'K\xf6ln'), 'latin1'),
    },
    ['Line 2', 'Line 4', 'Line 3'],
  ],
  [
    'UTF-16 without a mark',
    {
      name: 'ids.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(TABLE.slice(1), 'utf16le'),
    },
    ['Line 2', 'Line 4', 'Line 3'],
  ],
  [
    'JSON with value',
    textFile(
      'ids.json',
      'application/json',
      JSON.stringify({
        value: [{ id: SALE }, { id: SCANNERS }, { id: SALE }, { '@odata.type': '#microsoft.graph.group', id: UNLISTED }],
      }),
    ),
    ['Element 1', 'Element 2', 'Element 4'],
  ],
  ['a file of no type', textFile('ids', '', `${SALE}\n${SCANNERS}\n${SALE}\nhttps://contoso.example\n`), ['Line 1', 'Line 2', 'Line 4']],
];
test.describe('dropped', () => {
  for (const [what, file, places] of FILES) {
    test(what, async ({ app, page, tenant }) => {
      const before = tenant.requests.length;
      await app.drop(file);
      await app.seesRecognised('2 profiles recognised', '1 that was there twice was left out.', '1 line was not recognised');
      await expect(page.locator('.place')).toHaveText(places);
      expect(await app.choices()).toEqual([SALE, SCANNERS]);
      expect(tenant.requests).toHaveLength(before);
    });
  }

  test('what cannot be read is said in a sentence each, and the next one is read', async ({ app }) => {
    const good = textFile('ids.txt', 'text/plain', `{${SALE}}`);
    for (const [files, sentence] of /** @type {const} */ ([
      [[{ name: 'ids.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK\x03\x04\0\0\0') }], 'This file is neither text nor a picture.'],
      [[{ name: 'ids.txt', mimeType: 'text/plain', buffer: Buffer.from([0xff, 0xfe, 0x00, 0xd8]) }], 'This file is neither text nor a picture.'],
      [[{ name: 'ids.txt', mimeType: 'text/plain', buffer: Buffer.alloc(MEGABYTES_5 + 1, 'a') }], 'This is more than 5 MB.'],
      [[textFile('ids.txt', 'text/plain', Array.from({ length: 10_001 }, (_, index) => guid(index)).join('\n'))], 'This holds more than 10,000 IDs or lines.'],
      [[good, good], 'Hand in one file at a time. Nothing was sent.'],
      [[{ name: 'poster.png', mimeType: 'image/png', buffer: Buffer.alloc(MEGABYTES_5 + 1) }], 'This is more than 5 MB.'],
    ])) {
      await app.profileId.fill('');
      await app.drop(...files);
      await app.seesProblem(sentence);
      await expect(app.intake).toBeHidden();
      await app.drop(good);
      await app.seesInForm(SALE, app.words.deviceOwner);
      await expect(app.problem).toBeHidden();
    }
  });

  test('an empty file', async ({ app }) => {
    await app.drop(textFile('ids.txt', 'text/plain', ''));
    await app.seesRecognised('No profile was recognised in this.');
  });

  for (const [what, fields, text] of /** @type {const} */ ([
    ['a text on the Search field', ['profileId', 'profileId'], 'kitchen'],
    ['a plain ID on Profile ID', ['profileId', 'profileId'], SALE],
  ])) {
    test(`${what} stays there`, async ({ app, page }) => {
      // Both fields in view, for a mouse does not scroll.
      await page.setViewportSize({ width: 1280, height: 1600 });
      const [from, to] = [app[fields[0]], app[fields[1]]];
      await from.fill(text);
      await from.selectText();
      const [start, end] = [present(await from.boundingBox()), present(await to.boundingBox())];
      await page.mouse.move(start.x + 20, start.y + start.height / 2);
      await page.mouse.down();
      await page.mouse.move(end.x + 20, end.y + end.height / 2, { steps: 5 });
      await page.mouse.up();
      await expect(to).toHaveValue(text);
      await expect(app.intake).toBeHidden();
    });
  }

  test('the browser does not leave the page for a file', async ({ page, app }) => {
    for (const name of ['dragover', 'drop']) {
      const data = await app.transferOf([textFile('ids.txt', 'text/plain', SALE)]);
      const prevented = await data.evaluate(
        (dataTransfer, type) => !document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })),
        name,
      );
      expect(prevented, name).toBe(true);
    }
    await app.seesInForm(SALE, app.words.deviceOwner);
    expect(page.url()).not.toContain('file:');
  });
});
