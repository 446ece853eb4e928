// Looks again at a page that tells how far something is, until it is over; then the page is loaded with its result.
"use strict";
(() => {
  const EVERY = 2000; // milliseconds
  const place = document.getElementById("progress");
  const look = async () => {
    try {
      const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("progress");
      if (!now || !now.hasAttribute("data-active")) { location.reload(); return; }
      // Written only where it says something else: screen readers read what changes.
      if (now.innerHTML !== place.innerHTML) place.replaceChildren(...now.childNodes);
    } catch { /* the server is away for a moment */ }
    setTimeout(look, EVERY);
  };
  setTimeout(look, EVERY);
})();
