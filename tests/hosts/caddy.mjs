import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { EVERYWHERE, edited, hostFile } from './host.mjs';
import { webServer } from './programs.mjs';

/** @import { Host } from './host.mjs' */

/** @type {Host} */
export const caddy = {
  name: 'caddy',
  title: 'Caddy',
  paths: EVERYWHERE,
  async set(site) {
    const { file, env } = webServer('caddy');
    const conf = path.join(site.folder, 'Caddyfile');
    const text = edited(await hostFile('Caddyfile'), [
      ['\nconsole.contoso.com {', `\nhttp://127.0.0.1:${site.port} {`],
      ['/var/www/token-console\n', `${site.page}\n`],
      ...(site.path === '/' ? [] : atPath(site.path)),
    ]);
    // Its administration has a port of its own.
    await writeFile(conf, `{\n\tadmin off\n}\n${text}`);
    return { file, args: ['run', '--adapter', 'caddyfile', '--config', conf], env: { ...env, HOME: site.folder, XDG_DATA_HOME: site.folder } };
  },
  ready: /serving initial configuration/,
};

/**
 * @param {string} at
 * @returns {[string, string][]}
 */
function atPath(at) {
  const folder = at.slice(0, -1);
  return [
    ['handle_path /* {', `handle_path ${at}* {`],
    ['# redir /tools/console /tools/console/?', `redir ${folder} ${at}?`],
  ];
}
