"""Two states of a catalog → what changed from the one to the other, record by record."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from vlmap.languages import LANGUAGES, Lang
from vlmap.schema import ReadingPath, Record, Reference, Result, Text
from vlmap.schema.base import Part
from vlmap.schema.path import Section, Step
from vlmap.schema.record import Author

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from vlmap.catalog.catalog import Catalog
    from vlmap.catalog.entry import Written


@dataclass(frozen=True, slots=True)
class Value:
    """A place whose value changed; None stands where there is none."""

    place: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Prose:
    """A bilingual text of which the sides in `languages` changed by more than white space."""

    place: str
    before: Text | None
    after: Text | None
    languages: tuple[Lang, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list or a table that gained or lost items; if neither, they stand in another order."""

    place: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


Edit = Value | Prose | Items


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record or reading path; `before` is None for a new one, `after` for one that is gone.

    `leads_to` is the record that the former id of a renamed or removed one stands for now, None where it is dead.
    """

    before: Written | None
    after: Written | None
    edits: tuple[Edit, ...] = ()
    leads_to: str | None = None

    @property
    def key(self) -> str:
        """The id that holds now, or held last."""
        written = self.after or self.before
        assert written is not None, "a change has a side"  # noqa: S101 (both makers below give one)
        return written.key

    @property
    def was(self) -> str | None:
        """The former id of what has another now."""
        renamed = self.before and self.after and self.before.key != self.after.key
        return self.before.key if renamed and self.before else None


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed.

    `unreadable` are the ids of files that were read before and cannot be now; `vocabulary` is of the taxonomy.
    """

    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    renamed: tuple[Change, ...]
    edited: tuple[Change, ...]
    unreadable: tuple[str, ...]
    vocabulary: tuple[Edit, ...]


def changes(before: Catalog, after: Catalog) -> Changes:
    """Compare two catalogs."""
    old, new = ({written.key: written for written in catalog.written} for catalog in (before, after))
    gone = {key: written for key, written in old.items() if key not in new and key not in after.broken}
    come = {key: written for key, written in new.items() if key not in old}
    successors = _successors(gone, come)
    followed = {written.key for written in successors.values()}
    kept = (Change(old[key], new[key], _edits(old[key], new[key])) for key in sorted(old.keys() & new.keys()))
    return Changes(
        added=tuple(Change(None, come[key]) for key in sorted(come.keys() - followed)),
        removed=tuple(
            Change(gone[key], None, leads_to=after.aliases.get(key)) for key in sorted(gone.keys() - successors.keys())
        ),
        renamed=tuple(
            Change(gone[key], now, _edits(gone[key], now), after.aliases.get(key))
            for key, now in sorted(successors.items())
        ),
        edited=tuple(change for change in kept if change.edits or new[change.key].parsed.broken),
        unreadable=tuple(sorted(old.keys() & after.broken)),
        vocabulary=tuple(_compare(before.taxonomy, after.taxonomy, "")),
    )


def _successors(gone: Mapping[str, Written], come: Mapping[str, Written]) -> dict[str, Written]:
    """Return, for each record that lives on under another id, the record of that id; the surest signs count first."""
    found: dict[str, Written] = {}
    left = dict(come)
    for same in (_is_alias, _is_same_work_and_name, _is_same_work):
        for key, old in gone.items():
            heir = next((name for name, new in left.items() if key not in found and same(old, new)), None)
            if heir is not None:
                found[key] = left.pop(heir)
    return found


def _is_alias(old: Written, new: Written) -> bool:
    return isinstance(new.value, Record) and isinstance(old.value, Record) and old.id in new.value.aliases


def _is_same_work_and_name(old: Written, new: Written) -> bool:
    return getattr(old.value, "name", None) == getattr(new.value, "name", None) and _is_same_work(old, new)


def _is_same_work(old: Written, new: Written) -> bool:
    one, two = old.value, new.value
    if isinstance(one, Record) and isinstance(two, Record):
        names = ("arxiv", "doi", "acl", "openreview")
        shared = any(getattr(one, name) and getattr(one, name) == getattr(two, name) for name in names)
        return one.kind is two.kind and (shared or _same(one.title.en, two.title.en))
    return isinstance(one, ReadingPath) and isinstance(two, ReadingPath) and _same(one.title.en, two.title.en)


