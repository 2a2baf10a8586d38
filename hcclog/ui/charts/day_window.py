"""The window of days that a chart shows, and how it moves: plain arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, replace

LEAST_DAYS = 7.0
_BEYOND = 0.25


@dataclass(frozen=True, slots=True)
class DayWindow:
    """First and last day shown, within what there is to see.

    Attributes:
        home: The window at first.
        extent: First and last day of everything; the window may reach a little beyond.
    """

    start: float
    end: float
    home: tuple[float, float]
    extent: tuple[float, float]

    @property
    def days(self) -> float:
        """Length."""
        return self.end - self.start

    @property
    def at_home(self) -> bool:
        """True where nothing was zoomed or moved."""
        return (self.start, self.end) == self.home

    def fitted(self) -> DayWindow:
        """Return the window at first."""
        return replace(self, start=self.home[0], end=self.home[1])

    def zoomed(self, factor: float, about: float) -> DayWindow:
        """Return it with its length divided by a factor; the day `about` stays where it is."""
        room = self.room()
        days = min(max(self.days / factor, LEAST_DAYS), room[1] - room[0])
        start = about - (about - self.start) * days / self.days
        return self._held(start, start + days)

    def moved(self, days: float) -> DayWindow:
        """Return it moved to later days (earlier where negative)."""
        return self._held(self.start + days, self.end + days)

    def showing(self, day: float) -> DayWindow:
        """Return it with a day in sight: itself where it is, else moved so that it is central."""
        if self.start <= day <= self.end:
            return self
        return self.moved(day - (self.start + self.end) / 2)

    def between(self, start: float, end: float) -> DayWindow:
        """Return it from one day to another, as far as there is room and not less than allowed."""
        first, last = self.room()
        start = min(max(start, first), last - LEAST_DAYS)
        return replace(self, start=start, end=min(max(end, start + LEAST_DAYS), last))

    def room(self) -> tuple[float, float]:
        """Return how far the window may reach."""
        first, last = min(self.extent[0], self.home[0]), max(self.extent[1], self.home[1])
        beyond = max((last - first) * _BEYOND, LEAST_DAYS)
        return first - beyond, last + beyond

    def _held(self, start: float, end: float) -> DayWindow:
        """Return it with other days, moved back where they reach too far."""
        first, last = self.room()
        shift = max(first - start, 0.0) or min(last - end, 0.0)
        return replace(self, start=start + shift, end=end + shift)
