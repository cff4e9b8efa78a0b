// Starts the WebAssembly. Trunk's own bootstrap is an inline script, which the content security policy refuses.

const { js, wasm } = document.querySelector("#boot").dataset;

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
const guard = globalThis.tokenConsole ?? {};
guard.began = true;

if (!guard.cause) {
  const heading = /** @type {Element} */ (document.querySelector(`h1 [lang="${document.documentElement.lang}"]`));
  document.title = `${heading.textContent} – Token Console`;
  let file = js;
  try {
    const { default: start } = await import(js);
    await guard.msal;
    file = wasm;
    await start({ module_or_path: guard.wasm ?? fetch(wasm) });
  } catch (error) {
    guard.fail?.(file, `${error}`);
  }
}
