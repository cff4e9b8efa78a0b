import { send } from './http.mjs';

const SCRIPT = '/sandbox/live-reload.js';
const STREAM = '/sandbox/live-reload';

/** Runs in the page. A tenant that was started anew has let go of the stream, and its page may be another one. */
const SOURCE = `const stream = new EventSource("${STREAM}");
let opened = false;
stream.onopen = () => {
  if (opened) location.reload();
  opened = true;
};
stream.onmessage = () => location.reload();
`;

/**
 * Lets the page that is open in a browser load itself anew, for `cargo xtask dev`. All of it is allowed by the page's own policy,
 * as a script and a stream of the page's own host.
 */
export function createLiveReload() {
  /** @type {Set<import('node:http').ServerResponse>} */
  const listeners = new Set();

  return {
    /** Has every page that is open load itself anew. */
    reload() {
      for (const res of listeners) res.write('data: reload\n\n');
    },

    /**
     * Adds the script to a document.
     * @param {Buffer} document
     */
    addTo: (document) => Buffer.concat([document, Buffer.from(`<script type="module" src="${SCRIPT}"></script>`)]),

    /**
     * Answers what the script is about; tells whether the request was that.
     * @param {string} pathname
     * @param {import('node:http').ServerResponse} res
     */
    answer(pathname, res) {
      if (pathname === SCRIPT) {
        send(res, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-store' }, SOURCE);
        return true;
      }
      if (pathname !== STREAM) return false;
      res.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
      res.write(': open\n\n');
      listeners.add(res);
      res.once('close', () => listeners.delete(res));
      return true;
    },
  };
}
