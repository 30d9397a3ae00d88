// What becomes of the file: a new one on GitHub where a link can carry it, and else a copy or a download.

export class Send {
  /** `limit` is the number of bytes of the longest link that is opened. */
  constructor(page, words, limit) {
    this.base = page.dataset.new;
    this.words = words;
    this.limit = limit;
    this.open = page.querySelector(".vl-send__open");
    this.empty = page.querySelector(".vl-send__empty");
    this.save = page.querySelector(".vl-send__save");
    this.said = page.querySelector(".vl-send__said");
    this.yaml = page.querySelector(".vl-yaml");
    page.querySelector(".vl-send__copy").addEventListener("click", () => this.copy());
  }

  /** Offer a file. Only one without problems is opened on GitHub; a draft can be copied and kept. */
  offer(id, text, sound) {
    this.text = text;
    this.yaml.querySelector("code").textContent = text;
    URL.revokeObjectURL(this.save.href);
    this.save.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    this.save.download = `${id || "draft"}.yaml`;
    this.say("");
    if (this.base) this.link(`${this.base}?filename=${encodeURIComponent(`papers/${id}.yaml`)}`, text, sound);
  }

  link(empty, text, sound) {
    const whole = `${empty}&value=${encodeURIComponent(text)}`; // plain ASCII by now: a character is a byte
    const fits = whole.length <= this.limit;
    this.open.hidden = !sound || !fits;
    this.empty.hidden = !sound || fits;
    this.open.href = fits ? whole : empty;
    this.empty.href = empty;
    if (sound && !fits) this.say(this.words["too-long"].replace("{}", whole.length.toLocaleString("en")));
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.say(this.words.copied);
    } catch {
      this.yaml.open = true;
      getSelection().selectAllChildren(this.yaml.querySelector("code"));
      this.say(this.words["not-copied"]);
    }
  }

  say(words) {
    this.said.textContent = words;
  }
}
