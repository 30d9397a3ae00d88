"""Every payload in every text, in a real Chromium: nothing runs, nothing is fetched, no markup of a text is live."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.site.payloads.payload import ALLOWED
from vlmap.languages import LANGUAGES
from vlmap.render import Layout, outline, url_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.payloads.conftest import Watch
    from vlmap.catalog import Catalog

pytestmark = pytest.mark.browser

ELEMENTS = (
    "a article aside body br button caption circle code datalist dd details dialog div dl dt em fieldset figcaption"
    " figure footer form g h1 h2 h3 h4 head header hr html input label legend li line link main meta nav noscript ol optgroup"
    " option p path pre rect script section select small span strong sub summary sup svg table tbody td template text"
    " textarea th thead time title tr ul blockquote"
).split()
"""What pages are made of."""

SCAN = """
async ([urls, elements]) => {
  const known = new Set(elements);
  const addresses = new Set(["href", "src", "action", "formaction", "xlink:href", "data", "poster", "cite", "background"]);
  const never = new Set(["style", "srcdoc", "srcset", "ping", "autofocus", "is", "contenteditable", "nonce"]);
  const relative = /^(?:[.]{1,2}[/]|[?#]|(?![/]{2})[^:\\\\\\s]*$)/;
  const found = [];
  function wrong(element) {
    const { localName } = element;
    if (!known.has(localName)) return "element";
    for (const { name, value } of element.attributes) {
      if (name.startsWith("on") || never.has(name)) return name;
      if (!addresses.has(name) || relative.test(value)) continue;
      if (!["a", "link"].includes(localName) || !/^https?:[/][/]/.test(value)) return name;
    }
    if (localName === "script" && !element.getAttribute("src") && !/json$/.test(element.type)) return "inline";
    if (localName === "link" && !/^(alternate |canonical|edit|next|prev)$/.test(element.getAttribute("rel"))
        && !relative.test(element.getAttribute("href"))) return "fetched";
    if (localName === "meta" && /refresh/i.test(element.httpEquiv) && !/^0; url=[a-z0-9./-]+$/.test(element.content)) return "refresh";
    return "";
  }
  async function look(url) {
    const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
    const roots = [page, ...[...page.querySelectorAll("template")].map((one) => one.content)];
    for (const root of roots)
      for (const element of root.querySelectorAll("*")) {
        const what = wrong(element);
        if (what) found.push(`${new URL(url).pathname}: ${what}: ${element.outerHTML.slice(0, 200)}`);
      }
  }
  for (let at = 0; at < urls.length; at += 8) await Promise.all(urls.slice(at, at + 8).map(look));
  return found;
}
"""


def test_the_scan_would_see_it(watch: Watch, ground: str) -> None:
    """Where nothing is escaped, the scan finds every payload that is markup, and the watch what it runs."""
    groups, not_as_such = ("HTML elements", "HTML handlers", "Mutation"), ("image without an end", "noscript")
    raw = [one for one in ALLOWED if one.group in groups and one.kind not in not_as_such]
    assert len(raw) > 50
    watch.page.route(re.compile("/raw/[0-9]+$"), lambda route: route.fulfill(
        content_type="text/html", body=raw[int(route.request.url.rpartition("/")[2])].text))  # fmt: skip
    watch.page.goto(ground)
    live = watch.page.evaluate(SCAN, [[f"{ground}raw/{number}" for number in range(len(raw))], ELEMENTS])
    watch.page.goto(f"{ground}raw/{[one.kind for one in raw].index('svg')}")
    told = [*watch.told]
    watch.told.clear()
    seen = {int(one.split(":")[0].rpartition("/")[2]) for one in live}
    assert [one.kind for number, one in enumerate(raw) if number not in seen] == []
    assert any(one.startswith("policy: ") for one in told), "the policy of the page that scans forbids handlers"
    assert any(one.startswith("ran: ") for one in told)


def test_no_markup_of_a_text_is_live(watch: Watch, ground: str, planted: Path) -> None:
    urls = [path.relative_to(planted).as_posix() for path in sorted(planted.rglob("*.html"))]
    watch.page.goto(ground)
    live = watch.page.evaluate(SCAN, [[ground + url for url in urls], ELEMENTS])
    print(f"{len(urls)} pages parsed: {len(live)} live")
    assert live == []


def test_nothing_runs(watch: Watch, ground: str, catalog: Catalog) -> None:
    """Every record once, its language alternating; of each other kind the first pages, in both languages."""
    seen: dict[tuple[str, str], int] = {}
    for page in outline(catalog):
        if page.layout is Layout.BARE:
            continue
        seen[page.kind, page.lang] = number = seen.get((page.kind, page.lang), -1) + 1
        if number % 2 == LANGUAGES.index(page.lang) if page.kind == "record" else number < FIRST:
            watch.open(ground + page.url)
    for lang in LANGUAGES:
        watch.open(ground + url_of("contribute", lang))
    print(f"{watch.opened} pages opened: {len(watch.told)} scripts, dialogs, requests and breaches")
    assert watch.opened > len(ALLOWED)
    assert watch.told == []


FIRST = 3
"""So many pages of a kind are opened: their payloads come in bundles, or stand on the pages of records."""
