// Which records pass the filters, and how many each term would leave. No page is touched here.

export class Sieve {
  /** Take the facets of a catalog; terms are asked for as `facet:term`. */
  constructor({ facets }) {
    this.facets = facets.map(({ key, terms, rows }) => ({
      prefix: `${key}:`,
      numbers: new Map(terms.map(([id], number) => [`${key}:${id}`, number])),
      rows,
    }));
  }

  /**
   * Return the rows that pass: with none of the terms that they must `not` have, and of each facet that is asked for with
   * one term at least; and `counts`, for each facet and term how many rows it would leave, were it the only one asked for
   * in its facet.
   */
  sift(rows, { has, not }) {
    const numbered = (facet, terms) => new Set(terms.filter((term) => term.startsWith(facet.prefix)).map((term) => facet.numbers.get(term)));
    const facets = this.facets.map((facet) => ({ ...facet, wanted: numbered(facet, has), barred: numbered(facet, not) }));
    const counts = facets.map(({ numbers }) => new Array(numbers.size).fill(0));
    const left = [];
    const isKnown = (term) => facets.some(({ prefix }) => term.startsWith(prefix));
    for (const row of has.every(isKnown) ? rows : []) {
      const missed = facets.filter(({ wanted, rows }) => wanted.size && !rows[row].some((term) => wanted.has(term)));
      if (missed.length > 1) continue;
      const bars = facets.flatMap((facet) => facet.rows[row].filter((term) => facet.barred.has(term)).map((term) => ({ facet, term })));
      if (bars.length > 1) continue;
      if (!missed.length && !bars.length) left.push(row);
      facets.forEach((facet, n) => {
        if (missed.length && missed[0] !== facet) return;
        for (const term of facet.rows[row])
          if (!bars.length || (bars[0].facet === facet && bars[0].term === term)) counts[n][term]++;
      });
    }
    return { left, counts };
  }
}
