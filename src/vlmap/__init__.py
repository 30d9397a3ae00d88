"""vlmap: a curated, bilingual map of a research field, from YAML records to a static site."""

from pathlib import Path

__version__ = "0.1.0"

ASSETS = Path(__file__).parent / "assets"
"""The browser's share of the code: part of the package, not of a project."""
