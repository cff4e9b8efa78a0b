import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { EVERYWHERE, edited, hostFile } from './host.mjs';
import { webServer } from './programs.mjs';

/** @import { Host } from './host.mjs' */

/** @type {Host} */
export const lighttpd = {
  name: 'lighttpd',
  title: 'lighttpd',
  paths: EVERYWHERE,
  async set(site) {
    const { file, modules, env } = webServer('lighttpd');
    const own = path.join(site.folder, 'token-console.conf');
    await writeFile(own, edited(await hostFile('lighttpd.conf'), [['\nvar.token_console = "/"', `\nvar.token_console = "${site.path}"`]]));
    const conf = path.join(site.folder, 'lighttpd.conf');
    // As Debian's: what its file says before it includes others, and would not bear to be told again.
    await writeFile(
      conf,
      `server.modules = ( "mod_indexfile", "mod_access", "mod_alias", "mod_redirect" )
      server.bind = "127.0.0.1"
      server.port = ${site.port}
      server.document-root = "${site.root}"
      index-file.names = ( "index.php", "index.html" )
      url.access-deny = ( "~", ".inc" )
      mimetype.assign = ( ".html" => "text/html", ".js" => "text/javascript" )
      include "${own}"
      server.modules += ( "mod_dirlisting", "mod_staticfile" )`,
    );
    return { file, args: ['-D', '-f', conf, '-m', modules('lighttpd')], env };
  },
  ready: /server started/,
  except: {
    // It knows its own tags again as it has sent them only.
    anew: 'weak',
  },
};
