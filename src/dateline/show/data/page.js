"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const bar = byId("bar"), says = byId("says"), next = byId("next");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let pinned = null;

  const words = (element, name) => new Set((element.dataset[name] || "").split(" ").filter(Boolean));
  const meet = (left, right) => [...left].some((key) => right.has(key));
  const within = (report, selector, name, keys) =>
    [...report.querySelectorAll(selector)].filter((element) => meet(words(element, name), keys));

  function light(report, keys, cards) {
    document.querySelectorAll(".lit, .chosen, .picking").forEach((e) => e.classList.remove("lit", "chosen", "picking"));
    document.querySelectorAll("[aria-pressed=true]").forEach((e) => e.setAttribute("aria-pressed", "false"));
    if (!report) return;
    report.classList.add("picking");
    within(report, "[data-keys]", "keys", keys).forEach((element) => element.classList.add("lit"));
    cards.forEach((card) => card.classList.add("chosen"));
  }

  function scrollTo(element) {
    const behavior = calm.matches ? "auto" : "smooth";
    const pane = element.closest(".reading");
    if (pane && pane.scrollHeight > pane.clientHeight && getComputedStyle(pane).overflowY === "auto") {
      const offset = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
      pane.scrollTo({ top: pane.scrollTop + offset - pane.clientHeight / 3, behavior });
    }
    const box = element.getBoundingClientRect();
    if (!pane || getComputedStyle(pane).position !== "sticky" || box.top < 0 || box.bottom > window.innerHeight)
      element.scrollIntoView({ block: "center", behavior });
  }

  function pin(report, keys, cards, targets, words, label) {
    pinned = { targets, at: 0 };
    light(report, keys, cards);
    cards.forEach((card) => card.querySelector(".pick")?.setAttribute("aria-pressed", "true"));
    says.textContent = words;
    next.textContent = label;
    next.hidden = targets.length < 2;
    bar.hidden = false;
    if (targets.length) scrollTo(targets[0]);
  }

  function clear() {
    pinned = null;
    bar.hidden = true;
    light(null);
  }

  function pinCard(card) {
    const report = card.closest(".report"), keys = words(card, "uses");
    const own = new Set([card.dataset.own]);
    const first = within(report, ".text .trigger, .text .content, .text mark", "keys", own);
    const passages = first.length ? first : within(report, ".text mark", "keys", keys);
    pin(report, keys, [card], passages, `${card.dataset.name}: ${passages.length} in the text`, "Next in the text");
  }

  function pinMark(mark) {
    const report = mark.closest(".report"), keys = words(mark, "keys");
    const cards = within(report, "[data-uses]", "uses", keys);
    const use = cards.length === 1 ? "1 card uses" : `${cards.length} cards use`;
    pin(report, keys, cards, cards, `${use} “${mark.textContent}”`, "Next card");
  }

  document.addEventListener("click", (event) => {
    const card = event.target.closest("[data-uses]"), mark = event.target.closest("mark[data-keys]");
    if (event.target.closest("a, summary") || !window.getSelection().isCollapsed) return;
    if (mark) pinMark(mark);
    else if (card) card.classList.contains("chosen") && pinned ? clear() : pinCard(card);
  });
  document.addEventListener("pointerover", (event) => {
    if (pinned || event.pointerType === "touch") return;
    const card = event.target.closest("[data-uses]");
    card ? light(card.closest(".report"), words(card, "uses"), []) : light(null);
  });
  document.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-uses]");
    if (card && !pinned && event.target.matches(":focus-visible")) light(card.closest(".report"), words(card, "uses"), []);
  });

  document.querySelectorAll(".text").forEach((text) => {
    const marks = [...text.querySelectorAll("mark")];
    if (marks.length) marks[0].tabIndex = 0;
    text.addEventListener("keydown", (event) => {
      const at = marks.indexOf(event.target);
      const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: marks.length - 1 }[event.key];
      if (at < 0) return;
      if (event.key === "Enter" || event.key === " ") pinMark(event.target);
      else if (to === undefined) return;
      else if (marks[to]) {
        marks.forEach((mark) => { mark.tabIndex = -1; });
        marks[to].tabIndex = 0;
        marks[to].focus();
      }
      event.preventDefault();
    });
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
  byId("clear").addEventListener("click", clear);
  next.addEventListener("click", () => {
    pinned.at = (pinned.at + 1) % pinned.targets.length;
    scrollTo(pinned.targets[pinned.at]);
  });
  // A file holds the coding; a desk gives it at an address of its own.
  const save = byId("save");
  if (save) save.hidden = false;
  save?.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([byId("coding").textContent], { type: "application/json" }));
    link.download = "coding.json";
    link.click();
    URL.revokeObjectURL(link.href);
  });

  const opened = byId(document.querySelector("[data-opens]")?.dataset.opens || location.hash.slice(1));
  if (opened?.matches(".card")) {
    opened.scrollIntoView({ block: "center" });
    pinCard(opened);
  } else document.querySelector(".text .hit")?.scrollIntoView({ block: "center" });
})();
