// Which words a text has for the search. `search/words.py` cuts the records alike when the index is written; a test puts
// the same texts through both.

const HAN =
  "[\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3038-\\u303b\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}]";
const HAN_RUN = new RegExp(`${HAN}+`, "gu");
const HAN_FIRST = new RegExp(`^${HAN}`, "u");
const BETWEEN_HAN = new RegExp(`(?<=${HAN})[ \\t\\n\\u00a0\\u3000]+(?=${HAN})`, "gu");
const JOINED = /[\p{L}\p{N}]+(?:[-·.][\p{L}\p{N}]+)+/gu;

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();

/** Take off the commonest English endings, so that captions, captioned and captioning are one word. */
export function stem(word) {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const single = word.replace(/([^s])s$/, "$1");
  const bare = single.replace(/(?:ing|ed)$/, "");
  return bare.length < 4 || bare === single ? single : bare.replace(/([^aeious])\1$/, "$1");
}

/**
 * Split a text into the words that are looked up: words and numbers as they stand, Han in pairs of neighbours
 * (Chinese has no blanks, and pairs find any run of characters without a dictionary).
 */
export function tokenize(text) {
  const plain = folded(text);
  const words = plain.replace(HAN_RUN, " ").match(/[\p{L}\p{N}]+\+*/gu) ?? [];
  const pairs = (plain.match(HAN_RUN) ?? []).flatMap((run) => {
    const characters = [...run];
    return characters.length === 1 ? characters : characters.slice(1).map((second, i) => characters[i] + second);
  });
  return [...words.map(stem), ...pairs];
}

/** The words by which a text is found: also names written in one (`blip-2` is found as `blip2`). */
export const written = (text) => [
  ...tokenize(text),
  ...(folded(text).match(JOINED) ?? []).map((name) => name.replace(/[-·.]/g, "")),
];

/** One spelling of a name, to compare whole names by. */
export const named = (text) => tokenize(text.replace(BETWEEN_HAN, "")).join(" ");

/** Tell whether a word is Han, a pair of neighbours or one alone. */
export const isHan = (word) => HAN_FIRST.test(word);
