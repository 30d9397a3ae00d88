"""References in three formats: one paper, one draft."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.source.test_property import examples
from vlmap.canonical import canonical
from vlmap.catalog import Project, load
from vlmap.errors import VlmapError
from vlmap.importers import Drafter, read_references
from vlmap.importers.bibtex import works as bibtex
from vlmap.importers.csl import works as csl
from vlmap.importers.guess import guess_kind
from vlmap.importers.latex import to_unicode
from vlmap.importers.names import inverted
from vlmap.importers.ris import works as ris
from vlmap.importers.venues import match_venue, year_in
from vlmap.importers.work import Work, as_date, identifiers
from vlmap.source import read

if TYPE_CHECKING:
    from vlmap.catalog import Catalog, Loaded

FILES = Path(__file__).parent / "files"


@pytest.fixture
def drafter(volcano: Project) -> Drafter:
    """The drafter of the small project."""
    catalog = load(volcano).catalog
    assert catalog
    return Drafter.of(volcano, catalog)


@pytest.fixture(scope="module")
def catalog(real_loaded: Loaded) -> Catalog:
    """The real catalog."""
    assert real_loaded.catalog
    return real_loaded.catalog


def data(text: str) -> dict[str, Any]:
    """Return what a draft says."""
    document, findings = read(text.encode(), "papers/x.yaml")
    assert document
    assert not findings
    return document.data()


def test_a_draft_is_as_it_should_look(drafter: Drafter) -> None:
    (work,), rest = read_references(FILES / "geysernet.bib")
    draft = drafter.draft(work)
    assert (draft.id, draft.known) == ("geysernet", None)
    assert draft.text == (FILES / "geysernet.yaml").read_text(encoding="utf-8")
    assert canonical(draft.text.encode(), "x").text == draft.text
    assert rest == ["from a list of ours"]


@pytest.mark.parametrize("suffix", ["ris", "json"])
def test_other_formats_say_the_same(suffix: str, drafter: Drafter) -> None:
    (expected,), _ = read_references(FILES / "geysernet.bib")
    (work,), rest = read_references(FILES / f"geysernet.{suffix}")
    ours, theirs = data(drafter.draft(work).text), data(drafter.draft(expected).text)
    assert ours.get("links") == (None if suffix == "json" else theirs["links"])
    assert {**ours, "links": 0} == {**theirs, "links": 0}
    assert "volume: 128" in drafter.draft(work).text.replace("VL", "volume")
    assert rest == (["a line that belongs to no entry"] if suffix == "ris" else [])


def test_a_draft_of_nothing_is_all_hints(drafter: Drafter) -> None:
    draft = drafter.draft(Work(), "x")
    lines = draft.text.splitlines()
    assert all(line.startswith("#") or not line for line in lines)
    uncommented = "\n".join([lines[0], *(line.removeprefix("# ") for line in lines[1:])]) + "\n"
    assert canonical(uncommented.encode(), "x").text == uncommented, "to be had by taking the signs away"
    assert set(data(uncommented)) >= {"name", "title", "authors", "summary", "key_points", "reviewed"}


def test_a_format_is_known_by_its_beginning(tmp_path: Path) -> None:
    for suffix in ("bib", "ris", "json"):
        source = (FILES / f"geysernet.{suffix}").read_text(encoding="utf-8")
        (tmp_path / "list.txt").write_text(
            source.removeprefix("a line that belongs to no entry\n").replace("[\n", "[", 1).replace("[  {", "[{", 1)
        )
        assert len(read_references(tmp_path / "list.txt")[0]) == 1
    (tmp_path / "list.txt").write_text("just words")
    with pytest.raises(VlmapError, match="is not BibTeX, RIS or CSL-JSON"):
        read_references(tmp_path / "list.txt")
    (tmp_path / "list.txt").write_bytes("标题".encode("gbk"))
    with pytest.raises(VlmapError, match="looks like GBK"):
        read_references(tmp_path / "list.txt")


def test_bibtex_keeps_what_it_cannot_read() -> None:
    works, rest = bibtex(
        "@article{a, title={A}}\n@article{a, title={B}}\n@article{c, title={C}, title={D}}\n@article{e,"
    )
    assert [work.title for work in works] == ["A", "B"]
    assert rest == ["@article{c, title={C}, title={D}}", "@article{e,"]


def test_ris_without_an_end_is_an_entry_all_the_same() -> None:
    works, rest = ris("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \nstray\n")
    assert [work.title for work in works] == ["A", "B"]
    assert rest == ["stray"]


@pytest.mark.parametrize("text", ["[1]", "{", "null", '"x"', "[" * 100_000])
def test_what_is_not_csl_is_said(text: str) -> None:
    with pytest.raises(VlmapError, match="not CSL-JSON"):
        csl(text)


@examples(200)
@given(
    st.text(max_size=60),
    st.sampled_from(["{}", "@a{{x, title={{{}}}, author={{{}}}, year={{{}}}}}", "TY  - {}\nAU  - {}\nER  - {}"]),
)
def test_nothing_in_a_file_of_references_raises(text: str, form: str) -> None:
    for reader in (bibtex, ris):
        reader(form.replace("{}", text))


@examples(300)
@given(
    st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from([*"\\{}$%&~^_#\"'`-ab中", "\\alpha", "\\textbf", "\\begin{x}", "\\cite"]), max_size=12
        ).map("".join),
    )
)
def test_no_latex_raises_and_plain_words_stay(text: str) -> None:
    assert isinstance(to_unicode(text), str)
    for word in ("中文", "plain"):
        assert word in to_unicode(f"{word} {text}")


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        ("{CLIP}: a  b\n c", "CLIP: a b c"),
        (r"Jos\'e, J\"org {\O}rsted \v{S}ime{\aa}", "José, Jörg Ørsted Šimeå"),
        (r"$\alpha$--$\beta$ at 50\% \& more", "α–β at 50% & more"),
        ("50% of A & B, C#", "50% of A & B, C#"),
        (r"{\LaTeX} and \unknown", "LaTeX and unknown"),
        ("{" * 5000, "{" * 5000),
    ],
)
def test_latex(latex: str, plain: str) -> None:
    assert to_unicode(latex) == plain


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("ICML 2021", "icml"),
        ("ICML:2021", "icml"),
        ("In Proceedings of the 38th International Conference on Machine Learning", "icml"),
        ("International Conference on Learning Representations (ICLR)", "iclr"),
        ("2016 IEEE Conference on Computer Vision and Pattern Recognition", "cvpr"),
        ("IEEE/CVF International Conference on Computer Vision", "iccv"),
        ("Advances in Neural Information Processing Systems 35", "neurips"),
        ("NIPS: 2022", "neurips"),
        ("arXiv preprint arXiv:2103.00020", "arxiv"),
        ("15 pages, accepted to CVPR 2018", "cvpr"),
        ("CVPR 2018 Workshops", None),
        ("Journal of Irreproducible Results", None),
        ("", None),
    ],
)
def test_venues(text: str, id_: str | None, catalog: Catalog) -> None:
    assert match_venue(text, catalog.taxonomy) == id_


def test_every_venue_is_known_by_its_own_name(catalog: Catalog) -> None:
    for id_, venue in catalog.taxonomy.venues.items():
        for text in (venue.label.en, venue.name.en):
            assert match_venue(f"{text} 2021", catalog.taxonomy) == id_, text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2103.00020", {"arxiv": "2103.00020"}),
        ("arXiv:2103.00020v2", {"arxiv": "2103.00020"}),
        ("https://arxiv.org/pdf/2103.00020.pdf", {"arxiv": "2103.00020"}),
        ("https://arxiv.org/abs/cs/0112017", {"arxiv": "cs/0112017"}),
        ("https://doi.org/10.48550/arXiv.2103.00020", {"arxiv": "2103.00020"}),
        ("https://doi.org/10.1109/CVPR.2018.00143", {"doi": "10.1109/CVPR.2018.00143"}),
        ("https://aclanthology.org/P02-1040.pdf", {"acl": "P02-1040"}),
        ("https://aclanthology.org/2020.emnlp-main.162/", {"acl": "2020.emnlp-main.162"}),
        ("https://openreview.net/forum?id=YicbFdNTTy", {"openreview": "YicbFdNTTy"}),
        ("https://example.org/2103.00020", {}),
        ("http://[::1", {}),
        ("words", {}),
    ],
)
def test_identifiers(text: str, found: dict[str, str]) -> None:
    assert identifiers(text) == found


def test_small_readings() -> None:
    dates = ("2021", "2021.1", "2021年1月", "2021/01/31/", "2021-13", "2021-02-30", "spring 2021", "21")
    assert [as_date(text) for text in dates] == ["2021", "2021-01", "2021-01", "2021-01-31", "", "", "", ""]
    assert [year_in(text) for text in ("ICML 2021", "ICML:2021", "2103.2021", "12021", "CVPR'18")] == [
        "2021",
        "2021",
        "",
        "",
        "",
    ]
    assert [inverted(name) for name in ("Berg, Jan", "Jan Berg", "王, 小明", "Berg, Jan, Jr.")] == [
        "Jan Berg",
        "Jan Berg",
        "王小明",
        "Jan Berg Jr.",
    ]
    assert [guess_kind(title) for title in ("A Survey of X", "X: A New Dataset", "X")] == [
        "survey",
        "dataset",
        "method",
    ]
