// The search of the map: how records are ranked. Every search reads the catalog; the index stands in shards, of which it
// reads those that the words of the query need. No page is touched here, and `vlmap find` runs this very file.
import { isHan, named, stem, tokenize, written } from "./words.js";

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

/** The fields of the shards, as `search/postings.py` numbers them; the last two are looked up whole. */
const WRITTEN = ["name", "id", "called", "title", "line", "authors", "keywords", "bears", "known"];

/** The field in which the words of a facet are searched; those of the map's own facets are `terms`. */
const FIELD_OF = { category: "category", venue: "place", organization: "place" };

/** BM25+, as MiniSearch 7 has it: how soon repeating tells nothing more, how much length counts, the least a word is worth. */
const [SATURATION, LENGTH, LEAST] = [1.2, 0.7, 0.5];

/** What a word is worth of which only the start was typed, and how fast that falls with the letters that are missing. */
const [PREFIX, MISSING] = [0.375, 0.3];

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
 * The words of the vocabulary: of facets, concepts and years. The catalog says which terms a record holds, so what an
 * index would say of their words is put together here.
 */
class Vocabulary {
  constructor({ count, facets, concepts, years }) {
    const known = [...new Set(years.flat())];
    this.parts = [
      ...facets.map(({ key, terms, rows }) => ({ field: FIELD_OF[key] ?? "terms", terms, rows })),
      { field: "concepts", ...concepts },
      { field: "place", terms: known.map((year) => [year, String(year)]), rows: years.map((some) => some.map((year) => known.indexOf(year))) },
    ].map(({ field, terms, rows }) => ({
      field,
      words: terms.map(([, ...names]) => [...new Set(names.flatMap(written))]),
      rows,
      having: terms.map(() => []),
    }));
    this.terms = gathered(
      this.parts.flatMap((part) => part.words.flatMap((words, number) => words.map((word) => [word, { part, number }]))),
    );
    this.lengths = Object.fromEntries(this.parts.map(({ field }) => [field, new Uint16Array(count)]));
    this.number(count);
  }

  /** List the rows that have each term, and count the different words of each row. */
  number(count) {
    const numbers = new Map([...this.terms.keys()].map((word, number) => [word, number]));
    for (const field of Object.keys(this.lengths)) {
      const seen = new Int32Array(numbers.size).fill(-1);
      const parts = this.parts.filter((part) => part.field === field);
      const coded = parts.map(({ words }) => words.map((some) => some.map((word) => numbers.get(word))));
      for (let row = 0; row < count; row++)
        parts.forEach(({ rows, having }, n) => {
          for (const term of rows[row]) {
            having[term].push(row);
            for (const word of coded[n][term]) {
              if (seen[word] !== row) this.lengths[field][row]++;
              seen[word] = row;
            }
          }
        });
    }
  }

  /** Where a word stands: `[{field, rows, counts}, …]`. */
  held(word) {
    const counts = new Map();
    for (const { part, number } of this.terms.get(word) ?? []) {
      if (!counts.has(part.field)) counts.set(part.field, new Map());
      const found = counts.get(part.field);
      for (const row of part.having[number]) found.set(row, (found.get(row) ?? 0) + 1);
    }
    return [...counts].map(([field, found]) => ({ field, rows: [...found.keys()], counts: [...found.values()] }));
  }
}

/** The index of a catalog: what the shards say, and the vocabulary. `load` fetches a file of `assets/vlmap/` as data. */
class Index {
  constructor(catalog, load) {
    this.catalog = catalog;
    const { count, facets, concepts, lengths, characters, empty, shards, spelling } = catalog;
    this.count = count;
    this.load = load;
    this.shards = shards;
    this.spelling = spelling;
    this.characters = characters;
    this.empty = new Set(empty.map(stem));
    this.vocabulary = new Vocabulary(catalog);
    this.lengths = { ...lengths, ...this.vocabulary.lengths };
    this.average = Object.fromEntries(
      Object.entries(this.lengths).map(([field, all]) => [field, all.reduce((sum, length) => sum + length, 0) / count]),
    );
    this.synonyms = gathered(
      [...facets.flatMap(({ terms }) => terms), ...concepts.terms].flatMap(([, ...known]) =>
        known.map((name) => [named(name), known.slice(0, 2).join(" ")]),
      ),
    );
    this.files = new Map();
  }

  /** Read a file once; again if it could not be had. */
  file(name) {
    if (!this.files.has(name)) {
      this.files.set(name, this.load(`search/${name}.json`));
      this.files.get(name).catch(() => this.files.delete(name));
    }
    return this.files.get(name);
  }

  /** The entries of the index for a word or, if wanted, for all that start with it: `[[word, [[field, steps, counts?], …]], …]`. */
  async entries(start, isPrefix) {
    const first = this.shards.findLastIndex(([word]) => word <= start);
    const last = isPrefix ? this.shards.findLastIndex(([word]) => word < start || word.startsWith(start)) : first;
    const names = this.shards.slice(first, last + 1).map(([, name]) => name);
    const shards = await Promise.all(names.map((name) => this.file(name)));
    return shards.flatMap((shard) => Object.entries(shard).filter(([word]) => fits(word, start, isPrefix)));
  }

  /** The rows that are looked up whole, under a name (`bears`) or an id (`known`). */
  async whole(field, name) {
    const entries = await this.entries(name, false);
    return entries.flatMap(([, held]) => held.filter(([number]) => WRITTEN[number] === field).flatMap(([, steps]) => rowsOf(steps)));
  }

