import { createHash, randomBytes } from 'node:crypto';

import { PERMISSIONS } from '../../sandbox/identity/directory.mjs';

/**
 * @import { Tenant } from '../../sandbox/tenant.mjs'
 * @typedef {{permissions: string[], prompt?: string, person?: string, consent?: string}} SignIn
 * @typedef {Record<string, string>} Form
 */

const GRAPH = 'https://graph.microsoft.com';

/** A person with an app at the sign-in host, without a browser: the requests that MSAL would send. */
export class SignInCaller {
  /** @type {Map<string, string>} */
  #cookies = new Map();
  #redirectUri;
  #origin;
  #clientId;
  #base;

  /** @param {Pick<Tenant, 'page'>} tenant */
  constructor({
    page: {
      url,
      defaultConfig: { clientId, tenantId },
    },
  }) {
    this.#origin = new URL(url).origin;
    this.#redirectUri = `${url}redirect.html`;
    this.#clientId = clientId;
    this.#base = `${this.#origin}/sandbox/sign-in/${tenantId}`;
  }

  /**
   * Asks for permissions at the sign-in page.
   * @param {object} options
   * @param {string[]} options.permissions
   * @param {string=} options.prompt        Such as `none`.
   * @param {string=} options.person        ID of who signs in, if that is asked.
   * @param {string=} options.consent       The button on the consent page: `accept`, `cancel` or `return`.
   * @returns {Promise<{pages: string[], answer: Form, redeem: () => Promise<Json>}>}
   *   the titles of the pages met, what came back, and a way to redeem the code
   */
  async authorize({ permissions, prompt, person, consent = 'accept' }) {
    const verifier = randomBytes(32).toString('base64url');
    const url = new URL(`${this.#base}/oauth2/v2.0/authorize`);
    url.search = String(
      new URLSearchParams({
        client_id: this.#clientId,
        response_type: 'code',
        response_mode: 'query',
        redirect_uri: this.#redirectUri,
        scope: scopeOf(permissions),
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...(prompt ? { prompt } : {}),
      }),
    );
    /** @type {string[]} */
    const pages = [];
    const answer = await this.#follow(url, pages, (title) => (title.startsWith('Sign in') ? { signIn: person ?? '' } : { [consent]: 'yes' }));
    return {
      pages,
      answer,
      redeem: () => this.#token({ grant_type: 'authorization_code', code: answer.code ?? '', redirect_uri: this.#redirectUri, code_verifier: verifier }),
    };
  }

  /**
   * Signs a person in, and gives the answer of the token endpoint.
   * @param {SignIn} options
   */
  async signIn(options) {
    const { redeem } = await this.authorize(options);
    return redeem();
  }

  /**
   * Asks for another access token with a refresh token.
   * @param {string} token
   * @param {string[]} permissions
   */
  refresh(token, permissions) {
    return this.#token({ grant_type: 'refresh_token', refresh_token: token, scope: scopeOf(permissions) });
  }

  /**
   * An administrator accepts permissions for everybody.
   * @param {string} scope
   * @param {string} person
   */
  async consentForAll(scope, person) {
    const url = new URL(`${this.#base}/v2.0/adminconsent`);
    url.search = String(new URLSearchParams({ client_id: this.#clientId, redirect_uri: this.#redirectUri, scope }));
    return this.#follow(url, [], () => ({ accept: person }));
  }

  /**
   * @param {URL} start
   * @param {string[]} pages
   * @param {(title: string) => Form} choose
   * @returns {Promise<Form>}
   */
  async #follow(start, pages, choose) {
    let url = start;
    /** @type {Form | undefined} */
    let form;
    for (;;) {
      const response = await fetch(url, {
        method: form ? 'POST' : 'GET',
        body: form && new URLSearchParams(form),
        redirect: 'manual',
        headers: { Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      this.#keep(response.headers.getSetCookie());
      form = undefined;
      const location = response.headers.get('location');
      if (location !== null) {
        url = new URL(location, url);
        if (url.href.startsWith(this.#redirectUri)) return Object.fromEntries(url.searchParams);
      } else {
        const [, title = ''] = /<title>(.*?)<\/title>/.exec(await response.text()) ?? [];
        if (response.status !== 200 || pages.length > 5) throw new Error(`${response.status} ${title}`);
        pages.push(title);
        form = choose(title);
      }
    }
  }

  /** @param {string[]} cookies */
  #keep(cookies) {
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  /** @param {Form} parameters */
  async #token(parameters) {
    const response = await fetch(`${this.#base}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { Origin: this.#origin },
      body: new URLSearchParams({ client_id: this.#clientId, ...parameters }),
    });
    return response.json();
  }
}

/**
 * The names of the permissions in an access token.
 * @param {{access_token: string}} answer
 */
export function permissionsIn({ access_token: token }) {
  const { scp } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  return String(scp)
    .split(' ')
    .filter((name) => PERMISSIONS.includes(name));
}

/**
 * A permission as Entra names it in a request.
 * @param {string} permission
 */
export const scopeNamed = (permission) => `${GRAPH}/${permission}`;

/** @param {string[]} permissions */
function scopeOf(permissions) {
  return [...permissions.map(scopeNamed), 'openid', 'profile', 'offline_access'].join(' ');
}
