"""The vocabulary of a map: its branches, facets, relations, venues, organizations, benchmarks and concepts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from vlmap.schema.base import Part
from vlmap.schema.ids import Id, Ids, Number
from vlmap.schema.text import Text, TextList

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


Color = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
"""A colour as style sheets write it, in six small hexadecimal digits."""


class Category(Part):
    """A branch of the map. Roots also have a colour, and may unite others."""

    label: Text
    color: Color | None = None
    unites: Ids = ()
    definition: Text
    goal: Text | None = None
    significance: Text | None = None
    categories: dict[Id, Category] = Field(default_factory=dict)

    def walk(self, path: str) -> Iterator[tuple[str, Category]]:
        """Yield this branch and all below it, each with its path from the root."""
        yield path, self
        for step, child in self.categories.items():
            yield from child.walk(f"{path}/{step}")


class Term(Part):
    """A word of the vocabulary: a facet's term or a concept of the glossary."""

    label: Text
    definition: Text
    aliases: TextList | None = None


class Facet(Part):
    """A question that can be asked of every record, and its possible answers."""

    label: Text
    definition: Text | None = None
    terms: dict[Id, Term]


class LineStyle(StrEnum):
    """How a relation is drawn, so that it can be told without colour."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Relation(Part):
    """How a work relates to an older one; `inverse` is the same seen from the older work."""

    label: Text
    inverse: Text
    definition: Text
    color: Color | None = None
    line: LineStyle = LineStyle.SOLID


class VenueType(StrEnum):
    """What kind of place a work is published in."""

    CONFERENCE = "conference"
    JOURNAL = "journal"
    WORKSHOP = "workshop"
    PREPRINT = "preprint"
    REPORT = "report"
    BOOK = "book"


class VenueName(Part):
    """A conference or journal, in short and in full."""

    label: Text
    name: Text
    type: VenueType


class Organization(Part):
    """Where authors work."""

    label: Text
    aliases: TextList | None = None


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


class Range(Part):
    """The bounds a value may have, inclusive; an open end is left out."""

    minimum: Number | None = None
    maximum: Number | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Range:
        if self.minimum is not None and self.maximum is not None and self.minimum > self.maximum:
            raise PydanticCustomError("limits_reversed", "has its minimum above its maximum")
        return self

    def holds(self, value: Decimal) -> bool:
        """Tell whether a value lies within the bounds."""
        return (self.minimum is None or value >= self.minimum) and (self.maximum is None or value <= self.maximum)


class Benchmark(Part):
    """A test on which works report figures."""

    label: Text
    definition: Text
    metric: Text
    unit: Annotated[str, Field(max_length=40)]
    direction: Direction
    range: Range | None = None
    dataset: Id | None = None


class Taxonomy(Part):
    """All of `taxonomy.yaml`."""

    roots: dict[Id, Category] = Field(min_length=1)
    facets: dict[Id, Facet]
    relations: dict[Id, Relation]
    venues: dict[Id, VenueName]
    organizations: dict[Id, Organization] = Field(default_factory=dict)
    benchmarks: dict[Id, Benchmark] = Field(default_factory=dict)
    settings: dict[str, Text] = Field(default_factory=dict)
    glossary: dict[Id, Term] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _united(self) -> Taxonomy:
        for root, category in self.roots.items():
            for other in category.unites:
                if other == root or other not in self.roots:
                    raise PydanticCustomError("no_other_root", "unites {other}", {"root": root, "other": other})
        return self

    def categories(self) -> Iterator[tuple[str, Category]]:
        """Yield every branch of the tree with its path, roots first met, in the order of the file."""
        for root, category in self.roots.items():
            yield from category.walk(root)
