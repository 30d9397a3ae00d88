// A record → its file in canonical form, the one that `vlmap fmt` leaves as it is. Keys come in the order of the schema.

/**
 * `form` says what the canonical form depends on: `modeline`, the first line; `gaps`, before which fields a line is left
 * empty; `lines`, which texts in two languages are never longer than a line; `bare`, whose values are no texts.
 */
export function file(record, form) {
  const lines = [form.modeline];
  for (const [name, value] of Object.entries(record)) {
    if (form.gaps.includes(name)) lines.push("");
    lines.push(...entry(name, value, { ...form, prose: !form.lines.includes(name) }));
  }
  return `${lines.join("\n")}\n`;
}

function entry(name, value, form) {
  if (typeof value !== "object") return [`${name}: ${form.bare.includes(name) ? bare(value) : quoted(value)}`];
  return [`${name}:`, ...below(value, form).map((line) => line && `  ${line}`)];
}

/** The lines of a list or a mapping, as they stand below its key. */
function below(value, form) {
  if (Array.isArray(value)) return value.flatMap((item) => dashed(item, form));
  const sides = isText(value) && form.prose;
  return Object.entries(value).flatMap(([name, side]) => (sides ? block(name, side) : entry(name, side, form)));
}

function dashed(item, form) {
  const lines = typeof item === "object" ? below(item, form) : [quoted(item)];
  return lines.map((line, index) => line && `${index ? "  " : "- "}${line}`);
}

const isText = (value) => Object.keys(value).every((name) => name === "en" || name === "zh");
const block = (name, text) => [`${name}: |`, ...text.split("\n").map((line) => line && `  ${line}`)];

/** What may stand without quotation marks in a block of YAML 1.1: no sign at the start, no mark that means something. */
const canBePlain = (text) =>
  !/^(?:---|\.\.\.)/.test(text) &&
  !/^[#,[\]{}&*!|>'"%@`]/.test(text) &&
  !/^[?:](?:\s|$)|^-(?:\s|$)/.test(text) &&
  !/:(?:\s|$)|\s#/.test(text) &&
  !/^\s|\s$/.test(text) &&
  /^(?:[\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]|[\u{10000}-\u{10ffff}])+$/u.test(text);

/** What some reader of YAML takes for something else than a text: numbers, dates, times, and words of logic. */
const isSomethingElse = (text) => OTHERS.some((other) => other.test(text));
const OTHERS = [
  /^[-+]?\p{Nd}[\p{Nd}_]*(?::[\p{Nd}_]+)*(?:\.[\p{Nd}_]*)?(?:e[-+]?\p{Nd}+)?$/iu,
  /^[-+]?\.[\p{Nd}_]+(?:e[-+]?\p{Nd}+)?$/iu,
  /^[-+]?0(?:x[0-9a-f_]+|b[01_]+|o[0-7_]+)$/i,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[T\s].*)?$/i,
  /^(?:~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.?(?:nan|inf|infinity))$/i,
];

const bare = (text) => (canBePlain(text) ? text : JSON.stringify(text));
const quoted = (text) => (canBePlain(text) && !isSomethingElse(text) ? text : JSON.stringify(text));
