import { intuneError } from '../sandbox/graph/answers.mjs';
import { UNTOLD_IN_LIST } from '../sandbox/graph/catalogue.mjs';
import { enrollmentFrom } from '../sandbox/graph/enrollment.mjs';
import { heldPage, listFault } from '../sandbox/graph/list-faults.mjs';
import { tokenIn } from '../sandbox/posters.mjs';
import { expectNoViolations, prepareAxe } from './axe.mjs';
import { expect, test } from './fixtures.mjs';
import { lyingPng, pictureWithoutCode, pngBomb, qrFile, recoded } from './pictures.mjs';
import { ONE_PROFILE } from './wire.mjs';
import { CHINESE } from './words.mjs';

const AFW = 'androidForWorkEnrollmentProfiles';
const OWNER = 'androidDeviceOwnerEnrollmentProfiles';
const SCANNERS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a01';
const TABLETS = '2c9a4d10-0b7e-4f56-9a31-5d8e7c1f2a03';
const SALE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103';
const COLD_STORAGE = '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b107';
const KITCHEN = '689e61a9-0ddf-4c22-aeb8-a88522dae503';
const PILOTS = ['4241e4c6-7631-447f-85c1-29af5e0a795a', 'a88c3dea-eb93-4cd7-912e-eb5eb2d3c3cf'];
const SALES = [SALE, 'dd1b26c9-ce2e-4a7f-96e5-4d02f53c29c8', '8fea8e9e-73d5-4005-9d27-dae9c7bd1ab6'];
const UNLISTED = '0a1b2c3d-4e5f-4071-8293-a4b5c6d7e8f9';
const TENANT = '8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346';
const MEGABYTES_5 = 5 * 1024 * 1024;
const PICTURES = /\/token-console-pictures-\w+\.wasm$/;
const TOKENS = { select: ['id', 'tokenValue'] };
const ONE_TOKEN = { ...TOKENS, path: ONE_PROFILE };
const GLASSES = '943c4093-78c2-44e4-8d0c-536326a39d10';
const UNSURE = 'It cannot be told whether one of your profiles holds this token: not all could be compared.';
const PROMPT = 'This holds an enrollment token';
const NO_PICTURE = 'The browser cannot show this picture.';

