// The page a record will become, as far as it can be seen before it is built. What people typed is put in as text only.

const SHOWN_AUTHORS = 6;
const PROSE = ["problem", "innovation", "summary", "key_points", "limitations"];
const HTML_LANG = { en: "en", zh: "zh-Hans" };

/** An element; children are elements, or texts that stay texts. */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
}

export class Preview {
  /** `words` are those of the page, `lang` its language, `named` returns the label of a word of the vocabulary. */
  constructor(place, lang, words, named) {
    this.place = place;
    this.lang = lang;
    this.other = lang === "zh" ? "en" : "zh";
    this.words = words;
    this.named = named;
  }

  show(record) {
    const root = record.category?.split("/")[0];
    const page = element("article", { class: "vl-paper vl-paper--preview", ...(root && { "data-root": root }) }, this.head(record));
    for (const name of PROSE) if (record[name]) page.append(this.section(name, record[name]));
    if (record.results) page.append(this.titled("results", element("ul", {}, ...record.results.map((one) => this.result(one)))));
    if (record.builds_on)
      page.append(this.titled("builds_on", element("ul", {}, ...record.builds_on.map((one) => this.reference(one)))));
    this.place.replaceChildren(page);
  }

  head(record) {
    const head = element("header", { class: "vl-paper__head" });
    if (record.category) head.append(element("p", { class: "vl-crumbs" }, this.named("category", record.category)));
    head.append(element("h3", { class: "vl-preview__name" }, record.name ?? "—"));
    if (record.title) {
      head.append(this.side(element("p", { class: "vl-paper__title" }), record.title));
      if (record.title[this.lang] && record.title[this.other])
        head.append(element("p", { class: "vl-paper__other", lang: HTML_LANG[this.other] }, record.title[this.other]));
    }
    head.append(element("p", { class: "vl-paper__facts" }, [this.authors(record.authors ?? []), this.when(record)].filter(Boolean).join(" · ")));
    if (record.one_liner) head.append(this.side(element("p", { class: "vl-lead" }), record.one_liner));
    return head;
  }

  authors(list) {
    const names = list.map((one) => (typeof one === "string" ? one : (this.lang === "zh" && one.zh) || one.name));
    const comma = this.lang === "zh" ? "、" : ", ";
    if (names.length <= SHOWN_AUTHORS + 1) return names.join(comma);
    const more = this.words["more-authors"].replace("{}", String(names.length - SHOWN_AUTHORS - 1));
    return `${names.slice(0, SHOWN_AUTHORS).join(comma)} … ${names.at(-1)} ${more}`;
  }

  when({ venue = {}, date }) {
    const place = [venue.id && this.named("id", venue.id), venue.year].filter(Boolean).join(" ");
    return [place, date].filter(Boolean).join(" · ");
  }

  /** Put a text in the page's language into an element, or else the other one, said to be in it. */
  side(made, text) {
    const own = text[this.lang] !== undefined;
    const words = own ? text[this.lang] : text[this.other];
    if (!own) made.setAttribute("lang", HTML_LANG[this.other]);
    made.append(words);
    if (!own) made.append(" ", element("span", { class: "vl-badge", lang: HTML_LANG[this.lang] }, this.place.dataset.untranslated));
    return made;
  }

  section(name, value) {
    const body = Array.isArray(value)
      ? element("ul", { class: "vl-points" }, ...value.map((one) => this.side(element("li", {}), one)))
      : this.side(element("p", { class: "vl-preview__text" }), value);
    return this.titled(name, body);
  }

  titled(name, body) {
    return element("section", {}, element("h4", {}, this.place.dataset[name]), body);
  }

  result({ benchmark, value, variant, setting, source }) {
    const facts = [variant, setting, source].filter(Boolean).join(", ");
    return element("li", {}, `${benchmark ? this.named("benchmark", benchmark) : "?"}: ${value ?? "?"}${facts && ` (${facts})`}`);
  }

  reference({ paper, relation, note }) {
    const said = element("li", {}, `${paper ?? "?"} `, element("span", { class: "vl-relation" }, relation ? this.named("relation", relation) : "?"), " ");
    return note ? this.side(said, note) : said;
  }
}
