// Picking words of the report: with the mouse, by touch, or with the arrow keys from word to word.
export class Words {
  constructor(root) {
    this.root = root;
    this.anchor = this.at = null;
    this.taken = this.left = null;
    root.addEventListener("click", (event) => this.clicked(event));
    root.addEventListener("keydown", (event) => this.pressed(event));
  }

  all() {
    return [...this.root.querySelectorAll("[data-s]")].filter((word) => word.offsetParent !== null);
  }

  // Let words be picked: `taken` gets what Enter takes, `previewed` what is picked so far, `left` is called on Escape.
  listen({ taken, previewed, left }) {
    Object.assign(this, { taken, previewed, left });
    this.root.classList.add("picking-words");
  }

  stop() {
    this.taken = this.previewed = this.left = null;
    this.anchor = this.at = null;
    this.root.classList.remove("picking-words");
    this.paint();
  }

  begin(start) {
    const words = this.all();
    if (!words.length) return;
    const near = words.findIndex((word) => Number(word.dataset.s) >= start);
    this.root.focus({ preventScroll: true });
    this.to(this.at ?? words[near < 0 ? 0 : near], false);
  }

  to(word, extends_) {
    this.at = word;
    if (!extends_ || !this.anchor) this.anchor = word;
    this.paint();
    word.scrollIntoView({ block: "nearest" });
  }

  picked() {
    if (!this.at) return [];
    const words = this.all();
    const [first, last] = [words.indexOf(this.anchor), words.indexOf(this.at)].sort((a, b) => a - b);
    return words.slice(Math.max(first, 0), last + 1);
  }

  span() {
    const words = this.picked();
    if (!words.length) return null;
    const range = document.createRange();
    range.setStartBefore(words[0]);
    range.setEndAfter(words[words.length - 1]);
    return {
      start: Number(words[0].dataset.s),
      end: Number(words[words.length - 1].dataset.e),
      text: range.toString(),
    };
  }

  paint() {
    for (const word of this.root.querySelectorAll(".picked")) word.classList.remove("picked");
    for (const word of this.picked()) word.classList.add("picked");
    this.previewed?.(this.span());
  }

  take() {
    const span = this.span();
    if (span && this.taken) {
      this.anchor = this.at = null;
      for (const word of this.root.querySelectorAll(".picked")) word.classList.remove("picked");
      this.taken(span);
    }
  }

  clicked(event) {
    if (!this.taken) return;
    const chosen = getSelection();
    if (chosen && !chosen.isCollapsed && this.root.contains(chosen.anchorNode)) {
      const words = this.all().filter((word) => chosen.containsNode(word, true));
      chosen.removeAllRanges();
      if (!words.length) return;
      this.anchor = words[0];
      this.to(words[words.length - 1], true);
    } else {
      const word = event.target.closest("[data-s]");
      // A second touch further on picks all between.
      if (word) this.to(word, event.shiftKey || (this.at !== null && word !== this.at && this.anchor === this.at));
    }
    this.root.focus({ preventScroll: true });
  }

  pressed(event) {
    if (!this.taken) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const line = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step || line) {
      const words = this.all();
      const here = Math.max(words.indexOf(this.at), 0);
      const next = step ? words[here + step] : this.beyond(words, here, line);
      if (next) this.to(next, event.shiftKey);
    } else if (event.key === "Enter") this.take();
    else if (event.key === "Escape" || event.key === "Tab") this.left?.();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // The word over or under this one.
  beyond(words, here, by) {
    const mine = words[here].getBoundingClientRect();
    let best = null;
    for (let i = here + by; i >= 0 && i < words.length; i += by) {
      const box = words[i].getBoundingClientRect();
      const lines = Math.abs(box.top - mine.top) / mine.height;
      if (lines < 0.5) continue;
      if (best && Math.abs(box.top - best.top) > mine.height / 2) break;
      const off = Math.abs(box.left - mine.left);
      if (!best || off < best.off) best = { word: words[i], off, top: box.top };
    }
    return best?.word;
  }
}
