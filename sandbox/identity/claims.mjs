/**
 * @import { KoaContextWithOIDC } from 'oidc-provider'
 * @import { Directory } from './directory.mjs'
 */

/**
 * What the parameter `claims` of a request asks for. MSAL merges into it what the
 * app is capable of (`xms_cc`); the rest comes from a challenge of Graph.
 * Source: https://learn.microsoft.com/entra/identity-platform/claims-challenge
 * @param {string | null | undefined} text
 * @returns {{capabilities: string[], asked?: object}}
 */
export function parseClaims(text) {
  const { xms_cc: capabilities, ...asked } = accessTokenPart(text);
  return {
    capabilities: capabilities?.values ?? [],
    asked: Object.keys(asked).length > 0 ? asked : undefined,
  };
}

/** @param {string | null | undefined} text */
function accessTokenPart(text) {
  try {
    return JSON.parse(text ?? '').access_token ?? {};
  } catch {
    return {};
  }
}

/**
 * Whether only the person at the sign-in page can bring what was asked for.
 * @param {object | undefined} asked
 * @param {Directory} directory
 */
export function needsPerson(asked, directory) {
  if (!asked) return false;
  const rule = directory.claimsOnRefresh ?? ('acrs' in asked ? 'interaction' : 'accept');
  return rule === 'interaction';
}

/**
 * What a token tells Graph about the request that it answers.
 * @param {KoaContextWithOIDC} ctx
 * @param {Directory} directory
 */
export function claimsOfToken(ctx, directory) {
  const {
    body,
    entities: { AuthorizationCode: code },
  } = ctx.oidc;
  const claims = typeof body?.claims === 'string' ? body.claims : undefined;
  const { capabilities, asked } = parseClaims(code ? directory.claimsOfCode.get(code.codeChallenge ?? null) : claims);
  return {
    ...(capabilities.length > 0 ? { xms_cc: capabilities } : {}),
    ...(asked ? { claims_asked: asked } : {}),
  };
}
