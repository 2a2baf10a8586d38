"""Write beside the bars of a waterfall: response, value and code, as far as there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hcclog.cohort.views import ChangeBar
from hcclog.report.cohort.change import ChangeScale
from hcclog.report.cohort.looks import letters
from hcclog.report.drawing import Rect, TextRole, Words
from hcclog.report.sheet import Places, Sheet, Style, y_of

_CODE_ROLE, _LETTERS_ROLE, _VALUE_ROLE = TextRole.DOSE, TextRole.CHIP, TextRole.DOSE
_LONGEST_CODE = 84.0
_GAP = 3.0
# Of more bars than this none is wide enough for a label.
_CROWD = 400


class CodesBelow(NamedTuple):
    """Codes under the bars, written upwards where they do not fit beside each other."""

    texts: tuple[str, ...]
    turned: bool
    height: float


def codes_below(names: Sequence[str], slot: float, style: Style) -> CodesBelow:
    """Return what is written under bars of a width; nothing where they are too narrow."""
    role, measure = _CODE_ROLE, style.measure
    if not names or slot < role.line:
        return CodesBelow((), turned=False, height=0.0)
    if all(measure(name, role) <= slot - _GAP for name in names):
        return CodesBelow(tuple(names), turned=False, height=role.line + _GAP)
    texts = tuple(_cut(name, style) for name in names)
    longest = max(measure(text, role) for text in texts)
    return CodesBelow(texts, turned=True, height=longest + 2 * _GAP)


def _cut(name: str, style: Style) -> str:
    text = name
    while len(text) > 1 and style.measure(text, _CODE_ROLE) > _LONGEST_CODE:
        text = text[:-2].rstrip() + "…"
    return text


def write_codes(sheet: Sheet, codes: CodesBelow) -> None:
    """Write the codes below the plot."""
    slot = sheet.plot.width / max(len(codes.texts), 1)
    top, line = sheet.plot.bottom + _GAP, _CODE_ROLE.line
    for k, text in enumerate(codes.texts):
        middle = sheet.plot.left + (k + 0.5) * slot
        length = sheet.width(text, _CODE_ROLE)
        size = (line, length) if codes.turned else (length, line)
        rect = Rect(middle - size[0] / 2, top, middle + size[0] / 2, top + size[1])
        if sheet.placer.take(rect):
            colour = sheet.palette.muted
            sheet.add(Words(text, rect, _CODE_ROLE, colour, turned=codes.turned))
        else:
            sheet.drop()


def label_bars(sheet: Sheet, bars: Sequence[ChangeBar], change: ChangeScale, inner: Rect) -> None:
    """Write values at the ends of bars, and responses at the other side of zero."""
    if len(bars) > _CROWD:
        return
    slot = sheet.plot.width / max(len(bars), 1)
    valued = all(sheet.width(_short(bar.text), _VALUE_ROLE) < slot - _GAP for bar in bars)
    zero = y_of(change.scale, 0.0, inner)
    for k, bar in enumerate(bars):
        middle = sheet.plot.left + (k + 0.5) * slot
        y = y_of(change.scale, bar.percent, inner)
        upwards = y < zero or (y == zero and bar.percent > 0)
        if change.beyond(bar.percent):
            _write_broken(sheet, bar, middle, inner.top - 10)
        elif valued:
            _write_at(sheet, (bar.text, _short(bar.text)), middle, (y, upwards), slot)
        if 0 < sheet.width(letters(bar.best), _LETTERS_ROLE) <= slot - 1:
            _write_letters(sheet, bar, middle, zero, below=upwards)


def _short(text: str) -> str:
    return text.removesuffix("%").rstrip()


def _write_at(
    sheet: Sheet,
    captions: tuple[str, ...],
    middle: float,
    end: tuple[float, bool],
    slot: float,
) -> None:
    y, upwards = end
    fitting = [c for c in captions if sheet.width(c, _VALUE_ROLE) <= slot - 1]

    def places(size: tuple[float, float]) -> Iterator[Rect]:
        width, height = size
        top = y - 1 - height if upwards else y + 1
        yield Rect(middle - width / 2, top, middle + width / 2, top + height)

    sheet.label(fitting, places, _VALUE_ROLE, sheet.palette.text)


def _write_broken(sheet: Sheet, bar: ChangeBar, middle: float, top: float) -> None:
    """Write the value of a bar that goes beyond the scale; it may reach over its neighbours."""
    plot = sheet.plot

    def places(size: tuple[float, float]) -> Iterator[Rect]:
        width, height = size
        for step in (0, 1):
            bottom = top - 1 - step * height
            for shift in (0.5, 0.3, 0.7, 0.0):
                left = min(max(middle - shift * width, plot.left), plot.right - width)
                yield Rect(left, bottom - height, left + width, bottom)

    _label(sheet, (bar.text, _short(bar.text)), places)


def _label(sheet: Sheet, captions: tuple[str, ...], places: Places) -> None:
    sheet.label(captions, places, _VALUE_ROLE, sheet.palette.text)


def _write_letters(
    sheet: Sheet, bar: ChangeBar, middle: float, zero: float, *, below: bool
) -> None:
    def places(size: tuple[float, float]) -> Iterator[Rect]:
        width, height = size
        top = zero + 1 if below else zero - 1 - height
        yield Rect(middle - width / 2, top, middle + width / 2, top + height)

    sheet.label((letters(bar.best),), places, _LETTERS_ROLE, sheet.palette.muted, plate=False)
