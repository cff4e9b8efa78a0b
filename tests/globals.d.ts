import type * as Msal from '@azure/msal-browser';
import type Axe from 'axe-core';

import type { Use } from './bench/use.mjs';

declare global {
  /**
   * What `JSON.parse` gives, which is `any`: TypeScript takes whatever is done with it, so a test finds a wrong shape when it runs
   * and not when it is checked.
   */
  type Json = ReturnType<typeof JSON.parse>;

  /** Microsoft's scripts, where a page has loaded them. */
  const msal: typeof Msal;
  const msalRedirectBridge: typeof import('@azure/msal-browser/redirect-bridge');

  /** What tests put into pages. */
  interface Window {
    axe: typeof Axe;
    looks: { open: number; most: number; all: number };
    camera: { asked: (MediaStreamConstraints | undefined)[]; tracks: MediaStreamTrack[] };
    use: Use;
    memories: Set<WebAssembly.Memory>;
    nextTask(): Promise<unknown>;
    mostChanges: number;
    timers: Set<unknown>;
    tokensAsked: number;
    held: IDBDatabase;
  }
}
