"""How one text is written."""

from __future__ import annotations

import json
from io import StringIO

import yaml

_EMITTER = yaml.emitter.Emitter(StringIO(), allow_unicode=True)
_RESOLVER = yaml.resolver.Resolver()
_TEXT = "tag:yaml.org,2002:str"


def is_text_to_all(plain: str) -> bool:
    """Tell whether every YAML reader takes a plain word for text: `2103.00020`, `no` and `1e3` are something else."""
    try:
        float(plain)
    except ValueError:
        tag: str = _RESOLVER.resolve(yaml.ScalarNode, plain, (True, False))  # type: ignore[no-untyped-call]
        return tag == _TEXT
    return False


def on_one_line(value: str, *, may_be_number: bool = False) -> str:
    """Return a text as it stands behind a key: plain where it can be, else in double quotes."""
    plain = _EMITTER.analyze_scalar(value).allow_block_plain and (may_be_number or is_text_to_all(value))
    return value if plain else quoted(value)


def quoted(value: str) -> str:
    """Return a text in double quotes; the escapes of JSON are those of YAML."""
    return json.dumps(value, ensure_ascii=False)


def fits_block(value: str) -> bool:
    """Tell whether a text without blanks around it can stand line by line below a `|`."""
    return bool(value) and "\r" not in value
