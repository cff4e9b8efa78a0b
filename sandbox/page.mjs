import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

import { send } from './http.mjs';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { Headers } from './http.mjs'
 */

/** @type {Record<string, string>} */
const MIME_TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const COMPRESSED = new Set(['.css', '.html', '.js', '.json', '.mjs', '.svg', '.txt', '.wasm', '.webmanifest']);
const REVALIDATED = new Set(['index.html', 'config.json', 'redirect.html']);

/**
 * Serves a folder as a plain static host does: files as they are, a 304 to who has the very same, no fallback
 * to `index.html`, no headers of its own. Only `config.json` can be replaced.
 * @param {object} options
 * @param {string} options.dist
 * @param {string=} options.basePath  Begins and ends with a slash.
 * @param {Headers | ((path: string) => Headers)=} options.headers  Sent with each answer in
 *   addition; a function is given the path of the request.
 * @param {boolean=} options.compress  Whether texts and code are sent as brotli makes them at its best, to who takes that.
 * @param {ReturnType<typeof import('./live-reload.mjs').createLiveReload>=} options.liveReload
 */
export function createPage({ dist, basePath = '/', headers: more = {}, compress = false, liveReload }) {
  const root = path.resolve(dist);
  /** @type {unknown} */
  let config;
  /** @type {Map<string, Promise<Buffer>>} */
  const compressed = new Map();

  return {
    basePath,

    /**
     * Replaces `config.json`: an object is sent as JSON, a text as it is, `null`
     * makes it missing, and `undefined` restores the file of the folder.
     * @param {unknown} replacement
     */
    setConfig(replacement) {
      config = replacement;
    },

    /**
     * @param {IncomingMessage} req
     * @param {ServerResponse} res
     */
    async handle(req, res) {
      const [pathname = '', query] = (req.url ?? '').split('?', 2);
      const headers = typeof more === 'function' ? more(pathname) : more;
      if (req.method !== 'GET' && req.method !== 'HEAD') {
        return send(res, 405, { Allow: 'GET, HEAD', ...headers });
      }
      if (`${pathname}/` === basePath) {
        return send(res, 301, { Location: basePath + (query ? `?${query}` : ''), ...headers });
      }
      if (liveReload?.answer(pathname, res)) return undefined;
      const name = fileName(pathname, basePath);
      const body = name && (await contentOf(name));
      if (!name || body === undefined || body === null) {
        return send(res, 404, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, 'Not found');
      }
      const packs = compress && COMPRESSED.has(path.extname(name)) && /\bbr\b/.test(`${req.headers['accept-encoding']}`);
      const sent = packs ? await packed(name, body) : body;
      const etag = `"${createHash('sha256').update(sent).digest('base64url').slice(0, 16)}"`;
      const isKept = req.headers['if-none-match'] === etag;
      res.writeHead(isKept ? 304 : 200, {
        'Content-Type': MIME_TYPES[path.extname(name)] ?? 'application/octet-stream',
        ...(isKept ? {} : { 'Content-Length': Buffer.byteLength(sent) }),
        ETag: etag,
        ...(packs ? { 'Content-Encoding': 'br', Vary: 'Accept-Encoding' } : {}),
        ...(REVALIDATED.has(name) ? { 'Cache-Control': 'no-cache' } : {}),
        ...headers,
      });
      return res.end(req.method === 'HEAD' || isKept ? undefined : sent);
    },
  };

  /**
   * Once for each file as it is: it takes a second for the large ones.
   * @param {string} name
   * @param {string | Buffer} body
   */
  function packed(name, body) {
    const key = `${name} ${createHash('sha256').update(body).digest('hex')}`;
    const result = compressed.get(key) ?? promisify(brotliCompress)(body);
    compressed.set(key, result);
    return result;
  }

  /** @param {string} name */
  async function contentOf(name) {
    if (name !== 'config.json' || config === undefined) {
      const content = await readInside(root, name);
      return content && liveReload && name === 'index.html' ? liveReload.addTo(content) : content;
    }
    return typeof config === 'object' && config !== null ? JSON.stringify(config) : /** @type {string | null} */ (config);
  }
}

/**
 * @param {string} pathname
 * @param {string} basePath
 */
function fileName(pathname, basePath) {
  if (!pathname.startsWith(basePath)) return undefined;
  let name;
  try {
    name = decodeURIComponent(pathname.slice(basePath.length));
  } catch {
    return undefined;
  }
  return name === '' || name.endsWith('/') ? `${name}index.html` : name;
}

/**
 * Reads a file below `root`, and nothing outside of it.
 * @param {string} root
 * @param {string} name
 */
async function readInside(root, name) {
  const file = path.resolve(root, name);
  if (name.includes('\0') || !file.startsWith(root + path.sep)) return undefined;
  try {
    return (await stat(file)).isFile() ? await readFile(file) : undefined;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
