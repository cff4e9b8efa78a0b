/** What the scripts of the page find there: `index.html` and `redirect.html` hold it, or xtask's `seal` puts it in. */

/** What src/guard.js tells others. `began` is src/boot.js's; `detail` and `forbidden` are for `browser::guard`. */
interface Guard {
  began: boolean;
  cause: string;
  detail: string;
  forbidden: string;
  /** The start failed, by this file. */
  fail(file: string, error: string): void;
  /** A part did not load: 2 if there is a newer version, which the page then says, or else 0. */
  miss(file: string): Promise<number>;
  /** Settled once Microsoft's library has come, or has failed to. */
  msal?: Promise<unknown>;
  wasm?: Promise<Response>;
}

// A `let` would be no property of `window`.
declare var tokenConsole: Guard | undefined;

/** Microsoft's, loaded in front of public/redirect.js. */
declare const msalRedirectBridge: typeof import("@azure/msal-browser/redirect-bridge");

/** The template of everything that src/guard.js lets begin to load. */
type BootTemplate = {
  dataset: { js: string; wasm: string };
  getAttribute(name: "data-js" | "data-wasm" | "data-integrity"): string;
  content: { querySelector(selectors: "script"): HTMLScriptElement } & DocumentFragment;
} & HTMLTemplateElement;

interface Document {
  getElementById(id: "boot"): BootTemplate;
  getElementById(id: "app" | "failed" | "failure" | "newer" | "updated" | "stuck"): HTMLElement;
  getElementById(id: "profile-id"): HTMLInputElement | null;
}

interface Element {
  closest(selectors: "a.reload"): HTMLAnchorElement | null;
}

interface ParentNode {
  querySelector(selectors: "#boot"): BootTemplate;
  querySelector(selectors: "#guard"): ({ content: { firstElementChild: HTMLScriptElement } } & HTMLTemplateElement) | null;
  querySelector(selectors: "#code" | "#reason"): HTMLElement;
  querySelector(selectors: "[name=profile-type]:checked"): HTMLInputElement | null;
  querySelector(selectors: "script[src*='boot-']"): HTMLScriptElement | null;
  querySelectorAll(selectors: "main > section" | "[data-cause]"): NodeListOf<HTMLElement>;
}

/** People click on elements. */
interface MouseEvent {
  readonly target: Element;
}

/** What fails to load tells the window so: a script or a style sheet. */
interface ErrorEvent {
  readonly target: { src?: string; rel?: string; href?: string; type?: string } & EventTarget;
}
