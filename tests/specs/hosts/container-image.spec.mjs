import { expect, test } from '@playwright/test';

import { docker, startOfTheImage } from '../../hosts/docker.mjs';
import { isHere } from '../../hosts/hosts.mjs';
import { startHost } from '../../hosts/running-host.mjs';

const OF_FILE = { clientId: 'of-the-file' };
const OF_VARIABLE = '{"clientId": "of the \\"variable\\" 100 % $HOME"}';

/** @param {string | undefined} variable */
async function configWith(variable) {
  const { url, site, stop } = await startHost({ ...docker, set: (own) => startOfTheImage(own, variable) }, '/', OF_FILE);
  const answer = await fetch(`${url}config.json`);
  const { headers } = answer;
  const told = { config: await answer.json(), headers: ['Cache-Control', 'Content-Type', 'X-Content-Type-Options'].map((name) => headers.get(name)) };
  return { ...told, site, stop };
}

if (isHere(docker.name)) {
  for (const [title, variable, expected] of /** @type {const} */ ([
    ['of the environment variable, letter by letter', OF_VARIABLE, JSON.parse(OF_VARIABLE)],
    ['the file without a variable', undefined, OF_FILE],
    ['the file where the variable is empty', '', OF_FILE],
  ])) {
    test(`the configuration of the image is ${title}`, async () => {
      const { config, headers, stop } = await configWith(variable);
      await stop();
      expect(config).toEqual(expected);
      expect(headers).toEqual(['no-cache', 'application/json', 'nosniff']);
    });
  }

  test('a container that starts again without the variable has the file again', async () => {
    const { site, stop } = await configWith(OF_VARIABLE);
    await startOfTheImage(site);
    // nginx is the one of before: it looks for the file each time.
    expect(await (await fetch(`http://127.0.0.1:${site.port}/config.json`)).json()).toEqual(OF_FILE);
    await stop();
  });
}
