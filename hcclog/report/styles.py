"""How a picture is printed: in colour, in grey that stays readable, in black and white.

In no style does a colour say anything alone: in grey an agent has a shade and a hatch of its own
beside its name, in black and white its name is all there is. Chips keep their letters, curves
their dashes and symbols.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from hcclog.catalogue.drugs import drugs
from hcclog.report.palette import (
    FALLBACK_DRUG_COLOURS,
    PRINT,
    Look,
    Palette,
    grey_of,
    mix,
    readable_on,
)

BLACK_INK, WHITE = "#000000", "#ffffff"

GREY = Palette(
    name="grey",
    background=WHITE,
    surface=WHITE,
    border="#c4c4c4",
    text=BLACK_INK,
    muted="#484848",
    accent="#333333",
    accent_soft="#e4e4e4",
    on_accent=WHITE,
    good_fill="#f2f2f2",
    good_text=BLACK_INK,
    warn_fill="#d2d2d2",
    warn_text=BLACK_INK,
    bad_fill="#a0a0a0",
    bad_text=BLACK_INK,
    neutral_fill=WHITE,
    neutral_text=BLACK_INK,
    note_fill=WHITE,
    note_border="#8a8a8a",
    mark=BLACK_INK,
    grid="#dcdcdc",
    grid_minor="#eeeeee",
    reference="#ebebeb",
    reference_text="#333333",
    threshold="#6e6e6e",
    curve=BLACK_INK,
    curve_second="#555555",
    whisker="#949494",
    band="#6b6b6b",
    look=Look.GREY,
    outline="#5c5c5c",
)

BLACK_AND_WHITE = Palette(
    name="black-and-white",
    background=WHITE,
    surface=WHITE,
    border=BLACK_INK,
    text=BLACK_INK,
    muted=BLACK_INK,
    accent=BLACK_INK,
    accent_soft=WHITE,
    on_accent=WHITE,
    good_fill=WHITE,
    good_text=BLACK_INK,
    warn_fill=WHITE,
    warn_text=BLACK_INK,
    bad_fill=WHITE,
    bad_text=BLACK_INK,
    neutral_fill=WHITE,
    neutral_text=BLACK_INK,
    note_fill=WHITE,
    note_border=BLACK_INK,
    mark=BLACK_INK,
    grid=WHITE,
    grid_minor=WHITE,
    reference=WHITE,
    reference_text=BLACK_INK,
    threshold=BLACK_INK,
    curve=BLACK_INK,
    curve_second=BLACK_INK,
    whisker=BLACK_INK,
    band=BLACK_INK,
    look=Look.BLACK_AND_WHITE,
    outline=BLACK_INK,
)

PALETTES = {Look.COLOUR: PRINT, Look.GREY: GREY, Look.BLACK_AND_WHITE: BLACK_AND_WHITE}

# Light, so that black letters are read on each, and far enough apart to be told by eye.
_SHADES = (WHITE, "#e3e3e3", "#c6c6c6", "#adadad")
_PATTERNS = ("/", "", "\\", "-", "|", "/\\", "-|", ".")
_HATCH = "#7d7d7d"


class Ink(NamedTuple):
    """How a bar is filled: its ground, its edge, the lines over it, and what is read on it."""

    fill: str
    text: str
    stroke: str = ""
    hatch: str = ""
    pattern: str = "/"
    is_crossed: bool = False

    @property
    def plate(self) -> str:
        """The ground that letters need where lines run below them."""
        return self.fill if self.hatch or (self.is_crossed and self.stroke) else ""

    @property
    def over_edges(self) -> Ink:
        """The same for words that run over the edge between two bars."""
        return self._replace(is_crossed=True)


def agent_ink(palette: Palette, colour: str, strength: float = 1.0) -> Ink:
    """Return how an agent's bar is filled, by its colour in the catalogue.

    Args:
        palette: Of the picture.
        colour: The agent's, the same in every view.
        strength: The dose over the agent's highest; in colour alone a lower dose is lighter.
    """
    if palette.look is Look.BLACK_AND_WHITE:
        return Ink(palette.background, palette.text, palette.outline)
    if palette.look is Look.GREY:
        shade, pattern = shade_and_pattern(colour)
        hatch = _HATCH if pattern else ""
        return Ink(shade, palette.text, palette.outline, hatch, pattern)
    fill = mix(colour, palette.background, strength)
    return Ink(fill, readable_on(fill))


def shade_and_pattern(colour: str) -> tuple[str, str]:
    """Return the grey and the hatch of an agent's colour: another pair for every colour."""
    known = _known_colours()
    n = known.get(colour.lower())
    if n is None:
        return grey_of(colour), ""
    return _SHADES[n % len(_SHADES)], _PATTERNS[(n // len(_SHADES) + n) % len(_PATTERNS)]


def is_agents(colour: str) -> bool:
    """True for the colour of an agent."""
    return colour.lower() in _known_colours()


@cache
def _known_colours() -> dict[str, int]:
    """Number the colours of agents: of the catalogue first, in its order."""
    colours = [*(one.colour.fill for one in drugs()), *FALLBACK_DRUG_COLOURS]
    return {colour: n for n, colour in enumerate(dict.fromkeys(map(str.lower, colours)))}
