import { settledLater } from '../../../sandbox/settled-later.mjs';
import { picture } from '../../helpers/files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { kept } from '../../helpers/page-storage.mjs';
import { lyingPng, pictureWithoutCode, pngBomb, qrFile, recoded } from '../../helpers/pictures.mjs';
import { TOKENS } from '../../helpers/request-contract.mjs';
import { AFW, COLD_STORAGE, enrollmentOf, OWNER, SALE, SCANNERS, TABLETS } from '../../tenant/named-profiles.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 * @import { GivenFile } from '../../helpers/files.mjs'
 */

const PICTURES = /\/token-console-pictures-\w+\.wasm$/;
const NO_PICTURE = 'The browser cannot show this picture.';

test.beforeEach(async ({ app }) => {
  await app.openSignedIn();
  await app.seesTheList();
});

test.describe('a QR code', () => {
  test('from picture to revocation', async ({ app, page, tenant, requestContract, sent, reads }) => {
    requestContract.expectSecretRead(TOKENS);
    const { content } = enrollmentOf(tenant, TABLETS);
    await app.codePicture.setInputFiles(picture(qrFile(content)));
    await app.seesRecognised(app.words.tokenPrompt, 'It is not shown, kept or sent.', 'this page has to read the tokens of all profiles from Graph once');
    await expect(app.codePicture).toHaveValue('');
    expect(tenant.graph.secretReads).toEqual([]);
    await app.findProfileButton.click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ Name: 'Meeting room tablets', 'Profile ID': TABLETS });
    await expect(app.cancelButton).toBeFocused();
    expect(tenant.graph.secretReads.map(({ url }) => url).toSorted()).toEqual(
      [OWNER, AFW].map((collection) => `/beta/deviceManagement/${collection}?$select=id,tokenValue`).toSorted(),
    );
    expect(sent()).toEqual([]);
    await app.confirm();
    await app.seesSuccess();
    expect(sent().map(({ path, status }) => [path, status])).toEqual([[`/beta/deviceManagement/${AFW}/${TABLETS}/revokeToken`, 204]]);
    expect(reads().every(({ path }) => path.endsWith(TABLETS))).toBe(true);
    await app.profileId.fill(TABLETS);
    await expect(app.row('Meeting room tablets')).toContainText('Inactive since');
    await expect(page.locator('main img')).toHaveCount(0);
  });

  /**
   * Lets the browser give other pixels than those that were drawn.
   * @param {Page} page
   * @param {number} most
   */
  const alterPictures = (page, most) =>
    page.evaluate((noise) => {
      const { getImageData } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.getImageData = function altered(...args) {
        const image = getImageData.apply(this, args);
        image.data.forEach((value, at) => {
          if (at % 4 < 3) image.data[at] = noise < 256 ? value ^ ((at * 7919) % noise) : (at * at * 31 + at * 17) % 251;
        });
        return image;
      };
    }, most);

  test('in a browser that alters pictures: that is said, and the text of the code leads on', async ({ app, page, tenant, requestContract }) => {
    requestContract.expectSecretRead(TOKENS);
    const { content } = enrollmentOf(tenant, TABLETS);
    await alterPictures(page, 256);
    await app.codePicture.setInputFiles(picture(qrFile(content)));
    await app.seesProblem('This browser alters every picture', 'privacy.resistFingerprinting', 'Nothing was sent.');
    await expect(app.problem).not.toContainText('No QR code was found');
    await app.paste(app.profileId, content);
    await app.findProfileButton.click();
    await app.seesTheQuestion();
    expect(await app.detailsOf(app.dialog)).toMatchObject({ 'Profile ID': TABLETS });
  });

  test('a browser that alters them a little is not blamed', async ({ app, page, tenant }) => {
    await alterPictures(page, 4);
    await app.codePicture.setInputFiles(picture(pictureWithoutCode()));
    await app.seesProblem('No QR code was found');
    await app.codePicture.setInputFiles(picture(qrFile(enrollmentOf(tenant, TABLETS).content)));
    await app.seesRecognised(app.words.tokenPrompt);
  });

  /** @type {Record<string, (app: ConsolePage, file: GivenFile) => Promise<unknown>>} */
  const WAYS = {
    dropped: (app, file) => app.drop(file),
    'pasted on the page': (app, file) => app.pasteFiles([file]),
    'pasted into Profile ID': (app, file) => app.pasteFiles([file], { field: app.profileId }),
    chosen: async (app, file) => {
      await app.codePicture.setInputFiles(file);
    },
  };
  for (const [how, intake] of Object.entries(WAYS)) {
    test(`${how} leads to the confirmation`, async ({ app, tenant, requestContract }) => {
      requestContract.expectSecretRead(TOKENS);
      await intake(app, picture(qrFile(enrollmentOf(tenant, SALE).content)));
      await app.findProfileButton.click();
      await app.seesTheQuestion();
      expect(await app.detailsOf(app.dialog)).toMatchObject({ Name: 'Point of sale', 'Profile ID': SALE, 'Profile type': 'Device owner' });
      await app.cancel();
      await app.seesInForm(SALE, app.words.deviceOwner);
    });
  }

  for (const [what, options, type] of /** @type {const} */ ([
    ['light on dark', { inverted: true }],
    ['turned', { degrees: 90 }],
    ['turned a little, in a photograph', { photo: 'good', degrees: 12, within: { width: 900, height: 700 } }],
    ['a JPEG', { photo: 'good' }, 'image/jpeg'],
    ['a WebP', {}, 'image/webp'],
  ])) {
    test(`is read ${what}`, async ({ app, context, tenant }) => {
      const png = qrFile(enrollmentOf(tenant, SALE).content, options);
      await app.drop(picture(type ? await recoded(context, png, type) : png, 'poster', type));
      await app.seesRecognised(app.words.tokenPrompt);
      await expect(app.findProfileButton).toBeVisible();
      expect(tenant.graph.secretReads).toEqual([]);
    });
  }

  test('pictures that show none, or are none, are told apart, and the next one is read', async ({ app, tenant }) => {
    for (const [file, sentence] of /** @type {const} */ ([
      [picture(pictureWithoutCode()), 'No QR code was found in this picture.'],
      [picture(pngBomb()), 'This picture has more than 40 million pixels.'],
      [picture(lyingPng()), 'This picture has more than 40 million pixels.'],
      [picture(lyingPng({ width: 640, height: 480 })), NO_PICTURE],
      [picture(Buffer.from(`not a picture ${SALE}`)), NO_PICTURE],
      [picture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'poster.svg', 'image/svg+xml'), NO_PICTURE],
      [picture(Buffer.alloc(0)), NO_PICTURE],
    ])) {
      await app.drop(file);
      await app.seesProblem(sentence, 'Nothing was sent.');
      await app.drop(picture(qrFile(enrollmentOf(tenant, SALE).content)));
      await expect(app.findProfileButton).toBeVisible();
      await expect(app.problem).toBeHidden();
    }
  });

  test('of a link to a profile fills the form, without any secret', async ({ app, tenant }) => {
    await app.drop(picture(qrFile(`${app.url}?profileId=${SALE}&type=deviceOwner`)));
    await app.seesInForm(SALE, app.words.deviceOwner);
    expect(tenant.graph.secretReads).toEqual([]);
  });

  test('of something else is not shown, for it may be a secret', async ({ app, page }) => {
    await app.drop(picture(qrFile('WIFI:S:Contoso;T:WPA;P:correct horse;;')));
    await expect(app.intake).toBeVisible();
    expect(await page.content()).not.toContain('correct horse');
  });

  test('whose reader does not load: that is said, and it can be tried again', async ({ app, context, tenant, leakGuard }) => {
    leakGuard.expect(/Failed to fetch/);
    const file = picture(qrFile(enrollmentOf(tenant, SALE).content));
    await context.route(PICTURES, (route) => route.abort());
    await app.drop(file);
    await app.seesProblem('The part of this page that reads it did not load.', 'Nothing was sent.');
    await context.unroute(PICTURES);
    await app.drop(file);
    await expect(app.findProfileButton).toBeVisible();
    await expect(app.problem).toBeHidden();
  });

  test('that is read late does not take the place of what was handed in since', async ({ app, page, context, tenant }) => {
    const { promise: released, resolve: release } = settledLater();
    await context.route(PICTURES, async (route) => {
      await released;
      await route.continue();
    });
    // The page lets go of a picture once it was looked at.
    const looked = await page.evaluateHandle(() => {
      const { close } = ImageBitmap.prototype;
      return {
        done: new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
          ImageBitmap.prototype.close = function closeAndTell() {
            close.call(this);
            resolve();
          };
        }),
      };
    });
    const asked = page.waitForRequest(PICTURES);
    await app.drop(picture(qrFile(enrollmentOf(tenant, SALE).content)));
    await asked;
    await expect(page.getByText('Reading the file…')).toBeVisible();
    await app.paste(app.profileId, `ID: ${SCANNERS}`);
    await app.seesInForm(SCANNERS, app.words.androidForWork);
    release();
    await looked.evaluate(({ done }) => done);
    await app.idle();
    await app.seesRecognised(SCANNERS);
    await expect(app.findProfileButton).toBeHidden();
  });
});

test('no secret of an AOSP code is anywhere, from the picture to the receipt', async ({ app, page, context, tenant, requestContract }) => {
  requestContract.expectSecretRead(TOKENS);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  /** @type {string[]} */
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  const { content, token } = enrollmentOf(tenant, COLD_STORAGE);
  const { wifiPassword = '' } = tenant.graph.profile(COLD_STORAGE);
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
