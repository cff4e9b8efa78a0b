import { downloaded } from './downloads.mjs';
import { connect, freePort, freshFolder, start as startProgram, startScreen } from './processes.mjs';
import { find } from './programs.mjs';
import { until } from './until.mjs';

/**
 * @import { Engine, Kind } from './engine.mjs'
 */

const PACKAGES = 'webkit2gtk-driver xvfb';
/** Where Debian has it, which is not on `PATH`. */
const MINI_BROWSER = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/webkit2gtk-4.1/MiniBrowser`;
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** The keys that are no letters, as WebDriver writes them: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS = new Map(
  Object.entries({
    Tab: '\uE004',
    Enter: '\uE007',
    Shift: '\uE008',
    Control: '\uE009',
    Escape: '\uE00C',
    Home: '\uE011',
    ArrowDown: '\uE015',
  }),
);

/**
 * WebKitGTK in its small browser, by WebKitWebDriver.
 * @type {Kind}
 */
export const webkit = {
  missing: () => browser().missing ?? find('WEBKIT_WEB_DRIVER', ['WebKitWebDriver'], PACKAGES).missing ?? find('XVFB', ['Xvfb'], PACKAGES).missing,
  limits: ['local storage off'],
  start: (limit) => start(limit ? ['--enable-html5-local-storage=false'] : []),
};

const browser = () => find('MINI_BROWSER', [MINI_BROWSER], PACKAGES);

/**
 * It has no mode without a screen, and under automation it keeps everything in memory.
 * @param {string[]} args
 * @returns {Promise<Engine>}
 */
async function start(args) {
  const { folder, remove } = await freshFolder();
  const screen = await startScreen();
  const port = await freePort();
  const driver = startProgram('WebKitWebDriver', [`--port=${port}`], {
    env: { ...process.env, DISPLAY: screen.name, HOME: folder, LANG: 'en_US.UTF-8' },
  });
  const end = async () => {
    await driver.stop();
    await screen.stop();
    await remove();
  };
  try {
    (await connect(port, driver.failed)).destroy();
    const base = `http://127.0.0.1:${port}/session`;
    const { sessionId } = await send('POST', base, {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: browser().program, args: ['--automation', ...args] } } },
    });
    return engine(`${base}/${sessionId}`, { folder, end });
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * @param {string} session
 * @param {{folder: string, end: () => Promise<void>}} started
 * @returns {Promise<Engine>}
 */
async function engine(session, { folder, end }) {
  /** @type {(path: string, body?: object) => Promise<Json>} */
  const post = (command, body = {}) => send('POST', `${session}/${command}`, body);
  /** @type {(path: string) => Promise<Json>} */
  const get = (command) => send('GET', `${session}/${command}`);
  /** @type {string} */
  let page = await get('window');
  await post('window/rect', { width: 1280, height: 960 });
  /** @type {() => Promise<string[]>} */
  const others = async () => (await get('window/handles')).filter((/** @type {string} */ each) => each !== page);

  return {
    open: (url) => post('url', { url }),
    run: (script, args) => post('execute/sync', { script, args }),
    click: (place) =>
      post('actions', {
        actions: [
          {
            type: 'pointer',
            id: 'mouse',
            actions: [
              { type: 'pointerMove', duration: 0, ...place },
              { type: 'pointerDown', button: 0 },
              { type: 'pointerUp', button: 0 },
            ],
          },
        ],
      }),
    press: (keys) => {
      const values = keys.map((key) => KEYS.get(key) ?? key);
      const down = values.map((value) => ({ type: 'keyDown', value }));
      const up = values.toReversed().map((value) => ({ type: 'keyUp', value }));
      return post('actions', { actions: [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }] });
    },
    async upload(selector, file) {
      const { [ELEMENT]: field } = await until('a field for a file', () => post('element', { using: 'css selector', value: selector }));
      await post(`element/${field}/value`, { text: file });
    },
    download: (name) => downloaded(folder, name),
    windows: async () => (await others()).length,
    async goToWindow() {
      const [handle] = await others();
      await post('window', { handle });
    },
    goBack: () => post('window', { handle: page }),
    // All is lost with the browser, which under automation ends with the process of any page too: so its window is closed.
    async crash() {
      const { handle } = await post('window/new', { type: 'window' });
      await send('DELETE', `${session}/window`);
      page = handle;
      await post('window', { handle });
    },
    end,
  };
}

/**
 * @param {string} method
 * @param {string} url
 * @param {object=} body
 */
async function send(method, url, body) {
  const answer = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
