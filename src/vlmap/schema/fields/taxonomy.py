"""The fields of the taxonomy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.languages import Message
from vlmap.schema.taxonomy import (
    Benchmark,
    Category,
    Direction,
    Facet,
    LineStyle,
    Organization,
    Range,
    Relation,
    Taxonomy,
    Term,
    VenueName,
    VenueType,
)

if TYPE_CHECKING:
    from enum import StrEnum

    from vlmap.schema.base import Part

_LABEL = Message("The name, as pages show it.", "名称，即页面上显示的文字。")
_DEFINITION = Message("What is meant, in a sentence.", "一句话说明其含义。")
_ALIASES = Message("Other words for the same, found by search.", "同义的其他说法，供搜索使用。")

VALUES: dict[type[StrEnum], dict[str, Message]] = {
    VenueType: {
        VenueType.CONFERENCE: Message("conference", "会议"),
        VenueType.JOURNAL: Message("journal", "期刊"),
        VenueType.WORKSHOP: Message("workshop", "研讨会"),
        VenueType.PREPRINT: Message("preprint", "预印本"),
        VenueType.REPORT: Message("report", "技术报告"),
        VenueType.BOOK: Message("book", "图书"),
    },
    Direction: {
        Direction.HIGHER: Message("higher is better", "越高越好"),
        Direction.LOWER: Message("lower is better", "越低越好"),
    },
    LineStyle: {
        LineStyle.SOLID: Message("solid", "实线"),
        LineStyle.DASHED: Message("dashed", "虚线"),
        LineStyle.DOTTED: Message("dotted", "点线"),
    },
}

FIELDS: dict[type[Part], dict[str, Message]] = {
    Taxonomy: {
        "roots": Message("The main branches of the map, with their categories.", "地图的主干及其下的类别。"),
        "facets": Message("What can be asked of every record.", "可对每条记录提出的问题。"),
        "relations": Message("How a work can relate to an older one.", "一项工作与前作之间可有的关系。"),
        "venues": Message("Where works are published.", "作品发表之处。"),
        "organizations": Message("Where authors work.", "作者所在机构。"),
        "benchmarks": Message("Tests on which works report figures.", "各工作报告数值所用的基准。"),
        "settings": Message("Conditions under which a figure is measured.", "测得数值的条件。"),
        "glossary": Message(
            "The concepts, each with the one Chinese term to use.", "概念表，每个概念只有一个规范的中文术语。"
        ),
    },
    Category: {
        "label": _LABEL,
        "color": Message("The colour of a root: # and six lower-case digits.", "主干的颜色：# 加六位小写十六进制数。"),
        "unites": Message("The roots that this root brings together.", "此主干所统一的其他主干。"),
        "definition": _DEFINITION,
        "goal": Message("What works here are after.", "这类工作追求什么。"),
        "significance": Message(
            "What this branch changed in the history of the field.", "这一分支在领域历史上带来的改变。"
        ),
        "categories": Message("The branches below.", "下级类别。"),
    },
    Term: {"label": _LABEL, "definition": _DEFINITION, "aliases": _ALIASES},
    Facet: {
        "label": _LABEL,
        "definition": _DEFINITION,
        "terms": Message("The possible answers.", "可选的答案。"),
    },
    Relation: {
        "label": Message("How the newer work relates to the older.", "从新作看两者的关系。"),
        "inverse": Message("The same, seen from the older work.", "从前作看同一关系。"),
        "definition": _DEFINITION,
        "color": Message("The colour of its line on the map.", "在地图上连线的颜色。"),
        "line": Message("How its line is drawn: it can be told without colour.", "连线的线型，不靠颜色也能区分。"),
    },
    VenueName: {
        "label": Message("The name in short.", "简称。"),
        "name": Message("The name in full.", "全称。"),
        "type": Message("What kind of place it is.", "发表处的类型。"),
    },
    Organization: {"label": _LABEL, "aliases": _ALIASES},
    Benchmark: {
        "label": _LABEL,
        "definition": _DEFINITION,
        "metric": Message("What is measured.", "测量的是什么。"),
        "unit": Message(
            "The unit behind every value, such as %; empty where there is none.", "数值后的单位，如 %；没有则留空。"
        ),
        "direction": Message("Which way is better.", "越高越好还是越低越好。"),
        "range": Message("The bounds a value may have.", "数值允许的范围。"),
        "dataset": Message("The record of its data set: an id.", "所用数据集的记录，写它的 id。"),
    },
    Range: {
        "minimum": Message("The smallest value.", "最小值。"),
        "maximum": Message("The largest value.", "最大值。"),
    },
}