  /** Where a word stands and, if wanted, all that start with it: `[[word, [{field, rows, counts}, …]], …]`. */
  async words(start, isPrefix) {
    const entries = await this.entries(start, isPrefix);
    const known = [...this.vocabulary.terms.keys()].filter((word) => fits(word, start, isPrefix));
    const found = new Map(known.map((word) => [word, this.vocabulary.held(word)]));
    for (const [word, held] of entries) {
      const searched = held.filter(([number]) => WRITTEN[number] in FIELDS);
      const fields = searched.map(([number, steps, counts]) => ({ field: WRITTEN[number], rows: rowsOf(steps), counts }));
      if (fields.length) found.set(word, [...fields, ...(found.get(word) ?? [])]);
    }
    return [...found];
  }
}

const fits = (word, start, isPrefix) => (isPrefix ? word.startsWith(start) : word === start);

/** Rows stand as steps, each from the one before. */
function rowsOf(steps) {
  let row = 0;
  return steps.map((step) => (row += step));
}

const isPrefix = (word) => word.length > 1 && !isHan(word);

/** Make a catalog ready to be searched; in its `catalog`, rows hold numbers of terms instead of those of sets of them. */
export function index({ facets, concepts, ...catalog }, load) {
  const unpacked = ({ sets, rows, ...part }) => ({ ...part, rows: rows.map((number) => sets[number]) });
  return new Index({ ...catalog, facets: facets.map(unpacked), concepts: unpacked(concepts) }, load);
}

/** The words of a query; those that say nothing are left out, unless there are no others. */
function queried({ empty }, text) {
  const words = tokenize(text);
  const says = (word) => !empty.has(word) && !(isHan(word) && [...word].some((one) => empty.has(one)));
  const telling = words.filter(says);
  return telling.length ? telling : words;
}

/**
 * Return a word; or, if no record has it or one that starts so, the nearest to it, of several the most used. It is looked
 * for among those with the same first letter, which few mistake.
 */
async function corrected(index, word) {
  if (!/^\p{Script=Latin}{4,}$/u.test(word) || (await index.words(word, true)).length) return word;
  const most = word.length < 6 ? 1 : 2;
  const name = index.spelling[word[0]];
  let best = { known: word, far: most + 1 };
  for (const known of name ? await index.file(name) : []) {
    if (Math.abs(known.length - word.length) > most) continue;
    const far = distance(word, known);
    if (far < best.far) best = { known, far };
  }
  return best.known;
}

/** Say how far a pair of Han is a word: a pair that stands together less often than chance has it spans two words. */
async function cohesion(index, word) {
  const [first, second, more] = word;
  if (!second || more || !isHan(word)) return 1;
  const [[, fields] = [word, []]] = await index.words(word, false);
  const having = new Set(fields.flatMap(({ rows }) => rows)).size;
  const chance = ((index.characters[first] ?? 1) * (index.characters[second] ?? 1)) / index.count;
  return Math.min(1, Math.sqrt(having / chance));
}

/** Score the rows that have some words: `points` of each row, and for each word the set of rows that have it. */
async function scored(index, words, cohesive) {
  const points = new Float64Array(index.count);
  const having = new Map();
  for (const word of words) {
    const rows = new Set();
    for (const [known, fields] of await index.words(word, isPrefix(word))) {
      const missing = known.length - word.length;
      const worth = missing ? (PREFIX * known.length) / (known.length + MISSING * missing) : 1;
      for (const held of fields) add(index, held, worth * (cohesive.get(word) ?? 1), points, rows);
    }
    having.set(word, rows);
  }
  return { points, having };
}

/** Add what a word is worth in one field to the points of its rows. */
function add(index, { field, rows, counts }, worth, points, found) {
  const rare = Math.log(1 + (index.count - rows.length + 0.5) / (rows.length + 0.5));
  const [lengths, average] = [index.lengths[field], index.average[field]];
  rows.forEach((row, n) => {
    const count = counts?.[n] ?? 1;
    const spread = SATURATION * (1 - LENGTH + (LENGTH * lengths[row]) / average);
    points[row] += worth * FIELDS[field] * rare * (LEAST + (count * (SATURATION + 1)) / (count + spread));
    found.add(row);
  });
}

/**
 * Return the records that a query finds, best first, by their rows, and `having`: for each word that counts, its rows.
 *
 * A word counts the more the fewer records have it. A record is found if it has words that make up most of the query's
 * weight, and stands the higher the more of it it has. What the query names by a synonym counts under its proper name,
 * too, and a record that bears the query as a name stands first; of equals, the newest.
 */
export async function find(index, query) {
  const bearing = index.whole("bears", named(query));
  const words = [...new Set(await Promise.all(queried(index, query).map((word) => corrected(index, word))))];
  const meant = [query, ...query.split(/\s+/)].flatMap((piece) => index.synonyms.get(named(piece)) ?? []);
  const cohesive = new Map(await Promise.all(words.map(async (word) => [word, await cohesion(index, word)])));
  const { points, having } = await scored(index, words, cohesive);
  const wider = await scored(index, new Set(meant.flatMap(tokenize)), cohesive);
  const bearers = new Set(await bearing);

  const share = new Float64Array(index.count);
  let whole = 0;
  for (const [word, rows] of having) {
    if (!rows.size) continue;
    const weight = cohesive.get(word) * Math.log(1 + index.count / rows.size);
    whole += weight;
    for (const row of rows) share[row] += weight;
  }
  const rank = new Map();
  share.forEach((weight, row) => {
    const part = weight / whole;
    if (part > 0.5) rank.set(row, Math.round(1e6 * (points[row] + wider.points[row]) * part ** 2));
  });
  const rows = [...rank.keys()].sort(
    (a, b) => bearers.has(b) - bearers.has(a) || rank.get(b) - rank.get(a) || b - a,
  );
  return { rows, having };
}
