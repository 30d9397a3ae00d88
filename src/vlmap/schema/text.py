"""Bilingual text: both languages side by side, English first."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, ConfigDict, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from vlmap.languages import LANGUAGES, Lang, other
from vlmap.schema.base import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.config import JsonDict


MOST_CHARACTERS = 5000
"""Of one text; the longest of a real record has a fourth of that, and far longer ones keep a Markdown parser busy."""


def _clean(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty", "is empty")
    if len(value) > MOST_CHARACTERS:
        raise PydanticCustomError("too_many_characters", "is too long")
    return unicodedata.normalize("NFC", value.strip())


def _one_line(value: str) -> str:
    if "\n" in value:
        raise PydanticCustomError("several_lines", "is not one line")
    return value


Words = Annotated[str, AfterValidator(_clean), WithJsonSchema({"type": ["string", "number"], "pattern": r"\S"})]
"""A text that says something; blanks around it do not count. To other readers of YAML, `1958` is a number."""

Line = Annotated[Words, AfterValidator(_one_line)]
"""A text of one line, as a name is."""


T = TypeVar("T")


class _Sides(Part, Generic[T]):
    """One thing in both languages, of which one may be missing."""

    en: T | None = None
    zh: T | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_at_least(cls, value: Any) -> Any:
        if isinstance(value, str):
            raise PydanticCustomError("not_bilingual", "is one text where two languages stand side by side")
        if isinstance(value, dict) and not any(lang in value for lang in LANGUAGES):
            raise PydanticCustomError("no_language", "has neither language")
        return value

    def to(self, lang: Lang) -> T | None:
        """Return the side of one language, or None."""
        return self.zh if lang == "zh" else self.en

    def best(self, lang: Lang) -> tuple[T, Lang]:
        """Return the side of `lang` or else the other, and the language it is in."""
        wanted = self.to(lang)
        if wanted is not None:
            return wanted, lang
        fallback = self.to(other(lang))
        assert fallback is not None, "a text has at least one side"  # noqa: S101 (held by the validator above)
        return fallback, other(lang)

    @property
    def missing(self) -> Lang | None:
        """The language that is not there, if any."""
        return next((lang for lang in LANGUAGES if self.to(lang) is None), None)


_ONE_SIDE: JsonDict = {"minProperties": 1}


class Text(_Sides[Words]):
    """A text in both languages."""

    model_config = ConfigDict(title="Text", json_schema_extra=_ONE_SIDE)


class TextList(_Sides[tuple[Words, ...]]):
    """A list of words for each language, as the aliases of a term; the lists need not correspond."""

    model_config = ConfigDict(title="TextList", json_schema_extra=_ONE_SIDE)


def bilingual(value: Any, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Yield every bilingual text below a part of a record, with its place."""
    if isinstance(value, Text):
        yield loc, value
    elif isinstance(value, Part):
        for name in type(value).model_fields:
            yield from bilingual(getattr(value, name), (*loc, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from bilingual(item, (*loc, index))
