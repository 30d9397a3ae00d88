"""A document → a model, with every mistake noted and the rest kept.

One wrong field must not hide what is wrong elsewhere in the file. So the wrong parts are taken out (or stood in for,
where they are required), and what remains goes on to the rules; nothing more is said about what was taken out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from vlmap.diagnostics import MOST_ALIKE
from vlmap.schema.explain import explain, nearest_field

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from vlmap.diagnostics import Diagnostic
    from vlmap.source import Document, Loc

M = TypeVar("M", bound=BaseModel)

_ROUNDS = 10
"""More than the deepest chain of a part whose loss makes the part around it incomplete."""


@dataclass(frozen=True)
class Parsed(Generic[M]):
    """What became of a document.

    `value` is None where too little was left; `broken` are the places that were taken out or stood in for; `kept`
    says, for each list that lost items, which of the written items are left.
    """

    value: M | None
    findings: tuple[Diagnostic, ...] = ()
    broken: frozenset[Loc] = frozenset()
    kept: dict[Loc, tuple[int, ...]] = field(default_factory=dict)

    def written(self, loc: Loc) -> Loc:
        """Return the place in the document of a place in `value`."""
        done: Loc = ()
        for step in loc:
            kept = self.kept.get(done)
            done = (*done, kept[step] if kept is not None and isinstance(step, int) else step)
        return done

    def is_broken(self, loc: Loc) -> bool:
        """Tell whether a place in the document, or one above it, was taken out."""
        return any(loc[: len(place)] == place for place in self.broken)


def parse(model: type[M], document: Document, stand_ins: dict[str, Any] | None = None) -> Parsed[M]:
    """Read a document as `model`.

    `stand_ins` are values, one a required field, that let a model be made where that field is missing or wrong;
    without them a document with mistakes gives findings and no value.
    """
    data: dict[str, Any] = document.data()
    try:
        return Parsed(model.model_validate(data))
    except ValidationError as problem:
        errors = problem.errors(include_url=False, include_input=True)
    told = errors[:MOST_ALIKE]
    findings = tuple(explain(error, document, model) for error in told if not _follows(error, told, model))
    if stand_ins is None or len(errors) > MOST_ALIKE:
        return Parsed(None, findings)
    salvage = _Salvage(data, stand_ins)
    for _ in range(_ROUNDS):
        for error in errors:
            salvage.drop(error["loc"], missing=error["type"] == "missing")
        salvage.tidy()
        try:
            value = model.model_validate(salvage.data)
        except ValidationError as problem:
            errors = problem.errors(include_url=False, include_input=False)
            # What a model says as a whole it says only once its fields are right.
            findings += tuple(
                explain(error, document, model)
                for error in errors
                if error["type"] == "no_identifier"
                and not salvage.broken & {(name,) for name in ("arxiv", "doi", "acl", "openreview", "links")}
                and not any(place[0] == "links" for place in salvage.broken)
            )
        else:
            return Parsed(value, findings, frozenset(salvage.broken), dict(salvage.kept))
    return Parsed(None, findings, frozenset(salvage.broken))


def _follows(error: ErrorDetails, errors: list[ErrorDetails], model: type[BaseModel]) -> bool:
    """Tell whether an error is but the consequence of another: a misspelt field is missing, a wrong item too few."""
    loc, kind = error["loc"], error["type"]
    if kind == "too_short":
        return bool(len(error["input"]) >= error["ctx"]["min_length"])
    if kind == "missing":
        return any(
            other["type"] == "extra_forbidden"
            and other["loc"][:-1] == loc[:-1]
            and nearest_field(str(other["loc"][-1]), model, loc[:-1]) == loc[-1]
            for other in errors
        )
    return False


_GONE: Any = object()


class _Salvage:
    """Takes wrong parts out of plain data and remembers where."""

    def __init__(self, data: dict[str, Any], stand_ins: dict[str, Any]) -> None:
        self.data = data
        self.stand_ins = stand_ins
        self.broken: set[Loc] = set()
        self.kept: dict[Loc, tuple[int, ...]] = {}

    def drop(self, loc: Loc, *, missing: bool) -> None:
        """Take out what an error points at; a part that misses something goes as a whole."""
        if missing and len(loc) > 1:
            loc = loc[:-1]
        path: Loc = ()
        parent: Any = None
        here: Any = self.data
        for step in loc:
            inside = step in here if isinstance(here, dict) else isinstance(here, list) and step in range(len(here))
            if not inside:
                break
            path = (*path, step)
            parent, here = here, here[step]
            if here is _GONE:
                return
        place = self._written(path)
        if isinstance(parent, list):
            parent[int(path[-1])] = _GONE
        elif isinstance(parent, dict):
            del parent[path[-1]]
        if len(path) <= 1:
            name = str(path[0] if path else loc[0] if loc else "arxiv")
            place = (name,)
            if name in self.stand_ins:
                self.data[name] = self.stand_ins[name]
        self.broken.add(place)

    def tidy(self) -> None:
        """Close the gaps in lists, noting which written items are left."""
        self._tidy(self.data, ())

    def _tidy(self, here: Any, loc: Loc) -> None:
        if isinstance(here, dict):
            for key, value in here.items():
                self._tidy(value, (*loc, key))
        elif isinstance(here, list):
            if any(item is _GONE for item in here):
                place = self._written(loc)
                before = self.kept.get(place, tuple(range(len(here))))
                self.kept[place] = tuple(index for index, item in zip(before, here, strict=True) if item is not _GONE)
                here[:] = [item for item in here if item is not _GONE]
            for index, item in enumerate(here):
                self._tidy(item, (*loc, index))

    def _written(self, loc: Loc) -> Loc:
        return Parsed(None, kept=self.kept).written(loc)
