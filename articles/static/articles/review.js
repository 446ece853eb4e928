"use strict";

/* Keys of the review screen. Everything works without them, by its buttons. */
(() => {
  const form = document.getElementById("review");
  const control = document.getElementById("shortcuts");
  const help = document.getElementById("help");
  const REMEMBERED = "review-shortcuts";

  // A page that answers a decision is reloaded as a page, not by deciding again.
  history.replaceState(null, "", form.action);

  // A live region is read out when it changes, not when a page opens with it.
  const said = document.getElementById("said");
  const lines = [...said.children];
  if (lines.length) {
    said.replaceChildren();
    requestAnimationFrame(() => setTimeout(() => said.replaceChildren(...lines), 50));
  }

  const remember = (on) => {
    try {
      localStorage.setItem(REMEMBERED, on ? "on" : "off");
    } catch {
      // A browser that keeps nothing: the choice holds for this page.
    }
  };
  const remembered = () => {
    try {
      return localStorage.getItem(REMEMBERED) !== "off";
    } catch {
      return true;
    }
  };
  control.checked = remembered();
  control.closest("label").hidden = false;
  control.addEventListener("change", () => remember(control.checked));

  const opener = document.getElementById("show-help");
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());

  const typing = (target) =>
    target.isContentEditable ||
    target.matches("textarea, select") ||
    (target.matches("input") && !["radio", "checkbox", "button", "submit"].includes(target.type));

  const choose = (radio) => {
    if (!radio) return;
    radio.checked = true;
    radio.focus();
    radio.closest(".candidate, .proposal").scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (!control.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (help.open || typing(target)) return;
    const radios = [...form.querySelectorAll('input[name="chosen"]')];
    if (/^[1-9]$/.test(key)) {
      choose(radios[Number(key) - 1]);
    } else if ((key === "ArrowDown" || key === "ArrowUp") && !target.matches('input[type="radio"]')) {
      if (!radios.length || target.closest(".article")) return;
      const at = radios.findIndex((radio) => radio.checked);
      choose(radios[Math.min(radios.length - 1, Math.max(0, at + (key === "ArrowDown" ? 1 : -1)))]);
      event.preventDefault();
    } else {
      const wanted = key === "Y" && !event.shiftKey ? "y" : /^[A-XZ]$/.test(key) ? key.toLowerCase() : key;
      const button = form.querySelector(`button[data-key="${CSS.escape(wanted)}"]:not([disabled])`);
      if (!button || event.repeat) return;
      event.preventDefault();
      button.click();
    }
  });

  // One decision per page: what is pressed while the answer is on its way belongs to no article.
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  addEventListener("pageshow", () => delete form.dataset.sent);

  const lease = document.getElementById("lease");
  if (lease) {
    const wait = Math.max(0, new Date(lease.dateTime) - Date.now());
    setTimeout(() => {
      lease.textContent = "now over: what you decide is asked about first";
    }, wait);
  }
})();
