// What the pages that search and compare share: the pages of papers, labels, elements, and files made in the browser.

/** Fetch the page of a paper, following a move; reject if there is none. */
export async function page(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
  const read = new DOMParser().parseFromString(await answer.text(), "text/html");
  const resolve = (element, name) => element.setAttribute(name, new URL(element.getAttribute(name), answer.url).href);
  for (const link of read.querySelectorAll("[href]")) resolve(link, "href");
  return read;
}

/** Hand a text to the reader as a file. */
export function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Make an element: `make("a", { href }, "text", child)`; texts are put in as texts. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Put values in the places of a label, as texts. */
export const fill = (text, ...values) => values.reduce((said, value) => said.replace("{}", () => value), text);

/** Let the switch to the other language keep what the address of this page asks for. */
export function carryOver() {
  for (const link of document.querySelectorAll(".vl-language")) {
    const other = new URL(link.href);
    other.search = location.search;
    link.href = other.href;
  }
}