def _same(one: str | None, two: str | None) -> bool:
    return bool(one and two) and _squeezed(one).casefold() == _squeezed(two).casefold()


def _squeezed(text: str | None) -> str:
    return "".join((text or "").split())


def _edits(before: Written, after: Written) -> tuple[Edit, ...]:
    """Return what differs between two files, without the fields that cannot be read in one of them."""
    broken = {place[0] for side in (before, after) for place in side.parsed.broken}
    edits = _compare(before.value, after.value, "")
    return tuple(edit for edit in edits if re.split(r"[.\[]", edit.place, maxsplit=1)[0] not in broken)


def _compare(before: Any, after: Any, place: str) -> Iterator[Edit]:
    """Yield what differs between two values of the same field."""
    if before == after:
        return
    one = after if before is None else before
    if isinstance(one, Text):
        yield from _prose(before, after, place)
    elif isinstance(one, Part):
        for name in type(one).model_fields:
            yield from _compare(getattr(before, name, None), getattr(after, name, None), _below(place, name))
    elif isinstance(one, tuple):
        yield from _list(before or (), after or (), place)
    elif isinstance(one, dict):
        yield from _table(before or {}, after or {}, place)
    else:
        yield Value(place, _shown(before), _shown(after))


def _prose(before: Text | None, after: Text | None, place: str) -> Iterator[Edit]:
    old, new = ([text.to(lang) if text else None for lang in LANGUAGES] for text in (before, after))
    pairs = zip(LANGUAGES, old, new, strict=True)
    if languages := tuple(lang for lang, was, now in pairs if _squeezed(was) != _squeezed(now)):
        yield Prose(place, before, after, languages)


def _table(before: Mapping[str, Any], after: Mapping[str, Any], place: str) -> Iterator[Edit]:
    if any(isinstance(value, tuple) for value in (*before.values(), *after.values())):
        before, after = ({key: side.get(key, ()) for key in {**before, **after}} for side in (before, after))
    if edit := _items(before, after, place):
        yield edit
    for key in before:
        if key in after:
            yield from _compare(before[key], after[key], _below(place, key))


def _list(before: tuple[Any, ...], after: tuple[Any, ...], place: str) -> Iterator[Edit]:
    if len(before) == len(after) and isinstance(before[0], Text):
        for number, (old, new) in enumerate(zip(before, after, strict=True), start=1):
            yield from _compare(old, new, f"{place}[{number}]")
        return
    was, now = _keyed(before), _keyed(after)
    if edit := _items(
        {_label(item): key for key, item in was.items() if key not in now},
        {_label(item): key for key, item in now.items() if key not in was},
        place,
    ):
        yield edit
    common = [key for key in was if key in now]
    if common != [key for key in now if key in was]:
        yield Items(place, (), ())
    for key in common:
        if isinstance(was[key], Part):
            yield from _compare(was[key], now[key], f"{place}[{key}]")


def _items(before: Mapping[str, Any], after: Mapping[str, Any], place: str) -> Items | None:
    added, removed = (tuple(key for key in one if key not in two) for one, two in ((after, before), (before, after)))
    return Items(place, added, removed) if added or removed else None


def _keyed(items: Iterable[Any]) -> dict[str, Any]:
    """Return the items of a list by what makes each the one it is, wherever it stands."""
    seen: Counter[str] = Counter()
    found = {}
    for number, item in enumerate(items, start=1):
        key = _identity(item) or str(number)
        seen[key] += 1
        found[f"{key} #{seen[key]}" if seen[key] > 1 else key] = item
    return found


def _identity(item: Any) -> str:
    match item:
        case Reference(paper=name) | Step(paper=name) | Author(name=name):
            return name
        case Result(benchmark=name, variant=variant, setting=setting):
            return ", ".join(part for part in (name, variant, setting) if part)
        case Section(title=text) | (Text() as text):
            return text.best("en")[0]
        case str():
            return item
    return ""


def _label(item: Any) -> str:
    """Return an item as a list of items shows it."""
    match item:
        case Reference(paper=name, relation=relation):
            return f"{name} ({relation})"
        case Result(value=value):
            return f"{_identity(item)}: {value}"
    return _identity(item)


def _shown(value: Any) -> str | None:
    return None if value is None else value.value if isinstance(value, StrEnum) else str(value)


def _below(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name
