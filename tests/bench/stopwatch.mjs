/** @import { Browser, CDPSession, Page } from '@playwright/test' */

const MAIN_THREAD = 'CrRendererMain';
/** What the browser's own tracing calls a task of a thread, and in which category. */
const TASK = 'ThreadControllerImpl::RunTask';
const TASKS = 'toplevel';

/** Runs in the page, before anything of it, and remembers the memory of its WebAssembly: the browser has no book of that. */
function rememberMemories() {
  window.memories = new Set();
  const { instantiateStreaming } = WebAssembly;
  Object.assign(WebAssembly, {
    /** @param {Parameters<typeof instantiateStreaming>} given */
    async instantiateStreaming(...given) {
      const made = await Reflect.apply(instantiateStreaming, WebAssembly, given);
      const { memory } = made.instance.exports;
      if (memory instanceof WebAssembly.Memory) window.memories.add(memory);
      return made;
    },
  });
}

/** What the browser's books say of a page. Nothing of it runs in the page while that is measured. */
export class Stopwatch {
  #page;
  #session;

  /**
   * @param {Page} page
   * @param {CDPSession} session
   */
  constructor(page, session) {
    this.#page = page;
    this.#session = session;
  }

  /**
   * To be called before the page is opened.
   * @param {Page} page
   */
  static async of(page) {
    await page.addInitScript(rememberMemories);
    const session = await page.context().newCDPSession(page);
    // By the processor's time: what others do on this machine is not in it.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new Stopwatch(page, session);
  }

  /** For how many milliseconds of the processor the main thread has been busy. */
  async busy() {
    return (await this.#metric('TaskDuration')) * 1000;
  }

  /** Bytes of JavaScript's heap, without what is garbage, and of WebAssembly's memory. */
  async memory() {
    await this.#session.send('HeapProfiler.collectGarbage');
    const wasm = await this.#page.evaluate(() => [...window.memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
    return { heap: await this.#metric('JSHeapUsedSize'), wasm };
  }

  /** @param {string} wanted */
  async #metric(wanted) {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === wanted)?.value ?? NaN;
  }
}

/**
 * The longest task of a page's main thread while something is done.
 * @template T
 * @param {Browser} browser  With this one page open.
 * @param {() => Promise<T>} work
 */
export async function longestTask(browser, work) {
  const session = await browser.newBrowserCDPSession();
  const traceConfig = { recordMode: /** @type {const} */ ('recordUntilFull'), includedCategories: [TASKS], excludedCategories: ['*'] };
  await session.send('Tracing.start', { transferMode: 'ReturnAsStream', traceConfig });
  const done = await work();
  const complete = new Promise((/** @type {(stream: string) => void} */ resolve) => {
    session.once('Tracing.tracingComplete', ({ stream }) => resolve(`${stream}`));
  });
  await session.send('Tracing.end');
  const handle = await complete;
  const chunks = [];
  for (let ended = false; !ended; ) {
    const { data, eof } = await session.send('IO.read', { handle });
    chunks.push(data);
    ended = eof;
  }
  await session.detach();
  return { done, longest: longestIn(JSON.parse(chunks.join('')).traceEvents) };
}

/**
 * What the longest task took, in milliseconds of the processor and of the clock on the wall.
 * @typedef {{name: string, pid: number, tid: number, dur?: number, tdur?: number, args: {name?: string}}} TraceEvent
 * @param {TraceEvent[]} events  <https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU>
 */
export function longestIn(events) {
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args.name === MAIN_THREAD);
  const isMain = new Set(threads.map(({ pid, tid }) => `${pid} ${tid}`));
  const tasks = events.filter(({ name, pid, tid }) => name === TASK && isMain.has(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error('The browser names its tasks in another way now.');
  /** @param {'dur' | 'tdur'} which */
  const longest = (which) => tasks.reduce((most, task) => Math.max(most, task[which] ?? 0), 0) / 1000;
  return { processor: longest('tdur'), wall: longest('dur') };
}
