"""The two languages, and what the tool says in both of them."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Lang = Literal["en", "zh"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)
DEFAULT: Lang = "en"

HTML_LANG: dict[Lang, str] = {"en": "en", "zh": "zh-Hans"}
"""The value of an HTML `lang` attribute (BCP 47)."""


LIST_COMMA: dict[Lang, str] = {"en": ", ", "zh": "、"}
"""What stands between the items of a list in running text."""

COLON: dict[Lang, str] = {"en": ": ", "zh": "："}
"""What stands between a name and what is said of it."""

BRACKETS: dict[Lang, tuple[str, str]] = {"en": (" (", ")"), "zh": ("（", "）")}
"""What stands around a remark, with the blank before it where there is one."""


class Message(NamedTuple):
    """One thing the tool says, in every language; unlike a record's text, neither side may be missing."""

    en: str
    zh: str

    def to(self, lang: Lang) -> str:
        """Return the wording in one language."""
        return self.zh if lang == "zh" else self.en


def other(lang: Lang) -> Lang:
    """Return the language that `lang` is not."""
    return "en" if lang == "zh" else "zh"