const GRAPH = 'https://graph.microsoft.com/beta/deviceManagement';
const blade = (...ids) => `https://intune.microsoft.com/#view/Microsoft_Intune_Enrollment/AndroidProfileBlade/${ids.join('/')}`;
const textFile = (name, mimeType, text) => ({ name, mimeType, buffer: Buffer.from(text) });
const picture = (buffer, name = 'poster.png', mimeType = 'image/png') => ({ name, mimeType, buffer });
const guid = (number) => `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
const otherType = (type, words) => (type === words.deviceOwner ? words.androidForWork : words.deviceOwner);

test.beforeEach(async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
});

/** Waits until the form holds a profile. */
async function seesInForm(app, id, type) {
  await expect(app.profileId).toHaveValue(id);
  await expect(app.profileType.getByRole('radio', { name: type, exact: true })).toBeChecked();
}

async function seesRecognised(app, ...texts) {
  for (const text of texts) await expect(app.handedIn).toContainText(text);
}

async function seesProblem(app, ...texts) {
  for (const text of texts) await expect(app.problem).toContainText(text);
}

async function choices(app) {
  const buttons = await app.handedIn.getByRole('button', { name: /^Choose / }).all();
  return Promise.all(buttons.map(async (button) => (await button.getAttribute('aria-label')).split(' ').at(-1)));
}

/** Waits until the page has done all that an answer or a file set off. */
function idle(page) {
  return page.evaluate(() => new Promise((resolve) => { requestIdleCallback(resolve, { timeout: 2_000 }); }));
}

/** The IDs of the profiles whose tokens were revoked: none tells a token any more, in whatever way it is read. */
function deadOf(tenant) {
  return [...tenant.graph.data.profiles.values()].filter(({ sample, profile }) => !sample && !profile.tokenValue).map(({ profile }) => profile.id);
}

/** Takes the profiles out of the tenant that tell no token. */
function withoutDead(tenant) {
  for (const id of deadOf(tenant)) tenant.graph.data.profiles.delete(id);
}

/** The secret reads of profiles by themselves. */
function readAlone(tenant) {
  return tenant.graph.secretReads.filter(({ path }) => ONE_PROFILE.test(path)).map(({ path }) => path.split('/').at(-1));
}

/** The content of a profile's QR code, and the token in it. */
function enrollmentOf(tenant, id) {
  const { qrCodeContent: content, tokenValue } = tenant.graph.profile(id);
  return { content, token: tokenValue };
}

async function handInCode(app, text) {
  await app.openCodeForm();
  await app.codeText.fill(text);
  await app.codeText.press('Enter');
}

const FORMS = [
  ['a GUID in capitals and brackets', `<${SALE.toUpperCase()}>`, SALE, OWNER],
  ['a GUID without hyphens', SALE.replaceAll('-', ''), SALE, OWNER],
  ['a GUID with the dashes of a word processor', SALE.replaceAll('-', '\u2011'), SALE, OWNER],
  ['a GUID in quotes, as in code', `"${SALE}",`, SALE, OWNER],
  ['a GUID in a sentence', `Please revoke ${SALE} today`, SALE, OWNER],
  ['an AOSP- form in a sentence', `Please revoke aosp-${COLD_STORAGE.toUpperCase()} today`, `AOSP-${COLD_STORAGE}`, OWNER],
  ['a GUID that is not in the list', `ID: ${UNLISTED}`, UNLISTED, AFW],
  ['a Graph URL', `POST ${GRAPH}/${OWNER}/${UNLISTED}/revokeToken`, UNLISTED, OWNER],
  ['a Graph URL with a key in brackets', `${GRAPH}/${AFW}('${UNLISTED}')?$select=id`, UNLISTED, AFW],
  ['a URL of the Intune portal', blade('profileId', SALE), SALE, OWNER],
  ['a URL of Graph Explorer', `https://developer.microsoft.com/en-us/graph/graph-explorer?request=deviceManagement%2F${OWNER}%2F${UNLISTED}&method=GET&version=beta`, UNLISTED, OWNER],
  ['JSON of one profile', JSON.stringify({ '@odata.type': '#microsoft.graph.androidDeviceOwnerEnrollmentProfile', id: UNLISTED, accountId: TENANT }), UNLISTED, OWNER],
  ['JSON of a list without value', JSON.stringify([{ id: SALE, displayName: 'x' }]), SALE, OWNER],
  ['JSON of a list with value', JSON.stringify({ '@odata.context': `https://graph.microsoft.com/beta/$metadata#deviceManagement/${OWNER}`, value: [{ id: UNLISTED }] }), UNLISTED, OWNER],
  ['CSV with a column of IDs', `Name,Profile ID,Account ID\r\n"Sale, all",${SALE},${TENANT}\r\n`, SALE, OWNER],
  ['a name', 'kitchen displays 🍕', KITCHEN, OWNER],
  ['a part of a name', 'Rotterdam', SCANNERS, AFW],
];
test.describe('pasted into Profile ID', () => {
  for (const [what, text, id, collection] of FORMS) {
    test(`${what} fills the form`, async ({ app, tenant }) => {
      const type = collection === OWNER ? app.words.deviceOwner : app.words.androidForWork;
      await app.profileType.getByRole('radio', { name: otherType(type, app.words), exact: true }).check();
      const before = tenant.requests.length;
      await app.paste(app.profileId, text);
      await seesInForm(app, id, type);
      await seesRecognised(app, '1 profile recognised It is filled into the form.', id);
      await expect(app.handedIn.getByText('not in the list')).toHaveCount(id === UNLISTED ? 1 : 0);
      expect(tenant.requests).toHaveLength(before);
    });
  }

  for (const id of [SALE, `{${SALE.toUpperCase()}}`, `AOSP-${COLD_STORAGE}`]) {
    test(`a plain ID just lands in the field: ${id}`, async ({ app }) => {
      await app.paste(app.profileId, id);
      await expect(app.profileId).toHaveValue(id);
      await expect(app.handedIn).toBeHidden();
    });
  }

  test('what follows takes the place of what was there, and Close puts it away', async ({ app }) => {
    await app.paste(app.profileId, `ID: ${SALE}`);
    await seesInForm(app, SALE, app.words.deviceOwner);
    await app.paste(app.profileId, `ID: ${SCANNERS}`);
    await seesInForm(app, SCANNERS, app.words.androidForWork);
    await expect(app.handedIn).not.toContainText(SALE);
    await app.handedIn.getByRole('button', { name: 'Close' }).click();
    await expect(app.handedIn).toBeHidden();
    await expect(app.profileId).toHaveValue(SCANNERS);
  });

  test('a mixture is told line by line, and none of it is sent', async ({ app, page, tenant, served }) => {
    const lines = [
      SALE,
      `{${SCANNERS.toUpperCase()}}`,
      '',
      `AOSP-${SALE}`,
      `${GRAPH}/${AFW}/${SCANNERS}`,
      `Tenant ID: ${UNLISTED}`,
      'https://learn.microsoft.com/graph/overview',
      blade(guid(1), guid(2)),
      'Kitchen displays',
      'Kiosk pilot',
      'No such profile here',
      'long'.repeat(75),
      '"wifiPassword": "correct horse"',
      '-----',
    ];
    const before = tenant.requests.length;
    await app.paste(app.profileId, lines.join('\r\n'));
    await seesRecognised(app, '3 profiles recognised', '2 that were there more than once were left out.', '5 lines were not recognised');
    const items = app.handedIn.locator('ul.plain > li');
    for (const [place, ...texts] of [
      ['Line 1', SALE, 'Point of sale', 'Device owner'],
      ['Line 2', SCANNERS, 'Warehouse scanners – Rotterdam', 'Android for Work'],
      ['Line 6', `Tenant ID: ${UNLISTED}`, 'the ID of something else'],
      ['Line 7', 'https://learn.microsoft.com/graph/overview', 'a link that names no profile'],
      ['Line 8', 'a link with several IDs'],
      ['Line 9', 'Kitchen displays 🍕', KITCHEN],
      ['Line 10', 'Several profiles fit “Kiosk pilot”:', ...PILOTS],
      ['Line 11', 'No profile is called “No such profile here”.'],
      ['Line 12', 'longlong', 'too long for a name'],
      ['Line 13', 'it is not shown here'],
    ]) {
      const item = items.filter({ has: page.locator('.place').getByText(place, { exact: true }) });
      for (const text of texts) await expect(item).toContainText(text);
    }
    await expect(page.locator('.place').filter({ hasText: /^Line (3|4|5|14)$/ })).toHaveCount(0);
    await expect(app.handedIn).not.toContainText('correct horse');
    // Among several, a person chooses.
    await expect(app.profileId).toHaveValue('');
    await app.handedIn.getByRole('button', { name: `Choose Warehouse scanners – Rotterdam ${SCANNERS}` }).click();
    await seesInForm(app, SCANNERS, app.words.androidForWork);
    expect(tenant.requests).toHaveLength(before);
    const wire = JSON.stringify([tenant.graph.requests, tenant.identity.requests, served.requests]);
    for (const text of [SALE, SCANNERS, UNLISTED, 'overview', 'Kiosk', 'No such', 'longlong', 'horse']) expect(wire).not.toContain(text);
  });

  test('nothing that says anything', async ({ app }) => {
    await app.paste(app.profileId, '-----\n***');
    await seesRecognised(app, 'No profile was recognised in this.');
  });

  for (const [what, text] of [
    ['more than 10,000 IDs', Array.from({ length: 10_001 }, (_, index) => guid(index)).join('\n')],
    ['more than 10,000 lines without any', `${'https://contoso.example/\n'.repeat(10_001)}`],
  ]) {
    test(`${what}: a clear sentence`, async ({ app }) => {
      await app.paste(app.profileId, text);
      await seesProblem(app, 'This holds more than 10,000 IDs or lines. Hand in less at a time. Nothing was sent.');
      await expect(app.handedIn).toBeHidden();
    });
  }

  test('10,000 IDs are taken, and the page lists as many as a person can look at', async ({ app }) => {
    await app.paste(app.profileId, Array.from({ length: 10_000 }, (_, index) => guid(index)).join('\n'));
    await seesRecognised(app, '10000 profiles recognised', 'and 9800 more');
  });

  test('more than 5 MB: a clear sentence', async ({ app }) => {
    await app.paste(app.profileId, 'a'.repeat(MEGABYTES_5 + 1));
    await seesProblem(app, 'This is more than 5 MB. Hand in less at a time. Nothing was sent.');
  });

  test('a table copied from a spreadsheet, which puts a picture of it beside its text', async ({ app }) => {
    const shot = picture(pictureWithoutCode());
    await app.pasteFiles([shot], { field: app.profileId, text: `Name\tProfile ID\r\nSale\t${SALE}\r\n` });
    await seesInForm(app, SALE, app.words.deviceOwner);
  });

  test('the CSV of devices: nothing of it is a profile, and of what its IDs are is said', async ({ app }) => {
    await app.paste(app.profileId, `Device ID,Device name,Enrollment profile\r\n${UNLISTED},KIOSK-0001,Point of sale\r\n${SALE},KIOSK-0002,Point of sale\r\n`);
    await seesRecognised(app, 'No profile was recognised in this.', '2 lines were not recognised', 'the ID of something else: a device', 'IDs of something else that were left out: 2 devices.');
    await expect(app.profileId).toHaveValue('');
    await expect(app.handedIn.getByRole('button', { name: /^Choose / })).toHaveCount(0);
  });

  test('a block of properties: the profile alone, and its account and tenant are said to be something else', async ({ app }) => {
    await app.paste(app.profileId, `\naccountId   : ${TENANT}\nid          : ${SALE}\ndisplayName : Somebody’s kiosk\ntenantId    : ${UNLISTED}\n`);
    await seesInForm(app, SALE, app.words.deviceOwner);
    await seesRecognised(app, '1 profile recognised It is filled into the form.', 'IDs of something else that were left out: an Intune account, a tenant.');
    await expect(app.handedIn).not.toContainText('Somebody’s kiosk');
    await expect(app.handedIn).not.toContainText(TENANT);
  });

  test('eight capital letters may be a token or a name: both are offered, and they are not repeated', async ({ app, page, tenant }) => {
    await app.paste(app.profileId, 'QWZKPLTR');
    await seesRecognised(app, 'This may be an enrollment token', 'It may be a name as well');
    await expect(app.findProfileButton).toBeVisible();
    expect(await page.content()).not.toContain('QWZKPLTR');
    await app.paste(app.profileId, 'SCANNERS');
    await seesRecognised(app, 'It may be the name of a profile:', SCANNERS);
    await expect(app.findProfileButton).toBeVisible();
    await expect(app.profileId).toHaveValue('');
    expect(await app.handedIn.textContent()).not.toContain('SCANNERS');
    expect(tenant.graph.secretReads).toEqual([]);
  });

  test('the text of a QR code in base64 is a token, and no part of it is shown, cut off or not', async ({ app, page, tenant }) => {
    const { content } = enrollmentOf(tenant, SALE);
    const encoded = Buffer.from(content).toString('base64');
    await app.paste(app.profileId, encoded);
    await seesRecognised(app, PROMPT);
    await expect(app.findProfileButton).toBeVisible();
    await app.paste(app.profileId, encoded.slice(0, 120));
    await seesRecognised(app, 'it is not shown here');
    const html = await page.content();
    for (let at = 0; at + 12 <= encoded.length; at += 12) expect(html).not.toContain(encoded.slice(at, at + 12));
  });

  test('markup in it is text', async ({ app, page }) => {
    await app.paste(app.profileId, '<img src=x onerror=alert(1)> nobody\nhttps://contoso.example/<b>');
    await seesRecognised(app, '<img src=x onerror=alert(1)> nobody', '1 line was not recognised');
    await expect(page.locator('main img')).toHaveCount(0);
  });
});

