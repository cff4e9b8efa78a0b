import http from 'node:http';
import https from 'node:https';

import { createCertificate } from './certificate.mjs';
import { audiencesOf, CLOUDS, graphAudience } from './clouds.mjs';
import { createGraphData } from './graph/data.mjs';
import { createGraph } from './graph/host.mjs';
import { SAMPLE_GROUPS, SAMPLES } from './graph/samples.mjs';
import { helpPage } from './help-page.mjs';
import { listenOnLoopback, readText, send, sendHtml, sendJson } from './http.mjs';
import { issueAccessToken } from './identity/access-token.mjs';
import { createDirectory } from './identity/directory.mjs';
import { createIdentity } from './identity/host.mjs';
import { printedQrCode, strangersQrCode } from './leaked-qr-codes.mjs';
import { createLiveReload } from './live-reload.mjs';
import { createPage } from './page.mjs';
import { createRequestLog, redacted } from './request-log.mjs';

/**
 * @import { IncomingMessage, ServerResponse } from 'node:http'
 * @import { Cloud } from './clouds.mjs'
 * @import { Collection } from './graph/profiles.mjs'
 * @import { PermissionRules } from './graph/effective-permissions.mjs'
 * @import { QrTelling } from './graph/qr-told.mjs'
 * @import { Limits } from './graph/throttle.mjs'
 * @import { ValidityRule } from './graph/token-validity.mjs'
 * @import { Headers } from './http.mjs'
 * @import { Entry } from './request-log.mjs'
 * @import { ConsentRule } from './identity/directory.mjs'
 *
 * @typedef {ReturnType<typeof createIdentity>} Identity
 * @typedef {ReturnType<typeof createGraph>} Graph
 * @typedef {ReturnType<typeof createPage>} Files
 * @typedef {Awaited<ReturnType<typeof startTenant>>} Tenant
 * @typedef {Omit<Parameters<typeof issueAccessToken>[1], 'issuer' | 'audience'>} Caller
 * @typedef {(req: IncomingMessage, res: ServerResponse) => unknown} Answering
 *
 * @typedef {object} PageOptions
 * @property {string} dist                    The built page.
 * @property {Cloud=} cloud
 * @property {string=} basePath
 * @property {object=} config                Entries to change in its `config.json`.
 * @property {Headers | ((path: string) => Headers)=} headers  More headers for its files.
 * @property {boolean=} compress              Whether its files are compressed on their way.
 * @property {number=} port                   0 picks a free one.
 * @property {boolean=} liveReload            Whether the page in a browser can be told to load itself anew.
 *
 * @typedef {object} ServedPage
 * @property {string} url
 * @property {{clientId: string, tenantId: string, cloud: string}} defaultConfig
 * @property {Files['setConfig']} setConfig
 * @property {string=} graphUrl  In mode `sandbox`: where Graph is, for callers without a browser.
 * @property {((who?: Caller) => Promise<string>)=} accessToken  In mode `sandbox`: an access token for such a caller.
 * @property {Entry[]} requests  That reached it.
 * @property {() => void} reload  With `liveReload`: has every page that is open load itself anew.
 */

const SIGN_IN = '/sandbox/sign-in';
const GRAPH = '/sandbox/graph';
const MANY = 10_000;
const MANY_ACTIVE = 1000;

/**
 * Starts a tenant and a web server for the page.
 *
 * In mode `sandbox` everything lives on the page's own origin, below `/sandbox/`.
 * In mode `production` the tenant answers to Microsoft's own host names, of all
 * clouds, behind TLS; a Chromium started with `chromiumArgs` finds it there and
 * finds nothing else.
 *
 * @typedef {object} TenantOptions
 * @property {'sandbox' | 'production'=} mode
 * @property {'ask' | 'given'=} consent       `given` spares people the consent page.
 * @property {number=} requestLogLimit        How many requests are remembered.
 * @property {boolean | Partial<Limits>=} throttle  Graph's limits at the start and after a reset, see
 *   `createThrottle`; none unless said.
 *
 * @param {TenantOptions & PageOptions} options  Those of the first page too.
 */
