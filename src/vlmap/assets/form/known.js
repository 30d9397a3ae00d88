// Whether a work is on the map already: by an identifier, or by its title, as the rules of the map compare them.

const IDENTIFIERS = ["arxiv", "doi", "acl", "openreview"];

export class Known {
  /** `works` is assets/vlmap/known.json. */
  constructor(works) {
    this.works = new Map(works.map((work) => [work.id, work]));
    this.marks = new Map(works.flatMap((work) => work.marks.map((mark) => [mark, work])));
    this.former = new Map(works.flatMap((work) => work.aliases.map((alias) => [alias, work])));
  }

  /** The record of an id, be it a former one. */
  get(id) {
    return this.works.get(id) ?? this.former.get(id);
  }

  /** So many records at most whose id or name holds what was typed. */
  like(typed, most) {
    const wanted = typed.trim().toLowerCase();
    const found = [];
    for (const work of this.works.values()) {
      if (work.id.includes(wanted) || work.name.toLowerCase().includes(wanted)) found.push(work);
      if (found.length === most) break;
    }
    return found;
  }

  /** The records that seem to be about the same work; those whose paper presents it are not. */
  find(record) {
    const marks = IDENTIFIERS.map((name) => record[name]?.toLowerCase());
    marks.push(...Object.values(record.title ?? {}).map(folded));
    const found = marks.map((mark) => mark && this.marks.get(mark)).filter(Boolean);
    return [...new Set(found)].filter((work) => work.id !== record.introduced_in);
  }
}

const folded = (title) => title.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}\p{M}]+/gu, "");
