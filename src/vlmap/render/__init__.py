"""Catalog → page bodies, one language each. Knows nothing of the site engine."""

from vlmap.render.address import NOWHERE, Addresses, url_of
from vlmap.render.outline import KINDS, outline
from vlmap.render.page import Layout, PageSpec
from vlmap.render.renderer import Heading, Rendered, Renderer

__all__ = [
    "KINDS",
    "NOWHERE",
    "Addresses",
    "Heading",
    "Layout",
    "PageSpec",
    "Rendered",
    "Renderer",
    "outline",
    "url_of",
]
