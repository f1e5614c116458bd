// Judging: one item after the other, each verdict by a key. What was said is written before this page calls it kept.
import { Card, FIELDS } from "/static/review_card.js";
import { Fields, loadChoices, say } from "/static/review_fields.js";
import { Sender } from "/static/review_sending.js";
import { Words } from "/static/review_words.js";
import { forms } from "/static/review_forms.js";

const $ = (selector) => document.querySelector(selector);
const WHOLE = { r: "right", x: "no_event", u: "unsure" };
const KEYS = "dateline-keys";

class Judging {
  constructor() {
    this.pages = new Map();
    this.history = [];
    this.kept = 0;
    this.sender = new Sender($("#item").dataset.who, (waiting, problem) => this.tell(waiting, problem));
    this.take($("#item"));
    addEventListener("popstate", () => this.go(location.pathname + location.search, false));
    document.addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("click", (event) => this.click(event));
    const keys = $(".keys-on");
    keys.checked = localStorage.getItem(KEYS) !== "off";
    keys.addEventListener("change", () => localStorage.setItem(KEYS, keys.checked ? "on" : "off"));
    loadChoices();
  }

  // An item that has come onto the page.
  take(item) {
    this.item = item;
    this.note = null;
    this.editing = this.picked = false;
    this.words = new Words(item.querySelector(".words"));
    this.place = item.querySelector(".editor-place");
    this.fields = new Fields(item, this.place, this.words);
    this.cards = [...item.querySelectorAll(".judged-card")].map((element) => new Card(element));
    this.whole = item.dataset.unit === "report";
    this.settles = item.dataset.settles !== undefined;
    for (const shown of item.querySelectorAll(".take-field")) {
      const told = shown.querySelector(".says-value");
      if (told) told.textContent = say(shown.dataset.field, JSON.parse(shown.dataset.value));
    }
    this.choose(Math.max(0, this.cards.findIndex((card) => !card.judged)));
    this.showRead(item.dataset.read !== undefined);
    if (this.settles) this.pages.clear(); // what is settled shows on the pages that follow
    else if (item.dataset.next) this.page(item.dataset.next);
  }

  get card() {
    return this.cards[this.at];
  }

  choose(at) {
    this.at = at;
    this.cards.forEach((card, i) => card.element.classList.toggle("current", this.whole && i === at));
    if (!this.whole || !this.card) return;
    for (const word of this.item.querySelectorAll(".telling")) word.classList.remove("telling");
    const word = this.item.querySelector(`[data-s="${this.card.start}"]`);
    word?.classList.add("telling");
    word?.scrollIntoView({ block: "center" });
    this.card.element.before(this.place);
    this.card.element.scrollIntoView({ block: "nearest" });
  }

  // --- going from item to item

  page(url) {
    if (!this.pages.has(url)) {
      const got = fetch(url).then(async (answer) => {
        if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      });
      got.catch(() => this.pages.delete(url));
      this.pages.set(url, got);
      if (this.pages.size > 12) this.pages.delete(this.pages.keys().next().value);
    }
    return this.pages.get(url);
  }

  async go(url, push = true) {
    if (!url || this.moving) return;
    this.moving = true; // a key that is pressed meanwhile is meant for an item that nobody has seen
    try {
      const page = (await this.page(url)).cloneNode(true);
      const item = page.querySelector("#item");
      if (!item) return void (location.href = url);
      this.item.replaceWith(document.adoptNode(item));
      if (push) history.pushState(null, "", url);
      document.title = page.title;
      scrollTo(0, 0);
      this.take(item);
      this.count();
      item.dispatchEvent(new CustomEvent("dateline-shown", { bubbles: true }));
    } catch {
      location.href = url;
    } finally {
      this.moving = false;
    }
  }

  // The last item is followed by the sample, when all is written; the last that was settled by what is left to be settled.
  async onward() {
    this.pages.delete(location.pathname + location.search);
    if (this.whole && this.cards.some((card) => !card.judged)) {
      const next = this.cards.findIndex((card, i) => i > this.at && !card.judged);
      return this.choose(next >= 0 ? next : this.cards.findIndex((card) => !card.judged));
    }
    if (this.whole && !this.read) return this.say("All events are judged. Add what is missing with a, or press f: nothing is missing.");
    const { next, queue } = this.item.dataset;
    if (next && !this.settles) return this.go(next);
    await this.sender.settled();
    if (this.sender.mine().length || !queue) return;
    if (this.settles) this.go(next || queue);
    else location.href = queue;
  }

