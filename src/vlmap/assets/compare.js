// The page that puts papers side by side. What it shows are pieces of the papers' own pages (`data-part` in their
// template), which our renderer wrote and escaped; all else is put in as text.
import { citations } from "./cite.js";
import { Finder, idOf, nameOf } from "./finder.js";
import { carryOver, fill, make, page as paperPage, save } from "./papers.js";

const MOST = 6;
const OFFERED = 6;

const root = document.querySelector(".vl-compare");
const words = JSON.parse(root.querySelector(".vl-words").textContent);
const one = (name) => root.querySelector(name);
const [form, offers, status, place, exports_] = [
  one(".vl-compare__add"),
  one(".vl-compare__found"),
  one(".vl-compare__status"),
  one(".vl-compare__table"),
  one(".vl-compare__export"),
];
const input = form.elements.q;

let finder;
let turn = 0;
/** The papers that are compared, in their order: `{id, page}`. */
let papers = [];
const unknown = [];

// --- What a paper's page says --------------------------------------------------------------------------------------

const part = (page, name, key) =>
  page.querySelector(`[data-part="${name}"]${key === undefined ? "" : `[data-key="${CSS.escape(key)}"]`}`);
const keys = (pages, name) => [
  ...new Set(pages.flatMap((page) => [...page.querySelectorAll(`[data-part="${name}"]`)].map((found) => found.dataset.key))),
];

/** Copy what stands in an element of another page, without the anchors of that page. */
function copied(element) {
  const copy = document.importNode(element, true);
  for (const inner of copy.querySelectorAll("[id]")) inner.removeAttribute("id");
  return [...copy.childNodes];
}

const nothing = () => [make("span", { class: "vl-soft" }, "–")];

/** A text: the element itself, or the prose below its heading. */
function prose(page, name) {
  const found = part(page, name);
  return found ? copied(found.querySelector(".vl-prose") ?? found) : nothing();
}

/** The terms of a facet; those that another paper lacks stand out. */
function terms(page, key, pages) {
  const named = (one) => [...(part(one, "facet", key)?.querySelectorAll("dd a") ?? [])];
  const shared = (term) => pages.every((one) => named(one).some((other) => other.textContent === term.textContent));
  const lines = named(page).map((term) => {
    const link = document.importNode(term, true);
    link.classList.toggle("vl-differs", !shared(term));
    return make("li", {}, link);
  });
  return lines.length ? [make("ul", { class: "vl-plain-list" }, ...lines)] : nothing();
}

/** The figures on a benchmark, each with its variant and setting. */
function figures(page, key) {
  const lines = [...(part(page, "results", key)?.querySelectorAll("tr") ?? [])]
    .map((row) => [...row.querySelectorAll("td")].slice(0, 3).map((cell) => cell.textContent.trim()))
    .filter(([value]) => value)
    .map(([value, ...rest]) =>
      make("li", {}, make("strong", { class: "vl-number" }, value), " ", make("span", { class: "vl-soft" }, rest.filter(Boolean).join(" · "))),
    );
  return lines.length ? [make("ul", { class: "vl-plain-list" }, ...lines)] : nothing();
}

const heading = (pages, name, selector, key) => {
  const found = pages.map((page) => part(page, name, key)?.querySelector(selector)).find(Boolean);
  return found ? copied(found) : [];
};

/** All rows in their groups: `[title, hint, [[label nodes, cells]]]`. */
function groups() {
  const pages = papers.map(({ page }) => page);
  const row = (label, cell) => [label, pages.map(cell)];
  const reported = keys(pages, "results").filter((key) => pages.filter((page) => part(page, "results", key)).length > 1);
  return [
    [
      words.idea,
      "",
      [
        row([words.lead], (page) => prose(page, "lead")),
        ...["problem", "innovation"].map((name) => row(heading(pages, name, "h2"), (page) => prose(page, name))),
      ],
    ],
    [
      words.parts,
      words.partsHint,
      keys(pages, "facet").map((key) => row(heading(pages, "facet", "dt", key), (page) => terms(page, key, pages))),
    ],
    [
      words.results,
      reported.length ? words.resultsHint : words.noResults,
      reported.map((key) => row(heading(pages, "results", "th", key), (page) => figures(page, key))),
    ],
  ];
}

// --- The table -----------------------------------------------------------------------------------------------------

function table() {
  const name = (paper) => paper.page.querySelector("h1").textContent.replace("¶", "").trim();
  const head = papers.map((paper) => {
    const remove = make("button", { type: "button", class: "vl-button", "aria-label": fill(words.remove, name(paper)) }, "×");
    remove.addEventListener("click", () => drop(paper));
    const link = make("a", { href: `${root.dataset.papers}${paper.id}/` }, name(paper));
    const when = make("small", {}, ...prose(paper.page, "published"));
    return make("th", { scope: "col" }, make("span", { class: "vl-compare__name" }, link, remove), when);
  });
  const bodies = groups().map(([title, hint, rows]) => {
    const label = make("th", { scope: "rowgroup", colspan: papers.length + 1 }, make("span", {}, title), " ", make("small", {}, hint));
    const lines = rows.map(([label, cells]) =>
      make("tr", {}, make("th", { scope: "row" }, ...label), ...cells.map((cell) => make("td", {}, ...cell))),
    );
    return make("tbody", {}, make("tr", { class: "vl-compare__group" }, label), ...lines);
  });
  return make("table", { class: "vl-compare__grid" }, make("thead", {}, make("tr", {}, make("td"), ...head)), ...bodies);
}

