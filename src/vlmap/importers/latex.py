r"""LaTeX → plain text: `M\"uller` is Müller, `{CLIP}` is CLIP, `$\alpha$` is α."""

from __future__ import annotations

import functools
import logging
import re
from typing import Any

from pylatexenc import latex2text

_BARE = re.compile(r"(?<!\\)[%&#]")
"""Signs that mean something to LaTeX and, where people write titles, themselves."""


def to_unicode(text: str) -> str:
    """Return a text without LaTeX, all blanks and line breaks as one blank each; what cannot be read stays."""
    text = " ".join(text.split())
    if not re.search(r"[\\${}~]|--|``|''", text):
        return text
    try:
        plain = _converter().latex_to_text(_BARE.sub(r"\\\g<0>", text))
    except Exception:  # noqa: BLE001 (it raises whatever comes up in the middle of broken LaTeX)
        return text
    return " ".join(plain.split()) or text


@functools.cache
def _converter() -> Any:
    """Return a converter that writes the name of a macro it does not know, instead of nothing."""
    logging.getLogger("pylatexenc").setLevel(logging.ERROR)
    macros = latex2text.get_default_latex_context_db()
    macros.set_unknown_macro_spec(
        latex2text.MacroTextSpec("", simplify_repl=lambda node, **_: node.macroname + node.macro_post_space)
    )
    return latex2text.LatexNodes2Text(latex_context=macros, math_mode="text")
