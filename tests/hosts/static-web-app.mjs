import { emulator } from './programs.mjs';

/** @import { Host } from './host.mjs' */

/** The emulator of Azure Static Web Apps; `staticwebapp.config.json` counts at the top of a site only. @type {Host} */
export const staticWebApp = {
  name: 'static-web-apps-cli',
  title: 'the emulator of Azure Static Web Apps',
  paths: ['/'],
  set: async ({ folder, page, port }) => ({
    file: process.execPath,
    args: [emulator('@azure/static-web-apps-cli/dist/cli/bin.js'), 'start', page, '--host', '127.0.0.1', '--port', String(port)],
    env: { HOME: folder, NO_UPDATE_NOTIFIER: '1' },
  }),
  ready: /emulator started at/,
  except: {
    // It does not know a route such as /boot-*, which Azure does: https://learn.microsoft.com/azure/static-web-apps/configuration#wildcards
    hashed: 'no-cache',
    // These Azure's network does, which is not emulated.
    plain: true,
    anew: 'always',
    // Azure has no rule that refuses a file.
    served: ['_headers', 'web.config'],
  },
};
