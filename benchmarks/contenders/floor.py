"""The floor: what no program in this language can do without, in one process and without the rest of vlmap.

It reads the YAML, renders all prose with the Markdown parser and a body for each record with Jinja, and writes files of
the same names and sizes as the pages of vlmap's site. No checks, no lists, no links between records.

    python -m benchmarks.contenders.floor PROJECT SIZES SITE
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment
from markdown_it import MarkdownIt

from benchmarks.contenders import Contender, Workplace, removing

_TEXTS = ("one_liner", "problem", "innovation", "summary", "limitations")
_BODY = """\
<h1>{{ record.name }}</h1>
<p>{{ record.title[lang] }} {{ record.authors | join(', ') }} {{ record.date }} {{ record.venue.id }}</p>
{% for key, text in texts.items() %}<section><h2>{{ key }}</h2>{{ text | safe }}</section>
{% endfor %}<ul>{% for point in points %}<li>{{ point | safe }}</li>{% endfor %}</ul>
<table>{% for one in record.results %}<tr><td>{{ one.benchmark }}</td><td>{{ one.value }}</td><td>{{ one.setting }}</td>
<td>{{ one.source }}</td></tr>{% endfor %}</table>
<ul>{% for link, note in links %}<li><a href="../{{ link.paper }}/">{{ link.paper }}</a> {{ note | safe }}</li>
{% endfor %}</ul>
<dl>{% for facet, terms in record.facets.items() %}<dt>{{ facet }}</dt><dd>{{ terms | join(', ') }}</dd>
{% endfor %}</dl>
"""


def contenders(work: Workplace) -> list[Contender]:
    """Note the size of each page of the site, and return the command."""
    sizes = {str(path.relative_to(work.site)): path.stat().st_size for path in sorted(work.site.rglob("*.html"))}
    file, site = work.folder / "sizes.json", work.folder / "floor-site"
    file.write_text(json.dumps(sizes), encoding="utf-8")
    command = (sys.executable, "-m", "benchmarks.contenders.floor", work.project.name, file.name, site.name)
    environment = {"PYTHONPATH": str(Path(__file__).parents[2])}
    return [Contender("the floor", (command,), work.folder, removing(site), sites=(site,), environment=environment)]


def main(project: Path, sizes: Path, site: Path) -> None:
    """Read, render, write."""
    wanted: dict[str, int] = json.loads(sizes.read_text(encoding="utf-8"))
    template = Environment(autoescape=True).from_string(_BODY)
    parser = MarkdownIt("commonmark", {"html": False})
    frame = "x" * max(wanted.values())
    bodies = {}
    for file in (project / "papers").glob("*.yaml"):
        record = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
        for lang, prefix in (("en", ""), ("zh", "zh/")):
            bodies[f"{prefix}papers/{file.stem}/index.html"] = _body(record, lang, template, parser)
    for name, size in wanted.items():
        body = bodies.get(name, "").encode()
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body + frame[: max(0, size - len(body))].encode())


def _body(record: dict[str, Any], lang: str, template: Any, parser: MarkdownIt) -> str:
    return template.render(
        record=record,
        lang=lang,
        texts={key: parser.render(record[key][lang]) for key in _TEXTS if key in record},
        points=[parser.renderInline(point[lang]) for point in record["key_points"]],
        links=[(link, parser.renderInline(link["note"][lang])) for link in record.get("builds_on", ())],
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
