// The browse page. The list is in the page already: a query orders it, filters and words hide the rest, and the address
// keeps all of it. What is typed or read from the catalog is put into the page as text, never as markup.
import { SORTS, counts, holdings, passes, read, written } from "./facets.js";
import { bibliography, carryOver, make, page as paperPage, save } from "./papers.js";
import { find, index } from "./search.js";

const FEWEST = 2;
const MOST = 6;
/** So many terms of a facet are shown before one asks for the rest. */
const FRONT = 8;
/** So many facets are unfolded at first. */
const OPEN = 3;

const root = document.querySelector(".vl-browse");
const words = JSON.parse(root.querySelector(".vl-words").textContent);
const one = (name) => root.querySelector(name);
const [input, status, list] = [one("input[name=q]"), one(".vl-browse__status"), one(".vl-rows")];
const [tools, chips, filters, sheet, tray] = [
  one(".vl-browse__tools"),
  one(".vl-browse__chips"),
  one(".vl-filters"),
  one(".vl-sheet"),
  one(".vl-tray"),
];
const rows = new Map([...list.children].map((row) => [row.dataset.id, row]));
const names = new Map([...rows].map(([id, row]) => [id, row.querySelector(".vl-row__name").textContent]));
const [ENGLISH, CHINESE] = [1, 2];
const side = document.documentElement.lang.startsWith("zh") ? CHINESE : ENGLISH;
const fill = (text, ...values) => values.reduce((said, value) => said.replace("{}", () => value), text);
const plural = (count) => (count === 1 ? words.foundOne : fill(words.found, count));

let state = read(location.href);
let search;
let held;
const labels = new Map();
const panels = [];

// --- Filters: a group for each facet, a line for each of its terms -------------------------------------------------

