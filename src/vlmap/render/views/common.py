"""The reader's point of view: one language, one page to link from; and what all views share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup

from vlmap.languages import HTML_LANG, Lang
from vlmap.render.address import url_of
from vlmap.render.figures.pictures import Pictures
from vlmap.render.markdown import Linked, Target, blocks, inline, plain
from vlmap.render.paging import ROWS, Leaf, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from vlmap.catalog import Catalog, Entry
    from vlmap.checks.worklist import Worklist
    from vlmap.render.markdown import Resolve
    from vlmap.render.terms import Concepts
    from vlmap.schema import Text

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """A bilingual text as this reader gets it.

    `html` is the text rendered; `lang` the HTML language it is in; `fallback` is true where the page's own language is
    missing and the other one is shown; `stale` where it has not followed the other.
    """

    html: Markup
    lang: str
    fallback: bool
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A record where it is only named."""

    id: str
    name: str
    href: str
    date: str
    kind: str
    root: str


def year_of(entry: Entry) -> str:
    """Return the year of a record: what lists by date are marked with."""
    return f"{entry.record.date.year:04}"


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a list that says what each is."""

    record: Name
    one_liner: Said


class Reader:
    """Turns what the catalog holds into what one page in one language shows."""

    def __init__(
        self,
        catalog: Catalog,
        lang: Lang,
        url: str,
        stale: dict[str, set[str]] | None = None,
        concepts: Concepts | None = None,
        pictures: Pictures | None = None,
        worklist: Callable[[], Worklist] | None = None,
        leaf: Leaf | None = None,
    ) -> None:
        """Take the address of the page (`zh/papers/clip/`), from which links are made relative.

        `stale` names, for each file's key, the fields whose text in `lang` was left behind; `concepts` are those that
        prose links to the glossary; `pictures` are those of the catalog; `worklist` gathers what is left to do, which
        only one page asks for; `leaf` is the part of a long list that the page shows.
        """
        self.catalog = catalog
        self.lang = lang
        self.url = url
        self.root_href = "../" * url.count("/")
        self._stale = stale or {}
        self._concepts = concepts
        self.pictures = pictures or Pictures(catalog)
        self._worklist = worklist
        self._leaf = leaf or Leaf()
        self._seen: set[str] = set()

    def href(self, path: str, lang: Lang | None = None) -> str:
        """Return the relative address of a page given by its path below the language."""
        return self.root_href + url_of(path, lang or self.lang) or "./"

    def asset(self, path: str) -> str:
        """Return the relative address of a file given by its path below the site's root."""
        return self.root_href + path

    def chart(self, path: str) -> Markup:
        """Return the chart of a page as SVG, or nothing where it has none."""
        return Markup(self.pictures.charts.get(path, ""))  # noqa: S704 (drawn by a library that escapes)

    def worklist(self) -> Worklist:
        """Return what is left to do on the map."""
        assert self._worklist is not None, "the page that asks is rendered with one"  # noqa: S101 (see `Renderer`)
        self.catalog.whole()
        return self._worklist()

    def part(self, items: Sequence[T], at_most: int = ROWS, mark: Callable[[T], str] | None = None) -> Part[T]:
        """Return what this page shows of a list; see `Leaf.part`."""
        return self._leaf.part(items, self.href, at_most, mark)

    def mention(self, reference: str) -> Target | None:
        """Return where a `[[id]]` in prose leads."""
        entry = self.catalog.resolve(reference)
        return Target(self.href(f"papers/{entry.id}"), entry.record.name) if entry else None

    def word(self, text: Text) -> str:
        """Return a label, in the other language where this one is missing."""
        return text.best(self.lang)[0]

    def prose(self, text: Text, key: str = "", field: str = "") -> Said:
        """Return a text of paragraphs in which concepts of the glossary are linked, each once a page.

        `key` and `field` say whose text it is, to know whether it is stale.
        """
        return self._said(text, key, field, partial(blocks, linked=self._link_concepts))

    def block(self, text: Text, key: str = "", field: str = "") -> Said:
        """Return a text of paragraphs."""
        return self._said(text, key, field, blocks)

    def line(self, text: Text, key: str = "", field: str = "") -> Said:
        """Return a text of one paragraph."""
        return self._said(text, key, field, inline)

    def _said(self, text: Text, key: str, field: str, render: Callable[[str, Resolve], Markup]) -> Said:
        words, lang = text.best(self.lang)
        stale = field in self._stale.get(key, ())
        return Said(render(words, self.mention), HTML_LANG[lang], lang != self.lang, stale)

    def _link_concepts(self, text: str) -> list[Linked]:
        """Return the concepts that a text uses for the first time on this page."""
        found = []
        for use in self._concepts.uses(text) if self._concepts else ():
            if use.id not in self._seen:
                self._seen.add(use.id)
                definition = self.words(self.catalog.taxonomy.glossary[use.id].definition)
                found.append(Linked(use.start, use.end, f"{self.href('glossary')}#{use.id}", definition))
        return found

    def words(self, text: Text) -> str:
        """Return a text without its marks, for places that take no HTML."""
        return plain(self.word(text), self.mention)

    def name(self, entry: Entry) -> Name:
        """Return a record as it is named."""
        record = entry.record
        return Name(
            entry.id,
            record.name,
            self.href(f"papers/{entry.id}"),
            str(record.date),
            record.kind.value,
            record.category.partition("/")[0],
        )

    def row(self, entry: Entry) -> Row:
        """Return a record as it stands in lists."""
        return Row(self.name(entry), self.line(entry.record.one_liner, entry.id, "one_liner"))
