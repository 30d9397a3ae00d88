// What a reader of the browse page asks for, as its address says it. No page is touched here.

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
