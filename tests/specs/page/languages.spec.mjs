import { appVersion } from '../../helpers/app-version.mjs';
import { distNames, readDist } from '../../helpers/dist-files.mjs';
import { PROFILE, visitEveryState } from '../../helpers/every-state.mjs';
import { expect, test } from '../../helpers/fixtures.mjs';
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

test('a switch in a run, beside an open activity, loads the language in one file, and changes all that is on screen', async ({ app, page, tenant, served }) => {
  await openOver({ app, tenant }, 3);
  const held = gate({ holds: numberOf(2) });
  tenant.graph.faults.push(held.fault);
  await new RunPage(page).begin(3);
  await held.held;
  await app.openActivity(0);
  expect(languageFiles(served)).toEqual([]);

  await app.switchLanguage('简体中文');
  const run = new RunPage(page, 'zh-Hans');
  await expect(run.pause).toBeVisible();
  await expect(app.speaking(CHINESE).activity).toContainText('这是此浏览器记住的内容');
  await seesChineseOnly(
    page,
    [...tenant.graph.data.profiles.values()].map(({ profile }) => profile.displayName),
  );
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

  test('no English word is left on any screen', async ({ app, page, served, tenant }) => {
    test.slow();
    const names = [...tenant.graph.data.profiles.values()].map(({ profile }) => profile.displayName).filter(Boolean);
    await visitEveryState({ app, page, served, tenant }, () => seesChineseOnly(page, names));
  });

  test('nor where the sign-in was cancelled', async ({ app, page }) => {
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

/** Names and codes that are the same in every language. */
const NAMES = [
  'Token Console',
  'Microsoft Entra',
  'Microsoft Graph',
  'Microsoft',
  'Android for Work',
  'Android Enterprise',
  'Android',
  'Graph',
  'Intune',
  'Knox',
  'NFC',
  'HTTP',
  'AOSP-',
  'AOSP',
  'GUID',
  'JSON',
  'Web',
  'API',
  'Zero-touch',
  'GCC High',
  'DoD',
  'UTC',
  'ID',
  'URI',
  'English',
  'No Content',
  'Mira Okafor',
  'Noa Lindqvist',
  'Markdown',
  'PowerShell',
  'curl',
  'Wi-Fi',
  'Conditional Access',
  'Enter',
  'Shift',
  'Control',
  'CSV',
  'PNG',
  'JPEG',
  'MB',
  'corporateOwnedHologram',
  'config.json',
  'index.html',
  'clientId',
  'tenantId',
  'cloud',
  'global',
  'client-request-id',
  'request-id',
  'common',
  'organizations',
  'consumers',
  'DeviceManagementConfiguration.ReadWrite.All',
  'contoso.onmicrosoft.com',
  'contoso.example',
];
const CODES = [
  /\bhttps?:\/\/[\x21-\x7e]+/g,
  /[\w.]+@contoso\.example/g,
  /(?<![0-9a-f])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
  // What the sign-in host and Graph say stands as they said it.
  /\bAADSTS\d+:.*/gs,
  /\b(access_denied|ResourceNotFound|Forbidden|InternalServerError|TooManyRequests)\b/g,
  /\b(Enrollment profile not found|An error has occurred|User is not authorized to perform this operation|Too many requests)\b/g,
  /\b\d{3} (Not Found|Forbidden|Internal Server Error|Too Many Requests)\b/g,
];

/**
 * @param {Page} page
 * @param {string[]} names
 */
async function seesChineseOnly(page, names = []) {
  const texts = await page.evaluate(visibleTexts);
  expect(texts.join('')).toMatch(/\p{Script=Han}/u);
  const left = texts.map((text) => withoutNames(text, names)).filter((text) => /[A-Za-z]{2,}/.test(text));
  expect(left).toEqual([]);
}

/**
 * @param {Page} page
 * @param {string[]} names
 */
async function seesEnglishOnly(page, names = []) {
  const texts = await page.evaluate(visibleTexts);
  const left = texts.map((text) => withoutNames(text, ['简体中文', ...names])).filter((text) => /\p{Script=Han}/u.test(text));
  expect(left).toEqual([]);
}

/**
 * @param {string} text
 * @param {string[]} names
 */
function withoutNames(text, names) {
  const rest = CODES.reduce((left, code) => left.replace(code, ' '), text);
  // The longest first, as one name may begin like another.
  return [...names, ...NAMES].sort((one, other) => other.length - one.length).reduce((left, name) => left.replaceAll(name, ' '), rest);
}

/** Runs in the page: every text that is shown, or spoken in place of one. */
function visibleTexts() {
  /** @type {string[]} */
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node instanceof Text) {
      const shown = element?.checkVisibility({ visibilityProperty: true }) && !element.closest('script, style, template, noscript, details pre');
      if (shown && node.data.trim()) texts.push(node.data.trim());
    } else if (node instanceof Element && node.checkVisibility({ visibilityProperty: true })) {
      for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-description']) {
        const text = node.getAttribute(name);
        if (text) texts.push(text);
      }
    }
  }
  return [...texts, document.title];
}
