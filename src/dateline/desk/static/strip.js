"use strict";
// Days are picked on a strip of bars with the mouse, a finger or the keyboard; what was picked is a part of the address.
(() => {
  const DAY = 86400000;
  const iso = (time) => new Date(time).toISOString().slice(0, 10);

  const go = (strip, from, to) => {
    const address = new URL(window.location.href);
    for (const name of ["since", "until", "page"]) address.searchParams.delete(name);
    if (from !== null) {
      address.searchParams.set("since", iso(Math.min(from, to)));
      address.searchParams.set("until", iso(Math.max(from, to)));
    }
    if (strip.dataset.path) address.pathname = strip.dataset.path;
    window.location.assign(address);
  };

  for (const strip of document.querySelectorAll(".strip-days")) {
    const drawing = strip.querySelector("svg"), brush = strip.querySelector(".brush"), says = strip.querySelector(".says");
    if (!drawing || !brush) continue;
    const first = Date.parse(strip.dataset.first), last = Date.parse(strip.dataset.last);
    const days = Math.round((last - first) / DAY) + 1;
    let from = null, to = null;

    const at = (x) => {
      const box = drawing.getBoundingClientRect();
      const share = Math.min(Math.max((x - box.left) / box.width, 0), 0.999999);
      return first + Math.floor(share * days) * DAY;
    };
    const show = () => {
      const a = Math.min(from, to), b = Math.max(from, to);
      brush.setAttribute("x", String(((a - first) / DAY / days) * 1000));
      brush.setAttribute("width", String((((b - a) / DAY + 1) / days) * 1000));
      if (says) says.textContent = a === b ? iso(a) : `${iso(a)} to ${iso(b)}`;
    };

    strip.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.target.closest("a")?.closest(".strip-words")) return;
      from = to = at(event.clientX);
      strip.setPointerCapture(event.pointerId);
      show();
      event.preventDefault();
    });
    strip.addEventListener("pointermove", (event) => {
      if (from === null) return;
      to = at(event.clientX);
      show();
    });
    strip.addEventListener("pointerup", (event) => {
      if (from === null) return;
      to = at(event.clientX);
      if (Math.abs(to - from) < DAY && strip.dataset.unit !== "day") {
        const bar = [...strip.querySelectorAll("[data-start]")].find((b) => Date.parse(b.dataset.start) <= from && from <= Date.parse(b.dataset.end));
        if (bar) { from = Date.parse(bar.dataset.start); to = Date.parse(bar.dataset.end); }
      }
      go(strip, from, to);
    });
    // With the keyboard: arrows move the end of the stretch, with shift its beginning; Enter shows it, Escape drops it.
    strip.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30, Home: -days, End: days }[event.key];
      if (step !== undefined) {
        if (from === null) { from = Date.parse(strip.dataset.since || strip.dataset.first); to = Date.parse(strip.dataset.until || strip.dataset.last); }
        const moved = (time) => Math.min(Math.max(time + step * DAY, first), last);
        if (event.shiftKey) from = moved(from); else to = moved(to);
        show();
        event.preventDefault();
      } else if (event.key === "Enter" && from !== null) go(strip, from, to);
      else if (event.key === "Escape") go(strip, null, null);
    });
  }
})();
