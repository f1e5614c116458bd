"use strict";
// What every page of the desk does with the keyboard: / goes to the search, j and k from item to item, n and p to the next and the
// previous page or report.
(() => {
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const items = () =>
    [...document.querySelectorAll("[data-event], [data-item], .coded .card")]
      .map((item) => item.querySelector(item.dataset.event ? "a[href^='/reports/']" : "a, .pick"))
      .filter(Boolean);

  const step = (by) => {
    const all = items();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("q").focus();
    } else if (document.body.dataset.keys) return;
    else if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "n") document.querySelector("a[rel='next']")?.click();
    else if (event.key === "p") document.querySelector("a[rel='prev']")?.click();
  });

  // On a phone the filters stand above the list: folded until they are asked for.
  const fold = document.querySelector(".facets-fold");
  if (fold && window.matchMedia("(max-width: 52rem)").matches) fold.open = false;
})();
