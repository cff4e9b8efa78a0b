const SECRETS = /tokenValue|qrCode|wifi/i;
const ACTION = /\/revokeToken$/;

/** What breaks the rules for requests to Graph: a profile is read right before each revocation, and never its secrets. */
export function wireFindings(requests) {
  const calls = requests.filter(({ method }) => method !== 'OPTIONS');
  return calls.flatMap((call, index) => {
    if (call.method === 'GET') return readsNoSecret(call) ? [] : [`reads a secret: ${call.url}`];
    if (call.method !== 'POST' || !ACTION.test(call.path)) return [`unknown: ${call.method} ${call.url}`];
    const profile = call.path.replace(ACTION, '').replace('/AOSP-', '/');
    const before = calls[index - 1];
    return before?.method === 'GET' && before.path === profile ? [] : [`not read before: POST ${call.url}`];
  });
}

function readsNoSecret({ url }) {
  const select = new URL(url, 'https://host').searchParams.get('$select');
  return Boolean(select) && !SECRETS.test(select);
}
