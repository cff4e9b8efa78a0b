/**
 * @typedef {'identity' | 'graph' | 'page'} Service
 * @typedef {object} Entry
 * @property {number} number   Counts from 1 over all services of the tenant.
 * @property {Service} service
 * @property {string} time     ISO 8601.
 * @property {number} arrived  Milliseconds since 1970, with fractions.
 * @property {string} method
 * @property {string} host     With the port, as the browser asked for it.
 * @property {string} path     Without the query.
 * @property {string} url      Path and query, as sent.
 * @property {import('node:http').IncomingHttpHeaders} headers  Complete, tokens included. See {@link redacted}.
 * @property {string} body
 * @property {string=} person  User principal name, where it is known.
 * @property {string[]} secrets  Of profiles, which this asked Graph for.
 * @property {string=} randomFault  The kind of random fault that Graph let it meet.
 * @property {number=} status  Missing as long as nothing was answered.
 */

const SECRET_PARAMETERS = /\b(code|code_verifier|refresh_token|id_token_hint|access_token|id_token|client_info|xsrf)=[^&#\s]*/g;
const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/**
 * The requests that a tenant got, in order of arrival.
 * @param {{limit?: number}} options
 */
export function createRequestLog({ limit = Infinity } = {}) {
  /** @type {Entry[]} */
  const entries = [];
  let count = 0;

  return {
    entries,

    /**
     * Adds a request; its status follows by itself once `res` has one.
     * @param {Service} service
     * @param {import('node:http').IncomingMessage} req
     * @param {import('node:http').ServerResponse} res
     */
    record(service, req, res, body = '') {
      const { method = '', url = '' } = req;
      count += 1;
      /** @type {Entry} */
      const entry = {
        number: count,
        service,
        time: new Date().toISOString(),
        arrived: performance.timeOrigin + performance.now(),
        method,
        host: req.headers.host ?? '',
        path: url.split('?', 1)[0],
        url,
        headers: { ...req.headers },
        body,
        person: undefined,
        secrets: [],
        // Read late, so that it is there as soon as the browser can have seen it.
        get status() {
          return res.headersSent ? res.statusCode : undefined;
        },
      };
      entries.push(entry);
      if (entries.length > limit) entries.shift();
      return entry;
    },

    /** @param {Service} service */
    of: (service) => entries.filter((entry) => entry.service === service),

    clear() {
      entries.length = 0;
    },
  };
}

/**
 * An entry without tokens, codes and cookies, fit to be shown.
 * @param {Entry} entry
 */
export function redacted(entry) {
  const headers = { ...entry.headers };
  if (headers.authorization) headers.authorization = headers.authorization.replace(/\s.*/s, ' …');
  if (headers.cookie) headers.cookie = '…';
  if (headers.referer) headers.referer = withoutSecrets(headers.referer);
  return {
    ...entry,
    url: withoutSecrets(entry.url),
    body: withoutSecrets(entry.body),
    headers,
    status: entry.status ?? null,
  };
}

/** @param {string} text */
function withoutSecrets(text) {
  return text.replace(SECRET_PARAMETERS, '$1=…').replace(JSON_WEB_TOKEN, '…');
}
