import { inKilobytes } from '../helpers/transfer-size.mjs';
import { median, megabytes, milliseconds, ratio, seconds } from './figures.mjs';

/**
 * @import { Measured } from './document.mjs'
 * @typedef {'bytes' | 'count' | 'ratio' | 'ms'} Unit
 *
 * @typedef {object} Row  One figure, and what it is held against.
 * @property {string} key      In docs/performance.json.
 * @property {string} what
 * @property {Unit} unit
 * @property {number} value
 * @property {string=} wanted
 * @property {number=} control  The same of the control.
 * @property {boolean=} wall   It was told by the clock on the wall, which runs on while others have the processor.
 * @property {number=} spread   Of the times of the control: how far apart the middle half of them is, as a share of the middle one.
 *
 * @typedef {Record<string, number>} Figures
 */

/** A control whose times are further apart than that is measured on a machine that does something else too. */
const TELLING_SPREAD = 0.15;
/** As much of the processors as others may take. */
const TELLING_LOAD = 0.25;

/** What the goals of the signed-out page are ratios to. */
export const REFERENCE = 'a bare page of React 19, Fluent 9 and MSAL';

/**
 * Every figure that has a goal.
 * @param {Measured} measured
 * @returns {Row[]}
 */
export function rowsOf({ loads, later, slow, rounds, paced, dist, latencyMs, width }) {
  /** @type {Row[]} */
  const rows = [];
  /**
   * @param {string} key
   * @param {string} what
   * @param {Unit} unit
   * @param {number} value
   * @param {Partial<Row>} more
   */
  const row = (key, what, unit, value, more = {}) => rows.push({ key, what, unit, value, ...more });
  /**
   * @param {keyof Measured['slow']} way
   * @param {string} part
   * @param {string} what
   * @param {string=} wanted
   */
  const time = (way, part, what, wanted) => {
    const page = slow[way].page[part];
    const control = slow[way].control[part];
    if (page && control) row(`${way}.${part}`, what, 'ms', page.value, { wanted, control: control.value, spread: control.spread, wall: true });
  };
  /**
   * @param {keyof Measured['loads']['page']} moment
   * @param {string} what
   * @param {[bytes: string, requests: string]} wanted
   */
  const load = (moment, what, [bytes, requests]) => {
    const [page, control] = [loads.page[moment], loads.control[moment]];
    row(`${moment}.bytes`, `${what}: bytes, brotli 11`, 'bytes', sum(page), { wanted: bytes, control: sum(control) });
    row(`${moment}.requests`, `${what}: requests`, 'count', page.length, { wanted: requests, control: control.length });
  };

  time('signedOut', 'paint', 'signed out, cold, slow: first paint', '≤ 0.36 × the reference');
  time('signedOut', 'button', 'signed out, cold, slow: *Sign in* usable', '≤ 0.75 × the reference');
  time('signedOut', 'host', 'the same, pressed at once: the sign-in host is asked');
  load('signedOut', 'signed out, until *Sign in* is usable', ['≤ 160 kB', '≤ 8']);
  load('leftAlone', 'signed out, left alone', ['', '']);
  time('signedIn', 'form', 'signed in, cold, slow: form usable', '≤ 1.9 s');
  time('signedIn', 'rows', 'signed in, cold, slow: first rows', '≤ 2.6 s');
  load('signedIn', 'signed in, cold, until form and list work', ['≤ 300 kB, aim 260', '≤ 12']);
  load('wholeWay', 'the whole way, cold, from the signed-out page over the sign-in host until they work', ['≤ 300 kB, aim 260', '≤ 12']);
  time('back', 'form', 'back from the sign-in host, slow: from the click to the form, without the time away');
  time('back', 'rows', 'the same, to the first rows');
  row('back.code', 'the same: files of code over the network', 'count', Number(slow.back.page.code?.value), {
    wanted: '0',
    control: slow.back.control.code?.value,
  });
  for (const { moment, files } of later) {
    const key = moment.replaceAll(/[^a-zA-Z]+/g, '-');
    row(`${key}.bytes`, `${moment}: bytes`, 'bytes', sum(files));
    row(`${key}.requests`, `${moment}: requests`, 'count', files.length);
  }
  row('dist.bytes', 'all WebAssembly in `dist/`, brotli 11', 'bytes', sum(dist), { wanted: '≤ 400 kB, aim 320' });
  row('dist.files', 'all WebAssembly in `dist/`: files', 'count', dist.length, { wanted: '≤ 10' });

  const { count } = paced;
  const busy = rounds.map(({ run, plain }) => run.busy / plain.busy);
  const bound = rounds.map(({ run }) => run.ms / ((run.count * 3 * latencyMs) / width));
  row('run.busy', 'a run: main thread, as a ratio to plain `fetch`', 'ratio', median(busy), { wanted: '≤ 2.0' });
  row('run.latency', 'a run: time, as a ratio to the latency bound', 'ratio', median(bound), { wanted: '≤ 1.10', wall: true });
  row('run.throttle', `a run of ${count}: time, as a ratio to the throttle bound`, 'ratio', paced.ms / paced.bound, { wanted: '≤ 1.05', wall: true });
  row('run.preflights', `a run of ${count}: preflights`, 'count', paced.preflights, { wanted: 'few' });
  row('run.requests', `a run of ${count}: requests without them`, 'count', paced.asked.length);
  if (paced.longest) row('run.task', `a run of ${count}: longest task, processor time`, 'ms', paced.longest.processor, { wanted: '< 50 ms' });
  row('run.memory', `a run of ${count}: heap and WebAssembly after it`, 'bytes', paced.memory.heap + paced.memory.wasm, { wanted: '≤ 10 MB' });
  return rows;
}