test.describe('pasted elsewhere', () => {
  test('where no field has the focus it is taken in', async ({ app }) => {
    await app.pasteOnPage(SALE);
    await seesInForm(app, SALE, app.words.deviceOwner);
    await seesRecognised(app, '1 profile recognised');
  });

  test('in the Search field it stays there, even if a picture comes with it', async ({ app }) => {
    await app.paste(app.searchField, `{${SALE}}`);
    await expect(app.searchField).toHaveValue(`{${SALE}}`);
    expect(await app.pasteFiles([picture(pictureWithoutCode())], { field: app.searchField, text: SALE })).toBe(false);
    await expect(app.handedIn).toBeHidden();
    await expect(app.problem).toBeHidden();
    await expect(app.profileId).toHaveValue('');
  });
});

test.describe('typed into Profile ID', () => {
  test('a name that one profile has is no ID, and its profile is offered', async ({ app, sent, reads }) => {
    await app.request('Kitchen displays');
    await expect(app.profileId).toHaveAttribute('aria-invalid', 'true');
    await expect(app.profileId).toHaveValue('Kitchen displays');
    await app.handedIn.getByRole('button', { name: `Choose Kitchen displays 🍕 ${KITCHEN}` }).click();
    await seesInForm(app, KITCHEN, app.words.deviceOwner);
    await expect(app.profileId).not.toHaveAttribute('aria-invalid');
    await app.seesNoDialog();
    expect([sent(), reads()]).toEqual([[], []]);
    await app.revokeButton.click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ Name: 'Kitchen displays 🍕' });
  });

  for (const [name, ids, picked, collection] of [
    ['Point of sale', SALES, SALES[1], OWNER],
    ['kiosk PILOT', PILOTS, PILOTS[1], AFW],
  ]) {
    test(`a name that several have offers each: ${name}`, async ({ app, sent, reads }) => {
      const type = collection === OWNER ? app.words.deviceOwner : app.words.androidForWork;
      await app.request(name, otherType(type, app.words));
      await seesRecognised(app, `Several profiles fit “${name}”:`);
      expect((await choices(app)).toSorted()).toEqual(ids.toSorted());
      await app.handedIn.getByRole('button', { name: new RegExp(`^Choose .* ${picked}$`) }).click();
      await seesInForm(app, picked, type);
      await app.seesNoDialog();
      expect([sent(), reads()]).toEqual([[], []]);
    });
  }

  test('a name that none has: the problem of the form, and the text stays', async ({ app, tenant }) => {
    const before = tenant.requests.length;
    await app.request('No such profile here');
    await expect(app.profileId).toHaveAttribute('aria-invalid', 'true');
    await expect(app.page.getByText('This is not a profile ID.')).toBeVisible();
    await expect(app.profileId).toHaveValue('No such profile here');
    await expect(app.profileId).toBeFocused();
    await expect(app.handedIn.getByRole('button', { name: /^Choose / })).toHaveCount(0);
    await app.seesNoDialog();
    expect(tenant.requests).toHaveLength(before);
  });
});

