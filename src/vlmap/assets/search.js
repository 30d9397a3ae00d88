// The search of the map: which words a text has, and how records are ranked. No page is touched here, and `vlmap find`
// runs this very file.
import MiniSearch from "./minisearch.js";

const HAN = /[\p{Script=Han}\u3005-\u3007]+/gu;
const HAN_FIRST = /^\p{Script=Han}/u;
const BETWEEN_HAN = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;
const JOINED = /[\p{L}\p{N}]+(?:[-·.][\p{L}\p{N}]+)+/gu;

const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();

/** Take off the commonest English endings, so that captions, captioned and captioning are one word. */
function stem(word) {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  const single = word.replace(/([^s])s$/, "$1");
  const bare = single.replace(/(?:ing|ed)$/, "");
  return bare.length < 4 || bare === single ? single : bare.replace(/([^aeious])\1$/, "$1");
}

/**
 * Split a text into the words that are looked up: words and numbers as they stand, Han in pairs of neighbours
 * (Chinese has no blanks, and pairs find any run of characters without a dictionary).
 */
function tokenize(text) {
  const plain = folded(text);
  const words = plain.replace(HAN, " ").match(/[\p{L}\p{N}]+\+*/gu) ?? [];
  const pairs = (plain.match(HAN) ?? []).flatMap((run) =>
    run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)),
  );
  return [...words.map(stem), ...pairs];
}

/** The words of a text to be found: also names written in one (`blip-2` is found as `blip2`). */
const written = (text) => [
  ...tokenize(text),
  ...(folded(text).match(JOINED) ?? []).map((name) => name.replace(/[-·.]/g, "")),
];

/** The words of a query; those that say nothing are left out, unless there are no others. */
function queried({ empty }, text) {
  const words = tokenize(text);
  const says = (word) => !empty.has(word) && !(HAN_FIRST.test(word) && [...word].some((one) => empty.has(one)));
  const telling = words.filter(says);
  return telling.length ? telling : words;
}

/** One spelling of a name, to compare whole names by. */
const named = (text) => tokenize(text.replace(BETWEEN_HAN, "")).join(" ");

/** What is searched, and how much a word counts in each. */
const FIELDS = {
  name: 5,
  id: 2,
  called: 3,
  title: 4,
  line: 2,
  terms: 3,
  category: 1.5,
  place: 3,
  authors: 2,
  concepts: 0.25,
  keywords: 1,
};

/** The field in which the words of a facet are searched; those of the map's own facets are `terms`. */
const FIELD_OF = { category: "category", venue: "place", organization: "place" };

/** Turn the columns of a catalog into records with the words of what is searched. */
function documents({ facets, concepts, records }) {
  const words = (terms) => terms.map(([, ...names]) => [...new Set(names.flatMap(written))]);
  const vocabulary = facets.map(({ key, terms }) => ({ field: FIELD_OF[key] ?? "terms", words: words(terms) }));
  const ideas = words(concepts);
  return records.id.map((id, row) => {
    const held = (wanted) =>
      vocabulary.flatMap(({ field, words }, n) =>
        field === wanted ? records.facets[row][n].flatMap((number) => words[number]) : [],
      );
    return {
      id: written(id),
      name: written(records.name[row]),
      called: [...records.aliases[row].flatMap(written), ...records.called[row].flatMap((number) => ideas[number])],
      title: records.title[row].flatMap(written),
      line: written(records.line[row]),
      terms: held("terms"),
      category: held("category"),
      place: [...held("place"), records.date[row].slice(0, 4), String(records.published[row])],
      authors: written(records.authors[row]),
      concepts: records.concepts[row].flatMap((number) => ideas[number]),
      keywords: written(records.keywords[row]),
    };
  });
}

/** Gather values under keys: `[[key, value], …]` → a map from each key to its values. */
function gathered(pairs) {
  const groups = new Map();
  for (const [key, value] of pairs) {
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(value);
  }
  return groups;
}

/**
 * Index a catalog as `vlmap` writes it: what MiniSearch needs, in how many records a word stands, which records have a
 * name, and what the other names of the vocabulary stand for.
 */
