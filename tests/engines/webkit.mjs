import { connect, freePort, start, startScreen } from './processes.mjs';
import { Session } from './session.mjs';

const MINI_BROWSERS = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';

/**
 * https://www.w3.org/TR/webdriver2/#endpoints
 * @type {Record<string, [method: string, path: string]>}
 */
const ENDPOINTS = {
  Navigate: ['POST', 'url'],
  Refresh: ['POST', 'refresh'],
  GetWindowHandle: ['GET', 'window'],
  GetWindowHandles: ['GET', 'window/handles'],
  SwitchToWindow: ['POST', 'window'],
  ExecuteScript: ['POST', 'execute/sync'],
  DeleteSession: ['DELETE', ''],
};

/**
 * WebKitGTK in its small browser, by WebKitWebDriver. It has no mode without a screen.
 * @param {{program?: string}} options
 */
export async function webkit({ program = process.env.MINI_BROWSER ?? MINI_BROWSERS } = {}) {
  const screen = await startScreen();
  const port = await freePort();
  const driver = start('WebKitWebDriver', [`--port=${port}`], { env: { ...process.env, DISPLAY: screen.name } });
  const stop = async () => {
    await driver.stop();
    await screen.stop();
  };
  try {
    (await connect(port, driver.failed)).destroy();
    const base = `http://127.0.0.1:${port}/session`;
    let own = '';
    const session = new Session(async (name, parameters = {}) => {
      if (name === 'NewSession') {
        const { sessionId } = await send('POST', base, parameters);
        own = `${base}/${sessionId}`;
        return undefined;
      }
      if (name === 'ElementClick') return send('POST', `${own}/element/${parameters.id}/click`, {});
      if (name === 'ElementSendKeys') return send('POST', `${own}/element/${parameters.id}/value`, { text: parameters.text });
      const [method, path] = ENDPOINTS[name] ?? ['', ''];
      return send(method, path ? `${own}/${path}` : own, method === 'POST' ? parameters : undefined);
    }, stop);
    await session.begin({
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: program, args: ['--automation'] } } },
    });
    return session;
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {string} method
 * @param {string} url
 * @param {object=} body
 */
async function send(method, url, body) {
  const answer = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(value.message), { code: value.error });
  return value;
}
