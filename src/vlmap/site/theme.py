"""What the theme's templates see of the map, in the language of a page; and its navigation. Plain data, no engine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import escape

from vlmap.errors import BuildError
from vlmap.languages import HTML_LANG, Lang, Message, other
from vlmap.render import KINDS, url_of
from vlmap.site.sitemap import alternates

if TYPE_CHECKING:
    from vlmap.site.site import Site

ROOTS = "*roots"
"""In the `nav` of mkdocs.yml: the branches of the taxonomy stand here."""

PATHS = "*paths"
"""Likewise: the reading paths."""


def context(site: Site, lang: Lang, path: str, head: str = "") -> dict[str, Any]:
    """Return `vlmap` as the templates under `templates/theme/` know it; addresses are below the site's root.

    `head` are the tags that are the page's own.
    """
    return {
        "label": site.renderer.labels[lang],
        "other_label": site.renderer.labels[other(lang)],
        "other_lang": HTML_LANG[other(lang)],
        "home": url_of("", lang) or ".",
        "browse": url_of("browse", lang),
        "other": url_of(path, other(lang)) or ".",
        "alternates": alternates(path, site.addresses.site) if site.addresses.site else [],
        "head": head,
    }


def navigation(entries: list[Any], site: Site, lang: Lang) -> list[Any]:
    """Return the navigation of one language from that of mkdocs.yml.

    File names get the language's prefix, `*roots` the branches of the taxonomy; the titles of sections are labels.
    A page that has nothing to show in this project is left out. Raises `BuildError` for what is never a page.
    """
    prefix, categories = url_of("", lang), site.catalog.categories
    found: list[Any] = []
    for entry in entries:
        if entry == ROOTS:
            for root in site.catalog.taxonomy.roots:
                below = [f"{prefix}{path}.md" for path in categories if path.startswith(f"{root}/")]
                label = str(escape(categories[root].label.best(lang)[0]))
                found.append({label: [f"{prefix}{root}/index.md", *below]})
        elif entry == PATHS:
            walks = [f"{prefix}{walk.key}.md" for walk in site.catalog.walks.values()]
            label = str(escape(site.renderer.labels[lang]("paths")))
            found += [{label: [f"{prefix}paths/index.md", *walks]}] if walks else []
        elif isinstance(entry, dict):
            for key, below in entry.items():
                inside = navigation(below if isinstance(below, list) else [below], site, lang)
                found += [{site.renderer.labels[lang](key): inside}] if inside else []
        elif (path := _path_of(entry)) in site.paths:
            found.append(f"{prefix}{entry}")
        elif path not in KINDS:  # for those that are, see `PageKind.places`
            told = Message(f"nav names {entry}, which is no page", f"nav 中的 {entry} 没有对应页面")
            raise BuildError(Message(f"mkdocs.yml: {told.en}", f"mkdocs.yml：{told.zh}"))
    return found


def _path_of(file: str) -> str:
    """Return the path of the page that a Markdown file makes."""
    return re.sub(r"(^|/)index$", "", file.removesuffix(".md"))
