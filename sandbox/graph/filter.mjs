const WORDS = /\s*([()]|'(?:[^']|'')*'|[^\s()']+)/gy;
const MOMENT = /^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d:\d\d))?$/i;

/** @type {Record<string, (left: number | string, right: number | string) => boolean>} */
const COMPARE = {
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  gt: (left, right) => left > right,
  ge: (left, right) => left >= right,
  lt: (left, right) => left < right,
  le: (left, right) => left <= right,
};

/**
 * @typedef {(item: object) => boolean} Test
 * @typedef {{name: string, operator: string, literal: string}} Comparison
 * @typedef {{join: 'and' | 'or', parts: Clause[]}} Junction
 * @typedef {Comparison | Junction} Clause
 */

/**
 * What `$filter` asks for: comparisons joined by `and` and `or`, perhaps in parentheses. Everything else of
 * OData's language is refused here.
 * @param {string | null} text
 * @param {{times: string[], texts: string[]}} properties  Those that may be compared.
 * @returns {Test | undefined} nothing where it cannot be understood
 */
export function filterOf(text, properties) {
  if (text === null) return () => true;
  const clause = parseFilter(text);
  return clause && testOf(clause, properties);
}

/**
 * The clauses of `$filter`; nothing where they cannot be understood.
 * @param {string} text
 * @returns {Clause | undefined}
 */
export function parseFilter(text) {
  const understood = wordsOf(text);
  if (!understood) return undefined;
  const words = understood;
  let at = 0;
  const all = junction('or', () => junction('and', term));
  return at === words.length ? all : undefined;

  /**
   * @param {Junction['join']} join
   * @param {() => Clause | undefined} part
   * @returns {Clause | undefined}
   */
  function junction(join, part) {
    const found = [part()];
    while (words[at] === join) {
      at += 1;
      found.push(part());
    }
    const parts = found.filter((one) => one !== undefined);
    if (parts.length < found.length) return undefined;
    return parts.length === 1 ? parts[0] : { join, parts };
  }

  /** @returns {Clause | undefined} */
  function term() {
    if (words[at] !== '(') return comparison();
    at += 1;
    const inner = junction('or', () => junction('and', term));
    at += 1;
    return words[at - 1] === ')' ? inner : undefined;
  }

  /** @returns {Clause | undefined} */
  function comparison() {
    const [name, operator = '', literal = ''] = words.slice(at, at + 3);
    at += 3;
    return name !== undefined && Object.hasOwn(COMPARE, operator) && literal !== '' ? { name, operator, literal } : undefined;
  }
}

/**
 * @param {Clause} clause
 * @param {{times: string[], texts: string[]}} properties
 * @returns {Test | undefined}
 */
export function testOf(clause, properties) {
  if ('join' in clause) {
    const tests = clause.parts.map((part) => testOf(part, properties)).filter((test) => test !== undefined);
    if (tests.length < clause.parts.length) return undefined;
    return clause.join === 'and' ? (item) => tests.every((test) => test(item)) : (item) => tests.some((test) => test(item));
  }
  const { name, operator, literal } = clause;
  const compare = COMPARE[operator];
  if (properties.times.includes(name)) {
    const moment = momentOf(literal);
    return Number.isNaN(moment) ? undefined : (item) => compare(momentOf(propertyOf(item, name)), moment);
  }
  const quoted = /^'(.*)'$/s.exec(literal);
  if (!properties.texts.includes(name) || !quoted) return undefined;
  const value = quoted[1].replaceAll("''", "'");
  return (item) => compare(propertyOf(item, name), value);
}

/**
 * A time of OData in milliseconds since 1970, with fractions; `NaN` for what is none.
 * @param {string} text
 */
export function momentOf(text) {
  const [, day, time = 'T00:00:00', fraction = '', zone = 'Z'] = MOMENT.exec(text) ?? [];
  return day ? Date.parse(`${day}${time}${zone}`.toUpperCase()) + Number(`0${fraction}`) * 1000 : NaN;
}

/** @param {string} text */
function wordsOf(text) {
  /** @type {string[]} */
  const words = [];
  WORDS.lastIndex = 0;
  while (WORDS.lastIndex < text.trimEnd().length) {
    const found = WORDS.exec(text);
    if (!found) return undefined;
    words.push(found[1]);
  }
  return words;
}

/**
 * @param {object} item
 * @param {string} name
 */
function propertyOf(item, name) {
  return String(new Map(Object.entries(item)).get(name));
}
