"""What the fuzzer tries to break: any bytes, as a record, as a taxonomy and as a text, get an answer."""

from __future__ import annotations

from tests.conftest import VOLCANO
from vlmap.catalog import Catalog, Entry, Loaded, Lock
from vlmap.catalog.load import _STAND_INS
from vlmap.checks import check
from vlmap.render.markdown import blocks, inline, plain
from vlmap.report import FORMATS, report
from vlmap.schema import Record, Taxonomy, parse
from vlmap.source import read

FILE = "papers/x.yaml"
_DOCUMENT, _ = read((VOLCANO / "taxonomy.yaml").read_bytes(), "taxonomy.yaml")
assert _DOCUMENT
_TAXONOMY = parse(Taxonomy, _DOCUMENT).value
assert _TAXONOMY


def answer(raw: bytes) -> None:
    """Read, check, report and render some bytes; whatever raises here is a bug."""
    document, findings = read(raw, FILE)
    assert document is not None or findings
    if document is not None:
        parse(Taxonomy, document)
        parsed = parse(Record, document, _STAND_INS)
        entries = {} if parsed.value is None else {"x": Entry("x", parsed.value, document, parsed)}
        catalog = Catalog(_TAXONOMY, entries, taxonomy_document=_DOCUMENT)
        findings = check(Loaded(catalog, [*findings, *parsed.findings], (FILE,)), Lock({}))
    for form in FORMATS:
        report(findings, 1, form=form).encode()
    text = raw[:2000].decode("utf-8", "replace")
    for render in (blocks, inline):
        assert "<script" not in render(text, lambda _: None).lower()
    plain(text)
