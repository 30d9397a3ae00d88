"""The addresses of pages: the same below either language."""

from __future__ import annotations

from vlmap.languages import DEFAULT, Lang


def url_of(path: str, lang: Lang) -> str:
    """Return the address of a page below the site's root: `papers/clip` → `zh/papers/clip/`."""
    parts = [part for part in ("" if lang == DEFAULT else lang, path) if part]
    return "/".join(parts) + "/" if parts else ""
