import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

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
const REVALIDATED = new Set(['index.html', 'config.json', 'redirect.html']);

/**
 * Serves a folder as a plain static host does: files as they are, no fallback
 * to `index.html`, no headers of its own. Only `config.json` can be replaced.
 * @param {object} options
 * @param {string} options.dist
 * @param {string=} options.basePath  Begins and ends with a slash.
 * @param {Headers | ((path: string) => Headers)=} options.headers  Sent with each answer in
 *   addition; a function is given the path of the request.
 */
export function createPage({ dist, basePath = '/', headers: more = {} }) {
  const root = path.resolve(dist);
  /** @type {unknown} */
  let config;

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
      const name = fileName(pathname, basePath);
      const body = name && (await contentOf(name));
      if (!name || body === undefined || body === null) {
        return send(res, 404, { 'Content-Type': 'text/plain; charset=utf-8', ...headers }, 'Not found');
      }
      res.writeHead(200, {
        'Content-Type': MIME_TYPES[path.extname(name)] ?? 'application/octet-stream',
        'Content-Length': Buffer.byteLength(body),
        ...(REVALIDATED.has(name) ? { 'Cache-Control': 'no-cache' } : {}),
        ...headers,
      });
      return res.end(req.method === 'HEAD' ? undefined : body);
    },
  };

  /** @param {string} name */
  function contentOf(name) {
    if (name !== 'config.json' || config === undefined) return readInside(root, name);
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
