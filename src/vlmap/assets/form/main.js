// The form for a new record: what is typed is checked, shown as a page, written as a file, and kept as a draft.
import { Fields } from "./fields.js";
import { Known } from "./known.js";
import { Preview } from "./preview.js";
import { problems } from "./rules.js";
import { Send } from "./send.js";
import { file } from "./yaml.js";

const DRAFT = "vlmap-draft";
const PROPOSED = 200; // records at a time
const PAUSE = 250; // milliseconds without a key before the page follows

const page = document.querySelector(".vl-contribute");
const form = page.querySelector(".vl-form");
const settings = JSON.parse(page.querySelector(".vl-settings").textContent);
const words = settings.words;
const fields = new Fields(form, settings.file.forbidden);
const preview = new Preview(page.querySelector(".vl-preview"), page.dataset.lang, words, named);
const send = new Send(page, words, settings.file.link_bytes);
const rules = { form: settings.file };
const touched = new Set();
let timer;

/** The label of a word of the vocabulary, as the form offers it. */
function named(field, word) {
  const options = [...form.querySelectorAll(`[data-field="${field}"] option`)];
  for (const { content } of form.querySelectorAll("template")) options.push(...content.querySelectorAll(`[data-field="${field}"] option`));
  return options.find((option) => option.value === word)?.textContent ?? word;
}

const loaded = (address) => fetch(address).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)));

/** Bring everything in step with what the form says. */
function follow() {
  const draft = fields.read();
  const found = problems(draft, rules);
  count();
  warn(draft.record);
  mark(found);
  preview.show(draft.record);
  send.offer(draft.id, file(draft.record, settings.file), found.length === 0);
}

/** What is said of a problem; where a form was expected, the field's own words tell which. */
function said({ key, count: number }, field) {
  const text = words[key].replace("{}", String(number ?? ""));
  return key === "pattern" ? `${text} ${field.querySelector(".vl-help")?.textContent ?? ""}`.trim() : text;
}

/** Say what is wrong: below the fields that were left, and all of it in a list that leads to them. */
function mark(found) {
  for (const one of form.querySelectorAll(".vl-wrong")) set(one, "");
  for (const one of form.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
  const lines = found.map((problem) => [problem, fields.at(problem.path)]).filter(([, field]) => field);
  for (const [problem, field] of lines) if (touched.has(field)) blame(field, said(problem, field));
  const sound = rules.schema || form.ariaBusy ? words["nothing-to-mend"] : words["no-schema"];
  page.querySelector(".vl-mend").textContent = found.length ? words["to-mend"].replace("{}", String(found.length)) : sound;
  page.querySelector(".vl-mend__list").replaceChildren(...lines.map(([problem, field]) => entry(field, said(problem, field))));
}

function blame(field, text) {
  set(field.querySelector(".vl-wrong"), text);
  for (const control of controls(field)) control.setAttribute("aria-invalid", "true");
}

function set(place, text) {
  place.textContent = text;
  place.hidden = !text;
}

function entry(field, text) {
  const names = [];
  for (let one = field; one; one = one.parentElement.closest(".vl-field")) names.unshift(title(one));
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `${names.filter(Boolean).join(" › ")}${page.dataset.lang === "zh" ? "：" : ": "}${text}`;
  button.addEventListener("click", () => {
    touched.add(field);
    follow();
    controls(field)[0]?.focus();
  });
  const item = document.createElement("li");
  item.append(button);
  return item;
}

const title = (field) => (field.dataset.field ? field.querySelector(".vl-field__name").firstChild.textContent.trim() : "");
const controls = (field) => [...field.querySelectorAll("input, select, textarea, summary, .vl-items__add")];

/** Name the records that seem to be about this work. */
function warn(record) {
  const place = page.querySelector(".vl-known");
  const found = rules.known?.find(record) ?? [];
  if (place.dataset.found === String(found.map((work) => work.id))) return;
  place.dataset.found = String(found.map((work) => work.id));
  place.replaceChildren(...(found.length ? [words["on-map"]] : []));
  for (const work of found) {
    const link = document.createElement("a");
    link.href = `${page.dataset.papers}${encodeURIComponent(work.id)}/`;
    link.textContent = work.name;
    place.append(" ", link);
  }
}

/** Propose records for a field that names one; they are too many to stand in the page. */
function propose(typed) {
  const options = (rules.known?.like(typed, PROPOSED) ?? []).map((work) => new Option("", work.id));
  for (const option of options) option.label = rules.known.get(option.value).name;
  page.querySelector("#vl-records").replaceChildren(...options);
}

/** Say beside a closed list of terms which were chosen. */
function count() {
  for (const field of form.querySelectorAll("[data-kind=terms]")) {
    const chosen = [...field.querySelectorAll("input:checked")].map((box) => box.parentElement.textContent.trim());
    field.querySelector(".vl-chosen").textContent = chosen.join(page.dataset.lang === "zh" ? "、" : ", ");
  }
}

/** Keep what was typed; looking at a page changes no draft. */
function keep() {
  const draft = fields.read();
  const empty = !draft.id && !Object.keys(draft.record).length;
  try {
    if (empty) localStorage.removeItem(DRAFT);
    else localStorage.setItem(DRAFT, JSON.stringify(draft));
    tell(!empty);
  } catch {
    // a browser that keeps nothing: the form works all the same
  }
}

function tell(isKept) {
  page.querySelector(".vl-draft__said").textContent = words[isKept ? "draft-kept" : "draft"];
}

/** What the form starts with: what the address says, else the draft of the last visit. */
function start() {
  const given = Object.fromEntries(new URLSearchParams(location.search));
  const { id = "", title: name, authors, ...rest } = given;
  if (Object.keys(given).length === 0) return kept() ?? {};
  const record = { ...rest, ...(name && { title: { en: name } }), ...(authors && { authors: authors.split(";").map((one) => one.trim()) }) };
  return { id, record };
}

function kept() {
  try {
    const draft = JSON.parse(localStorage.getItem(DRAFT));
    tell(Boolean(draft));
    return draft;
  } catch {
    return undefined;
  }
}

function changed() {
  keep();
  follow();
}

const proposal = ({ target }) => target.getAttribute("list") === "vl-records" && propose(target.value);
form.addEventListener("focusin", proposal);
form.addEventListener("input", proposal);
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(changed, PAUSE);
});
form.addEventListener("focusout", ({ target }) => {
  for (let field = target.closest(".vl-field"); field; field = field.parentElement.closest(".vl-field")) touched.add(field);
  clearTimeout(timer);
  timer = setTimeout(changed);
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("click", ({ target }) => {
  if (target.matches(".vl-items__add")) controls(fields.add(target.closest(".vl-field")))[0].focus();
  else if (target.matches(".vl-item__remove")) target.closest(".vl-item").remove();
  else if (target.matches(".vl-draft__clear")) {
    touched.clear();
    fields.write({});
  } else return;
  changed();
});

fields.write(start());
form.hidden = false;
follow();
Promise.allSettled([loaded(page.dataset.schema), loaded(page.dataset.known)]).then(([schema, works]) => {
  rules.schema = schema.value;
  rules.known = works.value && new Known(works.value);
  form.ariaBusy = null;
  follow();
});
