"""Colours that can be read."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.catalogue.drugs import drugs
from hcclog.domain.response import Category
from hcclog.report.naming import drug_colour
from hcclog.report.palette import (
    AA_CONTRAST,
    DARK,
    LIGHT,
    LINE_CONTRAST,
    PRINT,
    Palette,
    chip_colours,
    contrast,
    fallback_drug_colour,
    grey_of,
    legible,
    mix,
    readable_on,
    tone,
)
from hcclog.report.styles import BLACK_AND_WHITE, GREY

PALETTES = pytest.mark.parametrize(
    "palette", [LIGHT, DARK, PRINT, GREY, BLACK_AND_WHITE], ids=lambda p: p.name
)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#ffffff", "#000000", 21.0), ("#777777", "#ffffff", 4.48), ("#abcdef", "#abcdef", 1.0)],
    ids=["black on white", "a grey just below AA", "a colour on itself"],
)
def test_contrast_is_that_of_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)


@PALETTES
@pytest.mark.parametrize("category", list(Category))
def test_letters_of_a_chip_are_read_on_it(palette: Palette, category: Category) -> None:
    fill, ink = chip_colours(palette, category)
    assert contrast(fill, ink) >= AA_CONTRAST


@PALETTES
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("text", "background"),
        ("muted", "background"),
        ("text", "surface"),
        ("muted", "surface"),
        ("text", "accent_soft"),
        ("on_accent", "accent"),
        ("accent", "background"),
        ("reference_text", "background"),
        ("reference_text", "reference"),
        ("muted", "reference"),
        ("text", "reference"),
        ("text", "note_fill"),
        ("curve", "background"),
        ("curve_second", "background"),
        ("bad_text", "background"),
    ],
)
def test_every_text_is_read_on_its_ground(palette: Palette, ink: str, ground: str) -> None:
    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= AA_CONTRAST


@PALETTES
def test_colours_are_six_hex_digits(palette: Palette) -> None:
    others = {"name", "look", "outline"}
    values = [getattr(palette, f.name) for f in fields(palette) if f.name not in others]
    values += [palette.outline] if palette.outline else []
    assert all(len(value) == 7 and int(value[1:], 16) >= 0 for value in values)


@pytest.mark.parametrize("palette", [GREY, BLACK_AND_WHITE], ids=lambda p: p.name)
def test_a_palette_without_colours_has_none(palette: Palette) -> None:
    values = [getattr(palette, f.name) for f in fields(palette)]
    colours = [value for value in values if isinstance(value, str) and value.startswith("#")]
    assert [colour for colour in colours if grey_of(colour) != colour] == []


@pytest.mark.parametrize("colour", ["#0072b2", "#c47a00", "#000000", "#ffffff", "#8f1730"])
def test_a_colours_grey_is_as_bright_as_the_colour(colour: str) -> None:
    assert contrast(grey_of(colour), colour) == pytest.approx(1, abs=0.03)


@pytest.mark.parametrize("strength", [1.0, 0.725, 0.45])
@PALETTES
def test_doses_are_read_on_every_agents_bar(palette: Palette, strength: float) -> None:
    fills = [mix(drug_colour(d.code), palette.background, strength) for d in drugs()]
    assert min(contrast(fill, readable_on(fill)) for fill in fills) >= AA_CONTRAST


def test_an_unknown_agent_has_a_colour_that_stays() -> None:
    assert drug_colour("no-such-agent") == fallback_drug_colour("no-such-agent")
    assert fallback_drug_colour("abc") == fallback_drug_colour("abc")


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        (Category.PR, "good"),
        (Category.ICPD, "bad"),
        (Category.SD, "warn"),
        (Category.NON_CR_NON_PD, "neutral"),
        (None, "neutral"),
    ],
)
def test_tones(category: Category | None, expected: str) -> None:
    assert tone(category) == expected


def test_mixing_half_of_white_on_black_is_grey() -> None:
    assert mix("#ffffff", "#000000", 0.5) == "#808080"


@given(st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}"), st.sampled_from([LIGHT, DARK, PRINT]))
def test_a_line_of_any_colour_is_made_to_be_seen(colour: str, palette: Palette) -> None:
    shown = legible(colour, palette.background)
    assert contrast(shown, palette.background) >= LINE_CONTRAST
    assert contrast(legible(colour, palette.background, AA_CONTRAST), palette.background) >= 4.5


def test_a_colour_that_is_seen_stays_as_it_is() -> None:
    assert legible("#0072b2", LIGHT.background) == "#0072b2"
    assert legible("#101010", DARK.background) != "#101010"
