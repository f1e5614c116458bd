// Verdicts on their way to the disk: one after the other, kept in the browser until the desk says that they are written.
const STORE = "dateline-unsent";

const stored = () => {
  try {
    const held = JSON.parse(localStorage.getItem(STORE) || "[]");
    return Array.isArray(held) ? held : [];
  } catch {
    return [];
  }
};

const token = () => document.querySelector("meta[name=dateline-form]").content;

// The desk was started again since this page was loaded: what it gives pages to send back has changed.
const renewToken = async () => {
  const page = await (await fetch(location.href)).text();
  const meta = new DOMParser().parseFromString(page, "text/html").querySelector("meta[name=dateline-form]");
  if (meta) document.querySelector("meta[name=dateline-form]").content = meta.content;
};

export const post = async (path, body) => {
  const send = () =>
    fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-dateline-form": token() },
      body: JSON.stringify(body),
    });
  let answer = await send();
  if (answer.status === 403) {
    await renewToken();
    answer = await send();
  }
  const text = await answer.text();
  if (answer.ok) return JSON.parse(text);
  let line = text.trim();
  try {
    line = JSON.parse(text).error || line;
  } catch {
    /* a plain line */
  }
  const error = new Error(line || `the desk answered ${answer.status}`);
  error.refused = answer.status >= 400 && answer.status < 500;
  throw error;
};

export class Sender {
  // `says` is told of every change: how many wait, and why the first of them could not be written.
  constructor(who, says) {
    this.who = who;
    this.says = says;
    this.results = new Map();
    this.waiting = stored();
    this.busy = null;
    this.problem = null;
    this.timer = null;
    window.addEventListener("beforeunload", (event) => {
      if (this.mine().length) event.preventDefault();
    });
    if (this.mine().length) this.run();
  }

  mine() {
    return this.waiting.filter((entry) => entry.who === this.who);
  }

  // The answer of the desk to an entry, once it is there.
  send(path, body, done) {
    const entry = { id: `${Date.now()}-${Math.random()}`, who: this.who, path, body };
    this.results.set(entry.id, { done });
    this.waiting.push(entry);
    this.keep();
    this.run();
    return entry.id;
  }

  result(id) {
    return this.results.get(id)?.answer;
  }

  keep() {
    try {
      localStorage.setItem(STORE, JSON.stringify(this.waiting));
    } catch {
      /* it is held in this page alone */
    }
  }

  drop(entry) {
    this.waiting = this.waiting.filter((other) => other.id !== entry.id);
    this.keep();
  }

  run() {
    clearTimeout(this.timer);
    if (!this.busy) this.busy = this.flush().finally(() => (this.busy = null));
    return this.busy;
  }

  async flush() {
    for (let entry = this.mine()[0]; entry; entry = this.mine()[0]) {
      try {
        const body = entry.body.undoes ? this.undoing(entry.body) : entry.body;
        const answer = await post(entry.path, body);
        this.problem = null;
        this.drop(entry);
        const held = this.results.get(entry.id) || {};
        this.results.set(entry.id, { ...held, answer });
        this.says(this.mine().length, null);
        held.done?.(answer);
      } catch (error) {
        this.problem = { entry, line: error.message, refused: Boolean(error.refused) };
        this.says(this.mine().length, this.problem);
        if (!error.refused) this.timer = setTimeout(() => this.run(), 3000);
        return;
      }
    }
  }

  // What is taken back is known when it has been written.
  undoing(body) {
    const { undoes, ...rest } = body;
    const answer = this.result(undoes);
    return answer ? { ...rest, reviews: answer.reviews, withdrawn: answer.withdrawn } : rest;
  }

  async settled() {
    while (this.busy) await this.busy;
  }
}
