"""What the site says to machines, read by the readers that are there for it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import bibtexparser
import feedparser
import html5lib
import pytest
import rispy
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.conftest import copy_volcano
from vlmap.catalog import load
from vlmap.citation import cite
from vlmap.export.api import ENDPOINTS, ROOT
from vlmap.export.data import MODELS
from vlmap.languages import LANGUAGES
from vlmap.render import url_of
from vlmap.schema import VenueType
from vlmap.site.publish import publish

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from vlmap.catalog import Catalog, Project

HOME = "https://vlmap.example/"


@pytest.fixture(scope="module")
def site(real: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built."""
    folder: Path = tmp_path_factory.mktemp("machines") / "site"
    publish(real.root, folder)
    return folder


@pytest.fixture(scope="module")
def catalog(real: Project) -> Catalog:
    found = load(real).catalog
    assert found
    return found


def text(path: Path) -> str:
    return path.read_bytes().decode()


def data(path: Path) -> Any:
    return json.loads(text(path))


def head(site: Path, url: str) -> Element:
    found = html5lib.parse(text(site / url / "index.html"), namespaceHTMLElements=False).find("head")
    assert found is not None
    return found


def metas(found: Element, name: str) -> list[str]:
    return [tag.get("content") or "" for tag in found.iter("meta") if name in (tag.get("name"), tag.get("property"))]


# --- data/v1 -----------------------------------------------------------------------------------------------------


def test_the_description_is_valid_and_names_every_file(site: Path, catalog: Catalog) -> None:
    description = data(site / ROOT / "openapi.json")
    OpenAPIV31SpecValidator(description).validate()
    assert description["servers"] == [{"url": HOME}]
    described = {
        path.removeprefix("/").format(id=entry.id)
        for path in description["paths"]
        for entry in catalog.entries.values()
    }
    there = {path.relative_to(site).as_posix() for path in (site / ROOT).rglob("*") if path.is_file()}
    former = {f"{ROOT}/records/{alias}.json" for alias in catalog.aliases}
    schemas = {f"{ROOT}/schemas/{name}.schema.json" for name in MODELS}
    assert there - {f"{ROOT}/openapi.json"} - schemas - former == {path for path in described if path.startswith(ROOT)}
    for path in described:
        assert (site / path).is_file(), path


def test_every_file_obeys_its_schema(site: Path, catalog: Catalog) -> None:
    for endpoint in ENDPOINTS:
        if endpoint.model is None:
            continue
        schema = data(site / ROOT / "schemas" / f"{endpoint.model}.schema.json")
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        for path in {endpoint.path.format(id=entry.id) for entry in catalog}:
            assert [error.message for error in validator.iter_errors(data(site / path))] == [], path


def test_a_schema_refuses_what_is_not_data(site: Path) -> None:
    validator = Draft202012Validator(data(site / ROOT / "schemas" / "record.schema.json"))
    record = data(site / ROOT / "records" / "clip.json")
    assert not validator.is_valid({**record, "built_on_by": "albef"})
    assert not validator.is_valid({key: value for key, value in record.items() if key != "pages"})
    assert not validator.is_valid({**record, "more": 1})


def test_the_files_about_all_hold_all(site: Path, catalog: Catalog) -> None:
    ids = set(catalog.entries)
    folder = site / ROOT
    assert {record["id"] for record in data(folder / "catalog.json")["records"]} == ids
    assert {json.loads(line)["id"] for line in text(folder / "records.jsonl").splitlines()} == ids
    assert {node["id"] for node in data(folder / "lineage.json")["nodes"]} == ids
    edges = data(folder / "lineage.json")["edges"]
    assert len(edges) == sum(len(catalog.builds_on(entry)) for entry in catalog)
    results = data(folder / "results.json")["results"]
    assert len(results) == sum(len(entry.record.results) for entry in catalog)
    assert all(float(result["printed"]) == result["value"] for result in results)
    rows = {name: list(csv.DictReader(io.StringIO(text(folder / name)[1:]))) for name in ("records.csv", "results.csv")}
    assert {row["id"] for row in rows["records.csv"]} == ids
    assert [row["value"] for row in rows["results.csv"]] == [result["printed"] for result in results]
    assert {entry.key for entry in bibtexparser.parse_string(text(folder / "vlmap.bib")).entries} == ids
    assert {reference["id"] for reference in rispy.loads(text(folder / "vlmap.ris"))} == ids
    assert {item["id"] for item in data(folder / "vlmap.csl.json")} == ids