test.describe('while the list is being read', () => {
  let held;

  test.beforeEach(async ({ app, tenant }) => {
    tenant.graph.pageSize = 10;
    held = heldPage({ collection: OWNER, page: 4 });
    tenant.graph.faults.push(held.fault);
    await app.page.reload();
    await held.asked;
    await app.seesTheList(19 + 30);
  });

  test('a name is not said to be nobody’s', async ({ app }) => {
    await app.paste(app.profileId, 'Kitchen displays');
    await expect(app.handedIn).toBeVisible();
    await expect(app.handedIn).not.toContainText('No profile is called');
    held.release();
    await seesInForm(app, KITCHEN, app.words.deviceOwner);
  });

  test('a name is not said to be filled in, for another profile may have it too', async ({ app }) => {
    await app.paste(app.profileId, 'Rotterdam');
    await seesRecognised(app, '1 profile recognised');
    await expect(app.profileId).toHaveValue('');
    await expect(app.handedIn).not.toContainText('It is filled into the form.');
    held.release();
    await seesInForm(app, SCANNERS, app.words.androidForWork);
    await seesRecognised(app, 'It is filled into the form.');
  });
});

const TABLE = `\ufeffName;Profile ID;Type\r\nSale;${SALE};androidDeviceOwnerEnrollmentProfile\r\nNobody;;\r\nScanners;${SCANNERS};\r\nAgain;${SALE};\r\n`;
const FILES = [
  ['a text', textFile('ids.txt', 'text/plain', `${SALE}\n\n${SCANNERS}\n${SALE}\nhttps://contoso.example\n`), ['Line 1', 'Line 3', 'Line 5']],
  ['CSV with semicolons and a mark in front', textFile('ids.csv', 'text/csv', TABLE), ['Line 2', 'Line 4', 'Line 3']],
  ['CSV that Windows takes for a spreadsheet', textFile('ids.csv', 'application/vnd.ms-excel', TABLE), ['Line 2', 'Line 4', 'Line 3']],
  ['Excel’s Unicode text', {
    name: 'ids.txt', mimeType: 'text/plain', buffer: Buffer.from(TABLE.replaceAll(';', '\t'), 'utf16le'),
  }, ['Line 2', 'Line 4', 'Line 3']],
  ['CSV of Windows, which is no UTF-8', {
    name: 'ids.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE.slice(1).replace('Sale', 'K\xf6ln'), 'latin1'),
  }, ['Line 2', 'Line 4', 'Line 3']],
  ['UTF-16 without a mark', {
    name: 'ids.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE.slice(1), 'utf16le'),
  }, ['Line 2', 'Line 4', 'Line 3']],
  ['JSON with value', textFile('ids.json', 'application/json', JSON.stringify({
    value: [{ id: SALE }, { id: SCANNERS }, { id: SALE }, { '@odata.type': '#microsoft.graph.group', id: UNLISTED }],
  })), ['Element 1', 'Element 2', 'Element 4']],
  ['a file of no type', textFile('ids', '', `${SALE}\n${SCANNERS}\n${SALE}\nhttps://contoso.example\n`), ['Line 1', 'Line 2', 'Line 4']],
];
test.describe('dropped', () => {
  for (const [what, file, places] of FILES) {
    test(what, async ({ app, page, tenant }) => {
      const before = tenant.requests.length;
      await app.drop(file);
      await seesRecognised(app, '2 profiles recognised', '1 that was there twice was left out.', '1 line was not recognised');
      await expect(page.locator('.place')).toHaveText(places);
      expect(await choices(app)).toEqual([SALE, SCANNERS]);
      expect(tenant.requests).toHaveLength(before);
    });
  }

  test('what cannot be read is said in a sentence each, and the next one is read', async ({ app }) => {
    const good = textFile('ids.txt', 'text/plain', `{${SALE}}`);
    for (const [files, sentence] of [
      [[{ name: 'ids.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK\x03\x04\0\0\0') }], 'This file is neither text nor a picture.'],
      [[{ name: 'ids.txt', mimeType: 'text/plain', buffer: Buffer.from([0xff, 0xfe, 0x00, 0xd8]) }], 'This file is neither text nor a picture.'],
      [[{ name: 'ids.txt', mimeType: 'text/plain', buffer: Buffer.alloc(MEGABYTES_5 + 1, 'a') }], 'This is more than 5 MB.'],
      [[textFile('ids.txt', 'text/plain', Array.from({ length: 10_001 }, (_, index) => guid(index)).join('\n'))], 'This holds more than 10,000 IDs or lines.'],
      [[good, good], 'Hand in one file at a time. Nothing was sent.'],
      [[{ name: 'poster.png', mimeType: 'image/png', buffer: Buffer.alloc(MEGABYTES_5 + 1) }], 'This is more than 5 MB.'],
    ]) {
      await app.profileId.fill('');
      await app.drop(...files);
      await seesProblem(app, sentence);
      await expect(app.handedIn).toBeHidden();
      await app.drop(good);
      await seesInForm(app, SALE, app.words.deviceOwner);
      await expect(app.problem).toBeHidden();
    }
  });

  test('an empty file', async ({ app }) => {
    await app.drop(textFile('ids.txt', 'text/plain', ''));
    await seesRecognised(app, 'No profile was recognised in this.');
  });

  for (const [what, fields, text] of [
    ['a text on the Search field', ['profileId', 'searchField'], 'kitchen'],
    ['a plain ID on Profile ID', ['searchField', 'profileId'], SALE],
  ]) {
    test(`${what} stays there`, async ({ app, page }) => {
      // Both fields in view, for a mouse does not scroll.
      await page.setViewportSize({ width: 1280, height: 1600 });
      const [from, to] = fields.map((name) => app[name]);
      await from.fill(text);
      await from.selectText();
      const [start, end] = [await from.boundingBox(), await to.boundingBox()];
      await page.mouse.move(start.x + 20, start.y + start.height / 2);
      await page.mouse.down();
      await page.mouse.move(end.x + 20, end.y + end.height / 2, { steps: 5 });
      await page.mouse.up();
      await expect(to).toHaveValue(text);
      await expect(app.handedIn).toBeHidden();
    });
  }

  test('the browser does not leave the page for a file', async ({ page, app }) => {
    for (const name of ['dragover', 'drop']) {
      const data = await app.transferOf([textFile('ids.txt', 'text/plain', SALE)]);
      const prevented = await data.evaluate((dataTransfer, type) => (
        !document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))), name);
      expect(prevented, name).toBe(true);
    }
    await seesInForm(app, SALE, app.words.deviceOwner);
    expect(page.url()).not.toContain('file:');
  });
});

