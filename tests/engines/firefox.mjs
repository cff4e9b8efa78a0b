import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { connect, freePort, freshFolder, start } from './processes.mjs';
import { Session } from './session.mjs';

/** @import { Socket } from 'node:net' */

/** Firefox as people have it: what its driver would switch off for tests, above all the blocker of windows, stays on. */
const PREFERENCES = {
  'remote.prefs.recommended': false,
  'dom.disable_open_during_load': true,
  'browser.shell.checkDefaultBrowser': false,
  // Without it a file cannot be given to a page.
  'dom.file.createInChild': true,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.server': '',
};

/**
 * Firefox, by its own Marionette.
 * https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 * @param {{preferences?: Record<string, string | number | boolean>, program?: string}} options
 */
export async function firefox({ preferences = {}, program = process.env.FIREFOX ?? 'firefox-esr' } = {}) {
  const [port, profile] = [await freePort(), await freshFolder()];
  const all = { ...PREFERENCES, 'marionette.port': port, ...preferences };
  const lines = Object.entries(all).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  await writeFile(path.join(profile.folder, 'user.js'), lines.join(''));
  const browser = start(program, ['--marionette', '--headless', '--no-remote', '--profile', profile.folder]);
  try {
    const wire = new Marionette(await connect(port, browser.failed));
    const session = new Session(
      (name, parameters) => wire.send(name, parameters),
      async () => {
        wire.close();
        await browser.stop();
        await profile.remove();
      },
    );
    await session.begin({ capabilities: { alwaysMatch: {} } });
    return session;
  } catch (error) {
    await browser.stop();
    await profile.remove();
    throw error;
  }
}

/** Messages are JSON, each after its length in bytes and a colon. */
class Marionette {
  #socket;
  #buffer = Buffer.alloc(0);
  /** @type {Map<number, {resolve: (value: unknown) => void, reject: (error: Error) => void}>} */
  #waiting = new Map();
  #count = 0;

  /** @param {Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('close', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('Firefox is gone.'));
    });
    socket.on('error', () => {});
  }

  /**
   * @param {string} name
   * @returns {Promise<Json>}
   */
  send(name, parameters = {}) {
    this.#count += 1;
    const text = JSON.stringify([0, this.#count, `WebDriver:${name}`, parameters]);
    return new Promise((resolve, reject) => {
      this.#waiting.set(this.#count, { resolve, reject });
      this.#socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  close() {
    this.#socket.destroy();
  }

  /** @param {Buffer} chunk */
  #take(chunk) {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const colon = this.#buffer.indexOf(':');
      const length = Number(this.#buffer.subarray(0, colon));
      if (colon < 0 || this.#buffer.length < colon + 1 + length) return;
      const message = JSON.parse(this.#buffer.subarray(colon + 1, colon + 1 + length).toString());
      this.#buffer = this.#buffer.subarray(colon + 1 + length);
      // The first one only says hello.
      if (!Array.isArray(message)) continue;
      const [, number, error, result] = message;
      const waiting = this.#waiting.get(number);
      this.#waiting.delete(number);
      if (error) waiting?.reject(Object.assign(new Error(error.message), { code: error.error }));
      else waiting?.resolve(result && 'value' in result && Object.keys(result).length === 1 ? result.value : result);
    }
  }
}
