const WORDS = /\s*([()]|'(?:[^']|'')*'|[^\s()']+)/gy;
const MOMENT = /^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d(?::\d\d)?)(\.\d+)?(Z|[+-]\d\d:\d\d))?$/;

/** @type {Record<string, (left: number | string, right: number | string) => boolean>} */
const COMPARE = {
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  gt: (left, right) => left > right,
  ge: (left, right) => left >= right,
  lt: (left, right) => left < right,
  le: (left, right) => left <= right,
};

/** @typedef {(item: object) => boolean} Test */

/**
 * What `$filter` asks for: comparisons joined by `and`, perhaps in parentheses. Everything else of
 * OData's language is refused here.
 * @param {string | null} text
 * @param {{times: string[], texts: string[]}} properties  Those that may be compared.
 * @returns {Test | undefined} nothing where it cannot be understood
 */
export function filterOf(text, { times, texts }) {
  if (text === null) return () => true;
  const understood = wordsOf(text);
  if (!understood) return undefined;
  const words = understood;
  let at = 0;
  const all = conjunction();
  return at === words.length ? all : undefined;

  /** @returns {Test | undefined} */
  function conjunction() {
    const parts = [term()];
    while (words[at] === 'and') {
      at += 1;
      parts.push(term());
    }
    const tests = parts.filter((part) => part !== undefined);
    return tests.length < parts.length ? undefined : (item) => tests.every((test) => test(item));
  }

  /** @returns {Test | undefined} */
  function term() {
    if (words[at] !== '(') return comparison();
    at += 1;
    const inner = conjunction();
    at += 1;
    return words[at - 1] === ')' ? inner : undefined;
  }

  /** @returns {Test | undefined} */
  function comparison() {
    const [name, operator, literal = ''] = words.slice(at, at + 3);
    at += 3;
    const compare = Object.hasOwn(COMPARE, operator ?? '') ? COMPARE[operator] : undefined;
    if (times.includes(name)) {
      const moment = momentOf(literal);
      return compare && !Number.isNaN(moment) ? (item) => compare(momentOf(propertyOf(item, name)), moment) : undefined;
    }
    const quoted = /^'(.*)'$/s.exec(literal);
    if (!texts.includes(name) || !compare || !quoted) return undefined;
    const value = quoted[1].replaceAll("''", "'");
    return (item) => compare(propertyOf(item, name), value);
  }
}

/**
 * A time of OData in milliseconds since 1970, with fractions; `NaN` for what is none.
 * @param {string} text
 */
export function momentOf(text) {
  const [, day, time = 'T00:00:00', fraction = '', zone = 'Z'] = MOMENT.exec(text) ?? [];
  return day ? Date.parse(`${day}${time}${zone}`) + Number(`0${fraction}`) * 1000 : NaN;
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
