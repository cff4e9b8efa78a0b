import { test as base, expect } from '@playwright/test';

import { docker, startOfTheImage } from '../../hosts/docker.mjs';
import { isHere } from '../../hosts/hosts.mjs';
import { startHost } from '../../hosts/running-host.mjs';

/**
 * @import { Fixtures, PlaywrightTestArgs } from '@playwright/test'
 * @import { RunningHost } from '../../hosts/running-host.mjs'
 * @typedef {{start: (variable?: string) => Promise<RunningHost>}} Own
 */

const OF_FILE = { clientId: 'of-the-file' };
const OF_VARIABLE = '{"clientId": "of the \\"variable\\" 100 % $HOME"}';

/** @type {Fixtures<Own, {}, PlaywrightTestArgs>} */
const fixtures = {
  /** Starts a container with this `TOKEN_CONSOLE_CONFIG`, until the test ends. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from here.
  start: async ({}, use) => {
    /** @type {RunningHost[]} */
    const running = [];
    await use(async (variable) => {
      const host = await startHost({ ...docker, set: (site) => startOfTheImage(site, variable) }, '/', OF_FILE);
      running.push(host);
      return host;
    });
    await Promise.all(running.map((host) => host.stop()));
  },
};
const test = base.extend(fixtures);

/** @param {RunningHost} host */
const configOf = ({ url }) => fetch(`${url}config.json`);

if (isHere(docker.name)) {
  for (const [title, variable, expected] of /** @type {const} */ ([
    ['of the environment variable, letter by letter', OF_VARIABLE, JSON.parse(OF_VARIABLE)],
    ['the file without a variable', undefined, OF_FILE],
    ['the file where the variable is empty', '', OF_FILE],
  ])) {
    test(`the configuration of the image is ${title}`, async ({ start }) => {
      const answer = await configOf(await start(variable));
      expect(await answer.json()).toEqual(expected);
      expect(answer.headers.get('Cache-Control')).toBe('no-cache');
      expect(answer.headers.get('Content-Type')).toBe('application/json');
      expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    });
  }

  test('a container that starts again without the variable has the file again', async ({ start }) => {
    const host = await start(OF_VARIABLE);
    // The server is the one of before, which looks for the file each time.
    await startOfTheImage(host.site);
    expect(await (await configOf(host)).json()).toEqual(OF_FILE);
  });
}
