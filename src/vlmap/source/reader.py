"""Text → `Document`, from the YAML event stream.

Nothing is composed by the YAML library: its C composer dies of a 30 kB file of `[`, keeps the last of two equal keys
and turns `2103.00020` into a number. Events carry no such surprises, and a tag, an anchor or a second document is
refused where it stands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import yaml

from vlmap.diagnostics import Diagnostic, Severity
from vlmap.languages import Message
from vlmap.source.decode import FORBIDDEN, LINE_BREAK, MAX_BYTES, contents, decode, refusal
from vlmap.source.nodes import Document, Mapping, Mark, Node, Scalar, Sequence, line_span
from vlmap.source.problems import cure_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from vlmap.source.nodes import Tree

__all__ = ["MAX_BYTES", "MAX_DEPTH", "read", "read_file", "read_later"]

MAX_DEPTH = 20
"""The deepest nesting that is read (a real record has five levels)."""


_BYTES_EACH = 20
"""So many bytes a part of a file takes at least, on average over one as large as may be (in real records it is 25)."""


class _Stop(Exception):
    """Reading cannot go on; what is wrong has been noted."""


def read_file(path: Path, file: str, limit: int = MAX_BYTES) -> tuple[Document | None, list[Diagnostic]]:
    """Read a plain file of at most `limit` bytes; `file` is its name in messages. See `read`."""
    return read(contents(path, limit + 1), file, limit)


def read_later(path: Path, file: str, *, trailing_comments: bool) -> Document:
    """Return the document of a file that was found sound, to be read again where a place in it is asked for."""

    def tree() -> Tree:
        document, _ = read_file(path, file)
        return (document.lines, document.root) if document else (("",), Mapping(Mark(0, 0, 0, 0), {}, {}))

    return Document(file, tree, trailing_comments)


def read(raw: bytes, file: str, limit: int = MAX_BYTES) -> tuple[Document | None, list[Diagnostic]]:
    """Turn the bytes of one YAML file into a `Document`.

    Returns the document, or None where nothing can be made of the file, and all findings of the rules `encoding`,
    `syntax` and `duplicate-key`. Never raises for what the bytes contain.
    """
    text, findings = decode(raw, file, limit)
    if text is None or findings:
        return None, findings
    return _Reader(text, file, limit // _BYTES_EACH).read()


class _Reader:
    """One walk over the events of one text."""

    def __init__(self, text: str, file: str, most: int) -> None:
        self.file = file
        self.left = self.most = most
        self.text = text
        self.lines = tuple(LINE_BREAK.split(text))
        self.findings: list[Diagnostic] = []
        self.events: Iterator[Any] = iter(())
        self.unusable = False

    def read(self) -> tuple[Document | None, list[Diagnostic]]:
        self.events = yaml.parse(self.text, Loader=yaml.CBaseLoader)
        root: Node | None = None
        try:
            root = self._document()
        except _Stop:
            return None, self.findings
        except yaml.MarkedYAMLError as problem:
            self._syntax(problem)
            return None, self.findings
        if not isinstance(root, Mapping):
            self._refuse(
                0,
                0,
                Message("the file has no fields", "文件中没有任何字段"),
                Message("write one `key: value` a line", "请每行写一个 `键: 值`"),
            )
            return None, self.findings
        return None if self.unusable else Document(self.file, lambda: (self.lines, root)), self.findings

    def _document(self) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if event.version or event.tags:
                    self._refuse_feature(event, "%", Message("directives are", "指令"))
                if documents > 1:
                    fact = Message("a second document starts here", "此处开始了第二个文档")
                    cure = Message(
                        "delete this line: a file holds one document", "请删去这一行：一个文件只能有一个文档"
                    )
                    mark = _mark(event)
                    self._refuse(mark.line, mark.column, fact, cure, width=3)
                    raise _Stop
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, depth=0)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            start = event.start_mark
            fact = Message(f"nested deeper than {MAX_DEPTH} levels", f"嵌套超过 {MAX_DEPTH} 层")
            self._refuse(start.line, start.column, fact, Message("flatten it", "请减少嵌套层次"))
            raise _Stop
        self.left -= 1
        if not self.left:
            start = event.start_mark
            fact = Message(f"the file has more than {self.most:,} parts", f"文件内容超过 {self.most:,} 项")
            cure = Message("split it, or take out what does not belong", "请拆分文件，或删去不属于此处的内容")
            self._refuse(start.line, start.column, fact, cure)
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self._refuse_feature(event, f"*{event.anchor}", Message("aliases are", "别名（*）"))
            self.unusable = True  # what it stands for is not known, so nothing can be said about the record
            return Scalar(_mark(event), "")
        if event.anchor is not None:
            self._refuse_feature(event, f"&{event.anchor}", Message("anchors are", "锚点（&）"))
        if event.tag is not None:
            sign = self.lines[event.start_mark.line][event.start_mark.column :].split()[0]
            self._refuse_feature(event, sign, Message("tags are", "标签（!）"))
        if isinstance(event, yaml.ScalarEvent):
            self._hidden(event)
            return Scalar(_mark(event), event.value, block=event.style == "|")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _hidden(self, event: Any) -> None:
        """Refuse a character that is not allowed as such and was brought in by an escape."""
        if event.style == '"' and (match := FORBIDDEN.search(event.value)):
            said = refusal(match[0])
            fact = Message(f"{said.en}, nor as an escape", f"{said.zh}，转义写法也不行")
            span = line_span(self.file, self.lines, event.start_mark.line, event.start_mark.column)
            cure = Message("delete the escape", "请删去这处转义")
            self.findings.append(Diagnostic("encoding", Severity.ERROR, span, fact, help=cure))

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items: list[Node] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, depth + 1))
        return Sequence(_mark(start), tuple(items))

    def _mapping(self, start: Any, depth: int) -> Mapping:
        keys: dict[str, Scalar] = {}
        values: dict[str, Node] = {}
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                fact = Message("a list or mapping cannot be a key", "列表或映射不能作为键")
                cure = Message("write a plain word before the colon", "请在冒号前写普通文字")
                self._refuse(key.mark.line, key.mark.column, fact, cure)
            elif key.value == "<<" and not event.style:
                self._refuse_feature(event, "<<", Message("merge keys are", "合并键（<<）"))
            elif key.value in keys:
                self._duplicate(keys[key.value], key)
            else:
                keys[key.value], values[key.value] = key, value
        return Mapping(_mark(start), keys, values)

    def _duplicate(self, first: Scalar, second: Scalar) -> None:
        name, line = second.value, first.mark.line + 1
        place = line_span(self.file, self.lines, second.mark.line, second.mark.column)
        self.findings.append(
            Diagnostic(
                "duplicate-key",
                Severity.ERROR,
                type(place)(place.file, place.line, place.column, place.column + max(len(name), 1), place.text),
                Message(f"'{name}' is written twice at this level", f"同一层中“{name}”写了两次"),
                Message(f"first on line {line}", f"首次出现在第 {line} 行"),
                Message("keep one of the two", "请只保留其中一个"),
            )
        )

    def _refuse_feature(self, event: Any, sign: str, what: Message) -> None:
        fact = Message(f"{what.en} not used here: {sign}", f"此处不使用{what.zh}：{sign}")
        cure = Message(
            "write the text out; put a text that starts with & * ! or % in double quotes",
            "请直接写出内容；以 &、*、! 或 % 开头的文本请加双引号",
        )
        self._refuse(event.start_mark.line, event.start_mark.column, fact, cure, width=len(sign))

    def _refuse(self, line: int, column: int, fact: Message, cure: Message, width: int = 1) -> None:
        span = replace(line_span(self.file, self.lines, line, column), end_column=column + width + 1)
        self.findings.append(Diagnostic("syntax", Severity.ERROR, span, fact, help=cure))

    def _syntax(self, problem: yaml.MarkedYAMLError) -> None:
        for number, text in enumerate(self.lines):
            if re.match(r"(<{7}|>{7}) ", text):
                fact = Message("a merge conflict was left here", "此处遗留了合并冲突")
                cure = Message(
                    "keep one side, and delete the lines of <, = and >", "请保留其中一方，并删去由 <、=、> 组成的各行"
                )
                self._refuse(number, 0, fact, cure, width=7)
                return
        said = f"{problem.context or ''} {problem.problem or ''}".strip()
        mark = problem.problem_mark or problem.context_mark
        label = None
        width = 1
        if problem.context_mark and re.search(r"unexpected end of stream|flow (sequence|mapping)", said):
            mark, label = problem.context_mark, Message("opened here", "由此开始")
        elif problem.context_mark and re.search(r"expected ':'|scanning an (alias|anchor)", said):
            mark = problem.context_mark
            if "expected ':'" in said:
                width = len(self.lines[mark.line].rstrip()) - mark.column
        line, column = (mark.line, mark.column) if mark else (0, 0)
        for number in range(line, max(line - 2, -1), -1):
            if number < len(self.lines) and (key := re.match(r"[ -]*([A-Za-z_-]+)(?=：)", self.lines[number])):
                fact = Message(f"the colon after '{key[1]}' is full-width", f"“{key[1]}”后的冒号是全角的")
                cure = Message("write an ASCII colon and a space", "请改为半角冒号加空格")
                self._refuse(number, key.end(), fact, cure)
                return
        fact = Message(f"this is not YAML: {problem.problem}", f"不是合法的 YAML（解析器报告：{problem.problem}）")
        span = line_span(self.file, self.lines, line, column)
        span = replace(span, end_column=span.column + width)
        text = self.lines[line] if line < len(self.lines) else ""
        found = Diagnostic("syntax", Severity.ERROR, span, fact, label, cure_for(said, text, column))
        self.findings.append(found)


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    return Mark(start.line, start.column, end.line, end.column)
