"""The addresses of pages: the same below either language."""

from __future__ import annotations

from dataclasses import dataclass

from vlmap.languages import DEFAULT, Lang


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the site and its repository will be, as `mkdocs.yml` says; what it does not say is left out of pages."""

    site: str = ""
    repository: str = ""


NOWHERE = Addresses()


def url_of(path: str, lang: Lang) -> str:
    """Return the address of a page below the site's root: `papers/clip` → `zh/papers/clip/`."""
    parts = [part for part in ("" if lang == DEFAULT else lang, path) if part]
    return "/".join(parts) + "/" if parts else ""
