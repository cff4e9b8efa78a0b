import { picture } from '../../helpers/files.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { qrFile } from '../../helpers/pictures.mjs';
import { RunPage } from '../../pages/run-page.mjs';
import { enrollmentOf, SALE } from '../../tenant/named-profiles.mjs';

/** @import { Locator, Page } from '@playwright/test' */

// What three journeys cost a person after the sign-in, counted: taps, typed characters, and scrolls, of which there are none,
// as nothing here scrolls and whatever is tapped must be in view.

/** Counts what a person does, where a person would do it. */
class Hand {
  taps = 0;
  typed = 0;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  /**
   * Taps something where it is seen.
   * @param {Locator} control
   */
  async tap(control) {
    await expect(control).toBeInViewport({ ratio: 1 });
    this.taps += 1;
    await control.click();
  }

  /** @param {string} text */
  async type(text) {
    this.typed += text.length;
    await this.page.keyboard.type(text);
  }
}

/** @param {Page} page */
const scrolled = (page) => page.evaluate(() => window.scrollY);

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('from a picture of a leaked poster to the green result: four taps, nothing typed, nothing scrolled', async ({ app, page, tenant, requestContract }) => {
    requestContract.expectSecretRead({ select: ['id', 'tokenValue'] });
    await app.openSignedIn();
    await app.seesTheList();
    const hand = new Hand(page);
    const [choosing] = await Promise.all([
      page.waitForEvent('filechooser'),
      (async () => {
        await hand.tap(page.getByRole('button', { name: 'Scan or pick a QR picture', exact: true }));
        await hand.tap(app.cameraDialog.getByRole('button', { name: app.words.pickPicture, exact: true }));
      })(),
    ]);
    await choosing.setFiles(picture(qrFile(enrollmentOf(tenant, SALE).content)));
    await hand.tap(app.findProfileButton);
    await app.seesTheQuestion();
    await hand.tap(app.confirmButton);
    await app.seesSuccess();
    await expect(app.success.getByRole('heading').first()).toBeInViewport({ ratio: 1 });
    expect([hand.taps, hand.typed]).toEqual([4, 0]);
    expect(await scrolled(page)).toBe(0);
  });
});

test.describe('on a desk', () => {
  test.use({ viewport: { width: 1440, height: 900 } });

  test('from an ID in a text to the green result and its copied receipt: three clicks', async ({ app, page }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(app.url).origin });
    await app.openSignedIn();
    await app.seesTheList();
    const hand = new Hand(page);
    await app.paste(app.profileId, `INC-4711: please shut off {${SALE.toUpperCase()}}, the poster leaked`);
    await app.seesInForm(SALE, app.words.deviceOwner);
    await hand.tap(app.revokeButton);
    await app.seesTheQuestion();
    await hand.tap(app.confirmButton);
    await app.seesSuccess();
    await hand.tap(app.success.getByRole('button', { name: 'Copy as text', exact: true }));
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(SALE);
    expect([hand.taps, hand.typed]).toEqual([3, 0]);
    expect(await scrolled(page)).toBe(0);
  });

  test('every active token of a tenant, to the report as a file: five clicks, and the count is all that is typed', async ({ app, page }) => {
    await app.openSignedIn();
    await app.seesTheList();
    const run = new RunPage(page);
    const hand = new Hand(page);
    const count = (/\d+/.exec((await run.everyActive.textContent()) ?? '') ?? [''])[0];
    await hand.tap(run.everyActive);
    await hand.tap(run.revokeChosen);
    await expect(run.revokePlanned).toBeVisible();
    await hand.tap(run.revokePlanned);
    await expect(run.count).toBeFocused();
    await hand.type(count);
    await hand.tap(run.confirm);
    await run.seesVerdict(/revoked/);
    const downloading = page.waitForEvent('download');
    await hand.tap(run.region.getByRole('button', { name: 'Download CSV', exact: true }));
    expect((await downloading).suggestedFilename()).toMatch(/\.csv$/);
    expect([hand.taps, hand.typed]).toEqual([5, count.length]);
    expect(await scrolled(page)).toBe(0);
  });
});
