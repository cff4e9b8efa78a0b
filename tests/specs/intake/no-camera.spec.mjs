import { test } from '../../helpers/camera.mjs';
import { picture } from '../../helpers/files.mjs';
import { expect } from '../../helpers/fixtures.mjs';
import { qrFile } from '../../helpers/pictures.mjs';
import { enrollmentOf, SALE } from '../../tenant/named-profiles.mjs';

test.use({ cameras: 0 });

test('on a device without a camera: that is said, and a picture leads on', async ({ app, page, camera: _, tenant }) => {
  await app.openSignedIn();
  await app.openCamera();
  await expect(app.cameraDialog).toContainText('No camera was found on this device. Pick a picture of the QR code instead.');
  const choosing = page.waitForEvent('filechooser');
  await app.cameraDialog.getByRole('button', { name: app.words.pickPicture, exact: true }).click();
  await (await choosing).setFiles(picture(qrFile(enrollmentOf(tenant, SALE).content)));
  await expect(app.findProfileButton).toBeVisible();
  await expect(app.cameraDialog).toBeHidden();
});

test('a browser that gives no camera without https says so', async ({ app, page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'mediaDevices'));
  await app.openSignedIn();
  await app.openCamera();
  await expect(app.cameraDialog).toContainText('The browser lets only pages with HTTPS use the camera.');
});

test('where a browser gives no camera, the first of the ways in on a phone is a picture', async ({ app, page, tenant }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'mediaDevices'));
  await app.openSignedIn();
  const choosing = page.waitForEvent('filechooser');
  await page.getByText('Scan or pick a QR picture', { exact: true }).click();
  await (await choosing).setFiles(picture(qrFile(enrollmentOf(tenant, SALE).content)));
  await expect(app.findProfileButton).toBeVisible();
});
