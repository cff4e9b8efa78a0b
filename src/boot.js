// Starts the WebAssembly. Trunk's own bootstrap is an inline script, which the content security policy refuses. xtask's `seal` puts
// this at the end of the script of `wasm-bindgen`, so that one file does for both; by itself it is a file after a plain
// `trunk build` only. A function, as no name of its own may be one of that script's, and no module waits for itself.

void (async () => {
  const boot = document.querySelector("#boot");
  const { js, wasm, ahead } = boot.dataset;

  // What stands in index.html itself: src/guard.js, which has begun to load everything else, and the style. Where an optimizer
  // changed it, or a policy of the host refuses it, it comes as a file; after a plain `trunk build` there is none, and nothing
  // waits for it.
  const spare = document.querySelector("#spare")?.content;
  if (spare && !document.querySelector("style")?.sheet) document.head.append(spare.querySelector("link"));
  if (spare && !globalThis.tokenConsole) {
    const script = spare.querySelector("script");
    document.head.append(script);
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

  if (guard.cause) return;
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
})();
