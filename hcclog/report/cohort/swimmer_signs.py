"""The signs in a swimmer's lane: what each looks like, and its letters beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hcclog.cohort.views import SwimmerSign
from hcclog.domain.response import Category
from hcclog.report.cohort.legend import Swatch
from hcclog.report.cohort.looks import letters
from hcclog.report.drawing import Glyph, Rect, Strokes, TextRole
from hcclog.report.palette import Palette
from hcclog.report.sheet import Sheet

SIGN_NAMES = {
    "response": "response",
    "progression": "progression",
    "death": "death",
    "last follow-up": "last follow-up",
}
_SHAPES = {
    "response": "circle",
    "progression": "up",
    "death": "cross",
    "last follow-up": "bar",
    "ongoing": "right",
}
_ROLE = TextRole.CHIP
_LARGEST, _SMALLEST = 9.0, 4.0
_LETTERS_FROM = 15.0


def sign_colour(kind: str, palette: Palette) -> str:
    """Return the colour of a kind of sign."""
    tones = {"response": palette.good_text, "progression": palette.bad_text}
    return tones.get(kind, palette.text)


def sign_swatch(kind: str, palette: Palette) -> Swatch:
    """Return how the legend shows a kind of sign."""
    return Swatch("sign", sign_colour(kind, palette), shape=_SHAPES.get(kind, "diamond"))


def block_signs(sheet: Sheet, signs: Sequence[SwimmerSign], middle: float, height: float) -> None:
    """Keep letters off the signs of a lane."""
    half = _size(height) / 2 + 1
    for sign in signs:
        x = sheet.x(sign.day)
        sheet.placer.block(Rect(x - half, middle - half, x + half, middle + half))


def draw_signs(sheet: Sheet, signs: Sequence[SwimmerSign], middle: float, height: float) -> None:
    """Draw the signs of a lane, the days they may mean below, and letters where there is room."""
    size, palette = _size(height), sheet.palette
    lines = []
    for sign in signs:
        x, colour = sheet.x(sign.day), sign_colour(sign.kind, palette)
        if sign.latest > sign.earliest:
            y = middle + height / 2 - 1
            lines.append((sheet.x(sign.earliest), y, sheet.x(sign.latest), y))
        draw_sign(sheet, sign.kind, (x, middle), size, colour)
    if lines:
        sheet.add(Strokes(tuple(lines), palette.muted))
    if height < _LETTERS_FROM:
        return
    for sign in signs:
        # What is shown as progression need not say PD again.
        if sign.category not in {None, Category.PD}:
            _write_letters(sheet, sign, middle, size)


def draw_sign(sheet: Sheet, kind: str, at: tuple[float, float], size: float, colour: str) -> None:
    """Draw one sign; on a bar it has an edge in the colour of the page."""
    shape = _SHAPES.get(kind, "diamond")
    if shape in {"bar", "cross"}:
        ground = size + 1 if shape == "bar" else size + 3
        sheet.add(Glyph(shape, *at, ground, fill=colour))
        return
    sheet.add(Glyph(shape, *at, size, fill=colour, stroke=sheet.palette.background, width=1.2))


def _size(height: float) -> float:
    return max(_SMALLEST, min(_LARGEST, height * 0.55))


def _write_letters(sheet: Sheet, sign: SwimmerSign, middle: float, size: float) -> None:
    x, palette = sheet.x(sign.day), sheet.palette
    text = letters(sign.category)
    width, line = sheet.width(text, _ROLE), _ROLE.line - 1

    def places() -> Iterator[Rect]:
        for left in (x + size / 2 + 2, x - size / 2 - 2 - width):
            yield Rect(left, middle - line / 2, left + width, middle + line / 2)

    plot = sheet.plot
    rect = sheet.placer.place(
        r for r in places() if r.left >= plot.left and r.right <= sheet.drawing.width - 2
    )
    if rect is None:
        sheet.drop()
        return
    sheet.write(text, rect, _ROLE, sign_colour(sign.kind, palette), palette.background)