  // --- saying

  body(about, more) {
    const { report, sample } = this.item.dataset;
    return { about, report, sample: sample || null, ...(this.note ? { note: this.note } : {}), ...more };
  }

  send(about, more) {
    const url = location.pathname + location.search;
    const entry = this.sender.send(this.settles ? "/review/settled.json" : "/review/said.json", this.body(about, more), (answer) => {
      this.pages.delete(url);
      this.kept += 1;
      if (answer.judged !== undefined) this.judged = answer.judged;
      this.count();
    });
    this.history.push({ url, entry, report: this.item.dataset.report, event: more.event ?? null });
    this.note = null;
  }

  verdict(verdict, more = {}) {
    if (!this.card) return;
    const fields = verdict === "fields" ? { fields: this.card.fields() } : {};
    this.send("event", { event: this.card.record, verdict, ...fields, ...more });
    this.card.said(verdict);
    this.onward();
  }

  // As one coder finds it.
  settle(number) {
    const button = this.item.querySelector(`[data-take][data-number="${number}"]`);
    if (!button) return;
    this.send("settled", { event: this.card.record, take: button.dataset.take });
    this.onward();
  }

  // One field as one coder finds it.
  settleField({ field, finding, value }) {
    this.picked = true;
    if (finding === "corrected") return this.card.correct(field, JSON.parse(value));
    if (this.card.marks.has(field) !== (finding === "wrong")) this.card.toggle(field);
  }

  async edit(work) {
    if (this.editing) return undefined;
    this.editing = true;
    const item = this.item;
    try {
      const value = await work();
      return item === this.item ? value : undefined;
    } finally {
      this.editing = false;
      this.item.querySelector(".evidence").focus?.();
    }
  }

  async correct(field) {
    const { card } = this;
    const value = await this.edit(() => this.fields.edit(field, { claim: card.value(field), start: card.start, type: card.value("type") }));
    if (value === undefined) return;
    if (field !== "type") return card.correct(field, value);
    card.correct("type", value.type);
    const modeless = value.type !== card.claim("type") && card.claim("mode") !== null;
    if (value.mode !== undefined || modeless) card.correct("mode", value.mode ?? null);
  }

  async duplicate() {
    if (!this.fields.others.length) return this.say("The report has no other event.");
    const of = await this.edit(() => this.fields.duplicate({ place: this.place, words: this.words }));
    if (of !== undefined) this.verdict("duplicate", { of });
  }

  async missed() {
    const event = await this.edit(() => this.fields.missed(this.card?.start ?? 0));
    if (event === undefined) return;
    this.send("missed", { missed: event });
    const line = document.createElement("li");
    const type = document.createElement("b");
    type.textContent = event.type;
    line.append(type, ` “${event.trigger.text.slice(0, 60)}” `);
    this.item.querySelector(".missed-events").append(line);
  }

  fullyRead() {
    if (!this.whole) return;
    if (this.cards.some((card) => !card.judged)) return this.say("Judge every event first; then the report is fully read.");
    this.send("report", {});
    this.showRead(true);
    this.onward();
  }

  showRead(read) {
    this.read = read;
    const told = this.item.querySelector(".read-says");
    if (told) told.hidden = !read;
  }

  async explain() {
    const note = await this.edit(() => this.fields.note({ place: this.place, words: this.words }, this.note));
    if (note === undefined) return;
    this.note = note;
    const told = this.item.querySelector(".note-says");
    told.hidden = false;
    told.textContent = `With the next verdict: ${note}`;
  }

  // What was said last is taken back; on a page on which nothing was said yet, what one holds of the event.
  undo() {
    const last = this.history.pop();
    if (!last && !this.card?.judged) return this.say("There is nothing to take back.");
    const here = location.pathname + location.search;
    const url = last?.url ?? here;
    const body = last
      ? { report: last.report, event: last.event, undoes: last.entry }
      : { report: this.item.dataset.report, event: this.card.record };
    this.sender.send("/review/undone.json", body, async () => {
      this.pages.delete(url);
      await this.go(url, url !== here);
      this.say("Taken back.");
    });
  }

