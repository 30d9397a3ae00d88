// What a reader of the browse page asks for, its address, and which records it lets through. No page is touched here.

/** The ways to order the list, the first for a query, the second for none. */
export const SORTS = ["relevance", "date", "name"];

/** Read from an address what is asked for; `has` and `not` hold terms as `facet:term`. */
export function read(address) {
  const given = new URL(address).searchParams;
  const list = (name) => (given.get(name) ?? "").split(",").filter(Boolean);
  return {
    query: given.get("q") ?? "",
    has: new Set(given.getAll("has")),
    not: new Set(given.getAll("not")),
    sort: SORTS.includes(given.get("sort")) ? given.get("sort") : "",
    ids: new Set(list("ids")),
  };
}

/** Return an address with what is asked for in place of what it had. */
export function written(address, { query, has, not, sort, ids }) {
  const url = new URL(address);
  const pairs = [
    ["q", query.trim()],
    ...[...has].map((term) => ["has", term]),
    ...[...not].map((term) => ["not", term]),
    ["sort", sort],
    ["ids", [...ids].join(",")],
  ];
  const readable = (text) => encodeURIComponent(text).replace(/%(2C|2F|3A)/g, decodeURIComponent);
  const said = pairs.filter(([, value]) => value).map(([name, value]) => `${name}=${readable(value)}`);
  url.search = said.length ? `?${said.join("&")}` : "";
  return url.href;
}

/** Return for each record, by id, the terms that it holds, as `facet:term`. */
export function holdings({ facets, records }) {
  const held = (row) =>
    facets.flatMap(({ key, terms }, n) => records.facets[row][n].map((number) => `${key}:${terms[number][0]}`));
  return new Map(records.id.map((id, row) => [id, new Set(held(row))]));
}

const facetOf = (term) => term.slice(0, term.indexOf(":"));

/** Tell whether a record passes: none of what it must not have, and of each facet that is asked for one term at least. */
export function passes(held, { has, not }) {
  for (const term of not) if (held.has(term)) return false;
  const asked = new Map();
  for (const term of has) asked.set(facetOf(term), asked.get(facetOf(term)) || held.has(term));
  return ![...asked.values()].includes(false);
}

/** Count how many of some records each term of a facet would leave, were it the only one asked for in its facet. */
export function counts(records, key, { has, not }) {
  const elsewhere = new Set([...has].filter((term) => facetOf(term) !== key));
  const found = new Map();
  for (const held of records) {
    if (!passes(held, { has: elsewhere, not: [] })) continue;
    const barred = [...not].filter((term) => held.has(term));
    for (const term of held)
      if (facetOf(term) === key && !barred.some((other) => other !== term)) found.set(term, (found.get(term) ?? 0) + 1);
  }
  return found;
}
