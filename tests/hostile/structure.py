"""YAML that does more than a record needs, or less than YAML allows.

Each text is put before what is left of a good record; where it does not end a line, it is the whole file.
"""

from __future__ import annotations

from tests.hostile.case import MOGI, Case, Spoil, file

FILE = "papers/mogi.yaml"

_NAME, _REST = MOGI.split("\n", 1)


def _before_the_rest(text: str) -> Spoil:
    if not text.endswith("\n"):
        return file(FILE, text)
    return file(FILE, text + _REST if "name" in text else f"{text}{_NAME}\n{_REST}")


_LAUGHS = "a0: &a0 [lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
_DOUBLES = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 31))
_MERGES = "a0: &a0 {k: v}\n" + "".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}\n" for n in range(1, 31))
_STEPS = "".join(f"{'  ' * depth}k{depth}:\n" for depth in range(300))

_TABLE: list[tuple[str, str, str]] = [
    # --- anchors, aliases, merge keys
    ("an anchor", "name: &x VEI\n", "1:7 syntax: anchors are not used here: &x"),
    ("an alias", "name: &x VEI\nkind: *x\n", "1:7 syntax: anchors are not used here: &x"),
    ("an alias of nothing", "name: *x\n", "1:7 syntax: aliases are not used here: *x"),
    ("an anchor on a key", "&x name: VEI\n", "1:1 syntax: anchors are not used here: &x"),
    ("an alias as a key", "name: &x VEI\n*x : method\n", "1:7 syntax: anchors are not used here: &x"),
    ("an anchor at the root", "&x\nname: VEI\n", "1:1 syntax: anchors are not used here: &x"),
    ("a list in itself", "name: &x [*x]\n", "1:7 syntax: anchors are not used here: &x"),
    ("a mapping in itself", "&x\nname: *x\n", "1:1 syntax: anchors are not used here: &x"),
    ("nine times nine laughs", _LAUGHS, "1:5 syntax: anchors are not used here: &a0"),
    ("two to the thirty", _DOUBLES, "1:5 syntax: anchors are not used here: &a0"),
    ("two to the thirty, merged", _MERGES, "1:5 syntax: anchors are not used here: &a0"),
    ("a merge key", "<<: {name: VEI}\n", "1:1 schema: name is missing"),
    ("a merge key of an alias", "extra: &x {paper: y}\n<<: *x\n", "1:8 syntax: anchors are not used here: &x"),
    (
        "an anchor of 100,000 letters",
        f"name: &{'x' * 100_000} VEI\n",
        "1:7 syntax: anchors are not used here: &xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
    ),
    ("12,000 anchors", "k:\n" + "".join(f"- &a{n}\n" for n in range(12_000)), "1:1 unknown-field: unknown field 'k'"),
    ("12,000 aliases", "k: &a\nl:\n" + "- *a\n" * 12_000, "1:4 syntax: anchors are not used here: &a"),
    (
        "a bold text",
        "name: **VEI**\n",
        "1:7 syntax: this is not YAML: did not find expected alphabetic or numeric character",
    ),
    # --- tags
    ("a Python object", "name: !!python/object/apply:os.system [id]\n", "1:1 schema: name must be a text"),
    ("a Python name", "name: !!python/name:os.system\n", "1:1 schema: name is empty"),
    ("a Python tuple", "name: !!python/tuple [a]\n", "1:1 schema: name must be a text"),
    ("binary", "name: !!binary aGk=\n", "1:7 syntax: tags are not used here: !!binary"),
    ("an empty integer", 'name: !!int ""\n', "1:1 schema: name is empty"),
    ("an empty boolean", 'name: !!bool ""\n', "1:1 schema: name is empty"),
    ("an empty time", 'name: !!timestamp ""\n', "1:1 schema: name is empty"),
    ("a set", "name: !!set {a}\n", "1:1 schema: name must be a text"),
    ("an ordered map", "name: !!omap [a: b]\n", "1:1 schema: name must be a text"),
    ("a tag of one's own", "name: !paper VEI\n", "1:7 syntax: tags are not used here: !paper"),
    (
        "a verbatim tag",
        "name: !<tag:yaml.org,2002:str> VEI\n",
        "1:7 syntax: tags are not used here: !<tag:yaml.org,2002:str>",
    ),
    ("the tag of nothing", "name: ! VEI\n", "1:7 syntax: tags are not used here: !"),
    ("a handle that is not declared", "name: !e!x VEI\n", "1:7 syntax: this is not YAML: found undefined tag handle"),
    ("a tag at the root", "!!map\nname: VEI\n", "1:1 syntax: tags are not used here: !!map"),
    ("a tag on a key", "!!str name: VEI\n", "1:1 syntax: tags are not used here: !!str"),
    (
        "a tag of 100,000 letters",
        f"name: !{'x' * 100_000} VEI\n",
        "1:7 syntax: tags are not used here: !xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
    ),
    # --- keys
    ("a key twice", "name: VEI\nname: VEI 2\n", "2:1 duplicate-key: 'name' is written twice at this level"),
    (
        "a key twice, once in quotes",
        'name: VEI\n"name": VEI 2\n',
        "2:1 duplicate-key: 'name' is written twice at this level",
    ),
    (
        "a key twice, once as an escape",
        'name: VEI\n"n\\x61me": VEI 2\n',
        "2:1 duplicate-key: 'name' is written twice at this level",
    ),
    ("a key 20,000 times", "name: VEI\n" * 20_000, "2:1 duplicate-key: 'name' is written twice at this level"),
    ("6,000 unknown keys", "".join(f"k{n}: x\n" for n in range(6_000)), "1:1 unknown-field: unknown field 'k0'"),
    (
        "20,000 unknown keys on one line",
        "{" + ",".join(f"k{n}: x" for n in range(20_000)) + "}",
        "1:57867 syntax: the file has more than 13,107 parts",
    ),
    (
        "a key of 1,100 letters",
        f"{'k' * 1100}: x\n",
        "1:1101 syntax: this is not YAML: mapping values are not allowed in this context",
    ),
    (
        "a key of 100,000 letters",
        f"? {'k' * 100_000}\n: x\n",
        "1:3 unknown-field: unknown field 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk…",
    ),
    ("a list as a key", "[a, b]: x\n", "1:1 syntax: a list or mapping cannot be a key"),
    ("a mapping as a key", "{a: b}: x\n", "1:1 syntax: a list or mapping cannot be a key"),
    ("a list as a key, in full", "? - a\n: x\n", "1:3 syntax: a list or mapping cannot be a key"),
    ("a text of two lines as a key", "? |\n  a\n  b\n: x\n", "1:3 unknown-field: unknown field 'a�b�'"),
    ("no key", ": x\n", "1:1 syntax: this is not YAML: did not find expected key"),
    ("an empty key", '"": x\n', "1:1 unknown-field: unknown field ''"),
    ("a key that is null", "~: x\n", "1:1 unknown-field: unknown field '~'"),
    ("a key that is true in YAML 1.1", "on: x\n", "1:1 unknown-field: unknown field 'on'"),
    ("a key that is a number", "1: x\n", "1:1 unknown-field: unknown field '1'"),
    ("a key that is a date", "2021-01-01: x\n", "1:1 unknown-field: unknown field '2021-01-01'"),
    ("a key that is not a number", ".nan: x\n", "1:1 unknown-field: unknown field '.nan'"),
    # --- depth and width
    ("21 levels", "name: " + "[" * 21 + "]" * 21 + "\n", "1:27 syntax: nested deeper than 20 levels"),
    ("30,000 brackets, which the C composer dies of", "[" * 30_000, "1:22 syntax: nested deeper than 20 levels"),
    ("260,000 brackets", "[" * 260_000, "1:22 syntax: nested deeper than 20 levels"),
    ("130,000 brackets, closed again", "[" * 130_000 + "]" * 130_000, "1:22 syntax: nested deeper than 20 levels"),
    ("260,000 braces", "{" * 260_000, "1:22 syntax: nested deeper than 20 levels"),
    ("50,000 mappings in one another", "{a: " * 50_000, "1:82 syntax: nested deeper than 20 levels"),
    ("130,000 lists in one another", "- " * 130_000, "1:43 syntax: nested deeper than 20 levels"),
    ("130,000 keys in one another", "? " * 130_000, "1:43 syntax: nested deeper than 20 levels"),
    ("300 levels by indentation", _STEPS, "21:41 syntax: nested deeper than 20 levels"),
    ("a list of 130,000", "name: [" + "a," * 130_000 + "]\n", "1:26214 syntax: the file has more than 13,107 parts"),
    (
        "a list of 130,000 that does not end",
        "name: [" + "a," * 130_000,
        "1:26214 syntax: the file has more than 13,107 parts",
    ),
    ("a list of 60,000 lines", "name:\n" + "- a\n" * 60_000, "13105:3 syntax: the file has more than 13,107 parts"),
    (
        "260,000 commas",
        "name: [" + "," * 260_000 + "]\n",
        "1:8 syntax: this is not YAML: did not find expected node content",
    ),
    (
        "260,000 closing brackets",
        "name: a\n" + "]" * 260_000,
        "2:1 syntax: this is not YAML: did not find expected key",
    ),
    (
        "260,000 colons",
        ":" * 260_000,
        "1:260000 syntax: this is not YAML: mapping values are not allowed in this context",
    ),
    ("260,000 quotes", "name: " + '"' * 260_000, "1:9 syntax: this is not YAML: did not find expected key"),
    ("130,000 escapes", 'name: "' + "\\n" * 130_000 + '"\n', "1:7 schema: name is empty"),
    # --- tabs, indentation
    (
        "a tab before a key",
        "title:\n\ten: VEI\n",
        "2:1 syntax: this is not YAML: found character that cannot start any token",
    ),
    (
        "a tab in a list",
        "authors:\n\t- Self\n",
        "2:1 syntax: this is not YAML: found character that cannot start any token",
    ),
    (
        "a tab before the text of a block",
        "name: |\n\tVEI\n",
        "2:1 syntax: this is not YAML: found a tab character where an indentation space is expected",
    ),
    (
        "a key one blank too far",
        "name: VEI\n kind: method\n",
        "2:6 syntax: this is not YAML: mapping values are not allowed in this context",
    ),
    ("a list item out of line", "authors:\n  - a\n - b\n", "3:2 syntax: this is not YAML: did not find expected key"),
    (
        "a text that loses its indentation",
        "name: |\n  a\n b\n",
        "3:2 syntax: this is not YAML: did not find expected key",
    ),
    # --- documents and directives
    ("a second document", "name: VEI\n---\nname: VEI 2\n", "2:1 syntax: a second document starts here"),
    ("10,000 documents", "--- a\n" * 10_000, "2:1 syntax: a second document starts here"),
    (
        "text after the end",
        "name: VEI\n...\nkind: method\n",
        "3:1 syntax: this is not YAML: did not find expected <document start>",
    ),
    ("a YAML directive", "%YAML 1.1\n---\nname: VEI\n", "1:1 syntax: directives are not used here: %"),
    (
        "a YAML version to come",
        "%YAML 9.9\n---\nname: VEI\n",
        "1:1 syntax: this is not YAML: found incompatible YAML document",
    ),
    (
        "a YAML directive twice",
        "%YAML 1.1\n%YAML 1.1\n---\nname: VEI\n",
        "2:1 syntax: this is not YAML: found duplicate %YAML directive",
    ),
    (
        "a YAML version of 10,000 digits",
        f"%YAML 1.{'1' * 10_000}\n---\nname: VEI\n",
        "1:18 syntax: this is not YAML: found extremely long version number",
    ),
    (
        "a tag directive",
        "%TAG ! tag:yaml.org,2002:\n---\nname: !str VEI\n",
        "1:1 syntax: directives are not used here: %",
    ),
    (
        "an unknown directive",
        "%FOO bar\n---\nname: VEI\n",
        "1:5 syntax: this is not YAML: found unknown directive name",
    ),
    (
        "a directive without a document",
        "%YAML 1.1\n",
        "2:1 syntax: this is not YAML: did not find expected <document start>",
    ),
    # --- block texts
    (
        "an indentation that is too large",
        "name: |9\n  VEI\n",
        "2:3 syntax: this is not YAML: did not find expected key",
    ),
    (
        "an indentation of nought",
        "name: |0\n  VEI\n",
        "1:8 syntax: this is not YAML: found an indentation indicator equal to 0",
    ),
    (
        "two signs of chomping",
        "name: |-+\n  VEI\n",
        "1:9 syntax: this is not YAML: did not find expected comment or line break",
    ),
    (
        "text beside the sign",
        "name: | VEI\n",
        "1:9 syntax: this is not YAML: did not find expected comment or line break",
    ),
    (
        "a folded text beside the sign",
        "name: >- VEI\n  is an index\n",
        "1:10 syntax: this is not YAML: did not find expected comment or line break",
    ),
    (
        "blank lines that are too far",
        "name: |\n      \n  VEI\n",
        "3:3 syntax: this is not YAML: did not find expected key",
    ),
    # --- quotes, escapes, signs
    (
        "an open double quote",
        'name: "VEI\nkind: method\n',
        "1:7 syntax: this is not YAML: found unexpected end of stream",
    ),
    (
        "an open single quote",
        "name: 'VEI\nkind: method\n",
        "1:7 syntax: this is not YAML: found unexpected end of stream",
    ),
    ("text after a quote", 'name: "VEI" index\n', "1:13 syntax: this is not YAML: did not find expected key"),
    ("an unknown escape", 'name: "\\q"\n', "1:8 syntax: this is not YAML: found unknown escape character"),
    ("half an escape", 'name: "\\x4"\n', "1:10 syntax: this is not YAML: did not find expected hexdecimal number"),
    (
        "an escaped surrogate",
        'name: "\\ud800"\n',
        "1:10 syntax: this is not YAML: found invalid Unicode character escape code",
    ),
    (
        "an escape beyond Unicode",
        'name: "\\U00110000"\n',
        "1:10 syntax: this is not YAML: found invalid Unicode character escape code",
    ),
    (
        "an escape far beyond Unicode",
        'name: "\\UFFFFFFFF"\n',
        "1:10 syntax: this is not YAML: found invalid Unicode character escape code",
    ),
    ("an escaped NUL", 'name: "\\0"\n', "1:7 encoding: the character U+0000 is not allowed, nor as an escape"),
    ("an escaped escape", 'name: "\\e[31m"\n', "1:7 encoding: the character U+001B is not allowed, nor as an escape"),
    ("an escaped next line", 'name: "\\N"\n', "1:7 encoding: the character U+0085 is not allowed, nor as an escape"),
    (
        "an escaped line separator",
        'name: "\\L"\n',
        "1:7 encoding: the character U+2028 is not allowed, nor as an escape",
    ),
    (
        "an escaped direction override",
        'name: "\\u202e"\n',
        "1:7 encoding: the character U+202E is not allowed, nor as an escape",
    ),
    ("an escaped BOM", 'name: "\\ufeff"\n', "1:7 encoding: the character U+FEFF is not allowed, nor as an escape"),
    ("an at sign", "name: @vei\n", "1:7 syntax: this is not YAML: found character that cannot start any token"),
    ("a backtick", "name: `vei`\n", "1:7 syntax: this is not YAML: found character that cannot start any token"),
    ("a per cent sign", "name: %vei\n", "1:7 syntax: this is not YAML: found character that cannot start any token"),
    ("a mention", "name: [[vei]] is an index\n", "1:15 syntax: this is not YAML: did not find expected key"),
    (
        "a colon in a text",
        "name: VEI: an index\n",
        "1:10 syntax: this is not YAML: mapping values are not allowed in this context",
    ),
    ("a full-width colon", "name：VEI\n", "1:5 syntax: the colon after 'name' is full-width"),
    (
        "no blank after the colon",
        "name:VEI\nkind:method\n",
        "3:6 syntax: this is not YAML: mapping values are not allowed in this context",
    ),
    ("Chinese quotes around a key", "“name”: VEI\n", "1:1 unknown-field: unknown field '“name”'"),
    (
        "a text that a comment cuts in two",
        "name: VEI # an\n  index\n",
        "2:3 syntax: this is not YAML: did not find expected key",
    ),
]

CASES = [Case(name, _before_the_rest(text), f"{FILE}:{expected}") for name, text, expected in _TABLE]
