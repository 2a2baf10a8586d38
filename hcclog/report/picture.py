"""What can be laid out, shown in a window and saved: a course, a marker view, a cohort's plot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from hcclog.report.drawing import Drawing
from hcclog.report.sheet import Style


class Numbers(NamedTuple):
    """The numbers that a picture shows, as a table: a header and its rows, as text."""

    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]


class Picture(Protocol):
    """One figure, before it is known how large it will be."""

    @property
    def title(self) -> str:
        """Its name, for files and for who does not see it."""

    @property
    def description(self) -> str:
        """What it says, in a sentence or a few."""

    def height_at(self, width: float, style: Style) -> float:
        """Return the height, in pixels, at which everything has its room."""

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        """Return the drawing for a width and a height in pixels; it may be higher than asked."""

    def numbers(self) -> Numbers:
        """Return what is shown as a table."""


@runtime_checkable
class Viewed(Protocol):
    """A picture of which more or less can be shown, such as a course over some of its days."""

    def views(self) -> tuple[tuple[str, Picture], ...]:
        """Return what can be shown, each with its name; the last is what is shown now."""
