import { html, page } from '../html.mjs';

/** @import { Person } from './people.mjs' */

/** Entra's own: its pages refuse to be framed and to be reached from their opener. */
export const PAGE_HEADERS = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
};

/** @param {{people: Person[], appName: string, loginHint?: unknown, stepUp?: boolean}} options */
export function signInPage({ people, appName, loginHint, stepUp = false }) {
  const hinted = people.find((person) => person.upn === loginHint) ?? people[0];
  return page({
    title: 'Sign in to Contoso',
    body: html`
<h1>Pick an account</h1>
<p>to continue to <strong>${appName}</strong></p>
${stepUp && html`<p><strong>More information required.</strong> Graph asks you to prove again who you are.</p>`}
<p class="dim">This sign-in page belongs to the sandbox on this computer. The people are made up, and there is no password.</p>
<form method="post">
<ul class="people">
${people.map(
  (person) => html`<li><button name="signIn" value="${person.id}"${person === hinted ? html` autofocus` : ''}>
<strong>${person.name}</strong> <span>${person.upn}</span> <span class="dim">${person.about}</span></button></li>`,
)}
</ul>
<div class="actions"><button name="cancel" value="yes">Cancel</button></div>
</form>`,
  });
}

/** @param {{person: Person, appName: string, permissions: string[], forAll?: boolean}} options */
export function consentPage({ person, appName, permissions, forAll = false }) {
  return page({
    title: 'Permissions requested',
    body: html`
<p class="dim">${person.upn}</p>
<h1>Permissions requested${forAll && ' for your organization'}</h1>
<p><strong>${appName}</strong> would like to:</p>
<ul>${permissions.map((permission) => html`<li>${permission}</li>`)}</ul>
<p class="dim">Accepting is remembered until the sandbox stops.</p>
<form method="post"><input type="hidden" name="asked" value="yes"><div class="actions">
<button name="cancel" value="yes">Cancel</button>
<button class="primary" name="accept" value="${person.id}">Accept</button>
</div></form>`,
  });
}

/** @param {{person: Person, appName: string}} options */
export function approvalPage({ person, appName }) {
  return page({
    title: 'Need admin approval',
    body: html`
<p class="dim">${person.upn}</p>
<h1>Need admin approval</h1>
<p><strong>${appName}</strong> needs permission to access resources in your organization that only an admin can grant.
Please ask an admin to grant permission to this app before you can use it.</p>
<form method="post">
<p><button name="choose" value="yes">Have an admin account? Sign in with that account</button></p>
<p><button name="return" value="yes">Return to the application without granting consent</button></p>
</form>`,
  });
}

/** @param {{text: string}} options */
export function signInErrorPage({ text }) {
  return page({
    title: 'Sorry, but we’re having trouble signing you in',
    body: html`<h1>Sorry, but we’re having trouble signing you in.</h1><p>${text}</p>`,
  });
}

export function signedOutPage() {
  return page({
    title: 'You signed out of your account',
    body: html`<h1>You signed out of your account</h1><p>It’s a good idea to close all browser windows.</p>`,
  });
}

/**
 * Signs out at once, as Entra does for an app that says who leaves.
 * @param {{action: string, xsrf: string | undefined}} options
 */
export function signOutPage({ action, xsrf }) {
  return page({
    title: 'Signing out',
    body: html`
<h1>Signing out…</h1>
<form id="sign-out" method="post" action="${action}">
<input type="hidden" name="xsrf" value="${xsrf}"><input type="hidden" name="logout" value="yes">
<noscript><button>Continue</button></noscript></form>
<script>document.getElementById('sign-out').submit();</script>`,
  });
}

/**
 * What a scope lets an app do, in the words of a consent page.
 * @param {string} scope
 */
export function permissionText(scope) {
  const name = scope.slice(scope.lastIndexOf('/') + 1);
  return PERMISSION_TEXTS[name] ?? name;
}

/** @type {Record<string, string>} */
const PERMISSION_TEXTS = {
  'DeviceManagementConfiguration.ReadWrite.All': 'Read and write Microsoft Intune device configuration and policies',
  'DeviceManagementConfiguration.Read.All': 'Read Microsoft Intune device configuration and policies',
  'DeviceManagementApps.Read.All': 'Read Microsoft Intune apps',
  'DeviceManagementManagedDevices.Read.All': 'Read Microsoft Intune devices',
  'DeviceManagementRBAC.Read.All': 'Read Microsoft Intune RBAC settings',
  'User.Read': 'Sign you in and read your profile',
  openid: 'Sign you in',
  profile: 'View your basic profile',
};
