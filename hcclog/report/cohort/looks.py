"""What categories and groups look like in a plot: colours that differ in grey too, shapes, dashes.

Chips carry letters and may be pale; a bar or a line has to stand on the page by itself. So it takes
the tone of its chip at a strength of its own, from the darkest (CR) to the palest (not evaluable).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from hcclog.domain.response import Category
from hcclog.report.cohort.legend import Key, Swatch
from hcclog.report.cohort.notes import counted
from hcclog.report.course.responses import category_captions
from hcclog.report.palette import Palette, mix, tone

_NO_CATEGORY = "no response"
_STRENGTHS = {
    Category.CR: 1.0,
    Category.ICR: 1.0,
    Category.PR: 0.52,
    Category.IPR: 0.52,
    Category.SD: 0.2,
    Category.ISD: 0.2,
    Category.PD: 0.72,
    Category.IUPD: 0.5,
    Category.ICPD: 0.9,
}
# Without colour the steps must be wide enough for the eye alone.
_GREY_STRENGTHS = {
    Category.CR: 1.0,
    Category.ICR: 1.0,
    Category.PR: 0.4,
    Category.IPR: 0.4,
    Category.SD: 0.06,
    Category.ISD: 0.06,
    Category.PD: 0.6,
    Category.IUPD: 0.3,
    Category.ICPD: 0.7,
}
_FAINT, _OTHERS = 0.12, 0.3
_COLOURLESS = ("grey", "black-and-white")
_COMPLETE = (Category.CR, Category.ICR)
_PARTIAL = 0.68
_SHAPES = {"good": "circle", "warn": "diamond", "bad": "up", "neutral": "circle"}
_DASHES = {"good": "", "warn": "dash", "bad": "", "neutral": "dot"}
# Okabe and Ito 2008, darkened where thin lines would be lost on white.
_GROUPS = ("#0072b2", "#b35900", "#00795a", "#a64d83", "#5b5ea6", "#7a6a00")
_GROUP_DASHES = ("", "dash", "dot")
_ORDER = (
    Category.CR,
    Category.ICR,
    Category.PR,
    Category.IPR,
    Category.SD,
    Category.ISD,
    Category.NON_CR_NON_PD,
    Category.NON_ICR_NON_IUPD,
    Category.PD,
    Category.IUPD,
    Category.ICPD,
    Category.NE,
    Category.ND,
    Category.NOT_APPLICABLE,
    None,
)


class LineLook(NamedTuple):
    """Colour, dash and symbol of a line."""

    colour: str
    dash: str
    shape: str


def bar_fill(palette: Palette, category: Category | None) -> str:
    """Return the colour of a bar."""
    name = tone(category)
    steps = _GREY_STRENGTHS if palette.name in _COLOURLESS else _STRENGTHS
    strength = _FAINT if category is None else steps.get(category, _OTHERS)
    return mix(getattr(palette, f"{name}_text"), getattr(palette, f"{name}_fill"), strength)


def line_look(palette: Palette, category: Category | None) -> LineLook:
    """Return the look of a patient's line."""
    name = tone(category)
    colour = getattr(palette, f"{name}_text")
    if category in _COMPLETE:
        return LineLook(colour, "", "down")
    if name == "good":
        colour = mix(colour, palette.background, _PARTIAL)
    return LineLook(colour, _DASHES[name], _SHAPES[name])


def group_look(palette: Palette, k: int) -> LineLook:
    """Return the look of the k-th group."""
    colour = _GROUPS[k % len(_GROUPS)]
    if palette.name == "dark":
        colour = mix(colour, "#ffffff", 0.6)
    # Past the last colour each comes again with another dash.
    dash = _GROUP_DASHES[(k + k // len(_GROUPS)) % len(_GROUP_DASHES)]
    return LineLook(colour, dash, "circle")


def letters(category: Category | None) -> str:
    """Return a category's letters, as short as they are printed."""
    return "" if category is None else category_captions(category)[-1]


def category_words(category: Category | None) -> str:
    """Return a category's letters, or that there is none."""
    return letters(category) or _NO_CATEGORY


def in_order(categories: Iterable[Category | None]) -> list[tuple[Category | None, int]]:
    """Return each category that occurs and how often, from the best to the worst."""
    counts = Counter(categories)
    return [(category, counts[category]) for category in _ORDER if counts[category]]


def bar_keys(palette: Palette, categories: Iterable[Category | None]) -> tuple[Key, ...]:
    """Return what the colours of bars mean, with how many there are."""
    return tuple(
        Key((f"{category_words(one)} ({counted(n)})",), Swatch("box", bar_fill(palette, one)))
        for one, n in in_order(categories)
    )


def line_keys(palette: Palette, categories: Iterable[Category | None]) -> tuple[Key, ...]:
    """Return what the colours, dashes and symbols of lines mean, with how many there are."""
    looks = ((one, n, line_look(palette, one)) for one, n in in_order(categories))
    return tuple(
        Key(
            (f"{category_words(one)} ({counted(n)})",),
            Swatch("line", look.colour, look.dash, look.shape),
        )
        for one, n, look in looks
    )
