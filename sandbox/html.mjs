/** @type {Record<string, string>} */
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * A template tag that escapes what it is given, except the results of its own kind.
 * @param {TemplateStringsArray} strings
 * @param {unknown[]} values
 */
export function html(strings, ...values) {
  const text = strings.reduce((done, next, i) => done + render(values[i - 1]) + next);
  return new Markup(text);
}

class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function render(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  if (value === undefined || value === null || value === false) return '';
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character]);
}

const STYLE = new Markup(`
:root { color-scheme: light dark; --ink: #1b1a19; --dim: #5c5a58; --paper: #f5f5f5; --card: #fff; --line: #d1d1d1; --accent: #0f6cbd; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #f5f5f5; --dim: #c0c0c0; --paper: #141414; --card: #242424; --line: #525252; --accent: #62abf5; --on-accent: #0a1a2a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 "Segoe UI", system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .25rem; }
p { margin: 0 0 .75rem; }
a { color: var(--accent); }
code { font: .875rem/1.5 Consolas, ui-monospace, monospace; user-select: all; }
button { font: inherit; padding: .5rem 1rem; border: 1px solid var(--line); border-radius: 4px; background: var(--card); color: var(--ink); cursor: pointer; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.card { max-width: 30rem; margin: 8vh auto; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.wide { max-width: 76rem; margin: 0 auto; padding: 1.5rem; }
.dim { color: var(--dim); font-size: .875rem; }
.people { list-style: none; margin: 0 0 1rem; padding: 0; }
.people button { width: 100%; text-align: start; margin-bottom: .5rem; }
.people strong, .people span { display: block; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; justify-content: flex-end; }
.actions.start { justify-content: start; }
.leaked-qr-codes { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(22rem, 100%), 1fr)); gap: 1rem; }
.leaked-qr-codes img { display: block; max-width: 100%; }
.leaked-qr-codes p { margin: .25rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; background: var(--card); }
th, td { text-align: start; vertical-align: top; padding: .4rem .6rem; border: 1px solid var(--line); }
th { font-weight: 600; }
td code { white-space: nowrap; }
th, td { overflow-wrap: normal; }
.long { overflow-wrap: anywhere; }
`);

/**
 * A whole page, which needs nothing else to be shown.
 * @param {{title: string, kind?: 'card' | 'wide', head?: Markup, body: Markup}} parts
 */
export function page({ title, kind = 'card', head, body }) {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>${title}</title><style>${STYLE}</style>${head}</head>
<body><main class="${kind}">${body}</main></body></html>
`.toString();
}
