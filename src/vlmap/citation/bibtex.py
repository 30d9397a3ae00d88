"""Citations as BibTeX, in UTF-8, written by pybtex."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from vlmap.schema import VenueType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from vlmap.citation.model import Citation
    from vlmap.citation.names import Name

_TYPES = {
    VenueType.CONFERENCE: "inproceedings",
    VenueType.WORKSHOP: "inproceedings",
    VenueType.JOURNAL: "article",
    VenueType.PREPRINT: "misc",
    VenueType.REPORT: "techreport",
    VenueType.BOOK: "book",
}
_PLACES = {
    "inproceedings": "booktitle",
    "article": "journal",
    "misc": "howpublished",
    "techreport": "institution",
    "book": "publisher",
}

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # `\{` would still count as a brace to BibTeX
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SPECIAL = re.compile(r"""[\\{}$&%#_~^]|([-'`,<>])(?=\1)|[!?](?=`)""")
"""What LaTeX takes for something else: by itself, or with the character after it (`--` is a dash)."""

_WORD = re.compile(r"[^\s/–—:;,!?()]+")


class _Writer(Writer):  # type: ignore[misc]
    """Leaves fields as they are: here each is escaped as its kind wants it, text as LaTeX, addresses not at all.

    So braces are balanced by construction, and need not be counted again.
    """

    def quote(self, s: str) -> str:
        return f"{{{s}}}"

    def _encode(self, text: str) -> str:
        return text


_WRITER = _Writer(encoding="UTF-8")


def bibtex(citations: Iterable[Citation]) -> str:
    """Return citations as one BibTeX file; keys are the ids of the records."""
    return "\n".join(_WRITER.to_string(BibliographyData({one.id: _entry(one)})) for one in citations)


def _entry(citation: Citation) -> Entry:
    persons = [_person(name) for name in citation.authors]
    return Entry(_TYPES[citation.type], fields=list(_fields(citation)), persons={"author": persons})


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "title", _title(citation)
    yield _PLACES[_TYPES[citation.type]], latex(citation.container or citation.publisher)
    yield "year", f"{citation.year:04}"
    if citation.doi:
        yield "doi", _verbatim(citation.doi)
    if citation.arxiv:
        yield "eprint", citation.arxiv
        yield "archiveprefix", "arXiv"
    if citation.url:
        yield "url", _verbatim(citation.url)
    originals = [(number, name.original) for number, name in enumerate(citation.authors, start=1) if name.original]
    if originals:  # biblatex, “Data annotations”; other readers pass over fields that they do not know
        yield "author+an", "; ".join(f'{number}="{latex(original)}"' for number, original in originals)


def _person(name: Name) -> Person:
    if name.literal:
        return Person(last=f"{{{latex(name.literal)}}}")
    return Person(
        first=latex(name.given), prelast=latex(name.particle), last=latex(name.family), lineage=latex(name.suffix)
    )


def _title(citation: Citation) -> str:
    """Return the title, with braces around the words whose capitals a style must keep."""
    own, pieces, at = set(_WORD.findall(citation.name)), [], 0
    for match in _WORD.finditer(citation.title):
        if _keeps(match[0], own):
            pieces += [latex(citation.title[at : match.start()]), f"{{{latex(match[0])}}}"]
            at = match.end()
    return "".join([*pieces, latex(citation.title[at:])])


def _keeps(word: str, own: set[str]) -> bool:
    """Tell whether a word is written with its capitals in any style: `R-CNN`, `ImageNet`, and the work's own name."""
    return (word in own and not word.islower()) or any(
        character.isupper() for part in word.split("-") for character in part[1:]
    )


def latex(text: str) -> str:
    """Return a text as LaTeX typesets it."""
    return _SPECIAL.sub(lambda match: _ESCAPES.get(match[0], f"{match[0]}{{}}"), text)


def _verbatim(address: str) -> str:
    """Return an address as styles take it, without escapes of LaTeX; braces and backslashes would end the field."""
    return re.sub(r"[{}\\]", lambda match: f"%{ord(match[0]):X}", address)
