// Starts the WebAssembly. Trunk's own bootstrap is an inline script, which the content security policy refuses.

const boot = document.querySelector("#boot");
const { js, wasm, ahead } = boot.dataset;

// src/guard.js, which stands in index.html, has begun to load everything else. Where an optimizer changed it, or a policy of the
// host refuses it, it comes as a file; after a plain `trunk build` there is none, and nothing waits for it.
const spare = document.querySelector("#guard")?.content;
if (!globalThis.tokenConsole && spare) {
  const script = spare.firstElementChild;
  document.head.append(spare);
  await new Promise((done) => {
    script.onload = script.onerror = done;
  });
}
/** @type {Partial<Guard>} */
const guard = (globalThis.tokenConsole ??= /** @type {Guard} */ ({}));
guard.began = true;

// What is wanted after the sign-in, fetched while the person reads, so that the browser's cache has it by then; whoever leaves
// waits for nothing of it.
/** @type {AbortController | undefined} */
let fetching;
guard.ahead = async (begins) => {
  fetching?.abort();
  if (!begins || !ahead || navigator.connection?.saveData) return;
  fetching = new AbortController();
  const { signal } = fetching;
  await guard.msal;
  // WebKit has no `requestIdleCallback`.
  await new Promise((done) => (globalThis.requestIdleCallback ?? setTimeout)(done));
  try {
    for (const file of ahead.split(" ")) await (await fetch(file, { priority: "low", signal })).arrayBuffer();
  } catch {}
};

if (!guard.cause) {
  const heading = /** @type {Element} */ (document.querySelector(`h1 [lang="${document.documentElement.lang}"]`));
  document.title = `${heading.textContent} – Token Console`;
  /** @type {(answer: Response) => Promise<string | number>} */
  const read = async (answer) => (answer.ok ? answer.text() : answer.status);
  guard.text = (guard.config ?? fetch("config.json", { cache: "no-cache" })).then(read).catch(() => undefined);
  let file = js;
  try {
    const { default: start } = await import(js);
    file = wasm;
    await start({ module_or_path: guard.wasm ?? fetch(wasm) });
    // MSAL, where it was to come last.
    document.head.append(boot.content);
  } catch (error) {
    guard.fail?.(file, `${error}`);
  }
}
