"""Draw findings and results in words: bands whose strength says how much, with the word inside."""

from __future__ import annotations

from hcclog.report.course.figure import BandLane
from hcclog.report.course.marks import Band
from hcclog.report.drawing import Box, Rect, TextRole
from hcclog.report.palette import mix, readable_on
from hcclog.report.sheet import Sheet, Style

_LANE, _CAPTION = 20.0, 10.0
_HEIGHT = 15.0
_APART = 3.0  # so that two words are not read as one
_PAD = 5.0
_NARROWEST = 4.0
_ROLE = TextRole.DOSE


def bands_height(style: Style) -> float:
    """Return the height of a lane; on paper with room for words below."""
    return _LANE + (_CAPTION if style.on_paper else 0.0)


def draw_bands(sheet: Sheet, lane: BandLane, rect: Rect) -> None:
    """Draw the lane into its rectangle: all bands first, so that no word is painted over."""
    longest_first = sorted(lane.bands, key=lambda band: band.start - band.end)
    drawn = [
        (band, box) for band in longest_first if (box := _draw_band(sheet, band, rect.top + 1))
    ]
    beside = [(band, box) for band, box in drawn if not _write_inside(sheet, band, box)]
    for _, box in drawn:
        sheet.placer.block(box)
    for band, box in beside:
        _write_beside(sheet, band, box, rect.bottom)


def _fill(sheet: Sheet, band: Band) -> str:
    return mix(sheet.palette.band, sheet.palette.background, band.strength)


def _draw_band(sheet: Sheet, band: Band, top: float) -> Rect | None:
    seen = sheet.span(band.start, band.end)
    if seen is None:
        return None
    left = min(seen[0], sheet.plot.right - _NARROWEST)
    box = Rect(left, top, max(seen[1], left + _NARROWEST), top + _HEIGHT)
    edge = mix(sheet.palette.band, sheet.palette.background, 0.35)
    sheet.add(Box(box, _fill(sheet, band), stroke=edge))
    sheet.hit(box, band.mark)
    return box


def _write_inside(sheet: Sheet, band: Band, box: Rect) -> bool:
    """Write the word into its band; False where it needs a place beside."""
    if not band.captions:
        return True
    text = sheet.fitting(band.captions, _ROLE, box.width - 2 * _PAD)
    if not text or not sheet.placer.take(_text_rect(sheet, text, box)):
        return False
    sheet.write(text, _text_rect(sheet, text, box), _ROLE, readable_on(_fill(sheet, band)))
    return True


def _text_rect(sheet: Sheet, text: str, box: Rect) -> Rect:
    left = box.left + _PAD
    return Rect(left, box.top + 1, left + sheet.width(text, _ROLE), box.bottom - 1)


def _write_beside(sheet: Sheet, band: Band, box: Rect, lane_bottom: float) -> None:
    """Write the word right or left of a band that is too narrow for it, or below."""
    plot = sheet.plot

    def places(size: tuple[float, float]) -> list[Rect]:
        width, height = size
        middle, below = (box.left + box.right - width) / 2, box.bottom + 1
        found = [
            Rect(left, box.top + 1, left + width, box.bottom - 1)
            for left in (box.right + 4, box.left - 4 - width)
        ]
        if below + height <= lane_bottom + 1:
            lefts = (middle, box.left, box.right - width)
            found += [Rect(left, below, left + width, below + height) for left in lefts]
        return [r for r in found if r.left >= plot.left and r.right <= plot.right and apart(r)]

    def apart(rect: Rect) -> bool:
        wide = rect._replace(left=rect.left - _APART, right=rect.right + _APART)
        return sheet.placer.free(wide)

    sheet.label(band.captions, places, _ROLE, sheet.palette.text, plate=False)
