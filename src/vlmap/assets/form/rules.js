// What is wrong with a record, as far as a browser can tell: by the schema that editors use, and by what it cannot say.
import { Validator } from "../json-schema/index.js";

/** A problem: the place in the record, the key of what is said, and what is filled into that. */
const problem = (path, key, count) => ({ path, key, count });

/** Every problem, in the order of the form, one a place at most. `schema` and `known` may be missing. */
export function problems({ id, record }, { schema, known, form }) {
  const found = [...about(id, known, form), ...(schema ? bySchema(record, schema) : []), ...beyond(record, known, form)];
  const places = new Set();
  return found.filter(({ path }) => !places.has(path.join("/")) && places.add(path.join("/")));
}

function* about(id, known, form) {
  if (!id) yield problem(["id"], "required");
  else if (!new RegExp(form.id).test(id) || id.length > form.longest) yield problem(["id"], "id");
  else if (known?.get(id)) yield problem(["id"], "taken");
}

const KEYS = {
  pattern: "pattern",
  minLength: "required",
  minItems: "few",
  maxItems: "many",
  minProperties: "one-language",
  const: "choice",
  enum: "choice",
  oneOf: "choice",
};

function bySchema(record, schema) {
  const { errors } = new Validator(schema, "7", false).validate(record);
  const choices = errors.filter((error) => /^(oneOf|anyOf)$/.test(error.keyword)).map((error) => `${error.keywordLocation}/`);
  const found = [];
  for (const { keyword, keywordLocation, instanceLocation, error } of errors) {
    const path = steps(instanceLocation);
    if (choices.some((choice) => keywordLocation.startsWith(choice))) continue; // said by the choice itself
    if (keyword === "required") found.push(problem([...path, error.match(/"(.*)"/)[1]], "required"));
    else if (keyword in KEYS) found.push(problem(path, KEYS[keyword], limit(schema, keywordLocation)));
    else if (!CARRIERS.has(keyword)) found.push(problem(path, "wrong"));
  }
  return found;
}

/** Keywords whose errors only say that something inside is wrong. */
const CARRIERS = new Set(["properties", "additionalProperties", "items", "allOf", "anyOf", "$ref", "if"]);

const steps = (pointer) =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^[0-9]+$/.test(step) ? Number(step) : step));

/** The value of a keyword, to be named in what is said. */
const limit = (schema, location) => steps(location).reduce((node, step) => node?.[step], schema);

/** What the rules of the map ask beyond the schema. */
function* beyond(record, known, form) {
  const links = record.links ?? {};
  if (!record.arxiv && !record.doi && !record.acl && !record.openreview && !links.paper && !links.project)
    yield problem(["arxiv"], "findable");
  for (const [name, address] of Object.entries(links)) if (!isAddress(address)) yield problem(["links", name], "address");
  for (const source of record.sources ?? [])
    if (source.split(" ")[0].includes("://") && !isAddress(source.split(" ")[0])) yield problem(["sources"], "address");
  for (const path of [["date"], ["reviewed"], ["citations", "as_of"]])
    if (!isDay(path.reduce((node, step) => node?.[step], record))) yield problem(path, "day");
  if (record.kind === form.method && !record.builds_on && !record.no_predecessor) yield problem(["builds_on"], "predecessor");
  if (record.builds_on && record.no_predecessor) yield problem(["no_predecessor"], "two-predecessors");
  for (const [index, result] of (record.results ?? []).entries())
    if (!result.source) yield problem(["results", index, "source"], "source");
  if (known) yield* strangers(record, known);
}

function* strangers(record, known) {
  if (record.introduced_in && !known.get(record.introduced_in)) yield problem(["introduced_in"], "unknown-record");
  for (const [index, { paper }] of (record.builds_on ?? []).entries())
    if (paper && !known.get(paper)) yield problem(["builds_on", index, "paper"], "unknown-record");
}

function isAddress(address) {
  if (/[\s\x00-\x1f\x7f<>"\\^`{|}]/.test(address) || !/^https?:\/\//i.test(address)) return false;
  try {
    const { hostname, username, password } = new URL(address);
    return hostname.includes(".") && !username && !password;
  } catch {
    return false;
  }
}

/** Whether a date, if it is written as one, is a day of the calendar. */
function isDay(text) {
  const match = /^([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?$/.exec(text ?? "");
  if (!match) return true; // the schema says what is wrong with it
  const [year, month, day] = [match[1], match[2] ?? "01", match[3] ?? "01"];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return year !== "0000" && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}
