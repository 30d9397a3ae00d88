"""The site of a project whose every text is a payload, and a browser that tells what ran."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.conftest import copy_volcano, serve
from tests.site.payloads.grow import grow
from vlmap.catalog import load
from vlmap.site import adapter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, Route

    from tests.site.payloads.grow import Grown
    from vlmap.catalog import Catalog

CONFIGURED = (
    ('  - "*roots"\n', '  - "*roots"\n  - "*paths"\n'),
    ("      - benchmarks.md\n", "      - benchmarks.md\n      - glossary.md\n"),
    ("plugins: [vlmap]\n", "plugins: [vlmap]\nmarkdown_extensions: [attr_list, admonition, footnotes, pymdownx.snippets]\n"),
)
"""Everything that has a page is in the navigation, and the engine's Markdown is as eager as it gets."""


@pytest.fixture(scope="session")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    """The project."""
    import os, pickle; from pathlib import Path  # XXX
    if os.environ.get("DEV"): return pickle.loads(Path("/tmp/grown.pickle").read_bytes())  # XXX
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
    import os; from pathlib import Path  # XXX
    if os.environ.get("DEV"): return Path("/tmp/grownsite")  # XXX
    folder: Path = tmp_path_factory.mktemp("planted") / "site"
    adapter.build(grown.project, folder)
    return folder


@pytest.fixture(scope="session")
def ground(planted: Path) -> Iterator[str]:
    """The address at which its site is served."""
    yield from (f"{root}{planted.name}/" for root in serve(planted.parent))


@dataclass
class Watch:
    """What a browser told: scripts that ran, dialogs, requests to other hosts, breaches of the policy, errors."""

    context: BrowserContext
    page: Page
    told: list[str] = field(default_factory=list)
    opened: int = 0

    def open(self, url: str) -> Page:
        """Open a page, and touch everything on it."""
        self.page.goto(url)
        self.touch()
        self.opened += 1
        return self.page

    def touch(self) -> None:
        """Hover, focus and click everything on the page, but for links, which would lead away."""
        self.page.evaluate(TOUCH)


WATCH = """
addEventListener("securitypolicyviolation", (event) => told(`policy: ${event.violatedDirective} ${event.blockedURI} ${location}`), true);
addEventListener("error", (event) => told(`error: ${event.message} ${location}`));
addEventListener("unhandledrejection", (event) => told(`error: ${event.reason} ${location}`));
window.pwn = () => told(`ran: ${location}`);
"""

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
    context.expose_function("told", lambda what: watching.told.append(what))
    context.add_init_script(WATCH)
    context.on("dialog", lambda dialog: (watching.told.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield watching
    context.close()
