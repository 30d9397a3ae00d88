"""What a page shows to its reader: in which language, by which links, folded how."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest

from vlmap.catalog import Lock, load
from vlmap.errors import TemplateError
from vlmap.languages import LANGUAGES
from vlmap.render import Layout, Renderer, outline
from vlmap.render.dates import spoken
from vlmap.render.labels import load_labels
from vlmap.render.views.common import Reader
from vlmap.render.views.record import record_view, source_link
from vlmap.schema import PartialDate

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from vlmap.catalog import Catalog, Project
    from vlmap.languages import Lang
    from vlmap.render.views.record import RecordView

SITE = "https://volcano.example/atlas/"


def edit(project: Project, name: str, *edits: tuple[str, str]) -> None:
    """Change a record, each text standing in it once."""
    path = project.papers / f"{name}.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def catalog_of(project: Project) -> Catalog:
    """Return the catalog of a project that must be sound."""
    loaded = load(project)
    assert not loaded.findings
    assert loaded.catalog
    return loaded.catalog


def view(project: Project, name: str, lang: Lang = "en") -> RecordView:
    """Return what the page of a record shows."""
    catalog = catalog_of(project)
    url = f"papers/{name}/" if lang == "en" else f"zh/papers/{name}/"
    return record_view(catalog.entries[name], Reader(catalog, lang, url))


def page(project: Project, path: str, lang: Lang, lock: Lock | None = None) -> Element:
    """Return the body of a page as a tree."""
    catalog = catalog_of(project)
    (spec,) = (page for page in outline(catalog) if (page.path, page.lang) == (path, lang))
    html = Renderer(project, catalog, lock or Lock({})).render(spec).body
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def every_page(project: Project) -> None:
    """Render all pages of one language."""
    catalog = catalog_of(project)
    renderer = Renderer(project, catalog, Lock({}))
    for spec in outline(catalog):
        if spec.lang == "en":
            renderer.render(spec)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def badges(element: Element) -> list[str]:
    """Return the words of the badges in a part of a page."""
    return [words(found) for found in element.iter("span") if found.get("class") == "vl-badge"]


# --- languages ---------------------------------------------------------------------------------------------------

ONE_LINER = {
    "en": "  en: A swelling point at depth explains how the ground around a volcano rises.\n",
    "zh": "  zh: 用深处一个膨胀的点源解释火山周围地面的隆起。\n",
}
PROBLEM = {
    "en": "  en: The ground was known to move before eruptions, but not why.\n",
    "zh": "  zh: 人们知道喷发前地面会移动，却不知其因。\n",
}


@pytest.mark.parametrize(("lang", "shown"), [("zh", "en"), ("en", "zh-Hans")])
@pytest.mark.parametrize("field", ["line", "block"])
def test_a_missing_language_is_replaced_by_the_other_inside_its_own_lang_with_a_badge(
    field: str, lang: Lang, shown: str, volcano: Project
) -> None:
    texts = {"line": ONE_LINER, "block": PROBLEM}[field]
    edit(volcano, "mogi", (texts[lang], ""))
    tree = page(volcano, "papers/mogi", lang)
    other = texts["zh" if lang == "en" else "en"].partition(": ")[2].strip()
    assert [words(part) for part in tree.iter() if part.get("lang") == shown].count(other) == 1
    assert badges(tree) == [load_labels(volcano, lang)("untranslated")]
    own = page(volcano, "papers/mogi", "en" if lang == "zh" else "zh")
    assert badges(own) == []


def test_the_listing_says_it_too(volcano: Project) -> None:
    edit(volcano, "mogi", (ONE_LINER["zh"], ""))
    assert badges(page(volcano, "browse", "zh")) == [load_labels(volcano, "zh")("untranslated")]
    assert badges(page(volcano, "browse", "en")) == []


def test_a_translation_left_behind_is_marked_in_its_own_language_only(volcano: Project) -> None:
    before = {entry.id: entry.record for entry in catalog_of(volcano)}
    lock = Lock({}).updated(before, frozenset())
    edit(volcano, "mogi", ("but not why.", "but nobody knew why."))
    assert badges(page(volcano, "papers/mogi", "zh", lock)) == [load_labels(volcano, "zh")("stale")]
    assert badges(page(volcano, "papers/mogi", "en", lock)) == []


def test_names_are_given_as_each_language_writes_them(volcano: Project) -> None:
    def authors(name: str, lang: Lang) -> list[str]:
        return [author.label for author in view(volcano, name, lang).authors]

    assert authors("mogi", "en") == ["Kiyoo Mogi"]
    assert authors("mogi", "zh") == ["茂木清夫"]
    assert authors("vei", "zh") == ["Christopher G. Newhall", "Stephen Self"]


@pytest.mark.parametrize(
    ("written", "english", "chinese"),
    [
        ("2021", "2021", "2021 年"),
        ("2021-02", "February 2021", "2021 年 2 月"),
        ("2021-02-06", "6 February 2021", "2021 年 2 月 6 日"),
    ],
)
def test_dates_in_words(written: str, english: str, chinese: str) -> None:
    assert [spoken(PartialDate.parse(written), lang) for lang in LANGUAGES] == [english, chinese]


# --- folding and order -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "front"), [(1, 1), (7, 7), (8, 6), (40, 6)])
def test_a_long_list_of_authors_is_folded_between_the_first_and_the_last(
    count: int, front: int, volcano: Project
) -> None:
    names = [f"Author {number}" for number in range(count)]
    listed = "".join(f"  - {name}\n" for name in names)
    edit(volcano, "mogi", ("  - name: Kiyoo Mogi\n    zh: 茂木清夫\n", listed))
    shown = view(volcano, "mogi")
    assert len(shown.authors) == front
    last = (shown.last_author,) if shown.last_author else ()
    assert [author.label for author in shown.authors + shown.more_authors + last] == names
    text = words(page(volcano, "papers/mogi", "en"))
    assert all(name in text for name in names)


def test_neighbours_are_the_nearest_in_time_oldest_first(volcano: Project) -> None:
    text = (volcano.papers / "mogi.yaml").read_text(encoding="utf-8")
    for year in range(1950, 1967, 2):
        copy = text.replace("date: 1958", f"date: {year}").replace("name: Mogi source", f"name: Of {year}")
        (volcano.papers / f"of-{year}.yaml").write_text(copy, encoding="utf-8")
    shown = view(volcano, "mogi")
    assert [row.id for row in shown.earlier] == ["of-1952", "of-1954", "of-1956"]
    assert [row.id for row in shown.later] == ["of-1958", "of-1960", "of-1962"]


def test_both_ends_of_a_step_of_lineage_tell_it(volcano: Project) -> None:
    text = words(page(volcano, "papers/vei", "en"))
    assert "Walker classes 1973 refines Takes over the idea of a measured magnitude." in text
    text = words(page(volcano, "papers/walker-classes", "en"))
    assert "VEI 1982 refined by Takes over the idea of a measured magnitude." in text


# --- links -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_link_of_every_page_leads_to_a_page_in_the_same_language(lang: Lang, volcano: Project) -> None:
    specs = outline(catalog_of(volcano))
    pages = {urljoin(SITE, spec.url) for spec in specs}
    by_hand = {urljoin(SITE, path) for path in ("contribute/", "zh/contribute/")}
    files = {urljoin(SITE, f"assets/vlmap/map-{one}.svg") for one in LANGUAGES}
    home = urljoin(SITE, "" if lang == "en" else f"{lang}/")
    seen = set()
    for spec in specs:
        if spec.lang != lang or spec.layout is Layout.BARE:
            continue
        for link in page(volcano, spec.path, lang).iter("a"):
            target = urljoin(urljoin(SITE, spec.url), link.get("href"))
            if target in files:
                continue
            if link.get("download") is not None and not link.get("href").startswith("#"):
                assert target.startswith(urljoin(SITE, f"{spec.path}.")), "a file beside the page, in no language"
            elif not link.get("href").startswith(("http:", "https:")):
                assert re.split("[?#]", target)[0] in pages | by_hand, f"{spec.url} → {link.get('href')}"
                assert target.startswith(home)
                assert lang != "en" or not target.startswith(f"{home}zh/")
                seen.add(re.split("[?#]", target)[0])
    assert {urljoin(SITE, spec.url) for spec in specs if spec.lang == lang and spec.layout is not Layout.BARE} - {
        home
    } <= seen, "every page can be reached"


@pytest.mark.parametrize("url", ["", "browse/", "papers/vei/", "zh/", "zh/browse/", "zh/papers/vei/"])
def test_addresses_are_relative_at_every_depth(url: str, volcano: Project) -> None:
    reader = Reader(catalog_of(volcano), "zh" if url.startswith("zh/") else "en", url)
    here, prefix = urljoin(SITE, url), "zh/" if url.startswith("zh/") else ""
    for address, target in (
        (reader.href("papers/mogi"), f"{prefix}papers/mogi/"),
        (reader.href(""), prefix),
        (reader.href("browse", "en"), "browse/"),
        (reader.href("", "en"), ""),
        (reader.href("browse", "zh"), "zh/browse/"),
        (reader.asset("assets/x.js"), "assets/x.js"),
    ):
        assert not urlsplit(address).scheme
        assert not address.startswith("/")
        assert urljoin(here, address) == urljoin(SITE, target)


@pytest.mark.parametrize(
    ("field", "address"),
    [
        ('arxiv: "2103.00020"', "https://arxiv.org/abs/2103.00020"),
        ("arxiv: cs/0112017", "https://arxiv.org/abs/cs/0112017"),
        ("doi: 10.1109/CVPR.2018.00143", "https://doi.org/10.1109/CVPR.2018.00143"),
        ("acl: P02-1040", "https://aclanthology.org/P02-1040/"),
        ("openreview: YicbFdNTTy", "https://openreview.net/forum?id=YicbFdNTTy"),
        ("links:\n  code: https://github.com/openai/CLIP", "https://github.com/openai/CLIP"),
    ],
)
def test_an_identifier_becomes_a_link(field: str, address: str, volcano: Project) -> None:
    edit(volcano, "walker-classes", ("doi: 10.1007/BF01825108", "doi: 10.1007/X" if "doi" not in field else field))
    if "doi" not in field:
        edit(volcano, "walker-classes", ("doi: 10.1007/X", f"doi: 10.1007/X\n{field}"))
    assert address in {link.get("href") for link in page(volcano, "papers/walker-classes", "en").iter("a")}


def test_a_doi_with_every_sign_it_may_have_stays_one_address(volcano: Project) -> None:
    doi = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2#x?y%z"
    edit(volcano, "walker-classes", ("doi: 10.1007/BF01825108", f'doi: "{doi}"'))
    (address,) = (link.href for link in view(volcano, "walker-classes").links if link.key == "link-doi")
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, unquote(parts.path), parts.query, parts.fragment) == (
        *("https", "doi.org", f"/{doi}", "", ""),
    )


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://github.com/openai/CLIP", "https://github.com/openai/CLIP"),
        ("arXiv 2103.00020, Table 13", "https://arxiv.org/abs/2103.00020"),
        ("arXiv:2103.00020", "https://arxiv.org/abs/2103.00020"),
        ("Newhall and Punongbayan 1996", ""),
        ("javascript://x/%0aalert(1)", ""),
    ],
)
def test_a_source_is_a_link_where_it_can_be_followed(source: str, address: str) -> None:
    found = source_link(source)
    assert found.href == address
    assert found.words in source


# --- labels ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "words_of_it"),
    [
        ("\nproblem:\n", "\nproblem-of-old:\n", "no label 'problem'"),
        ("  zh: 视觉–语言研究地图\n", "", "'site-title' has no zh"),
        ('  en: "{count} works"\n', '  en: "{cuont} works"\n', "works-count"),
        ('  en: "{count} works"\n', '  en: "{} works"\n', "works-count"),
        ('  en: "{count} works"\n', '  en: "{count works"\n', "works-count"),
        ("\nproblem:\n", "\nproblem: x\nproblem:\n", "labels.yaml:"),
        ("\nproblem:\n", "\nproblem: [\n", "labels.yaml:"),
    ],
    ids=["missing", "one language missing", "another name", "no name", "brace open", "twice", "not YAML"],
)
def test_a_label_that_cannot_be_used_is_named(old: str, new: str, words_of_it: str, volcano: Project) -> None:
    path = volcano.templates / "labels.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(TemplateError, match=words_of_it):
        every_page(volcano)


def test_a_template_that_asks_for_what_is_not_there_is_named_with_its_page(volcano: Project) -> None:
    path = volcano.templates / "pages" / "record.html.j2"
    path.write_text(path.read_text(encoding="utf-8") + "{{ view.nothing }}", encoding="utf-8")
    with pytest.raises(TemplateError, match=r"record\.html\.j2.*nothing.*papers/vei/"):
        page(volcano, "papers/vei", "en")
