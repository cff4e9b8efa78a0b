import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * @import { SpawnOptions } from 'node:child_process'
 * @import { AddressInfo } from 'node:net'
 * @import { Readable } from 'node:stream'
 */

const PATIENCE_MS = 30_000;

/**
 * Starts a program; `stop` ends it and all that it started.
 * @param {string} program
 * @param {string[]} args
 * @param {SpawnOptions} options
 */
export function start(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore', 'pipe'], detached: true, ...options });
  child.stdout?.resume();
  /** @type {Promise<never>} */
  const failed = new Promise((_, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}.`)));
  });
  failed.catch(() => {});
  return {
    child,
    failed,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const ended = once(child, 'exit');
      process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}

/** A screen that nobody sees: its name for `DISPLAY`. */
export async function startScreen() {
  const server = start('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp']);
  const [number] = await Promise.race([once(/** @type {Readable} */ (server.child.stdio[3]), 'data'), server.failed]);
  return { name: `:${String(number).trim()}`, stop: server.stop };
}

/**
 * A connection to a port of this computer on which a program is about to listen.
 * @param {number} port
 * @param {Promise<never>} failed
 */
export async function connect(port, failed) {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    const socket = createConnection({ host: '127.0.0.1', port });
    try {
      await Promise.race([once(socket, 'connect'), failed]);
      return socket;
    } catch (error) {
      socket.destroy();
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ECONNREFUSED' || Date.now() > until) throw error;
      await pause(50);
    }
  }
}

/** An empty folder, and what deletes it. */
export async function freshFolder() {
  const folder = await mkdtemp(path.join(tmpdir(), 'token-console-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A port that nothing listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}
