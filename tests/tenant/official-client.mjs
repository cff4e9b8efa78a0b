import { Client, MiddlewareFactory } from '@microsoft/microsoft-graph-client';

/** @import { Context } from '@microsoft/microsoft-graph-client' */

const GRAPH = 'https://graph.microsoft.com';

/**
 * Microsoft's own client for Graph, as it is but for its last part, which sends: it knows Graph under its own name only, and
 * the local tenant is elsewhere. What it was sent, and when, is in `sent`.
 * @param {{graphUrl: string, accessToken: () => Promise<string>}} options
 */
export function createOfficialClient({ graphUrl, accessToken }) {
  /** @type {{method: string, url: string, headers: Headers, at: number}[]} */
  const sent = [];
  const middleware = MiddlewareFactory.getDefaultMiddlewareChain({ getAccessToken: accessToken });
  middleware[middleware.length - 1] = {
    /** @param {Context} context */
    async execute(context) {
      const { request, options } = context;
      const url = String(request);
      if (!url.startsWith(GRAPH)) throw new Error(`The client asked for ${url}.`);
      sent.push({ method: options?.method ?? 'GET', url, headers: new Headers(options?.headers), at: performance.now() });
      const answer = await fetch(url.replace(GRAPH, graphUrl), /** @type {RequestInit} */ (options));
      const text = await answer.text();
      const { status, headers } = answer;
      context.response = new Response(text === '' ? null : text.replaceAll(graphUrl, GRAPH), { status, headers });
    },
  };
  return { client: Client.initWithMiddleware({ middleware, defaultVersion: 'beta' }), sent };
}
