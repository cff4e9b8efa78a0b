// Hands the answer of the sign-in host to the page that asked, by Microsoft's own bridge, and goes back to that page.

const home = new URL("./", location.href);

// After a sign-out the bridge would go to the root of the host, which under a sub-path is another site's page.
const navigation = {
  /** @param {string} url */
  async navigateInternal(url) {
    const target = new URL(url, home);
    const own = target.origin === home.origin && target.pathname.startsWith(home.pathname);
    location.replace(own ? target : home);
    return true;
  },
  async navigateExternal() {
    location.replace(home);
    return true;
  },
};

/** @param {string} id */
const show = (id) => {
  for (const section of document.querySelectorAll("main > section")) {
    section.hidden = section.id !== id;
  }
};

// An administrator who was sent the admin-consent link comes here too, without MSAL's state. Entra was seen to say
// `admin_consent=True` beside an error, so an error wins, and only what is whole is a success.
const query = new URLSearchParams(location.search);
const consent = query.get("admin_consent");
const error = query.get("error");
if (consent !== null || (error !== null && !query.has("state"))) {
  const granted = consent?.toLowerCase() === "true" && query.get("tenant") && error === null;
  const said = [error, query.get("error_description")].filter(Boolean).join("\n");
  document.querySelector("#reason").textContent = said.slice(0, 1000);
  show(granted ? "granted" : "declined");
  history.replaceState(null, "", location.pathname);
} else {
  msalRedirectBridge.broadcastResponseToMainFrame(navigation).catch((cause) => {
    document.querySelector("#code").textContent = cause.errorCode ?? `${cause}`;
    show("failed");
  });
}