function show() {
  place.replaceChildren(...(papers.length ? [table()] : []));
  place.hidden = exports_.hidden = !papers.length;
  const count = papers.length;
  const said = !count ? words.empty : count === 1 ? words.shownOne : fill(words.shown, count);
  status.textContent = [said, ...unknown.map((id) => fill(words.unknown, id)), ...(count === MOST ? [words.full] : [])].join(" ");
  input.disabled = count === MOST;
  const url = new URL(location);
  url.search = count ? `?ids=${papers.map(({ id }) => id).join(",")}` : "";
  history.replaceState(null, "", url);
  carryOver();
}

function drop(paper) {
  papers = papers.filter((other) => other !== paper);
  unknown.length = 0;
  show();
  input.focus();
}

/** Add papers by their ids, former ones too; those that there are not are named. */
async function add(ids) {
  status.textContent = words.loading;
  try {
    const found = await finder.located(ids);
    const known = [...new Set(found.filter(Boolean).map(idOf))];
    unknown.splice(0, Infinity, ...ids.filter((_, n) => !found[n]));
    const wanted = known.filter((id) => !papers.some((paper) => paper.id === id)).slice(0, MOST - papers.length);
    const pages = await Promise.all(wanted.map((id) => paperPage(`${root.dataset.papers}${id}/`)));
    papers.push(...wanted.map((id, n) => ({ id, page: pages[n] })));
    show();
  } catch {
    status.textContent = words.failed;
  }
}

// --- Adding --------------------------------------------------------------------------------------------------------

async function offer() {
  const mine = ++turn;
  const query = input.value.trim();
  const most = OFFERED + papers.length;
  const { rows } = query ? await finder.ask({ query, has: [], not: [], sort: "" }, most) : { rows: [] };
  const found = (await finder.elements(rows)).filter((row) => !papers.some((paper) => paper.id === idOf(row)));
  if (mine !== turn) return;
  const lines = found.slice(0, OFFERED).map((row) => {
    const button = make("button", { type: "button", class: "vl-chip" }, nameOf(row));
    button.addEventListener("click", async () => {
      input.value = "";
      offer();
      await add([idOf(row)]);
      input.focus();
    });
    return make("li", {}, button);
  });
  offers.replaceChildren(...lines);
  if (query && !lines.length) status.textContent = words.none;
}

// --- Files ---------------------------------------------------------------------------------------------------------

/** The table as texts: a line is a list of cells. */
function texts() {
  const text = (cell) =>
    [...(cell.querySelectorAll("li").length ? cell.querySelectorAll("li") : [cell])]
      .map((line) => line.textContent.replace(/\s+/g, " ").trim())
      .join("; ");
  const name = (cell) => cell.querySelector("a").textContent;
  const [head, ...lines] = [...place.querySelectorAll("tr:not(.vl-compare__group)")].map((row) => [...row.children]);
  return [["", ...head.slice(1).map(name)], ...lines.map((row) => row.map(text))];
}

/** A spreadsheet takes a cell that starts so for a formula; an apostrophe makes it a text (export/table.py). */
const harmless = (cell) => (/^[=+\-@＝＋－＠]/.test(cell) ? `'${cell}` : cell);
const quoted = (cell) => `"${harmless(cell).replaceAll('"', '""')}"`;
const escaped = (cell) => cell.replace(/[\\`*_[\]<>|#]/g, "\\$&");

const FILES = {
  csv: () => ["text/csv", `\ufeff${texts().map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`],
  md: () => {
    const [head, ...lines] = texts().map((row) => `| ${row.map(escaped).join(" | ")} |`);
    return ["text/markdown", `${[head, `|${" --- |".repeat(papers.length + 1)}`, ...lines].join("\n")}\n`];
  },
  bib: async () => [
    "application/x-bibtex",
    await citations(
      papers.map(({ id }) => id),
      "bibtex",
      root.dataset.root,
    ),
  ],
};

// --- The start -----------------------------------------------------------------------------------------------------

async function start() {
  finder = await Finder.open(root.dataset.catalog);
  form.hidden = false;
  input.addEventListener("input", offer);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    offers.querySelector("button")?.click();
  });
  for (const button of exports_.querySelectorAll("button"))
    button.addEventListener("click", async () => {
      try {
        save(`vlmap-compare.${button.value}`, ...(await FILES[button.value]()));
      } catch {
        status.textContent = words.failed;
      }
    });
  return add((new URL(location).searchParams.get("ids") ?? "").split(",").filter(Boolean));
}

start().catch((problem) => {
  status.textContent = words.failed;
  throw problem;
});
