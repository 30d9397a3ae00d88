"""The colours of the branches: variants that can be read on light and on dark, from one hue each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coloraide import Color

if TYPE_CHECKING:
    from vlmap.schema import Taxonomy

GROUNDS = {"default": "#ffffff", "slate": "#1d2029"}
"""Each colour scheme of the site and the ground it paints on."""

CONTRASTS = {"text": 4.5, "fill": 3.0}
"""The least contrast of each variant with its ground (WCAG 2.2, success criteria 1.4.3 and 1.4.11)."""

_STEP = 0.005

_MARGIN = 0.01
"""So that rounding, here or in another tool, does not fall below."""

_MIDDLE = 0.18
"""The luminance from which on a ground counts as light: middle grey."""


def stylesheet(taxonomy: Taxonomy) -> str:
    """Return the style sheet that defines, for each scheme, the colours of roots and relations.

    Below `[data-root]` these are `--vl-text`, `--vl-fill` and `--vl-wash`; below `[data-relation]`, `--vl-edge`. For
    charts, which cannot be marked so, the fill of a root is also known everywhere as `--vl-fill-<root>`.
    """
    rules = ["/* Made from `color` in taxonomy.yaml. */"]
    for scheme, ground in GROUNDS.items():
        below = f'[data-md-color-scheme="{scheme}"]'
        fills = {}
        for root, category in taxonomy.roots.items():
            if category.color is None:
                continue
            variants = {name: readable(category.color, ground, least) for name, least in CONTRASTS.items()}
            variants["wash"] = wash(category.color, ground)
            fills[f"fill-{root}"] = variants["fill"]
            rules.append(f'{below} [data-root="{root}"]{{{_declared(variants)}}}')
        rules += [f"{below}{{{_declared(fills)}}}"] if fills else []
        for name, relation in taxonomy.relations.items():
            if relation.color is not None:
                edge = {"edge": readable(relation.color, ground, CONTRASTS["fill"])}
                rules.append(f'{below} [data-relation="{name}"]{{{_declared(edge)}}}')
    return "\n".join(rules) + "\n"


def _declared(variants: dict[str, str]) -> str:
    return "".join(f"--vl-{name}:{value};" for name, value in variants.items())


def readable(color: str, ground: str, least: float) -> str:
    """Return the nearest shade of a colour whose contrast with the ground is at least `least`.

    Lightness is moved away from the ground in OKLCH, hue and chroma kept as far as sRGB has them.
    """
    shade = Color(color).convert("oklch")
    light_ground = Color(ground).luminance() > _MIDDLE
    while True:
        written = _written(shade)
        if Color(written).contrast(Color(ground)) >= least + _MARGIN:
            return written
        if written == ("#000000" if light_ground else "#ffffff"):
            return written  # nothing has more contrast
        shade["lightness"] += -_STEP if light_ground else _STEP


def wash(color: str, ground: str) -> str:
    """Return a faint tint of the ground."""
    return Color(ground).mix(Color(color), 0.07, space="srgb").to_string(hex=True)


def _written(color: Color) -> str:
    return color.convert("srgb").fit("srgb").clip().to_string(hex=True)
