import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { breakDocument, mendDocument } from '../../helpers/broken-document.mjs';
import { PROFILE, visitEveryState } from '../../helpers/every-state.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { CHINESE, ENGLISH } from '../../pages/console-words.mjs';

/** @import { Locator, Page, Route } from '@playwright/test' */

const WASM = /_bg\.wasm$/;

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const [locale, words] of /** @type {const} */ ([
    ['en-US', ENGLISH],
    ['zh-CN', CHINESE],
  ])) {
    test.describe(`axe, ${colorScheme}, ${words.tag}`, () => {
      test.use({ colorScheme, locale, words });
      test.slow();

      test.beforeEach(({ context }) => prepareAxe(context));

      test('has nothing to say on the whole way', async ({ app, page, served, tenant }) => {
        await visitEveryState({ app, page, served, tenant }, expectNoViolations);
      });

      test('has nothing to say where the start hangs or fails', async ({ app, page, context }) => {
        /** @type {(route: Route) => unknown} */
        let answer = () => {};
        await context.route(WASM, (route) => answer(route));
        await page.goto(app.url, { waitUntil: 'commit' });
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        // Before the style sheet is there, nothing waits to appear.
        await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBeGreaterThan(0);
        await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
        await expectNoViolations(page);

        answer = (route) => route.abort();
        await page.reload();
        await app.seesAlert(words.failedToStart);
        await expectNoViolations(page);
      });

      test('has nothing to say on the page of the sign-in answer', async ({ page, served }) => {
        for (const [query, says] of /** @type {const} */ ([
          ['', 'The sign-in host sent no answer that can be used.'],
          ['?admin_consent=True&tenant=x', 'The permission was granted.'],
        ])) {
          await page.goto(`${served.url}redirect.html${query}`);
          await expect(page.getByText(says)).toBeVisible();
          await expectNoViolations(page);
        }
      });
    });
  }

  test.describe(`axe, ${colorScheme}`, () => {
    test.use({ colorScheme });

    test.beforeEach(({ context }) => prepareAxe(context));

    test('has nothing to say about a crash', async ({ app, page, leakGuard }) => {
      leakGuard.expect(/panicked at/);
      leakGuard.expect(/unreachable/);
      await app.openSignedIn();
      await app.seesTheList();
      await app.enter(PROFILE);
      await breakDocument(page);
      await app.revokeButton.click();
      await app.seesAlert(app.words.crashed);
      await mendDocument(page);
      await expectNoViolations(page);
    });

    test('has nothing to say where the sign-in library is missing', async ({ app, page, context }) => {
      await context.route(/\/msal-browser\.min-\w+\.js$/, (route) => route.abort());
      await app.open();
      await app.seesAlert("Microsoft's sign-in library could not be started.");
      await expectNoViolations(page);
    });
  });
}

/** @type {[what: string, options: {viewport: {width: number, height: number}, deviceScaleFactor?: number}][]} */
const NARROW = [
  ['at 320 px', { viewport: { width: 320, height: 640 } }],
  ['at 400 % zoom of 1280 × 1024', { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 }],
];
for (const [what, options] of NARROW) {
  for (const [locale, words] of /** @type {const} */ ([
    ['en-US', ENGLISH],
    ['zh-CN', CHINESE],
  ])) {
    test.describe(`${what}, ${words.tag}`, () => {
      test.use({ ...options, locale, words });
      test.slow();

      test('nothing has to be scrolled sideways', async ({ app, page, served, tenant }) => {
        await visitEveryState({ app, page, served, tenant }, async () => {
          const tooWide = await page.evaluate(() =>
            [document.documentElement, ...document.querySelectorAll('dialog[open]')]
              .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
              .map(({ tagName, scrollWidth, clientWidth }) => `${tagName}: ${scrollWidth} > ${clientWidth}`),
          );
          expect(tooWide).toEqual([]);
        });
      });
    });
  }
}

test('a click on Cancel is possible where the window is very small', async ({ app, page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await app.openSignedIn();
  await app.ask(PROFILE);
  await expect(app.cancelButton).toBeInViewport();
  await app.cancel();
});

test('from sign-in to 204 by keyboard alone, and the focus is always seen', async ({ app, page, sent }) => {
  await app.open();
  await app.seesTheSignInButton();
  await tabTo(page, app.signInButton);
  await page.keyboard.press('Enter');

  await tabTo(page, page.getByRole('button', { name: 'Mira Okafor' }));
  await page.keyboard.press('Enter');
  await app.seesTheForm();

  await tabTo(page, app.profileId);
  await page.keyboard.type('7e1b6f38-4d02-4c9b-8f65-a0c3d9e2b103');
  await tabTo(page, app.profileType.getByRole('radio', { name: 'Android for Work' }));
  await page.keyboard.press('ArrowDown');
  await expect(app.profileType.getByRole('radio', { name: 'Device owner' })).toBeChecked();
  await tabTo(page, app.revokeButton);
  await page.keyboard.press('Space');

  await expect(app.cancelButton).toBeFocused();
  await expectVisibleFocus(page);
  await tabTo(page, app.confirmButton);
  await page.keyboard.press('Enter');
  await app.seesSuccess();
  expect(sent()).toHaveLength(1);

  await tabTo(page, app.signOutButton);
  await page.keyboard.press('Enter');
  await app.seesTheSignInButton();
});

test('Tab stays in the confirmation', async ({ app, page }) => {
  await app.openSignedIn();
  await app.ask(PROFILE);
  for (let count = 0; count < 6; count += 1) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => {
      const { activeElement, body } = document;
      return activeElement !== body && !activeElement?.closest('dialog');
    });
    expect(outside).toBe(false);
  }
});

/**
 * Presses Tab until something has the focus.
 * @param {Page} page
 * @param {Locator} locator
 */
async function tabTo(page, locator) {
  const hasFocus = () => locator.evaluate((element) => element === document.activeElement);
  for (let count = 0; count < 60 && !(await hasFocus()); count += 1) await page.keyboard.press('Tab');
  await expect(locator).toBeFocused();
  await expectVisibleFocus(page);
}

/** @param {Page} page */
async function expectVisibleFocus(page) {
  const outline = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
    return { outlineStyle, outlineWidth: parseFloat(outlineWidth) };
  });
  expect(outline.outlineStyle).not.toBe('none');
  expect(outline.outlineWidth).toBeGreaterThanOrEqual(1);
}
