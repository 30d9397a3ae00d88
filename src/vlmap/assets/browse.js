// The browse page. The list is in the page already: a query orders it, filters and words hide the rest, and the address
// keeps all of it. What is typed or read from the catalog is put into the page as text, never as markup.
import { citations } from "./cite.js";
import { SORTS, holdings, passes, read, written } from "./facets.js";
import { Filters } from "./filters.js";
import { carryOver, fill, make, save } from "./papers.js";
import { find, index } from "./search.js";

const FEWEST = 2;
const MOST = 6;

const root = document.querySelector(".vl-browse");
const words = JSON.parse(root.querySelector(".vl-words").textContent);
const one = (name) => root.querySelector(name);
const [input, status, list] = [one("input[name=q]"), one(".vl-browse__status"), one(".vl-rows")];
const [tools, panel, sheet, tray] = [one(".vl-browse__tools"), one(".vl-filters"), one(".vl-sheet"), one(".vl-tray")];
const rows = new Map([...list.children].map((row) => [row.dataset.id, row]));
const names = new Map([...rows].map(([id, row]) => [id, row.querySelector(".vl-row__name").textContent]));
const plural = (count) => (count === 1 ? words.foundOne : fill(words.found, count));

let state = read(location.href);
let search;
let held;
let filters;

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
  filters.show(
    state,
    found.map(({ id }) => held.get(id)).filter(Boolean),
  );
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

async function cite({ currentTarget: { value, dataset } }) {
  const hint = one(".vl-tray__hint");
  try {
    const text = await citations(
      [...state.ids].filter((id) => rows.has(id)),
      value,
      root.dataset.root,
    );
    save(`vlmap.${dataset.suffix}`, dataset.type, text);
    hint.textContent = "";
  } catch {
    hint.textContent = words.failed;
  }
}

// --- The address, and the start ------------------------------------------------------------------------------------

function remember() {
  history.replaceState(null, "", written(location.href, state));
  carryOver();
}

/** Ask for a term (`has`), against it (`not`), or neither; without a term, for none at all. */
function choose(term, wanted) {
  for (const terms of [state.has, state.not])
    if (term) terms.delete(term);
    else terms.clear();
  if (wanted) state[wanted].add(term);
  go();
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
  filters = new Filters(root, words, catalog, held, choose);
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
    one(".vl-sheet__body").append(panel);
    sheet.showModal();
  });
  one(".vl-sheet__close").addEventListener("click", () => sheet.close());
  sheet.addEventListener("close", () => one(".vl-browse__columns").prepend(panel));
  matchMedia("(min-width: 60em)").addEventListener("change", () => sheet.close());
  for (const button of root.querySelectorAll(".vl-tray__cite")) button.addEventListener("click", cite);
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