/**
 * Whether the machine was too busy to tell times, and why.
 * @param {Row[]} rows
 * @param {number} load  The share of the processors that others took.
 */
export function tooBusy(rows, load) {
  if (load > TELLING_LOAD) return `others took ${(load * 100).toFixed(0)} % of the processors`;
  const untold = rows.filter((row) => !isTold(row, load));
  return untold.length > 0 ? `the control’s own times are up to ${Math.max(...untold.map(({ spread = 0 }) => spread * 100)).toFixed(0)} % apart` : '';
}

/**
 * @param {Pick<Row, 'wall' | 'spread'>} row
 * @param {number} load
 */
export function isTold({ wall, spread = 0 }, load) {
  return !wall || (load <= TELLING_LOAD && spread <= TELLING_SPREAD);
}

/**
 * What another machine would measure too: bytes, requests, and times as ratios to those of the control.
 * @param {Row[]} rows
 * @param {number} load
 * @returns {Figures}
 */
export function figuresOf(rows, load) {
  const lasting = rows.flatMap((row) => {
    const value = lastingOf(row, load);
    return value === undefined ? [] : [[row.key, Number(value.toPrecision(4))]];
  });
  return Object.fromEntries(lasting);
}

/**
 * @param {Row} row
 * @param {number} load
 */
export function lastingOf(row, load) {
  if (!isTold(row, load)) return undefined;
  if (row.unit !== 'ms') return row.value;
  return row.control && row.value / row.control;
}

/**
 * The rows as cells: what, page, control, ratio, wanted, and the ratio to the figure committed last.
 * @param {Row[]} rows
 * @param {Figures} last
 * @param {number} load
 */
export function cellsOf(rows, last, load) {
  return rows.map((row) => {
    const { key, what, unit, value, wanted = '', control } = row;
    const told = isTold(row, load);
    const lasting = lastingOf(row, load);
    const before = last[key];
    return [
      what,
      told ? `**${shown(value, unit)}**` : 'not told',
      control === undefined || !told ? '' : shown(control, unit),
      control && told ? ratio(value / control) : '',
      wanted,
      before && lasting !== undefined ? ratio(lasting / before) : '',
    ];
  });
}

/**
 * @param {number} value
 * @param {Unit} unit
 */
function shown(value, unit) {
  if (unit === 'bytes') return value >= 1e6 ? megabytes(value) : inKilobytes(value);
  if (unit === 'ratio') return ratio(value);
  if (unit === 'ms') return value >= 1000 ? seconds(value) : milliseconds(value);
  return value.toLocaleString('en');
}

/** @param {{bytes: number}[]} files */
function sum(files) {
  return files.reduce((all, { bytes }) => all + bytes, 0);
}
