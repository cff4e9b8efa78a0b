import { inKilobytes } from '../helpers/transfer-size.mjs';
import { median, megabytes, milliseconds, percent, ratio, seconds } from './figures.mjs';
import { cellsOf, isTold, REFERENCE, rowsOf, tooBusy } from './rows.mjs';

/**
 * @import { Row, Figures } from './rows.mjs'
 * @import { Kind } from './sites.mjs'
 * @typedef {{name: string, bytes: number}[]} Files
 * @typedef {{value: number, spread: number}} Middle
 *
 * @typedef {Record<Kind, Record<string, Middle>> & {against?: Record<string, Middle>}} Compared  By what was timed.
 *
 * @typedef {object} PlainRun
 * @property {number} ms
 * @property {number} busy
 *
 * @typedef {Pick<import('./runs.mjs').MeasuredRun, 'count' | 'ms' | 'busy' | 'longest' | 'preflights' | 'memory' | 'memoryBefore'> & {asked: unknown[]}} Run
 *
 * @typedef {{run: Run, plain: PlainRun}} Round
 *
 * @typedef {object} Measured
 * @property {Partial<Awaited<ReturnType<typeof import('./machine.mjs').machine>>>} measuredOn
 * @property {number} load  The share of the processors that others took.
 * @property {number} times  How often each way was measured.
 * @property {Record<'page' | 'control', Record<'signedOut' | 'leftAlone' | 'signedIn' | 'wholeWay', Files>>} loads
 * @property {{moment: string, files: Files}[]} later
 * @property {Record<'signedOut' | 'signedIn' | 'back', Compared>} slow
 * @property {Files} dist
 * @property {Round[]} rounds
 * @property {{width: number, ms: number}[]} widths
 * @property {Run & {throttled: number, mostWrites: number, bound: number}} paced
 * @property {number} latencyMs
 * @property {number} width
 * @property {number} writes
 * @property {string} sizes  A table.
 */

const WINDOW_MS = 20_000;
const REQUESTS_A_TOKEN = 3;

/** How many writes of a window a run leaves to what is revoked by hand, and to other tabs: `ROOM` of src/runs/pace.rs. */
const ROOM = 5;

/**
 * What was measured, as a page for people.
 * @param {Measured} measured
 * @param {Figures} last  The figures that were committed last.
 */
export function documentOf(measured, last) {
  return `${[
    introduction(measured),
    everything(measured, last),
    pacedSection(measured),
    latencySection(measured),
    widthSection(measured),
    responsiveness(measured),
    firstLoadSection(measured),
    sizesSection(measured),
  ].join('\n\n')}\n`;
}

/** @param {Measured} measured */
function introduction({ measuredOn, load }) {
  const { date, processor, cores, memory, system, browser, node } = measuredOn;
  return `# Performance

Measured and written by \`cargo xtask bench\`: the release page in a real browser, against the local tenant on the same machine. What depends on the machine is a **ratio** to something measured, or set, in the same run; absolute times are information. No speed makes the command fail; a throttled answer, more writes than Intune takes, or a token that is not revoked does.

${table(
  ['measured on', ''],
  [
    ['date', date],
    ['processor', `${processor}, ${cores} ${cores === 1 ? 'core' : 'cores'}, which browser, tenant and test runner share`],
    ['memory', memory],
    ['system', system],
    ['browser', browser],
    ['Node.js', node],
    ['others on this machine', `took up to ${percent(load)} of the processors`],
  ],
)}`;
}

/**
 * @param {Measured} measured
 * @param {Figures} last
 */
function everything(measured, last) {
  const rows = rowsOf(measured);
  const { load, times, slow } = measured;
  const busy = tooBusy(rows, load);
  const reference = slow.signedOut.against;
  return `## Every figure with a goal

Beside the page stands a **control**, \`tests/bench/control/\`: the least that signs in with the same MSAL, lists the same profiles and revokes a token, in plain HTML and JavaScript. Both come from the same kind of server, as brotli makes them at its best, in turns, each time in a new browser. *Slow* is 1.6 Mbit/s, 150 ms a request and a processor slowed down four times; medians of ${times} rounds. *Usable* is what is seen and takes what a person does; a *Sign in* that is pressed as soon as it is drawn has to lead to the sign-in host. *Last* is the ratio to the figure committed before (\`performance.json\`).
${busy ? `\n**The machine was too busy to tell the times: ${busy}.** What it did not tell is left out.\n` : ''}
${table(['', 'page', 'control', 'page / control', 'wanted', 'now / last'], cellsOf(rows, last, load))}

${referenceText(slow.signedOut.page, reference, load)}`;
}

