"""The Markdown twin of a page: what it says, for those who read text alone (llmstxt.org: `index.html.md` beside it)."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from vlmap.languages import BRACKETS, COLON, HTML_LANG, LIST_COMMA, Lang
from vlmap.prose import MENTION, without_code
from vlmap.render.cjk import join
from vlmap.render.environment import environment, in_brackets, in_markdown, template_problems
from vlmap.render.markdown import inline
from vlmap.render.views.common import Reader, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from vlmap.catalog import Project
    from vlmap.render.labels import Labels
    from vlmap.render.markdown import Resolve
    from vlmap.render.page import PageSpec
    from vlmap.schema import Text

FILE = "index.html.md"
"""The name of a twin in the folder of its page."""

_BREAK = re.compile(r"(\S)[ \t]*\n[ \t]*(?=(\S))")
_MARK = re.compile(
    r"(?<!\\)<(?=[A-Za-z/!?])|!(?=\[)|^#(?=#{0,5}\s)|^[-=](?=[-=]+\s*$)"
    r"|(?<!\\)\[(?=(?:\\.|[^\[\]\\])*\]:)",
    re.MULTILINE,
)
"""What is only words in a record, but a tag, an image, a heading, a rule or a definition in Markdown at large."""


class MarkdownReader(Reader):
    """Gives the texts of a record as the Markdown they are written in, with mentions as links."""

    def _said(self, text: Text, key: str, field: str, render: Callable[[str, Resolve], Markup]) -> Said:
        words, lang = text.best(self.lang)
        source = markdown(words, self.mention)
        if render is inline:
            source = one_line(source)
        return Said(Markup(source), HTML_LANG[lang], lang != self.lang, field in self._stale.get(key, ()))  # noqa: S704


class Twins:
    """Writes the twins of one project's pages, each through `templates/markdown/<stem>.md.j2`."""

    def __init__(self, project: Project, labels: Mapping[Lang, Labels]) -> None:
        self._labels = labels
        self._environment = environment(project, markdown=True)
        self._stems = {path.name.partition(".")[0] for path in (project.templates / "markdown").glob("*.md.j2")}

    def has(self, stem: str) -> bool:
        """Tell whether pages whose template is called so have a twin."""
        return stem in self._stems

    def render(self, stem: str, page: PageSpec, reader: Reader, view: Any) -> str:
        """Render the twin of a page through the template of its kind."""
        with template_problems(f"markdown/{stem}.md.j2", page.url) as name:
            text = self._environment.get_template(name).render(
                view=view,
                page=page,
                label=self._labels[page.lang],
                href=reader.href,
                comma=Markup(LIST_COMMA[page.lang]),  # noqa: S704 (a literal)
                colon=Markup(COLON[page.lang]),  # noqa: S704 (a literal)
                aside=partial(_aside, BRACKETS[page.lang]),
            )
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _aside(brackets: tuple[str, str], remark: object) -> Markup:
    return Markup(in_markdown(remark).join(brackets))  # noqa: S704 (escaped)


def markdown(text: str, resolve: Resolve) -> str:
    """Return the text of a record as CommonMark: mentions become links, and what is not a mark there stays words."""
    if "[[" not in text and not _MARK.search(text):
        return text.strip()
    plain, out, at = without_code(text), [], 0
    for match in sorted((*MENTION.finditer(plain), *_MARK.finditer(plain)), key=lambda found: found.start()):
        out.append(text[at : match.start()])
        at = match.end()
        if match.re is _MARK:
            out.append(f"\\{match[0]}")
            continue
        target = resolve(match[1].strip())
        words = in_markdown(match[2] or (target.name if target else match[1]))
        out.append(f"[{words}]({in_brackets(target.href)})" if target else words)
    return "".join([*out, text[at:]]).strip()


def one_line(text: str) -> str:
    """Return a paragraph in one line, broken lines joined as the page joins them."""
    if "\n" not in text:
        return text
    return _BREAK.sub(lambda match: match[1] + (" " if join(match[1], match[2]) else ""), text)
