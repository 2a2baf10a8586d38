"""Write the values of a lane: the last, the first and the extremes before the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from hcclog.report.course.crowd import CROWD, Seen, Spot
from hcclog.report.course.draw_lines import colour_of
from hcclog.report.course.draw_rises import label_rises
from hcclog.report.course.figure import CurveLane
from hcclog.report.course.marks import Curve
from hcclog.report.drawing import Rect, TextRole
from hcclog.report.palette import AA_CONTRAST, Look, legible
from hcclog.report.placing import around
from hcclog.report.sheet import Places, Sheet, y_of

_Heights = dict[int, list[float]]
_GAP = 5.0
_FAR = 30.0
_OFF_AXIS = ("0: below a log axis", "0: off axis")


def label_curves(
    sheet: Sheet, lane: CurveLane, inner: Rect, placed: list[tuple[Curve, Seen]]
) -> None:
    """Write values, then the names of curves, ranges, levels and breaks where room is left."""
    bounds = inner._replace(
        left=inner.left - 4,
        top=inner.top - 14,
        right=sheet.drawing.width - 2,
        bottom=inner.bottom + 15,
    )
    written: set[tuple[str, float, float]] = set()
    for curve, spots in placed:
        if curve.printed:
            others = [other for _, other in placed if other is not spots]
            _write_values(sheet, spots, bounds, (written, _heights(others)))
    label_rises(sheet, lane, inner, bounds)
    for curve, spots in placed:
        if curve.label and spots:
            heights = _heights([other for _, other in placed if other is not spots])
            _write_name(sheet, curve, spots[-1], bounds, heights)
    _write_off_axis(sheet, lane, placed, inner, bounds)
    _write_levels(sheet, lane, inner, bounds)
    _write_ranges(sheet, lane, inner, bounds)
    _write_breaks(sheet, lane, inner, bounds)


def _heights(curves: Sequence[Seen]) -> _Heights:
    """Return how high the points of curves stand, by where they stand; of crowds too many do."""
    heights: _Heights = {}
    for spots in curves:
        for _, x, y in spots if len(spots) <= CROWD else ():
            heights.setdefault(round(x), []).append(y)
    return heights


def _write_values(
    sheet: Sheet, spots: Seen, bounds: Rect, known: tuple[set[tuple[str, float, float]], _Heights]
) -> None:
    """Write each value; where curves meet, the one that they share is written once.

    Args:
        sheet: Where to write.
        spots: The points of one curve.
        bounds: What the words must not leave.
        known: What of other curves is written, and where their points stand.
    """
    written, others = known
    here, order = spots if len(spots) > CROWD else list(spots), _order(spots)
    # What is not even tried is dropped as well.
    sheet.drawing.n_dropped += len(spots) - len(order)
    for k in order:
        point, x, y = here[k]
        if (point.text, x, y) in written:
            continue
        written.add((point.text, x, y))
        only = _side_of_others(y, others.get(round(x), ()))
        places = _near(x, y, only or _side(here, k), bounds)
        places = _kept_apart(sheet, places, y, only) if only else places
        sheet.label((point.text,), places, TextRole.VALUE, sheet.palette.text)


def _side_of_others(y: float, others: Sequence[float]) -> str:
    """Return the side away from another curve's point that a value could be taken for."""
    near = min((other - y for other in others if other != y), key=abs, default=_FAR)
    return "" if abs(near) >= _FAR else "above" if near > 0 else "below"


def _kept_apart(sheet: Sheet, places: Places, y: float, side: str) -> Places:
    """Leave out the places on the other side of a point, while another one is free."""

    def kept(size: tuple[float, float]) -> list[Rect]:
        every = list(places(size))
        apart = [r for r in every if (r.top < y if side == "above" else r.bottom > y)]
        return apart if any(map(sheet.placer.free, apart)) else every

    return kept


def _write_off_axis(
    sheet: Sheet,
    lane: CurveLane,
    placed: list[tuple[Curve, Seen]],
    inner: Rect,
    bounds: Rect,
) -> None:
    """Say what the filled symbols on the lower edge are."""
    off = [spots.values() for _, spots in placed if spots.is_off]
    if not all(map(lane.scale.has_place, chain.from_iterable(off))):
        seen = inner.left, inner.right
        _write_along(sheet, _OFF_AXIS, seen, inner.bottom, bounds)


def _near(x: float, y: float, first: str, bounds: Rect) -> Places:
    def places(size: tuple[float, float]) -> Iterator[Rect]:
        return (r for r in around(x, y, size, _GAP, first=first) if r.inside(bounds))

    return places


def _order(spots: Seen) -> list[int]:
    """Return the points by importance: last, first, highest, lowest, then in order of time."""
    if not spots:
        return []
    values = spots.values()
    last = len(spots) - 1
    highest = last - values[::-1].index(max(values))
    leading = [last, 0, highest, values.index(min(values))]
    # Of a crowd only the leading ones are worth a search.
    rest = range(len(spots)) if len(spots) <= CROWD else ()
    return list(dict.fromkeys([*leading, *rest]))


