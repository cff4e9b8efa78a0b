import { setTimeout as pause } from 'node:timers/promises';

/** No engine tells by itself what comes into view, so whatever is waited for is asked for, again and again. */
const AGAIN_MS = 50;
const PATIENCE_MS = 20_000;

/**
 * Asks until there is an answer. A page that is just going cannot be asked: then it is asked again.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} ask
 * @returns {Promise<Exclude<T, false | undefined | null>>}
 */
export async function until(what, ask) {
  const end = Date.now() + PATIENCE_MS;
  let cause;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer) return /** @type {Exclude<T, false | undefined | null>} */ (answer);
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await pause(AGAIN_MS);
  }
  throw new Error(`${what} never came`, { cause });
}