function facet({ key, label, terms }) {
  const title = label[side - 1] ?? words.facets[key] ?? key;
  const all = new Map();
  for (const record of held.values()) for (const term of record) all.set(term, (all.get(term) ?? 0) + 1);
  const options = terms.map((term) => {
    const name = `${key}:${term[0]}`;
    const label = term[side] ?? words.terms[name] ?? term[0];
    labels.set(name, fill(words.term, title, label));
    return option(name, label);
  });
  options.sort(order(key, all));
  const more = make("button", { type: "button", class: "vl-facet__more" }, words.more);
  const lines = make("ul", {}, ...options.map(({ element }) => element));
  const group = make("details", { class: "vl-facet" }, make("summary", {}, title), lines, more);
  const panel = { key, group, options, more, whole: false };
  more.addEventListener("click", () => {
    panel.whole = true;
    const next = panel.options.find(({ element }) => element.hidden);
    showFilters();
    next?.box.focus();
  });
  return panel;
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

function option(name, label) {
  const above = name.includes("/") ? name.slice(0, name.indexOf("/")) : "";
  const box = make("input", { type: "checkbox", value: name });
  const count = make("span", { class: "vl-count" });
  const not = make("button", { type: "button", class: "vl-option__not", "aria-pressed": "false", title: words.exclude });
  not.append(make("span", { "aria-hidden": "true" }, "−"));
  not.setAttribute("aria-label", fill(words.excludeOne, label));
  const text = make("label", {}, box, make("span", { class: "vl-option__name" }, label), " ", count);
  const element = make("li", { class: above ? "vl-option vl-option--below" : "vl-option" }, text, not);
  box.addEventListener("change", () => choose(name, box.checked ? "has" : ""));
  not.addEventListener("click", () => choose(name, state.not.has(name) ? "" : "not"));
  return { name, above, element, box, not, count };
}

function choose(name, wanted) {
  state.has.delete(name);
  state.not.delete(name);
  if (wanted) state[wanted].add(name);
  go();
}

/** Bring counts, ticks and what is hidden up to date; `found` are the records that the query alone finds. */
function showFilters(found = matched().map(({ id }) => id)) {
  const records = found.map((id) => held.get(id)).filter(Boolean);
  for (const panel of panels) {
    const having = counts(records, panel.key, state);
    let shown = 0;
    let rest = 0;
    for (const { name, above, element, box, not, count } of panel.options) {
      const chosen = state.has.has(name) || state.not.has(name);
      const useful = chosen || having.has(name);
      const late = above ? !state.has.has(above) : shown >= FRONT;
      const folded = useful && !chosen && !panel.whole && late;
      element.hidden = !useful || folded;
      shown += useful && !folded;
      rest += folded;
      box.checked = state.has.has(name);
      not.setAttribute("aria-pressed", String(state.not.has(name)));
      element.classList.toggle("vl-option--not", state.not.has(name));
      count.textContent = having.get(name) ?? 0;
    }
    panel.more.hidden = !rest;
    panel.more.textContent = fill(words.more, rest);
    panel.group.hidden = !shown;
  }
  const chosen = [...state.has, ...state.not];
  one(".vl-browse__filter").textContent = chosen.length ? fill(words.filterCount, chosen.length) : words.filter;
  chips.replaceChildren(...chosen.map(chip));
  if (chosen.length > 1) {
    const clear = make("button", { type: "button", class: "vl-chip" }, words.clearFilters);
    clear.addEventListener("click", () => {
      state.has.clear();
      state.not.clear();
      go();
      input.focus();
    });
    chips.append(clear);
  }
}

function chip(name) {
  const said = labels.get(name) ?? name;
  const text = state.not.has(name) ? fill(words.without, said) : said;
  const button = make("button", { type: "button", class: "vl-chip", "aria-label": fill(words.removeOne, text) });
  button.append(text, make("span", { "aria-hidden": "true" }, " ×"));
  button.addEventListener("click", () => {
    choose(name, "");
    (chips.querySelector("button") ?? input).focus();
  });
  return button;
}

// --- The list ------------------------------------------------------------------------------------------------------

const ORDERS = {
  date: null, // as the page has them
  name: (a, b) => names.get(a.id).localeCompare(names.get(b.id), document.documentElement.lang),
};

/** The records that the query alone finds, in their order. */
function matched() {
  const everything = [...rows.keys()].map((id) => ({ id, words: [] }));
  if (!state.query.trim()) return everything;
  const found = find(search, state.query);
  if (!state.sort || state.sort === SORTS[0]) return found;
  const hits = new Map(found.map((hit) => [hit.id, hit]));
  return everything.map(({ id }) => hits.get(id)).filter(Boolean);
}

/** Mark where the words of the catalog that were found stand in a row; a word found by its start is marked whole. */
function mark(row, found) {
  if (!found.length) return;
  const escaped = (text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const patterns = [...found]
    .sort((a, b) => b.length - a.length)
    .map((word) =>
      /^\p{Script=Han}/u.test(word)
        ? escaped(word)
        : `(?<![\\p{L}\\p{N}])${[...word].map(escaped).join("[-·.]?")}(?:[\\p{Script=Latin}]*)`,
    );
  const pattern = new RegExp(`(?:${patterns.join("|")})+`, "giu");
  const walker = document.createTreeWalker(row.querySelector(".vl-row__text"), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) texts.push(walker.currentNode);
  for (const node of texts)
    for (const { index, 0: said } of [...node.data.matchAll(pattern)].reverse()) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + said.length);
      range.surroundContents(make("mark"));
    }
}

function unmark() {
  for (const found of list.querySelectorAll("mark")) {
    const parent = found.parentNode;
    found.replaceWith(...found.childNodes);
    parent.normalize();
  }
}

function show() {
  unmark();
  const found = matched();
  const left = found.filter(({ id }) => held.has(id) && passes(held.get(id), state));
  if (ORDERS[state.sort]) left.sort(ORDERS[state.sort]);
  list.replaceChildren(...left.map(({ id }) => rows.get(id)).filter(Boolean));
  for (const { id, words } of left) mark(rows.get(id), words);
  status.textContent = left.length ? plural(left.length) : words.none;
  tools.elements.sort.value = state.sort || (state.query.trim() ? SORTS[0] : SORTS[1]);
  tools.elements.sort.options[0].disabled = !state.query.trim();
  showFilters(found.map(({ id }) => id));
  showTray();
}

