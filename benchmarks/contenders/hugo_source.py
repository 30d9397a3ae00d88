"""The same site as sources for Hugo: Markdown with front matter, the frames of our own pages, lists as taxonomies.

Whatever Hugo has no means for, or what would be a program of its own in its templates, is given to it in the front
matter, made by vlmap outside of the timing: the lineage figure as SVG, citations in their formats, links of concepts to
the glossary, neighbours, who builds on a work, and all of a page but the lists of records where that page stands alone
in its kind (home, map, timeline, browse, branches, benchmarks, hand-written pages). That favours Hugo.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import asdict, fields, is_dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vlmap.catalog import Project, load
from vlmap.languages import LANGUAGES, LIST_COMMA, Lang
from vlmap.render import url_of
from vlmap.render.labels import load_labels
from vlmap.render.markdown import plain
from vlmap.render.terms import Concepts
from vlmap.render.twin import MarkdownReader
from vlmap.render.views.groups import GROUPS
from vlmap.render.views.record import record_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Catalog, Entry
    from vlmap.render.views.record import RecordView

TEMPLATES = Path(__file__).parent.parent / "hugo"

_ROW = re.compile(r'<li class="vl-row".*?data-id="([^"]+)">.*?</li>\n', re.DOTALL)
_GROUP = re.compile(r'<li><a href="[^"]*"[^>]*>[^<]*</a> <span class="vl-count">')
_ALL = 1_000_000
_BODY = re.compile(r'<div class="vl-(?:paper|branch)".*(?=</article>)', re.DOTALL)
_HEAD = re.compile(r'<meta property="og:type".*?(?=\s*<title>)', re.DOTALL)
_META = re.compile(r'<meta (property|name)="([^"]*)" content="([^"]*)">')
_ALTERNATE = re.compile(r'<link rel="alternate " type="([^"]*)" href="([^"]*)" title="([^"]*)">')
_LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
_FIGURE = re.compile(r'aria-labelledby="lineage">\n(.*?)\n</div>\n<p class="vl-note">', re.DOTALL)
_CONTENTS = re.compile(r'(?<=data-md-component="toc" data-md-scrollfix>)(.*?)(</li>)(.*?)(?=</ul>)', re.DOTALL)
_CONTENT = re.compile(r'<a href="#([^"]+)"[^>]*>.*?<span class="md-ellipsis">\s*(.*?)\s*</span>', re.DOTALL)
_TITLE = re.compile(r"<title>(.*) - (.*?)</title>")
_VARIABLES = (
    '{{ $frame := printf "%s-%s" .Lang (.Params.section | default .Data.Plural) }}'
    '{{ $path := .RelPermalink | strings.TrimPrefix (printf "/%s" .Lang) | strings.TrimPrefix "/" }}'
)
_GIVEN_APART = {"name", "title", "lineage", "problem", "innovation", "summary", "key_points", "limitations", "paths"}
"""What the front matter has in another form, or the text below it."""

_LABELS = (
    *("authors-more", "results", "results-caption", "value", "variant", "setting", "source", "lineage", "lineage-hint"),
    *("map-open", "builds-on", "built-on-by", "side", "links", "cite", "cite-copied", "cite-failed", "cite-copy"),
    *("cite-download", "organizations", "venues", "years", "authors", "facets", "neighbours", "also-in", "citations"),
    *("sources", "reviewed", "edit", "suggest", "works-count", "higher", "lower"),
    *("kind-dataset", "kind-metric", "kind-survey"),
    *("link-arxiv", "link-doi", "link-acl", "link-openreview"),
    *("link-paper", "link-pdf", "link-code", "link-project", "link-weights", "link-demo"),
)
_APART = re.compile(r"`[^`]*`|\[[^\]]*\]\([^)]*\)")
"""Where no link may be put in Markdown: code and links."""


def write_sources(project: Project, site: Path, folder: Path) -> None:
    """Write Hugo's project into `folder`, given a vlmap project and the site that vlmap built of it."""
    catalog = load(project).catalog
    assert catalog is not None
    shutil.copytree(TEMPLATES, folder)
    _write(folder / "data" / "labels.json", json.dumps({lang: _labels(project, lang) for lang in LANGUAGES}))
    _write(folder / "data" / "paging.json", json.dumps({"rows": _most(site, _ROW), "names": _most(site, _GROUP)}))
    frames = {}
    for lang in LANGUAGES:
        writer = _Writer(project, catalog, lang, site, folder)
        frames |= writer.frames()
        for entry in catalog:
            writer.record(entry)
        writer.others()
    _write(folder / "layouts" / "_default" / "baseof.html", _base(frames))


