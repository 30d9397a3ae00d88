// The search in a thread of its own, so that typing never waits for it: `finder.js` asks, and gets rows by number.
import { find, index } from "./search.js";
import { Sieve } from "./sieve.js";
import "./words.js"; // of search.js; named here so that it is fetched at the same time

/** A map of no more shards is read whole before or behind the first answer, so that no later word waits for the network. */
const FEW = 100;

/** So many milliseconds after an answer its rows have come. */
const PAUSE = 1000;

let catalog;
let search;
let sieve;
let ranks;
let folder;
let isAhead = false;

async function load(name) {
  const answer = await fetch(new URL(name, folder));
  if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
  return answer.json();
}

const CALLS = {
  /** Take the bytes of the catalog and its address; return what the page shows of it. */
  open(bytes, address) {
    folder = address;
    search = index(JSON.parse(new TextDecoder().decode(bytes)), load);
    catalog = search.catalog;
    sieve = new Sieve(catalog);
    const { counts } = sieve.sift(everything(), { has: [], not: [] });
    const facets = catalog.facets.map(({ key, label, terms }, n) => ({ key, label, terms, totals: counts[n] }));
    const { count, edition, block, lines } = catalog;
    return { facets, count, edition, block, lines };
  },

  /**
   * Return what a query and filters leave: how many there are, the first `most` of them by their rows, the words of the
   * query that each has, and for each facet and term how many it would leave.
   */
  async ask({ query, has, not, sort }, most) {
    const { rows, having } = query.trim() ? await find(search, query) : { rows: everything(), having: new Map() };
    const { left, counts } = sieve.sift(rows, { has, not });
    if (sort === "date") left.sort((a, b) => b - a);
    if (sort === "name") {
      ranks ??= numbered(await search.file(catalog.names));
      left.sort((a, b) => ranks[a] - ranks[b]);
    }
    const first = left.slice(0, most);
    const words = first.map((row) => [...having.keys()].filter((word) => having.get(word).has(row)));
    if (query.trim()) readAhead(PAUSE);
    return { total: left.length, rows: first, words, counts };
  },

  /** Somebody is about to type: on a small map, read the index before it is asked for. */
  ahead: () => readAhead(0),

  /** Return the row of each id, be it a former one, or nothing for one that there is not. */
  locate: (ids) => Promise.all(ids.map(async (id) => (await search.whole("known", id))[0])),
};

const everything = () => Array.from({ length: catalog.count }, (_, n) => catalog.count - 1 - n);

/** Turn a list of rows into the place of each. */
function numbered(rows) {
  const places = [];
  rows.forEach((row, place) => (places[row] = place));
  return places;
}

/** One after the other and not at once, so that nothing that is waited for has to share the line. */
async function readAhead(pause) {
  const isSmall = search.shards.length <= FEW;
  if (!isSmall || isAhead) return;
  isAhead = true;
  await new Promise((done) => setTimeout(done, pause));
  for (const [, name] of search.shards) await search.file(name).catch(() => (isAhead = false));
}

addEventListener("message", async ({ data: { number, call, given } }) => {
  try {
    postMessage({ number, answer: await CALLS[call](...given) });
  } catch (problem) {
    postMessage({ number, problem: String(problem) });
  }
});
