import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '../../helpers/fixtures.mjs';
import { ConsolePage } from '../../pages/console-page.mjs';
import { CHINESE, ENGLISH } from '../../pages/console-words.mjs';

const KEEPS_NOTHING = 'This browser keeps nothing for this page, so that nobody can sign in here.';
const PLACES = ['On-device site data', 'Cookies and Site Data', 'dom.storage.enabled', 'Block all cookies'];

/**
 * @param {ConsolePage} app
 * @param {string} code
 */
async function seesThatNothingIsKept(app, code) {
  await app.seesAlert(KEEPS_NOTHING, ...PLACES, code);
  await expect(app.alert).not.toContainText('extension');
  await expect(app.signInButton).toBeHidden();
}

/** What browsers do that keep nothing: each runs in the page before its scripts. */
const REFUSALS = {
  SecurityError: () => {
    for (const name of ['sessionStorage', 'localStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
  },
  no_session_storage: () => {
    for (const name of ['sessionStorage', 'localStorage']) Object.defineProperty(window, name, { value: null });
  },
  QuotaExceededError: () => {
    Storage.prototype.setItem = () => {
      throw new DOMException('No room.', 'QuotaExceededError');
    };
  },
  not_kept: () => {
    Storage.prototype.setItem = () => {};
  },
};

for (const rule of /** @type {const} */ (['redirect', 'popup'])) {
  test.describe(`by ${rule}`, () => {
    test.use({ site: { config: { signIn: rule } } });

    for (const [code, refuse] of Object.entries(REFUSALS)) {
      test(`${code}: that nothing is kept is said, with where that is set`, async ({ app, page, tenant }) => {
        await page.addInitScript(refuse);
        await app.open();
        await seesThatNothingIsKept(app, code);
        expect(tenant.identity.requests).toEqual([]);
        // What looks over the shoulder would ask the storage too.
        await page.goto('about:blank');
      });
    }
  });
}

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN', words: CHINESE });

  test('said too', async ({ app, page }) => {
    await page.addInitScript(REFUSALS.SecurityError);
    await app.open();
    await app.seesAlert('此浏览器不为此页面保存任何内容', 'dom.storage.enabled', 'SecurityError');
    await page.goto('about:blank');
  });
});

test('all cookies blocked in the settings of the browser', async ({ playwright, launchOptions, served }, testInfo) => {
  const profile = testInfo.outputPath('profile');
  await mkdir(path.join(profile, 'Default'), { recursive: true });
  const settings = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(path.join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
  const context = await playwright.chromium.launchPersistentContext(profile, { ...launchOptions, locale: 'en-US' });
  const app = new ConsolePage(await context.newPage(), served.url, ENGLISH);
  await app.open();
  await seesThatNothingIsKept(app, 'SecurityError');
  await context.close();
});

test('what keeps something leaves no trace of having been tried', async ({ app, page }) => {
  await app.openAndSignIn();
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => !key.startsWith('msal.')))).toEqual([]);
});
