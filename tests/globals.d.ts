import type Axe from 'axe-core';

import type { PageStopwatch } from './bench/stopwatch.mjs';

declare global {
  /**
   * What `JSON.parse` gives, which is `any`: TypeScript takes whatever is done with it, so a test finds a wrong shape when it runs
   * and not when it is checked.
   */
  type Json = ReturnType<typeof JSON.parse>;

  /** What tests put into pages. */
  interface Window {
    axe: typeof Axe;
    looks: { open: number; most: number; all: number };
    camera: { asked: (MediaStreamConstraints | undefined)[]; tracks: MediaStreamTrack[] };
    stopwatch: PageStopwatch;
    nextTask(): Promise<unknown>;
    mostChanges: number;
    tokensAsked: number;
    held: IDBDatabase;
  }
}
