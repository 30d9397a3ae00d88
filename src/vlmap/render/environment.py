"""The Jinja environments of the templates: everything escaped, in pages and in Markdown, and nothing undefined."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2 import TemplateError as JinjaError
from markupsafe import Markup

from vlmap.errors import TemplateError
from vlmap.languages import Message
from vlmap.render.figures.marks import coordinate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Project

_MARKS = re.compile(r"[\\`*_\[\]<>&#|~]|^[-+=]|^([0-9]{1,9})(?=[.)](?:\s|$))")
"""What Markdown takes for a mark: anywhere in a line, or at its start."""


@lru_cache(maxsize=8)
def environment(project: Project, *, markdown: bool = False) -> Environment:
    """Return an environment over a project's `templates/`, for pages and feeds or for Markdown.

    Kept, with what it has compiled, for those who build again and again; a template that changed is compiled anew.
    What templates fill in is escaped for the one or the other, unless it is `Markup` already. Raises `ProjectNotFound`
    where the folder is missing.
    """
    folder = project.part(project.templates)
    found = Environment(
        loader=FileSystemLoader(folder),
        autoescape=not markdown,  # noqa: S701 (Markdown has an escape of its own)
        finalize=in_markdown if markdown else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    found.filters["address"] = in_brackets
    found.filters["coordinate"] = coordinate
    found.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return found


def in_markdown(value: Any) -> str:
    """Return a value as words of one line of Markdown (CommonMark, “Backslash escapes”)."""
    if isinstance(value, Markup):
        return value
    return _MARKS.sub(lambda match: f"{match[0]}\\" if match[1] else f"\\{match[0]}", " ".join(str(value).split()))


def in_brackets(address: str) -> Markup:
    """Return an address as it stands in the round brackets of a Markdown link."""
    return Markup(quote(address, safe="/:?#[]@!$&'*+,;=%~"))  # noqa: S704 (nothing that Markdown would read is left)


@contextmanager
def template_problems(name: str, place: str) -> Iterator[str]:
    """Yield the name of a template; tell what is wrong with it as a `TemplateError`. `place` is what was rendered."""
    try:
        yield name
    except JinjaError as problem:
        line = getattr(problem, "lineno", None)
        where = f"templates/{getattr(problem, 'name', None) or name}{f':{line}' if line else ''}"
        raise TemplateError(
            Message(f"{where}: {problem.message} (on the page {place})", f"{where}：{problem.message}（页面 {place}）")
        ) from problem