def _most(site: Path, line: re.Pattern[str]) -> int:
    """Return how many lines of a long list vlmap puts on a page, as the built site has it."""
    second = [path for name in GROUPS for path in site.glob(f"{name}/**/page/2/index.html")]
    lengths = [len(line.findall((path.parents[2] / "index.html").read_text(encoding="utf-8"))) for path in second]
    return max(lengths, default=0) or _ALL


def _base(frames: dict[str, tuple[str, str]]) -> str:
    """Return the template that holds every frame, so that Hugo writes them straight into the page."""
    sides = []
    for side in (0, 1):
        cases = [f'{{{{ else if eq $frame "{name}" }}}}{frame[side]}' for name, frame in frames.items()]
        sides.append("".join(cases).replace("else if", "if", 1) + "{{ end }}")
    return f'{_VARIABLES}{sides[0]}{{{{ block "main" . }}}}{{{{ end }}}}{sides[1]}'


def _labels(project: Project, lang: Lang) -> dict[str, str]:
    """Return the words that the templates use; what goes into them is left as `{name}`."""
    label = load_labels(project, lang)
    blanks = {name: f"{{{name}}}" for name in ("count", "file", "category", "date", "source")}
    return {key: label(key, **blanks) for key in _LABELS} | {"comma": LIST_COMMA[lang]}


class _Writer:
    """Writes one language."""

    def __init__(self, project: Project, catalog: Catalog, lang: Lang, site: Path, folder: Path) -> None:
        self._catalog = catalog
        self._lang = lang
        self._label = load_labels(project, lang)
        self._site = site / url_of("", lang)
        self._folder = folder
        self._content = folder / "content" / lang
        self._concepts = Concepts(catalog.taxonomy.glossary, lang)
        self._groups = {name: groups(catalog) for name, groups in GROUPS.items()}

    def frames(self) -> dict[str, tuple[str, str]]:
        """Return what stands before and after the body, for each root and each way to group."""
        samples = {entry.record.category.partition("/")[0]: f"papers/{entry.id}" for entry in self._catalog}
        samples |= {name: f"{name}/{next(iter(members))}" for name, members in self._groups.items() if members}
        return {f"{self._lang}-{section}": _frame(self._built(path), path) for section, path in samples.items()}

    def record(self, entry: Entry) -> None:
        """Write the page of a record: prose as Markdown, everything else in the front matter."""
        path, record = f"papers/{entry.id}", entry.record
        reader = MarkdownReader(self._catalog, self._lang, url_of(path, self._lang))
        view, built = record_view(entry, reader), self._built(path)
        shown = {field.name: getattr(view, field.name) for field in fields(view) if field.name not in _GIVEN_APART}
        front = shown | {
            "title": view.name,
            "title_full": view.title,
            "home": reader.href(""),
            "one_liner": view.one_liner.html,
            "description": reader.words(record.one_liner),
            "date": "-".join([*str(record.date).split("-"), "01", "01"][:3]),
            "spoken_date": view.date,
            "section": view.root,
            "front_authors": view.authors,
            "places": view.organizations,
            "searched_authors": ", ".join(author.name for author in record.authors),
            "searched_facets": record.facets,
            "source": entry.document.file,
            "authors": [one.label for one in (*view.authors, *view.more_authors) if one.href],
            "organizations": [one.label for one in view.organizations],
            "venues": [reader.word(self._catalog.taxonomy.venues[record.venue.id].label)],
            "years": [view.iso_date[:4]],
            **_head(built),
        }
        if figure := _FIGURE.search(built):
            front["figure"] = figure[1]
        _write_page(self._content / f"{path}.md", front, "\n".join(self._prose(view)))

    def others(self) -> None:
        """Write every page that is neither a record's nor a group's: as given, but for its lists of records."""
        ours = {"papers", *self._groups}
        for file in sorted(self._site.rglob("index.html")):
            path = file.parent.relative_to(self._site).as_posix()
            first = path.partition("/")[0]
            if first in ours or first in LANGUAGES:
                continue
            html = file.read_text(encoding="utf-8")
            front = {
                "title": path,
                "layout": "parts",
                "home": "../" * (0 if path == "." else path.count("/") + 1),
                "parts": list(_parts(html)),
            }
            if (file.parent / "feed.xml").exists() and path != ".":
                front["outputs"] = ["HTML", "ATOM"]
            _write_page(self._content / ("_index.md" if path == "." else f"{path}.md"), front)

    def _prose(self, view: RecordView) -> Iterator[str]:
        seen: set[str] = set()
        for anchor, key in (("problem", "problem"), ("idea", "innovation"), ("summary", "summary")):
            yield f"## {self._label(key)} {{#{anchor}}}\n\n{self._with_concepts(getattr(view, key).html, seen)}\n"
        yield f"## {self._label('key-points')} {{#key-points}}\n"
        yield from (f"- {point.html}" for point in view.key_points)
        if view.limitations:
            text = self._with_concepts(view.limitations.html, seen)
            yield f"\n## {self._label('limitations')} {{#limits}}\n\n{text}"

    def _with_concepts(self, text: str, seen: set[str]) -> str:
        """Return Markdown in which the first use of each concept leads to the glossary."""
        apart = [match.span() for match in _APART.finditer(text)]
        out, at = [], 0
        for use in self._concepts.uses(text):
            if use.id in seen or any(start < use.end and use.start < end for start, end in apart):
                continue
            seen.add(use.id)
            term = self._catalog.taxonomy.glossary[use.id]
            hover = " ".join(plain(term.definition.best(self._lang)[0]).split()).replace('"', "'")
            out += [text[at : use.start], f'[{text[use.start : use.end]}](../../glossary/#{use.id} "{hover}")']
            at = use.end
        return "".join([*out, text[at:]])

    def _built(self, path: str) -> str:
        return (self._site / path / "index.html").read_text(encoding="utf-8")


