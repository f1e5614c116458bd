// What each field of an event may be corrected to, and how that is asked for and told.
import { ask } from "/static/review_editor.js";

let choices = null;
export const loadChoices = async () => (choices ??= await (await fetch("/review-choices.json")).json());

const json = (text) => JSON.parse(text);
const inside = (span, mentions) => mentions.some(([start, end]) => start < span.end && span.start < end);

export const say = (field, value) => {
  if (value === null || value === undefined) return "none";
  if (field === "actors" || field === "recipients") return value.map((party) => party.name + (party.country ? ` (${party.country})` : "")).join("; ") || "nobody named";
  if (field === "place") return value.name + (value.country ? ` (${value.country})` : "");
  if (field === "date") return value.start === value.end ? value.start : `${value.start ?? "…"} to ${value.end ?? "…"}`;
  if (field === "size") return Object.entries(value).map(([what, count]) => `${count} ${what}`).join(", ") || "none";
  return String(value);
};

// A day, a month, a year, or two of them with .. between; undefined for anything else.
export const period = (text) => {
  if (text === "-") return null;
  const edges = text.split("..").map((part) => part.trim());
  if (edges.length > 2) return undefined;
  const read = edges.map((part) => {
    const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(part);
    if (!found) return part === "" && edges.length === 2 ? [null, null] : undefined;
    const [, year, month, day] = found;
    if (day) {
      const made = new Date(`${part}T00:00:00Z`);
      return !Number.isNaN(made.getTime()) && made.toISOString().startsWith(part) ? [part, part] : undefined;
    }
    if (month && (month < "01" || month > "12")) return undefined;
    const last = month ? new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() : 31;
    return [`${year}-${month || "01"}-01`, `${year}-${month || "12"}-${String(last).padStart(2, "0")}`];
  });
  if (read.includes(undefined)) return undefined;
  const [start, end] = [read[0][0], read[read.length - 1][1]];
  return (start === null && end === null) || (start && end && end < start) ? undefined : { start, end };
};

// "killed 3 injured 11"
export const size = (text) => {
  if (text === "-") return {};
  const found = [...text.matchAll(/(killed|injured|arrested|displaced)\s*(\d{1,7})|(\d{1,7})\s*(killed|injured|arrested|displaced)/g)];
  return found.length ? Object.fromEntries(found.map((m) => [m[1] || m[4], Number(m[2] || m[3])])) : undefined;
};

export class Fields {
  constructor(item, place, words) {
    Object.assign(this, { item, place, words });
    this.actors = [...item.querySelectorAll(".known-actors li")].map(({ dataset }) => ({
      number: dataset.number,
      label: dataset.name + (dataset.country ? ` (${dataset.country})` : ""),
      value: { actor: dataset.id, name: dataset.name, ...(dataset.country ? { country: dataset.country } : {}) },
      mentions: json(dataset.mentions),
    }));
    this.places = [...item.querySelectorAll(".known-places li")].map(({ dataset }) => ({
      number: dataset.number,
      label: dataset.name,
      value: json(dataset.value),
      mentions: json(dataset.mentions),
    }));
    this.others = [...item.querySelectorAll(".other-events li")].map(({ dataset }, i) => ({ number: i + 1, label: dataset.name, value: dataset.id }));
  }

  // Undefined where the editor was left. A type brings its mode along.
  async edit(field, { claim, start, type, empty }) {
    await loadChoices();
    const wanted = { place: this.place, words: this.words, start, empty };
    if (field === "type") return this.type(wanted);
    if (field === "mode") return this.mode(wanted, type);
    if (field === "status") return this.status(wanted);
    if (field === "place") return this.where(wanted);
    if (field === "date") return this.line(wanted, "When was it?", "2024-02-28, 2024-02, or 2024-02-28..2024-03-02; - for none.", period);
    if (field === "size") return this.line(wanted, "How many?", "killed 3 injured 11; - for none.", size);
    return this.side(wanted, field, claim);
  }

  type({ place, words }) {
    const options = Object.entries(choices.types).flatMap(([name, { modes, meaning }]) => [
      { label: name, value: { type: name }, hint: meaning },
      ...modes.map((mode) => ({ label: `${name} ${mode}`, value: { type: name, mode } })),
    ]);
    const few = (query) => (query ? options : options.filter((option) => !option.value.mode));
    return ask(place, words, { label: "Which type is it?", hint: "Type its beginning, and that of a mode: ass aer.", options: few });
  }

