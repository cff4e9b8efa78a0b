// The first script of redirect.html, in which it stands: it tells what became of the two others, so that nobody waits for ever.
// xtask's `seal` puts it there, without these comments, and pins it by its hash in the policy. One comment a line.
(function (window, document) {
  "use strict";
  var failed = false;
  function stuck() {
    var working = document.getElementById("working");
    var notice = document.getElementById("stuck");
    if (!working || working.hidden) return;
    working.hidden = true;
    notice.hidden = false;
  }
  window.addEventListener(
    "error",
    function (event) {
      if (event.target.src) failed = true;
    },
    true
  );
  window.addEventListener("load", function () {
    if (failed) stuck();
  });
  // What has done its work has left this page, or closed it, long before. A script that never comes holds back the load.
  window.setTimeout(stuck, 8000);
  // The answer of the sign-in host is in the address, and is taken along past every cache.
  document.addEventListener("click", function (event) {
    if (event.target.className !== "again") return;
    event.preventDefault();
    var location = window.location;
    var kept = location.search.replace(/([?&])reload=[^&]*/, "$1");
    location.replace(location.pathname + (kept ? kept + "&" : "?") + "reload=" + Date.now().toString(36) + location.hash);
  });
})(window, document);
