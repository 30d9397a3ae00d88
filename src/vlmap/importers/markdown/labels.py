"""What people call the parts of an entry in a list of papers, in either language."""

from __future__ import annotations

import re
import unicodedata

_FIELDS = {
    "title": "title, paper, paper title, 标题, 题目, 论文, 论文标题, 论文题目",
    "name": "name, model, method, short name, 名称, 简称, 模型, 方法",
    "authors": "author, authors, 作者",
    "organizations": "organization, organizations, organisation, affiliation, affiliations, institution, institutions, "
    "机构, 单位, 作者单位",
    "arxiv": "arxiv, arxiv id, arxiv 编号",
    "doi": "doi",
    "venue": "published in, publication, venue, conference, journal, 发表于, 发表, 会议, 期刊, 出处",
    "year": "year, 年份, 年",
    "date": "date, submitted, 日期, 发表日期, 提交日期, 终版提交, 提交, 时间",
    "links": "link, links, url, resources, 链接, 资源",
    "code": "code, github, repo, repository, 代码, 开源代码",
    "project": "project, project page, homepage, website, 项目, 项目主页, 主页",
    "weights": "weights, model weights, checkpoint, checkpoints, 权重, 模型权重",
    "demo": "demo, 演示",
    "pdf": "pdf",
    "one_liner": "one-liner, one liner, tl;dr, tldr, in one sentence, 一句话, 一句话总结, 简介",
    "problem": "problem, problems, background, motivation, 背景, 问题, 现有问题, 动机, 研究背景",
    "innovation": "innovation, innovations, key innovation, key idea, novelty, 创新, 创新点, 核心创新, 核心思想",
    "summary": "summary, 总结, 概述, 小结",
    "key_points": "key points, highlights, contribution, contributions, 要点, 关键点, 亮点, 贡献, 主要贡献",
    "limitations": "limitation, limitations, weaknesses, 局限, 局限性, 不足",
    "abstract": "abstract, 摘要",
}
_MEANINGS = {label.strip(): field for field, labels in _FIELDS.items() for label in labels.split(",")}

LINKS = ("paper", "pdf", "code", "project", "weights", "demo")
"""The links of a record, by the names that `meaning` gives them; a paper is called `title` there."""


def meaning(label: str) -> str | None:
    """Return the field that a label stands for, or None. Case, emoji and signs around it do not count."""
    return _MEANINGS.get(_plain(label))


def split(text: str) -> tuple[str | None, str, str]:
    """Return the meaning of the label that a text starts with, the label, and the rest of the text.

    A label stands before a colon, or alone on the first line.
    """
    match = re.match(r"([^:：\n]{1,40})[:：]\s*(.*)", text, re.DOTALL)
    if match and (found := meaning(match[1])):
        return found, match[1], match[2]
    first, _, rest = text.partition("\n")
    found = meaning(first)
    return (found, first, rest) if found else (None, "", text)


def _plain(label: str) -> str:
    kept = "".join(sign for sign in label if not unicodedata.category(sign).startswith(("S", "M", "C")))
    return " ".join(re.sub(r"[*_\[\]()（）【】:：]", " ", kept).casefold().split())