test.describe('a QR code', () => {
  test('from picture to revocation', async ({ app, page, tenant, wire, sent, reads }) => {
    wire.expectSecretRead(TOKENS);
    const { content } = enrollmentOf(tenant, TABLETS);
    await app.openCodeForm();
    await app.codePicture.setInputFiles(picture(qrFile(content)));
    await seesRecognised(app, PROMPT, 'It is not shown, kept or sent.', 'this page has to read the tokens of all profiles from Graph once');
    await expect(app.codePicture).toHaveValue('');
    expect(tenant.graph.secretReads).toEqual([]);
    await app.findProfileButton.click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ Name: 'Meeting room tablets', 'Profile ID': TABLETS });
    await expect(app.cancelButton).toBeFocused();
    expect(tenant.graph.secretReads.map(({ url }) => url).toSorted()).toEqual(
      [OWNER, AFW].map((collection) => `/beta/deviceManagement/${collection}?$select=id,tokenValue`).toSorted());
    expect(sent()).toEqual([]);
    await app.confirm();
    await app.seesSuccess();
    expect(sent().map(({ path, status }) => [path, status])).toEqual([[`/beta/deviceManagement/${AFW}/${TABLETS}/revokeToken`, 204]]);
    expect(reads().every(({ path }) => path.endsWith(TABLETS))).toBe(true);
    await app.searchField.fill(TABLETS);
    await expect(app.row('Meeting room tablets')).toContainText('Expired or revoked');
    await expect(page.locator('main img')).toHaveCount(0);
  });

  /** Lets the browser give other pixels than those that were drawn. */
  const alterPictures = (page, most) => page.evaluate((noise) => {
    const { getImageData } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.getImageData = function altered(...args) {
      const image = getImageData.apply(this, args);
      image.data.forEach((value, at) => {
        if (at % 4 < 3) image.data[at] = noise < 256 ? value ^ ((at * 7919) % noise) : (at * at * 31 + at * 17) % 251;
      });
      return image;
    };
  }, most);

  test('in a browser that alters pictures: that is said, and the text of the code leads on', async ({ app, page, tenant, wire }) => {
    wire.expectSecretRead(TOKENS);
    const { content } = enrollmentOf(tenant, TABLETS);
    await alterPictures(page, 256);
    await app.openCodeForm();
    await app.codePicture.setInputFiles(picture(qrFile(content)));
    await seesProblem(app, 'This browser alters every picture', 'privacy.resistFingerprinting', 'Nothing was sent.');
    await expect(app.problem).not.toContainText('No QR code was found');
    await app.paste(app.codeText, content);
    await app.findProfileButton.click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': TABLETS });
  });

  test('a browser that alters them a little is not blamed', async ({ app, page, tenant }) => {
    await alterPictures(page, 4);
    await app.openCodeForm();
    await app.codePicture.setInputFiles(picture(pictureWithoutCode()));
    await seesProblem(app, 'No QR code was found');
    await app.codePicture.setInputFiles(picture(qrFile(enrollmentOf(tenant, TABLETS).content)));
    await seesRecognised(app, PROMPT);
  });

  const HANDS = {
    'dropped': (app, file) => app.drop(file),
    'pasted on the page': (app, file) => app.pasteFiles([file]),
    'pasted into Profile ID': (app, file) => app.pasteFiles([file], { field: app.profileId }),
    'chosen': async (app, file) => {
      await app.openCodeForm();
      await app.codePicture.setInputFiles(file);
    },
  };
  for (const [how, handIn] of Object.entries(HANDS)) {
    test(`${how} leads to the confirmation`, async ({ app, tenant, wire }) => {
      wire.expectSecretRead(TOKENS);
      await handIn(app, picture(qrFile(enrollmentOf(tenant, SALE).content)));
      await app.findProfileButton.click();
      await app.seesTheQuestion();
      expect(await app.detailsOf(app.dialog)).toMatchObject({ Name: 'Point of sale', 'Profile ID': SALE, 'Profile type': 'Device owner' });
      await app.cancel();
      await seesInForm(app, SALE, app.words.deviceOwner);
    });
  }

  for (const [what, options, type] of [
    ['light on dark', { inverted: true }],
    ['turned', { degrees: 90 }],
    ['turned a little, in a photograph', { photo: 'good', degrees: 12, within: { width: 900, height: 700 } }],
    ['a JPEG', { photo: 'good' }, 'image/jpeg'],
    ['a WebP', {}, 'image/webp'],
  ]) {
    test(`is read ${what}`, async ({ app, context, tenant }) => {
      const png = qrFile(enrollmentOf(tenant, SALE).content, options);
      await app.drop(picture(type ? await recoded(context, png, type) : png, 'poster', type));
      await seesRecognised(app, PROMPT);
      await expect(app.findProfileButton).toBeVisible();
      expect(tenant.graph.secretReads).toEqual([]);
    });
  }

  test('pictures that show none, or are none, are told apart, and the next one is read', async ({ app, tenant }) => {
    for (const [file, sentence] of [
      [picture(pictureWithoutCode()), 'No QR code was found in this picture.'],
      [picture(pngBomb()), 'This picture has more than 40 million pixels.'],
      [picture(lyingPng()), 'This picture has more than 40 million pixels.'],
      [picture(lyingPng({ width: 640, height: 480 })), NO_PICTURE],
      [picture(Buffer.from(`not a picture ${SALE}`)), NO_PICTURE],
      [picture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'poster.svg', 'image/svg+xml'), NO_PICTURE],
      [picture(Buffer.alloc(0)), NO_PICTURE],
    ]) {
      await app.drop(file);
      await seesProblem(app, sentence, 'Nothing was sent.');
      await app.drop(picture(qrFile(enrollmentOf(tenant, SALE).content)));
      await expect(app.findProfileButton).toBeVisible();
      await expect(app.problem).toBeHidden();
    }
  });

  test('of a link to a profile fills the form, without any secret', async ({ app, tenant }) => {
    await app.drop(picture(qrFile(`${app.url}?profileId=${SALE}&type=deviceOwner`)));
    await seesInForm(app, SALE, app.words.deviceOwner);
    expect(tenant.graph.secretReads).toEqual([]);
  });

  test('of something else is not shown, for it may be a secret', async ({ app, page }) => {
    await app.drop(picture(qrFile('WIFI:S:Contoso;T:WPA;P:correct horse;;')));
    await expect(app.handedIn).toBeVisible();
    expect(await page.content()).not.toContain('correct horse');
  });

  test('whose reader does not load: that is said, and it can be tried again', async ({ app, context, tenant, watch }) => {
    watch.expect(/Failed to fetch/);
    const file = picture(qrFile(enrollmentOf(tenant, SALE).content));
    await context.route(PICTURES, (route) => route.abort());
    await app.drop(file);
    await seesProblem(app, 'The part of this page that reads pictures did not load.', 'Nothing was sent.');
    await context.unroute(PICTURES);
    await app.drop(file);
    await expect(app.findProfileButton).toBeVisible();
    await expect(app.problem).toBeHidden();
  });

  test('that is read late does not take the place of what was handed in since', async ({ app, page, context, tenant }) => {
    let release;
    const released = new Promise((resolve) => { release = resolve; });
    await context.route(PICTURES, async (route) => {
      await released;
      await route.continue();
    });
    // The page lets go of a picture once it was looked at.
    const looked = await page.evaluateHandle(() => {
      const { close } = ImageBitmap.prototype;
      return { done: new Promise((resolve) => {
        ImageBitmap.prototype.close = function closeAndTell() {
          close.call(this);
          resolve();
        };
      }) };
    });
    const asked = page.waitForRequest(PICTURES);
    await app.drop(picture(qrFile(enrollmentOf(tenant, SALE).content)));
    await asked;
    await expect(page.getByText('Reading the file…')).toBeVisible();
    await app.paste(app.profileId, `ID: ${SCANNERS}`);
    await seesInForm(app, SCANNERS, app.words.androidForWork);
    release();
    await looked.evaluate(({ done }) => done);
    await idle(page);
    await seesRecognised(app, SCANNERS);
    await expect(app.findProfileButton).toBeHidden();
  });
});

