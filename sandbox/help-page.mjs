import { ANDROID_FOR_WORK, DEVICE_OWNER, LINK_TYPES } from './graph/profiles.mjs';
import { html, page } from './html.mjs';
import { redacted } from './journal.mjs';

const SHOWN_REQUESTS = 50;
const TYPE_LABELS = { [ANDROID_FOR_WORK]: 'Android for Work', [DEVICE_OWNER]: 'Device owner' };

/** The page that tells a newcomer what can be tried in the sandbox. */
export function helpPage({ people, sampleGroups, data, entries, basePath = '/' }) {
  const profiles = [...data.profiles.values()].filter(({ sample }) => !sample);
  return page({
    title: 'Sandbox – Token Console',
    kind: 'wide',
    body: html`
<h1>The sandbox</h1>
<p>A made-up tenant, Contoso, on this computer: a sign-in service and a stand-in for Microsoft Graph.
Nothing here reaches Microsoft, and everything is as new after a restart.</p>
<p><a href="${basePath}">Open Token Console</a></p>

<h2>People</h2>
<p>Pick one on the sign-in page. There are no passwords.</p>
${table('People', ['Name', 'User name', 'What happens'], people.map((person) => [
    person.name, html`<code>${person.upn}</code>`, person.about,
  ]))}

<h2>Profile IDs with a story</h2>
<p>Each ID stands for one way in which Graph can behave. Follow a link, or copy the ID into the form.</p>
<ul>${sampleGroups.map(({ title }) => html`<li><a href="#${anchor(title)}">${title}</a></li>`)}</ul>
${sampleGroups.map((group) => samplesSection(basePath, group))}

<h2>Ordinary profiles</h2>
<p>Revoking one of these works. An AOSP profile may be called <code>AOSP-</code> followed by its ID.</p>
${table('Ordinary profiles', ['Profile ID', 'Name', 'Type', 'Mode', 'Token expires', 'Try'], profiles.map(({ collection, profile }) => [
    html`<code>${profile.id}</code>`,
    profile.displayName,
    TYPE_LABELS[collection],
    profile.enrollmentMode ?? '–',
    expiry(profile),
    link(basePath, { collection, id: profile.id, name: profile.displayName }),
  ]))}

<h2>Latest requests</h2>
<p>Without tokens, codes and cookies. Reload the page to see more; <a href="/sandbox/requests.json">all as JSON</a>.</p>
${requestsTable(entries)}`,
  });
}

function samplesSection(basePath, { title, about, samples }) {
  return html`<h3 id="${anchor(title)}">${title}</h3>
<p>${about}</p>
${table(title, ['Profile ID', 'Name', 'What Graph does', 'Type', 'Try'], samples.map((sample) => [
    html`<code>${sample.id}</code>`, sample.name, sample.what, TYPE_LABELS[sample.collection], link(basePath, sample),
  ]))}`;
}

function anchor(title) {
  return title.toLowerCase().replaceAll(' ', '-');
}

function expiry({ tokenExpirationDateTime: text }) {
  return text === null || text.startsWith('9999') ? 'never' : text.slice(0, 10);
}

function requestsTable(entries) {
  const latest = entries
    .filter(({ service, url }) => service !== 'page' || !/\.(css|js|wasm|svg|png|ico)$/.test(url))
    .slice(-SHOWN_REQUESTS)
    .reverse()
    .map(redacted);
  if (latest.length === 0) return html`<p class="dim">None yet.</p>`;
  return table('Latest requests', ['Time', 'Person', 'To', 'Request', 'Answer'], latest.map((entry) => [
    entry.time.slice(11, 19),
    entry.person ?? '',
    entry.service,
    html`<span class="long">${entry.method} ${shortened(entry.url)}</span>`,
    entry.status ?? 'none',
  ]));
}

function table(label, headings, rows) {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table><thead><tr>
${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead><tbody>
${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>
`)}</tbody></table></div>`;
}

function link(basePath, { id, collection, name }) {
  const query = new URLSearchParams({ profileId: id, type: LINK_TYPES[collection] });
  return html`<a href="${basePath}?${query}" aria-label="Try ${name}">Try</a>`;
}

function shortened(url) {
  return url.length > 160 ? `${url.slice(0, 160)}…` : url;
}