def test_checksums(site: Path) -> None:
    folder = site / ROOT
    lines = [line.split("  ") for line in text(folder / "SHA256SUMS").splitlines()]
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {name for _, name in lines} == files - {"SHA256SUMS"}
    for digest, name in lines:
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_a_former_id_still_answers(tmp_path: Path) -> None:
    project = copy_volcano(tmp_path / "volcano")
    publish(project.root, tmp_path / "site")
    for now, once in (
        ("papers/vei", "papers/explosivity-index"),
        (f"{ROOT}/records/vei", f"{ROOT}/records/explosivity-index"),
    ):
        assert text(tmp_path / "site" / f"{now}.json") == text(tmp_path / "site" / f"{once}.json")


# --- feeds and llms.txt ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_feeds(lang: str, site: Path, catalog: Catalog) -> None:
    for branch in ("", *catalog.categories):
        folder = url_of(branch, lang)
        atom = feedparser.parse(text(site / folder / "feed.xml").encode())
        assert not atom.bozo, atom.get("bozo_exception")
        assert atom.version == "atom10"
        feed = data(site / folder / "feed.json")
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == f"{HOME}{folder}feed.json"
        assert atom.feed.title == feed["title"]
        ids = [entry.id for entry in atom.entries]
        assert ids == [item["id"] for item in feed["items"]]
        assert len(ids) == len(set(ids)) == min(30, len(catalog.under(branch) if branch else catalog))
        assert all((site / url.removeprefix(HOME) / "index.html").is_file() for url in ids)
        dates = [entry.published for entry in atom.entries]
        assert dates == sorted(dates, reverse=True)
        links = {
            (tag.get("type"), urljoin(f"{HOME}{folder}", tag.get("href"))) for tag in head(site, folder).iter("link")
        }
        assert ("application/atom+xml", f"{HOME}{folder}feed.xml") in links
        assert ("application/feed+json", f"{HOME}{folder}feed.json") in links


@pytest.mark.parametrize("lang", LANGUAGES)
def test_llms(lang: str, site: Path, catalog: Catalog) -> None:
    folder = url_of("", lang)
    written = text(site / folder / "llms.txt")
    tokens = MarkdownIt().parse(written)
    assert [token.tag for token in tokens if token.type == "heading_open"].count("h1") == 1
    links = [child.attrs["href"] for token in tokens for child in token.children or () if child.type == "link_open"]
    assert len(links) == len(set(links))
    for link in links:
        assert (site / str(link).removeprefix(HOME)).is_file(), link
    assert {f"{HOME}{url_of(f'papers/{entry.id}', lang)}index.html.md" for entry in catalog} <= set(links)
    everything = text(site / folder / "llms-full.txt")
    assert all(f"# {entry.record.name.split()[0]}" in everything for entry in catalog)


def test_every_page_has_a_twin_that_it_names(site: Path) -> None:
    for path in site.rglob("index.html"):
        found = html5lib.parse(text(path), namespaceHTMLElements=False)
        if found.find(".//meta[@http-equiv='refresh']") is not None:
            continue
        (link,) = [tag for tag in found.iter("link") if tag.get("type") == "text/markdown"]
        twin = text(path.parent / (link.get("href") or ""))
        tokens = MarkdownIt().parse(twin)
        heading = next(index for index, token in enumerate(tokens) if token.type == "heading_open")
        assert tokens[heading].tag == "h1", path
        assert not [token for token in tokens if token.type == "html_block"], path


# --- the head ----------------------------------------------------------------------------------------------------


