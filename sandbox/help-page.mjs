import { ANDROID_FOR_WORK, DEVICE_OWNER, LINK_TYPES } from './graph/profiles.mjs';
import { html, page } from './html.mjs';
import { LEAKED_QR_CODES, tokenIn } from './leaked-qr-codes.mjs';
import { redacted } from './request-log.mjs';

/**
 * @import { GraphData } from './graph/data.mjs'
 * @import { Profile } from './graph/profile.mjs'
 * @import { Collection } from './graph/profiles.mjs'
 * @import { Sample } from './graph/samples/sample.mjs'
 * @import { Person } from './identity/people.mjs'
 * @import { Entry } from './request-log.mjs'
 * @typedef {{title: string, about: string, samples: Sample[]}} SampleGroup
 */

const SHOWN_REQUESTS = 50;
const SHOWN_PROFILES = 100;
const TYPE_LABELS = { [ANDROID_FOR_WORK]: 'Android for Work', [DEVICE_OWNER]: 'Device owner' };

/**
 * The page that tells a newcomer what can be tried in the sandbox.
 * @param {{people: Person[], sampleGroups: SampleGroup[], data: GraphData, entries: Entry[], basePath?: string}} options
 */
export function helpPage({ people, sampleGroups, data, entries, basePath = '/' }) {
  const profiles = [...data.profiles.values()].filter(({ sample }) => !sample);
  const leaked = LEAKED_QR_CODES.flatMap((code) => {
    const printed = data.find(code.id)?.printed;
    return printed ? [{ ...code, printed }] : [];
  });
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
${table(
  'People',
  ['Name', 'User name', 'What happens'],
  people.map((person) => [person.name, html`<code>${person.upn}</code>`, person.about]),
)}

<h2>A leaked QR code</h2>
<p>Somebody found one of these on a wall. Save the picture, or photograph the screen, and let the console find out whose token it holds. The text of the token does it too.</p>
<ul class="leaked-qr-codes">${leaked.map(
      ({ id, what, printed }) => html`<li><img srcset="/sandbox/qr/${id}.png 2x" alt="QR code: ${what}">
<p><a href="/sandbox/qr/${id}.png" download="leaked-${id.slice(0, 8)}.png">Save the picture</a><br>${what}</p>
<p class="dim long">Text of the token: <code>${tokenIn(printed)}</code></p></li>`,
    )}
<li><img srcset="/sandbox/qr/stranger.png 2x" alt="QR code of another tenant">
<p><a href="/sandbox/qr/stranger.png" download="leaked-stranger.png">Save the picture</a><br>Of another tenant: no profile here has its token.</p></li></ul>

<h2>The lists of profiles</h2>
<p>Graph lists ${data.listed(ANDROID_FOR_WORK).length} Android for Work profiles and ${data.listed(DEVICE_OWNER).length} device owner profiles,
${data.pageSize} on a page. The IDs with a story are ${data.listSamples ? 'among them' : 'not among them'}.</p>
<div class="actions start">
${button('fill', 'Make it 10,000 more')}
${button('fill-active', '1,000 more with a live token')}
${data.listSamples ? '' : button('list-samples', 'List the IDs with a story too')}
${button('reset', 'Profiles as new')}
</div>

<h2>Devices</h2>
<p>${data.devices.all().length.toLocaleString('en')} devices are managed, most of them enrolled with the profiles below. With <bdi>Meeting room tablets</bdi>, whose QR code is above,
some came in the last three days that nobody knows: it could be told by their names.</p>

<h2>The limits</h2>
<p>${limitsText(data.throttle)}</p>

<h2>Profile IDs with a story</h2>
<p>Each ID stands for one way in which Graph can behave. Follow a link, or copy the ID into the form. What is said of revoking
happens to a request for a new token too.</p>
<ul>${sampleGroups.map(({ title }) => html`<li><a href="#${anchor(title)}">${title}</a></li>`)}</ul>
${sampleGroups.map((group) => samplesSection(basePath, group))}

<h2>Ordinary profiles</h2>
<p>Revoking one of these works, and making a new token mostly does. An AOSP profile may be called <code>AOSP-</code> followed by its ID.</p>
${profiles.length > SHOWN_PROFILES ? html`<p>The first ${SHOWN_PROFILES} of ${profiles.length}:</p>` : ''}
${table(
  'Ordinary profiles',
  ['Profile ID', 'Name', 'Type', 'Mode', 'Token expires', 'Try'],
  profiles
    .slice(0, SHOWN_PROFILES)
    .map(({ collection, profile }) => [
      html`<code>${profile.id}</code>`,
      html`<bdi class="long">${profile.displayName}</bdi>`,
      TYPE_LABELS[collection],
      profile.enrollmentMode ?? '–',
      expiry(profile),
      link(basePath, { collection, id: profile.id, name: profile.displayName }),
    ]),
)}

<h2>Latest requests</h2>
<p>Without tokens, codes and cookies. Reload the page to see more; <a href="/sandbox/requests.json">all as JSON</a>.</p>
${requestsTable(entries)}`,
  });
}

/** @param {GraphData['throttle']} throttle */
function limitsText({ limits, refused }) {
  if (!limits) return 'None: Graph lets every request in.';
  const { writes, tenantWrites, requests, deviceRequests, windowMs } = limits;
  return (
    `In any ${windowMs / 1000} seconds Graph lets in ${writes} revocations and new tokens of one app, ${tenantWrites} of all apps, ` +
    `and ${requests} requests of one app, as Intune does, and ${deviceRequests} for devices; others get 429. So far ${refused} were refused.`
  );
}

/**
 * @param {string} action
 * @param {string} text
 */
function button(action, text) {
  return html`<form method="post" action="/sandbox/do/${action}"><button>${text}</button></form>`;
}

/**
 * @param {string} basePath
 * @param {SampleGroup} group
 */
function samplesSection(basePath, { title, about, samples }) {
  return html`<h3 id="${anchor(title)}">${title}</h3>
<p>${about}</p>
${table(
  title,
  ['Profile ID', 'Name', 'What Graph does', 'Type', 'Try'],
  samples.map((sample) => [html`<code>${sample.id}</code>`, sample.name, sample.what, TYPE_LABELS[sample.collection], link(basePath, sample)]),
)}`;
}

/** @param {string} title */
function anchor(title) {
  return title.toLowerCase().replaceAll(' ', '-');
}

/** @param {Profile} profile */
function expiry({ tokenExpirationDateTime: text }) {
  return text === null || text.startsWith('9999') ? 'never' : text.slice(0, 10);
}

/** @param {Entry[]} entries */
function requestsTable(entries) {
  const latest = entries
    .filter(({ service, url }) => service !== 'page' || !/\.(css|js|wasm|svg|png|ico)$/.test(url))
    .slice(-SHOWN_REQUESTS)
    .reverse()
    .map(redacted);
  if (latest.length === 0) return html`<p class="dim">None yet.</p>`;
  return table(
    'Latest requests',
    ['Time', 'Person', 'To', 'Request', 'Answer'],
    latest.map((entry) => [
      entry.time.slice(11, 19),
      entry.person ?? '',
      entry.service,
      html`<span class="long">${entry.method} ${shortened(entry.url)}</span>${entry.secrets.length > 0 && html`<br><strong>reads ${entry.secrets.join(', ')}</strong>`}`,
      entry.status ?? 'none',
    ]),
  );
}

/**
 * @param {string} label
 * @param {string[]} headings
 * @param {unknown[][]} rows
 */
function table(label, headings, rows) {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table><thead><tr>
${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead><tbody>
${rows.map(
  (row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>
`,
)}</tbody></table></div>`;
}

/**
 * @param {string} basePath
 * @param {{id: string, collection: Collection, name: string}} profile
 */
function link(basePath, { id, collection, name }) {
  const query = new URLSearchParams({ profileId: id, type: LINK_TYPES[collection] });
  return html`<a href="${basePath}?${query}" aria-label="Try ${name}">Try</a>`;
}

/** @param {string} url */
function shortened(url) {
  return url.length > 160 ? `${url.slice(0, 160)}…` : url;
}
