"use strict";

/* After “Run now”: look again until the worker is done, and show what came of it. What is typed stays. */
(() => {
  const SOON = 1000;
  const LATER = 10000;
  let looks = 0;

  const replace = (page, selector) => {
    const [old, fresh] = [document.querySelector(selector), page.querySelector(selector)];
    if (old && fresh && !old.contains(document.activeElement)) old.replaceWith(fresh);
  };

  const look = async () => {
    looks += 1;
    try {
      const answer = await fetch(location.href);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const told = page.getElementById("poll");
      if (answer.ok && told && !("waiting" in told.dataset)) {
        // The live region itself stays: it is read out when its words change.
        const region = document.getElementById("poll");
        region.textContent = told.textContent;
        delete region.dataset.waiting;
        replace(page, "fieldset.live");
        const reason = document.getElementById("id_reason");
        if (!reason || !reason.value) replace(page, ".verbs");
        return;
      }
    } catch {
      // Nobody answers just now.
    }
    setTimeout(look, looks < 60 ? SOON : LATER);
  };
  setTimeout(look, SOON / 4);
})();
