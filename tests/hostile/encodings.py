"""Bytes that are not the UTF-8 text of a record: `papers/hostile.yaml` as a whole."""

from __future__ import annotations

import gzip
import os
from typing import TYPE_CHECKING

from tests.hostile.case import MOGI, Case, file

if TYPE_CHECKING:
    from pathlib import Path

FILE = "papers/hostile.yaml"
_KB256 = 256 * 1024


def _sparse(folder: Path) -> None:
    (folder / FILE).write_bytes(b"name: x\n")
    os.truncate(folder / FILE, 8 * 1024**3)


def _with(old: str, new: bytes) -> bytes:
    """The record with one text of it replaced by bytes."""
    return MOGI.encode().replace(old.encode(), new, 1)


_TABLE: list[tuple[str, bytes, str]] = [
    # --- another encoding than UTF-8
    ("GBK", MOGI.replace("—", "-").encode("gbk"), "4:7 encoding: the file is not UTF-8; it looks like GBK"),
    ("GB 18030", MOGI.encode("gb18030"), "4:7 encoding: the file is not UTF-8; it looks like GBK"),
    (
        "GBK, one line of it",
        "name: x\none_liner:\n  zh: 用一个数表示大小。\n".encode("gbk"),
        "3:7 encoding: the file is not UTF-8; it looks like GBK",
    ),
    ("GBK, two characters", "name: 火山\n".encode("gbk"), "1:7 encoding: the file is not UTF-8; it looks like GBK"),
    ("Big5", MOGI.encode("big5", "replace"), "4:7 encoding: the file is not UTF-8"),
    ("Shift JIS", "name: 茂木清夫のモデル\n".encode("shift_jis"), "1:7 encoding: the file is not UTF-8"),
    ("EUC-KR", "name: 화산 폭발 지수\n".encode("euc_kr"), "1:8 encoding: the file is not UTF-8; it looks like GBK"),
    ("KOI8-R", "name: Индекс вулканической взрывоопасности\n".encode("koi8_r"), "1:7 encoding: the file is not UTF-8"),
    ("Latin-1", "name: Éruption\n".encode("latin-1"), "1:7 encoding: the file is not UTF-8"),
    ("Windows 1252 quotes", "name: “VEI” – an index\n".encode("cp1252"), "1:7 encoding: the file is not UTF-8"),
    (
        "UTF-16 LE with BOM",
        b"\xff\xfe" + MOGI.encode("utf-16-le"),
        "1:1 encoding: the file is not UTF-8; it looks like UTF-16",
    ),
    (
        "UTF-16 BE with BOM",
        b"\xfe\xff" + MOGI.encode("utf-16-be"),
        "1:1 encoding: the file is not UTF-8; it looks like UTF-16",
    ),
    ("UTF-16 LE", MOGI.encode("utf-16-le"), "1:1 encoding: the file is not UTF-8; it looks like UTF-16"),
    ("UTF-16 BE", MOGI.encode("utf-16-be"), "1:1 encoding: the file is not UTF-8; it looks like UTF-16"),
    (
        "UTF-16 LE, Latin only",
        "name: VEI\nkind: method\n".encode("utf-16-le"),
        "1:1 encoding: the file is not UTF-8; it looks like UTF-16",
    ),
    (
        "UTF-16 BE, Latin only",
        "name: VEI\nkind: method\n".encode("utf-16-be"),
        "1:1 encoding: the file is not UTF-8; it looks like UTF-16",
    ),
    (
        "UTF-32 LE with BOM",
        b"\xff\xfe\x00\x00" + MOGI.encode("utf-32-le"),
        "1:1 encoding: the file is not UTF-8; it looks like UTF-32",
    ),
    (
        "UTF-32 BE with BOM",
        b"\x00\x00\xfe\xff" + MOGI.encode("utf-32-be"),
        "1:1 encoding: the file is not UTF-8; it looks like UTF-32",
    ),
    ("UTF-32 LE", MOGI.encode("utf-32-le"), "1:1 encoding: the file is not UTF-8; it looks like UTF-32"),
    (
        "UTF-32 BE, Latin only",
        "name: VEI\nkind: method\n".encode("utf-32-be"),
        "1:1 encoding: the file is not UTF-8; it looks like UTF-32",
    ),
    ("EBCDIC", "name: VEI\nkind: method\n".encode("cp037"), "1:1 encoding: the file is not UTF-8"),
    # --- UTF-8 with something else in it
    ("a GBK line in UTF-8", _with("茂木清夫", "茂木清夫".encode("gbk")), "9:11 encoding: the file is not UTF-8"),
    ("a Latin-1 letter in UTF-8", _with("Kiyoo", b"Kiy\xf6o"), "8:14 encoding: the file is not UTF-8"),
    ("a lone continuation byte", _with("Kiyoo", b"Kiyoo\x80"), "8:16 encoding: the file is not UTF-8"),
    ("a character cut at the end", MOGI.encode().rstrip(b"\n")[:-1], "43:24 encoding: the file is not UTF-8"),
    ("overlong NUL", _with("Kiyoo", b"\xc0\x80"), "8:11 encoding: the file is not UTF-8"),
    ("overlong slash", _with("Kiyoo", b"\xe0\x80\xaf"), "8:11 encoding: the file is not UTF-8"),
    ("surrogates as in CESU-8", _with("Kiyoo", b"\xed\xa0\xbd\xed\xb8\x80"), "8:11 encoding: the file is not UTF-8"),
    ("beyond U+10FFFF", _with("Kiyoo", b"\xf4\x90\x80\x80"), "8:11 encoding: the file is not UTF-8"),
    ("a sequence of five bytes", _with("Kiyoo", b"\xf8\x88\x80\x80\x80"), "8:11 encoding: the file is not UTF-8"),
    ("two BOMs", b"\xef\xbb\xbf" * 2 + MOGI.encode(), "1:1 encoding: the character U+FEFF is not allowed"),
    ("a BOM in the middle", _with("Kiyoo", b"\xef\xbb\xbfKiyoo"), "8:11 encoding: the character U+FEFF is not allowed"),
    # --- control characters
    ("NUL", _with("Kiyoo", b"Ki\x00yoo"), "8:13 encoding: the character U+0000 is not allowed"),
    (
        "NUL up to the end of the block, as after a crash",
        MOGI.encode() + b"\0" * 4096,
        "44:1 encoding: the character U+0000 is not allowed",
    ),
    ("nothing but NUL", b"\0" * 8192, "1:1 encoding: the character U+0000 is not allowed"),
    (
        "an escape sequence",
        _with("Kiyoo", b"\x1b[2J\x1b]0;owned\x07"),
        "8:11 encoding: the character U+001B is not allowed",
    ),
    ("bell", _with("Kiyoo", b"\x07"), "8:11 encoding: the character U+0007 is not allowed"),
    (
        "backspaces",
        _with("Kiyoo", b"Kiyoo\x08\x08\x08\x08\x08Other"),
        "8:16 encoding: the character U+0008 is not allowed",
    ),
    ("delete", _with("Kiyoo", b"\x7f"), "8:11 encoding: the character U+007F is not allowed"),
    ("vertical tab", _with("Kiyoo", b"\x0b"), "8:11 encoding: the character U+000B is not allowed"),
    ("form feed", _with("Kiyoo", b"\x0c"), "8:11 encoding: the character U+000C is not allowed"),
    ("C1: next line", _with("Kiyoo", "\x85".encode()), "8:11 encoding: the character U+0085 is not allowed"),
    (
        "C1: control sequence introducer",
        _with("Kiyoo", "\x9b31m".encode()),
        "8:11 encoding: the character U+009B is not allowed",
    ),
    ("line separator", _with("Kiyoo", "\u2028".encode()), "8:11 encoding: the character U+2028 is not allowed"),
    ("paragraph separator", _with("Kiyoo", "\u2029".encode()), "8:11 encoding: the character U+2029 is not allowed"),
    # --- another kind of file
    ("gzip", gzip.compress(MOGI.encode(), mtime=0), "1:2 encoding: the file is not UTF-8"),
    ("PNG", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "1:1 encoding: the file is not UTF-8"),
    ("PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "2:2 encoding: the file is not UTF-8"),
    ("ZIP", b"PK\x03\x04\x14\x00\x00\x00\x08\x00", "1:3 encoding: the character U+0003 is not allowed"),
    ("ELF", b"\x7fELF\x02\x01\x01" + b"\0" * 9, "1:1 encoding: the character U+007F is not allowed"),
    (
        "HTML",
        b"<!doctype html>\n<html><body>404: Not Found</body></html>\n",
        "2:16 syntax: this is not YAML: mapping values are not allowed in this context",
    ),
    (
        "a Git LFS pointer",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
        "1:1 syntax: the file has no fields",
    ),
    ("TOML", b'[paper]\nname = "VEI"\n', "2:1 syntax: this is not YAML: did not find expected <document start>"),
    (
        "BibTeX",
        b"@article{vei,\n  title = {VEI},\n}\n",
        "1:1 syntax: this is not YAML: found character that cannot start any token",
    ),
    ("JSON", b'{"name": "VEI", "title": {"en": "VEI"}}\n', "1:1 schema: authors is missing"),
    ("CSV", b"name,title\nVEI,An index\n", "1:1 syntax: the file has no fields"),
    ("Markdown", b"# VEI\n\nAn index of [explosivity](x).\n", "1:1 syntax: the file has no fields"),
    ("front matter", b"---\nname: VEI\n---\n# VEI\n", "3:1 syntax: a second document starts here"),
    ("a shell script", b"#!/bin/sh\nrm -rf /\n", "1:1 syntax: the file has no fields"),
    ("RTF", rb"{\rtf1\ansi VEI}", "1:1 schema: authors is missing"),
    (
        "a diff",
        b"--- a/papers/vei.yaml\n+++ b/papers/vei.yaml\n@@ -1 +1 @@\n-name: VEI\n",
        "4:6 syntax: this is not YAML: mapping values are not allowed in this context",
    ),
    (
        "conflict markers",
        b"<<<<<<< HEAD\nname: VEI\n=======\nname: VEI 2\n>>>>>>> other\n",
        "1:1 syntax: a merge conflict was left here",
    ),
    (
        "conflict markers inside",
        _with("Kiyoo Mogi", b"A\n<<<<<<< HEAD\n=======\n>>>>>>> b"),
        "9:1 syntax: a merge conflict was left here",
    ),
    # --- nothing
    ("empty", b"", "1:1 syntax: the file has no fields"),
    ("blanks", b"   \n\n  \n", "1:1 syntax: the file has no fields"),
    ("a comment", b"# to be written\n", "1:1 syntax: the file has no fields"),
    ("three hyphens", b"---\n", "1:1 syntax: the file has no fields"),
    ("three dots", b"...\n", "1:1 syntax: this is not YAML: did not find expected node content"),
    ("a BOM and nothing else", b"\xef\xbb\xbf", "1:1 syntax: the file has no fields"),
    ("one word", b"VEI", "1:1 syntax: the file has no fields"),
    # --- size
    ("one byte too many", b"name: " + b"x" * (_KB256 - 5), "1:1 encoding: the file is larger than 262,144 bytes"),
    ("32 MiB", b"name: x\n" * (1 << 22), "1:1 encoding: the file is larger than 262,144 bytes"),
    ("one line of 256 KiB", b"name: " + b"x" * (_KB256 - 6), "1:1 schema: authors is missing"),
    ("one line of Chinese, 256 KiB", b"name: " + "字".encode() * 87000, "1:1 schema: authors is missing"),
    (
        "a mistake at the end of a line of 256 KiB",
        b"# " + b"x" * (_KB256 - 12) + b"\x07",
        "1:262135 encoding: the character U+0007 is not allowed",
    ),
    ("260,000 control characters", b"\x07" * 260_000, "1:1 encoding: the character U+0007 is not allowed"),
    ("control characters in 80,000 lines", b"a\x07\n" * 80_000, "1:2 encoding: the character U+0007 is not allowed"),
    ("260,000 line breaks", b"\n" * 260_000, "1:1 syntax: the file has no fields"),
    ("130,000 comments", b"#\n" * 130_000, "1:1 syntax: the file has no fields"),
    ("260,000 tabs", b"\t" * 260_000, "1:1 syntax: this is not YAML: found character that cannot start any token"),
    ("260,000 blanks before a value", b"name:" + b" " * 260_000 + b"x", "1:1 schema: authors is missing"),
]

CASES = [Case(name, file(FILE, raw), f"{FILE}:{expected}") for name, raw, expected in _TABLE]
CASES += [Case("8 GiB of nothing", _sparse, f"{FILE}:1:1 encoding: the file is larger than 262,144 bytes")]
