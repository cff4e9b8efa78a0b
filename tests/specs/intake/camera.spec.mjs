import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { test, tracks } from '../../helpers/camera.mjs';
import { DIST } from '../../helpers/dist-files.mjs';
import { picture } from '../../helpers/files.mjs';
import { expect } from '../../helpers/fixtures.mjs';
import { kept } from '../../helpers/page-storage.mjs';
import { pixelsWithoutCode, qrFile, qrPixels } from '../../helpers/pictures.mjs';
import { TOKENS } from '../../helpers/request-contract.mjs';
import { CHINESE } from '../../pages/console-words.mjs';
import { COLD_STORAGE, enrollmentOf, SALE, TABLETS } from '../../tenant/named-profiles.mjs';

/**
 * @import { Page } from '@playwright/test'
 * @import { ConsolePage } from '../../pages/console-page.mjs'
 */

const PICTURES = /\/token-console-pictures-\w+\.wasm$/;
const SIZE = { width: 640, height: 480 };
const LEAD = 'What it sees is shown here, and neither kept nor sent.';

/**
 * A code on a table, as a camera sees it.
 * @param {string} text
 */
const onATable = (text) => qrPixels(text, { scale: 4, photo: 'good', degrees: 4, within: SIZE });

/** @param {Page} page */
const preview = (page) => page.locator('video');

/**
 * Waits until the camera is on and its picture is seen.
 * @param {Page} page
 */
async function seesThePreview(page) {
  await expect.poll(() => preview(page).evaluate((/** @type {HTMLVideoElement} */ video) => !video.paused && video.videoWidth)).toBe(SIZE.width);
  expect(await tracks(page)).toEqual(['live']);
}

/**
 * The camera is off, its dialog is gone, and nothing of what it saw is left.
 * @param {ConsolePage} app
 */
async function seesItOff(app) {
  await expect(app.cameraDialog).toBeHidden();
  await expect.poll(() => tracks(app.page)).toEqual(['ended']);
  await expect(app.page.locator('video, canvas, main img')).toHaveCount(0);
}

test.beforeEach(async ({ camera, app }) => {
  await camera.sees(pixelsWithoutCode(SIZE));
  await app.openSignedIn();
  await app.seesTheList();
});

test('a code is seen, the camera goes off, and the code leads to the confirmation', async ({ app, page, camera, tenant, requestContract, sent }) => {
  requestContract.expectSecretRead(TOKENS);
  await camera.sees(onATable(enrollmentOf(tenant, TABLETS).content));
  await app.openCamera();
  await app.seesRecognised(app.words.tokenPrompt, 'It is not shown, kept or sent.');
  await seesItOff(app);
  await expect(app.cameraButton).toBeFocused();
  expect(await page.evaluate(() => window.camera.asked)).toEqual([{ video: { facingMode: 'environment', width: 1280, height: 720 } }]);
  expect(tenant.graph.secretReads).toEqual([]);
  await app.findProfileButton.click();
  await app.seesTheQuestion();
  expect(await app.detailsOf(app.dialog)).toMatchObject({ Name: 'Meeting room tablets', 'Profile ID': TABLETS });
  expect(sent()).toEqual([]);
});

test('nothing of a code is anywhere, from the camera to the receipt', async ({ app, page, context, camera, tenant, requestContract }) => {
  requestContract.expectSecretRead(TOKENS);
  /** @type {string[]} */
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  const { content, token } = enrollmentOf(tenant, COLD_STORAGE);
  const { wifiPassword = '' } = tenant.graph.profile(COLD_STORAGE);
  const clean = async () => {
    const { own, msal } = await page.evaluate(kept);
    const addresses = tenant.requests.map(({ url, body }) => url + body);
    const places = { own, msal, said, addresses, cookies: await context.cookies(), content: await page.content() };
    for (const [place, held] of Object.entries(places)) {
      for (const secret of [token, wifiPassword]) expect(JSON.stringify(held), place).not.toContain(secret);
    }
  };
  await camera.sees(onATable(content));
  await app.openCamera();
  await expect(app.findProfileButton).toBeVisible();
  await clean();
  await app.findProfileButton.click();
  await app.seesTheQuestion();
  await app.confirm();
  await app.seesSuccess();
  await clean();
});

