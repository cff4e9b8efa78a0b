#!/usr/bin/env node
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { startTenant } from './tenant.mjs';

const USAGE = 'usage: node sandbox/demo.mjs [--dist dist] [--port 8080]';
const REMEMBERED_REQUESTS = 500;

class UsageError extends Error {}

try {
  await demo(options());
} catch (error) {
  console.error(sentenceFor(error));
  process.exit(1);
}

/** @param {{dist: string, port: number}} options */
async function demo({ dist, port }) {
  const tenant = await startTenant({ dist, port, requestLogLimit: REMEMBERED_REQUESTS, throttle: true });
  console.log(`Token Console            ${tenant.pageUrl}`);
  console.log(`People, IDs, requests    ${tenant.pageUrl}sandbox/`);

  const stop = async () => {
    await tenant.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // Whoever started the demo holds the other end, and lets go of it even when killed.
  process.stdin.once('end', stop).once('close', stop).resume();
}

function options() {
  const {
    values: { dist, port },
  } = parseArgs({
    options: {
      dist: { type: 'string', default: 'dist' },
      port: { type: 'string', default: '8080' },
    },
  });
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UsageError(`“${port}” is not a port.`);
  if (!existsSync(path.join(dist, 'index.html'))) {
    throw new UsageError(`There is no built page in “${dist}”. Run “cargo xtask build” first.`);
  }
  return { dist, port: Number(port) };
}

/** @param {unknown} error */
function sentenceFor(error) {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = /** @type {NodeJS.ErrnoException & {port?: number}} */ (error);
  if (code === 'EADDRINUSE') {
    return `Port ${port} is in use. Stop the program that uses it, or choose another one with --port.`;
  }
  if (code === 'EACCES') return `Port ${port} may not be used. Choose another one with --port.`;
  if (code?.startsWith('ERR_PARSE_ARGS')) return `${error.message}\n${USAGE}`;
  return error instanceof UsageError ? error.message : error.stack;
}