/**
 * @param {Record<string, Middle>} page
 * @param {Record<string, Middle> | undefined} reference
 * @param {number} load
 */
function referenceText(page, reference, load) {
  if (!reference)
    return `The reference of the signed-out page is ${REFERENCE}; it is measured with \`cargo xtask bench --against FOLDER\`, and was not this time.`;
  const parts = Object.entries({ paint: 'first paint', button: '*Sign in* usable' });
  const told = parts.map(([part, what]) => {
    const [ours, theirs] = [Number(page[part]?.value), Number(reference[part]?.value)];
    if (!isTold({ wall: true, spread: reference[part]?.spread }, load)) return `${what} not told`;
    return `${what} **${ratio(ours / theirs)}** (${milliseconds(ours)} and ${milliseconds(theirs)})`;
  });
  return `As a ratio to ${REFERENCE}, in the same turns: ${told.join(', ')}.`;
}

/** @param {Measured} measured */
function pacedSection({ paced, writes }) {
  const taken = writes - ROOM;
  const windows = windowsOf(paced.count, writes);
  const bound = throttleBound(paced.count, writes);
  return `## ${paced.count.toLocaleString('en')} tokens, throttled as Intune does

Intune takes ${writes} writes of one app in any 20 s. A run leaves ${ROOM} of them to what is revoked by hand meanwhile, and to other tabs. So the first ${taken} go at once and then ${taken} in each 20 s, and the last may go after ${windows} × 20 s = ${bound / 1000} s: the bound. Timed from the click that starts the run until the page says that it is over.

${table(
  ['', 'measured', 'wanted'],
  [
    ['**time, as a ratio to the bound**', `**${ratio(paced.ms / bound)}**`, 'at most 1.05'],
    ['time', seconds(paced.ms), ''],
    ['throttled answers', paced.throttled, '0'],
    ['most writes within 20 s', paced.mostWrites, `at most ${writes}`],
    ['revoked and confirmed', `${paced.count.toLocaleString('en')} of ${paced.count.toLocaleString('en')}`, 'all'],
    ['requests to Graph', `${paced.asked.length.toLocaleString('en')} and ${paced.preflights.toLocaleString('en')} preflights`, ''],
  ],
)}

The engine's own window is 20.1 s, for clocks that run apart, and counts from the answer: ${ratio((20_100 * windows) / bound)} of the ratio is that.`;
}

/**
 * How many windows of Intune's begin after the first before so many tokens are revoked.
 * @param {number} count
 * @param {number} writes
 */
function windowsOf(count, writes) {
  return Math.ceil(count / (writes - ROOM)) - 1;
}

/**
 * @param {number} count
 * @param {number} writes
 */
export function throttleBound(count, writes) {
  return windowsOf(count, writes) * WINDOW_MS;
}

/** @param {Measured} measured */
function latencySection({ rounds, latencyMs, width }) {
  const { count, asked } = firstOf(rounds).run;
  const bound = boundOf(count, latencyMs, width);
  /** @param {(round: Round) => number} of */
  const against = (of) => median(rounds.map(of));
  return `## ${count} tokens, not throttled, ${latencyMs} ms each answer

Each token takes ${REQUESTS_A_TOKEN} requests, one after the other: read, revoke, read back. ${width} are under way at once, so ${count} tokens take at least ${count} × ${REQUESTS_A_TOKEN} × ${latencyMs} ms / ${width} = ${seconds(bound)}: the bound. ${count}, because the engine keeps its own pace of ${count} writes in 20 s even where the service has none. Beside each run, in turns, a page that does nothing else sends the same requests by plain \`fetch\`, ${width} at once; the medians of ${rounds.length} rounds:

${table(
  ['', 'ratio to the bound', 'ratio to plain `fetch`', 'time'],
  [
    [
      '**the page**',
      `**${ratio(against(({ run }) => run.ms / bound))}** (wanted: at most 1.10)`,
      `**${ratio(against(({ run, plain }) => run.ms / plain.ms))}**`,
      seconds(against(({ run }) => run.ms)),
    ],
    ['plain `fetch`', ratio(against(({ plain }) => plain.ms / bound)), '1', seconds(against(({ plain }) => plain.ms))],
  ],
)}

Each round: ${rounds.map(({ run, plain }) => `${seconds(run.ms)} and ${seconds(plain.ms)}`).join('; ')}. The run sent ${asked.length} requests. The page also writes to disk before each revocation, so that a crash loses nothing, and shows each token; plain \`fetch\` does neither. What plain \`fetch\` takes beyond the bound is the machine's. The tenant answers preflights at once; a real network delays them too.`;
}

