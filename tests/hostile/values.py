"""Values that are not what a field holds: one field of `papers/mogi.yaml` at a time."""

from __future__ import annotations

from tests.hostile.case import MOGI, Case, edit

FILE = "papers/mogi.yaml"

_WRITTEN = {
    "name": "name: Mogi source",
    "kind": "kind: method",
    "category": "category: monitoring/deformation",
    "author": "name: Kiyoo Mogi",
    "date": "date: 1958",
    "venue": "id: jgr",
    "year": "year: 1958",
    "paper": "paper: https://repository.dl.itc.u-tokyo.ac.jp/",
    "facets": "facets:\n  quantity:\n    - displacement",
    "facet": "  quantity:\n    - displacement",
    "links": "links:\n  paper: https://repository.dl.itc.u-tokyo.ac.jp/",
    "term": "- displacement",
    "text": "en: A small sphere under pressure in an elastic half-space.",
    "chinese": "zh: 弹性半空间中一个受压的小球。",
    "source": "- https://repository.dl.itc.u-tokyo.ac.jp/",
    "reviewed": "reviewed: 2026-11-21",
}
"""How the fields that are spoilt stand in the record."""

_ADDED = "reviewed: 2026-11-21"
"""Fields that the record does not have are put before this line."""


def _case(name: str, field: str, value: str, expected: str) -> Case:
    expected = f"{FILE}:{expected}"
    if field not in _WRITTEN:
        return Case(name, edit(FILE, _ADDED, f"{field}:{value}\n{_ADDED}"), expected)
    old = _WRITTEN[field]
    sign = old.split(" ", 1)[0]
    return Case(name, edit(FILE, old, value if field == "facet" else f"{sign} {value}"), expected)


def _result(value: str) -> str:
    return f"\n  - benchmark: pinatubo-volume\n    value: {value}\n    source: s"


def _link(address: str) -> str:
    return f"See [the site]({address})."


_LONG = "x" * 200_000
_ZALGO = "a" + "\u0301" * 1000

