"""Text that YAML leaves out without a word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vlmap.checks.rule import Context, Finding, written_rule
from vlmap.diagnostics import Severity, Span
from vlmap.languages import LANGUAGES, Message
from vlmap.source import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Written

_SIGNS = ("|", ">", '"', "'")
"""What a text starts with that has an end of its own."""

_CUT = re.compile(r"\s+(#.*)")


@written_rule("cut-by-comment", Severity.WARNING)
def cut_by_comment(written: Written, _context: Context) -> Iterator[Finding]:
    """No text without quotes is followed by ` #` on its line, from where on YAML takes it for a comment."""
    document = written.document
    if not document.trailing_comments:
        return
    for loc, _ in written.texts:
        for lang in LANGUAGES:
            node = document.node(written.parsed.written((*loc, lang)))
            if not isinstance(node, Scalar) or document.lines[node.mark.line].startswith(_SIGNS, node.mark.column):
                continue
            line = document.lines[node.mark.end_line]
            if cut := _CUT.match(line, node.mark.end_column):
                yield Finding(
                    Span(document.file, node.mark.end_line + 1, cut.start(1) + 1, cut.end(1) + 1, line),
                    Message(
                        "the text ends before this: a blank and # start a comment", "文本到此为止：空格加 # 之后是注释"
                    ),
                    Message("left out", "未计入"),
                    Message(
                        "put the text in double quotes, or below its key after `|`; give a comment a line of its own",
                        "请给文本加双引号，或用 `|` 另起一行书写；若确为注释，请单独写一行",
                    ),
                )
