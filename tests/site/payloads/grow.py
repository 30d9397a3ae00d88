"""A project in which every text is a payload: each kind of payload in each text of the schema, in both languages.

What is a text is found by walking the models, so that a field that is new tomorrow is planted tomorrow. Only the rest,
ids and numbers and choices, is laid out by hand (layout.py). What the check refuses at a place gives way to the next
form of the payload there, and at last to nothing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from tests.site.payloads.layout import PATHS, Bone, N, Numbers, id_of, path, record, taxonomy
from tests.site.payloads.payload import ALLOWED
from vlmap.catalog import Lock, load
from vlmap.checks import check
from vlmap.diagnostics import Severity
from vlmap.schema import ReadingPath, Record, Taxonomy
from vlmap.schema.base import Part
from vlmap.schema.shape import bare_type, length_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from vlmap.catalog import Project
    from vlmap.diagnostics import Diagnostic

Place = tuple[str | int, ...]

KEYS = 0
"""The step of a place that stands for the keys of a table, where they are texts."""

LINKED = "payload.example"
"""The host of payloads that are addresses."""

HARMLESS = "nothing"
"""What stands where every form of a payload is refused and something must."""

_NOTHING: Any = object()


# --- What is planted -------------------------------------------------------------------------------------------------


def _forms(numbers: Numbers, refused: frozenset[int]) -> list[str]:
    """Return the forms in which payloads may stand, to be tried one after the other."""
    if len(numbers) > 1:
        left = [ALLOWED[number].text for number in numbers if number not in refused]
        return list(dict.fromkeys([" ".join(ALLOWED[number].text for number in numbers), " ".join(left), HARMLESS]))
    text = ALLOWED[numbers[0]].text
    return [text, *(f"https://{LINKED}/{form}" for form in (text, _address(text))), f"10.1000/{_dense(text)}", HARMLESS]


def _address(text: str) -> str:
    return quote(text, safe="/:?#[]@!$&'()*+,;=%~")


def _dense(text: str) -> str:
    return "".join(text.split())


_adapter = cache(TypeAdapter)


def _accepts(annotation: Any, text: str) -> bool:
    try:
        _adapter(annotation).validate_python(text)
    except ValidationError:
        return False
    return True


@cache
def _is_text(annotation: Any) -> bool:
    """Tell whether words may stand somewhere: most payloads, in one of their forms."""
    taken = sum(any(_accepts(annotation, form) for form in _forms((n,), frozenset())[:-1]) for n in range(N))
    return taken * 2 > N


@dataclass
class _Plan:
    """One file to be: what the models ask for, with payloads wherever there is a text."""

    model: type[Part]
    bone: Bone
    refused: Callable[[], frozenset[int]]
    given_up: Counter[Place] = field(default_factory=Counter)
    texts: dict[Place, tuple[Numbers, str]] = field(default_factory=dict)
    closed: set[Place] = field(default_factory=set)
    places: list[Place] = field(default_factory=list)

    def write(self) -> str:
        """Return the file, with one text a line."""
        self.texts, self.places = {}, []
        out = []
        for line, place in _lines(self.grow(self.model, self.bone, (), self.bone.numbers)):
            out.append(line)
            self.places.append(place)
        return "\n".join(out) + "\n"

    def grow(self, annotation: Any, bone: Any, place: Place, numbers: Numbers) -> Any:
        """Return what stands at a place: what is laid out, and payloads beside it."""
        numbers, bare = getattr(bone, "numbers", numbers), bare_type(annotation)
        if get_origin(bare) is tuple:
            return self._list(get_args(bare)[0], bone, place, numbers)
        if get_origin(bare) is dict:
            return self._table(get_args(bare), bone, place)
        if isinstance(bare, type) and issubclass(bare, Part):
            return self._part(bare, bone, place, numbers)
        if bone is not _NOTHING:
            return bone
        if isinstance(bare, type) and issubclass(bare, StrEnum):
            return next(iter(bare)).value
        return self._text(annotation, place, numbers)

    def _part(self, model: type[Part], bone: Any, place: Place, numbers: Numbers) -> Any:
        laid, grown = {} if bone is _NOTHING else bone, {}
        for name, info in model.model_fields.items():
            annotation = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
            least = length_of(info)[0]
            below = laid.get(name, [_NOTHING] * least if least else _NOTHING)
            value = self.grow(annotation, below, (*place, name), numbers)
            if value is not _NOTHING:
                grown[name] = value
            elif info.is_required():
                msg = f"say what stands in {model.__name__}.{name} in layout.py"
                raise AssertionError(msg)
        return grown or _NOTHING

    def _list(self, item: Any, bone: Any, place: Place, numbers: Numbers) -> Any:
        """Return a list, of which each item carries the payload after that of the one before."""
        bones = [_NOTHING, _NOTHING] if bone is _NOTHING else bone
        grown = [
            self.grow(item, one, (*place, index), tuple((number + index) % N for number in numbers))
            for index, one in enumerate(bones)
        ]
        return [one for one in grown if one is not _NOTHING] or _NOTHING

    def _table(self, annotations: tuple[Any, Any], bone: Any, place: Place) -> Any:
        key, value = annotations
        if bone is _NOTHING and not _is_text(key):
            return _NOTHING
        if bone is _NOTHING:
            bone = {ALLOWED[number].text: Bone((number,)) for number in range(N)}
            for number in range(N):
                self.texts[(*place, KEYS, number)] = (number,), ALLOWED[number].text
        return {name: self.grow(value, one, (*place, name), ()) for name, one in bone.items()}

    def _text(self, annotation: Any, place: Place, numbers: Numbers) -> Any:
        if not _is_text(annotation):
            self.closed.add(place)
            return _NOTHING
        forms = [form for form in _forms(numbers, self.refused()) if _accepts(annotation, form)]
        forms = forms[self.given_up[place] :]
        self.texts[place] = numbers, forms[0] if forms else ""
        return forms[0] if forms else _NOTHING


def _lines(value: Any, depth: int = 0, place: Place = ()) -> Iterator[tuple[str, Place]]:
    indent = "  " * depth
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, below in items:
        head = f"{indent}{quoted(key)}:" if isinstance(value, dict) else f"{indent}-"
        if isinstance(below, str):
            yield f"{head} {quoted(below)}", (*place, key)
        elif not below:
            yield f"{head} {'{}' if isinstance(below, dict) else '[]'}", (*place, key)
        else:
            yield head, (*place, key)
            yield from _lines(below, depth + 1, (*place, key))


def quoted(text: str) -> str:
    """Return a text as a double quoted scalar of YAML on one line."""
    escaped = re.sub(r'[\\"]', r"\\\g<0>", text)
    return '"' + re.sub(r"[\x00-\x1f]", lambda match: f"\\x{ord(match[0]):02x}", escaped) + '"'


# --- The whole -------------------------------------------------------------------------------------------------------


ROUNDS = 8
"""More than there are forms of a payload."""


@dataclass(frozen=True)
class Grown:
    """The project, and what stands where: for each text of the schema which payloads are in it, and which are not."""

    project: Project
    planted: Mapping[str, set[int]]
    refused: Mapping[str, set[int]]
    texts: int
    findings: tuple[Diagnostic, ...]


def grow(project: Project) -> Grown:
    """Plant every payload in every text of a project, in place of the records and the vocabulary that it has."""
    for file in project.papers.iterdir():
        file.unlink()
    project.paths.mkdir(exist_ok=True)
    refused: set[int] = set()
    plans = {
        **{f"papers/{id_of(number)}.yaml": _Plan(Record, record(number), frozenset) for number in range(N)},
        **{
            f"paths/path-{number}.yaml": _Plan(ReadingPath, path(number), lambda: frozenset(refused))
            for number in range(PATHS)
        },
        "taxonomy.yaml": _Plan(Taxonomy, taxonomy(), frozenset),
    }
    told: list[Diagnostic] = []
    wanting = set(plans)
    for _ in range(ROUNDS):
        for name in wanting:
            (project.root / name).write_text(plans[name].write(), encoding="utf-8")
        found = [one for one in check(load(project), Lock({})) if one.severity is Severity.ERROR]
        told += found
        wanting = {one.span.file for one in found}
        for file, line in {(one.span.file, one.span.line) for one in found}:
            plan = plans[file]
            place = plan.places[line - 1]
            assert place in plan.texts, [one for one in found if (one.span.file, one.span.line) == (file, line)]
            plan.given_up[place] += 1
            if plan.model is Record and place[0] == "problem":
                refused |= set(plan.texts[place][0])
        if not wanting:
            return _grown(project, plans, told)
        wanting |= {name for name in plans if name.startswith("paths/")}
    raise AssertionError(told[-5:])


def _grown(project: Project, plans: Mapping[str, _Plan], told: list[Diagnostic]) -> Grown:
    planted: dict[str, set[int]] = defaultdict(set)
    refused: dict[str, set[int]] = defaultdict(set)
    texts = 0
    for plan in plans.values():
        for place, (numbers, text) in plan.texts.items():
            leaf = _leaf(plan.model, place)
            there = {number for number in numbers if _carries(text, ALLOWED[number].text)}
            texts += len(there)
            planted[leaf] |= there
            refused[leaf] |= set(numbers) - there
    return Grown(project, planted, {leaf: found - planted[leaf] for leaf, found in refused.items()}, texts, tuple(told))


def _carries(text: str, payload: str) -> bool:
    return any(form in text for form in (payload, _address(payload), _dense(payload)))


def _leaf(model: type[Part], place: Place) -> str:
    """Return the name of a text in the schema: `Record.key_points[].en`."""
    name, annotation = model.__name__, model
    for step in place:
        bare = bare_type(annotation)
        if get_origin(bare) is tuple:
            name, annotation = f"{name}[]", get_args(bare)[0]
        elif get_origin(bare) is dict:
            name, annotation = f"{name}{{}}", get_args(bare)[1]
            if step == KEYS:
                return f"{name} (key)"
        else:
            name, annotation = f"{name}.{step}", bare.model_fields[step].annotation
    return name
