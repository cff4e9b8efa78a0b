import { MEGABYTES_5, picture } from '../../helpers/files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { pictureWithoutCode } from '../../helpers/pictures.mjs';
import { RunPage } from '../../pages/run-page.mjs';
import { AFW, COLD_STORAGE, enrollmentOf, guid, KITCHEN, OWNER, PILOTS, SALE, SCANNERS, UNLISTED } from '../../tenant/named-profiles.mjs';

const TENANT = '8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346';
const GRAPH = 'https://graph.microsoft.com/beta/deviceManagement';
/** @param {string[]} ids */
const blade = (...ids) => `https://intune.microsoft.com/#view/Microsoft_Intune_Enrollment/AndroidProfileBlade/${ids.join('/')}`;

test.beforeEach(async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
  await app.hasReader();
});

const FORMS = [
  ['a GUID in capitals and brackets', `<${SALE.toUpperCase()}>`, SALE, OWNER],
  ['a GUID without hyphens', SALE.replaceAll('-', ''), SALE, OWNER],
  ['a GUID with the dashes of a word processor', SALE.replaceAll('-', '\u2011'), SALE, OWNER],
  ['a GUID in quotes, as in code', `"${SALE}",`, SALE, OWNER],
  ['a GUID in a sentence', `Please revoke ${SALE} today`, SALE, OWNER],
  ['an AOSP- form in a sentence', `Please revoke aosp-${COLD_STORAGE.toUpperCase()} today`, `AOSP-${COLD_STORAGE}`, OWNER],
  ['a GUID that is not in the list', `ID: ${UNLISTED}`, UNLISTED, ''],
  ['a Graph URL', `POST ${GRAPH}/${OWNER}/${UNLISTED}/revokeToken`, UNLISTED, OWNER],
  ['a Graph URL with a key in brackets', `${GRAPH}/${AFW}('${UNLISTED}')?$select=id`, UNLISTED, AFW],
  ['a URL of the Intune portal', blade('profileId', SALE), SALE, OWNER],
  [
    'a URL of Graph Explorer',
    `https://developer.microsoft.com/en-us/graph/graph-explorer?request=deviceManagement%2F${OWNER}%2F${UNLISTED}&method=GET&version=beta`,
    UNLISTED,
    OWNER,
  ],
  [
    'JSON of one profile',
    JSON.stringify({ '@odata.type': '#microsoft.graph.androidDeviceOwnerEnrollmentProfile', id: UNLISTED, accountId: TENANT }),
    UNLISTED,
    OWNER,
  ],
  ['JSON of a list without value', JSON.stringify([{ id: SALE, displayName: 'x' }]), SALE, OWNER],
  [
    'JSON of a list with value',
    JSON.stringify({ '@odata.context': `https://graph.microsoft.com/beta/$metadata#deviceManagement/${OWNER}`, value: [{ id: UNLISTED }] }),
    UNLISTED,
    OWNER,
  ],
  ['CSV with a column of IDs', `Name,Profile ID,Account ID\r\n"Sale, all",${SALE},${TENANT}\r\n`, SALE, OWNER],
  ['a name', 'kitchen displays 🍕', KITCHEN, OWNER],
  ['a part of a name', 'Rotterdam', SCANNERS, AFW],
];
test.describe('pasted into Profile ID', () => {
  for (const [what, text, id, collection] of FORMS) {
    test(`${what} fills the form`, async ({ app, tenant }) => {
      const { deviceOwner, androidForWork, findOut } = app.words;
      const type = { [OWNER]: deviceOwner, [AFW]: androidForWork }[collection] ?? findOut;
      await app.profileType.getByRole('radio', { name: app.otherType(type), exact: true }).check();
      const before = tenant.requests.length;
      await app.paste(app.profileId, text);
      await app.seesInForm(id, type);
      await app.seesRecognised('1 profile recognised. It is in the box.', id);
      await expect(app.intake.getByText('not in the list')).toHaveCount(id === UNLISTED ? 1 : 0);
      expect(tenant.requests).toHaveLength(before);
    });
  }

  for (const id of [SALE, `{${SALE.toUpperCase()}}`, `AOSP-${COLD_STORAGE}`]) {
    test(`a plain ID just lands in the field: ${id}`, async ({ app }) => {
      await app.paste(app.profileId, id);
      await expect(app.profileId).toHaveValue(id);
      await expect(app.intake).toBeHidden();
    });
  }

  test('what follows takes the place of what was there, and Close puts it away', async ({ app }) => {
    await app.paste(app.profileId, `ID: ${SALE}`);
    await app.seesInForm(SALE, app.words.deviceOwner);
    await app.paste(app.profileId, `ID: ${SCANNERS}`);
    await app.seesInForm(SCANNERS, app.words.androidForWork);
    await expect(app.intake).not.toContainText(SALE);
    await app.intake.getByRole('button', { name: 'Close' }).click();
    await expect(app.intake).toBeHidden();
    await expect(app.profileId).toHaveValue(SCANNERS);
  });

  test('what was recognised is told in words that stand apart, and goes once its token is revoked', async ({ app }) => {
    await app.paste(app.profileId, `ID: ${SCANNERS}`);
    await app.seesInForm(SCANNERS, app.words.androidForWork);
    const said = await app.intake.evaluate((notice) => (notice.textContent ?? '').replace(/\s+/g, ' ').trim());
    expect(said).toBe(
      `What you handed in 1 profile recognised. It is in the box. Line 1 Warehouse scanners – Rotterdam ${SCANNERS} Android for Work Choose Close`,
    );
    await app.revokeButton.click();
    await app.seesTheQuestion();
    await expect(app.intake).toBeVisible();
    await app.confirm();
    await app.seesSuccess();
    await expect(app.intake).toBeHidden();
  });

  test('what a run is made of is there until it begins', async ({ app, page }) => {
    const run = new RunPage(page);
    await app.paste(app.profileId, `${SCANNERS}\n${SALE}`);
    await app.seesRecognised('2 profiles recognised.');
    await app.intake.getByRole('button', { name: 'Revoke 2 tokens…' }).click();
    await expect(run.revokePlanned).toBeVisible();
    await app.goTo('profiles');
    await expect(app.intake).toBeVisible();
    await run.show();
    await run.start(2);
    await run.seesAllConfirmed(2);
    await app.goTo('profiles');
    await expect(app.intake).toBeHidden();
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
    await app.seesRecognised('3 profiles recognised', '2 that were there more than once were left out.', '5 lines were not recognised');
    const items = app.intake.locator('ul.plain > li');
    for (const [place, ...texts] of /** @type {const} */ ([
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
    ])) {
      const item = items.filter({ has: page.locator('.place').getByText(place, { exact: true }) });
      for (const text of texts) await expect(item).toContainText(text);
    }
    await expect(page.locator('.place').filter({ hasText: /^Line (3|4|5|14)$/ })).toHaveCount(0);
    await expect(app.intake).not.toContainText('correct horse');
    // Among several, a person chooses.
    await expect(app.profileId).toHaveValue('');
    await app.intake.getByRole('button', { name: `Choose Warehouse scanners – Rotterdam ${SCANNERS}` }).click();
    await app.seesInForm(SCANNERS, app.words.androidForWork);
    expect(tenant.requests).toHaveLength(before);
    const wire = JSON.stringify([tenant.graph.requests, tenant.identity.requests, served.requests]);
    for (const text of [SALE, SCANNERS, UNLISTED, 'overview', 'Kiosk', 'No such', 'longlong', 'horse']) expect(wire).not.toContain(text);
  });

  test('nothing that says anything', async ({ app }) => {
    await app.paste(app.profileId, '-----\n***');
    await app.seesRecognised('No profile was recognised in this.');
  });

  for (const [what, text] of /** @type {const} */ ([
    ['more than 10,000 IDs', Array.from({ length: 10_001 }, (_, index) => guid(index)).join('\n')],
    ['more than 10,000 lines without any', `${'https://contoso.example/\n'.repeat(10_001)}`],
  ])) {
    test(`${what}: a clear sentence`, async ({ app }) => {
      await app.paste(app.profileId, text);
      await app.seesProblem('This holds more than 10,000 IDs or lines. Hand in less at a time. Nothing was sent.');
      await expect(app.intake).toBeHidden();
    });
  }

  test('10,000 IDs are taken, and the page lists as many as a person can look at', async ({ app }) => {
    await app.paste(app.profileId, Array.from({ length: 10_000 }, (_, index) => guid(index)).join('\n'));
    await app.seesRecognised('10,000 profiles recognised', 'and 9,800 more');
  });

  test('more than 5 MB: a clear sentence', async ({ app }) => {
    await app.paste(app.profileId, 'a'.repeat(MEGABYTES_5 + 1));
    await app.seesProblem('This is more than 5 MB. Hand in less at a time. Nothing was sent.');
  });

  test('a table copied from a spreadsheet, which puts a picture of it beside its text', async ({ app }) => {
    const shot = picture(pictureWithoutCode());
    await app.pasteFiles([shot], { field: app.profileId, text: `Name\tProfile ID\r\nSale\t${SALE}\r\n` });
    await app.seesInForm(SALE, app.words.deviceOwner);
  });

  test('the CSV of devices: nothing of it is a profile, and of what its IDs are is said', async ({ app }) => {
    await app.paste(app.profileId, `Device ID,Device name,Enrollment profile\r\n${UNLISTED},KIOSK-0001,Point of sale\r\n${SALE},KIOSK-0002,Point of sale\r\n`);
    await app.seesRecognised(
      'No profile was recognised in this.',
      '2 lines were not recognised',
      'the ID of something else: a device',
      'IDs of something else that were left out: 2 devices.',
    );
    await expect(app.profileId).toHaveValue('');
    await expect(app.intake.getByRole('button', { name: /^Choose / })).toHaveCount(0);
  });

  test('a block of properties: the profile alone, and its account and tenant are said to be something else', async ({ app }) => {
    await app.paste(app.profileId, `\naccountId   : ${TENANT}\nid          : ${SALE}\ndisplayName : Somebody’s kiosk\ntenantId    : ${UNLISTED}\n`);
    await app.seesInForm(SALE, app.words.deviceOwner);
    await app.seesRecognised('1 profile recognised. It is in the box.', 'IDs of something else that were left out: an Intune account, a tenant.');
    await expect(app.intake).not.toContainText('Somebody’s kiosk');
    await expect(app.intake).not.toContainText(TENANT);
  });

  test('eight capital letters may be a token or a name: both are offered, and they are not repeated', async ({ app, page, tenant }) => {
    await app.paste(app.profileId, 'QWZKPLTR');
    await app.seesRecognised('This may be an enrollment token', 'It may be a name as well');
    await expect(app.findProfileButton).toBeVisible();
    expect(await page.content()).not.toContain('QWZKPLTR');
    await app.paste(app.profileId, 'SCANNERS');
    await app.seesRecognised('It may be the name of a profile:', SCANNERS);
    await expect(app.findProfileButton).toBeVisible();
    await expect(app.profileId).toHaveValue('');
    expect(await app.intake.textContent()).not.toContain('SCANNERS');
    expect(tenant.graph.secretReads).toEqual([]);
  });

  test('the text of a QR code in base64 is a token, and no part of it is shown, cut off or not', async ({ app, page, tenant }) => {
    const { content } = enrollmentOf(tenant, SALE);
    const encoded = Buffer.from(content).toString('base64');
    await app.paste(app.profileId, encoded);
    await app.seesRecognised(app.words.tokenPrompt);
    await expect(app.findProfileButton).toBeVisible();
    await app.paste(app.profileId, encoded.slice(0, 120));
    await app.seesRecognised('it is not shown here');
    const html = await page.content();
    for (let at = 0; at + 12 <= encoded.length; at += 12) expect(html).not.toContain(encoded.slice(at, at + 12));
  });

  test('markup in it is text', async ({ app, page }) => {
    await app.paste(app.profileId, '<img src=x onerror=alert(1)> nobody\nhttps://contoso.example/<b>');
    await app.seesRecognised('<img src=x onerror=alert(1)> nobody', '1 line was not recognised');
    await expect(page.locator('main img')).toHaveCount(0);
  });
});

test.describe('pasted elsewhere', () => {
  test('where no field has the focus it is taken in', async ({ app }) => {
    await app.pasteOnPage(SALE);
    await app.seesInForm(SALE, app.words.deviceOwner);
    await app.seesRecognised('1 profile recognised');
  });

  test('a plain ID stays in the box, even if a picture comes with it', async ({ app }) => {
    await app.paste(app.profileId, `{${SALE}}`);
    await expect(app.profileId).toHaveValue(`{${SALE}}`);
    expect(await app.pasteFiles([picture(pictureWithoutCode())], { field: app.profileId, text: SALE })).toBe(false);
    await expect(app.intake).toBeHidden();
    await expect(app.problem).toBeHidden();
  });
});
