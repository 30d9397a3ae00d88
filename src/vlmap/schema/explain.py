"""What a model has to say about a document, said to a person: where, what, and how to mend it."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from vlmap.diagnostics import Diagnostic, Severity
from vlmap.languages import LANGUAGES, LIST_COMMA, Message
from vlmap.schema.text import MOST_CHARACTERS
from vlmap.source import Scalar

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from vlmap.source import Document, Loc

_SHOWN = 40
"""Longer values are not repeated in a message: the line is shown anyway."""

_FORMS: dict[str, tuple[Message, Message]] = {
    "arxiv": (
        Message("is not an arXiv identifier", "不是 arXiv 编号"),
        Message(
            "write the bare identifier without `arXiv:` and without version, e.g. 2103.00020 (five digits since 2015)",
            "请只写编号，不带 `arXiv:` 前缀和版本号，例如 2103.00020（2015 年起为五位）",
        ),
    ),
    "doi": (
        Message("is not a DOI", "不是 DOI"),
        Message("write it bare, e.g. 10.1109/CVPR.2018.00143", "请只写 DOI 本身，例如 10.1109/CVPR.2018.00143"),
    ),
    "acl": (
        Message("is not an ACL Anthology identifier", "不是 ACL Anthology 编号"),
        Message("for example P02-1040 or 2020.emnlp-main.162", "例如 P02-1040 或 2020.emnlp-main.162"),
    ),
    "openreview": (
        Message("is not an OpenReview identifier", "不是 OpenReview 编号"),
        Message("write what follows `id=` in the address", "请写网址中 `id=` 之后的部分"),
    ),
    "unit": (
        Message("is too long for a unit", "过长，不像单位"),
        Message("write its sign alone, e.g. %", "请只写单位符号，例如 %"),
    ),
    "color": (
        Message("is not a colour", "不是颜色值"),
        Message(
            "write it as # and six lower-case digits, e.g. '#1f5fbf'",
            "请写成 # 加六位小写十六进制数，例如 '#1f5fbf'",
        ),
    ),
}
_FORMS["category"] = _FORMS["also_in"] = (
    Message("is not the path of a category", "不是类别路径"),
    Message(
        "write the ids from the root down, joined by `/`, e.g. understanding/alignment",
        "请从根类别起逐级写 id，以 `/` 相连，例如 understanding/alignment",
    ),
)
_ID_FORM = (
    Message("is not an id", "不是合法的 id"),
    Message(
        "use lower-case letters, digits and single hyphens, e.g. blip-2",
        "请只用小写字母、数字与单个连字符，例如 blip-2",
    ),
)

_TYPES: dict[str, tuple[Message, Message | None]] = {
    "string_type": (
        Message("must be a text", "必须是文本"),
        Message("write one text after the colon", "请在冒号后写一段文本"),
    ),
    "tuple_type": (
        Message("must be a list", "必须是列表"),
        Message("write one item a line, each after `- `", "请每行写一项，以 `- ` 开头"),
    ),
    "dict_type": (
        Message("must have fields below it", "下面须有子字段"),
        Message("write `key: value` lines below it, indented by two", "请在下面缩进两格写 `键: 值`"),
    ),
    "not_bilingual": (
        Message("must be given in two languages", "必须以两种语言书写"),
        Message("write `en:` and `zh:` below it, indented by two", "请在下面缩进两格分别写 `en:` 与 `zh:`"),
    ),
    "no_language": (
        Message("has neither `en` nor `zh`", "既没有 `en` 也没有 `zh`"),
        Message("write `en:` and `zh:` below it, indented by two", "请在下面缩进两格分别写 `en:` 与 `zh:`"),
    ),
    "empty": (
        Message("is empty", "是空的"),
        Message("write it, or leave the whole field out if it is optional", "请填写；若为可选字段，可整个省略"),
    ),
    "too_many_characters": (
        Message(f"has more than {MOST_CHARACTERS:,} characters", f"超过 {MOST_CHARACTERS:,} 个字符"),
        Message("shorten it: a text is one paragraph or a few", "请缩短：一段文本只有一段或几段"),
    ),
    "several_lines": (
        Message("has several lines", "有多行"),
        Message("write it on one line", "请写在一行内"),
    ),
    "partial_date": (
        Message("is not a date", "不是日期"),
        Message(
            "write a year, a month or a day: 2021, 2021-02 or 2021-02-26",
            "请写年、年月或年月日：2021、2021-02 或 2021-02-26",
        ),
    ),
    "number": (
        Message("is not a number", "不是数字"),
        Message(
            "write digits with a decimal point and no unit, e.g. 76.2",
            "请写数字，可带小数点，不带单位，例如 76.2",
        ),
    ),
    "year": (
        Message("is not a year", "不是年份"),
        Message("write four digits, e.g. 2021", "请写四位数字，例如 2021"),
    ),
    "whole_number": (
        Message("is not a whole number", "不是整数"),
        Message("write digits only, e.g. 1200", "请只写数字，例如 1200"),
    ),
    "limits_reversed": (
        Message("has its minimum above its maximum", "的下限大于上限"),
        Message("exchange the two", "请交换两者"),
    ),
    "no_identifier": (
        Message("nothing says where the work can be found", "没有写明在哪里能找到这项工作"),
        Message(
            "give one of arxiv, doi, acl, openreview, links.paper or links.project",
            "请至少给出 arxiv、doi、acl、openreview、links.paper、links.project 之一",
        ),
    ),
}
_TYPES["model_type"] = _TYPES["model_attributes_type"] = _TYPES["dict_type"]
_TYPES["list_type"] = _TYPES["tuple_type"]


def explain(error: ErrorDetails, document: Document, model: type[BaseModel]) -> Diagnostic:
    """Turn one finding of the model into a `Diagnostic` of rule `schema` or `unknown-field`."""
    loc: Loc = error["loc"]
    if error["type"] == "extra_forbidden":
        return _unknown_field(loc, document, model)
    if loc[-1:] == ("[key]",):  # how pydantic says that the key itself is wrong
        loc = loc[:-1]
    if error["type"] == "missing":
        return _missing(loc, document)
    if error["type"] == "no_other_root":
        loc = ("roots", error["ctx"]["root"], "unites")
    name = place_name(loc)
    if error["type"] == "no_identifier":
        fact, cure = _TYPES["no_identifier"]
        return _finding(document, (), fact, cure)
    said, cure = _say(error, loc)
    value = document.node(loc)
    shown = f" ({value.value!r})" if isinstance(value, Scalar) and 0 < len(value.value) <= _SHOWN else ""
    quoted = f"（“{value.value}”）" if shown and isinstance(value, Scalar) else ""
    fact = Message(f"{name} {said.en}{shown}", f"{name} {said.zh}{quoted}")
    return _finding(document, loc, fact, cure)


def _say(error: ErrorDetails, loc: Loc) -> tuple[Message, Message | None]:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "enum":
        values = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        return Message("is not one of its values", "不在可选值之中"), Message(
            f"write one of: {LIST_COMMA['en'].join(values)}", f"请写其中之一：{LIST_COMMA['zh'].join(values)}"
        )
    if kind in ("string_pattern_mismatch", "string_too_long"):
        field = next(step for step in reversed(loc) if isinstance(step, str))
        return _FORMS.get(field, _ID_FORM)
    if kind == "too_short":
        least, actual = context["min_length"], context["actual_length"]
        return Message(f"has {actual} items; at least {least} are needed", f"有 {actual} 项，至少需要 {least} 项"), None
    if kind == "too_long":
        most, actual = context["max_length"], context["actual_length"]
        return Message(f"has {actual} items; at most {most} are allowed", f"有 {actual} 项，最多允许 {most} 项"), None
    if kind == "twice":
        return Message(f"names '{context['value']}' twice", f"两次写了“{context['value']}”"), Message(
            "take one of the two out", "请删去二者之一"
        )
    if kind == "no_other_root":
        other = context["other"]
        return Message(f"names '{other}', which is no other root", f"写了“{other}”，但没有这样的其他根类别"), Message(
            "name the roots that this one brings together", "请写这一根类别所统合的其他根类别"
        )
    return _TYPES.get(kind) or (Message(error["msg"], error["msg"]), None)


def _missing(loc: Loc, document: Document) -> Diagnostic:
    name = place_name(loc)
    cure = Message(f"add `{loc[-1]}:`", f"请补上 `{loc[-1]}:`")
    fact = Message(f"{name} is missing", f"缺少 {name}")
    return Diagnostic("schema", Severity.ERROR, document.span(loc), fact, help=cure)


def _unknown_field(loc: Loc, document: Document, model: type[BaseModel]) -> Diagnostic:
    field = str(loc[-1])
    known = _fields(model, loc[:-1])
    stem, _, tail = field.rpartition("_")
    if tail in LANGUAGES and stem in known:
        cure = Message(
            f"languages sit under the field: write `{tail}:` below `{stem}:`",
            f"语言写在字段之下：请在 `{stem}:` 下面写 `{tail}:`",
        )
    elif near := nearest_field(field, model, loc[:-1]):
        cure = Message(f"did you mean `{near}`?", f"是否想写 `{near}`？")
    elif home := _home(field, model, loc[:-1]):
        cure = Message(f"`{field}` stands below `{home}:`", f"`{field}` 应写在 `{home}:` 下面")
    else:
        cure = Message(
            f"the fields here are: {LIST_COMMA['en'].join(known)}", f"此处的字段有：{LIST_COMMA['zh'].join(known)}"
        )
    fact = Message(f"unknown field '{field}'", f"未知字段“{field}”")
    return Diagnostic("unknown-field", Severity.ERROR, document.key_span(loc), fact, help=cure)


def _fields(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the names of the fields that the part of `model` at `loc` has."""
    part = _model_at(model, loc)
    return list(part.model_fields) if part else []


