"""Set facts as boxes beside each other, three or four in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hcclog.report.drawing import Box, Rect, Shape, TextRole
from hcclog.report.palette import mix
from hcclog.report.patient.chips import HEIGHT as CHIP_HEIGHT
from hcclog.report.patient.chips import Look, chip_width, draw_chip
from hcclog.report.patient.content import Fact, Facts
from hcclog.report.patient.flow import Piece
from hcclog.report.patient.lines import lines_of, words_at
from hcclog.report.sheet import Style

_GAP, _PAD = 9.0, 10.0
# By how many boxes there are: rows of one length, or nearly.
_ACROSS = {1: 3, 2: 3, 3: 3, 5: 3, 6: 3, 9: 3}
_USUALLY_ACROSS = 4
_MOST_LINES = 4
_CHIP_ROW = CHIP_HEIGHT + 3.0
_VALUE, _SMALL = TextRole.FACT, TextRole.SMALL
_GROUND_SHARE = 0.35


class _Laid(NamedTuple):
    """A box in lines."""

    fact: Fact
    title: tuple[str, ...]
    value: tuple[str, ...]
    detail: tuple[str, ...]

    @property
    def height(self) -> float:
        small = (len(self.title) + len(self.detail)) * _SMALL.line
        chips = len(self.fact.chips) * _CHIP_ROW
        return 2 * _PAD + small + 2.0 + len(self.value) * (_VALUE.line + 1) + chips


def facts_pieces(facts: Facts, width: float, style: Style) -> Iterator[Piece]:
    """Yield rows of boxes."""
    n_across = _ACROSS.get(len(facts.facts), _USUALLY_ACROSS)
    across = (width - (n_across - 1) * _GAP) / n_across
    laid = [_laid(fact, across - 2 * _PAD, style) for fact in facts.facts]
    for first in range(0, len(laid), n_across):
        yield _row_piece(laid[first : first + n_across], across, style, 0.0 if first else 6.0)


def _laid(fact: Fact, room: float, style: Style) -> _Laid:
    return _Laid(
        fact,
        lines_of(fact.title, _SMALL, room, style, 2),
        lines_of(fact.value, _VALUE, room, style, _MOST_LINES),
        lines_of(fact.detail, _SMALL, room, style, _MOST_LINES),
    )


def _row_piece(row: Sequence[_Laid], across: float, style: Style, gap: float) -> Piece:
    height = max(laid.height for laid in row)
    ground = mix(style.palette.neutral_fill, style.palette.background, _GROUND_SHARE)

    def draw(left: float, top: float) -> Iterator[Shape]:
        for n, laid in enumerate(row):
            x = left + n * (across + _GAP)
            yield Box(Rect(x, top, x + across, top + height), ground, radius=4.0)
            yield from _draw_box(laid, (x + _PAD, top + _PAD), style)

    return Piece(height + _GAP, draw, gap)


def _draw_box(laid: _Laid, at: tuple[float, float], style: Style) -> Iterator[Shape]:
    left, y = at
    muted, ink, small = style.palette.muted, style.palette.text, TextRole.SMALL
    for line in laid.title:
        yield words_at(line, (left, y), small, style, muted)
        y += _SMALL.line
    y += 2.0
    for line in laid.value:
        yield words_at(line, (left, y), _VALUE, style, ink)
        y += _VALUE.line + 1
    for category, whose in laid.fact.chips:
        yield from draw_chip(Look(category), (left, y + 1), style)
        x = left + chip_width(Look(category), style) + 5.0
        yield words_at(whose, (x, y + 1.5), small, style, muted)
        y += _CHIP_ROW
    for line in laid.detail:
        yield words_at(line, (left, y), small, style, muted)
        y += _SMALL.line
