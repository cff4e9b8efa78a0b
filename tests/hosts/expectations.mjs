import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { distNames, readDist } from '../helpers/dist-files.mjs';
import { expect } from '../helpers/fixtures.mjs';
import { present } from '../helpers/present.mjs';
import { FILES_OF_HOSTS } from './host.mjs';

/**
 * @import { Exceptions } from './host.mjs'
 * @import { RunningHost } from './running-host.mjs'
 */

const HASHED = /-[0-9a-f]{12,16}(_bg)?\.(js|css|svg|wasm)$/;
/** @type {Record<string, RegExp>} */
const TYPES = {
  '.css': /^text\/css/,
  '.html': /^text\/html/,
  '.js': /^(text|application)\/javascript/,
  '.json': /^application\/json/,
  '.png': /^image\/png$/,
  '.svg': /^image\/svg\+xml/,
  '.txt': /^text\/plain/,
  '.wasm': /^application\/wasm$/,
  '.webmanifest': /^application\/manifest\+json/,
};
const PERMISSIONS = 'camera=(self), display-capture=(), geolocation=(), microphone=()';

/** What each document says of itself: its own policy, and who may frame it. */
const DOCUMENTS = {
  'index.html': { frames: "'none'", opener: 'same-origin', permissions: PERMISSIONS, cache: 'no-cache' },
  'redirect.html': { frames: "'self'", opener: null, permissions: PERMISSIONS.replace('self', ''), cache: 'no-store' },
};

/** The names of what a browser asks for. */
const served = async () => (await distNames()).filter((name) => !FILES_OF_HOSTS.includes(name));

/**
 * @param {RunningHost} host
 * @param {Exceptions} except
 */
export async function everyFileSaysWhatItsNameAsksFor({ url, site }, except) {
  for (const name of await served()) {
    const { status, headers, body } = await answerOf(url + name);
    expect(status, name).toBe(200);
    expect(body.equals(await readFile(path.join(site.page, name))), name).toBe(true);
    expect(headers.get('X-Content-Type-Options'), name).toBe('nosniff');
    const type = TYPES[path.extname(name)];
    if (type) expect(headers.get('Content-Type'), name).toMatch(type);
    expect(headers.get('Cache-Control'), name).toBe(cacheOf(name, except));
  }
}

/**
 * @param {string} name
 * @param {Exceptions} except
 */
function cacheOf(name, { hashed = 'public, max-age=31536000, immutable', rest = 'no-cache' }) {
  if (HASHED.test(name)) return hashed;
  const told = ['config.json', 'version.json'].includes(name) ? 'no-cache' : rest;
  return Object.entries(DOCUMENTS).find(([document]) => document === name)?.[1].cache ?? told;
}

/** @param {RunningHost} host */
export async function theDocumentsSayTheirPolicies({ url }) {
  for (const [name, { frames, opener, permissions }] of Object.entries(DOCUMENTS)) {
    const [, policy] = present(/content="([^"]*default-src[^"]*)"/.exec((await readDist(name)).toString()));
    for (const address of name === 'index.html' ? [name, ''] : [name, `${name}?code=1`]) {
      const { headers } = await answerOf(url + address);
      expect(headers.get('Content-Security-Policy'), address).toBe(`${policy}; frame-ancestors ${frames}`);
      expect(headers.get('Cross-Origin-Opener-Policy'), address).toBe(opener);
      expect(headers.get('Permissions-Policy'), address).toBe(permissions);
      expect(headers.get('Referrer-Policy'), address).toBe('no-referrer');
    }
  }
}

/**
 * @param {RunningHost} host
 * @param {Exceptions} except
 */
export async function whatIsLargeIsCompressed({ url }, { plain = false, sameForAll = plain, anew }) {
  for (const name of await served()) {
    if (!/\.(wasm|js|css)$/.test(name)) continue;
    for (const encodings of ['gzip', 'br, gzip']) {
      const { headers, body } = await answerOf(url + name, { 'Accept-Encoding': encodings });
      expect(body.equals(await readDist(name)), name).toBe(true);
      const encoding = headers.get('Content-Encoding') ?? 'none';
      expect(plain ? ['none'] : encodings.split(', '), name).toContain(encoding);
      if (!sameForAll) expect(headers.get('Vary'), name).toMatch(/accept-encoding/i);
    }
  }
  const { headers } = await answerOf(url, { 'Accept-Encoding': 'br, gzip' });
  const strong = present(headers.get('ETag')).replace('W/', '');
  // A server that stands before the host may have made a strong one weak, as Apache does itself with files of this second.
  for (const tag of [strong, `W/${strong}`]) {
    const again = await answerOf(url, { 'Accept-Encoding': 'br, gzip', 'If-None-Match': tag });
    expect(again.status, tag).toBe(anew === 'always' || (anew === 'weak' && tag !== strong) ? 200 : 304);
  }
}

/**
 * @param {RunningHost} host
 * @param {Exceptions} except
 */
export async function whatIsNotThereIsMissing({ url, site }, { served: others = [] }) {
  const wasm = present((await distNames()).find((name) => name.endsWith('.wasm')));
  for (const name of ['nothing.txt', 'nothing', 'nothing/index.html', wasm.replace(HASHED, '-0123456789abcdef.wasm')]) {
    const { status, headers } = await answerOf(url + name);
    expect(status, name).toBe(404);
    expect(headers.get('Cache-Control') ?? '', name).not.toMatch(/immutable|max-age=[1-9]/);
  }
  for (const name of FILES_OF_HOSTS) {
    const { status } = await answerOf(url + name);
    expect(status < 400, name).toBe(others.includes(name));
  }
  if (site.path !== '/') {
    const { status, headers } = await answerOf(`${url.slice(0, -1)}?lang=zh`, {}, 'manual');
    expect([301, 302, 307, 308]).toContain(status);
    expect(new URL(present(headers.get('Location')), url).href).toBe(`${url}?lang=zh`);
  }
}

/**
 * @param {string} address
 * @param {Record<string, string>} headers
 * @param {RequestRedirect} redirect  Some hosts take the ending off a name.
 */
async function answerOf(address, headers = { 'Accept-Encoding': 'identity' }, redirect = 'follow') {
  const answer = await fetch(address, { headers, redirect });
  return { status: answer.status, headers: answer.headers, body: Buffer.from(await answer.arrayBuffer()) };
}
