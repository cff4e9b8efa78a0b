// The first script of the page, which tells what became of all others. It stands in index.html itself and is pinned there by its
// hash in the policy, so that it depends on nothing that can be missing; xtask's `seal` puts it there, without these comments.
// For old browsers too: ECMAScript 5, and nothing is taken for granted before it was looked for. One comment a line.
(function (window, document, root) {
  "use strict";
  // The inline one did run after all.
  if (window.tokenConsole) return;
  var location = window.location;
  var boot = document.getElementById("boot");
  var js = boot.getAttribute("data-js");
  var wasm = boot.getAttribute("data-wasm");
  // Who reads what of it: src/page.d.ts.
  /** @type {Guard} */
  var guard = (window.tokenConsole = { began: false, cause: "", detail: "", forbidden: "", early: {}, fail: fail, miss: miss });
  var shown = false;
  var failing = false;
  var refused = "";
  root.setAttribute("data-guarded", "");

  // Before anything is shown: `browser::theme` keeps it.
  try {
    root.setAttribute("data-theme", window.localStorage.getItem("theme") || "");
  } catch (_) {}

  // The words in index.html are there in each of these languages; the rest of the page asks `browser::language`.
  var languages = (root.getAttribute("data-languages") || "").split(" ");
  /** @type {string[]} */
  var tags = [];
  try {
    tags.push(window.localStorage.getItem("language") || "");
  } catch (_) {}
  tags = tags.concat(window.navigator.languages || window.navigator.language);
  /** @type {(tag: string) => string} */
  function primary(tag) {
    return String(tag).split(/[-_]/)[0].toLowerCase();
  }
  tags.some(function (tag) {
    return languages.some(function (language) {
      var isMeant = primary(tag) === primary(language);
      if (isMeant) root.lang = language;
      return isMeant;
    });
  });

  // An address that no cache has seen. The ID that stands in the form comes along, and nothing else: that could be a token.
  function fresh() {
    var field = document.getElementById("profile-id");
    var type = document.querySelector("[name=profile-type]:checked");
    var kept = location.search
      .slice(1)
      .split("&")
      .filter(function (pair) {
        return pair && !/^reload=/.test(pair) && !(field && /^(profileId|type)=/.test(pair));
      });
    if (field && /^\s*(AOSP-)?\{?[0-9a-f-]{32,36}\}?\s*$/i.test(field.value)) {
      kept.push("profileId=" + encodeURIComponent(field.value));
      if (type && type.value) kept.push("type=" + type.value);
    }
    kept.push("reload=" + Date.now().toString(36));
    return (guard.cause === "https" ? "https://" + location.host : "") + location.pathname + "?" + kept.join("&");
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a.reload");
    if (link) link.href = fresh();
  });
  if (/[?&]reload=/.test(location.search) && window.history.replaceState) {
    var rest = location.search.replace(/([?&])reload=[^&]*&?/, "$1").replace(/[?&]$/, "");
    window.history.replaceState(null, "", location.pathname + rest + location.hash);
  }

  /** @type {(cause: string, detail: string) => void} */
  function show(cause, detail) {
    var crash = document.getElementById("crash");
    if (!crash) {
      // The body is still on its way.
      setTimeout(function () {
        show(cause, detail);
      }, 20);
      return;
    }
    // A panic has its own notice.
    if (shown || !crash.hidden) return;
    shown = true;
    var notices = document.querySelectorAll("[data-cause]");
    for (var n = 0; n < notices.length; n += 1) notices[n].hidden = notices[n].getAttribute("data-cause") !== cause;
    document.getElementById("failure").textContent = detail;
    document.getElementById("app").hidden = true;
    document.getElementById(cause === "updated" ? "updated" : "failed").hidden = false;
  }

  /** @param {string} file */
  function nameOf(file) {
    return file.split("?")[0].replace(/.*\//, "");
  }
  // Whether another version of the page stands on the server by now. If not, `detail` says what is there in the file's place.
  /** @type {(file: string) => Promise<boolean>} */
  function isUpdated(file) {
    guard.detail = "";
    return window
      .fetch(location.pathname + "?reload=" + Date.now().toString(36), { cache: "no-store" })
      .then(function (answer) {
        return answer.text();
      })
      .then(function (text) {
        var own = [js, wasm].concat(/\.(js|css)$/.test(file) ? file : []);
        // Anything else may answer in the page's place, such as a sign-in of the network.
        var other =
          /token-console-[0-9a-f]{16}\.js/.test(text) &&
          own.some(function (each) {
            return text.indexOf(nameOf(each)) < 0;
          });
        if (other) {
          // The next visit finds it too, however long the old one may be kept.
          window.fetch(location.pathname, { cache: "reload" })["catch"](function () {});
          return true;
        }
        return window.fetch(file, { method: "HEAD", cache: "no-store" }).then(function (answer) {
          guard.detail = nameOf(file) + ": " + answer.status + ", " + answer.headers.get("content-type");
          return false;
        });
      })
      ["catch"](function () {
        return false;
      });
  }

  // The start failed, by this file.
  /** @type {Guard["fail"]} */
  function fail(file, error) {
    if (failing) return;
    failing = true;
    isUpdated(file).then(function (updated) {
      if (updated) show("updated", "");
      else if (refused) show("policy", refused);
      else show("part", [guard.detail || nameOf(file), error].filter(String).join(" – "));
    });
  }

  // A part did not load: 2 if there is a newer version, which the page then says, or else 0.
  /** @type {Guard["miss"]} */
  function miss(file) {
    return isUpdated(file).then(function (updated) {
      if (updated) document.getElementById("updated").hidden = false;
      return updated ? 2 : 0;
    });
  }

  window.addEventListener(
    "error",
    function (event) {
      var element = event.target;
      var file = element.src || (element.rel === "stylesheet" && element.href);
      if (guard.cause) return;
      if (file && element.type === "module") fail(file, "");
      // Without its style the page works, and what a missing MSAL means it says itself.
      else if (file) miss(file);
    },
    true
  );
  // Whoever comes back to the tab hears of a newer version before a file of this one is missing.
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) return;
    window
      .fetch("version.json", { cache: "no-cache" })
      .then(function (answer) {
        return answer.json();
      })
      .then(function (there) {
        // Anything else may answer in its place.
        if (!there.build || there.build === boot.getAttribute("data-build")) return;
        document.getElementById("newer").textContent = there.version;
        document.getElementById("updated").hidden = false;
      })
      ["catch"](function () {});
  });
  window.addEventListener("load", function () {
    if (!guard.began && !guard.cause) fail(js, "");
  });

  document.addEventListener("securitypolicyviolation", function (event) {
    var what = event.effectiveDirective + " " + event.blockedURI;
    if (event.disposition === "report") return;
    if (event.effectiveDirective === "connect-src") guard.forbidden += what + "\n";
    // What an extension put into the page, and the policy refused, is no fault.
    if (event.blockedURI === "wasm-eval" || event.blockedURI.indexOf(location.origin) === 0) refused = what;
  });

  /** @param {string} condition */
  function supports(condition) {
    return window.CSS && window.CSS.supports && window.CSS.supports(condition);
  }
  var missing = [];
  if (!("noModule" in document.createElement("script"))) missing.push("JavaScript modules");
  if (!supports("(color:light-dark(red,red))")) missing.push("CSS light-dark()");
  if (!supports('(content:""/"")')) missing.push("CSS content with a text alternative");
  if (window.isSecureContext === false || location.protocol === "file:") {
    guard.cause = "https";
    missing = ["https://" + location.host + location.pathname];
  } else if (missing.length) guard.cause = "old";
  else if (typeof window.WebAssembly !== "object") guard.cause = "wasm";
  if (guard.cause) {
    show(guard.cause, missing.join(", "));
    return;
  }

  // Whether MSAL keeps nothing in this tab: then nobody is signed in, and nobody comes back from the sign-in host.
  try {
    guard.fresh = Object.keys(window.sessionStorage).some(function (key) {
      return /^msal\.(?!version$)/.test(key);
    })
      ? ""
      : "fresh";
  } catch (_) {}

  /** @type {(file: string, options: RequestInit) => Promise<Response>} */
  function ask(file, options) {
    var answer = window.fetch(file, options);
    answer["catch"](function () {});
    return answer;
  }
  // Only now does anything else load. `fetch` with a hash matches no preload in Firefox and WebKit, so there is none.
  guard.config = ask("config.json", { cache: "no-cache" });
  var msal = boot.content.querySelector("script");
  guard.msal = new Promise(function (done) {
    msal.onload = msal.onerror = done;
  });
  // *Sign in* needs no MSAL before it is pressed, and so MSAL leaves the line to the rest: src/boot.js begins it then.
  if (!guard.fresh) document.head.appendChild(boot.content);
  guard.wasm = ask(wasm, { integrity: boot.getAttribute("data-integrity") });
  // The screen of somebody who is signed in; the script that loads the parts takes it.
  var next = (boot.getAttribute("data-ahead") || "").split(" ")[0];
  if (guard.fresh === "" && next) guard.early[next] = ask(next, { integrity: boot.getAttribute("data-ahead-integrity") });
})(window, document, document.documentElement);
