// Citing: the copy buttons beside citations, and the citations of a selection for other pages to import.

const SUFFIXES = { bibtex: "bib", ris: "ris", "csl-json": "json" };

/**
 * Return the citations of records as the text of one file.
 * Each record has a file of its own in each format, so a selection costs one small request a record and format;
 * all records in one file are below `data/v1/`. `root` is the address of the site's root, ending in a slash.
 */
export async function citations(ids, format, root) {
  const texts = await Promise.all(
    ids.map(async (id) => {
      const answer = await fetch(`${root}papers/${id}.${SUFFIXES[format]}`);
      if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
      return answer.text();
    }),
  );
  if (format !== "csl-json") return texts.join("\n");
  return `${JSON.stringify(texts.flatMap((text) => JSON.parse(text)), null, 1)}\n`;
}

for (const section of document.querySelectorAll(".vl-cite"))
  for (const button of section.querySelectorAll(".vl-copy")) {
    const text = button.closest("details").querySelector(".vl-cite__text");
    const name = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(`${text.textContent}\n`);
        button.textContent = section.dataset.copied;
      } catch {
        getSelection().selectAllChildren(text); // to be copied by hand
        button.textContent = section.dataset.failed;
      }
      setTimeout(() => (button.textContent = name), 3000);
    });
  }
