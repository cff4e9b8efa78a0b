import { kept } from './page-storage.mjs';

/** @import { BrowserContext, Page, Request, Response } from '@playwright/test' */

const REPORT = 'reportPolicyViolation';
// Chromium checks the hash of a preloaded file when the file is used; and tests keep it from being used for a while.
const HARMLESS = /^The `integrity` attribute is currently ignored for preload|was preloaded using link preload but not used within/;
// What the tests cause on purpose, and what people do not see.
const NETWORK = /^(Failed to load resource:|Access to fetch at .* has been blocked by CORS policy)/;
const SECRETS = ['access_token', 'refresh_token'];

/**
 * Looks over the shoulder of a browser context: violations of the page's policies, errors that
 * nobody caught, requests to strangers, and tokens and secrets of profiles in places where they do not belong.
 */
export class LeakGuard {
  #context;
  #hosts;
  #told;
  /** @type {string[]} */
  #findings = [];
  /** @type {RegExp[]} */
  #expected = [];
  /** @type {string[]} */
  #console = [];
  /** @type {string[]} */
  #addresses = [];
  /** @type {string[]} */
  #bodies = [];
  /** @type {Promise<void>[]} */
  #answers = [];
  /** @type {Set<string>} */
  #tokens = new Set();

  /**
   * @param {BrowserContext} context
   * @param {string[]} hosts  The only ones that may be contacted, with the port if it is not the usual one.
   * @param {() => Iterable<string>} told  The secrets of profiles that Graph told the page: tokens, what QR codes hold, their
   *   pictures and passwords of networks.
   */
  constructor(context, hosts, told = () => []) {
    this.#context = context;
    this.#told = told;
    this.#hosts = new Set(hosts);
  }

  async start() {
    const context = this.#context;
    await context.exposeFunction(REPORT, (/** @type {string} */ text) => this.#findings.push(`policy violation: ${text}`));
    await context.addInitScript((report) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        Reflect.get(window, report)(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`);
      });
    }, REPORT);
    context.on('console', (message) => {
      const text = message.text();
      this.#console.push(text);
      const bad = ['error', 'warning', 'assert'].includes(message.type());
      if (bad && !HARMLESS.test(text) && !NETWORK.test(text)) this.#findings.push(`console: ${text}`);
    });
    context.on('weberror', (error) => this.#findings.push(`uncaught: ${error.error()?.stack ?? error.error()}`));
    context.on('request', (request) => this.#onRequest(request));
    context.on('response', (response) => {
      if (/\/oauth2\/v2\.0\/token\b/.test(response.url())) this.#answers.push(this.#takeTokens(response));
    });
    context.on('page', (page) => {
      page.on('framenavigated', (frame) => this.#addresses.push(frame.url()));
    });
  }

  /**
   * Lets one more host be contacted.
   * @param {string} host
   */
  allow(host) {
    this.#hosts.add(host);
  }

  /**
   * Says that a finding must come, and is no fault.
   * @param {RegExp} pattern
   */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /**
   * Looks for these tokens too, which no answer will tell.
   * @param {string[]} tokens
   */
  watch(tokens) {
    for (const token of tokens) this.#tokens.add(token);
  }

  /** Everything that was found until now, and every expected finding that did not come. */
  async findings() {
    await Promise.all(this.#answers);
    const told = [...this.#told()];
    const places = [
      ['an address', this.#addresses.join('\n')],
      ['the console', this.#console.join('\n')],
      ['a cookie', JSON.stringify(await this.#context.cookies())],
    ];
    for (const page of this.#context.pages()) {
      if (!this.#isWatched(page)) continue;
      const read = () => page.evaluate(readPage);
      // Once more if the page was just going on to another one.
      const { dom, storage } = await read().catch(read);
      places.push(['the DOM', dom], ['storage', storage]);
      // Not in every test: some break the database on purpose.
      if (told.length > 0) places.push(['the database', JSON.stringify((await page.evaluate(kept)).own)]);
    }
    const leaks = places.filter(([, text]) => [...this.#tokens].some((token) => text.includes(token))).map(([place]) => `token in ${place}`);
    // The sign-in host is sent tokens; secrets of profiles are sent to nobody.
    const secretLeaks = [...places, ['a request', this.#bodies.join('\n')]]
      .filter(([, text]) => told.some((secret) => text.includes(secret)))
      .map(([place]) => `secret of a profile in ${place}`);
    const found = [...this.#findings, ...leaks, ...secretLeaks];
    return [
      ...found.filter((text) => !this.#expected.some((pattern) => pattern.test(text))),
      ...this.#expected.filter((pattern) => !found.some((text) => pattern.test(text))).map((pattern) => `never came: ${pattern}`),
    ];
  }

  /** How many tokens the sign-in host gave out. */
  async tokenCount() {
    await Promise.all(this.#answers);
    return this.#tokens.size;
  }

  /** @param {Request} request */
  #onRequest(request) {
    const url = new URL(request.url());
    this.#addresses.push(url.href);
    this.#bodies.push(request.postData() ?? '');
    const overNetwork = !['data:', 'blob:', 'about:'].includes(url.protocol);
    if (overNetwork && !this.#hosts.has(url.host)) this.#findings.push(`request to ${url.host}: ${url.href}`);
    const [, token] = /^Bearer (\S+)$/.exec(request.headers().authorization ?? '') ?? [];
    if (token) this.#tokens.add(token);
  }

  /** @param {Response} response */
  async #takeTokens(response) {
    // The body is gone if the page went on to another one; the header `Authorization` tells the same token later.
    const answer = await response.json().catch(() => ({}));
    for (const name of SECRETS) {
      if (answer[name]) this.#tokens.add(answer[name]);
    }
  }

  /** @param {Page} page */
  #isWatched(page) {
    return URL.canParse(page.url()) && this.#hosts.has(new URL(page.url()).host);
  }
}

/** Runs in the page: its text, and its storage without what MSAL keeps there. */
function readPage() {
  /** @param {Storage} storage */
  const entries = (storage) => Object.entries({ ...storage });
  const values = [
    ...Array.from(document.querySelectorAll('input'), ({ value }) => value),
    ...Array.from(document.querySelectorAll('textarea'), ({ value }) => value),
  ];
  const own = entries(sessionStorage).filter(([key]) => !key.startsWith('msal.'));
  return {
    dom: [document.documentElement.outerHTML, document.title, ...values].join('\n'),
    storage: JSON.stringify([...own, ...entries(localStorage), window.name, history.state]),
  };
}
