"""What the rules about consistency leave alone, which is most of what they look at; the golden cases show the rest."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import yaml

from vlmap.catalog import Lock, load
from vlmap.checks import check
from vlmap.checks.numerals import figures, is_plain, mentioned

if TYPE_CHECKING:
    from vlmap.catalog import Project

RULES = ("numbers-differ", "repeated-innovation", "term-variant", "name-variant")

GLOSSARY = """
glossary:
  pyroclastic-flow:
    label: {en: pyroclastic flow, zh: 火山碎屑流}
    definition: {en: A hot mixture., zh: 炽热的混合物。}
    aliases: {zh: [火成碎屑流, 热云]}
  gps:
    label: {en: GPS, zh: 全球定位系统}
    definition: {en: Positions from satellites., zh: 由卫星定位。}
    aliases: {zh: [卫星接收机], en: [gps receiver]}
"""


def found(project: Project, en: str | None, zh: str | None, **fields: object) -> list[tuple[str, str]]:
    """Return rule and marked text of what is found after the summary of a record, and other fields, were replaced."""
    path = project.papers / "mogi.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["summary"] = {lang: text for lang, text in (("en", en), ("zh", zh)) if text}
    path.write_text(yaml.safe_dump(data | fields, allow_unicode=True, sort_keys=False, width=10**6), encoding="utf-8")
    findings = check(load(project), Lock({}), RULES)
    return [(item.rule, item.span.text[item.span.column - 1 : item.span.end_column - 1]) for item in findings]


def named(project: Project, name: str) -> Project:
    """Give another record of the project a name to look for."""
    path = project.papers / "vei.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("name: VEI", f"name: {name}"), encoding="utf-8")
    return project


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("It has 400 million pairs.", "共 4 亿对。"),
        ("It has 1.8 billion pairs.", "共 18 亿对。"),
        ("It has 43 million pairs.", "共 4,300 万对。"),
        ("Over 50 billion were tried, then 3 trillion.", "试过 500 多亿，后为 3 万亿。"),
        ("A batch of 32,768, 30k steps, 0.5B words.", "批大小 32768，共 3 万步、5 亿词。"),
        ("From 3 to 5 million, and 3.5 instead of 12 billion.", "从 300 万到 500 万；为 35 亿而非 120 亿。"),
        ("It has 80 billion of them, not 8.", "共 800 亿，而非 80 亿。"),
        ("It gives 76.2% and 0.50.", "为 76.2 % 和 0.5。"),
        ("Twice as fast, 10 times as large.", "快 2 倍，规模大一个数量级。"),
        ("Two of 12, a dozen in all, half of them old.", "12 个中的 2 个，占 50%。"),
        ("Twenty-one million, three hundred thousand.", "2,100 万与 30 万。"),
        ("It takes 12 million.", "需一千二百万。"),
        ("A third of it, and two fifths.", "其 1/3 与 2/5。"),
        ("In February 1982.", "1982 年 2 月。"),
        ("In the 1990s.", "20 世纪 90 年代。"),
        ("30% of it.", "其三成，即 3 成。"),
        ("The 3rd and the 21st of them.", "第 3 次与第二十一次。"),
        ("One of them.", "其中 1 个。"),
        ("A tenfold rise.", "增至 10 倍。"),
        ("By its own numbers, GPT-2 on ViT-L/14@336px in v3.", "就其自身数据而言。"),
        ("As `x = 42` says, see [the page](https://example.org/2013/07) and [[vei|VEI 1982]].", "见代码。"),
        ("In 3D, 64px wide.", "三维。"),
    ],
)
def test_figures_that_agree(en: str, zh: str, volcano: Project) -> None:
    assert found(volcano, en, zh) == []


@pytest.mark.parametrize(
    ("en", "zh", "marked"),
    [
        ("It has 400 million pairs.", "共 400 万对。", ["400 million", "400 万"]),
        ("It has 1.8 billion pairs.", "共 1.8 亿对。", ["1.8 billion", "1.8 亿"]),
        ("It gives 76.2%.", "为 72.6%。", ["76.2%", "72.6%"]),
        ("A batch of 32,768.", "批大小很大。", ["32,768"]),
        ("A large batch.", "批大小为 32,768。", ["32,768"]),
        ("From 3 to 5 million.", "从 300 万到 600 万。", ["5 million", "600 万"]),
        ("16 × 16 of them.", "14 × 14 个。", ["16", "16", "14", "14"]),
        ("It is 7 or 12.", "为七或十三。", ["12"]),
        ("In 2014.", "2015 年。", ["2014", "2015"]),
    ],
)
def test_figures_that_differ(en: str, zh: str, marked: list[str], volcano: Project) -> None:
    assert found(volcano, en, zh) == [("numbers-differ", text) for text in marked]


@pytest.mark.parametrize(("en", "zh"), [("It has 400 million.", None), (None, "共 4 亿。")])
def test_a_text_in_one_language_contradicts_nothing(en: str | None, zh: str | None, volcano: Project) -> None:
    assert found(volcano, en, zh) == []


def test_a_title_may_spell_its_numbers(volcano: Project) -> None:
    path = volcano.papers / "vei.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("zh: 火山爆发指数", "zh: 1982 年的火山爆发指数"), encoding="utf-8")
    assert check(load(volcano), Lock({}), RULES) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two hundred thousand", 200_000),
        ("Twenty-four", 24),
        ("a dozen", 12),
        ("threefold", 3),
        ("三百二十万", 3_200_000),
        ("十二", 12),
        ("两千", 2000),
        ("二十亿", 2_000_000_000),
        ("六成", 60),
        ("四分之一", 25),
        ("一半", 50),
        ("第 16 届", 16),
        ("seven thousand", 7_000),
        ("seven million", 7_000_000),
        ("seven billion", 7_000_000_000),
        ("seven trillion", 7_000_000_000_000),
        ("hundreds", 100),
        ("a hundredth", 100),
        ("a thousandth", 1000),
        ("an order of magnitude", 10),
        ("the map", 1),  # which an article says, too
        ("half of it", Decimal("0.5")),
        ("half of it", 50),
        ("halved", 2),
        ("one third", 33),
        ("a quarter", Decimal("0.25")),
        ("in March", 3),
        ("翻一倍", 2),
        ("翻番", 2),
        ("一个数量级", 10),
        ("3 成", 30),
        ("一半", Decimal("0.5")),
        ("三分之一", 33),
    ],
)
def test_numbers_in_words_are_understood(text: str, value: int | Decimal) -> None:
    assert value in mentioned(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", 120),
        ("the map", 2),
        ("完整", 2),
        ("完整", 10),
        ("whole", 50),
        ("May", 4),
        ("13 成", 30),
        ("2.3 成", 30),
    ],
)
def test_numbers_that_nobody_mentioned(text: str, value: int) -> None:
    assert value not in mentioned(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("76.2%", [("76.2", "0.762")]),
        ("1,234", [("1234",)]),
        ("3 million", [("3000000",)]),
        ("3.5B", [("3500000000",)]),
        ("3 万", [("30000",)]),
        ("3 千", [("3000", "3")]),
        ("3 千万", [("30000000",)]),
        ("3 to 5 million", [("3", "3000000"), ("5000000",)]),
        ("2 million, and 5", [("2000000",), ("5", "5000000")]),
        ("2 million. 5 more", [("2000000",), ("5",)]),
        ("3, 4, 5 million", [("3", "3000000"), ("4", "4000000"), ("5000000",)]),
        ("5 of 6", [("5",), ("6",)]),
    ],
)
def test_a_figure_has_every_value_it_may_have(text: str, values: list[tuple[str, ...]]) -> None:
    assert [figure.values for figure in figures(text)] == [tuple(map(Decimal, one)) for one in values]


@pytest.mark.parametrize(
    "text", ["GPT-2", "L/14", "v3", "@336", "ResNet-50", "CC12M", "3D", "336px", "1990s", "90 年代"]
)
def test_part_of_a_name_is_no_figure(text: str) -> None:
    assert not any(is_plain(figure, text) for figure in figures(text))


def test_an_innovation_in_other_words_is_not_a_repetition(volcano: Project) -> None:
    line = "A swelling point at depth explains how the ground around a volcano rises."
    more = f"{line} Its depth is read off where the uplift falls to half, its change of volume off the greatest height."
    other = {"en": more, "zh": "弹性半空间中一个受压的小球。"}
    assert found(volcano, "None.", "无。", innovation=other) == []


def with_glossary(project: Project) -> Project:
    with project.taxonomy.open("a", encoding="utf-8") as taxonomy:
        taxonomy.write(GLOSSARY)
    return project


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("It follows pyroclastic flows.", "追踪火山碎屑流。"),
        ("It follows hot clouds.", "追踪热云。"),
        ("It follows flows.", "追踪火成碎屑流。"),
        ("Like [[vei|a pyroclastic flow]] in `pyroclastic flow`.", "火山碎屑流与热云。"),
        ("Measured by GPS.", "以 GPS 卫星接收机测得。"),
        ("Measured by GPS-R.", "以卫星接收机测得。"),
        ("Their displacement in pyroclastic flows.", "火山碎屑流造成的地表形变。"),
        ("It follows pyroclastic flows.", "追踪炽热的混合物。"),
    ],
)
def test_terms_that_are_left_alone(en: str, zh: str, volcano: Project) -> None:
    assert found(with_glossary(volcano), en, zh) == []


@pytest.mark.parametrize(
    ("en", "zh", "marked"),
    [
        ("Pyroclastic-flow deposits.", "热云的沉积物。", ["热云"]),
        ("A pyroclastic flow, then pyroclastic flows.", "火山碎屑流，继而是热云，又称热云。", ["热云"]),
        ("By GPS, and a pyroclastic flow.", "卫星接收机与火成碎屑流。", ["卫星接收机", "火成碎屑流"]),
    ],
)
def test_terms_translated_two_ways(en: str, zh: str, marked: list[str], volcano: Project) -> None:
    assert found(with_glossary(volcano), en, zh) == [("term-variant", text) for text in marked]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("GLUE", "Glue holds the glue of it."),
        ("MEN", "All the Men were there."),
        ("Spice", "It needs Spice or spice."),
        ("Grounded Space", "The grounded space, and Grounded space."),
        ("Faster R-CNN", "A Faster R-CNN is shown in Faster\nR-CNN."),
        ("BLIP-2", "BLIP-2, BLIP-2's, BLIP-20, BLIP2x, `BLIP2`, [[vei|BLIP-2]], https://example.org/BLIP2."),
        ("Latent Diffusion", "Latent diffusion and latent diffusion."),
        ("data2vec", "Data2vec learns, as data2vec does."),
        ("M² Sonde", "An M2 sonde."),
        ("VEI (1982)", "The VEI."),
        ("Walker", "WALKER walks."),
    ],
)
def test_names_that_are_left_alone(name: str, text: str, volcano: Project) -> None:
    assert found(named(volcano, name), text, "如上。") == []


@pytest.mark.parametrize(
    ("name", "text", "marked"),
    [
        ("BLIP-2", "As in BLIP2 and Blip-2 and BLIP 2.", ["BLIP2", "Blip-2", "BLIP 2"]),
        ("DALL-E", "As in Dall-E and DALL·E.", ["Dall-E", "DALL·E"]),
        ("ViLBERT", "ViLBert is one, VilBERT another.", ["ViLBert", "VilBERT"]),
        ("CLIP", "It builds on Clip.", ["Clip"]),
        ("Attend-and-Excite", "As Attend and Excite does.", ["Attend and Excite"]),
        ("xCLIP", "As in xClip.", ["xClip"]),
        ("U-Net", "A UNet, a U-net.", ["UNet"]),
    ],
)
def test_names_written_otherwise(name: str, text: str, marked: list[str], volcano: Project) -> None:
    assert found(named(volcano, name), text, "如上两例。") == [("name-variant", part) for part in marked]


def test_a_spelling_of_the_vocabulary_is_allowed(volcano: Project) -> None:
    assert found(with_glossary(named(volcano, "G-PS")), "Measured by GPS.", "由全球定位系统测得。") == []


def test_reading_paths_are_looked_at_too(volcano: Project) -> None:
    path = volcano.paths / "first.yaml"
    path.parent.mkdir(exist_ok=True)
    step = {"paper": "vei", "why": {"en": "It has 12 steps.", "zh": "共 13 级。"}}
    section = {"title": {"en": "One", "zh": "之一"}, "text": {"en": "Read.", "zh": "请读。"}, "steps": [step]}
    data = {name: {"en": "All of it.", "zh": "全部。"} for name in ("title", "intro", "source")}
    path.write_text(
        yaml.safe_dump({**data, "sections": [section]}, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    assert {item.rule for item in check(load(volcano), Lock({}))} == {"numbers-differ"}
