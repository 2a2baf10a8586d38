"""Draw interventions as papers do: a label, and an arrow from it down to the curve below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from hcclog.report.course.figure import ArrowLane
from hcclog.report.course.marks import Captions, Flag
from hcclog.report.drawing import Glyph, Measure, Rect, Strokes, TextRole
from hcclog.report.sheet import Sheet

_ROW = 14.0
_ARROW = 15.0
_HEAD = 6.0
_MOST_IN_FULL, _MOST_ROWS = 7, 12
_APART = 7.0
_ONE_SHAFT = 3.0
_CLEAR = 2.0  # between a label and the shaft of another arrow
_ABOUT = 0.5  # as much of a label left of its shaft as right, as far as the edges let it
_MOST_TRIES, _MOST_SEARCHED = 60, 20
_ROLE = TextRole.SMALL
_Span = tuple[int, float, float]  # a row, and the text in it from left to right


class _Arrow(NamedTuple):
    """What began at one place: a shaft, and a line of text for each of its flags."""

    flags: tuple[Flag, ...]
    x: float


class _Label(NamedTuple):
    """The lines over a shaft; their rows are counted from 0 at the top, the last is given."""

    arrow: _Arrow
    row: int
    texts: tuple[str, ...] = ()
    lefts: tuple[float, ...] = ()


def arrows_height(n_rows: int) -> float:
    """Return the height of a lane with so many rows of labels."""
    return n_rows * _ROW + _ARROW


def arrow_rows(
    lane: ArrowLane, x: Callable[[float], float], edges: tuple[float, float], measure: Measure
) -> int:
    """Return how many rows the labels need in the first view, in full where a few are enough."""
    if not any(flag.captions for flag in lane.flags):
        return 0
    return _rows_for(lane, tuple(x(flag.mark.day) for flag in lane.flags), edges, measure)


@lru_cache(maxsize=8)  # asked for the height and again for the picture
def _rows_for(
    lane: ArrowLane, places: tuple[float, ...], edges: tuple[float, float], measure: Measure
) -> int:
    placed = list(zip(lane.flags, places, strict=True))
    arrows = _arrows([(flag, at) for flag, at in placed if edges[0] <= at <= edges[1]])
    n_before = sum(at < edges[0] for at in places)
    levels = max(len(flag.captions) for flag in lane.flags)
    tries = [(n, 0) for n in range(1, _MOST_IN_FULL)]
    tries += [(n, level) for n in range(1, _MOST_ROWS) for level in range(1, levels)]
    for n_rows, level in tries:
        labels = _Rows(n_rows, edges, measure).packed(arrows, level, n_before)
        if all(label.texts for label in labels):
            return n_rows
    return _MOST_ROWS


def draw_arrows(sheet: Sheet, lane: ArrowLane, rect: Rect) -> None:
    """Draw the lane into its rectangle."""
    n_rows = max(0, int((rect.height - _ARROW) // _ROW + 0.01))
    arrows = _arrows([(f, sheet.x(f.mark.day)) for f in lane.flags if sheet.sees(f.mark.day)])
    if not any(flag.captions for flag in lane.flags):
        for arrow in arrows:
            _draw_shaft(sheet, arrow, rect.bottom - _ARROW, rect.bottom)
        return
    n_before = sum(flag.mark.day < sheet.view[0] for flag in lane.flags)
    _write_earlier(sheet, n_before, rect.top)
    _draw_spans(sheet, arrows, rect.bottom)
    for label in _best(sheet, arrows, n_before, n_rows):
        _draw(sheet, label, rect)


def _arrows(flags: list[tuple[Flag, float]]) -> list[_Arrow]:
    """Gather what stands too close for a shaft of its own, in order of time."""
    arrows: list[_Arrow] = []
    for flag, at in sorted(flags, key=itemgetter(1)):
        if arrows and at - arrows[-1].x < _ONE_SHAFT:
            arrows[-1] = arrows[-1]._replace(flags=(*arrows[-1].flags, flag))
        else:
            arrows.append(_Arrow((flag,), at))
    return arrows


def _best(sheet: Sheet, arrows: list[_Arrow], n_before: int, n_rows: int) -> list[_Label]:
    """Return the labels as long as all of them find a place, else as many as do."""
    edges, measure = (sheet.plot.left, sheet.plot.right), sheet.style.measure
    found: list[_Label] = []
    levels = max((len(flag.captions) for arrow in arrows for flag in arrow.flags), default=0)
    for level in range(levels):
        labels = _Rows(n_rows, edges, measure).packed(arrows, level, n_before)
        n_placed = sum(bool(label.texts) for label in labels)
        if n_placed == len(labels):
            return labels
        if not found or n_placed > sum(bool(label.texts) for label in found):
            found = labels
    return found


@dataclass(slots=True)
class _Rows:
    """Rows of labels, and the shafts that run down through those below."""

    n_rows: int
    edges: tuple[float, float]
    measure: Measure
    _labels: list[tuple[int, float, float]] = field(default_factory=list)
    _shafts: list[tuple[int, float]] = field(default_factory=list)
    _n_tries: int = 0

    def packed(self, arrows: list[_Arrow], level: int, n_before: int) -> list[_Label]:
        """Give each arrow its rows, from the last to the first.

        A label stands right of its shaft where it can: an earlier one that has no room beside it
        goes higher, and its shaft still runs down left of all that came later. Where one cannot,
        the choices before it are tried anew, for a while.
        """
        earlier = _earlier(n_before)
        if earlier:
            self._labels.append((0, self.edges[0], self.edges[0] + self.measure(earlier, _ROLE)))
        few = len(arrows) <= _MOST_SEARCHED
        found = self._searched(arrows[::-1], level) if few else None
        return found if found is not None else self._greedy(arrows[::-1], level)

    def _searched(self, arrows: list[_Arrow], level: int) -> list[_Label] | None:
        """Return a place for every arrow; None where none was found within the tries."""
        if not arrows:
            return []
        for label, spans in self._choices(arrows[0], level):
            self._n_tries += 1
            if self._n_tries > _MOST_TRIES:
                return None
            self._take(label, spans)
            others = self._searched(arrows[1:], level)
            if others is not None:
                return [label, *others]
            del self._labels[-len(spans) :], self._shafts[-1:]
        return None

    def _greedy(self, arrows: list[_Arrow], level: int) -> list[_Label]:
        """Return the first place of each arrow; without texts where there is none."""
        labels = []
        for arrow in arrows:
            label, spans = next(self._choices(arrow, level), (_Label(arrow, self.n_rows), []))
            if spans:
                self._take(label, spans)
            labels.append(label)
        return labels

    def _take(self, label: _Label, spans: list[_Span]) -> None:
        self._labels += spans
        self._shafts.append((label.row, label.arrow.x))

    def _choices(self, arrow: _Arrow, level: int) -> Iterator[tuple[_Label, list[_Span]]]:
        """Yield the free places of an arrow's lines in the order of liking."""
        n, x = len(arrow.flags), arrow.x
        upwards = range(self.n_rows - 1, n - 2, -1)
        for start in range(level, max(level + 1, *(len(flag.captions) for flag in arrow.flags))):
            texts = tuple(_from(flag.captions, start) for flag in arrow.flags)
            widths = [self.measure(text, _ROLE) for text in texts]
            # What reaches over its shaft to the left is at the top in nobody's way.
            for share, rows in ((0.0, upwards), (1.0, upwards[::-1]), (_ABOUT, upwards[::-1])):
                lefts = tuple(
                    left for width in widths if (left := self._left(x, width, share)) is not None
                )
                if len(lefts) < n:
                    continue
                ends = [(left, left + w) for left, w in zip(lefts, widths, strict=True)]
                for row in rows:
                    spans = [(row - n + 1 + k, *end) for k, end in enumerate(ends)]
                    if self._are_free(spans, x):
                        yield _Label(arrow, row, texts, lefts), spans

    def _left(self, x: float, width: float, share: float) -> float | None:
        """Return where a text of which a share lies left of its shaft begins; None if outside."""
        first, last = self.edges[0], self.edges[1] - width
        left = x - share * width
        if share == _ABOUT and first <= last:
            left = min(max(left, first), last)
        return left if first <= left <= last else None

    def _are_free(self, spans: list[_Span], x: float) -> bool:
        last = spans[-1][0]
        crosses = any(
            r > last and start - _CLEAR < x < end + _CLEAR for r, start, end in self._labels
        )
        return not crosses and all(self._is_free(*span) for span in spans)

    def _is_free(self, row: int, left: float, right: float) -> bool:
        beside = all(
            other != row or right + _APART <= start or end + _APART <= left
            for other, start, end in self._labels
        )
        return beside and not any(
            r < row and left - _CLEAR < at < right + _CLEAR for r, at in self._shafts
        )