_TABLE: list[tuple[str, str, str, str]] = [
    # --- dates
    ("30 February", "date", "2021-02-30", "10:7 schema: date is not a date ('2021-02-30')"),
    ("month 13", "date", "2021-13", "10:7 schema: date is not a date ('2021-13')"),
    ("month 0", "date", "2021-00", "10:7 schema: date is not a date ('2021-00')"),
    ("year 0", "date", "0000", "10:7 schema: date is not a date ('0000')"),
    ("year 10000", "date", "10000", "10:7 schema: date is not a date ('10000')"),
    ("a year of two digits", "date", "58-07-01", "10:7 schema: date is not a date ('58-07-01')"),
    ("full-width digits", "date", "１９５８", "10:7 schema: date is not a date ('１９５８')"),
    ("Arabic digits", "date", "١٩٥٨", "10:7 schema: date is not a date ('١٩٥٨')"),
    ("one digit for the month", "date", "1958-7-1", "10:7 schema: date is not a date ('1958-7-1')"),
    ("a time", "date", "1958-07-01T00:00:00Z", "10:7 schema: date is not a date ('1958-07-01T00:00:00Z')"),
    ("hour 25", "date", "2021-01-01T25:00:00Z", "10:7 schema: date is not a date ('2021-01-01T25:00:00Z')"),
    (
        "a time zone that is none",
        "date",
        "2021-01-01T00:00:00+99:99",
        "10:7 schema: date is not a date ('2021-01-01T00:00:00+99:99')",
    ),
    ("a signed year", "date", "+1958", "10:7 schema: date is not a date ('+1958')"),
    ("a date in words", "date", "July 1958", "10:7 schema: date is not a date ('July 1958')"),
    ("a date with a line break", "date", '"1958\\n"', "10:7 schema: date is not a date ('1958\\n')"),
    ("no date", "date", "", "10:1 schema: date is not a date"),
    ("null", "date", "~", "10:7 schema: date is not a date ('~')"),
    ("a list of dates", "date", "[1958, 1959]", "10:1 schema: date is not a date"),
    ("a mapping for a date", "date", "{year: 1958}", "10:1 schema: date is not a date"),
    ("a date of 200,000 digits", "date", "1" * 200_000, "10:7 schema: date is not a date"),
    ("the day that never comes", "reviewed", "9999-99-99", "40:11 schema: reviewed is not a date ('9999-99-99')"),
    # --- numbers
    ("not a number", "results", _result(".nan"), "42:12 schema: results[1].value is not a number ('.nan')"),
    ("infinity", "results", _result(".inf"), "42:12 schema: results[1].value is not a number ('.inf')"),
    ("an exponent", "results", _result("1e3"), "42:12 schema: results[1].value is not a number ('1e3')"),
    (
        "an exponent of nine digits",
        "results",
        _result("1e999999999"),
        "42:12 schema: results[1].value is not a number ('1e999999999')",
    ),
    ("hexadecimal", "results", _result("0x1F"), "42:12 schema: results[1].value is not a number ('0x1F')"),
    ("an underscore", "results", _result("1_000"), "42:12 schema: results[1].value is not a number ('1_000')"),
    ("a thousands separator", "results", _result("1,000"), "42:12 schema: results[1].value is not a number ('1,000')"),
    ("base sixty", "results", _result("12:30"), "42:12 schema: results[1].value is not a number ('12:30')"),
    ("a full-width number", "results", _result("５０"), "42:12 schema: results[1].value is not a number ('５０')"),
    ("a fraction", "results", _result("½"), "42:12 schema: results[1].value is not a number ('½')"),
    ("a Chinese number", "results", _result("五十"), "42:12 schema: results[1].value is not a number ('五十')"),
    ("a typographic minus", "results", _result("−5"), "42:12 schema: results[1].value is not a number ('−5')"),
    ("true for a number", "results", _result("true"), "42:12 schema: results[1].value is not a number ('true')"),
    ("a number of 200,000 digits", "results", _result("9" * 200_000), "42:12 schema: results[1].value is not a number"),
    (
        "a number with 200,000 decimals",
        "results",
        _result("0." + "9" * 200_000),
        "42:12 schema: results[1].value is not a number",
    ),
    ("base sixty for a year", "year", "19:58", "13:9 schema: venue.year is not a year ('19:58')"),
    ("a decimal year", "year", "1958.0", "13:9 schema: venue.year is not a year ('1958.0')"),
    ("a year of 5,000 digits", "year", "1" * 5_000, "13:9 schema: venue.year is not a year"),
    ("year nought", "year", "0", "13:9 schema: venue.year is not a year ('0')"),
    ("a year that was not yet", "year", "999999", "13:9 schema: venue.year is not a year ('999999')"),
    (
        "a negative count",
        "citations",
        " {count: -1, as_of: 2026, source: s}",
        "40:20 schema: citations.count is not a whole number ('-1')",
    ),
    # --- what YAML readers make of words
    ("Norway", "kind", "NO", "5:7 schema: kind is not one of its values ('NO')"),
    (
        "an arXiv number that lost its zero",
        "arxiv",
        " 2103.0002",
        "40:8 schema: arxiv is not an arXiv identifier ('2103.0002')",
    ),
    (
        "an arXiv number of month 13",
        "arxiv",
        " 2113.00020",
        "40:8 schema: arxiv is not an arXiv identifier ('2113.00020')",
    ),
    (
        "an arXiv number with its version",
        "arxiv",
        " 2103.00020v1",
        "40:8 schema: arxiv is not an arXiv identifier ('2103.00020v1')",
    ),
    (
        "an arXiv address",
        "arxiv",
        " https://arxiv.org/abs/2103.00020",
        "40:8 schema: arxiv is not an arXiv identifier ('https://arxiv.org/abs/2103.00020')",
    ),
    (
        "an arXiv number with a line break",
        "arxiv",
        ' "2103.00020\\n"',
        "40:8 schema: arxiv is not an arXiv identifier ('2103.00020\\n')",
    ),
    ("a DOI with a blank", "doi", " 10.1029/JC087 iC02", "40:6 schema: doi is not a DOI ('10.1029/JC087 iC02')"),
    (
        "a DOI that is an address",
        "doi",
        " https://doi.org/10.1029/JC087iC02p01231",
        "40:6 schema: doi is not a DOI ('https://doi.org/10.1029/JC087iC02p01231')",
    ),
    (
        "a DOI with markup",
        "doi",
        ' 10.1029/"><script>alert(1)</script>',
        "40:6 schema: doi is not a DOI ('10.1029/\"><script>alert(1)</script>')",
    ),
    ("a DOI of 200,000 letters", "doi", f" 10.1029/{_LONG}", "40:6 schema: doi is not a DOI"),
    (
        "an OpenReview id with markup",
        "openreview",
        " abc<b>def",
        "40:13 schema: openreview is not an OpenReview identifier ('abc<b>def')",
    ),
    # --- addresses
    ("a script", "paper", "javascript:alert(1)", "15:10 bad-link: 'javascript:alert(1)' is not an address to link to"),
    (
        "a script in mixed case",
        "paper",
        "JaVaScRiPt:alert(1)",
        "15:10 bad-link: 'JaVaScRiPt:alert(1)' is not an address to link to",
    ),
    (
        "a script with a tab",
        "paper",
        '"java\\tscript:alert(1)"',
        "15:10 bad-link: 'java script:alert(1)' is not an address to link to",
    ),
    (
        "data",
        "paper",
        "data:text/html,<script>alert(1)</script>",
        "15:10 bad-link: 'data:text/html,<script>alert(1)</script>' is not an address to link to",
    ),
    ("vbscript", "paper", "vbscript:msgbox(1)", "15:10 bad-link: 'vbscript:msgbox(1)' is not an address to link to"),
    ("a file", "paper", "file:///etc/passwd", "15:10 bad-link: 'file:///etc/passwd' is not an address to link to"),
    ("ftp", "paper", "ftp://example.org/x", "15:10 bad-link: 'ftp://example.org/x' is not an address to link to"),
    (
        "blob",
        "paper",
        "blob:https://example.org/1",
        "15:10 bad-link: 'blob:https://example.org/1' is not an address to link to",
    ),
    (
        "the source of a script",
        "paper",
        "view-source:javascript:alert(1)",
        "15:10 bad-link: 'view-source:javascript:alert(1)' is not an address to link to",
    ),
    ("no scheme", "paper", "//example.org/", "15:10 bad-link: '//example.org/' is not an address to link to"),
    ("no host", "paper", "https://", "15:10 bad-link: 'https://' is not an address to link to"),
    (
        "three slashes",
        "paper",
        "https:///example.org",
        "15:10 bad-link: 'https:///example.org' is not an address to link to",
    ),
    (
        "a host without a dot",
        "paper",
        "http://localhost/",
        "15:10 bad-link: 'http://localhost/' is not an address to link to",
    ),
    (
        "a number for a host",
        "paper",
        "http://2130706433/",
        "15:10 bad-link: 'http://2130706433/' is not an address to link to",
    ),
    ("half an IPv6 address", "paper", '"http://[::1"', "15:11 bad-link: 'http://[::1' is not an address to link to"),
    ("an IPv6 address", "paper", '"http://[::1]/"', "15:11 bad-link: 'http://[::1]/' is not an address to link to"),
    (
        "a user name",
        "paper",
        "https://openai.com@example.org/",
        "15:10 bad-link: 'https://openai.com@example.org/' is not an address to link to",
    ),
    (
        "a port beyond all ports",
        "paper",
        "https://example.org:99999/",
        "15:10 bad-link: 'https://example.org:99999/' is not an address to link to",
    ),
    (
        "a port in letters",
        "paper",
        "https://example.org:x/",
        "15:10 bad-link: 'https://example.org:x/' is not an address to link to",
    ),
    (
        "a blank",
        "paper",
        "https://example.org/a b",
        "15:10 bad-link: 'https://example.org/a b' is not an address to link to",
    ),
    (
        "a line break",
        "paper",
        '"https://example.org/\\njavascript:alert(1)"',
        "15:10 bad-link: 'https://example.org/�javascript:alert(1)' is not an address to link to",
    ),
    (
        "a backslash",
        "paper",
        "https:\\\\example.org\\",
        "15:10 bad-link: 'https:\\\\example.org\\' is not an address to link to",
    ),
    (
        "a backslash before a user name",
        "paper",
        "https://example.org\\@openai.com/",
        "15:10 bad-link: 'https://example.org\\@openai.com/' is not an address to link to",
    ),
    (
        "a quotation mark",
        "paper",
        'https://example.org/"onmouseover="alert(1)',
        "15:10 bad-link: 'https://example.org/\"onmouseover=\"alert(1)' is not an address to link to",
    ),
    (
        "a tag",
        "paper",
        "https://example.org/<script>",
        "15:10 bad-link: 'https://example.org/<script>' is not an address to link to",
    ),
    (
        "a character that becomes a slash",
        "paper",
        "https://example.org℀.org/",
        "15:10 bad-link: 'https://example.org℀.org/' is not an address to link to",
    ),
    (
        "a look-alike host",
        "paper",
        "https://оpenai.com/",
        "15:10 bad-link: 'https://оpenai.com/' is not an address to link to",
    ),
    (
        "a full-width host",
        "paper",
        "https://ｅxample.org/",
        "15:10 bad-link: 'https://ｅxample.org/' is not an address to link to",
    ),
    (
        "a label of 64 letters",
        "paper",
        f"https://{'a' * 64}.org/",
        "15:10 bad-link: 'https://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…",
    ),
    (
        "an empty label",
        "paper",
        "https://example..org/",
        "15:10 bad-link: 'https://example..org/' is not an address to link to",
    ),
    (
        "an address of 200,000 letters",
        "paper",
        f"https://example.org/{_LONG}",
        "15:10 bad-link: 'https://example.org/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
    ),
    ("an empty address", "paper", '""', "1:1 schema: nothing says where the work can be found"),
    (
        "a script for a source",
        "source",
        "javascript://example.org/%0aalert(1)",
        "39:5 bad-link: 'javascript://example.org/%0aalert(1)' is not an address to link to",
    ),
    (
        "a script in prose",
        "text",
        _link("javascript:alert(1)"),
        "26:22 bad-link: 'javascript:alert(1' is not an address to link to",
    ),
    (
        "a script in prose, as an entity",
        "text",
        _link("javascript&#58;alert(1)"),
        "26:22 bad-link: 'javascript&#58;alert(1' is not an address to link to",
    ),
    (
        "data in Chinese prose",
        "chinese",
        "见[网站](data:text/html,x)。",
        "27:13 bad-link: 'data:text/html,x' is not an address to link to",
    ),
    (
        "no scheme in prose",
        "text",
        _link("//example.org/"),
        "26:22 bad-link: '//example.org/' is not an address to link to",
    ),
    # --- characters that are not seen, or mislead
    ("a direction override", "text", "a \u202egnp.exe", "26:9 encoding: the character U+202E is not allowed"),
    ("a direction embedding", "text", "a \u202bb\u202c", "26:9 encoding: the character U+202B is not allowed"),
    ("a direction isolate", "text", "a \u2067b\u2069", "26:9 encoding: the character U+2067 is not allowed"),
    ("a left-to-right mark", "text", "a\u200eb", "26:8 encoding: the character U+200E is not allowed"),
    ("an Arabic letter mark", "text", "a\u061cb", "26:8 encoding: the character U+061C is not allowed"),
    ("a zero-width space", "text", "a\u200bb", "26:8 encoding: the character U+200B is not allowed"),
    ("a word joiner", "text", "a\u2060b", "26:8 encoding: the character U+2060 is not allowed"),
    ("an invisible plus", "text", "a\u2064b", "26:8 encoding: the character U+2064 is not allowed"),
    ("a soft hyphen", "text", "ex\u00adplosive", "26:9 encoding: the character U+00AD is not allowed"),
    ("a Hangul filler", "name", "\u3164", "1:7 encoding: the character U+3164 is not allowed"),
    ("a Mongolian vowel separator", "text", "a\u180eb", "26:8 encoding: the character U+180E is not allowed"),
    ("a combining grapheme joiner", "text", "a\u034fb", "26:8 encoding: the character U+034F is not allowed"),
    ("a joiner inside a word", "text", "a\u200db", "26:8 encoding: the character U+200D is not allowed"),
    (
        "a non-joiner inside a Chinese word",
        "chinese",
        "弹\u200c性小球。",
        "27:8 encoding: the character U+200C is not allowed",
    ),
    ("annotation characters", "text", "a\ufff9b\ufffac\ufffb", "26:8 encoding: the character U+FFF9 is not allowed"),
    (
        "tag characters, which spell a hidden text",
        "text",
        "A sphere\U000e0069\U000e0067\U000e006e",
        "26:15 encoding: the character U+E0069 is not allowed",
    ),
    ("a noncharacter", "text", "a\ufdd0b", "26:8 encoding: the character U+FDD0 is not allowed"),
    ("a character for private use", "text", "a\ue000b", "26:8 encoding: the character U+E000 is not allowed"),
    ("a replacement character", "text", "a \ufffd b", "26:9 encoding: the character U+FFFD is not allowed"),
    (
        "a thousand accents on one letter",
        "text",
        _ZALGO,
        "26:8 encoding: 1000 accents on one character are not allowed",
    ),
    (
        "30,000 accents",
        "text",
        "a" + "\u0301" * 30_000,
        "26:8 encoding: 30000 accents on one character are not allowed",
    ),
    (
        "enclosing marks",
        "name",
        "M\u20dd\u20dd\u20dd\u20dd\u20dd",
        "1:8 encoding: 5 accents on one character are not allowed",
    ),
    # --- identifiers
    ("a Cyrillic letter in an id", "venue", "jgr\u0430", "12:7 schema: venue.id is not an id ('jgrа')"),
    ("full-width letters in an id", "venue", "ｊｇｒ", "12:7 schema: venue.id is not an id ('ｊｇｒ')"),
    ("a dotless i in an id", "venue", "ıjgr", "12:7 schema: venue.id is not an id ('ıjgr')"),
    ("an upper-case id", "venue", "JGR", "12:7 schema: venue.id is not an id ('JGR')"),
    ("an id with a line break", "venue", '"jgr\\n"', "12:7 schema: venue.id is not an id ('jgr\\n')"),
    ("an id of 81 letters", "introduced_in", f" {'a' * 81}", "40:16 schema: introduced_in is not an id"),
    ("an id of 200,000 letters", "introduced_in", f" {'a-' * 100_000}b", "40:16 schema: introduced_in is not an id"),
    (
        "a path for an id",
        "introduced_in",
        " ../../etc/passwd",
        "40:16 schema: introduced_in is not an id ('../../etc/passwd')",
    ),
    (
        "an absolute path for an id",
        "introduced_in",
        " /etc/passwd",
        "40:16 schema: introduced_in is not an id ('/etc/passwd')",
    ),
    ("a path as a former id", "aliases", " [../index]", "40:11 schema: aliases[1] is not an id ('../index')"),
    (
        "an address as a former id",
        "aliases",
        ' ["https://example.org/"]',
        "40:12 schema: aliases[1] is not an id ('https://example.org/')",
    ),
    ("a former id with markup", "aliases", " ['<img src=x>']", "40:12 schema: aliases[1] is not an id ('<img src=x>')"),
    (
        "a category out of the tree",
        "category",
        "../../etc",
        "6:11 schema: category is not the path of a category ('../../etc')",
    ),
    (
        "a category that is a root path",
        "category",
        "/monitoring",
        "6:11 schema: category is not the path of a category ('/monitoring')",
    ),
    (
        "a category with a trailing slash",
        "category",
        "monitoring/",
        "6:11 schema: category is not the path of a category ('monitoring/')",
    ),
    (
        "a look-alike category",
        "category",
        "mоnitoring/deformation",
        "6:11 schema: category is not the path of a category ('mоnitoring/deformation')",
    ),
    (
        "a category of 100,000 steps",
        "category",
        "/".join("a" * 100_000),
        "6:11 schema: category is not the path of a category",
    ),
    ("a facet that is a dunder", "facet", "  __class__: [displacement]", "17:3 schema: facets.__class__ is not an id"),
    (
        "a facet that is a template",
        "facet",
        '  "{{ 7*7 }}": [displacement]',
        "17:3 schema: facets.{{ 7*7 }} is not an id",
    ),
    (
        "a look-alike term",
        "term",
        "- displасement".removeprefix("- "),
        "18:7 schema: facets.quantity[1] is not an id ('displасement')",
    ),
    # --- keys that look like known ones
    ("a Cyrillic letter in a key", "n\u0430me", " VEI", "40:1 unknown-field: unknown field 'nаme'"),
    ("a key in upper case", "Doi", " 10.1029/x", "40:1 unknown-field: unknown field 'Doi'"),
    ("a full-width key", "ｄｏｉ", " 10.1029/x", "40:1 unknown-field: unknown field 'ｄｏｉ'"),
    ("a key with a no-break space", "doi\u00a0", " 10.1029/x", "40:1 unknown-field: unknown field 'doi�'"),
    ("a key in Chinese", "标题", " VEI", "40:1 unknown-field: unknown field '标题'"),
    ("a key of Python's", "__class__", " x", "40:1 unknown-field: unknown field '__class__'"),
    ("a key of pydantic's", "model_config", " x", "40:1 unknown-field: unknown field 'model_config'"),
    # --- the wrong kind of value
    ("a list for a name", "name", "[VEI]", "1:1 schema: name must be a text"),
    ("a mapping for a name", "name", "{en: VEI}", "1:1 schema: name must be a text"),
    ("an empty name", "name", '""', "1:1 schema: name is empty"),
    ("a name of blanks", "name", '" \u3000 "', "1:8 schema: name is empty (' \\u3000 ')"),
    ("a name of two lines", "name", '"VEI\\n\\nindex"', "1:7 schema: name has several lines ('VEI\\n\\nindex')"),
    ("a name of 200,000 letters", "name", _LONG, "1:7 schema: name has more than 5,000 characters"),
    ("a text of 200,000 letters", "text", _LONG, "26:7 schema: innovation.en has more than 5,000 characters"),
    (
        "a text of 200,000 brackets",
        "text",
        '"' + "[" * 200_000 + '"',
        "26:8 schema: innovation.en has more than 5,000 characters",
    ),
    (
        "a text of 200,000 backticks",
        "text",
        "x" + "`" * 200_000,
        "26:7 schema: innovation.en has more than 5,000 characters",
    ),
    (
        "a text of 100,000 stars",
        "text",
        "x" + "*a **b" * 33_000,
        "26:7 schema: innovation.en has more than 5,000 characters",
    ),
    ("40,000 mentions", "text", "x" + "[[a]]" * 40_000, "26:7 schema: innovation.en has more than 5,000 characters"),
    ("40,000 figures", "text", "x" + " 12.5" * 40_000, "26:7 schema: innovation.en has more than 5,000 characters"),
    ("a kind that is a list", "kind", "[method]", "5:1 schema: kind is not one of its values"),
    ("a kind in upper case", "kind", "METHOD", "5:7 schema: kind is not one of its values ('METHOD')"),
    ("an author that is a list", "author", "[Kiyoo Mogi]", "8:5 schema: authors[1].name must be a text"),
    ("an author without a name", "author", '""', "8:5 schema: authors[1].name is empty"),
    ("facets that are a list", "facets", "[]", "16:1 schema: facets must have fields below it"),
    (
        "a facet that is a text",
        "facet",
        "  quantity: displacement",
        "17:13 schema: facets.quantity must be a list ('displacement')",
    ),
    ("a facet in a facet", "facet", "  quantity: {displacement: []}", "17:3 schema: facets.quantity must be a list"),
    ("links that are a list", "links", "[]", "14:1 schema: links must have fields below it"),
    (
        "a link of one's own",
        "paper",
        "x\n  evil: https://example.org/",
        "15:10 bad-link: 'x' is not an address to link to",
    ),
    (
        "a reference that is a text",
        "builds_on",
        " [vei]",
        "40:13 schema: builds_on[1] must have fields below it ('vei')",
    ),
    ("references that are a mapping", "builds_on", " {paper: vei}", "40:1 schema: builds_on must be a list"),
    ("figures that are a text", "results", " 76.2", "40:10 schema: results must be a list ('76.2')"),
    (
        "a third language",
        "text",
        "A small sphere under pressure.\n  fr: Une petite sphère.",
        "27:3 unknown-field: unknown field 'fr'",
    ),
    ("a language that is a list", "text", "[a, b]", "26:3 schema: innovation.en must be a text"),
    (
        "6,000 broken references",
        "builds_on",
        " [" + "{paper: a}," * 6_000 + "]",
        "40:47764 syntax: the file has more than 13,107 parts",
    ),
    (
        "1,000 references to nothing",
        "builds_on",
        "".join(f"\n  - {{paper: a{n}, relation: x, note: {{en: n, zh: n}}}}" for n in range(1_000)),
        "41:13 dangling-reference: builds_on refers to 'a0', which is not in papers/",
    ),
    (
        "5,000 unknown terms",
        "facet",
        "  quantity: [" + ",".join(f"a{n}" for n in range(5_000)) + "]",
        "17:14 unknown-term: 'a0' is not a term of facet 'quantity'",
    ),
]

