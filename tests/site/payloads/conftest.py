"""The site of a project whose every text is a payload, and a browser that tells what ran."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.conftest import copy_volcano, serve
from tests.site.payloads.grow import grow
from vlmap.catalog import load
from vlmap.site.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Route

    from tests.site.payloads.grow import Grown
    from vlmap.catalog import Catalog

CONFIGURED = (
    ('  - "*roots"\n', '  - "*roots"\n  - "*paths"\n'),
    ("      - benchmarks.md\n", "      - benchmarks.md\n      - glossary.md\n"),
    (
        "plugins: [vlmap]\n",
        "plugins: [vlmap]\nmarkdown_extensions: [attr_list, admonition, footnotes, pymdownx.snippets]\n",
    ),
)
"""Everything that has a page is in the navigation, and the engine's Markdown is as eager as it gets."""


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    """The project."""
    project = copy_volcano(tmp_path_factory.mktemp("payloads") / "project")
    config = project.config.read_text(encoding="utf-8")
    for old, new in CONFIGURED:
        assert config.count(old) == 1, old
        config = config.replace(old, new)
    project.config.write_text(config, encoding="utf-8")
    return grow(project)


@pytest.fixture(scope="session")
def catalog(grown: Grown) -> Catalog:
    """Its records, as they are read."""
    found = load(grown.project).catalog
    assert found
    return found


@pytest.fixture(scope="session")
def planted(grown: Grown, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site, built."""
    folder: Path = tmp_path_factory.mktemp("planted") / "site"
    publish(grown.project.root, folder)
    return folder


@pytest.fixture(scope="session")
def ground(planted: Path) -> Iterator[str]:
    """The address at which its site is served."""
    yield from (f"{root}{planted.name}/" for root in serve(planted.parent))


@dataclass
class Watch:
    """What a browser told: what ran or is live, dialogs, requests to other hosts, breaches of the policy, errors."""

    context: BrowserContext
    page: Page
    told: list[str] = field(default_factory=list)
    opened: int = 0

    def open(self, url: str) -> Page:
        """Open a page, and hover, focus and click everything on it, but for links, which would lead away."""
        self.page.goto(url)
        self.page.evaluate(TOUCH)
        self.look()
        return self.page

    def look(self) -> None:
        """Note what is live on the page as it stands now."""
        self.opened += 1
        self.told += [f"live: {one} {self.page.url}" for one in self.page.evaluate("wrongs(document)")]


ELEMENTS = (
    "a article aside blockquote body br button caption circle code datalist dd details dialog div dl dt em fieldset"
    " figcaption figure footer form g h1 h2 h3 h4 head header hr html input label legend li line link main mark meta"
    " nav noscript ol optgroup option p path pre rect script section select small span strong sub summary sup svg table"
    " tbody td template text textarea th thead time title tr ul"
)
"""What pages are made of."""

WATCH = """
const breached = ({ violatedDirective, blockedURI }) => told(`policy: ${violatedDirective} ${blockedURI}`);
addEventListener("securitypolicyviolation", breached, true);
addEventListener("error", (event) => told(`error: ${event.message} ${location}`));
addEventListener("unhandledrejection", (event) => told(`error: ${event.reason} ${location}`));
window.pwn = () => told(`ran: ${location}`);

const known = new Set("ELEMENTS".split(" "));
const addresses = new Set("href src action formaction xlink:href data poster cite background".split(" "));
const never = new Set(["style", "srcdoc", "srcset", "ping", "autofocus", "is", "contenteditable", "nonce"]);
const relative = /^(?:[.]{1,2}[/]|[?#]|(?![/]{2})[^:\\\\\\s]*$)/;

/** What an element has that no text may bring, or nothing. */
function wrong(element) {
  const { localName } = element;
  if (!known.has(localName)) return "element";
  const placed = element.ownerDocument === document && element.matches("[class^=md-]"); // by the theme
  for (const { name, value } of element.attributes) {
    if (name === "style" && placed) continue;
    if (name.startsWith("on") || never.has(name)) return name;
    if (!addresses.has(name) || relative.test(value)) continue;
    if (element.matches("a.vl-send__save") && value.startsWith(`blob:${location.origin}/`)) continue;
    if (!["a", "link"].includes(localName) || !/^https?:[/][/]/.test(value)) return name;
  }
  if (localName === "script" && !element.getAttribute("src") && !/json$/.test(element.type)) return "inline";
  const fetched = localName === "link" && !/^(alternate |canonical|edit|next|prev)$/.test(element.getAttribute("rel"));
  if (fetched && !relative.test(element.getAttribute("href"))) return "fetched";
  const refreshes = localName === "meta" && /refresh/i.test(element.httpEquiv);
  return refreshes && !/^0; url=[a-z0-9./-]+$/.test(element.content) ? "refresh" : "";
}

/** All such elements of a page, those in its templates too. */
window.wrongs = (page) => {
  const roots = [page, ...[...page.querySelectorAll("template")].map((one) => one.content)];
  const found = roots.flatMap((root) => [...root.querySelectorAll("*")]).map((element) => [element, wrong(element)]);
  return found.filter(([, what]) => what).map(([element, what]) => `${what}: ${element.outerHTML.slice(0, 200)}`);
};
""".replace("ELEMENTS", ELEMENTS)

TOUCH = """
() => {
  const stay = (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !/^javascript:/i.test(link.href.baseVal ?? link.href)) event.preventDefault();
  };
  document.addEventListener("click", stay, true);
  document.addEventListener("submit", (event) => event.preventDefault(), true);
  for (const details of document.querySelectorAll("details")) details.open = true;
  const hover = (element, ...names) => {
    for (const name of names) element.dispatchEvent(new PointerEvent(name, { bubbles: true, pointerType: "mouse" }));
  };
  for (const element of document.querySelectorAll("article *")) {
    if (element.matches(".vl-mark")) hover(element, "pointerover"); // every mark has the whole map step back
    if (element.closest("svg")) continue;
    hover(element, "pointerover", "mouseover", "mouseenter");
    if (element.tabIndex >= 0) element.focus({ preventScroll: true });
    if (element.matches("a, button:not([type=submit])") && !element.matches("[download]")) element.click();
  }
  document.removeEventListener("click", stay, true);
}
"""


@pytest.fixture(scope="module")
def watch(browser: Browser, ground: str) -> Iterator[Watch]:
    """A browser on that site; every other host is out of reach, and asking for one is told."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    watching = Watch(context, context.new_page())

    def outside(route: Route) -> None:
        watching.told.append(f"outside: {route.request.url}")
        route.abort()

    context.route(lambda url: not url.startswith((ground, "data:", "blob:")), outside)
    context.expose_binding("told", lambda _, what: watching.told.append(what))
    context.add_init_script(WATCH)
    context.on("dialog", lambda dialog: (watching.told.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield watching
    print(f"\n{watching.opened} looks at pages: {len(watching.told)} ran, were live, asked another host or the policy")
    context.close()
