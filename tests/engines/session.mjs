import { until } from './until.mjs';

/**
 * @import { Engine } from './engine.mjs'
 * @typedef {string | RegExp} Name
 * @typedef {{x: number, y: number}} Place
 */

/** A browser as a person uses it, whatever its engine: things are found by their names, and get real clicks and keys. */
export class Session {
  #engine;

  /** @param {Engine} engine */
  constructor(engine) {
    this.#engine = engine;
  }

  end() {
    return this.#engine.end();
  }

  /** Kills the browser, and starts it anew with what it had kept; where it keeps nothing over a start, the tab instead. */
  crash() {
    return this.#engine.crash();
  }

  /** @param {string} url */
  open(url) {
    return this.#engine.open(url);
  }

  /**
   * @param {string} script  The body of a function.
   * @param {unknown[]} args
   */
  run(script, ...args) {
    return this.#engine.run(script, args);
  }

  /** Waits for a window that this page opened, and goes there. */
  async goToWindow() {
    await until('a window', async () => (await this.#engine.windows()) > 0);
    await this.#engine.goToWindow();
  }

  /** Waits until no window is there but that of the page, and goes back. */
  async goBack() {
    await until('the end of the window', async () => (await this.#engine.windows()) === 0);
    await this.#engine.goBack();
  }

  /**
   * Waits for something with this name that stands still and that nothing covers, and clicks it.
   * @param {Name} name
   * @param {string=} within  A selector.
   */
  async click(name, within) {
    const place = await this.#place(name, within);
    await this.#engine.click(place);
  }

  /**
   * The same where the window may be gone before the click has come back.
   * @param {Name} name
   */
  async clickAndLose(name) {
    const place = await this.#place(name);
    await this.#engine.click(place).catch(async (error) => {
      if ((await this.#engine.windows()) > 0) throw error;
    });
  }

  /**
   * Presses keys one after the other, by their names in `KeyboardEvent.key`; with `Control+` in front, while that is held.
   * @param {string[]} keys
   */
  async press(...keys) {
    for (const key of keys) await this.#engine.press(key.split('+'));
  }

  /**
   * Types a text in place of what is in a field.
   * @param {Name} name
   * @param {string} text
   */
  async type(name, text) {
    await this.click(name);
    await this.press('Control+a');
    for (const letter of text) await this.#engine.press([letter]);
  }

  /**
   * Pastes a text into a field: it is typed there, cut out and pasted.
   * @param {Name} name
   * @param {string} text
   */
  async paste(name, text) {
    await this.type(name, text);
    await this.press('Control+a', 'Control+x', 'Control+v');
  }

  /**
   * Presses Tab until something with this name has the focus. Not past the end of the page, where a driver that leads to the
   * bar of the browser does not lead back.
   * @param {Name} name
   * @param {'Tab' | 'Shift+Tab'} key
   */
  async tabTo(name, key = 'Tab') {
    for (let stop = 0; stop < MOST_STOPS && (await this.run('return document.hasFocus()')); stop += 1) {
      await this.press(key);
      if (await this.#has('has the focus', name)) return;
    }
    throw new Error(`“${name}” is no tab stop`);
  }

  /**
   * Goes so many tab stops on, and gives what was there each time.
   * @param {number} count
   */
  async tabStops(count) {
    /** @type {string[]} */
    const stops = [];
    while (stops.length < count) {
      await this.press('Tab');
      stops.push(await this.run("return [document.activeElement.tagName, document.activeElement.className].join(' ')"));
    }
    return stops;
  }

  /**
   * Gives a file to the field for one.
   * @param {string} file
   */
  upload(file) {
    return this.#engine.upload('input[type=file]', file);
  }

  /**
   * Waits for a file that was downloaded, and gives its text.
   * @param {RegExp} name
   */
  download(name) {
    return until(`a file ${name}`, () => this.#engine.download(name));
  }

  /**
   * Whether there is something with this name that can be used.
   * @param {Name} name
   * @param {string=} within
   */
  has(name, within) {
    return this.#has('can be used', name, within);
  }

  /**
   * Waits for something with this name, or for another window: says whether it is the former.
   * @param {Name} name
   */
  offered(name) {
    return until(`“${name}” or a window`, async () => {
      if (await this.has(name)) return { isButton: true };
      return (await this.#engine.windows()) > 0 && { isButton: false };
    });
  }

  /**
   * What a person can read.
   * @returns {Promise<string>}
   */
  text() {
    return this.run('return document.body.innerText');
  }

  /**
   * Waits for all of these texts.
   * @param {(string | RegExp)[]} texts
   */
  async sees(...texts) {
    for (const text of texts) {
      await until(`“${text}”`, async () => {
        const all = await this.text();
        return typeof text === 'string' ? all.includes(text) : text.test(all);
      });
    }
  }

  /**
   * @param {Name} name
   * @param {string=} within
   */
  async #place(name, within) {
    /** @type {Place | undefined} */
    let last;
    return until(`“${name}”`, async () => {
      /** @type {Place | undefined} */
      const place = await this.#find('can be clicked', name, within);
      const isStill = place?.x === last?.x && place?.y === last?.y;
      last = place;
      return isStill && place;
    });
  }

  /**
   * @param {State} state
   * @param {Name} name
   * @param {string=} within
   */
  async #has(state, name, within) {
    return Boolean(await this.#find(state, name, within));
  }

  /**
   * @param {State} state
   * @param {Name} name
   * @param {string=} within
   */
  #find(state, name, within = 'body') {
    const pattern = name instanceof RegExp ? name.source : `^${name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')}$`;
    return this.run(FIND, pattern, within, state);
  }
}

const MOST_STOPS = 90;

/** @typedef {'can be used' | 'can be clicked' | 'has the focus'} State */

/** Runs in the page: where the first thing is that has this name and is in this state. */
const FIND = `
  const [pattern, within, state] = arguments;
  const wanted = new RegExp(pattern);
  const plain = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const dialog = document.querySelector('dialog[open]');
  const all = (dialog ?? document.querySelector(within))?.querySelectorAll('button, a[href], input, select, summary, [role=button], [role=tab], [role=grid]') ?? [];
  const found = [...all].find((element) => {
    if (!element.checkVisibility() || element.disabled || element.getAttribute('aria-disabled') === 'true') return false;
    const names = [
      element.getAttribute('aria-label'),
      ...[...(element.labels ?? [])].map((label) => label.innerText),
      element.tagName === 'INPUT' ? element.value : element.innerText,
    ];
    return names.some((text) => wanted.test(plain(text)));
  });
  if (!found || (state === 'has the focus' && found !== document.activeElement)) return null;
  if (state === 'can be clicked') found.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const { left, top, width, height } = found.getBoundingClientRect();
  const place = { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
  if (state === 'can be clicked') {
    const hit = document.elementFromPoint(place.x, place.y);
    if (!hit || !(found.contains(hit) || hit.contains(found) || hit.closest('label')?.control === found)) return null;
  }
  return place;
`;