def _side(spots: Sequence[Spot] | Seen, k: int) -> str:
    """Return the side away from the curve: above a peak, below a trough."""
    y = spots[k][2]
    before = spots[k - 1][2] if k else y
    after = spots[k + 1][2] if k + 1 < len(spots) else y
    return "below" if before + after < 2 * y else "above"


def _write_name(sheet: Sheet, curve: Curve, last: Spot, bounds: Rect, others: _Heights) -> None:
    _, x, y = last
    side = _side_of_others(y, others.get(round(x), ()))

    def places(size: tuple[float, float]) -> Iterator[Rect]:
        width, height = size
        right = Rect(x + 8, y - height / 2, x + 8 + width, y + height / 2)
        nearby = around(x, y, size, _GAP + 2, first=side or "above")
        return (r for r in (right, *nearby) if r.inside(bounds))

    ink = legible(colour_of(sheet, curve), sheet.palette.background, AA_CONTRAST)
    found = _kept_apart(sheet, places, y, side) if side else places
    sheet.label((curve.label,), found, TextRole.BAR, ink)


def _write_levels(sheet: Sheet, lane: CurveLane, inner: Rect, bounds: Rect) -> None:
    for level in lane.levels:
        seen = sheet.span(level.start, level.end)
        if level.captions and seen is not None:
            y = y_of(lane.scale, level.value, inner)
            _write_along(sheet, level.captions, seen, y, bounds)


def _write_along(
    sheet: Sheet, captions: tuple[str, ...], seen: tuple[float, float], y: float, bounds: Rect
) -> None:
    """Write over or under a horizontal line, where along it there is room, from the right end."""

    def places(size: tuple[float, float]) -> Iterator[Rect]:
        width, height = size
        for top in (y - height - 1, y + 2):
            for share in (1.0, 0.75, 0.5, 0.25, 0.0, 0.875, 0.625, 0.375, 0.125):
                left = seen[0] + 4 + share * max(seen[1] - seen[0] - width - 8, 0)
                rect = Rect(left, top, left + width, top + height)
                if rect.inside(bounds):
                    yield rect

    sheet.label(captions, _uncrossed(sheet, places), TextRole.SMALL, sheet.palette.muted)


def _uncrossed(sheet: Sheet, places: Places) -> Places:
    """Keep only the places that no curve runs through, for a label that can as well stay away."""

    def kept(size: tuple[float, float]) -> Iterator[Rect]:
        return (rect for rect in places(size) if not sheet.placer.crossed(rect))

    return kept


def _write_ranges(sheet: Sheet, lane: CurveLane, inner: Rect, bounds: Rect) -> None:
    for span in lane.ranges:
        seen = sheet.span(span.start, span.end)
        if not span.caption or seen is None:
            continue
        top = inner.top if span.high is None else y_of(lane.scale, span.high, inner)
        below = span.high is not None and lane.scale.logarithmic and span.high <= lane.scale.low
        bottom = inner.bottom + 9 if below else y_of(lane.scale, span.low, inner)
        captions = (f"{span.caption}, below this axis",) if below else (span.caption,)
        if sheet.palette.look is Look.BLACK_AND_WHITE and not below:
            _write_along(sheet, captions, seen, top, bounds)
            continue
        _write_in_band(sheet, captions, (seen, (top, bottom)), bounds)


def _write_in_band(
    sheet: Sheet,
    captions: tuple[str, ...],
    band: tuple[tuple[float, float], tuple[float, float]],
    bounds: Rect,
) -> None:
    (left_end, right_end), (top, bottom) = band

    def places(size: tuple[float, float]) -> Iterator[Rect]:
        width, height = size
        middle = (top + bottom) / 2 - height / 2
        tops = (middle,) if bottom - top < height + 4 else (top + 1, bottom - height - 1, middle)
        for share in (1.0, 0.0, 0.5, 0.75, 0.25):
            for at in tops:
                left = left_end + 4 + share * max(right_end - left_end - width - 8, 0)
                rect = Rect(left, at, left + width, at + height)
                if rect.inside(bounds):
                    yield rect

    colour = sheet.palette.reference_text
    sheet.label(captions, _uncrossed(sheet, places), TextRole.SMALL, colour, plate=False)


def _write_breaks(sheet: Sheet, lane: CurveLane, inner: Rect, bounds: Rect) -> None:
    for one in lane.breaks:
        if not sheet.sees(one.day):
            continue
        x = sheet.x(one.day)

        def places(size: tuple[float, float], x: float = x) -> Iterator[Rect]:
            for top in (inner.top, inner.bottom - size[1]):
                for left in (x + 3, x - 3 - size[0]):
                    rect = Rect(left, top, left + size[0], top + size[1])
                    if rect.inside(bounds):
                        yield rect

        sheet.label(one.captions, places, TextRole.SMALL, sheet.palette.muted)