def _frame(built: str, path: str) -> tuple[str, str]:
    """Return what stands before and after the body of a built page, with Hugo's words where pages differ."""
    title = _TITLE.search(built)
    body = _BODY.search(built)
    assert title is not None
    assert body is not None
    top, bottom = built[: body.start()], built[body.end() :]
    assert "{{" not in top + bottom
    top = _HEAD.sub('{{ partial "head.html" . }}', top, count=1)
    top = top.replace(f"{title[0]}", f"<title>{{{{ .Title }}}} - {title[2]}</title>")
    top = top.replace(f'<span class="md-ellipsis">{title[1]}</span>', '<span class="md-ellipsis">{{ .Title }}</span>')
    top = re.sub(r'(<meta name="description" content=)"[^"]*"', r'\1"{{ .Params.description }}"', top)
    top = top.replace(f"{path}/", "{{ $path }}")
    top = re.sub(r'/edit/main/[^"]*"', '/edit/main/{{ .Params.source }}"', top, count=1)
    return _CONTENTS.sub(_contents, top), bottom


def _contents(listed: re.Match[str]) -> str:
    first = re.sub(r'#[^"]+"', '#{{ .id }}"', listed[1] + listed[2], count=1)
    first = re.sub(r"(md-ellipsis\">\s*)\S.*?(\s*</span>)", r"\1{{ .label }}\2", first, count=1, flags=re.DOTALL)
    return f"{{{{ range .Params.contents }}}}{first}{{{{ end }}}}"


def _head(built: str) -> dict[str, Any]:
    """Return the tags in the head of a built record, and its table of contents, as data."""
    head = _HEAD.search(built)
    assert head is not None
    linked = _LINKED.search(head[0])
    contents = _CONTENTS.search(built)
    assert linked is not None
    assert contents is not None
    return {
        "metas": _found(_META, ("kind", "name", "content"), head[0]),
        "alternates": _found(_ALTERNATE, ("type", "href", "title"), head[0]),
        "linked": json.loads(linked[1]),
        "contents": [{"id": key, "label": unescape(label)} for key, label in _CONTENT.findall(contents[0])],
    }


def _found(pattern: re.Pattern[str], names: tuple[str, ...], html: str) -> list[dict[str, str]]:
    return [dict(zip(names, map(unescape, values), strict=True)) for values in pattern.findall(html)]


def _parts(html: str) -> Iterator[dict[str, Any]]:
    """Split a page into what is given as HTML and the ids of the records that it lists."""
    at, rows = 0, []
    for row in _ROW.finditer(html):
        if row.start() > at:
            if rows:
                yield {"rows": rows}
            yield {"html": html[at : row.start()]}
            rows = []
        rows.append(row[1])
        at = row.end()
    if rows:
        yield {"rows": rows}
    yield {"html": html[at:]}


def _write_page(path: Path, front: dict[str, Any], body: str = "") -> None:
    _write(path, f"{json.dumps(front, ensure_ascii=False, default=_plain)}\n{body}\n")


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) else str(value)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
