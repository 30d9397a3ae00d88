"""What must hold of every page of the real site, read as a parser reads it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest

from vlmap.export.schema import schemas
from vlmap.languages import HTML_LANG, LANGUAGES
from vlmap.search.catalog import in_order
from vlmap.site.publish import publish
from vlmap.site.site import languages_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vlmap.catalog import Project
    from vlmap.catalog.load import Loaded

TEMPLATES = Path(__file__).parent.parent.parent / "templates"
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def site(real: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built."""
    folder: Path = tmp_path_factory.mktemp("pages") / "site"
    publish(real.root, folder)
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, ElementTree.Element]:
    """Every page by its address below the root."""
    return {
        path.parent.relative_to(site).as_posix().removeprefix(".") + "/": html5lib.parse(
            path.read_text(encoding="utf-8"), namespaceHTMLElements=False
        )
        for path in sorted(site.rglob("index.html"))
    }


def test_every_record_has_a_page_in_both_languages(site: Path, real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    for entry in real_loaded.catalog:
        for name in (entry.id, *entry.record.aliases):
            assert (site / "papers" / name / "index.html").is_file()
            assert (site / "zh" / "papers" / name / "index.html").is_file()


def test_the_schemas_are_published(site: Path, real_loaded: Loaded) -> None:
    assert real_loaded.catalog
    for name, text in schemas(real_loaded.catalog).items():
        assert (site / "schemas" / name).read_text(encoding="utf-8") == text


def test_the_two_languages_have_the_same_pages_and_anchors(pages: dict[str, ElementTree.Element]) -> None:
    for url, page in pages.items():
        lang, path = languages_of(url)
        if lang == "zh":
            continue
        twin = pages[f"zh/{path}/" if path else "zh/"]
        assert anchors(page) == anchors(twin), url


def anchors(page: ElementTree.Element) -> list[str]:
    return [heading.get("id", "") for heading in page.iter("h2")]


def test_links_lead_somewhere(pages: dict[str, ElementTree.Element], site: Path) -> None:
    for url, page in pages.items():
        ids = {element.get("id") for element in page.iter()}
        for link in [*page.iter("a"), *page.iter("link"), *page.iter("script")]:
            target = link.get("href") or link.get("src") or ""
            if not target or urlsplit(target).scheme:
                continue
            path, fragment = urlsplit(urljoin(f"/{url.lstrip('/')}", target))[2], urlsplit(target).fragment
            file = site / path.lstrip("/")
            assert file.is_file() or (file / "index.html").is_file(), f"{url}: {target}"
            if fragment and target.startswith("#"):
                assert fragment in ids, f"{url}: {target}"


def test_nothing_comes_from_another_host(pages: dict[str, ElementTree.Element]) -> None:
    for url, page in pages.items():
        for element in page.iter():
            for name in ("src", "srcset", "data", "poster"):
                assert not urlsplit(element.get(name) or "").netloc, url
            if element.tag == "link" and "stylesheet" in (element.get("rel") or ""):
                assert not urlsplit(element.get("href") or "").netloc, url


def test_no_inline_script_and_no_inline_style(pages: dict[str, ElementTree.Element]) -> None:
    """The content security policy forbids both; an upgraded theme may bring new ones."""
    for url, page in pages.items():
        for script in page.iter("script"):
            assert script.get("src") or script.get("type") in ("application/json", "application/ld+json"), url
        for element in page.iter():
            assert not [name for name in element.attrib if name.startswith("on") or name == "style"], url


POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
"""No `unsafe-inline` and no `unsafe-eval`, and nothing from another host."""


def test_every_page_carries_the_policy_before_anything_it_governs(
    pages: dict[str, ElementTree.Element], site: Path
) -> None:
    errors = {
        name: html5lib.parse((site / name).read_text(encoding="utf-8"), namespaceHTMLElements=False)
        for name in ("404.html", "zh/404.html")
    }
    for url, page in {**pages, **errors}.items():
        tags = [tag for tag in page.iter() if tag.tag in ("meta", "script", "style", "link", "img", "base", "form")]
        at = [n for n, tag in enumerate(tags) if tag.get("http-equiv") == "Content-Security-Policy"]
        moved = any(tag.get("http-equiv") == "refresh" for tag in tags)
        assert [tags[n].get("content") for n in at] == ["default-src 'none'" if moved else POLICY], url
        assert not [tag for tag in tags[: at[0]] if tag.tag in ("script", "style", "img", "base", "form")], url


def test_languages_are_declared(pages: dict[str, ElementTree.Element]) -> None:
    for url, page in pages.items():
        lang, path = languages_of(url)
        assert page.get("lang") == {"en": "en", "zh": "zh-Hans"}[lang], url
        if page.find(".//meta[@http-equiv='refresh']") is not None:
            continue  # a page that only says where another went
        links = [link for link in page.iter("link") if link.get("hreflang")]
        found = {link.get("hreflang"): link.get("href") for link in links}
        below = f"{path}/" if path else ""
        home = "https://vlmap.example/"
        assert found == {"en": home + below, "zh-Hans": f"{home}zh/{below}", "x-default": home + below}, url


def shown(element: ElementTree.Element, lang: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a page with the language it is declared to be in."""
    lang = element.get("lang", lang)
    if element.tag in ("script", "style", "code"):
        return
    for name in ("title", "aria-label", "placeholder"):
        if text := element.get(name):
            yield lang, text
    if (element.text or "").strip():
        yield lang, (element.text or "").strip()
    for child in element:
        yield from shown(child, lang)
        if (child.tail or "").strip():
            yield lang, (child.tail or "").strip()


def test_no_chinese_on_an_english_page(pages: dict[str, ElementTree.Element]) -> None:
    """But for what says that it is Chinese, and the hint that Chinese may be searched for."""
    for url, page in pages.items():
        for lang, text in shown(page, "en"):
            if lang == "en" and HAN.search(text):
                assert text == "Search papers, ideas, 中文…", f"{url}: {text}"


def test_no_english_label_on_a_chinese_page(pages: dict[str, ElementTree.Element], real: Project) -> None:
    """None of the English labels, ours or the theme's, stands on a Chinese page where its Chinese differs."""
    text = (real.templates / "labels.yaml").read_text(encoding="utf-8")
    english = dict(re.findall(r"^([a-z-]+):\n  en: (.*)\n", text, re.MULTILINE))
    chinese = dict(re.findall(r"^([a-z-]+):\n  en: .*\n  zh: (.*)\n", text, re.MULTILINE))
    labels = {words.strip('"') for key, words in english.items() if chinese[key] != words and "{" not in words}
    labels -= {"English", "中文"}
    assert len(labels) > 60
    theme = {"Table of contents", "Skip to content", "Edit this page", "Back to top", "Navigation", "Header", "Tabs"}
    for url, page in pages.items():
        if languages_of(url)[0] == "zh":
            said = {words for lang, words in shown(page, "zh-Hans") if lang == "zh-Hans"}
            assert not said & (labels | theme), url


def test_templates_say_nothing_themselves() -> None:
    """Every word of a page is a label or comes from a record, so that both languages have it."""
    for path in (*TEMPLATES.glob("**/*.html.j2"), *TEMPLATES.glob("theme/*.html")):
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        text = re.sub(r"<[^>]*>", "", text)
        assert not re.search(r"[^\W\d_]", text), f"{path.name}: {text.split()}"


def test_one_main_heading(pages: dict[str, ElementTree.Element]) -> None:
    for url, page in pages.items():
        if page.find(".//article") is not None:
            assert len(list(page.iter("h1"))) == 1, url


def test_the_sitemap_names_every_page_with_its_twin(site: Path, pages: dict[str, ElementTree.Element]) -> None:
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    root = ElementTree.fromstring((site / "sitemap.xml").read_text(encoding="utf-8"))
    named = {url.findtext("s:loc", namespaces=space) for url in root}
    moved = {url for url, page in pages.items() if page.find(".//meta[@http-equiv='refresh']") is not None}
    assert named == {f"https://vlmap.example/{url.lstrip('/')}" for url in pages if url not in moved}
    assert all(len(url.findall("x:link", space)) == len(LANGUAGES) + 1 for url in root)


def test_the_error_page_speaks_both_languages(site: Path) -> None:
    for name, lang in (("404.html", "en"), ("zh/404.html", "zh-Hans")):
        page = html5lib.parse((site / name).read_text(encoding="utf-8"), namespaceHTMLElements=False)
        assert page.get("lang") == lang
        assert {declared for declared, _ in shown(page.find(".//article"), lang)} == {"en", "zh-Hans"}
        for link in page.iter("link"):
            target = link.get("href") or ""
            assert urlsplit(target).netloc or target.startswith("/"), "it answers under any address"


def test_the_search_catalog_holds_every_record(site: Path, real_loaded: Loaded) -> None:
    catalog = json.loads((site / "assets/vlmap/catalog.json").read_text(encoding="utf-8"))
    assert real_loaded.catalog
    assert catalog["count"] == len(real_loaded.catalog)
    for lang in LANGUAGES:
        files = [site / f"assets/vlmap/search/{name}.json" for name in catalog["lines"][HTML_LANG[lang]]]
        listed = re.findall(
            r'data-id="([^"]+)"', "".join(json.loads(file.read_text(encoding="utf-8")) for file in files)
        )
        assert listed == [entry.id for entry in in_order(real_loaded.catalog)]