test.describe('a token', () => {
  const WAYS = {
    'enrollment JSON pasted into Profile ID': (app, { content }) => app.paste(app.profileId, content),
    'enrollment JSON, indented, pasted on the page': (app, { content }) => app.pasteOnPage(JSON.stringify(JSON.parse(content), null, 2)),
    'enrollment JSON pasted into the code field': async (app, { content }) => {
      await app.openCodeForm();
      await app.paste(app.codeText, content);
    },
    'enrollment JSON dropped as a file': (app, { content }) => app.drop(textFile('code.json', 'application/json', content)),
    'a token entered into the code field': (app, { token }) => handInCode(app, token),
    'a token pasted into the code field': async (app, { token }) => {
      await app.openCodeForm();
      await app.paste(app.codeText, token);
    },
    'a token pasted into Profile ID': (app, { token }) => app.paste(app.profileId, token),
    'a line that names it': (app, { token }) => app.paste(app.profileId, `Enrollment token: ${token}`),
    'the set-up string': (app, { token }) => app.paste(app.profileId, `afw#setup:${token}`),
  };
  for (const [what, handIn] of Object.entries(WAYS)) {
    test(`${what} leads to the confirmation, and nothing is read before`, async ({ app, page, tenant, wire }) => {
      wire.expectSecretRead(TOKENS);
      const enrollment = enrollmentOf(tenant, SALE);
      const before = tenant.requests.length;
      await handIn(app, enrollment);
      await seesRecognised(app, PROMPT);
      const { own } = await page.evaluate(kept);
      for (const shown of [await page.content(), JSON.stringify(own)]) expect(shown).not.toContain(enrollment.token);
      expect(tenant.requests).toHaveLength(before);
      await app.findProfileButton.click();
      await app.seesTheQuestion();
      expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': SALE });
      expect(tenant.graph.secretReads).toHaveLength(2);
    });
  }

  for (const id of ['7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b101', '7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b102', COLD_STORAGE]) {
    test(`of each mode is found: ${id}`, async ({ app, tenant, wire }) => {
      wire.expectSecretRead(TOKENS);
      await handInCode(app, enrollmentOf(tenant, id).token);
      await app.findProfileButton.click();
      await app.seesTheQuestion();
      expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': id });
    });
  }

  test('among thousands is searched for page by page, and no further than needed', async ({ app, tenant, wire }) => {
    wire.expectSecretRead(TOKENS);
    tenant.graph.pageSize = 5;
    await handInCode(app, enrollmentOf(tenant, TABLETS).token);
    const held = heldPage({ collection: OWNER, page: 1 });
    tenant.graph.faults.push(held.fault);
    await app.findProfileButton.click();
    await held.asked;
    await app.seesTheQuestion();
    held.release();
    expect(tenant.graph.secretReads).toHaveLength(2);
  });

  for (const [what, answer] of [
    ['cancelled', async (app) => app.cancel()],
    ['revoked', async (app) => {
      await app.confirm();
      await app.seesSuccess();
    }],
  ]) {
    test(`that was found asks once, whatever is read after it was ${what}`, async ({ app, page, tenant, wire }) => {
      wire.expectSecretRead(TOKENS);
      await handInCode(app, enrollmentOf(tenant, TABLETS).token);
      const held = heldPage({ collection: OWNER });
      tenant.graph.faults.push(held.fault);
      await app.findProfileButton.click();
      await held.asked;
      await app.seesTheQuestion();
      await answer(app);
      const before = tenant.graph.requests.length;
      const answered = page.waitForEvent('requestfinished', (request) => request.url().includes(`${OWNER}?$select=id,tokenValue`));
      held.release();
      await answered;
      await idle(page);
      await app.seesNoDialog();
      expect(tenant.graph.requests).toHaveLength(before);
    });
  }

  test('that no profile has: it is said, and nothing more', async ({ app, tenant, wire, sent, reads }) => {
    wire.expectSecretRead(TOKENS);
    wire.expectSecretRead(ONE_TOKEN);
    withoutDead(tenant);
    const { qrCodeContent } = enrollmentFrom('somebody else', { enrollmentMode: 'corporateOwnedDedicatedDevice' });
    await app.drop(picture(qrFile(qrCodeContent)));
    await app.findProfileButton.click();
    await seesRecognised(app, 'No profile that your account can see holds this token now. It may have been replaced or revoked already, or belong to another tenant.');
    await app.seesNoDialog();
    await expect(app.profileId).toHaveValue('');
    expect(sent()).toEqual([]);
    expect(await app.page.content()).not.toContain(tokenIn(qrCodeContent));
    // The two lists, and the two AOSP profiles that the list does not tell.
    expect(reads()).toHaveLength(2);
    expect(readAlone(tenant).toSorted()).toEqual([...UNTOLD_IN_LIST].toSorted());
    expect(tenant.graph.secretReads).toHaveLength(4);
  });

  for (const inList of [null, '', ' ', '***', '<redacted>', '1234567']) {
    test(`that the list does not tell is found by reading the profile itself: ${JSON.stringify(inList)}`, async ({ app, tenant, wire }) => {
      wire.expectSecretRead(TOKENS);
      wire.expectSecretRead(ONE_TOKEN);
      const { token } = enrollmentOf(tenant, SALE);
      tenant.graph.withhold(SALE, { inList });
      await handInCode(app, token);
      await app.findProfileButton.click();
      await app.seesTheQuestion();
      expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': SALE });
    });
  }

  test('that nothing tells is never said to be nobody’s: which profiles were not compared is said, and each leads to its details', async ({ app, tenant, wire, sent }) => {
    wire.expectSecretRead(TOKENS);
    wire.expectSecretRead(ONE_TOKEN);
    const { token } = enrollmentOf(tenant, GLASSES);
    tenant.graph.withhold(GLASSES, { inList: null, alone: null });
    const dead = deadOf(tenant);
    await handInCode(app, token);
    await app.findProfileButton.click();
    const count = dead.length + 1;
    await seesRecognised(app, UNSURE, `${count} profiles were not compared.`, 'Smart glasses – Линия 4', 'Graph does not tell its token');
    await expect(app.handedIn).not.toContainText('No profile that your account can see');
    await expect(app.handedIn).not.toContainText('none of their tokens works any more');
    expect((await choices(app)).toSorted()).toEqual([GLASSES, ...dead].toSorted());
    expect(await app.page.content()).not.toContain(token);
    await app.seesNoDialog();
    await app.handedIn.getByRole('button', { name: `Choose Smart glasses – Линия 4 ${GLASSES}` }).click();
    await expect(app.details).toContainText('Smart glasses – Линия 4');
    await seesInForm(app, GLASSES, app.words.deviceOwner);
    expect(sent()).toEqual([]);
  });

  test('where only revoked profiles tell nothing: it cannot be told, and the list says that those no longer work', async ({ app, tenant, wire }) => {
    wire.expectSecretRead(TOKENS);
    wire.expectSecretRead(ONE_TOKEN);
    await handInCode(app, enrollmentFrom('somebody else', { enrollmentMode: 'corporateOwnedDedicatedDevice' }).tokenValue);
    await app.findProfileButton.click();
    await seesRecognised(app, UNSURE, `${deadOf(tenant).length} profiles were not compared.`, 'none of their tokens works any more');
  });

  test('where one of those that are read by themselves cannot be: that one is named, with the reason, and the others are compared', async ({ app, tenant, wire }) => {
    wire.expectSecretRead(TOKENS);
    wire.expectSecretRead(ONE_TOKEN);
    withoutDead(tenant);
    const { token } = enrollmentOf(tenant, SALE);
    tenant.graph.withhold(SALE);
    tenant.graph.withhold(TABLETS);
    const path = new RegExp(`/${SALE}$`);
    tenant.graph.faults.push({ method: 'GET', path, answer: (call) => intuneError(call, 403, 'Forbidden', 'User is not authorized to perform this operation') });
    await handInCode(app, token);
    await app.findProfileButton.click();
    await seesRecognised(app, UNSURE, '1 profile was not compared.', 'its token could not be read', 'Your account has no Intune role');
    expect(await choices(app)).toEqual([SALE]);
    expect(readAlone(tenant).toSorted()).toEqual([SALE, TABLETS, ...UNTOLD_IN_LIST].toSorted());
    await app.handedIn.getByRole('button', { name: 'Try again' }).click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': SALE });
  });

  for (const [fault, text] of [
    ['rowWithoutId', '1 entry of the lists could not be read, and was not compared.'],
    ['cut', 'the tokens could not be read, or not all of them.'],
    ['foreignNextLink', 'the tokens could not be read, or not all of them.'],
  ]) {
    test(`where a list is not whole it cannot be told: ${fault}`, async ({ app, tenant, wire }) => {
      wire.expectSecretRead(TOKENS);
      wire.expectSecretRead(ONE_TOKEN);
      withoutDead(tenant);
      tenant.graph.faults.push(listFault(fault, { collection: OWNER }));
      await handInCode(app, enrollmentFrom('somebody else', { enrollmentMode: 'corporateOwnedDedicatedDevice' }).tokenValue);
      // An entry without an ID names no AOSP profile, and a list that breaks off none at all.
      tenant.graph.withhold(TABLETS);
      await app.findProfileButton.click();
      await seesRecognised(app, UNSURE, text);
    });
  }

  test('of many that are read by themselves four at once', async ({ app, tenant, wire }) => {
    wire.expectSecretRead(TOKENS);
    wire.expectSecretRead(ONE_TOKEN);
    withoutDead(tenant);
    for (const { profile } of tenant.graph.data.listed(OWNER)) tenant.graph.withhold(profile.id);
    let most = 0;
    let under = 0;
    tenant.graph.faults.push({
      method: 'GET',
      path: ONE_PROFILE,
      times: Infinity,
      async answer(call, ordinary) {
        under += 1;
        most = Math.max(most, under);
        await new Promise((resolve) => { setTimeout(resolve, 30); });
        under -= 1;
        return ordinary();
      },
    });
    await handInCode(app, enrollmentFrom('somebody else', { enrollmentMode: 'corporateOwnedDedicatedDevice' }).tokenValue);
    await app.findProfileButton.click();
    await seesRecognised(app, 'No profile that your account can see holds this token now.');
    expect(most).toBe(4);
  });

  test('where not all can be read: it cannot be told, with the reason, and can be tried again', async ({ app, tenant, wire }) => {
    wire.expectSecretRead(TOKENS);
    wire.expectSecretRead(ONE_TOKEN);
    await handInCode(app, enrollmentOf(tenant, SALE).token);
    tenant.graph.faults.push(listFault('roleMissing', { collection: OWNER }));
    await app.findProfileButton.click();
    await seesRecognised(app, UNSURE, 'Device owner: the tokens could not be read, or not all of them.', 'Your account has no Intune role');
    await app.seesNoDialog();
    await app.handedIn.getByRole('button', { name: 'Try again' }).click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': SALE });
  });

  test('is found although the other collection cannot be read', async ({ app, tenant, wire }) => {
    wire.expectSecretRead(TOKENS);
    await handInCode(app, enrollmentOf(tenant, SALE).token);
    tenant.graph.faults.push(listFault('roleMissing', { collection: AFW }));
    await app.findProfileButton.click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': SALE });
  });

  test('that is put away while it is searched for leads nowhere', async ({ app, page, tenant, wire }) => {
    wire.expectSecretRead(TOKENS);
    await handInCode(app, enrollmentOf(tenant, SALE).token);
    const held = heldPage({ collection: OWNER });
    tenant.graph.faults.push(held.fault);
    await app.findProfileButton.click();
    await held.asked;
    await app.handedIn.getByRole('button', { name: 'Close' }).click();
    const answered = page.waitForEvent('requestfinished', (request) => request.url().includes(`${OWNER}?$select=id,tokenValue`));
    held.release();
    await answered;
    await idle(page);
    await app.seesNoDialog();
    await expect(app.profileId).toHaveValue('');
  });

  test('of AOSP pasted where an ID belongs is not shown either', async ({ app, page, tenant }) => {
    const { token } = enrollmentOf(tenant, COLD_STORAGE);
    await app.paste(app.profileId, token);
    await expect(app.handedIn).toBeVisible();
    expect(await page.content()).not.toContain(token);
  });
});

