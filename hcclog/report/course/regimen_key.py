"""What finds no room in a bar on paper: a letter stands in the bar, and below what it means.

On the screen the cursor tells it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_lowercase

from hcclog.report.course.marks import RegimenBar
from hcclog.report.drawing import Rect, TextRole
from hcclog.report.sheet import Sheet

_APART = 14.0
_GAP = 3.0
_ROUNDING = 0.01
_ROLE = TextRole.SMALL


@dataclass(slots=True)
class RegimenKey:
    """The bars that need explaining, in the order in which they were met."""

    _letters: dict[RegimenBar, str] = field(default_factory=dict)

    def letter(self, bar: RegimenBar) -> str:
        """Return the letter that stands for a bar's name; empty where there are no more."""
        if not self._letters.get(bar):
            n = sum(bool(letter) for letter in self._letters.values())
            self._letters[bar] = ascii_lowercase[n] if n < len(ascii_lowercase) else ""
        return self._letters[bar]

    def explain(self, bar: RegimenBar) -> None:
        """Say a bar's doses below; its name stands in it."""
        self._letters.setdefault(bar, "")

    def height(self, sheet: Sheet) -> float:
        """Return the height that the key needs below the bars."""
        lines = self._lines(sheet)
        return _GAP + len(lines) * _ROLE.line if lines else 0.0

    def draw(self, sheet: Sheet, top: float, bottom: float) -> None:
        """Write the key from the left edge of the plot, as far as its lane reaches."""
        ground = sheet.palette.background
        for n, line in enumerate(self._lines(sheet)):
            left, y = sheet.plot.left, top + _GAP + n * _ROLE.line
            if y + _ROLE.line > bottom + _ROUNDING:
                sheet.drop()
                continue
            for text in line:
                rect = Rect(left, y, left + sheet.width(text, _ROLE), y + _ROLE.line)
                sheet.placer.block(rect)
                sheet.write(text, rect, _ROLE, sheet.palette.text, ground)
                left = rect.right + _APART

    def _lines(self, sheet: Sheet) -> list[list[str]]:
        """Return what is written, line by line; an entry is never broken."""
        lines: list[list[str]] = []
        room = left = sheet.plot.width
        for bar, letter in self._letters.items():
            text = sheet.shortened(_words(bar, letter), _ROLE, room)
            if not text:
                continue
            width = sheet.width(text, _ROLE)
            if not lines or width > left:
                lines.append([])
                left = room
            lines[-1].append(text)
            left -= width + _APART
        return lines


def _words(bar: RegimenBar, letter: str) -> str:
    if len(bar.segments) == 1:
        doses = bar.segments[0].captions[0]
    else:
        doses = ", then ".join(segment.captions[-1] for segment in bar.segments)
    return f"{letter} {bar.name}: {doses}".strip()
