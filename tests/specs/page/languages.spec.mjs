import { appVersion } from '../../helpers/app-version.mjs';
import { distNames, readDist } from '../../helpers/dist-files.mjs';
import { PROFILE } from '../../helpers/every-state.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
import { seesChineseOnly, seesEnglishOnly } from '../../helpers/visible-language.mjs';
import { CHINESE, ENGLISH } from '../../pages/console-words.mjs';
import { openOver, RunPage } from '../../pages/run-page.mjs';
import { gate, numberOf } from '../../tenant/held-calls.mjs';

/** @import { Page } from '@playwright/test' */

const REFUSED = '00000000-0000-4000-8000-000000000403';
const CHINESE_FILE = /(^|\/)token-console-chinese-\w+\.wasm$/;

/**
 * @param {Page} page
 * @param {{version: string}} words
 */
async function seesTheVersion(page, words) {
  const version = `${words.version} ${await appVersion()}`;
  await expect(page.getByRole('contentinfo').getByText(version, { exact: true })).toBeVisible();
}

for (const [locale, words] of /** @type {const} */ ([
  ['en-GB', ENGLISH],
  ['cy-GB', ENGLISH],
  ['zh-CN', CHINESE],
  ['zh-TW', CHINESE],
])) {
  test.describe(`a browser that prefers ${locale}`, () => {
    test.use({ locale, words });

    test(`starts in ${words.tag}`, async ({ app, page }) => {
      await app.open();
      await app.seesTheSignInButton();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(words.heading);
      await expect(page).toHaveTitle(`${words.heading} – Token Console`);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(words.tag);
      await seesTheVersion(page, words);
    });
  });
}

test('a switch takes effect at once, keeps what was entered, and lasts over a reload and a sign-in', async ({ app, page }) => {
  await app.openSignedIn();
  await app.enter(PROFILE, ENGLISH.deviceOwner);
  await app.switchLanguage('简体中文');
  const chinese = app.speaking(CHINESE);
  await expect(chinese.profileId).toHaveValue(PROFILE);
  await expect(chinese.profileType.getByRole('radio', { name: CHINESE.deviceOwner })).toBeChecked();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-Hans');
  await seesTheVersion(page, CHINESE);

  await page.reload();
  await chinese.seesTheForm();
  await chinese.signOut();
  await chinese.signIn();

  await chinese.switchLanguage('English');
  await page.reload();
  await app.seesTheForm();
});

test('a switch changes an outcome that is on screen', async ({ app }) => {
  await app.openSignedIn();
  await app.revoke(REFUSED);
  await app.seesAlert(ENGLISH.notRevoked);
  await app.switchLanguage('简体中文');
  await app.seesAlert(CHINESE.notRevoked);
  await expect(app.alert).not.toContainText(ENGLISH.notRevoked);
});

test('a switch in a run, with the activity open, loads the language in one file, and changes all that is on screen', async ({ app, page, tenant, served }) => {
  await openOver({ app, tenant }, 3);
  const held = gate({ holds: numberOf(2) });
  tenant.graph.faults.push(held.fault);
  await new RunPage(page).begin(3);
  await held.held;
  await app.openActivity(0);
  expect(languageFiles(served)).toEqual([]);

  await app.switchLanguage('简体中文');
  const names = [...tenant.graph.data.profiles.values()].map(({ profile }) => profile.displayName);
  await expect(app.speaking(CHINESE).activity).toContainText('这是此浏览器记住的内容');
  await seesChineseOnly(page, names);
  const run = new RunPage(page, 'zh-Hans');
  await run.show();
  await expect(run.pause).toBeVisible();
  await seesChineseOnly(page, names);
  expect(languageFiles(served)).toHaveLength(1);
  held.release();
  await run.seesAllConfirmed(3, { timeout: 40_000 });
});

test('without a network a switch leaves the page in its language, and can be tried again', async ({ app, page, context, leakGuard }) => {
  leakGuard.expect(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
  await app.openSignedIn();
  await app.seesTheList();
  await context.setOffline(true);
  const failed = page.waitForEvent('requestfailed', (request) => CHINESE_FILE.test(request.url()));
  await app.switchLanguage('简体中文');
  await failed;
  await expect(app.languageChoice).toHaveValue('en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(ENGLISH.heading);
  await context.setOffline(false);
  await app.switchLanguage('简体中文');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(CHINESE.heading);
});

test('who reads English loads no Chinese sentence', async ({ app, page, tenant, served }) => {
  const [chinese] = (await distNames()).filter((name) => CHINESE_FILE.test(name));
  expect((await chineseIn(chinese)).length).toBeGreaterThan(200);
  await openOver({ app, tenant }, 3);
  const run = new RunPage(page);
  await run.begin(3);
  await run.seesAllConfirmed(3);
  await app.openActivity(1);
  const files = programFiles(served);
  expect(files.length).toBeGreaterThan(2);
  expect(languageFiles(served)).toEqual([]);
  for (const file of files) expect(await chineseIn(file), file).toEqual([]);
});

test.describe('in Chinese', () => {
  test.use({ locale: 'zh-CN', words: CHINESE });

  // That no English word is left in any state, accessibility.spec.mjs looks at, on its way through all of them.
  test('no English word is left where the sign-in was cancelled', async ({ app, page }) => {
    await app.open();
    await app.signInButton.click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await app.seesAlert('登录已取消。');
    await seesChineseOnly(page);
  });

  test('nor while the shell is all there is', async ({ app, page, context }) => {
    await context.route(/_bg\.wasm$/, () => {});
    await page.goto(app.url, { waitUntil: 'commit' });
    await expect(page.getByRole('status')).toHaveText(CHINESE.starting, { useInnerText: true });
    await seesChineseOnly(page);
  });
});

test.describe('in English', () => {
  test('no Chinese character is left but the name of the language', async ({ app, page, tenant }) => {
    const names = [...tenant.graph.data.profiles.values()].map(({ profile }) => profile.displayName);
    await app.open();
    await app.seesTheSignInButton();
    await seesEnglishOnly(page, names);
    await app.signIn();
    await app.ask(REFUSED);
    await seesEnglishOnly(page, names);
    await app.confirm();
    await app.seesAlert('403');
    await seesEnglishOnly(page, names);
  });
});

/**
 * The files of the program that the page asked for.
 * @param {{requests: {path: string}[]}} served
 */
function programFiles(served) {
  return served.requests.map(({ path }) => path.split('/').at(-1) ?? '').filter((name) => name.endsWith('.wasm'));
}

/** @param {{requests: {path: string}[]}} served */
function languageFiles(served) {
  return programFiles(served).filter((name) => CHINESE_FILE.test(name));
}

/**
 * The sentences of a file in Chinese. The headings of tables that people paste, which are known in each language, are none.
 * @param {string} name
 */
async function chineseIn(name) {
  const text = (await readDist(name)).toString();
  return text.match(/\p{Script=Han}{3,}[，。：；？]/gu) ?? [];
}
