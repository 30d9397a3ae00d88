// The browse page. It comes with the newest records; a query or a filter puts others in their place, and the address
// keeps all of it. What is typed or read from the catalog is put into the page as text, never as markup.
import { citations } from "./cite.js";
import { SORTS, read, written } from "./facets.js";
import { Filters } from "./filters.js";
import { Finder, idOf, nameOf } from "./finder.js";
import { carryOver, fill, make, save } from "./papers.js";

const FEWEST = 2;
const MOST = 6;

const root = document.querySelector(".vl-browse");
const words = JSON.parse(root.querySelector(".vl-words").textContent);
const one = (name) => root.querySelector(name);
const [input, status, list] = [one("input[name=q]"), one(".vl-browse__status"), one(".vl-rows")];
const [tools, panel, sheet, tray] = [one(".vl-browse__tools"), one(".vl-filters"), one(".vl-sheet"), one(".vl-tray")];
const more = one(".vl-browse__more");
const plural = (count) => (count === 1 ? words.foundOne : fill(words.found, count));

/** So many rows are shown before one asks for more: of a large map fewer, since each may have to be fetched. */
const [ROWS, FETCHED] = [100, 15];

const opening = Finder.open(root.dataset.catalog);
const seeded = list.children.length;
const names = new Map();
let state = read(location.href);
let finder;
let filters;
let turn = 0;
let pages = 1;

// --- The list ------------------------------------------------------------------------------------------------------

/** How many rows are shown: while nothing is asked, at least those that the page came with. */
function most() {
  const asks = state.query.trim() || state.has.size || state.not.size || state.sort === "name";
  const step = finder.isWhole ? ROWS : FETCHED;
  return (asks ? step : Math.max(seeded, step)) + (pages - 1) * step;
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

/** Bring the page up to date. What is asked in the meantime makes an answer void. */
async function show() {
  const mine = ++turn;
  root.setAttribute("aria-busy", "true");
  try {
    const answer = await finder.ask(state, most());
    const [elements] = await Promise.all([finder.elements(answer.rows), nameChosen()]);
    if (mine === turn) put(answer, elements);
  } catch (problem) {
    status.textContent = words.failed;
    throw problem;
  } finally {
    if (mine === turn) root.setAttribute("aria-busy", "false");
  }
}

function put({ total, words: found, counts }, elements) {
  unmark();
  for (const element of elements) pick(element);
  list.replaceChildren(...elements);
  elements.forEach((element, n) => mark(element, found[n]));
  more.hidden = elements.length === total;
  status.textContent = total ? plural(total) : words.none;
  tools.elements.sort.value = state.sort || (state.query.trim() ? SORTS[0] : SORTS[1]);
  tools.elements.sort.options[0].disabled = !state.query.trim();
  filters.show(state, counts);
  showTray();
}

// --- The tray: papers that are ticked ------------------------------------------------------------------------------

/** Learn the names of the papers that the address ticks. */
async function nameChosen() {
  const strange = [...state.ids].filter((id) => !names.has(id));
  if (!strange.length) return;
  const elements = await finder.located(strange);
  strange.forEach((id, n) => names.set(id, elements[n] && idOf(elements[n]) === id ? nameOf(elements[n]) : ""));
}

const ticked = () => [...state.ids].filter((id) => names.get(id));

function showTray() {
  const chosen = ticked();
  for (const row of list.children) row.querySelector(".vl-row__pick").checked = state.ids.has(idOf(row));
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

/** Give a row its box to tick, once. */
function pick(row) {
  if (row.querySelector(".vl-row__pick")) return;
  const id = idOf(row);
  names.set(id, nameOf(row));
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
    const text = await citations(ticked(), value, root.dataset.root);
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
  pages = 1;
  history.pushState(null, "", written(location.href, state));
  carryOver();
  show();
}

async function start() {
  input.value = state.query;
  finder = await opening;
  state.query = input.value; // typed while the catalog was on its way
  finder.seed(list.children, root.dataset.edition);
  filters = new Filters(root, words, finder.facets, choose);
  tools.hidden = false;

  input.addEventListener("input", () => {
    state.query = input.value;
    pages = 1;
    remember();
    show();
  });
  const ahead = () => finder.ahead().catch(() => {}); // what fails is told when it is asked for
  input.addEventListener("focus", ahead, { once: true });
  if (document.activeElement === input) ahead();
  input.form.addEventListener("submit", (event) => event.preventDefault());
  tools.elements.sort.addEventListener("change", () => {
    state.sort = tools.elements.sort.value;
    go();
  });
  addEventListener("popstate", () => {
    state = read(location.href);
    input.value = state.query;
    pages = 1;
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
  more.addEventListener("click", async () => {
    const before = list.children.length;
    pages += 1;
    await show();
    list.children[before]?.querySelector("a").focus();
  });
  carryOver();
  await show();
  root.classList.add("vl-browse--ready");
}

start().catch((problem) => {
  status.textContent = words.failed;
  throw problem;
});