export function index(catalog) {
  const { facets, concepts, records } = catalog;
  const engine = new MiniSearch({
    idField: "row",
    fields: Object.keys(FIELDS),
    stringifyField: (words) => words,
    tokenize: (words) => words,
    processTerm: (word) => word,
  });
  const spread = new Map();
  documents(catalog).forEach((record, row) => {
    engine.add({ ...record, row });
    const words = Object.values(record).flat();
    const characters = words.filter((word) => HAN_FIRST.test(word)).join("");
    for (const word of new Set([...words, ...characters])) spread.set(word, (spread.get(word) ?? 0) + 1);
  });
  const names = records.id.flatMap((id, row) =>
    [id, records.name[row], ...records.aliases[row], ...records.called[row].flatMap((number) => concepts[number])].map(
      (name) => [named(name), row],
    ),
  );
  const synonyms = [...facets.flatMap(({ terms }) => terms), ...concepts].flatMap(([, ...known]) =>
    known.map((name) => [named(name), known.slice(0, 2).join(" ")]),
  );
  return {
    engine,
    spread,
    names: gathered(names),
    synonyms: gathered(synonyms),
    ids: records.id,
    empty: new Set(catalog.empty.map(stem)),
  };
}

/** How many letters to insert, drop, change or swap with the next make one word of another. */
function distance(one, other) {
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length];
}

/** Return a word; or, if no record has it or one that starts so, the nearest to it, of several the most used. */
function corrected({ spread }, word) {
  if (!/^\p{Script=Latin}{4,}$/u.test(word)) return word;
  const most = word.length < 6 ? 1 : 2;
  let best = { known: word, far: most + 1, having: 0 };
  for (const [known, having] of spread) {
    if (known.startsWith(word)) return word;
    if (Math.abs(known.length - word.length) > most) continue;
    const far = distance(word, known);
    if (far < best.far || (far === best.far && having > best.having)) best = { known, far, having };
  }
  return best.known;
}

/** Say how far a pair of Han is a word: a pair that stands together less often than chance has it spans two words. */
function cohesion({ spread, ids }, word) {
  const [first, second] = word;
  if (word.length !== 2 || !HAN_FIRST.test(word)) return 1;
  const chance = ((spread.get(first) ?? 1) * (spread.get(second) ?? 1)) / ids.length;
  return Math.min(1, Math.sqrt((spread.get(word) ?? 0) / chance));
}

/**
 * Return the records that a query finds, best first, as `{id, words}`; `words` are those of the catalog that matched.
 *
 * A word counts the more the fewer records have it. A record is found if it has words that make up most of the query's
 * weight, and stands the higher the more of it it has. What the query names by a synonym counts under its proper name,
 * too, and a record that bears the query as a name stands first.
 */
export function find(index, query) {
  const words = [...new Set(queried(index, query).map((word) => corrected(index, word)))];
  const meant = [query, ...query.split(/\s+/)].flatMap((piece) => index.synonyms.get(named(piece)) ?? []);
  const cohesive = new Map(words.map((word) => [word, cohesion(index, word)]));
  const search = (wanted) =>
    index.engine.search(query, {
      tokenize: () => wanted,
      boost: FIELDS,
      boostTerm: (word) => cohesive.get(word) ?? 1,
      prefix: (word) => word.length > 1 && !HAN_FIRST.test(word),
    });
  // MiniSearch multiplies by the number of words found; here their weights say more.
  const score = (hit) => (hit ? hit.score / hit.queryTerms.length : 0);

  const hits = search(words);
  const wider = new Map(meant.length ? search([...new Set(meant.flatMap(tokenize))]).map((hit) => [hit.id, hit]) : []);
  const having = gathered(hits.flatMap((hit) => hit.queryTerms.map((word) => [word, hit.id])));
  const weight = (word) =>
    having.has(word) ? cohesive.get(word) * Math.log(1 + index.ids.length / having.get(word).length) : 0;
  const weights = (some) => some.reduce((sum, word) => sum + weight(word), 0);
  const bearers = index.names.get(named(query)) ?? [];
  return hits
    .map((hit) => {
      const share = weights(hit.queryTerms) / weights(words);
      const points = Math.round(1e6 * (score(hit) + score(wider.get(hit.id))) * share ** 2);
      return { row: hit.id, words: hit.terms, share, points, bears: bearers.includes(hit.id) };
    })
    .filter(({ share }) => share > 0.5)
    .sort((a, b) => b.bears - a.bears || b.points - a.points || a.row - b.row)
    .map(({ row, words }) => ({ id: index.ids[row], words }));
}
