"""Markdown lists of papers → works. Read through the tokens of a parser, never by the look of a line."""

from vlmap.importers.markdown.lists import works

__all__ = ["works"]
