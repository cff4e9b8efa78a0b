// Hands the answer of the sign-in host to the page that asked, by Microsoft's own bridge, and goes back to that page.

const home = new URL("./", location.href);

// After a sign-out the bridge would go to the root of the host, which under a sub-path is another site's page.
const navigation = {
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

const show = (id) => {
  for (const section of document.querySelectorAll("main > section")) {
    section.hidden = section.id !== id;
  }
};

// An administrator who was sent the admin-consent link comes here too, without MSAL's state: with `admin_consent=True`,
// or with an error.
const query = new URLSearchParams(location.search);
if ((query.has("admin_consent") || query.has("error")) && !query.has("state")) {
  show(query.get("admin_consent")?.toLowerCase() === "true" ? "granted" : "declined");
  history.replaceState(null, "", location.pathname);
} else {
  msalRedirectBridge.broadcastResponseToMainFrame(navigation).catch((error) => {
    document.querySelector("#code").textContent = error.errorCode ?? `${error}`;
    show("failed");
  });
}
