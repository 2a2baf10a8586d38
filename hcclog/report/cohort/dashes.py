"""Cut a line of many short steps into dashes: a dashed pen begins anew at each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot

from hcclog.report.drawing import Segment

# Drawn and left out, in pixels.
_PATTERNS = {"dash": (7.0, 4.0), "dot": (2.0, 3.5)}
_LEAST = 1e-6


def dashed(points: Sequence[tuple[float, float]], dash: str) -> Iterator[Segment]:
    """Yield the drawn parts of a line through some points; the whole line where `dash` is empty."""
    if not dash:
        yield from ((*one, *other) for one, other in pairwise(points))
        return
    pattern, k = _PATTERNS[dash], 0
    left = pattern[0]
    for (x1, y1), (x2, y2) in pairwise(points):
        length, done = hypot(x2 - x1, y2 - y1), 0.0
        while length - done > _LEAST:
            step = min(left, length - done)
            if k % 2 == 0:
                start, end = done / length, (done + step) / length
                dx, dy = x2 - x1, y2 - y1
                yield x1 + start * dx, y1 + start * dy, x1 + end * dx, y1 + end * dy
            done, left = done + step, left - step
            if left <= _LEAST:
                k += 1
                left = pattern[k % 2]
