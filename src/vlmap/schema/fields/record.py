"""The fields of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vlmap.languages import Message
from vlmap.schema.record import Author, Citations, Kind, Links, Record, Reference, Result, Venue
from vlmap.schema.text import Text, TextList

if TYPE_CHECKING:
    from enum import StrEnum

    from vlmap.schema.base import Part

VALUES: dict[type[StrEnum], dict[str, Message]] = {
    Kind: {
        Kind.METHOD: Message("method", "方法"),
        Kind.DATASET: Message("data set", "数据集"),
        Kind.METRIC: Message("metric", "指标"),
        Kind.SURVEY: Message("survey", "综述"),
    },
}

FIELDS: dict[type[Part], dict[str, Message]] = {
    Record: {
        "name": Message("The short name that the field uses.", "领域内通行的简称。"),
        "title": Message(
            "The title: in English exactly as published, and its translation.", "标题：英文与发表时完全一致，另附译文。"
        ),
        "kind": Message(
            "What the record is about: a method, a data set, a metric or a survey.",
            "记录的类型：方法、数据集、评测指标或综述。",
        ),
        "introduced_in": Message(
            "The record whose paper presents this data set or metric; the two may share identifiers and title.",
            "提出该数据集或指标的论文所对应的记录；两者的编号与标题可以相同。",
        ),
        "aliases": Message(
            "Former ids of this record. Their addresses lead here, so that no link ever breaks.",
            "本记录用过的 id。旧地址都会转到这里，链接永不失效。",
        ),
        "category": Message(
            "The one home in the taxonomy: ids from the root down, joined by `/`.",
            "在分类中唯一的归属：从根类别起逐级写 id，以 `/` 相连。",
        ),
        "also_in": Message("Other categories that list the record, too.", "同时列出本记录的其他类别。"),
        "authors": Message("All authors in full and in the order of the paper.", "全部作者，写全名，顺序与论文一致。"),
        "organizations": Message(
            "Where the authors work: ids from taxonomy.yaml.", "作者所在机构，写 taxonomy.yaml 中的 id。"
        ),
        "date": Message(
            "The first public version, as precise as verified: 2021, 2021-02 or 2021-02-26.",
            "首个公开版本的日期，查证到哪一级就写到哪一级：2021、2021-02 或 2021-02-26。",
        ),
        "venue": Message("Where and when it was published.", "发表于何处、何年。"),
        "arxiv": Message(
            'The arXiv identifier without version, in quotation marks: "2103.00020".',
            'arXiv 编号，不带版本号，写在引号内："2103.00020"。',
        ),
        "doi": Message("The DOI itself, without an address before it.", "DOI 本身，前面不加网址。"),
        "acl": Message("The ACL Anthology identifier.", "ACL Anthology 编号。"),
        "openreview": Message(
            "The OpenReview identifier: what follows `id=` in the address.",
            "OpenReview 编号，即网址中 `id=` 之后的部分。",
        ),
        "links": Message("Addresses of the work itself.", "作品本身的各个网址。"),
        "facets": Message(
            "What can be asked of every record, each facet with its terms from taxonomy.yaml.",
            "可对每条记录提出的问题：各分面及其术语，取自 taxonomy.yaml。",
        ),
        "one_liner": Message("One sentence that a newcomer understands.", "一句话概括，初学者也能看懂。"),
        "problem": Message("What was wrong before.", "此前存在什么问题。"),
        "innovation": Message("The new idea.", "新的想法是什么。"),
        "summary": Message(
            "How it works and what it showed: 120 to 220 English words, 180 to 400 Chinese characters.",
            "如何工作、得到什么结果：英文 120–220 词，中文 180–400 字。",
        ),
        "key_points": Message("Three to six points to remember, one sentence each.", "三至六条要点，每条一句。"),
        "limitations": Message("What it cannot do.", "它做不到什么。"),
        "builds_on": Message(
            "What it takes from older works on the map; the opposite direction follows by itself.",
            "它从地图上更早的工作中取用了什么；反向关系自动得出。",
        ),
        "no_predecessor": Message("Why a method has no predecessor on the map.", "某方法在地图上没有前作的原因。"),
        "results": Message("Published figures, each with its source.", "已发表的数值，逐一注明出处。"),
        "citations": Message("How often it was cited, with the day and the source.", "被引次数，注明日期与来源。"),
        "sources": Message(
            "Where the facts were checked: an address, or a paper with the place in it.",
            "在哪里核对过事实：网址，或论文及其中的位置。",
        ),
        "reviewed": Message("The day on which the facts were last checked.", "最近一次核对事实的日期。"),
    },
    Author: {
        "name": Message("The name as printed.", "论文上的署名。"),
        "zh": Message("The Chinese original of the name, where it is known.", "姓名的中文原文（已知时填写）。"),
    },
    Venue: {
        "id": Message("A venue of taxonomy.yaml.", "taxonomy.yaml 中的发表处。"),
        "year": Message("The year of publication there.", "在该处发表的年份。"),
    },
    Links: {
        "paper": Message(
            "The page of the paper, where no identifier leads to it.", "论文页面（没有编号可指向时填写）。"
        ),
        "pdf": Message("The paper as PDF.", "论文的 PDF 文件。"),
        "code": Message("The authors' code.", "作者公开的代码。"),
        "project": Message("The project's page.", "项目主页。"),
        "weights": Message("Trained weights.", "训练好的权重。"),
        "demo": Message("A demonstration to try.", "可试用的演示。"),
    },
    Reference: {
        "paper": Message("The older work: its id.", "更早的工作，写它的 id。"),
        "relation": Message(
            "How the two works relate: an id from taxonomy.yaml.", "两者的关系，写 taxonomy.yaml 中的 id。"
        ),
        "note": Message("What exactly is taken over or changed, in a sentence.", "具体取用或改变了什么，写一句话。"),
    },
    Result: {
        "benchmark": Message("The test: an id from taxonomy.yaml.", "基准，写 taxonomy.yaml 中的 id。"),
        "value": Message("The figure as printed, without unit.", "论文所载的数值，不带单位。"),
        "variant": Message("Which version of the model, as the paper names it.", "模型的哪个版本，按论文中的叫法。"),
        "setting": Message(
            "Under which conditions: words from `settings` of taxonomy.yaml, parted by commas.",
            "在何种条件下测得：取自 taxonomy.yaml 的 `settings`，以逗号分隔。",
        ),
        "source": Message("Where the figure is printed: paper and table.", "数值的出处：哪篇论文的哪张表。"),
        "note": Message(
            "What one must know to read the figure, and where sources disagree.", "读数须知，以及各来源不一致之处。"
        ),
    },
    Citations: {
        "count": Message("How many citations.", "被引次数。"),
        "as_of": Message("On which day.", "截至哪一天。"),
        "source": Message("According to whom.", "依据何处。"),
    },
    Text: {
        "en": Message("The English.", "英文。"),
        "zh": Message("The Chinese.", "中文。"),
    },
    TextList: {
        "en": Message("In English.", "英文。"),
        "zh": Message("In Chinese.", "中文。"),
    },
}
