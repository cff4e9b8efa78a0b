/** @import { BrowserContext } from '@playwright/test' */

/**
 * Lets the time of every page of a context pass faster from now on: its clocks, and what it waits for. Intune's limits must be
 * scaled likewise, see `scaledLimits`. All else is as it is: what a network or a database takes, it still takes.
 * @param {BrowserContext} context
 * @param {number} factor
 */
export async function scaleTime(context, factor) {
  await context.addInitScript(
    ({ since, times }) => {
      const { Date: RealDate, performance, setTimeout: wait, setInterval: repeat } = globalThis;
      const tick = performance.now.bind(performance);
      const now = () => Math.floor(since + (RealDate.now() - since) * times);
      globalThis.Date = new Proxy(RealDate, {
        construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
        apply: () => new RealDate(now()).toString(),
        get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
      });
      performance.now = () => tick() * times;
      /** @param {typeof wait | typeof repeat} timer */
      const faster =
        (timer) =>
        /**
         * @param {TimerHandler} task
         * @param {number} ms
         * @param {unknown[]} given
         */
        (task, ms = 0, ...given) =>
          Reflect.apply(timer, globalThis, [task, ms / times, ...given]);
      Object.assign(globalThis, { setTimeout: faster(wait), setInterval: faster(repeat) });
    },
    { since: Date.now(), times: factor },
  );
}

/**
 * Intune's window for a tenant whose pages live so much faster.
 * @param {number} factor
 */
export const scaledLimits = (factor) => ({ windowMs: 20_000 / factor });