export async function startTenant({ mode = 'sandbox', consent, requestLogLimit, throttle, ...firstPage }) {
  const directory = await createDirectory({ consent });
  const data = createGraphData({ throttle });
  const requestLog = createRequestLog({ limit: requestLogLimit });
  /** @type {{close: () => Promise<void>}[]} */
  const open = [];
  /** @type {ServedPage[]} */
  const pages = [];

  const production = mode === 'production' ? await startProductionHosts() : undefined;
  const page = await addPage(firstPage);

  return {
    page,
    pageUrl: page.url,
    addPage,
    people: directory.people,
    samples: SAMPLES,
    chromiumArgs: production?.chromiumArgs ?? [],

    identity: {
      faults: directory.faults,
      get requests() {
        return requestLog.of('identity');
      },
      /**
       * Lets sign-in lead to a page whose files somebody else serves.
       * @param {string} uri
       */
      allowRedirectUri: (uri) => directory.app.redirectUris.add(uri),
      /** @param {number} seconds */
      set accessTokenSeconds(seconds) {
        directory.accessTokenSeconds = seconds;
      },
      /** @param {number} seconds */
      set refreshTokenSeconds(seconds) {
        directory.refreshTokenSeconds = seconds;
      },
      /**
       * See `claimsOnRefresh` of the directory.
       * @param {'accept' | 'interaction' | undefined} rule
       */
      set claimsOnRefresh(rule) {
        directory.claimsOnRefresh = rule;
      },
      /**
       * How a permission gets its consent from now on: `ask`, `given` or `admin`, see `consentRules` of
       * the directory. What was consented to before stays so.
       * @param {string} permission
       * @param {ConsentRule} rule
       */
      setConsent: (permission, rule) => directory.consentRules.set(permission, rule),
      /** Graph answers 401 to the access tokens of before; refreshing helps. */
      endAccessTokens: directory.endAccessTokens,
      /** Silent sign-in is refused; refresh tokens and access tokens are as good as before. */
      endSessions: directory.endSessions,
      /**
       * Refresh tokens of before are refused; access tokens are as good as before, and live shortly where
       * `accessTokenSeconds` says so.
       */
      endRefreshTokens: directory.endRefreshTokens,
      /** All three: nothing but signing in again helps. */
      endSignIn: directory.endSignIn,
      /** Whether nothing was changed that sign-in depends on. */
      get isOrdinary() {
        return directory.isOrdinary;
      },
      /** Whether, moreover, nobody has signed in or consented since the start or a reset. */
      get isAsNew() {
        return directory.isAsNew;
      },
      /** Another one after each change to who is signed in. */
      get revision() {
        return directory.store.revision;
      },
      /** Remembers who is signed in; the answer is a way to put that back after a reset. */
      keep: directory.keep,
    },

    graph: {
      data,
      faults: data.faults,
      profile: data.profile,
      /**
       * Limits as Intune has them (`true`), others (see `createThrottle`) or none (`false`), counted from now on.
       * @param {boolean | Partial<Limits>} limits
       */
      set throttle(limits) {
        data.throttle.set(limits);
      },
      /** @returns {Limits | undefined} */
      get throttle() {
        return data.throttle.limits;
      },
      /** How many requests the throttle refused. */
      get throttled() {
        return data.throttle.refused;
      },
      /**
       * Lets so much time pass for the limits, and for when actions arrived: for a page whose clock is put forward.
       * @param {number} ms
       */
      passTime(ms) {
        data.throttle.passTime(ms);
        data.actions.passTime(ms);
      },
      /** @param {number} count */
      otherAppWrites: (count) => data.throttle.otherAppWrites(count),
      /**
       * How long each answer takes; 0 after a reset.
       * @param {number} milliseconds
       */
      set latencyMs(milliseconds) {
        data.latencyMs = milliseconds;
      },
      /**
       * How long a browser may go by the answer to a preflight; 5 s after a reset.
       * @param {number | undefined} seconds
       */
      set preflightSeconds(seconds) {
        data.preflightSeconds = seconds;
      },
      /** Lets calls go wrong at random, see `createRandomFaults`; `null` ends it. */
      randomFaults: data.randomFaults.set,
      /** What became of each revocation that arrived, in order; see `createActionLog`. */
      get revocations() {
        return data.actions.of('revokeToken');
      },
      /** The same of each new token that was asked for. */
      get newTokens() {
        return data.actions.of('createToken');
      },
      /** The largest number of both that arrived in any window of so many milliseconds. */
      mostWritesIn: (windowMs = 20_000) => data.actions.mostIn(windowMs),
      /**
       * How long after it happened an event is in the audit log; `Infinity` keeps new ones out until it is set again.
       * @param {number} milliseconds
       */
      set auditDelayMs(milliseconds) {
        data.audit.delayMs = milliseconds;
      },
      /** The devices that Intune manages, see `createDevices`. */
      devices: data.devices,
      replaceToken: data.replaceToken,
      /** Lets the list of a profile not tell its token, or nothing tell it, see `withhold` of the data. */
      withhold: data.withhold,
      /**
       * What Intune does with the validity that is wanted of a profile's new token, see `ruleOfMode`.
       * @param {string} id
       * @param {ValidityRule} rule
       */
      setValidityRule: (id, rule) => data.validityRules.set(id, rule),
      /**
       * How Graph tells the QR code of a profile, see `tellingOfMode`.
       * @param {string} id
       * @param {QrTelling} telling
       */
      tellQr: (id, telling) => data.qrTellings.set(id, telling),
      /**
       * Changes what Graph tells of what somebody may do, until a reset.
       * @param {Partial<PermissionRules>} rules
       */
      set permissionRules(rules) {
        data.permissionRules = { ...data.permissionRules, ...rules };
      },
      /** The secrets of profiles that were told anybody since the start or a reset. */
      get toldSecrets() {
        return data.toldSecrets;
      },
      fill: data.fill,
      empty: data.empty,
      /**
       * Most profiles on one page of a list; 100 after a reset.
       * @param {number} size
       */
      set pageSize(size) {
        data.pageSize = size;
      },
      /**
       * The sample profiles too are in the lists; not so after a reset.
       * @param {boolean} listed
       */
      set listSamples(listed) {
        data.listSamples = listed;
      },
      get requests() {
        return requestLog.of('graph');
      },
      /** The requests that asked for a secret of a profile. */
      get secretReads() {
        return requestLog.of('graph').filter(({ secrets }) => secrets.length > 0);
      },
    },

    /** All requests to all services, in order. */
    requests: requestLog.entries,

    /** Everything as at the start: sessions, consents, profiles, faults, requests, the pages' configurations. */
    reset() {
      directory.reset();
      data.reset();
      requestLog.clear();
      for (const each of pages) each.setConfig(each.defaultConfig);
    },

    async close() {
      await Promise.all(open.map((server) => server.close()));
    },
  };

  /**
   * Starts one more web server for a page, with its own address and `config.json`.
   * @param {PageOptions} options
   * @returns {Promise<ServedPage>}
   */
  async function addPage({ dist, cloud = 'global', basePath = '/', config = {}, headers, compress, port = 0, liveReload = false }) {
    const reload = liveReload ? createLiveReload() : undefined;
    const files = createPage({ dist, basePath, headers, compress, liveReload: reload });
    /** @type {Answering} */
    let site;
    const server = await listenOnLoopback(() => http.createServer((req, res) => site(req, res)), port);
    open.push(server);
    const origins = ['localhost', '127.0.0.1'].map((host) => `http://${host}:${server.port}`);
    for (const origin of origins) directory.app.redirectUris.add(`${origin}${basePath}redirect.html`);
    const services = mode === 'sandbox' ? sandboxServices({ origins, cloud }) : undefined;
    site = services ? sandboxSite({ files, services }) : (req, res) => servePage(files, req, res);

    const defaultConfig = {
      clientId: directory.app.clientId,
      tenantId: directory.tenantId,
      cloud,
      ...(mode === 'sandbox' ? { sandbox: { signIn: SIGN_IN, graph: GRAPH } } : {}),
      ...config,
    };
    files.setConfig(defaultConfig);
    const added = {
      url: origins[0] + basePath,
      defaultConfig,
      setConfig: files.setConfig,
      /** With `liveReload`: has every page that is open load itself anew. */
      reload: () => reload?.reload(),
      graphUrl: services && origins[0] + GRAPH,
      accessToken: services?.accessToken,
      get requests() {
        const hosts = origins.map((origin) => new URL(origin).host);
        return requestLog.of('page').filter(({ host }) => hosts.includes(host));
      },
    };
    pages.push(added);
    return added;
  }

  /**
   * The QR code of a profile as somebody printed it, or a stranger's.
   * @param {string} pathname
   * @param {ServerResponse} res
   */
  function serveQrCode(pathname, res) {
    const [, id] = /^\/sandbox\/qr\/([\w-]+)\.png$/.exec(pathname) ?? [];
    const poster = id === 'stranger' ? strangersQrCode() : printedQrCode(data.find(id ?? ''));
    if (!poster) return send(res, 404, { 'Content-Type': 'text/plain; charset=utf-8' }, 'No such QR code');
    return send(res, 200, { 'Content-Type': 'image/png', 'Cache-Control': 'no-store' }, poster);
  }

  /**
   * What the buttons of the help page do to the profiles.
   * @param {string} pathname
   * @param {IncomingMessage} req
   * @param {ServerResponse} res
   */
  function changeData(pathname, req, res) {
    /** @type {Record<string, (() => void) | undefined>} */
    const changes = {
      '/sandbox/do/fill': () => data.fill(MANY),
      '/sandbox/do/fill-active': () => data.fill(MANY_ACTIVE, { active: true }),
      '/sandbox/do/list-samples': () => {
        data.listSamples = true;
      },
      '/sandbox/do/reset': () => data.reset(),
    };
    const change = changes[pathname];
    // Another site's page may send a form here, but not with this header.
    const own = ['same-origin', undefined].includes(req.headers['sec-fetch-site']?.toString());
    if (!change || req.method !== 'POST' || !own) return send(res, 404);
    req.resume();
    change();
    return send(res, 303, { Location: '/sandbox/' });
  }

  /**
   * @param {Files} files
   * @param {IncomingMessage} req
   * @param {ServerResponse} res
   */
  function servePage(files, req, res) {
    requestLog.record('page', req, res);
    return guarded(res, () => files.handle(req, res));
  }

  /**
   * Sign-in and Graph on a page's own origins.
   * @param {{origins: string[], cloud: Cloud}} page
   */
  function sandboxServices({ origins, cloud }) {
    const audience = graphAudience(cloud);
    const identities = new Map(origins.map((origin) => [new URL(origin).host, createIdentity({ origin, mount: SIGN_IN, audiences: [audience], directory })]));
    const issuers = [...identities.values()].map(({ issuer }) => issuer);
    return {
      identities,
      graph: createGraph({ mount: GRAPH, audience, issuers: () => issuers, directory, data }),
      /** @param {Caller=} who */
      accessToken: (who) => issueAccessToken(directory, { issuer: issuers[0] ?? '', audience, ...who }),
    };
  }

  /**
   * The page with sign-in, Graph and help below `/sandbox/`.
   * @param {{files: Files, services: ReturnType<typeof sandboxServices>}} options
   * @returns {Answering}
   */
  function sandboxSite({ files, services: { identities, graph } }) {
    return (req, res) => {
      const [pathname = ''] = (req.url ?? '').split('?', 1);
      if (pathname.startsWith(`${SIGN_IN}/`)) return serveIdentity(identities.get(req.headers.host ?? ''), req, res);
      if (pathname.startsWith(`${GRAPH}/`)) return serveGraph(graph, req, res);
      if (pathname === '/sandbox') return send(res, 301, { Location: '/sandbox/' });
      if (pathname === '/sandbox/') {
        return sendHtml(
          res,
          200,
          helpPage({
            people: directory.people,
            sampleGroups: SAMPLE_GROUPS,
            data,
            entries: requestLog.entries,
            basePath: files.basePath,
          }),
        );
      }
      if (pathname.startsWith('/sandbox/qr/')) return serveQrCode(pathname, res);
      if (pathname.startsWith('/sandbox/do/')) return changeData(pathname, req, res);
      if (pathname === '/sandbox/requests.json') return sendJson(res, 200, requestLog.entries.map(redacted));
      return servePage(files, req, res);
    };
  }

  /** All clouds' sign-in and Graph hosts behind one TLS port; the host name asked for decides who answers. */
  async function startProductionHosts() {
    /** @type {Map<string, Identity>} */
    const identities = new Map();
    /** @type {Map<string, Graph>} */
    const graphs = new Map();
    for (const cloud of /** @type {Cloud[]} */ (Object.keys(CLOUDS))) {
      const { signInHost, graphHost } = CLOUDS[cloud];
      const identity = identities.get(signInHost) ?? createIdentity({ origin: `https://${signInHost}`, audiences: audiencesOf(signInHost), directory });
      identities.set(signInHost, identity);
      const { issuer } = identity;
      graphs.set(graphHost, createGraph({ audience: graphAudience(cloud), issuers: () => [issuer], directory, data }));
    }
    const hosts = [...identities.keys(), ...graphs.keys()];
    const { key, cert, spki } = await createCertificate(hosts);
    const server = await listenOnLoopback(() =>
      https.createServer({ key, cert }, (req, res) => {
        const { host = '' } = req.headers;
        const graph = graphs.get(host);
        return graph ? serveGraph(graph, req, res) : serveIdentity(identities.get(host), req, res);
      }),
    );
    open.push(server);
    const rules = [...hosts.map((host) => `MAP ${host}:443 127.0.0.1:${server.port}`), 'MAP * ~NOTFOUND', 'EXCLUDE localhost', 'EXCLUDE 127.0.0.1'];
    return {
      chromiumArgs: [`--host-resolver-rules=${rules.join(',')}`, `--ignore-certificate-errors-spki-list=${spki}`],
    };
  }

  /**
   * @param {Identity | undefined} identity
   * @param {IncomingMessage} req
   * @param {ServerResponse} res
   */
  function serveIdentity(identity, req, res) {
    return guarded(res, async () => {
      const body = await readText(req);
      const entry = requestLog.record('identity', req, res, body);
      if (identity) await identity.handle(req, res, body, entry);
      else send(res, 421, {}, 'This host is not one of the tenant’s.');
    });
  }

  /**
   * @param {Graph} graph
   * @param {IncomingMessage} req
   * @param {ServerResponse} res
   */
  function serveGraph(graph, req, res) {
    return guarded(res, async () => {
      const body = await readText(req);
      await graph.handle(req, res, requestLog.record('graph', req, res, body));
    });
  }
}

/**
 * A mistake of the sandbox itself is a 500 and a trace, never the end of the process.
 * @param {ServerResponse} res
 * @param {() => unknown} work
 */
async function guarded(res, work) {
  try {
    await work();
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ECONNRESET') return;
    console.error(error);
    if (res.headersSent) res.destroy();
    else send(res, 500, {}, 'The sandbox has a defect; its console says more.');
  }
}
