import { expectNoViolations, prepareAxe } from '../../helpers/axe.mjs';
import { breakDocument, mendDocument } from '../../helpers/broken-document.mjs';
import { PROFILE, visitEveryState } from '../../helpers/every-state.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { layoutFaults } from '../../helpers/layout.mjs';
import { seesChineseOnly } from '../../helpers/visible-language.mjs';
import { CHINESE, LANGUAGES } from '../../pages/console-words.mjs';

/** @import { Locator, Page, Route } from '@playwright/test' */

const NARROW = { width: 320, height: 640 };
const ZOOMED = { width: 320, height: 256 };
const WASM = /_bg\.wasm$/;

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const words of LANGUAGES) {
    const { locale } = words;
    test.describe(`axe, ${colorScheme}, ${words.tag}`, () => {
      test.use({ colorScheme, locale, words });
      test.slow();

      test.beforeEach(({ context }) => prepareAxe(context));

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

/** Runs in the page: what is wider than the room it has. */
const tooWide = () =>
  [document.documentElement, ...document.querySelectorAll('dialog[open]')]
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(({ tagName, scrollWidth, clientWidth }) => `${tagName}: ${scrollWidth} > ${clientWidth}`);

/** The sizes of a desk and of a phone. A phone is held by fingers. */
const DEVICES = /** @type {const} */ ([
  [
    'on a desk',
    { viewport: { width: 1440, height: 900 } },
    [
      { width: 1440, height: 900 },
      { width: 1024, height: 768 },
    ],
  ],
  [
    'on a phone',
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    [
      { width: 390, height: 844 },
      { width: 320, height: 640 },
    ],
  ],
]);

for (const words of LANGUAGES) {
  const { locale } = words;
  test.describe(`in every state, ${words.tag}`, () => {
    // A colour on its way from one theme to the other is neither.
    test.use({ locale, words, contextOptions: { reducedMotion: 'reduce' } });
    // Each goes through all states, and how long that may take is no question here.
    test.describe.configure({ timeout: 600_000 });

    test(`axe has nothing to say, light or dark${words === CHINESE ? ', and no English word is left' : ', or in forced colors'}`, async ({
      app,
      page,
      context,
      served,
      tenant,
    }) => {
      await prepareAxe(context);
      /** @type {('light' | 'dark')[]} */
      const schemes = ['light', 'dark'];
      const names = [...tenant.graph.data.profiles.values()].map(({ profile }) => profile.displayName);
      await visitEveryState({ app, page, served, tenant }, async () => {
        // In both, and the next state is reached in the one that this one ended in.
        await expectNoViolations(page);
        schemes.reverse();
        await page.emulateMedia({ colorScheme: schemes[0] });
        await expectNoViolations(page);
        if (words === CHINESE) await seesChineseOnly(page, names);
        else {
          await page.emulateMedia({ forcedColors: 'active' });
          await expectNoViolations(page);
          await page.emulateMedia({ forcedColors: 'none' });
        }
      });
    });

    for (const [device, use, sizes] of DEVICES) {
      test.describe(device, () => {
        test.use(use);

        test('nothing is cut off, broken within a word, covered or too small to hit', async ({ app, page, served, tenant }) => {
          const touch = 'hasTouch' in use;
          await visitEveryState({ app, page, served, tenant }, async (state) => {
            for (const viewport of sizes) {
              await page.setViewportSize(viewport);
              expect.soft(await layoutFaults(page, { touch }), `${state}, ${viewport.width} px`).toEqual([]);
            }
            await page.setViewportSize(sizes[0]);
          });
        });
      });
    }

    // 320 px wide, and what 400 % zoom leaves of 1280 × 1024.
    test.describe('at 320 px and at 400 % zoom', () => {
      test.use({ viewport: ZOOMED, deviceScaleFactor: 4 });

      test('nothing has to be scrolled sideways', async ({ app, page, served, tenant }) => {
        const sizes = [ZOOMED, NARROW];
        await visitEveryState({ app, page, served, tenant }, async () => {
          expect(await page.evaluate(tooWide)).toEqual([]);
          sizes.reverse();
          await page.setViewportSize(sizes[0]);
          expect(await page.evaluate(tooWide)).toEqual([]);
        });
      });
    });
  });
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
  await tabTo(page, app.profileType.getByRole('radio', { name: 'Find out' }));
  await page.keyboard.press('ArrowDown');
  await expect(app.profileType.getByRole('radio', { name: 'Android for Work' })).toBeChecked();
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
