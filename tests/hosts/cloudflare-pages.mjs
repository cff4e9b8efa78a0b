import { emulator } from './programs.mjs';

/** @import { Host } from './host.mjs' */

/** The emulator of Cloudflare Pages; `_headers` counts at the top of a site only. @type {Host} */
export const cloudflarePages = {
  name: 'wrangler',
  title: 'the emulator of Cloudflare Pages',
  paths: ['/'],
  set: async ({ folder, page, port }) => ({
    file: process.execPath,
    // biome-ignore format: each option with its value
    args: [
      emulator('wrangler/bin/wrangler.js'), 'pages', 'dev', page,
      '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0',
      '--compatibility-date', '2026-04-01', '--show-interactive-dev-session=false',
    ],
    env: { HOME: folder, WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: folder },
  }),
  ready: /Ready on/,
  except: {
    // What Pages says where no rule does, and it means the same.
    rest: 'public, max-age=0, must-revalidate',
    // Cloudflare's network says it, which is not emulated.
    sameForAll: true,
    // Pages has no rule that refuses a file; its own it takes out.
    served: ['staticwebapp.config.json', 'web.config', '.htaccess'],
  },
};
