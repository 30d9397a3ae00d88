// The search as a page asks it: a worker ranks and counts, and rows of the list come in blocks of ready HTML, which our
// renderer wrote and escaped.

export class Finder {
  /** Fetch a catalog and start the worker; reject if either cannot be had. */
  static async open(address) {
    const finder = new Finder(address);
    const answer = await fetch(finder.address);
    if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
    const bytes = await answer.arrayBuffer();
    Object.assign(finder, await finder.call("open", [bytes, finder.address], [bytes]));
    finder.blocks = finder.lines[document.documentElement.lang];
    return finder;
  }

  constructor(address) {
    this.address = new URL(address, location).href;
    this.rows = new Map();
    this.loading = new Map();
    this.waiting = new Map();
    this.worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    this.worker.addEventListener("message", ({ data: { number, answer, problem } }) => {
      const { resolve, reject } = this.waiting.get(number);
      this.waiting.delete(number);
      if (problem) reject(new Error(problem));
      else resolve(answer);
    });
    this.worker.addEventListener("error", () => {
      this.problem = new Error("the worker does not start");
      for (const { reject } of this.waiting.values()) reject(this.problem);
    });
  }

  call(call, given, handed = []) {
    if (this.problem) return Promise.reject(this.problem);
    const number = (this.last = (this.last ?? 0) + 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject });
      this.worker.postMessage({ number, call, given }, handed);
    });
  }

  /** What a query and filters leave, see `worker.js`. */
  ask({ query, has, not, sort }, most) {
    return this.call("ask", [{ query, has: [...has], not: [...not], sort }, most]);
  }

  /** Get ready for somebody who is about to type. */
  ahead() {
    return this.call("ahead", []);
  }

  /** Take the rows that the page came with, the newest first, if it was written with this very catalog. */
  seed(elements, edition) {
    if (edition === this.edition) [...elements].forEach((element, n) => this.rows.set(this.count - 1 - n, element));
  }

  /** Whether every row is here already. */
  get isWhole() {
    return this.rows.size === this.count;
  }

  /** The elements of some rows. */
  async elements(rows) {
    const blocks = new Set(rows.filter((row) => !this.rows.has(row)).map((row) => Math.floor(row / this.block)));
    await Promise.all([...blocks].map((block) => this.fetched(block)));
    return rows.map((row) => this.rows.get(row));
  }

  fetched(block) {
    if (!this.loading.has(block)) {
      this.loading.set(block, this.read(block));
      this.loading.get(block).catch(() => this.loading.delete(block));
    }
    return this.loading.get(block);
  }

  async read(block) {
    const answer = await fetch(new URL(`search/${this.blocks[block]}.json`, this.address));
    if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
    const page = new DOMParser().parseFromString(await answer.json(), "text/html");
    [...page.querySelectorAll("li")].forEach((element, n) => {
      const row = block * this.block + n;
      if (!this.rows.has(row)) this.rows.set(row, document.adoptNode(element));
    });
  }

  /** The elements of the records that have some ids, be they former ones; nothing for one that there is not. */
  async located(ids) {
    const rows = await this.call("locate", [[...ids]]);
    await this.elements(rows.filter((row) => row !== undefined));
    return rows.map((row) => this.rows.get(row));
  }
}

/** What a row of the list is of. */
export const idOf = (element) => element.dataset.id;
export const nameOf = (element) => element.querySelector(".vl-row__name").textContent;