  drop(review) {
    this.sender.send("/review/undone.json", { report: this.item.dataset.report, reviews: [review] }, () => {
      this.item.querySelector(`[data-review="${CSS.escape(review)}"]`)?.remove();
      this.say("Taken back.");
    });
  }

  // --- telling

  say(line) {
    $(".kept").textContent = line;
  }

  count() {
    const total = Number(this.item.dataset.total || 0);
    if (this.judged === undefined || !total) return;
    this.item.querySelector(".judged-count").textContent = `${this.judged.toLocaleString("en")} judged`;
    this.item.querySelector(".judged-progress").value = this.judged;
  }

  tell(waiting, problem) {
    const box = $(".not-kept");
    box.hidden = !problem;
    if (!problem) return this.say(waiting ? `Writing ${waiting} …` : "Kept.");
    this.say("");
    const again = document.createElement("button");
    again.type = "button";
    again.textContent = "Try again";
    again.addEventListener("click", () => this.sender.run());
    const drop = document.createElement("button");
    drop.type = "button";
    drop.textContent = "Drop it";
    drop.addEventListener("click", () => {
      this.sender.drop(problem.entry);
      box.hidden = true;
      this.sender.run();
    });
    const line = document.createElement("p");
    line.textContent = `NOT KEPT: ${waiting} ${waiting === 1 ? "verdict is" : "verdicts are"} not on the disk (${problem.line}). They wait in this browser.`;
    box.replaceChildren(line, again, ...(problem.refused ? [drop] : []));
  }

  // --- keys

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, dialog, .editor")) return;
    if (event.target.closest("button, a, summary") && (event.key === "Enter" || event.key === " ")) return;
    const off = localStorage.getItem(KEYS) === "off";
    if (off && event.key.length === 1 && event.key !== "?") return;
    if (this.press(event.key, event.shiftKey)) event.preventDefault();
  }

  press(key, shifted = false) {
    if (key === "?") return $(".key-help").showModal(), true;
    if (this.editing || this.moving) return false;
    if (this.settles && /^[1-9]$/.test(key)) return this.settle(key), true;
    const small = key.length === 1 ? key.toLowerCase() : key;
    const field = FIELDS[small];
    if (field && this.card) shifted || key !== small ? this.correct(field) : this.card.toggle(field);
    else if (WHOLE[key] && this.card) this.verdict(WHOLE[key]);
    else if (key === "c" && this.card) this.duplicate();
    else if (key === "Enter") this.enter();
    else if (key === "Escape") this.card?.clear();
    else if (key === "a" && !this.settles) this.missed();
    else if (key === "f" && this.whole) this.fullyRead();
    else if (key === "e") this.explain();
    else if (key === "z") this.undo();
    else if (key === "o") this.item.querySelector(".judged-columns").classList.toggle("whole");
    else if (key === "g") this.go(this.item.dataset.open);
    else if (this.whole && (key === "ArrowDown" || key === "ArrowUp")) this.choose(Math.min(Math.max(this.at + (key === "ArrowDown" ? 1 : -1), 0), this.cards.length - 1));
    else if (key === "ArrowRight" || key === "j") this.go(this.item.dataset.next);
    else if (key === "ArrowLeft" || key === "k") this.go(this.item.dataset.before);
    else return false;
    return true;
  }

  enter() {
    if (this.card?.changed) this.verdict("fields");
    else if (this.settles && this.picked) this.verdict("right");
    else if (this.card?.judged) this.onward();
    else this.say("Press r if all is right, or the keys of what is wrong.");
  }

  click(event) {
    const drop = event.target.closest("[data-drop]");
    if (drop) return this.drop(drop.dataset.drop);
    const way = event.target.closest("#item .pager a");
    if (way && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      return this.go(way.getAttribute("href"));
    }
    const taken = event.target.closest("#item [data-take], #item .take-field");
    if (taken) return taken.dataset.take ? this.settle(taken.dataset.number) : this.settleField(taken.dataset);
    const button = event.target.closest("#item [data-key]");
    if (!button || button.closest(".editor")) return;
    const card = button.closest(".judged-card");
    if (card) this.choose(this.cards.findIndex((each) => each.element === card));
    const { key } = button.dataset;
    this.press(key, key !== key.toLowerCase() && key.length === 1);
  }
}

document.body.dataset.keys = "judging";
forms();
if ($("#item")) new Judging();
