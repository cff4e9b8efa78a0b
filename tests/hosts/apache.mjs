import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { EVERYWHERE } from './host.mjs';
import { webServer } from './programs.mjs';

/** @import { Host } from './host.mjs' */

const MODULES = ['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'filter', 'brotli', 'deflate', 'alias'];
const NOBODY = 'User "#65534"\nGroup "#65534"';

/** `.htaccess` lies in the page; the rest is what it says that it needs. @type {Host} */
export const apache = {
  name: 'apache2',
  title: 'Apache',
  paths: EVERYWHERE,
  async set({ folder, root, port }) {
    const { file, modules, env } = webServer('apache2');
    const conf = path.join(folder, 'apache2.conf');
    const types = path.join(folder, 'mime.types');
    await writeFile(types, 'text/html html\ntext/css css\ntext/plain txt\napplication/json json\nimage/svg+xml svg\nimage/png png\n');
    await writeFile(
      conf,
      `ServerName localhost
Listen 127.0.0.1:${port}
DefaultRuntimeDir ${folder}
PidFile ${folder}/apache2.pid
ErrorLog "|$cat 1>&2"
${MODULES.map((name) => `LoadModule ${name}_module ${modules('apache2/modules')}/mod_${name}.so`).join('\n')}
${process.getuid?.() === 0 ? NOBODY : ''}
TypesConfig ${types}
DocumentRoot ${root}
<Directory />
  AllowOverride None
</Directory>
<Directory ${root}>
  AllowOverride FileInfo Indexes Options
</Directory>
`,
    );
    return { file, args: ['-d', folder, '-f', conf, '-DFOREGROUND'], env };
  },
  ready: /resuming normal operations/,
};