test('no secret of an AOSP code is anywhere, from the picture to the receipt', async ({ app, page, context, tenant, wire }) => {
  wire.expectSecretRead(TOKENS);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  const { content, token } = enrollmentOf(tenant, COLD_STORAGE);
  const { wifiPassword } = tenant.graph.profile(COLD_STORAGE);
  expect(content).toContain(wifiPassword);
  const secrets = [token, wifiPassword];
  const clean = async () => {
    const { own, msal } = await page.evaluate(kept);
    const addresses = tenant.requests.map(({ url, body }) => url + body);
    const places = { own, msal, said, addresses, cookies: await context.cookies(), content: await page.content() };
    for (const [place, held] of Object.entries(places)) {
      for (const secret of secrets) expect(JSON.stringify(held), place).not.toContain(secret);
    }
  };
  await app.drop(picture(qrFile(content)));
  await expect(app.findProfileButton).toBeVisible();
  await clean();
  await app.findProfileButton.click();
  await app.seesTheQuestion();
  await clean();
  await app.confirm();
  await app.seesSuccess();
  await clean();
  for (const name of ['Copy as JSON', 'Copy as text']) {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await app.success.getByRole('button', { name, exact: true }).click();
    const read = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(read).toContain(COLD_STORAGE);
    for (const secret of secrets) expect(await read()).not.toContain(secret);
  }
});

