import { once } from 'node:events';

/**
 * @import { IncomingMessage, Server, ServerResponse } from 'node:http'
 * @import { AddressInfo } from 'node:net'
 * @typedef {Record<string, string | string[] | number>} Headers
 */

const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);
const ATTEMPTS = 20;

/**
 * Reads the whole body of a request as text.
 * @param {IncomingMessage} req
 */
export async function readText(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * Listens on one port of both loopback addresses, because `localhost` means
 * either. Port 0 picks a port that is free on both.
 * @param {() => Server} createServer
 * @returns {Promise<{port: number, close: () => Promise<void>}>}
 */
export async function listenOnLoopback(createServer, port = 0) {
  for (let attempt = 1; ; attempt += 1) {
    const first = await listen(createServer(), port, '127.0.0.1');
    const { port: chosen } = /** @type {AddressInfo} */ (first.address());
    try {
      const second = await listen(createServer(), chosen, '::1');
      return { port: chosen, close: () => closeAll([first, second]) };
    } catch (error) {
      const { code = '' } = /** @type {NodeJS.ErrnoException} */ (error);
      if (NO_SUCH_ADDRESS.has(code)) {
        return { port: chosen, close: () => closeAll([first]) };
      }
      await closeAll([first]);
      const anotherPortMayDo = port === 0 && code === 'EADDRINUSE' && attempt < ATTEMPTS;
      if (!anotherPortMayDo) throw error;
    }
  }
}

/**
 * @param {Server} server
 * @param {number} port
 * @param {string} host
 */
async function listen(server, port, host) {
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

/** @param {Server[]} servers */
async function closeAll(servers) {
  await Promise.all(
    servers.map(async (server) => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    }),
  );
}

/**
 * Sends a complete answer.
 * @param {ServerResponse} res
 * @param {number} status
 * @param {Headers} headers
 * @param {string | Buffer} body
 */
export function send(res, status, headers = {}, body = '') {
  res.writeHead(status, { 'Content-Length': Buffer.byteLength(body), ...headers });
  res.end(res.req.method === 'HEAD' ? undefined : body);
}

/**
 * Ends a request without a usable answer. Merely closing a kept-alive connection
 * would not do: Chromium then sends the request again by itself, a POST included.
 * Contradictory lengths make every browser give up at once.
 * @param {ServerResponse} res
 */
export function breakOff(res) {
  res.socket?.end('HTTP/1.1 500\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n');
}

/**
 * @param {ServerResponse} res
 * @param {number} status
 * @param {string} html
 * @param {Headers} headers
 */
export function sendHtml(res, status, html, headers = {}) {
  send(res, status, { 'Content-Type': 'text/html; charset=utf-8', ...headers }, html);
}

/**
 * @param {ServerResponse} res
 * @param {number} status
 * @param {unknown} value
 * @param {Headers} headers
 */
export function sendJson(res, status, value, headers = {}) {
  send(res, status, { 'Content-Type': 'application/json; charset=utf-8', ...headers }, JSON.stringify(value));
}
