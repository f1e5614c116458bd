// One event as it is judged: what is marked wrong, what it is corrected to, what was said of it before.
import { say } from "/static/review_fields.js";

export const FIELDS = { t: "type", m: "mode", w: "actors", h: "recipients", p: "place", d: "date", s: "status", n: "size" };
const TOLD = { right: "right", no_event: "no event", duplicate: "a duplicate", unsure: "unsure", wrong: "wrong" };

export class Card {
  constructor(element) {
    this.element = element;
    this.record = element.dataset.record;
    this.start = Number(element.dataset.trigger);
    this.marks = new Map();
    this.own = element.dataset.own ? JSON.parse(element.dataset.own) : null;
    if (this.own) this.recall();
    this.paint();
  }

  // What was said before is what one goes on from.
  recall() {
    for (const field of this.own.wrong) if (this.row(field)) this.marks.set(field, undefined);
    for (const [field, value] of Object.entries(this.own.corrected)) if (this.row(field)) this.marks.set(field, { value });
  }

  row(field) {
    return this.element.querySelector(`[data-field="${field}"]`);
  }

  claim(field) {
    return JSON.parse(this.row(field).dataset.claim);
  }

  // A field as it would be now.
  value(field) {
    const mark = this.marks.get(field);
    return mark ? mark.value : this.claim(field);
  }

  get judged() {
    return this.own !== null;
  }

  get changed() {
    const before = this.own ? JSON.stringify([[...this.own.wrong].sort(), this.own.corrected]) : null;
    return this.marks.size > 0 && JSON.stringify([[...this.marks.keys()].sort(), this.corrections()]) !== before;
  }

  corrections() {
    return Object.fromEntries([...this.marks].filter(([, mark]) => mark).map(([field, mark]) => [field, mark.value]));
  }

  toggle(field) {
    if (this.marks.has(field)) this.marks.delete(field);
    else this.marks.set(field, undefined);
    this.paint();
  }

  correct(field, value) {
    if (JSON.stringify(value) === JSON.stringify(this.claim(field))) this.marks.delete(field);
    else this.marks.set(field, { value });
    this.paint();
  }

  clear() {
    this.marks.clear();
    if (this.own) this.recall();
    this.paint();
  }

  // The fields as the desk is told of them.
  fields() {
    return Object.fromEntries([...this.marks].map(([field, mark]) => [field, mark ? { value: mark.value } : null]));
  }

  // What was just said, shown before the page is fetched again.
  said(verdict) {
    const corrected = this.corrections();
    if (verdict !== "fields") this.marks.clear();
    this.own = { verdict: verdict === "fields" ? "wrong" : verdict, wrong: verdict === "fields" ? [...this.marks.keys()] : [], corrected: verdict === "fields" ? corrected : {} };
    this.paint();
  }

  unsaid() {
    this.own = null;
    this.marks.clear();
    this.paint();
  }

  paint() {
    for (const row of this.element.querySelectorAll(".judged-field")) {
      const { field } = row.dataset;
      const mark = this.marks.get(field);
      row.classList.toggle("wrong", this.marks.has(field));
      row.querySelector(".is-wrong").setAttribute("aria-pressed", String(this.marks.has(field)));
      const corrected = row.querySelector(".corrected");
      corrected.hidden = !mark;
      corrected.textContent = mark ? say(field, mark.value) : "";
    }
    this.element.querySelector(".keep").hidden = this.marks.size === 0;
    const told = this.element.querySelector(".said-so");
    told.hidden = !this.own;
    told.textContent = this.own ? `You said: ${TOLD[this.own.verdict] || this.own.verdict}${this.own.wrong.length ? ` (${this.own.wrong.join(", ")})` : ""}` : "";
    for (const button of this.element.querySelectorAll(".verdicts [data-key]")) {
      const of = { r: "right", x: "no_event", c: "duplicate", u: "unsure" }[button.dataset.key];
      button.classList.toggle("said", this.own !== null && this.own.verdict === of);
    }
  }
}
