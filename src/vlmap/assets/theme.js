// What Material's inline scripts do, in a file, so that the policy of the site can forbid inline scripts.
// `__md_*` are the names that the theme's own bundle calls.
const base = document.currentScript.dataset.base;
window.__md_scope = new URL(base, location);
window.__md_hash = (text) => [...text].reduce((hash, c) => (hash << 5) - hash + c.charCodeAt(0), 0);
window.__md_get = (key, storage = localStorage, scope = window.__md_scope) =>
  JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
window.__md_set = (key, value, storage = localStorage, scope = window.__md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the choice lasts for this page only.
  }
};

// The slash leads to the search, as on many sites; a page's own search field comes before the header's.
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
  const fields = [...document.querySelectorAll("article input[type=search], header input[type=search]")];
  const field = fields.find((one) => one.offsetParent && !one.disabled);
  if (!field) return;
  event.preventDefault();
  field.focus();
});

const palette = window.__md_get("__palette");
if (palette?.color) {
  if (palette.color.media === "(prefers-color-scheme)") {
    const light = matchMedia("(prefers-color-scheme: light)").matches;
    const input = document.querySelector(
      `[data-md-color-media='(prefers-color-scheme: ${light ? "light" : "dark"})']`,
    );
    for (const name of ["media", "scheme", "primary", "accent"])
      palette.color[name] = input.getAttribute(`data-md-color-${name}`);
  }
  for (const [name, value] of Object.entries(palette.color))
    document.body.setAttribute(`data-md-color-${name}`, value);
}

// A section that is a page too is labelled by an icon alone; its title is the name that a screen reader needs.
addEventListener("DOMContentLoaded", () => {
  for (const section of document.querySelectorAll(".md-nav .md-nav[aria-labelledby]")) {
    const title = section.querySelector(".md-nav__title")?.textContent.trim();
    if (!title || document.getElementById(section.getAttribute("aria-labelledby"))?.textContent.trim()) continue;
    section.removeAttribute("aria-labelledby");
    section.setAttribute("aria-label", title);
  }
});
