"""Named colours for light, dark and print, as plain data.

Every text colour stands on its own fill with a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3). A
category is told by its letters and never by its colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from zlib import crc32

from hcclog.domain.response import Category

AA_CONTRAST = 4.5
LINE_CONTRAST = 3.0


class Look(Enum):
    """What a picture is printed with: how what has one kind is told from what has another."""

    COLOUR = "colour"
    GREY = "grey"
    BLACK_AND_WHITE = "black-and-white"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for, each as ``#rrggbb``.

    Attributes:
        surface: Ground of side panels; `background` is the ground of pages and figures.
        accent_soft: Ground of what is selected.
        good_fill: Chip of a response; `good_text` stands on it, and so on for the other tones.
        mark: The dot where reported and computed differ.
        reference: Band of a reference range.
        curve: First curve of a lane; `curve_second` is the second.
        whisker: The days that a date can mean.
        band: Full strength of a qualitative band.
        look: With colours, with shades and hatches, or with black lines alone.
        outline: Edge of bars and chips; empty where their fill is told from the ground.
    """

    name: str
    background: str
    surface: str
    border: str
    text: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    good_fill: str
    good_text: str
    warn_fill: str
    warn_text: str
    bad_fill: str
    bad_text: str
    neutral_fill: str
    neutral_text: str
    note_fill: str
    note_border: str
    mark: str
    grid: str
    grid_minor: str
    reference: str
    reference_text: str
    threshold: str
    curve: str
    curve_second: str
    whisker: str
    band: str
    look: Look = Look.COLOUR
    outline: str = ""


LIGHT = Palette(
    name="light",
    background="#ffffff",
    surface="#f7f8fa",
    border="#e0e4e9",
    text="#1b2430",
    muted="#5c6774",
    accent="#0f5c6e",
    accent_soft="#dcebee",
    on_accent="#ffffff",
    good_fill="#d5efe2",
    good_text="#0e5c3b",
    warn_fill="#f3e7c3",
    warn_text="#6c5204",
    bad_fill="#f8d9de",
    bad_text="#8f1730",
    neutral_fill="#e3e6ea",
    neutral_text="#4c5663",
    note_fill="#fffaf0",
    note_border="#e3b865",
    mark="#c98a00",
    grid="#e6e9ed",
    grid_minor="#f4f5f7",
    reference="#e7f4ee",
    reference_text="#1e6a4a",
    threshold="#8e97a1",
    curve="#2b3b52",
    curve_second="#0f5c6e",
    whisker="#b4bbc3",
    band="#6b7f97",
)

PRINT = Palette(
    name="print",
    background="#ffffff",
    surface="#ffffff",
    border="#c9ced4",
    text="#000000",
    muted="#4a525c",
    accent="#0f5c6e",
    accent_soft="#dcebee",
    on_accent="#ffffff",
    good_fill="#d5efe2",
    good_text="#0b4a30",
    warn_fill="#f3e7c3",
    warn_text="#574203",
    bad_fill="#f8d9de",
    bad_text="#7a1228",
    neutral_fill="#e3e6ea",
    neutral_text="#3c4551",
    note_fill="#fffaf0",
    note_border="#e3b865",
    mark="#b87d00",
    grid="#dde1e6",
    grid_minor="#eff1f3",
    reference="#e3f2ea",
    reference_text="#155a3d",
    threshold="#79828c",
    curve="#1c2a3f",
    curve_second="#0f5c6e",
    whisker="#a3abb4",
    band="#6b7f97",
)

DARK = Palette(
    name="dark",
    background="#161b22",
    surface="#1d232b",
    border="#333b46",
    text="#e8ebef",
    muted="#a2acb8",
    accent="#5fb3c6",
    accent_soft="#20404a",
    on_accent="#08212a",
    good_fill="#17412e",
    good_text="#9fe3c2",
    warn_fill="#453809",
    warn_text="#f0d98a",
    bad_fill="#561d2a",
    bad_text="#ffb8c4",
    neutral_fill="#343c47",
    neutral_text="#d0d6dd",
    note_fill="#2b2617",
    note_border="#8a6d2a",
    mark="#f0b429",
    grid="#2b323c",
    grid_minor="#20262e",
    reference="#1a2f27",
    reference_text="#8fd0b1",
    threshold="#808b98",
    curve="#c9d6e8",
    curve_second="#5fb3c6",
    whisker="#59636f",
    band="#8ea3bd",
)

_TONES = {
    Category.CR: "good",
    Category.PR: "good",
    Category.ICR: "good",
    Category.IPR: "good",
    Category.SD: "warn",
    Category.ISD: "warn",
    Category.PD: "bad",
    Category.IUPD: "bad",
    Category.ICPD: "bad",
}

# Okabe and Ito 2008, darkened where white letters would not be read on them, and kin of these.
FALLBACK_DRUG_COLOURS = (
    "#0072b2",
    "#00795a",
    "#a64d83",
    "#b35900",
    "#5b5ea6",
    "#3a7b95",
    "#7a6a00",
    "#9b3d3d",
    "#4f6f2f",
    "#6d5a4c",
)


def tone(category: Category | None) -> str:
    """Return ``good``, ``warn``, ``bad`` or ``neutral``."""
    return "neutral" if category is None else _TONES.get(category, "neutral")


def chip_colours(palette: Palette, category: Category | None) -> tuple[str, str]:
    """Return fill and text colour of a category's chip."""
    name = tone(category)
    return getattr(palette, f"{name}_fill"), getattr(palette, f"{name}_text")


def fallback_drug_colour(code: str) -> str:
    """Return a colour for an agent that the catalogue does not colour: the same in every run."""
    return FALLBACK_DRUG_COLOURS[crc32(code.encode()) % len(FALLBACK_DRUG_COLOURS)]


@lru_cache(maxsize=1024)
def mix(colour: str, ground: str, share: float) -> str:
    """Return `share` (0 to 1) of a colour on a ground, as a colour without transparency."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(
        f"{round(share * over + (1 - share) * under):02x}" for over, under in pairs
    )


def grey_of(colour: str) -> str:
    """Return the grey that is as bright as a colour, so that contrasts stay what they are."""
    shade = round(255 * _unlinear(_luminance(colour)))
    return f"#{shade:02x}{shade:02x}{shade:02x}"


@lru_cache(maxsize=1024)
def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1024)
def readable_on(fill: str) -> str:
    """Return white or near black, whichever is read better on a fill."""
    return max("#ffffff", "#10161f", key=lambda ink: (contrast(ink, fill), ink))


def legible(colour: str, ground: str, least: float = LINE_CONTRAST) -> str:
    """Return a colour, mixed with ink until it is seen on a ground (WCAG 2.2, 1.4.11)."""
    ink = readable_on(ground)
    shares = (step / 10 for step in range(10, -1, -1))
    mixed = (mix(colour, ink, share) for share in shares)
    return next((each for each in mixed if contrast(each, ground) >= least), ink)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _unlinear(share: float) -> float:
    return share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055  # noqa: PLR2004


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