// --- The tray: papers that are ticked ------------------------------------------------------------------------------

function showTray() {
  const chosen = [...state.ids].filter((id) => rows.has(id));
  for (const [id, row] of rows) row.querySelector(".vl-row__pick").checked = state.ids.has(id);
  tray.hidden = !chosen.length;
  document.body.classList.toggle("vl-has-tray", chosen.length > 0);
  if (!chosen.length) return;
  one(".vl-tray__names").textContent = chosen.map((id) => names.get(id)).join(words.comma);
  one(".vl-tray__count").textContent = fill(words.chosen, chosen.length);
  const compare = one(".vl-tray__compare");
  const fits = chosen.length >= FEWEST && chosen.length <= MOST;
  if (fits) compare.href = `${root.dataset.compare}?ids=${chosen.join(",")}`;
  else compare.removeAttribute("href");
  compare.setAttribute("aria-disabled", String(!fits));
  one(".vl-tray__hint").textContent = fits ? "" : words.compareHint;
}

function pick(row) {
  const { id } = row.dataset;
  const box = make("input", { type: "checkbox", class: "vl-row__pick", "aria-label": fill(words.pick, names.get(id)) });
  box.addEventListener("change", () => {
    if (box.checked) state.ids.add(id);
    else state.ids.delete(id);
    remember();
    showTray();
  });
  row.prepend(box);
}

async function cite() {
  const hint = one(".vl-tray__hint");
  hint.textContent = words.loading;
  try {
    const ids = [...state.ids].filter((id) => rows.has(id));
    const pages = await Promise.all(ids.map((id) => paperPage(`${root.dataset.papers}${id}/`)));
    const text = await bibliography(pages);
    hint.textContent = text ? "" : words.noBibtex;
    if (text) save("vlmap.bib", "application/x-bibtex", text);
  } catch {
    hint.textContent = words.failed;
  }
}

// --- The address, and the start ------------------------------------------------------------------------------------

function remember() {
  history.replaceState(null, "", written(location.href, state));
  carryOver();
}

/** Show what is asked for, as a step that the back button undoes. */
function go() {
  history.pushState(null, "", written(location.href, state));
  carryOver();
  show();
}

function start(catalog) {
  search = index(catalog);
  held = holdings(catalog);
  panels.push(...catalog.facets.map(facet));
  const chosen = ({ name }) => state.has.has(name) || state.not.has(name);
  for (const [number, { group, options }] of panels.entries()) group.open = number < OPEN || options.some(chosen);
  filters.append(...panels.map(({ group }) => group));
  for (const row of rows.values()) pick(row);
  tools.hidden = false;
  root.classList.add("vl-browse--ready");

  input.value = state.query;
  input.addEventListener("input", () => {
    state.query = input.value;
    remember();
    show();
  });
  input.form.addEventListener("submit", (event) => event.preventDefault());
  tools.elements.sort.addEventListener("change", () => {
    state.sort = tools.elements.sort.value;
    go();
  });
  addEventListener("popstate", () => {
    state = read(location.href);
    input.value = state.query;
    show();
  });
  one(".vl-browse__filter").addEventListener("click", () => {
    one(".vl-sheet__body").append(filters);
    sheet.showModal();
  });
  one(".vl-sheet__close").addEventListener("click", () => sheet.close());
  sheet.addEventListener("close", () => one(".vl-browse__columns").prepend(filters));
  matchMedia("(min-width: 60em)").addEventListener("change", () => sheet.close());
  one(".vl-tray__cite").addEventListener("click", cite);
  one(".vl-tray__clear").addEventListener("click", () => {
    state.ids.clear();
    remember();
    showTray();
    input.focus();
  });
  carryOver();
  show();
}

fetch(root.dataset.catalog)
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
  .then(start)
  .catch((problem) => {
    status.textContent = words.failed;
    throw problem;
  });