/** @param {Measured} measured */
function widthSection({ widths, rounds, latencyMs, width: chosen }) {
  const { count } = firstOf(rounds).run;
  /** @param {number} ms */
  const share = (ms) => ratio(ms / WINDOW_MS);
  return `## Why ${chosen} at once

The same requests by plain \`fetch\`, with ${latencyMs} ms each answer. A run of many tokens has 20 s for each ${count}; a width that needs less is held back by Intune's limit, not by the network.

${table(
  ['requests at once', 'bound', 'bound / 20 s', 'measured / bound', 'measured'],
  widths.map(({ width, ms }) => {
    const bound = boundOf(count, latencyMs, width);
    return [width === chosen ? `**${width}**` : width, seconds(bound), share(bound), ratio(ms / bound), seconds(ms)];
  }),
)}

${chosen} is the first of these that needs less than 20 s, and leaves room up to ${milliseconds((chosen * WINDOW_MS) / (count * REQUESTS_A_TOKEN))} an answer. More would make no long run faster, and would leave more in doubt when the network fails. Beyond 6, Chromium queues requests to one HTTP/1.1 host, which the tenant is; Graph speaks HTTP/2.`;
}

/** @param {Measured} measured */
function responsiveness({ rounds, paced }) {
  /** @param {(round: Round) => number} of */
  const busy = (of) => median(rounds.map(of));
  const { count } = firstOf(rounds).run;
  const total = paced.memory.heap + paced.memory.wasm;
  return `## The page while a run is under way

${table(
  ['', `${paced.count.toLocaleString('en')} tokens, throttled`, `${rounds.length} times ${count} tokens, with latency`],
  [
    [
      'longest task of the main thread at the start and the end, processor time (wanted: under 50 ms)',
      paced.longest ? milliseconds(paced.longest.processor) : '',
      '',
    ],
    ['the same by the clock on the wall', paced.longest ? milliseconds(paced.longest.wall) : '', ''],
    ['main thread busy, as a share of the time', percent(paced.busy / paced.ms), percent(busy(({ run }) => run.busy / run.ms))],
    ['the same, as a ratio to plain `fetch` of the same requests', '', ratio(busy(({ run, plain }) => run.busy / plain.busy))],
  ],
)}

By the time of the processor, from the browser's own books: nothing of the benchmark runs in the page. Where other processes want the cores, their time is in what the clock on the wall tells.

${table(
  ['memory, without garbage', 'before', `after ${paced.count.toLocaleString('en')} tokens`],
  [
    ['heap of JavaScript', megabytes(paced.memoryBefore.heap), megabytes(paced.memory.heap)],
    ['memory of WebAssembly', megabytes(paced.memoryBefore.wasm), megabytes(paced.memory.wasm)],
    ['**both**', megabytes(paced.memoryBefore.heap + paced.memoryBefore.wasm), `**${megabytes(total)}**`],
  ],
)}`;
}

/** @param {Measured} measured */
function firstLoadSection({ loads: { page } }) {
  const moments = [
    { what: 'Signed out, until *Sign in* is usable', files: page.signedOut },
    { what: 'Signed in, with an empty cache, until form and list work', files: page.signedIn },
  ];
  const sections = moments.map(({ what, files }) => {
    const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
    return `${what}:

${table(
  ['file', 'brotli 11'],
  [
    ...[...files].sort((one, other) => other.bytes - one.bytes).map(({ name, bytes }) => [`\`${unhashed(name)}\``, inKilobytes(bytes)]),
    [`**all, in ${files.length} requests**`, `**${inKilobytes(total)}**`],
  ],
)}`;
  });
  return `## What is loaded\n\n${sections.join('\n\n')}`;
}

/** @param {Measured} measured */
function sizesSection({ sizes }) {
  return `## What the WebAssembly is made of

The code of functions by the part that holds it and by where it comes from, as \`cargo xtask sizes\` prints it. Before \`wasm-opt\`, which takes the names with it: the shares count.

${sizes.trim()}`;
}

/**
 * @param {number} count
 * @param {number} latencyMs
 * @param {number} width
 */
function boundOf(count, latencyMs, width) {
  return (count * REQUESTS_A_TOKEN * latencyMs) / width;
}

/**
 * A hash in a name changes with each build, and says nothing here.
 * @param {string} name
 */
function unhashed(name) {
  return name.replace(/-[0-9a-f]{16}/, '-…');
}

/**
 * @param {string[]} head
 * @param {unknown[][]} rows
 */
function table(head, rows) {
  /** @param {unknown[]} cells */
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** @param {Round[]} rounds */
function firstOf([first]) {
  if (!first) throw new Error('There was no round.');
  return first;
}
