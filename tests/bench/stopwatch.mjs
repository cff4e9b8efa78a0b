/**
 * @import { CDPSession, Page } from '@playwright/test'
 *
 * @typedef {object} PageStopwatch  What a page is watched with.
 * @property {number=} clickedAt
 * @property {Set<WebAssembly.Memory>} memories
 * @property {Record<string, number>} seen  When what of a name was first there.
 * @property {{startTime: number, duration: number}[]} tasks
 * @property {(selector: string, start: string) => Promise<number>} until  When an element with this text was first there.
 */

/** Runs in the page, before anything of it. */
function watchPage() {
  /** @type {{selector: string, start: string, resolve: (when: number) => void}[]} */
  const waiting = [];
  /** @type {PageStopwatch} */
  const watch = {
    memories: new Set(),
    seen: {},
    tasks: [],
    until: (selector, start) =>
      new Promise((resolve) => {
        waiting.push({ selector, start, resolve });
        look();
      }),
  };
  Object.defineProperty(window, 'stopwatch', { value: watch });

  const { instantiate, instantiateStreaming } = WebAssembly;
  /** @param {WebAssembly.Instance} instance */
  const remember = ({ exports: { memory } }) => {
    if (memory instanceof WebAssembly.Memory) watch.memories.add(memory);
  };
  Object.assign(WebAssembly, {
    /** @param {Parameters<typeof instantiate>} given */
    async instantiate(...given) {
      const made = /** @type {WebAssembly.WebAssemblyInstantiatedSource | WebAssembly.Instance} */ (
        /** @type {unknown} */ (await Reflect.apply(instantiate, WebAssembly, given))
      );
      remember(made instanceof WebAssembly.Instance ? made : made.instance);
      return made;
    },
    /** @param {Parameters<typeof instantiateStreaming>} given */
    async instantiateStreaming(...given) {
      const made = await Reflect.apply(instantiateStreaming, WebAssembly, given);
      remember(made.instance);
      return made;
    },
  });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) watch.tasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  document.addEventListener(
    'click',
    (event) => {
      watch.clickedAt = event.timeStamp;
    },
    { capture: true },
  );

  new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });

  function look() {
    // Only what is drawn: the shell of index.html holds no form.
    if (document.querySelector('form')) watch.seen.form ??= performance.now();
    for (const wanted of waiting.slice()) {
      const found = [...document.querySelectorAll(wanted.selector)];
      if (!found.some(({ textContent }) => textContent.trim().startsWith(wanted.start))) continue;
      waiting.splice(waiting.indexOf(wanted), 1);
      wanted.resolve(performance.now());
    }
  }
}

/** Measures what happens in a page, by the page's own clock and by the browser's books. */
export class Stopwatch {
  #page;
  /** @type {CDPSession | undefined} */
  #session;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
  }

  /** To be called before the page is opened. */
  async install() {
    await this.#page.addInitScript(watchPage);
    this.#session = await this.#page.context().newCDPSession(this.#page);
    await this.#session.send('Performance.enable');
  }

  /**
   * When an element whose text starts so was there, in milliseconds since the page was asked for.
   * @param {string} selector
   * @param {string} start
   */
  until(selector, start) {
    return this.#page.evaluate(({ where, what }) => window.stopwatch.until(where, what), { where: selector, what: start });
  }

  /**
   * When an element of that name was there first, in milliseconds since the page was asked for.
   * @param {string} name
   */
  firstSeen(name) {
    return this.#page.evaluate((what) => window.stopwatch.seen[what] ?? NaN, name);
  }

  /** When the person clicked last. */
  clickedAt() {
    return this.#page.evaluate(() => window.stopwatch.clickedAt ?? NaN);
  }

  /**
   * The tasks of 50 ms or more that began in this span, in milliseconds each.
   * @param {number} from
   * @param {number} until
   */
  longTasks(from, until) {
    return this.#page.evaluate(
      ({ first, last }) => window.stopwatch.tasks.filter(({ startTime }) => startTime >= first && startTime <= last).map(({ duration }) => duration),
      { first: from, last: until },
    );
  }

  /** For how many milliseconds the main thread has been busy. */
  async busy() {
    return (await this.#metric('TaskDuration')) * 1000;
  }

  /** Bytes of JavaScript's heap, without what is garbage, and of WebAssembly's memory. */
  async memory() {
    await this.#session?.send('HeapProfiler.collectGarbage');
    const wasm = await this.#page.evaluate(() => [...window.stopwatch.memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
    return { heap: await this.#metric('JSHeapUsedSize'), wasm };
  }

  /** When something of the page was first painted, in milliseconds since it was asked for. */
  firstPaint() {
    return this.#page.evaluate(
      () =>
        new Promise((/** @type {(when: number) => void} */ resolve) => {
          new PerformanceObserver((list) => {
            const [entry] = list.getEntriesByName('first-contentful-paint');
            if (entry) resolve(entry.startTime);
          }).observe({ type: 'paint', buffered: true });
        }),
    );
  }

  /** @param {string} wanted */
  async #metric(wanted) {
    const { metrics } = (await this.#session?.send('Performance.getMetrics')) ?? { metrics: [] };
    return metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  }
}
