"""A picture of bars, for what shows any picture."""

from __future__ import annotations

from typing import NamedTuple

from hcclog.cohort.views import PatientMark
from hcclog.report.drawing import Box, Drawing, Hit, Rect
from hcclog.report.picture import Numbers
from hcclog.report.sheet import Style

BARS = (
    ("p-1", "P-1: +20 %"),
    ("p-1", "P-1, line 2: −10 %"),
    ("p-2", "P-2: −40 %"),
    ("p-2", "P-2, line 2: −60 %"),
)


class Bars(NamedTuple):
    """Bars of equal width over the whole picture, two of each patient.

    Attributes:
        height: What it wishes; `least` what it needs.
    """

    bars: tuple[tuple[str, str], ...] = BARS
    height: float = 200
    least: float = 0

    @property
    def title(self) -> str:
        return "Four bars"

    @property
    def description(self) -> str:
        return f"{len(self.bars)} bars of 2 patients"

    def height_at(self, width: float, style: Style) -> float:
        return self.height

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        width, height = size[0], max(size[1], self.least)
        whole = Rect(0, 0, width, height)
        drawing = Drawing(width, height, style.palette.background, whole)
        for n, rect in enumerate(self.places((width, height))):
            drawing.shapes.append(Box(rect, style.palette.curve))
            patient, reading = self.bars[n]
            drawing.tie(Hit(rect, PatientMark(patient, reading)))
        return drawing

    def places(self, size: tuple[float, float]) -> list[Rect]:
        """Return where the bars stand; between them is room."""
        width, height = size
        step = width / max(len(self.bars), 1)
        return [
            Rect(n * step + 10, 20, (n + 1) * step - 10, height - 20) for n in range(len(self.bars))
        ]

    def numbers(self) -> Numbers:
        return Numbers(("patient", "reading"), self.bars)
