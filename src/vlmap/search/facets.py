"""What records may be filtered by, and the words by which each term of the vocabulary is found."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from vlmap.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from vlmap.schema import Organization, Record, Taxonomy, Term, Text

    Held = Callable[[Record], Iterable[str]]


class Facet:
    """One part of the vocabulary. Its terms are numbered as records come to need them."""

    def __init__(self, key: str, held: Held, words: Mapping[str, list[str]], label: Text | None = None) -> None:
        """Take the ids of terms that a record holds, the words of each term, and a label unless the page has one."""
        self.key = key
        self._held = held
        self._words = words
        self._label = label
        self._numbers: dict[str, int] = {}

    def numbers(self, record: Record) -> list[int]:
        """Return the numbers of the terms that a record holds."""
        ids = dict.fromkeys(self._held(record))
        return [self._numbers.setdefault(name, len(self._numbers)) for name in ids]

    @property
    def terms(self) -> list[list[str]]:
        """The terms that were needed, in the order of their numbers: id and words of each."""
        return [[name, *self._words.get(name, ())] for name in self._numbers]

    def data(self) -> dict[str, Any]:
        """Return key, label in each language, and the terms."""
        return {"key": self.key, "label": _sides(self._label) if self._label else [], "terms": self.terms}


def facets_of(taxonomy: Taxonomy) -> list[Facet]:
    """Return what the records of a map can be filtered by; a facet of the map's own takes the place of one of these."""
    categories = {path: _sides(category.label) for path, category in taxonomy.categories()}
    venues = {key: [*_sides(venue.label), *_sides(venue.name)] for key, venue in taxonomy.venues.items()}
    organizations = {key: term_words(organization) for key, organization in taxonomy.organizations.items()}
    found = {
        "category": Facet("category", _branches, categories),
        "kind": Facet("kind", lambda record: [record.kind.value], {}),
        **{
            key: Facet(
                key,
                lambda record, key=key: record.facets.get(key, ()),  # type: ignore[misc]
                {name: term_words(term) for name, term in facet.terms.items()},
                facet.label,
            )
            for key, facet in taxonomy.facets.items()
        },
        "year": Facet("year", lambda record: [str(record.date)[:4]], {}),
        "venue": Facet("venue", lambda record: [record.venue.id], venues),
        "organization": Facet("organization", lambda record: record.organizations, organizations),
        "code": Facet("code", lambda record: ["yes"] if record.links.code else [], {}),
    }
    return list(found.values())


def term_words(term: Term | Organization) -> list[str]:
    """Return what a term is called: in each language, then its other names."""
    others = [name for lang in LANGUAGES for name in (term.aliases.to(lang) if term.aliases else None) or ()]
    return [*_sides(term.label), *dict.fromkeys(others)]


def _sides(text: Text) -> list[str]:
    return [text.best(lang)[0] for lang in LANGUAGES]


def _branches(record: Record) -> Iterable[str]:
    """Yield the homes of a record, each after the branches it is part of."""
    for path in (record.category, *record.also_in):
        yield from accumulate(path.split("/"), lambda above, step: f"{above}/{step}")