CASES = [_case(*row) for row in _TABLE]

_NUMBERS = [
    (
        "4,000 times a hundred million",
        "亿" * 4_000,
        "26:11 numbers-differ: '7' is in the English of innovation, but not in the Chinese",
    ),
    (
        "a figure of 4,900 digits",
        "9" * 4_900,
        "26:11 numbers-differ: '7' is in the English of innovation, but not in the Chinese",
    ),
    (
        "1,500 scales of scales",
        "9 亿万" * 1_200,
        "26:11 numbers-differ: '7' is in the English of innovation, but not in the Chinese",
    ),
    (
        "400 times two hundred",
        "two hundred " * 400,
        "26:11 numbers-differ: '7' is in the English of innovation, but not in the Chinese",
    ),
    (
        "2,400 figures and commas",
        "1," * 2_400,
        "26:11 numbers-differ: '7' is in the English of innovation, but not in the Chinese",
    ),
    (
        "1,200 figures",
        "12.5 " * 980,
        "26:11 numbers-differ: '7' is in the English of innovation, but not in the Chinese",
    ),
]
for _name, _text, _expected in _NUMBERS:
    _spoil = edit(FILE, _WRITTEN["text"], f"en: Not 7. {_text}")
    CASES.append(Case(_name, _spoil, f"{FILE}:{_expected}", 1, ("check", "--strict")))
assert _ADDED in MOGI
