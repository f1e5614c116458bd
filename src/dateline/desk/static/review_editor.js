// A line in which a correction is typed: by the beginning of a name, by a number, or by words picked in the report.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// Every word that is typed begins a word of the option, in this order.
const fits = (option, query) => {
  const words = fold(option.label).split(/[^\p{L}\p{N}]+/u);
  let at = 0;
  return fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .every((part) => {
      while (at < words.length && !words[at].startsWith(part)) at += 1;
      at += 1;
      return at <= words.length;
    });
};

const made = (tag, attributes = {}, ...inside) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...inside);
  return element;
};

let serial = 0;

// Ask for one value. Options: {label, value, number, hint}. Resolves with a value, or undefined if it was left.
//   options(query)  what can be chosen for what is typed (may be a promise); filtered here unless `free`
//   parse(query)    the value of what is typed, undefined if it is none
//   picks(span)     the value of picked words (may be a promise); absent where words mean nothing
//   empty           what Enter on an empty line means; absent where it means nothing
//   many            a list is asked for; `current` is the one to begin with
export const ask = (place, words, { label, hint, options, parse, picks, many, current, start, free, empty }) =>
  new Promise((resolve) => {
    const id = `editor-${(serial += 1)}`;
    const chosen = many ? [...current] : null;
    const input = made("input", { id, autocomplete: "off", maxlength: "300", role: "combobox", "aria-expanded": "true", "aria-controls": `${id}-list` });
    const list = made("ul", { id: `${id}-list`, role: "listbox", "aria-label": label, class: "choices" });
    const chips = made("ul", { class: "chips", "aria-label": "Chosen" });
    const picked = made("p", { class: "picked-words", "aria-live": "polite" });
    const says = made("p", { class: "form-says", role: "alert" });
    const tab = picks ? "Tab: pick words in the report. " : "";
    const box = made("form", { class: "editor", "aria-label": label }, made("label", { for: id }, label), chips, input, list, picked, says,
      made("p", { class: "small" }, `${hint || ""} ${tab}${many ? "Enter on an empty line: done. " : ""}Esc: leave.`),
      made("p", { class: "editor-buttons" }, ...(many ? [made("button", { type: "button", class: "done button" }, "Done")] : []), made("button", { type: "button", class: "leave button" }, "Leave")));
    let shown = [];
    let active = -1;
    let asked = 0;

    const end = (value) => {
      words.stop();
      box.remove();
      resolve(value);
    };
    const take = (value) => {
      if (!many) return end(value);
      const key = JSON.stringify(value);
      const at = chosen.findIndex((option) => JSON.stringify(option.value) === key);
      if (at >= 0) chosen.splice(at, 1);
      else chosen.push({ label: value.label ?? labelOf(value), value });
      input.value = "";
      paintChips();
      refresh();
      input.focus();
    };
    const labelOf = (value) => shown.find((option) => JSON.stringify(option.value) === JSON.stringify(value))?.label ?? value.name ?? String(value);
    const paintChips = () => {
      chips.replaceChildren(
        ...(chosen || []).map((option) => {
          const drop = made("button", { type: "button", "aria-label": `Drop ${option.label}` }, `${option.label} ×`);
          drop.addEventListener("click", () => take(option.value));
          return made("li", {}, drop);
        }),
      );
    };
    const paint = () => {
      list.replaceChildren(
        ...shown.map((option, i) => {
          const number = option.number ? [made("span", { class: "number" }, String(option.number))] : [];
          const hinted = option.hint ? [made("span", { class: "small" }, option.hint)] : [];
          const item = made("li", { role: "option", id: `${id}-${i}`, "aria-selected": String(i === active) }, ...number, made("span", { dir: "auto" }, option.label), ...hinted);
          item.addEventListener("pointerdown", (event) => event.preventDefault());
          item.addEventListener("click", () => take(option.value));
          return item;
        }),
      );
      if (active >= 0) {
        input.setAttribute("aria-activedescendant", `${id}-${active}`);
        list.children[active]?.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    };
    let refreshed = null;
    const refresh = () => (refreshed = look());
    const look = async () => {
      const query = input.value.trim();
      const mine = (asked += 1);
      const found = (await options?.(query)) || [];
      if (mine !== asked) return;
      shown = (free ? found : found.filter((option) => !query || fits(option, query) || String(option.number) === query)).slice(0, 60);
      active = query && shown.length ? 0 : -1;
      const numbered = /^\d+$/.test(query) && !free;
      const numbers = numbered ? found.filter((option) => String(option.number ?? "").startsWith(query)) : [];
      if (numbers.length === 1) return take(numbers[0].value);
      if (numbers.length > 1) active = shown.findIndex((option) => String(option.number) === query);
      paint();
    };
    const enter = async () => {
      await refreshed; // what is typed last counts, however long its choices take
      if (!box.isConnected) return undefined;
      const query = input.value.trim();
      if (active >= 0) return take(shown[active].value);
      if (!query) return many ? end(chosen.map((option) => option.value)) : empty === undefined ? undefined : end(empty);
      const value = parse?.(query);
      if (value === undefined) says.textContent = `${query.slice(0, 40)} is none of these`;
      else take(value);
    };

    words.listen({
      taken: async (span) => {
        if (!picks) return;
        const value = await picks(span);
        if (value === undefined) return input.isConnected && input.focus();
        take(value);
      },
      previewed: (span) => {
        picked.textContent = span && picks ? `“${span.text.slice(0, 120)}” — Enter takes it` : "";
        box.classList.toggle("has-picked", Boolean(span && picks));
      },
      left: () => input.focus(),
    });
    if (!picks) words.root.classList.remove("picking-words");
    picked.addEventListener("click", () => words.take());
    input.addEventListener("input", () => {
      says.textContent = "";
      refresh();
    });
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!shown.length) return;
        active = (active + (event.key === "ArrowDown" ? 1 : shown.length - (active < 0 ? 0 : 1))) % shown.length;
        paint();
      } else if (event.key === "Enter" && event.target === input) enter();
      else if (event.key === "Escape") end(undefined);
      else if (event.key === "Tab" && !event.shiftKey && picks && event.target === input) words.begin(start || 0);
      else if (event.key === "Backspace" && many && !input.value && chosen.length) {
        chosen.pop();
        paintChips();
      } else return;
      event.preventDefault();
    });
    box.addEventListener("submit", (event) => event.preventDefault());
    box.querySelector(".leave").addEventListener("click", () => end(undefined));
    box.querySelector(".done")?.addEventListener("click", () => end(chosen.map((option) => option.value)));
    place.replaceChildren(box);
    paintChips();
    refresh();
    input.focus();
    box.scrollIntoView({ block: "nearest" });
  });