test('by keyboard alone: a token entered leads to the question, with the focus on Cancel', async ({ app, page, tenant, wire }) => {
  wire.expectSecretRead(TOKENS);
  const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);
  const press = async (key, locator) => {
    for (let count = 0; count < 12 && !await hasFocus(locator); count += 1) await page.keyboard.press(key);
    await expect(locator).toBeFocused();
  };
  await app.revokeButton.focus();
  await press('Tab', page.locator('summary').filter({ hasText: app.words.codeHeading }));
  await page.keyboard.press('Enter');
  await press('Tab', app.codeText);
  await page.keyboard.type(enrollmentOf(tenant, SALE).token);
  await page.keyboard.press('Enter');
  await expect(app.findProfileButton).toBeVisible();
  // What was handed in is told above the field.
  await press('Shift+Tab', app.findProfileButton);
  await page.keyboard.press('Enter');
  await app.seesTheQuestion();
  await expect(app.cancelButton).toBeFocused();
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN', words: CHINESE });

  test('what was recognised, what was not, and the way from a token to the question', async ({ app, tenant, wire }) => {
    wire.expectSecretRead(TOKENS);
    await app.paste(app.profileId, `${SALE}\n{${SALE}}\nhttps://contoso.example\nKiosk pilot\n${SCANNERS}`);
    await seesRecognised(app, '识别出 2 个配置文件', '已略去 1 个重复项。', '1 行未能识别', '第 3 行', '未指明配置文件的链接', '有多个配置文件符合“Kiosk pilot”：');
    await app.drop(picture(pictureWithoutCode()));
    await seesProblem(app, '在此图片中没有找到二维码。');
    await app.drop(picture(qrFile(enrollmentOf(tenant, SALE).content)));
    await seesRecognised(app, '其中含有注册令牌', '令牌不会被显示、保存或发送。');
    await app.findProfileButton.click();
    await app.seesTheQuestion();
    await app.cancel();
    await seesInForm(app, SALE, app.words.deviceOwner);
  });
});

for (const colorScheme of ['light', 'dark']) {
  test.describe(`axe, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('has nothing to say about what was handed in', async ({ app, page, context, tenant, wire }) => {
      wire.expectSecretRead(TOKENS);
      wire.expectSecretRead(ONE_TOKEN);
      await prepareAxe(context);
      await page.reload();
      await app.seesTheList();
      await app.paste(app.profileId, `${SALE}\n${SALE}\n${UNLISTED}\nhttps://contoso.example\nKiosk pilot\nNo such profile here`);
      await seesRecognised(app, '2 profiles recognised');
      await expectNoViolations(page);
      await handInCode(app, enrollmentFrom('somebody else', { enrollmentMode: 'corporateOwnedDedicatedDevice' }).tokenValue);
      await expect(app.findProfileButton).toBeVisible();
      await expectNoViolations(page);
      tenant.graph.faults.push(listFault('roleMissing', { collection: OWNER }));
      await app.findProfileButton.click();
      await seesRecognised(app, 'Your account has no Intune role');
      await expectNoViolations(page);
      await app.drop(picture(pictureWithoutCode()));
      await seesProblem(app, 'No QR code was found in this picture.');
      await expectNoViolations(page);
    });
  });
}

/** Runs in the page: all that it keeps, and what is in its fields. */
async function kept() {
  const databases = await Promise.all((await indexedDB.databases()).map(({ name }) => new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const names = [...opening.result.objectStoreNames];
      const stores = names.map((store) => new Promise((done) => {
        const reading = opening.result.transaction(store).objectStore(store).getAll();
        reading.onsuccess = () => done(JSON.stringify(reading.result));
      }));
      resolve(Promise.all(stores));
    };
  })));
  const values = [...document.querySelectorAll('input, textarea, select')].map(({ value }) => value);
  return {
    own: [values, document.title, window.name, history.state, databases, await caches.keys().catch(() => [])],
    msal: [{ ...sessionStorage }, { ...localStorage }],
  };
}
