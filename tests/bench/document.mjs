import { inKilobytes } from '../helpers/transfer-size.mjs';
import { median, megabytes, milliseconds, percent, ratio, seconds } from './figures.mjs';

/**
 * @typedef {object} PlainRun
 * @property {number} ms
 * @property {number} busy
 *
 * @typedef {Pick<import('./runs.mjs').MeasuredRun, 'count' | 'ms' | 'busy' | 'longTasks' | 'preflights' | 'memory' | 'memoryBefore'> & {asked: unknown[]}} Run
 *
 * @typedef {{run: Run, plain: PlainRun}} Round
 * @typedef {{page: number, bare: number}} Compared
 *
 * @typedef {object} Measured
 * @property {Partial<Awaited<ReturnType<typeof import('./machine.mjs').machine>>>} measuredOn
 * @property {{rounds: number, files: {name: string, bytes: number}[], paint: Compared, button: Compared}} firstLoad
 * @property {Awaited<ReturnType<typeof import('./first-load.mjs').measureMoments>>} later
 * @property {Round[]} rounds
 * @property {{width: number, ms: number}[]} widths
 * @property {Run & {throttled: number, mostWrites: number}} paced
 * @property {number} latencyMs
 * @property {number} width
 * @property {number} writes
 */

const WINDOW_MS = 20_000;
const REQUESTS_A_TOKEN = 3;

/** How many writes of a window a run leaves to what is revoked by hand, and to other tabs: `ROOM` of src/runs/pace.rs. */
const ROOM = 5;

/**
 * What was measured, as a page for people.
 * @param {Measured} measured
 */
export function documentOf(measured) {
  return `${[
    introduction(measured),
    pacedSection(measured),
    latencySection(measured),
    widthSection(measured),
    responsiveness(measured),
    firstLoadSection(measured),
    laterSection(measured),
  ].join('\n\n')}\n`;
}

/** @param {Measured} measured */
function introduction({ measuredOn }) {
  const { date, processor, cores, memory, system, browser, node, load } = measuredOn;
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
    ['load when it began', `${load} processes wanted ${cores} cores`],
  ],
)}`;
}

/** @param {Measured} measured */
function pacedSection({ paced, writes }) {
  const taken = writes - ROOM;
  const windows = Math.ceil(paced.count / taken) - 1;
  const bound = windows * WINDOW_MS;
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
  const tasks = rounds.flatMap(({ run }) => run.longTasks);
  const total = paced.memory.heap + paced.memory.wasm;
  return `## The page while a run is under way

${table(
  ['', `${paced.count.toLocaleString('en')} tokens, throttled`, `${rounds.length} times ${count} tokens, with latency`],
  [
    ['longest task of the main thread (wanted: under 50 ms)', longest(paced.longTasks), longest(tasks)],
    ['tasks of 50 ms or more', paced.longTasks.length, tasks.length],
    ['main thread busy, as a share of the time', percent(paced.busy / paced.ms), percent(busy(({ run }) => run.busy / run.ms))],
    ['the same, as a ratio to plain `fetch` of the same requests', '', ratio(busy(({ run, plain }) => run.busy / plain.busy))],
  ],
)}

The browser lists tasks of 50 ms and more only, by the clock on the wall: where other processes want the cores, their time is in it.

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
function firstLoadSection({ firstLoad: { rounds, files, paint, button } }) {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  /** @param {Compared} both */
  const compared = ({ page, bare }) => [ratio(page / bare), milliseconds(page), milliseconds(bare)];
  return `## First load

${table(
  ['file', 'brotli 11'],
  [
    ...[...files].sort((one, other) => other.bytes - one.bytes).map(({ name, bytes }) => [`\`${unhashed(name)}\``, inKilobytes(bytes)]),
    [`**all, in ${files.length} requests** (limits: 160 kB, 8 requests)`, `**${inKilobytes(total)}**`],
  ],
)}

Beside a bare page, which is one button in 120 bytes of HTML; from the same kind of server on this machine, uncompressed, in turns, each time with an empty cache; medians of ${rounds} loads:

${table(
  ['', 'ratio to the bare page', 'this page', 'bare page'],
  [
    ['first paint', ...compared(paint)],
    ['the button **Sign in** is there', ...compared(button)],
  ],
)}`;
}

/** @param {Measured} measured */
function laterSection({ later: { moments, form } }) {
  /** @type {{files: unknown[], total: number}} */
  let before = { files: [], total: 0 };
  const rows = moments.map(({ moment, files, total }) => {
    const more = files.slice(before.files.length);
    const row = [moment, files.length, `**${inKilobytes(total)}**`, more.length, inKilobytes(total - before.total)];
    before = { files, total };
    return row;
  });
  return `## After the sign-in

Everything that somebody with an empty cache has asked the page's own host for by then, with the redirect page and what the browser asks for again when it comes back from the sign-in host (limits, signed in: 351 kB, 14 requests):

${table(['moment', 'requests', 'brotli 11', 'of them new', 'new'], rows)}

The form is there ${milliseconds(form)} after the page came back from the sign-in host.`;
}

/**
 * @param {number} count
 * @param {number} latencyMs
 * @param {number} width
 */
function boundOf(count, latencyMs, width) {
  return (count * REQUESTS_A_TOKEN * latencyMs) / width;
}

/** @param {number[]} tasks */
function longest(tasks) {
  return tasks.length === 0 ? 'under 50 ms' : milliseconds(Math.max(...tasks));
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
