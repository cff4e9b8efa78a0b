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
  /** Not empty if MSAL keeps nothing in this tab; not there where the browser does not say. */
  fresh?: string;
  /** `config.json`, asked for at once. */
  config?: Promise<Response>;
  /** What is in it, or the status of the answer; nothing where none came. */
  text?: Promise<string | number | undefined>;
  /** Settled once Microsoft's library has come, or has failed to. */
  msal?: Promise<unknown>;
  wasm?: Promise<Response>;
  /** Parts that were asked for before the program could, by file: its script takes them out. */
  early: Record<string, Promise<Response>>;
  /** Begins to fetch what comes after the sign-in, or ends that; src/boot.js's. */
  ahead?(begins: boolean): Promise<void>;
}

// A `let` would be no property of `window`.
declare var tokenConsole: Guard | undefined;

/** Microsoft's, loaded in front of public/redirect.js. */
declare const msalRedirectBridge: typeof import("@azure/msal-browser/redirect-bridge");

/** The template of everything that src/guard.js lets begin to load. */
type BootTemplate = {
  dataset: { js: string; wasm: string; ahead?: string };
  getAttribute(name: "data-js" | "data-wasm" | "data-integrity" | "data-ahead-integrity"): string;
  content: {
    querySelector(selectors: "script"): HTMLScriptElement;
  } & DocumentFragment;
} & HTMLTemplateElement;

/** The template of what stands in index.html itself, as files. */
type SpareTemplate = {
  content: {
    querySelector(selectors: "script"): HTMLScriptElement;
    querySelector(selectors: "link"): HTMLLinkElement;
  } & DocumentFragment;
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
  querySelector(selectors: "#spare"): SpareTemplate | null;
  querySelector(selectors: "#code" | "#reason"): HTMLElement;
  querySelector(selectors: "[name=profile-type]:checked"): HTMLInputElement | null;
  querySelectorAll(selectors: "main > section" | "[data-cause]"): NodeListOf<HTMLElement>;
}

/** <https://wicg.github.io/savedata/>, which TypeScript does not know. */
interface Navigator {
  readonly connection?: { readonly saveData?: boolean };
}

/** People click on elements. */
interface MouseEvent {
  readonly target: Element;
}

/** What fails to load tells the window so: a script or a style sheet. */
interface ErrorEvent {
  readonly target: { src?: string; rel?: string; href?: string; type?: string } & EventTarget;
}
