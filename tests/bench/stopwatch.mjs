/** What a page is watched with. Runs in the page, before anything of it. */
function watchPage() {
  const memories = new Set();
  const tasks = [];
  const waiting = [];
  const seen = {};
  const watch = { clickedAt: undefined, memories, seen, tasks };
  Object.defineProperty(window, 'stopwatch', { value: watch });

  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await original.apply(WebAssembly, given);
      const { memory } = (made.instance ?? made).exports;
      if (memory) memories.add(memory);
      return made;
    };
  }
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) tasks.push({ startTime, duration });
  }).observe({ type: 'longtask', buffered: true });
  document.addEventListener('click', (event) => { watch.clickedAt = event.timeStamp; }, { capture: true });

  /** When an element with this text was first there. */
  watch.until = (selector, start) => new Promise((resolve) => {
    const wanted = { selector, start, resolve };
    waiting.push(wanted);
    look();
  });
  new MutationObserver(look).observe(document, { childList: true, characterData: true, subtree: true });

  function look() {
    // Only what is drawn: the shell of index.html holds no form.
    if (document.querySelector('form')) seen.form ??= performance.now();
    for (const wanted of [...waiting]) {
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
  #session;

  constructor(page) {
    this.#page = page;
  }

  /** To be called before the page is opened. */
  async install() {
    await this.#page.addInitScript(watchPage);
    this.#session = await this.#page.context().newCDPSession(this.#page);
    await this.#session.send('Performance.enable');
  }

  /** When an element whose text starts so was there, in milliseconds since the page was asked for. */
  until(selector, start) {
    return this.#page.evaluate(([where, what]) => window.stopwatch.until(where, what), [selector, start]);
  }

  /** When an element of that name was there first, in milliseconds since the page was asked for. */
  firstSeen(name) {
    return this.#page.evaluate((what) => window.stopwatch.seen[what], name);
  }

  /** When the person clicked last. */
  clickedAt() {
    return this.#page.evaluate(() => window.stopwatch.clickedAt);
  }

  /** The tasks of 50 ms or more that began in this span, in milliseconds each. */
  longTasks(from, until) {
    return this.#page.evaluate(([first, last]) => window.stopwatch.tasks
      .filter(({ startTime }) => startTime >= first && startTime <= last)
      .map(({ duration }) => duration), [from, until]);
  }

  /** For how many milliseconds the main thread has been busy. */
  async busy() {
    return (await this.#metric('TaskDuration')) * 1000;
  }

  /** Bytes of JavaScript's heap, without what is garbage, and of WebAssembly's memory. */
  async memory() {
    await this.#session.send('HeapProfiler.collectGarbage');
    const wasm = await this.#page.evaluate(() => [...window.stopwatch.memories]
      .reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
    return { heap: await this.#metric('JSHeapUsedSize'), wasm };
  }

  /** When something of the page was first painted, in milliseconds since it was asked for. */
  firstPaint() {
    return this.#page.evaluate(() => new Promise((resolve) => {
      new PerformanceObserver((list) => {
        const [entry] = list.getEntriesByName('first-contentful-paint');
        if (entry) resolve(entry.startTime);
      }).observe({ type: 'paint', buffered: true });
    }));
  }

  async #metric(wanted) {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === wanted).value;
  }
}
