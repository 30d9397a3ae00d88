"""A work → the text of a draft: what is known in canonical form, the rest as hints in comments."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from vlmap.canonical import MODELINE, field_lines
from vlmap.checks.identity import IDENTIFIERS
from vlmap.errors import TemplateError
from vlmap.importers.guess import guess_category, guess_kind, terms_in
from vlmap.importers.known import find
from vlmap.importers.organizations import match_organizations
from vlmap.importers.venues import match_venue, year_in
from vlmap.importers.work import LONGEST_NAME
from vlmap.languages import LANGUAGES, Message
from vlmap.schema import Record
from vlmap.schema.ids import MAX_ID
from vlmap.source import read_file
from vlmap.source.decode import allowed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Catalog, Entry, Project
    from vlmap.importers.work import Work
    from vlmap.source.nodes import Data

_GUESS = Message("A guess, please check.", "此为猜测，请核对。")
_TERMS = Message("Terms that the title or the abstract use; please check.", "标题或摘要中出现的术语，请核对。")
_FROM_ARXIV = Message(
    "From the arXiv identifier; the first version may be some days older.", "取自 arXiv 编号；首个版本可能早几天。"
)
_OF_PUBLICATION = Message(
    "Of publication; write that of the first public version.", "此为发表日期；请写首个公开版本的日期。"
)
LEFT_OVER = "# left over:"
"""What stands above the words that found no field."""

_SUGGESTED = "facets"
"""The field that is only suggested: words that occur in a text need not be what the work is about."""


@dataclass(frozen=True)
class Draft:
    """A draft record. `known` is the record of the same work that is on the map already.

    `left_over` is what found no field, as it stands in the text; `abstract` is what was left out of it.
    """

    id: str
    title: str
    text: str
    known: Entry | None
    left_over: tuple[str, ...] = ()
    abstract: str = ""

    def under(self, id_: str) -> Draft:
        """Return the draft under another id."""
        return replace(self, id=id_)


@dataclass(frozen=True)
class Drafter:
    """Makes drafts for one map. `hints` holds, by field, what a draft says where nothing is known."""

    catalog: Catalog = field(repr=False)
    hints: dict[str, Data] = field(repr=False)

    @classmethod
    def of(cls, project: Project, catalog: Catalog) -> Drafter:
        """Return the drafter of a project. Raises `VlmapError` if its hints are missing or cannot be read."""
        name = project.name(project.hints)
        document, findings = read_file(project.part(project.hints), name)
        if document is None or findings:
            raise TemplateError(Message(f"{name} cannot be read", f"无法读取 {name}"))
        return cls(catalog, document.data())

    def draft(self, work: Work, id_: str | None = None) -> Draft:
        """Return the draft of a work, under an id given or made from its name."""
        known = find(work, self.catalog)
        fields, remarks, left_over = self._fields(work)
        lines = [MODELINE, *(_remark(_already(known)) if known else ())]
        for name in Record.model_fields:
            lines += self._field(name, fields, remarks)
        if left_over:
            lines += ["", LEFT_OVER]
            lines += [f"#   {line}".rstrip() for text in left_over for line in allowed(text).splitlines()]
        text = "\n".join(lines) + "\n"
        return Draft(id_ or make_id(work), work.title, text, known, tuple(left_over), work.abstract)

    def _fields(self, work: Work) -> tuple[dict[str, Any], dict[str, list[Message]], list[str]]:
        """Return the fields of a record that a work fills, what there is to remark on fields, and what is left over."""
        remarks = {name: list(messages) for name, messages in work.remarks.items()}
        left_over = list(work.left_over)
        fields: dict[str, Any] = {
            "name": work.name or _name_in(work.title),
            "title": {"en" if re.search("[A-Za-z]", work.title) else "zh": work.title},
            "authors": work.authors,
            "organizations": list(self._organizations(work, left_over)),
            "date": self._date(work, remarks, left_over),
            "venue": self._venue(work, left_over),
            **{name: getattr(work, name) for name in IDENTIFIERS},
            "links": work.links,
            **work.texts,
            "key_points": work.key_points,
            "sources": work.sources,
        }
        if work.title:
            said = " ".join([work.title, work.abstract, *work.context])
            for name, guess in (("kind", guess_kind(work.title)), ("category", guess_category(said, self.catalog))):
                if guess:
                    fields[name] = guess
                    remarks.setdefault(name, []).append(_GUESS)
            fields["facets"] = terms_in(f"{work.title} {work.abstract}", self.catalog)
        return {name: value for name, data in fields.items() if (value := _tidy(data))}, remarks, left_over

    def _date(self, work: Work, remarks: dict[str, list[Message]], left_over: list[str]) -> str:
        """Return the date of the first public version, or the nearest to it that is known."""
        if work.date:
            return work.date
        if match := re.match("([0-9]{2})([0-9]{2})[.]", work.arxiv, re.ASCII):
            date = f"20{match[1]}-{match[2]}"
            remarks.setdefault("date", []).append(_FROM_ARXIV)
            if work.published not in ("", date, date[:4]):
                left_over.append(f"published: {work.published}")
            return date
        if work.published:
            remarks.setdefault("date", []).append(_OF_PUBLICATION)
        return work.published

    def _venue(self, work: Work, left_over: list[str]) -> dict[str, str]:
        """Return the first venue that the taxonomy knows; what it does not say of where and when stays in words."""
        taxonomy, said = self.catalog.taxonomy, ""
        venue: dict[str, str] = {}
        for text in work.venues:
            found, year = match_venue(text, taxonomy), year_in(text) or work.year
            if found and year and not venue:
                venue = {"id": found, "year": year}
                said = f"{taxonomy.venues[found].label.en} {taxonomy.venues[found].name.en} {year}"
            if not _words(text) <= _words(said) and not any(text in kept for kept in left_over):
                left_over.append(f"venue: {text}")
        if work.year not in (*venue.values(), work.published[:4]):
            left_over.append(f"year: {work.year}")
        return venue

    def _organizations(self, work: Work, left_over: list[str]) -> Iterator[str]:
        for text in work.organizations:
            found = match_organizations(text, self.catalog.taxonomy)
            yield from found
            labels = [self.catalog.taxonomy.organizations[id_].label.best("en")[0] for id_ in found]
            if not _words(text) <= _words(" ".join(labels)):
                left_over.append(f"organization: {text}")

    def _field(self, name: str, fields: dict[str, Any], remarks: dict[str, list[Message]]) -> list[str]:
        """Return the lines of one field: what is known, or a hint, below what there is to remark."""
        said = [line for message in remarks.get(name, ()) for line in _remark(message)]
        if name == _SUGGESTED and name in fields:
            said += _remark(_TERMS)
            lines = _commented(field_lines(name, fields[name]))
        elif name in fields:
            lines = [*field_lines(name, fields[name]), *self._missing_side(name, fields[name])]
        elif name in self.hints:
            lines = _commented(field_lines(name, self.hints[name]))
        else:
            return []
        return ["", *said, *lines[1:]] if not lines[0] else [*said, *lines]

    def _missing_side(self, name: str, value: Data) -> list[str]:
        """Return a hint for the language in which a text is missing."""
        hint = self.hints.get(name)
        if not isinstance(hint, dict) or not isinstance(value, dict) or not set(hint) <= set(LANGUAGES):
            return []
        lines = field_lines(name, {lang: text for lang, text in hint.items() if lang not in value})
        return [f"  # {line[2:]}" for line in lines if line.startswith("  ")]


def _already(known: Entry) -> Message:
    file = known.document.file
    return Message(f"Already on the map: {file}.", f"地图上已有：{file}。")


def _remark(message: Message) -> list[str]:
    return [f"# {message.en} {message.zh}"]


def _commented(lines: list[str]) -> list[str]:
    return [f"# {line}" if line else "" for line in lines]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _tidy(data: Any) -> Any:
    """Return data without characters that no record may hold, and without what is empty."""
    if isinstance(data, dict):
        return {name: value for name, item in data.items() if (value := _tidy(item))}
    if isinstance(data, list):
        return [value for item in data if (value := _tidy(item))]
    return allowed(data).strip()


def make_id(work: Work) -> str:
    """Return an id for a work: its name, else who, when and what, as `radford-2021-learning`."""
    name = work.name or _name_in(work.title)
    made = _slug(name)
    if not made:
        family = work.authors[0].split()[-1] if work.authors else ""
        parts = (family, work.date[:4] or work.year, *re.findall("[A-Za-z]{4,}", work.title)[:1])
        made = "-".join(filter(None, map(_slug, parts)))
    return made[:MAX_ID].strip("-") or "draft"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")


def _name_in(title: str) -> str:
    """Return the name that a title announces before a colon, if it does."""
    name, colon, _ = title.partition(": ")
    return name if colon and len(name.split()) <= LONGEST_NAME else ""
