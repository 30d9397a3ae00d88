"""What stands in the head of a page for those who do not read it: cards, reference managers, feed readers, crawlers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vlmap.citation import cite
from vlmap.citation.addresses import addresses
from vlmap.citation.forms import FORMS
from vlmap.citation.highwire import highwire
from vlmap.citation.linked import work
from vlmap.languages import HTML_LANG, Lang, other
from vlmap.render.address import url_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment

    from vlmap.catalog import Catalog, Entry, Project
    from vlmap.citation import Citation
    from vlmap.render.labels import Labels

CARDS = "assets/cards"
"""The folder of card images, below the theme's and below the site's root alike: `<root>.<lang>.png`, `index.en.png`."""

CARD_SIZE = (1200, 630)

_LOCALE: dict[Lang, str] = {"en": "en_US", "zh": "zh_CN"}
"""A language as OpenGraph writes it."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page, or news of it, in another form; `href` is relative to the page."""

    type: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What a head is about: the page, and the record or the branch that it shows, if any."""

    lang: Lang
    path: str
    title: str
    description: str
    entry: Entry | None = None
    branch: str = ""
    twin: bool = False


class Heads:
    """Writes the heads of one project's pages. Absolute addresses stand in them only if `site_url` is known."""

    def __init__(
        self,
        project: Project,
        catalog: Catalog,
        labels: Mapping[Lang, Labels],
        environment: Environment,
        site_url: str,
    ) -> None:
        self._catalog = catalog
        self._labels = labels
        self._template = environment.get_template("pages/head.html.j2")
        self._site_url = site_url
        folder = project.templates / "theme" / CARDS
        self._cards = {path.name for path in folder.glob("*.png")}

    def head(self, subject: Subject) -> str:
        """Return the tags of one page."""
        root = (subject.entry.record.category if subject.entry else subject.branch).partition("/")[0]
        card = next(
            (name for name in (f"{root}.{subject.lang}.png", f"index.{subject.lang}.png") if name in self._cards), ""
        )
        citation = cite(subject.entry, self._catalog) if subject.entry else None
        return self._template.render(
            subject=subject,
            label=self._labels[subject.lang],
            locale=_LOCALE[subject.lang],
            other_locale=_LOCALE[other(subject.lang)],
            url=self._site_url + url_of(subject.path, subject.lang) if self._site_url else "",
            card=f"{self._site_url}{CARDS}/{card}" if self._site_url and card else "",
            card_size=CARD_SIZE,
            citation=list(highwire(citation)) if citation else [],
            alternates=list(self._alternates(subject)),
            linked=self._linked(subject.entry, citation, subject) if subject.entry and citation else None,
        )

    def _alternates(self, subject: Subject) -> list[Alternate]:
        label, up = self._labels[subject.lang], "../" * url_of(subject.path, subject.lang).count("/")
        found = []
        if subject.twin:
            found.append(Alternate("text/markdown", "index.html.md", label("head-markdown")))
        if subject.entry:
            found += [
                Alternate(form.media_type, f"{up}papers/{subject.entry.id}.{form.suffix}", form.name) for form in FORMS
            ]
            found.append(
                Alternate("application/json", f"{up}data/v1/records/{subject.entry.id}.json", label("head-data"))
            )
        if self._site_url:
            home = subject.entry.record.category if subject.entry else subject.branch
            for branch in dict.fromkeys((home, "")):
                title = feed_title(branch, self._catalog, label, subject.lang)
                folder = up + url_of(branch, subject.lang)
                found += [
                    Alternate("application/atom+xml", f"{folder}feed.xml", title),
                    Alternate("application/feed+json", f"{folder}feed.json", title),
                ]
        return found

    def _linked(self, entry: Entry, citation: Citation, subject: Subject) -> dict[str, Any]:
        """Return the page as linked data: not the article itself, but a page about it."""
        label = self._labels[subject.lang]
        same_as = [
            address.href for address in addresses(entry.record) if address.key not in ("code", "demo", "weights")
        ]
        page = {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "@id": self._site_url + url_of(subject.path, subject.lang) if self._site_url else "",
            "name": subject.title,
            "description": subject.description,
            "inLanguage": HTML_LANG[subject.lang],
            "dateModified": str(entry.record.reviewed),
            "isPartOf": {"@type": "WebSite", "name": label("site-title"), "url": self._site_url},
            "about": work(citation, same_as, subject.description),
        }
        return {key: value for key, value in page.items() if value}


def feed_title(branch: str, catalog: Catalog, label: Labels, lang: Lang) -> str:
    """Return what the feed of a branch is called, or that of everything."""
    if not branch:
        return label("feed-all")
    return label("feed-branch", branch=catalog.categories[branch].label.best(lang)[0])
