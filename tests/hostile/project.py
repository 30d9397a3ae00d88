"""The files beside the records: `translations.lock`, `published-urls.txt`, `mkdocs.yml`, `templates/labels.yaml`."""

from __future__ import annotations

import os

from tests.conftest import ROOT, VOLCANO
from tests.hostile.case import Case, edit, file
from tests.hostile.files import _away, _device, _instead, _link, _locked

_LOCK = "translations.lock"
_PUBLISHED = "published-urls.txt"
_CONFIG = "mkdocs.yml"
_LABELS = "templates/labels.yaml"
_MKDOCS = (VOLCANO / _CONFIG).read_text(encoding="utf-8")
_END = _MKDOCS.count("\n")
"""Its number of lines: what is put behind it starts on the next."""
_WORDS = (ROOT / _LABELS).read_text(encoding="utf-8")
_BUILD = ("build",)


def _lock(name: str, content: str | bytes, expected: str) -> Case:
    return Case(f"lock: {name}", file(_LOCK, content), expected, 2)


def _published(name: str, content: str | bytes, expected: str, code: int = 1) -> Case:
    return Case(f"published: {name}", file(_PUBLISHED, content), expected, code, _BUILD)


def _config(name: str, content: str | bytes, expected: str) -> Case:
    return Case(f"config: {name}", file(_CONFIG, content), expected, 2, _BUILD)


def _changed(name: str, old: str, new: str, expected: str) -> Case:
    return Case(f"config: {name}", edit(_CONFIG, old, new), expected, 2, _BUILD)


def _labels(name: str, content: str | bytes, expected: str) -> Case:
    return Case(f"labels: {name}", file(_LABELS, content), expected, 2, _BUILD)


def _label(name: str, new: str, expected: str) -> Case:
    return Case(f"labels: {name}", edit(_LABELS, '  en: "{count} records"', f"  en: {new}"), expected, 2, _BUILD)


_DOUBLES = "extra:\n  a0: &a0 {k: v}\n" + "".join(
    f"  a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 30)
)