  mode({ place, words }, type) {
    const modes = choices.types[type]?.modes || [];
    const options = [...modes.map((mode, i) => ({ label: mode, value: mode, number: i + 1 })), { label: "none", value: null, number: modes.length + 1 }];
    return ask(place, words, { label: `Which mode of ${type}?`, options: () => options });
  }

  status({ place, words, empty }) {
    const options = choices.statuses.map((status, i) => ({ label: status, value: status, number: i + 1 }));
    return ask(place, words, { label: "Which status?", hint: empty ? `Enter: ${empty}.` : "", options: () => options, empty });
  }

  line({ place, words, empty }, label, hint, parse) {
    return ask(place, words, { label, hint, parse, free: true, empty });
  }

  side({ place, words, start }, field, claim) {
    const current = (claim || []).map((party) => ({
      label: party.name + (party.country ? ` (${party.country})` : ""),
      value: { actor: party.actor, name: party.name, ...(party.country ? { country: party.country } : {}) },
    }));
    return ask(place, words, {
      label: field === "actors" ? "Who does it?" : "To whom is it done?",
      hint: "A number or a name adds somebody or drops them.",
      options: () => this.actors,
      picks: (span) => this.party(span),
      many: true,
      current,
      start,
    });
  }

  // Whoever the report speaks of there, or somebody new, who may have a country.
  async party(span) {
    const known = this.actors.filter((actor) => inside(span, actor.mentions));
    if (known.length) return known[0].value;
    const country = await this.country(span.text);
    return country === undefined ? undefined : { name: span.text, ...(country ? { country } : {}), ...span };
  }

  async country(name) {
    const states = Object.entries(choices.countries).map(([code, label]) => ({ label: `${code} ${label}`, value: code }));
    const here = document.createElement("div");
    this.place.append(here);
    const silent = { listen() {}, stop() {}, begin() {}, root: document.createElement("div") };
    const value = await ask(here, silent, {
      label: `Of which country is “${name.slice(0, 60)}”?`,
      hint: "Type a name or code; - if nothing says so.",
      options: (query) => (query ? states : []),
      parse: (query) => (query === "-" ? "" : undefined),
    });
    here.remove();
    return value;
  }

  where({ place, words, start, empty }) {
    const named = async (name) => {
      const found = await (await fetch(`/review-places.json?name=${encodeURIComponent(name)}`)).json();
      return found.places.map((value) => ({ label: `${value.name} (${value.country || "no country"})`, value, hint: `${value.feature} ${value.lat}, ${value.lon}` }));
    };
    const nowhere = { label: "no place", value: null };
    return ask(place, words, {
      label: "Where was it?",
      hint: "A number, or any name of the gazetteer; - for none.",
      options: async (query) => {
        if (!query) return [...this.places, nowhere];
        if (query === "-") return [nowhere];
        const own = this.places.filter((option) => String(option.number) === query || option.label.toLowerCase().includes(query.toLowerCase()));
        if (/^\d+$/.test(query)) return own;
        const wide = query.length > 1 ? await named(query) : [];
        return [...own, ...wide, { label: `“${query}”, as it is written`, value: { name: query, country: null } }];
      },
      free: true,
      empty,
      picks: async (span) => {
        const known = this.places.find((option) => inside(span, option.mentions));
        const value = known ? known.value : (await named(span.text))[0]?.value || { name: span.text, country: null };
        return { ...value, ...span };
      },
      start,
    });
  }

  duplicate({ place, words }) {
    return ask(place, words, { label: "A duplicate of which event of this report?", options: () => this.others });
  }

  note({ place, words }, current) {
    return ask(place, words, { label: "What should others know?", hint: current ? `Now: ${current}` : "", parse: (query) => query, free: true });
  }

  // A missed event, field by field; undefined if it was left.
  async missed(start) {
    await loadChoices();
    const wanted = { place: this.place, words: this.words, start };
    const trigger = await ask(this.place, this.words, {
      label: "Which words tell the missed event?",
      hint: "Pick them in the report.",
      picks: (span) => span,
      start,
    });
    if (trigger === undefined) return undefined;
    const kind = await this.type(wanted);
    if (kind === undefined) return undefined;
    const event = { trigger, type: kind.type, mode: kind.mode ?? null };
    for (const side of ["actors", "recipients"]) {
      event[side] = await this.side({ ...wanted, start: trigger.start }, side, []);
      if (event[side] === undefined) return undefined;
    }
    const place = await this.where({ ...wanted, start: trigger.start, empty: null });
    if (place === undefined) return undefined;
    const date = await this.edit("date", { start, empty: null });
    if (date === undefined) return undefined;
    const status = await this.status({ ...wanted, empty: "happened" });
    return status === undefined ? undefined : { ...event, place, date, status };
  }
}
