"""Styles of print: what is told apart by colour on the screen is told apart on paper without."""

from __future__ import annotations

import pytest

from hcclog.catalogue.drugs import drugs
from hcclog.report.palette import (
    AA_CONTRAST,
    FALLBACK_DRUG_COLOURS,
    PRINT,
    Look,
    contrast,
    grey_of,
    mix,
)
from hcclog.report.styles import (
    BLACK_AND_WHITE,
    GREY,
    PALETTES,
    agent_ink,
    is_agents,
    shade_and_pattern,
)

COLOURS = list(dict.fromkeys([*(d.colour.fill.lower() for d in drugs()), *FALLBACK_DRUG_COLOURS]))


def test_every_style_has_a_palette_of_its_look() -> None:
    assert {look: palette.look for look, palette in PALETTES.items()} == {k: k for k in Look}


def test_in_grey_every_agents_colour_has_a_shade_and_a_hatch_of_its_own() -> None:
    pairs = {shade_and_pattern(colour) for colour in COLOURS}
    assert len(pairs) == len(COLOURS) > 20
    assert {grey_of(shade) for shade, _ in pairs} == {shade for shade, _ in pairs}


@pytest.mark.parametrize("strength", [1.0, 0.45], ids=["the highest dose", "a low dose"])
@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda p: p.name)
def test_words_are_read_on_every_agents_bar(palette: object, strength: float) -> None:
    inks = [agent_ink(palette, colour, strength) for colour in COLOURS]  # type: ignore[arg-type]
    assert min(contrast(ink.text, ink.fill) for ink in inks) >= AA_CONTRAST
    # Where lines run below the words, the words have a plate.
    assert all(ink.plate == ink.fill for ink in inks if ink.hatch)


def test_in_grey_a_hatch_is_seen_on_its_shade() -> None:
    inks = [agent_ink(GREY, colour) for colour in COLOURS]
    hatched = [contrast(ink.hatch, ink.fill) for ink in inks if ink.hatch]
    assert len(hatched) > 10
    assert min(hatched) >= 1.8


def test_in_black_and_white_a_bar_is_a_black_outline_on_white() -> None:
    ink = agent_ink(BLACK_AND_WHITE, "#0072b2", 0.6)
    assert (ink.fill, ink.stroke, ink.text, ink.hatch) == ("#ffffff", "#000000", "#000000", "")


def test_in_colour_a_lower_dose_is_lighter() -> None:
    assert agent_ink(PRINT, "#0072b2", 0.5).fill == mix("#0072b2", "#ffffff", 0.5)


def test_agents_are_known_by_their_colours_in_any_writing() -> None:
    assert is_agents("#0072B2")
    assert is_agents("#0072b2")
    assert not is_agents("#123456")
    assert shade_and_pattern("#123456") == (grey_of("#123456"), "")
