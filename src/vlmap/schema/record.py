"""A record: one paper, data set, metric or survey, as it stands in `papers/<id>.yaml`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from vlmap.schema.base import Part
from vlmap.schema.dates import PartialDate
from vlmap.schema.ids import AclId, ArxivId, CategoryPath, Doi, Id, Ids, Number, OpenReviewId, Whole, Year
from vlmap.schema.text import Line, Text, Words


class Kind(StrEnum):
    """What a record is about."""

    METHOD = "method"
    DATASET = "dataset"
    METRIC = "metric"
    SURVEY = "survey"


class Author(Part):
    """A person or a collective; `zh` is the Chinese original of a name, where it is known."""

    name: Line
    zh: Line | None = None


class Venue(Part):
    """Where and when it was published; the id is one of `venues` in the taxonomy."""

    id: Id
    year: Year


class Links(Part):
    """Addresses of the work itself."""

    paper: str | None = None
    pdf: str | None = None
    code: str | None = None
    project: str | None = None
    weights: str | None = None
    demo: str | None = None

    def items(self) -> list[tuple[str, str]]:
        """Return name and address of each link that is there, in canonical order."""
        return [(name, value) for name in type(self).model_fields if (value := getattr(self, name))]


class Reference(Part):
    """An older work this one builds on, how, and why one may say so."""

    paper: Id
    relation: Id
    note: Text


class Result(Part):
    """One published figure. `source` is where it is printed, and may be left out only to be reported.

    `setting` says under which conditions: one or more of the taxonomy's `settings`, parted by commas.
    """

    benchmark: Id
    value: Number
    variant: Words | None = None
    setting: Words | None = None
    source: Words | None = None
    note: Text | None = None

    @property
    def settings(self) -> list[str]:
        """The conditions one by one."""
        return self.setting.split(", ") if self.setting else []


class Citations(Part):
    """How often it was cited, on which day, according to whom."""

    count: Whole
    as_of: PartialDate
    source: Words


def _author(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


AuthorField = Annotated[Author, BeforeValidator(_author, json_schema_input_type=str | Author)]


class Record(Part):
    """Everything that is said about one work. The id is the file's stem and is not repeated inside."""

    name: Line
    title: Text
    kind: Kind
    introduced_in: Id | None = None
    aliases: Ids = ()
    category: CategoryPath
    also_in: tuple[CategoryPath, ...] = ()
    authors: tuple[AuthorField, ...] = Field(min_length=1)
    organizations: Ids = ()
    date: PartialDate
    venue: Venue
    arxiv: ArxivId | None = None
    doi: Doi | None = None
    acl: AclId | None = None
    openreview: OpenReviewId | None = None
    links: Links = Links()
    facets: dict[Id, Ids]
    one_liner: Text
    problem: Text
    innovation: Text
    summary: Text
    key_points: tuple[Text, ...] = Field(min_length=3, max_length=6)
    limitations: Text | None = None
    builds_on: tuple[Reference, ...] = ()
    no_predecessor: Text | None = None
    results: tuple[Result, ...] = ()
    citations: Citations | None = None
    sources: tuple[Words, ...] = Field(min_length=1)
    reviewed: PartialDate

    @model_validator(mode="after")
    def _findable(self) -> Record:
        if not (self.arxiv or self.doi or self.acl or self.openreview or self.links.paper or self.links.project):
            raise PydanticCustomError("no_identifier", "has no identifier")
        return self
