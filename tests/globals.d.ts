import type Axe from 'axe-core';

import type { PageStopwatch } from './bench/stopwatch.mjs';

declare global {
  /** What `JSON.parse` gives: nothing is known of it until it is looked at. */
  type Json = ReturnType<typeof JSON.parse>;

  /** What tests put into pages. */
  interface Window {
    axe: typeof Axe;
    stopwatch: PageStopwatch;
    nextTask(): Promise<unknown>;
    mostChanges: number;
    held: IDBDatabase;
  }
}
