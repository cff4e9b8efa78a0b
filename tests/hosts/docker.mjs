import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { edited, hostFile } from './host.mjs';
import { nginxWith } from './nginx.mjs';

/** @import { Host, Site } from './host.mjs' */

/**
 * What the image does at its start, with its places in the site's folder; that nothing else can be written there is not tried.
 * @param {Site} site
 * @param {string=} config  `TOKEN_CONSOLE_CONFIG`
 */
export async function startOfTheImage({ folder, page, port, ...site }, config) {
  const memory = path.join(folder, 'tmp');
  await mkdir(memory, { recursive: true });
  const script = path.join(folder, 'docker-config.sh');
  await writeFile(script, edited(await hostFile('docker-config.sh'), [['=/tmp/', `=${memory}/`]]));
  await promisify(execFile)('sh', [script], { env: { PATH: process.env.PATH, ...(config === undefined ? {} : { TOKEN_CONSOLE_CONFIG: config }) } });
  const server = (await hostFile('nginx-docker.conf'))
    .replaceAll('/usr/share/nginx/html', page)
    .replaceAll('/tmp/token-console', `${memory}/token-console`)
    .replace('listen 8080;', `listen 127.0.0.1:${port};`);
  return nginxWith({ folder, page, port, ...site }, server);
}

/** The image of `Dockerfile`, without Docker: its server and its script. @type {Host} */
export const docker = {
  name: 'nginx',
  title: 'the server of the container image',
  paths: ['/'],
  set: (site) => startOfTheImage(site),
  ready: /start worker process /,
};
