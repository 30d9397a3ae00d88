"""The real site in a real browser: a page that fails its test for any message, error or request off the host."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import serve
from vlmap.site.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from vlmap.catalog import Project

WIDTHS = {"desktop": 1440, "phone": 360}


@pytest.fixture(scope="session")
def site(real: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built below a folder, as on a project page."""
    folder: Path = tmp_path_factory.mktemp("site") / "atlas"
    publish(real.root, folder)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address at which the real site is served."""
    yield from (f"{root}{site.name}/" for root in serve(site.parent))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("VLMAP_REQUIRE_BROWSER"):
            pytest.fail("VLMAP_REQUIRE_BROWSER is set, but there is no chromium on the PATH and CHROMIUM is not set")
        pytest.skip("no browser: install Chromium (Debian: apt-get install chromium), or name it in CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that watches the console and the network, and fails the test for what it saw."""
    width, scheme = getattr(request, "param", ("desktop", "light"))
    context = browser.new_context(viewport={"width": WIDTHS[width], "height": 900}, color_scheme=scheme)
    opened, seen = context.new_page(), []
    opened.on("console", lambda message: seen.append(f"console: {message.text}"))
    opened.on("pageerror", lambda error: seen.append(f"error: {error}"))
    opened.on("request", lambda one: seen.append(f"off the host: {one.url}") if not _ours(one.url, address) else None)
    opened.on("response", lambda one: seen.append(f"{one.status}: {one.url}") if one.status >= 400 else None)
    opened.goto(address)
    yield opened
    context.close()
    assert seen == []


def _ours(url: str, address: str) -> bool:
    return url.startswith((address, "data:", "blob:"))
