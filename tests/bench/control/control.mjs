// What the page is compared with: the least that signs in, lists the profiles and revokes a token, without a framework. It asks
// for the same as the page, which the benchmark makes sure of, and leaves out everything that the page is for: nothing is
// confirmed, kept, read back or explained.

const GRAPH = 'https://graph.microsoft.com';
const SCOPES = [`${GRAPH}/DeviceManagementConfiguration.ReadWrite.All`];
/** The collections of Graph, and what is listed of each. */
const COLLECTIONS = {
  androidForWorkEnrollmentProfiles: 'id,displayName,description,tokenExpirationDateTime,enrolledDeviceCount,createdDateTime,lastModifiedDateTime',
  androidDeviceOwnerEnrollmentProfiles:
    'id,displayName,description,enrollmentMode,enrollmentTokenType,tokenCreationDateTime,tokenExpirationDateTime,enrolledDeviceCount,createdDateTime,lastModifiedDateTime',
};

/**
 * @template {HTMLElement} E
 * @param {string} selector
 * @param {new () => E} kind
 */
function element(selector, kind) {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`There is no ${selector}.`);
}

const signIn = element('#sign-in', HTMLButtonElement);
const form = element('form', HTMLFormElement);
const profileId = element('#profile-id', HTMLInputElement);
const collection = element('#collection', HTMLSelectElement);
const status = element('[role=status]', HTMLElement);
const rows = element('tbody', HTMLElement);

const { clientId, tenantId } = await (await fetch('config.json')).json();
const client = await msal.createStandardPublicClientApplication({
  auth: {
    clientId,
    authority: `https://login.microsoftonline.com/${tenantId}`,
    redirectUri: new URL('redirect.html', document.baseURI).href,
    clientCapabilities: ['CP1'],
  },
  cache: { cacheLocation: 'sessionStorage' },
});
const account = (await client.handleRedirectPromise())?.account ?? client.getAllAccounts()[0];
if (account) await work(account);
else {
  signIn.addEventListener('click', () => client.loginRedirect({ scopes: SCOPES, prompt: 'select_account' }));
  signIn.disabled = false;
}

/** @param {import('@azure/msal-browser').AccountInfo} person */
async function work(person) {
  signIn.hidden = true;
  form.hidden = false;
  for (const name of Object.keys(COLLECTIONS)) collection.add(new Option(name));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { status: answer } = await call(person, `${collection.value}/${profileId.value}/revokeToken`, 'POST');
    status.textContent = answer === 204 ? 'Revoked' : `${answer}`;
  });
  await Promise.all(Object.entries(COLLECTIONS).map(([name, select]) => list(person, `${name}?$select=${select}`)));
}

/**
 * @param {import('@azure/msal-browser').AccountInfo} person
 * @param {string | undefined} path
 */
async function list(person, path) {
  for (let next = path; next; ) {
    const page = await (await call(person, next)).json();
    for (const { id, displayName, tokenExpirationDateTime } of page.value) {
      const name = document.createElement('bdi');
      name.textContent = displayName;
      const row = document.createElement('tr');
      for (const content of [name, id, tokenExpirationDateTime]) row.appendChild(document.createElement('td')).append(content);
      rows.append(row);
    }
    next = page['@odata.nextLink']?.split('/deviceManagement/')[1];
  }
}

/**
 * @param {import('@azure/msal-browser').AccountInfo} person
 * @param {string} path
 */
async function call(person, path, method = 'GET') {
  const { accessToken } = await client.acquireTokenSilent({
    scopes: SCOPES,
    account: person,
    cacheLookupPolicy: msal.CacheLookupPolicy.AccessTokenAndRefreshToken,
  });
  return fetch(`${GRAPH}/beta/deviceManagement/${path}`, {
    method,
    credentials: 'omit',
    cache: 'no-store',
    headers: { Authorization: `Bearer ${accessToken}`, Accept: 'application/json', 'client-request-id': crypto.randomUUID() },
  });
}
