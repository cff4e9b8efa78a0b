// Starts the WebAssembly. Trunk's own bootstrap is an inline script, which the content security policy refuses.

// The words in index.html are there in each language; the rest of the page asks `browser::language`.
const known = (tag) => /^(en|zh)\b/i.exec(tag ?? "")?.[1].toLowerCase();
let chosen;
try {
  chosen = localStorage.getItem("language");
} catch {
  // Storage is blocked.
}
const language = [chosen, ...navigator.languages].map(known).find(Boolean);
document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
const heading = document.querySelector(`h1 [lang="${document.documentElement.lang}"]`).textContent;
document.title = `${heading} – Token Console`;

try {
  const { js, wasm } = document.querySelector("#boot").dataset;
  const { default: start } = await import(js);
  // Trunk writes the hash of the file on its preload link; `init` by itself would not look at it.
  const { integrity } = document.querySelector('link[rel="preload"][as="fetch"]');
  await start({ module_or_path: fetch(wasm, { integrity }) });
} catch (error) {
  // A panic during the start has its own notice.
  if (document.querySelector("#crash").hidden) {
    document.querySelector("#app").hidden = true;
    document.querySelector("#failure").textContent = `${error}`;
    document.querySelector("#failed").hidden = false;
  }
}
