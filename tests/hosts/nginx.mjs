import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { EVERYWHERE, edited, hostFile } from './host.mjs';
import { webServer } from './programs.mjs';

/** @import { Host, Site } from './host.mjs' */

/**
 * nginx with what it needs anywhere, and with what stands in `http { … }`.
 * @param {Site} site
 * @param {string} http
 */
export async function nginxWith({ folder }, http) {
  const { file, env } = webServer('nginx');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`);
  const conf = path.join(folder, 'nginx.conf');
  await writeFile(
    conf,
    `daemon off;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    pid ${folder}/nginx.pid;
    error_log stderr notice;
    events {}
    http { access_log off; ${temporary.join(' ')} ${http} }`,
  );
  return { file, args: ['-e', 'stderr', '-p', folder, '-c', conf], env };
}

/** @type {Host} */
export const nginx = {
  name: 'nginx',
  title: 'nginx',
  paths: EVERYWHERE,
  async set(site) {
    await writeFile(path.join(site.folder, 'nginx-headers.conf'), await hostFile('nginx-headers.conf'));
    const location = edited(await hostFile('nginx-location.conf'), [['\nlocation / {', `\nlocation ${site.path} {`]]);
    await writeFile(path.join(site.folder, 'nginx-location.conf'), location);
    return nginxWith(
      site,
      `include ${site.folder}/nginx-headers.conf;
      server { listen 127.0.0.1:${site.port}; root ${site.root}; include ${site.folder}/nginx-location.conf; }`,
    );
  },
  ready: /start worker process /,
};