test('one frame is looked at after the other, and none is kept', async ({ app, page, camera, tenant }) => {
  await page.evaluate(() => {
    window.looks = { open: 0, most: 0, all: 0 };
    const { createImageBitmap: create } = window;
    const { close } = ImageBitmap.prototype;
    window.createImageBitmap = async (/** @type {[ImageBitmapSource]} */ ...source) => {
      const frame = await create(...source);
      window.looks.all += 1;
      window.looks.open += 1;
      window.looks.most = Math.max(window.looks.most, window.looks.open);
      return frame;
    };
    ImageBitmap.prototype.close = function closeAndCount() {
      close.call(this);
      window.looks.open -= 1;
    };
  });
  const frames = () => page.evaluate(() => window.looks);
  await app.openCamera();
  await expect.poll(async () => (await frames()).all).toBeGreaterThan(5);
  await page.keyboard.press('Escape');
  await seesItOff(app);
  await expect.poll(frames).toMatchObject({ open: 0, most: 1 });
  await camera.sees(onATable(enrollmentOf(tenant, SALE).content));
  await app.cameraButton.click();
  await expect(app.findProfileButton).toBeVisible();
  expect(await frames()).toMatchObject({ open: 0, most: 1 });
});

test('on a phone the first of the ways in is the camera', async ({ app, page, camera, tenant }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await camera.sees(onATable(enrollmentOf(tenant, SALE).content));
  await page.getByRole('button', { name: 'Scan or pick a QR picture', exact: true }).click();
  await expect(app.findProfileButton).toBeVisible();
  await seesItOff(app);
});

test("the browser's own reader is asked first, where there is one", async ({ app, page, tenant }) => {
  await page.evaluate((rawValue) => {
    Reflect.set(
      window,
      'BarcodeDetector',
      class {
        async detect() {
          return [{ rawValue }];
        }
      },
    );
  }, enrollmentOf(tenant, SALE).content);
  await app.openCamera();
  await expect(app.findProfileButton).toBeVisible();
  await seesItOff(app);
});

/** @type {Record<string, (app: ConsolePage) => Promise<unknown>>} */
const ENDS = {
  Cancel: (app) => app.cameraDialog.getByRole('button', { name: app.words.cancel, exact: true }).click(),
  Esc: ({ page }) => page.keyboard.press('Escape'),
  // A page without a window is never hidden, so the browser's word for it is given here.
  'a tab that is hidden': ({ page }) =>
    page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
    }),
};
for (const [how, end] of Object.entries(ENDS)) {
  test(`${how} ends it, and it can be opened again`, async ({ app, page, camera, tenant }) => {
    await app.openCamera();
    await expect(app.cameraDialog).toContainText(LEAD);
    await seesThePreview(page);
    await expect(app.cameraDialog.getByRole('button', { name: app.words.cancel, exact: true })).toBeFocused();
    await end(app);
    await seesItOff(app);
    await expect(app.cameraButton).toBeFocused();
    await expect(app.intake).toBeHidden();
    await page.evaluate(() => Reflect.deleteProperty(document, 'hidden'));
    await camera.sees(onATable(enrollmentOf(tenant, SALE).content));
    await app.cameraButton.click();
    await expect(app.findProfileButton).toBeVisible();
    await expect(app.cameraDialog).toBeHidden();
    expect(await tracks(page)).toEqual(['ended', 'ended']);
  });
}

test('signing out ends it', async ({ app, page }) => {
  await app.openCamera();
  await seesThePreview(page);
  // No pointer reaches it under a dialog; another tab may sign out, and the page with it.
  await page.evaluate(() => {
    const [track] = window.camera.tracks;
    const stop = track.stop.bind(track);
    track.stop = () => {
      stop();
      sessionStorage.setItem('track', track.readyState);
    };
  });
  await app.signOutButton.evaluate((/** @type {HTMLElement} */ button) => button.click());
  await app.seesTheSignInButton();
  expect(await page.evaluate(() => sessionStorage.getItem('track'))).toBe('ended');
});

test('leaving the page ends it', async ({ app, page }) => {
  await app.openCamera();
  await seesThePreview(page);
  // Heard after the page has heard it.
  await page.evaluate(() => addEventListener('pagehide', () => sessionStorage.setItem('tracks', window.camera.tracks.map((track) => track.readyState).join())));
  await page.reload();
  await app.seesTheList();
  expect(await page.evaluate(() => sessionStorage.getItem('tracks'))).toBe('ended');
  await expect(app.cameraDialog).toBeHidden();
});

test('a permission that is given when nobody waits for it any more switches nothing on', async ({ app, page }) => {
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await getUserMedia(wanted);
      await new Promise((allow) => document.addEventListener('allow', allow, { once: true }));
      return stream;
    };
  });
  await app.openCamera();
  await expect.poll(() => tracks(page)).toEqual(['live']);
  await page.keyboard.press('Escape');
  await expect(app.cameraDialog).toBeHidden();
  await page.evaluate(() => document.dispatchEvent(new Event('allow')));
  await expect.poll(() => tracks(page)).toEqual(['ended']);
});

