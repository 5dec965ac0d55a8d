// Asks the preview which state of the site it shows, and loads the page again when that is no longer the page's own.
// Only a page that is looked at listens: a browser keeps few connections to one address, and tabs may be many.
"use strict";

(() => {
  const own = document.currentScript.dataset.version;
  let source = null;

  function listen() {
    source = new EventSource("/_giliran/events");
    source.addEventListener("version", (event) => {
      if (event.data !== own) {
        location.reload();
      }
    });
    source.addEventListener("error", () => {
      if (source !== null && source.readyState === EventSource.CLOSED) {
        source = null;
        setTimeout(follow, 2000);
      }
    });
  }

  function follow() {
    if (document.visibilityState === "visible" && source === null) {
      listen();
    } else if (document.visibilityState !== "visible" && source !== null) {
      source.close();
      source = null;
    }
  }

  document.addEventListener("visibilitychange", follow);
  addEventListener("pageshow", follow);
  addEventListener("pagehide", () => {
    if (source !== null) {
      source.close();
      source = null;
    }
  });
  follow();
})();