CASES = [
    # --- translations.lock
    _lock(
        "empty", "", "vlmap: translations.lock:1: the file is damaged; restore it, or delete it and run `vlmap refresh`"
    ),
    _lock(
        "not JSON",
        "name: VEI\n",
        "vlmap: translations.lock:1: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock(
        "cut off",
        '{\n "vei": {\n  "title": {"en": "1:a',
        "vlmap: translations.lock:3: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock(
        "a list",
        "[]",
        "vlmap: translations.lock:1: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock(
        "a number",
        "1",
        "vlmap: translations.lock:1: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock(
        "a record that is a text",
        '{"vei": "x"}',
        "vlmap: translations.lock:1: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock(
        "a language more",
        '{"vei": {"title": {"fr": "1:a"}}}',
        "vlmap: translations.lock:1: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock(
        "conflict markers",
        '{\n<<<<<<< HEAD\n "a": {}\n=======\n "b": {}\n>>>>>>> x\n}',
        "vlmap: translations.lock:2: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock("GBK", '{"火山": {}}'.encode("gbk"), "vlmap: translations.lock:1: the file is not UTF-8; it looks like GBK"),
    _lock(
        "UTF-16",
        '{"a": {}}'.encode("utf-16"),
        "vlmap: translations.lock:1: the file is not UTF-8; it looks like UTF-16",
    ),
    _lock("NUL", b"\0" * 4096, "vlmap: translations.lock:1: the character U+0000 is not allowed"),
    _lock(
        "a lone surrogate",
        '{"\\ud800": {}}',
        "vlmap: translations.lock:1: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock(
        "100,000 brackets",
        "[" * 100_000,
        "vlmap: translations.lock:1: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock(
        "50,000 mappings in one another",
        '{"a":' * 50_000,
        "vlmap: translations.lock:1: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock(
        "a number of 100,000 digits",
        '{"a": ' + "1" * 100_000 + "}",
        "vlmap: translations.lock:1: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock(
        "not a number",
        '{"a": NaN}',
        "vlmap: translations.lock:1: the file is damaged; restore it, or delete it and run `vlmap refresh`",
    ),
    _lock(
        "40 MiB", "{" + " " * (40 << 20) + "}", "vlmap: translations.lock:1: the file is larger than 16,777,216 bytes"
    ),
    Case(
        "lock: may not be read",
        lambda folder: (file(_LOCK, "{}")(folder), _locked(_LOCK)(folder)),
        "vlmap: cannot use PROJECT/translations.lock: this is not allowed here; see who owns it…",
        2,
    ),
    # --- published-urls.txt
    _published(
        "an address that is gone",
        "/papers/gone/\n",
        "published-urls.txt:1:1 dropped-url: no page answers /papers/gone/ any more",
    ),
    _published(
        "out of the tree",
        "/../../etc/passwd/\n",
        "published-urls.txt:1:1 dropped-url: no page answers /../../etc/passwd/ any more",
    ),
    _published(
        "out of a folder whose groups may go",
        "/authors/../\n",
        "published-urls.txt:1:1 dropped-url: no page answers /authors/../ any more",
    ),
    _published(
        "another host",
        "https://example.org/papers/vei/\n",
        "published-urls.txt:1:1 dropped-url: no page answers /https://example.org/papers/vei/ any more",
    ),
    _published(
        "a script",
        "/javascript:alert(1)/\n",
        "published-urls.txt:1:1 dropped-url: no page answers /javascript:alert(1)/ any more",
    ),
    _published(
        "a direction override",
        "/papers/\u202eiev/\n",
        "vlmap: published-urls.txt:1: the character U+202E is not allowed",
        2,
    ),
    _published(
        "an escape sequence",
        "/papers/\x1b[31mvei/\n",
        "vlmap: published-urls.txt:1: the character U+001B is not allowed",
        2,
    ),
    _published("NUL", "/papers/v\0ei/\n", "vlmap: published-urls.txt:1: the character U+0000 is not allowed", 2),
    _published(
        "another case", "/papers/VEI/\n", "published-urls.txt:1:1 dropped-url: no page answers /papers/VEI/ any more"
    ),
    _published(
        "GBK",
        "/papers/火山/\n".encode("gbk"),
        "vlmap: published-urls.txt:1: the file is not UTF-8; it looks like GBK",
        2,
    ),
    _published(
        "UTF-16",
        "/papers/vei/\n".encode("utf-16"),
        "vlmap: published-urls.txt:1: the file is not UTF-8; it looks like UTF-16",
        2,
    ),
    _published(
        "conflict markers",
        "/\n<<<<<<< HEAD\n/papers/vei/\n=======\n>>>>>>> x\n",
        "published-urls.txt:2:1 dropped-url: no page answers /<<<<<<< HEAD/ any more",
    ),
    _published(
        "one line of a megabyte",
        "/" + "a" * (1 << 20) + "/\n",
        "published-urls.txt:1:1 dropped-url: no page answers /aaaaaaaaaaaaaaaaaaaaaaaaaaa…",
    ),
    _published(
        "a million lines", "a\n" * (1 << 20), "published-urls.txt:1:1 dropped-url: no page answers /a/ any more"
    ),
    _published(
        "40 MiB",
        "/papers/vei/\n" * (3 << 20),
        "vlmap: published-urls.txt:1: the file is larger than 4,194,304 bytes",
        2,
    ),
    Case(
        "published: a FIFO",
        _instead(_PUBLISHED, os.mkfifo),
        "vlmap: PROJECT/published-urls.txt is not a plain file",
        2,
        _BUILD,
    ),
    Case(
        "published: a folder",
        _instead(_PUBLISHED, os.mkdir),
        "vlmap: PROJECT/published-urls.txt is not a plain file",
        2,
        _BUILD,
    ),
    Case(
        "published: a device",
        _instead(_PUBLISHED, _device),
        "vlmap: PROJECT/published-urls.txt is not a plain file",
        2,
        _BUILD,
    ),
    Case(
        "published: a link out of the tree",
        _link(_PUBLISHED, "/etc/passwd"),
        "vlmap: PROJECT/published-urls.txt is not a plain file",
        2,
        _BUILD,
    ),
    # --- mkdocs.yml
    Case(
        "config: not there",
        _away(_CONFIG),
        "vlmap: there is no mkdocs.yml beside PROJECT/taxonomy.yaml; copy it from a vlmap checkout",
        2,
        _BUILD,
    ),
    _config(
        "empty", "", "vlmap: mkdocs.yml:1: the engine cannot use this: site_name: Required configuration not provided."
    ),
    _config("a list", "- a\n", "vlmap: mkdocs.yml:1: the engine cannot use this: The configuration is invalid. E…"),
    _config("a text", "site\n", "vlmap: mkdocs.yml:1: the engine cannot use this: The configuration is invalid. E…"),
    _config(
        "an open bracket", "site_name: [a\n", "vlmap: mkdocs.yml:2: this is not YAML: did not find expected ',' or ']'"
    ),
    _config(
        "a tab",
        "theme:\n\tname: material\n",
        "vlmap: mkdocs.yml:2: this is not YAML: found character that cannot start any token",
    ),
    _config(
        "GBK",
        _MKDOCS.replace("Volcano map", "火山").encode("gbk"),
        "vlmap: mkdocs.yml:1: the file is not UTF-8; it looks like GBK",
    ),
    _config("UTF-16", _MKDOCS.encode("utf-16"), "vlmap: mkdocs.yml:1: the file is not UTF-8; it looks like UTF-16"),
    _config("NUL", _MKDOCS.replace("Volcano", "Vol\0cano"), "vlmap: mkdocs.yml:1: the character U+0000 is not allowed"),
    _config("30,000 brackets", "a: " + "[" * 30_000, "vlmap: mkdocs.yml:1: it is nested or repeated too often"),
    _config(
        "two to the thirty, merged",
        _MKDOCS + _DOUBLES,
        f"vlmap: mkdocs.yml:{_END + 16}: it is nested or repeated too often",
    ),
    _config(
        "a mapping in itself",
        _MKDOCS + "extra: &a\n  b: *a\n",
        f"vlmap: mkdocs.yml:{_END + 2}: it is nested or repeated too often",
    ),
    _config(
        "a key that is a list",
        _MKDOCS + "? [a]\n: b\n",
        f"vlmap: mkdocs.yml:{_END + 1}: the engine cannot use this: MkDocs encountered an error pa…",
    ),
    _config(
        "a date that is none",
        _MKDOCS + "extra: {a: 2021-02-30}\n",
        "vlmap: mkdocs.yml:1: the engine cannot use this: day is out of range for month",
    ),
    _config(
        "a Python object",
        _MKDOCS + "extra: !!python/object/apply:os.system [id]\n",
        f"vlmap: mkdocs.yml:{_END + 1}: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed",
    ),
    _config(
        "an unknown tag", _MKDOCS + "extra: !foo bar\n", f"vlmap: mkdocs.yml:{_END + 1}: the tag !foo is not allowed"
    ),
    _changed(
        "no name",
        "site_name: Volcano map\n",
        "",
        "vlmap: mkdocs.yml:1: the engine cannot use this: site_name: Required configuration not provided.",
    ),
    _changed(
        "a script for an address",
        "site_url: https://volcano.example/atlas/",
        "site_url: javascript:alert(1)",
        "vlmap: mkdocs.yml:2: the engine cannot use this: site_url: The URL isn't valid,…",
    ),
    _changed(
        "an address without a scheme",
        "site_url: https://volcano.example/atlas/",
        "site_url: volcano.example",
        "vlmap: mkdocs.yml:2: the engine cannot use this: site_url: The URL isn't valid,…",
    ),
    _changed(
        "markup in the address",
        "site_url: https://volcano.example/atlas/",
        "site_url: 'https://volcano.example/\"><script>'",
        "vlmap: mkdocs.yml:2: the engine cannot use this: site_url: has a blank or a forbidden character",
    ),
    _changed(
        "a theme that is not there",
        "name: material",
        "name: nowhere",
        "vlmap: mkdocs.yml:5: the engine cannot use this: theme: Unrecognised theme name:…",
    ),
    _changed(
        "templates that are not there",
        "custom_dir: templates/theme",
        "custom_dir: nowhere",
        "vlmap: mkdocs.yml:5: the engine cannot use this: theme: The path set in custom_d…",
    ),
    _changed(
        "a plugin that is not there",
        "plugins: [vlmap]",
        "plugins: [vlmap, nowhere]",
        'vlmap: mkdocs.yml:24: the engine cannot use this: plugins: The "nowhere" plugin is not installed',
    ),
    _changed(
        "without our plugin",
        "plugins: [vlmap]",
        "plugins: []",
        "vlmap: mkdocs.yml:24: the engine cannot use this: plugins: vlmap?",
    ),
    _changed(
        "pages that are not there",
        "plugins: [vlmap]",
        "plugins: [vlmap]\ndocs_dir: nowhere",
        "vlmap: mkdocs.yml:25: the engine cannot use this: docs_dir: The path 'PROJECT/no…",
    ),
    _changed(
        "the site inside the pages",
        "plugins: [vlmap]",
        "plugins: [vlmap]\nsite_dir: docs/site",
        "vlmap: mkdocs.yml:25: the engine cannot use this: site_dir: The 'site_dir' shoul…",
    ),
    _changed(
        "the site over the project",
        "plugins: [vlmap]",
        "plugins: [vlmap]\nsite_dir: .",
        "vlmap: mkdocs.yml:25: the engine cannot use this: site_dir: The 'docs_dir' shoul…",
    ),
    _changed(
        "the site over the records",
        "plugins: [vlmap]",
        "plugins: [vlmap]\nsite_dir: papers",
        "vlmap: PROJECT/papers holds something that is not a site; name an empty or a new folder",
    ),
    _changed(
        "a page that is not there",
        "  - contribute.md",
        "  - nowhere.md",
        "vlmap: mkdocs.yml: nav names nowhere.md, which is no page",
    ),
    _changed(
        "a page out of the tree",
        "  - contribute.md",
        "  - ../../etc/passwd.md",
        "vlmap: mkdocs.yml: nav names ../../etc/passwd.md, which is no page",
    ),
    _changed(
        "a section without a label",
        "  - reference:",
        "  - <b>nowhere</b>:",
        "vlmap: templates/labels.yaml has no label '<b>nowhere</b>'",
    ),
    _changed("no navigation", "nav:\n", "other:\n", "vlmap: mkdocs.yml:1: the engine cannot use this: nav: index.md?"),
    Case(
        "config: navigation that is a text",
        file(_CONFIG, _MKDOCS[: _MKDOCS.index("nav:")] + "nav: x\n"),
        "vlmap: mkdocs.yml:25: the engine cannot use this: nav: Expected nav to be a list, got 'x'",
        2,
        _BUILD,
    ),
    Case(
        "config: navigation of numbers",
        file(_CONFIG, _MKDOCS[: _MKDOCS.index("nav:")] + "nav: [1, 2]\n"),
        "vlmap: mkdocs.yml:25: the engine cannot use this: nav: Expected nav item to be a string or dict, got a int: 1",
        2,
        _BUILD,
    ),
    Case("config: a FIFO", _instead(_CONFIG, os.mkfifo), "vlmap: PROJECT/mkdocs.yml is not a plain file", 2, _BUILD),
    Case("config: a folder", _instead(_CONFIG, os.mkdir), "vlmap: PROJECT/mkdocs.yml is not a plain file", 2, _BUILD),
    Case(
        "config: may not be read",
        _locked(_CONFIG),
        "vlmap: cannot use PROJECT/mkdocs.yml: this is not allowed here; see who owns it…",
        2,
        _BUILD,
    ),
    # --- templates/labels.yaml
    Case(
        "labels: not there",
        _away(_LABELS),
        "vlmap: there is no templates/labels.yaml beside PROJECT/taxonomy.yaml; copy it from a vlmap checkout",
        2,
        _BUILD,
    ),
    _labels("empty", "", "vlmap: templates/labels.yaml:1: the file has no fields"),
    _labels("a list", "- a\n", "vlmap: templates/labels.yaml:1: the file has no fields"),
    _labels(
        "GBK",
        _WORDS.replace("–", "-").replace("·", "-").encode("gbk", "replace"),
        "vlmap: templates/labels.yaml:4: the file is not UTF-8; it looks like GBK",
    ),
    _labels(
        "UTF-16", _WORDS.encode("utf-16"), "vlmap: templates/labels.yaml:1: the file is not UTF-8; it looks like UTF-16"
    ),
    _labels("laughs", "a: &a {en: x, zh: y}\nb: *a\n", "vlmap: templates/labels.yaml:1: anchors are not used here: &a"),
    _labels("30,000 brackets", "a: " + "[" * 30_000, "vlmap: templates/labels.yaml:1: nested deeper than 20 levels"),
    _labels("one label", "site-title: {en: a, zh: b}\n", "vlmap: templates/labels.yaml has no label 'reference'"),
    _label("one language", '""', "vlmap: templates/labels.yaml:57: browse-found.en is empty"),
    _label("a direction override", "a\u202eb", "vlmap: templates/labels.yaml:57: the character U+202E is not allowed"),
    _label(
        "an open brace",
        '"{count records"',
        "vlmap: templates/labels.yaml:57: 'browse-found' has a brace that is no `{name}`",
    ),
    _label(
        "what the page does not fill in",
        '"{nobody} records"',
        "vlmap: templates/labels.yaml:57: 'browse-found': the page fills in nothing for {nobody}",
    ),
    _label(
        "a number", '"{0} records"', "vlmap: templates/labels.yaml:57: 'browse-found' has a brace that is no `{name}`"
    ),
    _label(
        "what is inside a value",
        '"{count.__class__.__mro__}"',
        "vlmap: templates/labels.yaml:57: 'browse-found' has a brace that is no `{name}`",
    ),
    _label(
        "a billion blanks",
        '"{count:>1000000000}"',
        "vlmap: templates/labels.yaml:57: 'browse-found' has a brace that is no `{name}`",
    ),
    _label(
        "a conversion", '"{count!r}"', "vlmap: templates/labels.yaml:57: 'browse-found' has a brace that is no `{name}`"
    ),
    Case(
        "labels: a FIFO",
        _instead(_LABELS, os.mkfifo),
        "vlmap: PROJECT/templates/labels.yaml is not a plain file",
        2,
        _BUILD,
    ),
    Case(
        "labels: a folder",
        _instead(_LABELS, os.mkdir),
        "vlmap: PROJECT/templates/labels.yaml is not a plain file",
        2,
        _BUILD,
    ),
]
