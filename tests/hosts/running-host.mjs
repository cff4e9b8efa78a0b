import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort } from '../engines/processes.mjs';
import { DIST } from '../helpers/dist-files.mjs';
import { present } from '../helpers/present.mjs';

/**
 * @import { Host, Program, Site } from './host.mjs'
 * @typedef {Awaited<ReturnType<typeof startHost>>} RunningHost
 */

/** What has not said by then that it is ready is ended, and what it has said is told. */
const READY_WITHIN_MS = 30_000;

/**
 * Has a host serve a copy of the page.
 * @param {Pick<Host, 'set' | 'ready'>} host
 * @param {string} at       The path of the page.
 * @param {object} config   Its `config.json`.
 */
export async function startHost({ set, ready }, at, config) {
  const folder = await mkdtemp(path.join(tmpdir(), 'host-'));
  // A server that root starts reads it as nobody.
  await chmod(folder, 0o755);
  const root = path.join(folder, 'www');
  const site = { folder, root, page: path.join(root, at), path: at, port: await freePort() };
  await cp(DIST, site.page, { recursive: true });
  await writeFile(path.join(site.page, 'config.json'), JSON.stringify(config));
  const server = await start(await set(site), folder, ready);
  return {
    site,
    url: `http://127.0.0.1:${site.port}${at}`,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/**
 * @param {Program} program
 * @param {string} cwd
 * @param {RegExp} ready
 */
async function start({ file, args, env }, cwd, ready) {
  // A group of its own: an emulator leaves behind what it has started, if it is ended by itself.
  const server = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  // The last one of the group has ended.
  const ended = once(server, 'close');
  const end = () => process.kill(-present(server.pid));
  let said = '';
  const late = setTimeout(end, READY_WITHIN_MS);
  await new Promise((resolve, reject) => {
    const hear = (/** @type {Buffer} */ text) => {
      said += text;
      if (ready.test(said)) resolve(undefined);
    };
    server.stdout.on('data', hear);
    server.stderr.on('data', hear);
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`${path.basename(file)} has ended:\n${said}`)));
  }).finally(() => clearTimeout(late));
  return {
    async stop() {
      end();
      await ended;
    },
  };
}