def _from(captions: Captions, level: int) -> str:
    """Return the caption of a level, or the shortest."""
    return captions[min(level, len(captions) - 1)]


def _earlier(n_before: int) -> str:
    return f"← {n_before} earlier" if n_before else ""


def _write_earlier(sheet: Sheet, n_before: int, top: float) -> None:
    text = _earlier(n_before)
    if text:
        width = sheet.width(text, _ROLE)
        rect = Rect(sheet.plot.left, top, sheet.plot.left + width, top + _ROLE.line)
        sheet.placer.block(rect)
        sheet.write(text, rect, _ROLE, sheet.palette.muted)


def _draw_spans(sheet: Sheet, arrows: list[_Arrow], y: float) -> None:
    """Underline the days that each date can mean."""
    spans = {flag.mark.span for arrow in arrows for flag in arrow.flags}
    seen = (sheet.span(s.earliest, s.latest) for s in spans if not s.exact)
    lines = sorted((left, y, right, y) for left, right in filter(None, seen))
    if lines:
        sheet.add(Strokes(tuple(lines), sheet.palette.whisker))


def _draw_shaft(sheet: Sheet, arrow: _Arrow, top: float, tip: float) -> None:
    colour, x = sheet.palette.text, arrow.x
    sheet.add(Strokes(((x, top, x, tip - _HEAD),), colour))
    sheet.add(Glyph("down", x, tip - _HEAD / 2, _HEAD, fill=colour))
    reach = Rect(x - _HEAD / 2, top, x + _HEAD / 2, tip)
    sheet.placer.block(reach)
    sheet.hit(reach.grown(2), arrow.flags[-1].mark)


def _draw(sheet: Sheet, label: _Label, lane: Rect) -> None:
    first = label.row - len(label.texts) + 1
    top = lane.top + (label.row + 1) * _ROW if label.texts else lane.bottom - _ARROW
    _draw_shaft(sheet, label.arrow, top, lane.bottom - 1)
    for k, (text, left) in enumerate(zip(label.texts, label.lefts, strict=True)):
        y = lane.top + (first + k) * _ROW
        words = Rect(left, y, left + sheet.width(text, _ROLE), y + _ROLE.line)
        sheet.placer.block(words)
        sheet.write(text, words, _ROLE, sheet.palette.text)
        sheet.hit(words, label.arrow.flags[k].mark)
    for _ in label.arrow.flags[len(label.texts) :]:
        sheet.drop()
