// The filters of the browse page: a group for each facet, a line for each of its terms, and a chip for each that is chosen.
import { fill, make } from "./papers.js";

/** So many terms of a facet are shown before one asks for the rest. */
const FRONT = 8;
/** So many facets are unfolded at first. */
const OPEN = 3;

export class Filters {
  /**
   * Build the groups into `.vl-filters`. `words` are the page's; of each facet, `totals` say how many records have a term;
   * `choose(term, wanted)` is called with `has`, `not` or nothing when a reader picks a term, and with no term when all
   * are to go.
   */
  constructor(root, words, facets, choose) {
    this.words = words;
    this.choose = choose;
    this.labels = new Map();
    this.chips = root.querySelector(".vl-browse__chips");
    this.button = root.querySelector(".vl-browse__filter");
    this.field = root.querySelector("input[name=q]");
    this.groups = facets.map((facet) => this.group(facet));
    root.querySelector(".vl-filters").append(...this.groups.map(({ element }) => element));
  }

  group({ key, label, terms, totals }) {
    const [english, chinese] = [1, 2];
    const side = document.documentElement.lang.startsWith("zh") ? chinese : english;
    const title = label[side - 1] ?? this.words.facets[key] ?? key;
    const all = new Map();
    const lines = terms.map((term, number) => {
      const name = `${key}:${term[0]}`;
      const said = term[side] ?? this.words.terms[name] ?? term[0];
      this.labels.set(name, fill(this.words.term, title, said));
      all.set(name, totals[number]);
      return { ...this.line(name, said), number };
    });
    lines.sort(order(key, all));
    const more = make("button", { type: "button", class: "vl-facet__more" });
    const list = make("ul", {}, ...lines.map(({ element }) => element));
    const element = make("details", { class: "vl-facet" }, make("summary", {}, title), list, more);
    const group = { key, element, lines, more, whole: false };
    more.addEventListener("click", () => {
      const next = lines.find((line) => line.element.hidden);
      group.whole = true;
      this.show(this.state, this.counts);
      next?.box.focus();
    });
    return group;
  }

  line(name, said) {
    const above = name.includes("/") ? name.slice(0, name.indexOf("/")) : "";
    const box = make("input", { type: "checkbox", value: name });
    const count = make("span", { class: "vl-count" });
    const not = make(
      "button",
      {
        type: "button",
        class: "vl-option__not",
        title: this.words.exclude,
        "aria-label": fill(this.words.excludeOne, said),
        "aria-pressed": "false",
      },
      make("span", { "aria-hidden": "true" }, "−"),
    );
    const text = make("label", {}, box, make("span", { class: "vl-option__name" }, said), " ", count);
    const element = make("li", { class: above ? "vl-option vl-option--below" : "vl-option" }, text, not);
    box.addEventListener("change", () => this.choose(name, box.checked ? "has" : ""));
    not.addEventListener("click", () => this.choose(name, not.getAttribute("aria-pressed") === "true" ? "" : "not"));
    return { name, above, element, box, not, count };
  }

  /** Bring counts, ticks, chips and what is hidden up to date; `counts` say, by facet and term, how many it would leave. */
  show(state, counts) {
    [this.state, this.counts] = [state, counts];
    const chosen = [...state.has, ...state.not];
    this.groups.forEach((group, place) => {
      let [shown, rest] = [0, 0];
      for (const { name, number, above, element, box, not, count } of group.lines) {
        const having = counts[place][number];
        const wanted = chosen.includes(name);
        const useful = wanted || having > 0;
        const late = above ? !state.has.has(above) : shown >= FRONT;
        element.hidden = !useful || (late && !wanted && !group.whole);
        shown += !element.hidden;
        rest += useful && element.hidden;
        box.checked = state.has.has(name);
        not.setAttribute("aria-pressed", String(state.not.has(name)));
        element.classList.toggle("vl-option--not", state.not.has(name));
        count.textContent = having;
      }
      group.more.hidden = !rest;
      group.more.textContent = fill(this.words.more, rest);
      group.element.hidden = !shown;
      group.element.open ||= !group.seen && (place < OPEN || group.lines.some(({ name }) => chosen.includes(name)));
      group.seen = true;
    });
    this.button.textContent = chosen.length ? fill(this.words.filterCount, chosen.length) : this.words.filter;
    this.chips.replaceChildren(...chosen.map((name) => this.chip(name, state.not.has(name))));
    if (chosen.length > 1) this.chips.append(this.clear());
  }

  chip(name, isExcluded) {
    const said = this.labels.get(name) ?? name;
    const text = isExcluded ? fill(this.words.without, said) : said;
    const button = make("button", { type: "button", class: "vl-chip", "aria-label": fill(this.words.removeOne, text) });
    button.append(text, make("span", { "aria-hidden": "true" }, " ×"));
    button.addEventListener("click", () => {
      this.choose(name, "");
      (this.chips.querySelector("button") ?? this.field).focus();
    });
    return button;
  }

  clear() {
    const button = make("button", { type: "button", class: "vl-chip" }, this.words.clearFilters);
    button.addEventListener("click", () => {
      this.choose("", "");
      this.field.focus();
    });
    return button;
  }
}

/** Order the terms of a facet: years by date, the others by how many records have them, each below what it is part of. */
function order(key, all) {
  if (key === "year") return (a, b) => b.name.localeCompare(a.name);
  const branch = ({ name, above }) => above || name;
  return (a, b) =>
    all.get(branch(b)) - all.get(branch(a)) ||
    branch(a).localeCompare(branch(b)) ||
    Boolean(a.above) - Boolean(b.above) ||
    all.get(b.name) - all.get(a.name);
}
