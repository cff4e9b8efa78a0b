import { setTimeout as pause } from 'node:timers/promises';

/** @typedef {string | RegExp} Name */

const TAB = '\uE004';
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** WebDriver tells nothing by itself, so whatever is waited for is asked for, again and again. */
const AGAIN_MS = 50;
const PATIENCE_MS = 20_000;

/** A browser by WebDriver: things are found by role and name, and clicked as a person clicks them. */
export class Session {
  #send;
  #stop;
  /** The window of the page. */
  #page = '';

  /**
   * @param {(name: string, parameters?: Record<string, unknown>) => Promise<Json>} send  A command of WebDriver, whose answer is JSON.
   * @param {() => Promise<void>} stop
   */
  constructor(send, stop) {
    this.#send = send;
    this.#stop = stop;
  }

  /** @param {Record<string, unknown>} capabilities */
  async begin(capabilities) {
    await this.#send('NewSession', capabilities);
    this.#page = await this.#send('GetWindowHandle');
  }

  async end() {
    await this.#stop();
  }

  /** @param {string} url */
  async open(url) {
    await this.#send('Navigate', { url });
  }

  async reload() {
    await this.#send('Refresh');
  }

  /**
   * @param {string} script
   * @param {unknown[]} args
   */
  run(script, ...args) {
    return this.#send('ExecuteScript', { script, args });
  }

  /** The windows that this page opened and that are still there. */
  async others() {
    /** @type {string[]} */
    const handles = await this.#send('GetWindowHandles');
    return handles.filter((handle) => handle !== this.#page);
  }

  /** Waits for a window that this page opened, and goes there. */
  async goToWindow() {
    const [handle] = await until('a window', async () => {
      const others = await this.others();
      return others.length > 0 && others;
    });
    await this.#send('SwitchToWindow', { handle });
  }

  async goBack() {
    await this.#send('SwitchToWindow', { handle: this.#page });
  }

  /**
   * Waits for something with this name, and clicks it.
   * @param {string | RegExp} name
   * @param {string=} within  A selector.
   */
  async click(name, within) {
    await until(`“${name}”`, async () => {
      const id = await this.#find(name, within);
      if (!id) return false;
      await this.#send('ElementClick', { id });
      return true;
    });
  }

  /**
   * The same where the window may be gone before the click has come back.
   * @param {Name} name
   */
  async clickAndLose(name) {
    await this.click(name).catch((error) => {
      if (!/no such window|unknown error/.test(error.code ?? '')) throw error;
    });
  }

  /**
   * @param {Name} name
   * @param {string} text
   */
  async type(name, text) {
    const id = await until(`“${name}”`, () => this.#find(name));
    await this.run('arguments[0].focus(); arguments[0].select?.();', { [ELEMENT]: id });
    await this.#send('ElementSendKeys', { id, text });
  }

  /**
   * Gives a file to the field for one.
   * @param {string} file
   */
  async upload(file) {
    const find = "return document.querySelector('input[type=file]')";
    const id = await until('a field for a file', async () => (await this.run(find))?.[ELEMENT]);
    await this.#send('ElementSendKeys', { id, text: file });
  }

  /**
   * Goes so many tab stops on, and gives what was there each time.
   * @param {number} count
   * @returns {Promise<string[]>}
   */
  async tabStops(count) {
    const stops = [];
    for (let at = 0; at < count; at += 1) {
      const { [ELEMENT]: id } = await this.run('return document.activeElement');
      await this.#send('ElementSendKeys', { id, text: TAB });
      stops.push(await this.run('return [document.activeElement.tagName, document.activeElement.className].join(" ")'));
    }
    return stops;
  }

  /**
   * @param {Name} name
   * @param {string=} within
   */
  async has(name, within) {
    return Boolean(await this.#find(name, within));
  }

  /**
   * Waits for something with this name, or for another window: says whether it is the former.
   * @param {Name} name
   */
  offered(name) {
    return until(`“${name}” or a window`, async () => {
      if (await this.#find(name)) return { isButton: true };
      return (await this.others()).length > 0 && { isButton: false };
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
   * Waits for one of these texts, and gives it.
   * @param {string[]} texts
   */
  sees(...texts) {
    return until(texts.map((text) => `“${text}”`).join(' or '), async () => {
      const all = await this.text();
      return texts.find((text) => all.includes(text));
    });
  }

  /**
   * @param {Name} name
   * @returns {Promise<string | undefined>}
   */
  async #find(name, within = 'body') {
    const pattern = name instanceof RegExp ? name.source : `^${name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')}$`;
    const found = await this.run(FIND, pattern, within);
    return found?.[ELEMENT];
  }
}

/**
 * Asks until there is an answer.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} ask
 * @returns {Promise<Exclude<T, false | undefined | null>>}
 */
export async function until(what, ask) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask().catch((error) => {
      // The page is just going, or has changed under the finger.
      if (/no such (element|frame)|stale|intercepted|not interactable|aborted|unknown error|javascript error/.test(error.code ?? '')) return undefined;
      throw error;
    });
    if (answer) return /** @type {Exclude<T, false | undefined | null>} */ (answer);
    if (Date.now() > end) throw new Error(`${what} never came`);
    await pause(AGAIN_MS);
  }
}

/** Runs in the page: the first thing in view that can be used, by its name. */
const FIND = `
  const [pattern, within] = arguments;
  const wanted = new RegExp(pattern);
  const plain = (text) => (text ?? '').replace(/\\s+/g, ' ').trim();
  const dialog = document.querySelector('dialog[open]');
  return [...(dialog ?? document.querySelector(within))?.querySelectorAll('button, a[href], input, select, summary, [role=button]') ?? []].find((element) => {
    if (!element.checkVisibility() || element.disabled || element.getAttribute('aria-disabled') === 'true') return false;
    const names = [
      element.getAttribute('aria-label'),
      ...[...(element.labels ?? [])].map((label) => label.innerText),
      element.tagName === 'INPUT' ? element.value : element.innerText,
    ];
    return names.some((text) => wanted.test(plain(text)));
  }) ?? null;
`;