def test_reference_managers_get_the_work(site: Path, catalog: Catalog) -> None:
    places = {
        VenueType.CONFERENCE: "citation_conference_title",
        VenueType.WORKSHOP: "citation_conference_title",
        VenueType.JOURNAL: "citation_journal_title",
        VenueType.REPORT: "citation_technical_report_institution",
        VenueType.PREPRINT: "citation_publisher",
    }
    kinds = set()
    for entry in catalog:
        citation = cite(entry, catalog)
        for lang in LANGUAGES:
            found = head(site, url_of(f"papers/{entry.id}", lang))
            assert metas(found, "citation_title") == [citation.title]
            assert metas(found, "citation_author") == [name.sorted for name in citation.authors]
            assert {key for key in places.values() if metas(found, key)} == {places[citation.type]}, entry.id
            assert metas(found, "z:itemType") != []
            assert metas(found, "citation_pdf_url") == []
            assert metas(found, "citation_abstract_html_url") == [citation.url]
            assert not citation.url.startswith(HOME)
        kinds.add(citation.type)
    assert kinds >= {VenueType.CONFERENCE, VenueType.JOURNAL, VenueType.PREPRINT}


def test_the_page_is_about_the_work(site: Path, catalog: Catalog) -> None:
    for entry in catalog:
        for lang in LANGUAGES:
            url = url_of(f"papers/{entry.id}", lang)
            (script,) = [tag for tag in head(site, url).iter("script") if tag.get("type") == "application/ld+json"]
            page = json.loads(script.text or "")
            assert (page["@type"], page["@id"]) == ("WebPage", HOME + url)
            about = page["about"]
            assert about["@type"] == ("Dataset" if entry.record.kind == "dataset" else "ScholarlyArticle")
            article = about.get("citation", about)
            assert article["name"] == entry.record.title.best("en")[0]
            assert len(article["author"]) == len(entry.record.authors)
            assert not [address for address in article["sameAs"] if address.startswith(HOME)]


def test_cards(site: Path, real: Project) -> None:
    for path in site.rglob("index.html"):
        url = path.parent.relative_to(site).as_posix().removeprefix(".")
        found = head(site, url)
        if metas(found, "og:title") == []:
            continue  # a page that only says where another went
        assert metas(found, "og:description") != [""], url
        (image,) = metas(found, "og:image")
        assert (site / image.removeprefix(HOME)).is_file(), image
        assert metas(found, "og:url") == [f"{HOME}{url}/" if url else HOME]
    assert metas(head(site, "papers/clip"), "og:image") == [f"{HOME}assets/cards/understanding.en.png"]
    assert metas(head(site, "zh/about"), "og:image") == [f"{HOME}assets/cards/index.zh.png"]


def test_without_an_address_nothing_absolute_is_made_up(tmp_path: Path) -> None:
    project = copy_volcano(tmp_path / "volcano")
    config = text(project.config)
    project.config.write_text(
        "\n".join(line for line in config.splitlines() if not line.startswith("site_url")), "utf-8"
    )
    publish(project.root, tmp_path / "site")
    found = head(tmp_path / "site", "papers/vei")
    assert metas(found, "og:url") == metas(found, "og:image") == []
    assert metas(found, "og:title") == [
        "VEI: The volcanic explosivity index (VEI): an estimate of explosive magnitude for historical volcanism"
    ]
    assert not list((tmp_path / "site").rglob("feed.*"))
    assert "](../../papers/walker-classes/)" in text(tmp_path / "site" / "papers" / "vei" / "index.html.md")
    assert data(tmp_path / "site" / ROOT / "openapi.json")["servers"] == [{"url": "../../"}]


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    hostile = """</script><script>alert(1)</script> & "x" 'y' ]]> [a](javascript:b) <!-- *z*"""
    project = copy_volcano(tmp_path / "volcano")
    path = project.papers / "vei.yaml"
    lines = [
        f"name: '{hostile.replace(chr(39), chr(39) * 2)}'" if line == "name: VEI" else line
        for line in text(path).splitlines()
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    publish(project.root, tmp_path / "site")
    found = head(tmp_path / "site", "papers/vei")
    scripts = [tag for tag in found.iter("script") if not tag.get("src")]
    assert [tag.get("type") for tag in scripts] == ["application/ld+json"]
    assert json.loads(scripts[0].text or "")["about"]["alternateName"] == hostile
    feed = feedparser.parse(text(tmp_path / "site" / "feed.xml").encode(), sanitize_html=False)
    assert not feed.bozo
    twin = MarkdownIt().parse(text(tmp_path / "site" / "papers" / "vei" / "index.html.md"))
    assert [(child.type, child.content) for child in twin[1].children or ()] == [("text", hostile)]