test('a camera that is unplugged is told', async ({ app, page }) => {
  await app.openCamera();
  await seesThePreview(page);
  await page.evaluate(() => window.camera.tracks.forEach((track) => track.stop()));
  await expect(app.cameraDialog).toContainText('The camera shows nothing: another program may be using it.');
  await expect(preview(page)).toBeHidden();
});

test('without permission: that is said, and a picture leads on', async ({ app, page, context, tenant }) => {
  await context.clearPermissions();
  await app.openCamera();
  await expect(app.cameraDialog).toContainText('The browser does not let this page use the camera.');
  await expect(preview(page)).toBeHidden();
  const choosing = page.waitForEvent('filechooser');
  await app.cameraDialog.getByRole('button', { name: app.words.pickPicture, exact: true }).click();
  await (await choosing).setFiles(picture(qrFile(enrollmentOf(tenant, SALE).content)));
  await expect(app.findProfileButton).toBeVisible();
  await expect(app.cameraDialog).toBeHidden();
});

test('its buttons stay where they are, whatever comes above them', async ({ app, page, context }) => {
  let load = () => {};
  /** @type {Promise<void>} */
  const wanted = new Promise((resolve) => {
    load = resolve;
  });
  await context.route(PICTURES, async (route) => {
    await wanted;
    await route.continue();
  });
  const pick = app.cameraDialog.getByRole('button', { name: app.words.pickPicture, exact: true });
  await app.openCamera();
  const place = await pick.boundingBox();
  load();
  await seesThePreview(page);
  expect(await pick.boundingBox()).toEqual(place);
  await page.evaluate(() => window.camera.tracks.forEach((track) => track.stop()));
  await expect(preview(page)).toBeHidden();
  expect(await pick.boundingBox()).toEqual(place);
});

test('where the web server forbids it: that is said, and nobody is asked', async ({ app, page, tenant, leakGuard }) => {
  const forbidding = await tenant.addPage({ dist: DIST, headers: { 'Permissions-Policy': 'camera=()' } });
  leakGuard.allow(new URL(forbidding.url).host);
  app.url = forbidding.url;
  await app.openSignedIn();
  await app.openCamera();
  await expect(app.cameraDialog).toContainText('The web server of this page does not let it use the camera (Permissions-Policy).');
  expect(await page.evaluate(() => window.camera.asked)).toEqual([]);
});

test('in a browser that alters pictures: that is said, and the camera goes off', async ({ app, page }) => {
  await page.evaluate(() => {
    const { getImageData } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.getImageData = function altered(...args) {
      const image = getImageData.apply(this, args);
      image.data.forEach((_, at) => {
        image.data[at] = (at * at * 31 + at * 17) % 251;
      });
      return image;
    };
  });
  await app.openCamera();
  await expect(app.cameraDialog).toContainText('This browser alters every picture before a page can look at it');
  expect(await tracks(page)).toEqual(['ended']);
});

test('whose reader does not load: that is said, and it can be tried again', async ({ app, page, context, leakGuard }) => {
  leakGuard.expect(/Failed to fetch/);
  await context.route(PICTURES, (route) => route.abort());
  await app.openCamera();
  await expect(app.cameraDialog.getByRole('alert')).toBeVisible();
  expect(await page.evaluate(() => window.camera.asked)).toEqual([]);
  await context.unroute(PICTURES);
  await app.cameraDialog.getByRole('button', { name: app.words.tryAgain, exact: true }).click();
  await seesThePreview(page);
});

for (const [language, words] of /** @type {const} */ ([
  ['English', undefined],
  ['简体中文', CHINESE],
])) {
  test(`everybody can use it, in ${language}`, async ({ app, page, context }) => {
    await prepareAxe(context);
    await page.reload();
    await app.seesTheList();
    if (words) await app.switchLanguage(language);
    const spoken = words ? app.speaking(words) : app;
    for (const permission of ['given', 'refused']) {
      if (permission === 'refused') await context.clearPermissions();
      await spoken.cameraButton.click();
      await expect(spoken.cameraDialog).toBeVisible();
      if (permission === 'given') await expect(preview(page)).toBeVisible();
      else await expect(preview(page)).toBeHidden();
      for (const size of [
        { width: 1440, height: 900 },
        { width: 320, height: 640 },
      ]) {
        await page.setViewportSize(size);
        for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
          await page.emulateMedia({ colorScheme });
          await expectNoViolations(page);
        }
        const dialog = await spoken.cameraDialog.boundingBox();
        expect(dialog?.height).toBeLessThanOrEqual(size.height);
        const isCut = await spoken.cameraDialog.evaluate((element) => element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight);
        expect(isCut).toBe(false);
      }
      await page.keyboard.press('Escape');
      await expect(spoken.cameraDialog).toBeHidden();
    }
  });
}
