import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { launch } from 'puppeteer-core';

import { disabledFeatures } from '../helpers/chromium-features.mjs';
import { downloaded } from './downloads.mjs';
import { freshFolder } from './processes.mjs';
import { find } from './programs.mjs';

/**
 * @import { ElementHandle, KeyInput, LaunchOptions } from 'puppeteer-core'
 * @import { Engine, Kind, Limit } from './engine.mjs'
 * @typedef {Record<string, string | number | boolean>} Preferences
 */

const CHROMIUM = () => find('CHROMIUM', ['chromium'], 'chromium');
const FIREFOX = () => find('FIREFOX', ['firefox-esr', 'firefox'], 'firefox-esr');

/** Firefox as people have it: what its driver would switch off for tests, above all the blocker of windows, stays on. */
const PREFERENCES = { 'remote.prefs.recommended': false, 'dom.disable_open_during_load': true };

/**
 * What each limit is in the settings of Chromium.
 * @type {Map<Limit, object>}
 */
const CHROMIUM_LIMITS = new Map([['storage off', { profile: { default_content_setting_values: { cookies: 2 } } }]]);

/** What each limit is in the settings of Firefox. */
const FIREFOX_LIMITS = new Map(
  /** @type {[Limit, Preferences][]} */ ([
    ['storage off', { 'dom.storage.enabled': false }],
    ['cookies blocked', { 'network.cookie.cookieBehavior': 2 }],
    ['pictures altered', { 'privacy.resistFingerprinting': true }],
  ]),
);

/** @type {Kind} */
export const chromium = {
  missing: () => CHROMIUM().missing,
  limits: [...CHROMIUM_LIMITS.keys()],
  start: (limit) =>
    start(async (folder) => {
      const settings = path.join(folder, 'profile', 'Default', 'Preferences');
      await mkdir(path.dirname(settings), { recursive: true });
      await writeFile(settings, JSON.stringify((limit && CHROMIUM_LIMITS.get(limit)) ?? {}));
      return {
        browser: 'chrome',
        executablePath: CHROMIUM().program,
        downloadBehavior: { policy: 'allow', downloadPath: path.join(folder, 'downloads') },
        // As people have it: a window opens only in answer to a click.
        ignoreDefaultArgs: ['--disable-popup-blocking'],
        // Chromium's own sandbox does not run for root.
        args: ['--lang=en-US', disabledFeatures(), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      };
    }),
};

/**
 * Firefox, by WebDriver BiDi.
 * @type {Kind}
 */
export const firefox = {
  missing: () => FIREFOX().missing,
  limits: [...FIREFOX_LIMITS.keys()],
  start: (limit) =>
    start(async (folder) => ({
      browser: 'firefox',
      executablePath: FIREFOX().program,
      extraPrefsFirefox: {
        ...PREFERENCES,
        'browser.download.folderList': 2,
        'browser.download.dir': path.join(folder, 'downloads'),
        ...(limit && FIREFOX_LIMITS.get(limit)),
      },
    })),
};

/**
 * @param {(folder: string) => Promise<LaunchOptions>} optionsIn
 * @returns {Promise<Engine>}
 */
async function start(optionsIn) {
  const { folder, remove } = await freshFolder();
  const downloads = path.join(folder, 'downloads');
  await mkdir(downloads);
  const options = await optionsIn(folder);
  const begin = async () => {
    const begun = await launch({ ...options, userDataDir: path.join(folder, 'profile'), defaultViewport: { width: 1280, height: 900 } });
    // In its first tab Firefox has the focus in the address bar, and then Enter clicks nothing.
    const own = await begun.newPage();
    return { browser: begun, page: own, before: await begun.pages() };
  };
  const kill = async () => {
    const child = browser.process();
    // It has ended already, by itself or because it could not be started anew.
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  let { browser, page, before } = await begin().catch(async (error) => {
    await remove();
    throw error;
  });
  let shown = page;
  const others = async () => (await browser.pages()).filter((each) => !before.includes(each));

  return {
    async open(url) {
      await shown.goto(url);
    },
    // As an expression, which the policy of the page does not forbid as it would forbid `new Function`.
    run: (script, args) => shown.evaluate(`(function () {${script}}).apply(null, ${JSON.stringify(args)})`),
    click: ({ x, y }) => shown.mouse.click(x, y),
    async press(keys) {
      const [key, ...held] = /** @type {KeyInput[]} */ (keys.toReversed());
      for (const each of held) await shown.keyboard.down(each);
      if (key) await shown.keyboard.press(key);
      for (const each of held) await shown.keyboard.up(each);
    },
    async upload(selector, file) {
      const field = /** @type {ElementHandle<HTMLInputElement>} */ (await shown.waitForSelector(selector));
      await field.uploadFile(file);
    },
    download: (name) => downloaded(downloads, name),
    windows: async () => (await others()).length,
    async goToWindow() {
      shown = (await others())[0] ?? page;
    },
    async goBack() {
      shown = page;
      await page.bringToFront();
    },
    async crash() {
      await kill();
      ({ browser, page, before } = await begin());
      shown = page;
    },
    async end() {
      await kill();
      await remove();
    },
  };
}
