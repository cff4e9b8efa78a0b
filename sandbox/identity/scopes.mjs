/**
 * Entra names a Graph permission `<Graph origin>/<permission>`; OpenID Connect's
 * own scopes are single words.
 * @param {string} scope
 */
export function resourceOf(scope) {
  return scope.startsWith('https://') ? new URL(scope).origin : undefined;
}

/**
 * `https://graph.microsoft.com/User.Read` → `User.Read`
 * @param {string} scope
 */
export function permissionOf(scope) {
  return scope.slice(scope.lastIndexOf('/') + 1);
}

/** @param {string} text */
export function splitScopes(text = '') {
  return text.split(' ').filter(Boolean);
}

/**
 * Takes `offline_access` out: Entra gives a refresh token to every single-page
 * app, while oidc-provider would drop the scope at sign-in and then refuse it
 * when MSAL refreshes.
 * @param {URLSearchParams} parameters
 */
export function withoutOfflineAccess(parameters) {
  const scope = parameters.get('scope');
  if (scope !== null) {
    parameters.set(
      'scope',
      splitScopes(scope)
        .filter((name) => name !== 'offline_access')
        .join(' '),
    );
  }
  return parameters;
}
