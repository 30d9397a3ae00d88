"""The language to speak, found without loading anything else: whoever stops a command is answered in it, too."""

from __future__ import annotations

import locale
import os
import sys
from typing import TYPE_CHECKING

from vlmap.languages import LANGUAGES

if TYPE_CHECKING:
    from vlmap.languages import Lang


def chosen_language() -> Lang:
    """Return the language to speak: `--lang`, else `VLMAP_LANG`, else the locale, else English."""
    arguments = sys.argv[1:]
    for index, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang":
            value = value if equals else "".join(arguments[index + 1 : index + 2])
            if value in LANGUAGES:
                return "zh" if value == "zh" else "en"
    named = os.environ.get("VLMAP_LANG") or locale.getlocale(locale.LC_MESSAGES)[0] or _locale_name()
    return "zh" if named.lower().startswith("zh") else "en"


def _locale_name() -> str:
    return next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
