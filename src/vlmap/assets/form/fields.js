// The form ↔ plain data: what each field says by its `data-kind` is how it is read and written. Nothing empty is kept.

/** The fields of a part, not those of parts inside it. */
const parts = (field) => [...field.querySelectorAll(".vl-field")].filter((one) => container(one) === field);
const container = (field) => field.parentElement.closest(".vl-field, .vl-form");
const control = (field) => field.querySelector("input, select, textarea");
const sides = (field) => [...field.querySelectorAll("textarea[data-side]")];
const boxes = (field) => [...field.querySelectorAll("input[type=checkbox]")];
const items = (field) => field.querySelector(".vl-items");
const own = (name, value) => (isEmpty(value) ? [] : [[name, value]]);
const isEmpty = (value) => value === undefined || value.length === 0 || (typeof value === "object" && !Object.keys(value).length);

export class Fields {
  /** `forbidden` is the pattern of characters that no file may hold. */
  constructor(form, forbidden) {
    this.form = form;
    this.forbidden = new RegExp(forbidden, "gu");
  }

  /** The id and the record as the form says them. */
  read() {
    const { id = "", ...record } = Object.fromEntries(parts(this.form).flatMap((field) => own(field.dataset.field, this.value(field))));
    return { id, record };
  }

  /** Fill the form, whatever stood in it. */
  write({ id = "", record = {} }) {
    for (const field of parts(this.form)) this.fill(field, field.dataset.field === "id" ? id : record[field.dataset.field]);
  }

  value(field) {
    switch (field.dataset.kind) {
      case "text":
        return Object.fromEntries(sides(field).flatMap((side) => own(side.dataset.side, this.text(side.value))));
      case "terms":
        return boxes(field).filter((box) => box.checked).map((box) => box.value);
      case "group":
        return Object.fromEntries(parts(field).flatMap((part) => own(part.dataset.field, this.value(part))));
      case "list":
        return [...items(field).children].map((item) => this.value(item.querySelector(".vl-field"))).filter((one) => !isEmpty(one));
      case "lines":
        return this.lines(field);
      case "authors":
        return this.lines(field).map(author);
      default:
        return tidy(field.dataset.field, this.text(control(field).value).replaceAll("\n", " "));
    }
  }

  fill(field, value) {
    switch (field.dataset.kind) {
      case "text":
        for (const side of sides(field)) side.value = value?.[side.dataset.side] ?? "";
        break;
      case "terms":
        for (const box of boxes(field)) box.checked = Array.isArray(value) && value.includes(box.value);
        break;
      case "group":
        for (const part of parts(field)) this.fill(part, value?.[part.dataset.field]);
        break;
      case "list":
        items(field).replaceChildren();
        for (const one of Array.isArray(value) ? value : []) this.fill(this.add(field), one);
        while (items(field).children.length < Number(items(field).dataset.least)) this.add(field);
        break;
      case "lines":
      case "authors":
        control(field).value = (Array.isArray(value) ? value : []).map(line).join("\n");
        break;
      default:
        control(field).value = typeof value === "string" ? value : "";
    }
  }

  /** Add an empty item to a list and return its field. */
  add(field) {
    const item = field.querySelector("template").content.cloneNode(true).firstElementChild;
    items(field).append(item);
    const added = item.querySelector(".vl-field");
    this.fill(added, undefined);
    return added;
  }

  /** The field at a place of the record, or the nearest one around it. */
  at(path) {
    let found = this.form;
    for (const step of path) {
      const next =
        typeof step === "number" && found.dataset.kind === "list"
          ? items(found).children[step]?.querySelector(".vl-field")
          : parts(found).find((part) => part.dataset.field === step);
      if (!next) break;
      found = next;
    }
    return found === this.form ? undefined : found;
  }

  /** A text as a file may hold it. */
  text(value) {
    return this.allowed(value.replace(/\r\n?|[\u0085\u2028\u2029\v\f]/g, "\n"))
      .replace(/[ \t\u00a0]+$/gm, "")
      .replaceAll("\t", " ")
      .trim();
  }

  /** A text without what is forbidden, nor what is found to be so where that was. */
  allowed(text) {
    const left = text.replace(this.forbidden, "").normalize("NFC");
    return left === text ? text : this.allowed(left);
  }

  lines(field) {
    return this.text(control(field).value).split("\n").map((one) => one.trim()).filter(Boolean);
  }
}

/** An author stands on a line, with the Chinese original of the name after a stroke, if it is known. */
function author(text) {
  const [name, zh] = text.split("|", 2).map((side) => side.trim());
  return name && zh ? { name, zh } : name || zh;
}

const line = (one) => (typeof one === "string" ? one : `${one.name} | ${one.zh}`);

const ADDRESSES = {
  arxiv: /^(?:https?:\/\/)?(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/|^arxiv:\s*/i,
  doi: /^(?:https?:\/\/)?(?:dx\.)?doi\.org\/|^doi:\s*/i,
  acl: /^(?:https?:\/\/)?(?:www\.)?aclanthology\.org\//i,
  openreview: /^(?:https?:\/\/)?openreview\.net\/(?:forum|pdf)\?id=/i,
};

/** People paste addresses where identifiers stand. */
function tidy(name, value) {
  if (!(name in ADDRESSES)) return value;
  const bare = value.replace(/^["'“”]+|["'“”]+$/g, "").trim().replace(ADDRESSES[name], "").trim();
  if (name === "arxiv") return bare.replace(/\.pdf$/i, "").replace(/v[0-9]+$/, "");
  return name === "acl" ? bare.replace(/\/$|\.pdf$/, "") : bare;
}