def nearest_field(field: str, model: type[BaseModel], loc: Loc) -> str | None:
    """Return the field of the part at `loc` that a misspelt one was to be."""
    return next(iter(difflib.get_close_matches(field.lower().replace("-", "_"), _fields(model, loc), n=1)), None)


def _home(field: str, model: type[BaseModel], loc: Loc) -> str | None:
    """Return the neighbouring field below which a misplaced one belongs, if there is just one."""
    part = _model_at(model, loc)
    homes = [name for name in part.model_fields if field in _fields(part, (name,))] if part else []
    return homes[0] if len(homes) == 1 else None


def _model_at(kind: Any, loc: Loc) -> type[BaseModel] | None:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(loc[0])) if loc else None
        return kind if not loc else _model_at(field.annotation, loc[1:]) if field else None
    inner = get_args(kind)
    if get_origin(kind) is dict:
        return _model_at(inner[1], loc[1:])
    if get_origin(kind) is tuple:
        return _model_at(inner[0], loc[1:])
    return next((found for part in inner if (found := _model_at(part, loc))), None)


def place_name(loc: Loc) -> str:
    """Return a place as people say it: `builds_on[2].relation`, counted from 1."""
    name = ""
    for step in loc:
        name += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if name else step
    return name or "the record"


def _finding(document: Document, loc: Loc, fact: Message, cure: Message | None) -> Diagnostic:
    return Diagnostic("schema", Severity.ERROR, document.span(loc), fact, help=cure)
