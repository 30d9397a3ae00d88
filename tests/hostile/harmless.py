"""What looks odd and does no harm is accepted, without a word."""

from __future__ import annotations

from tests.hostile.case import MOGI, Case, edit, file

FILE = "papers/mogi.yaml"
CLEAN = "4 files checked: 0 errors, 0 warnings\n"

_TABLE = [
    ("a BOM", file(FILE, b"\xef\xbb\xbf" + MOGI.encode())),
    ("Windows line ends", file(FILE, MOGI.replace("\n", "\r\n"))),
    ("old Macintosh line ends", file(FILE, MOGI.replace("\n", "\r"))),
    ("mixed line ends", file(FILE, MOGI.replace("\n", "\r\n", 7))),
    ("no line end at the end", file(FILE, MOGI.rstrip("\n"))),
    ("blank lines at the end", file(FILE, MOGI + "\n" * 500)),
    ("blanks at the ends of lines", file(FILE, MOGI.replace("\n", "  \n"))),
    ("three hyphens first", file(FILE, "---\n" + MOGI)),
    ("three dots last", file(FILE, MOGI + "...\n")),
    ("comments", file(FILE, "# a\n" + MOGI + "# b\n")),
    ("a comment after a date", edit(FILE, "date: 1958", "date: 1958  # in print")),
    ("a comment after a text in quotes", edit(FILE, "en: Still the first model tried.", 'en: "Still the first."  # ?')),
    ("a comment after a block's sign", edit(FILE, "en: A small sphere", "en: >  # in brief\n    A small sphere")),
    ("quotes", edit(FILE, "date: 1958", 'date: "1958"')),
    ("other order", file(FILE, MOGI[MOGI.index("kind:") :] + MOGI[: MOGI.index("kind:")])),
    ("a folded text", edit(FILE, "en: A small sphere", "en: >\n    A small sphere")),
    ("an emoji with a joiner", edit(FILE, "A small sphere", "A small sphere 👩\u200d🔬")),
    ("a flag", edit(FILE, "A small sphere", "A small sphere 🇮🇹")),
    ("a rare Chinese character", edit(FILE, "受压的小球", "受压的小球𠮷")),
    ("a variant of a Chinese character", edit(FILE, "受压的小球", "受压的小球葛\U000e0100")),
    ("accents", edit(FILE, "Kiyoo Mogi", "Kiyoo Mogi Nguye\u0302\u0303n")),
    ("right-to-left letters", edit(FILE, "A small sphere", "A small sphere (כדור)")),
    ("a text of 4,000 letters", edit(FILE, "A small sphere", "A small sphere" + " of ash" * 600)),
    ("markup that is text", edit(FILE, "A small sphere", "A <b>small</b> sphere & {{ x*y }} <script>")),
    ("a link to a safe address", edit(FILE, "A small sphere", "A [small](https://example.org/a?b=1&c=%20#d) sphere")),
    ("a script that is code", edit(FILE, "A small sphere", "A small `javascript:alert(1)` sphere")),
    ("a hidden file", file("papers/.mogi.yaml.swp", b"\0\1\2")),
    ("an empty lock", file("translations.lock", "{}\n")),
    ("published addresses", file("published-urls.txt", "/\n/papers/vei/\n")),
]

CASES = [Case(name, spoil, "", 0) for name, spoil in _TABLE]
