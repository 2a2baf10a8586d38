"""The assessments that count for a best overall response, and the days between them.

Where a date is not one day, days are counted between the middles; the longest and the shortest that
the dates allow show whether another reading would decide otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from hcclog.domain.chronology import DaySpan
from hcclog.domain.response import Category
from hcclog.rules import words
from hcclog.rules.best_response.options import BestResponseOptions, Names

START = -1  # the start of treatment, among the positions of assessments
Distance = Callable[[int, int], DaySpan]


class Assessed(NamedTuple):
    """One assessment.

    Attributes:
        span: The days that it can be.
        category: Its overall response.
        label: Its date, as shown.
    """

    span: DaySpan
    category: Category
    label: str


class Reading(Enum):
    """Which of the days that the dates allow are taken."""

    MIDDLE = "middle"
    LONGEST = "longest"
    SHORTEST = "shortest"


def distances(assessed: Sequence[Assessed], start: DaySpan) -> Distance:
    """Return the days from one position to another, as far as the spans alone tell."""

    def between(first: int, second: int) -> DaySpan:
        one = start if first == START else assessed[first].span
        two = assessed[second].span
        return DaySpan(two.earliest - one.latest, two.latest - one.earliest)

    return between


class BestFacts:
    """What the rules on the best overall response ask.

    Attributes:
        options: Thresholds and switches.
        names: What the categories are called.
        assessed: All assessments that were handed in.
        counted: Positions of those that count, in order of time, up to the first progression.
    """

    def __init__(
        self,
        assessed: Sequence[Assessed],
        order: Sequence[int],
        distance: Distance,
        options: BestResponseOptions,
        reading: Reading = Reading.MIDDLE,
    ) -> None:
        """Choose what counts: all from the start on, up to and including the first progression.

        A response of the day on which treatment began counts, as in the analysis data sets of
        trials; what lies before does not.
        """
        self.options, self.names = options, options.names
        self.assessed = assessed
        self._distance, self._reading = distance, reading
        self.counted: list[int] = []
        for position in order:
            if self.days_from_start(position) < 0:
                continue
            self.counted.append(position)
            if assessed[position].category is self.names.progressed:
                break

    def category(self, position: int) -> Category:
        """Return the overall response at a position."""
        return self.assessed[position].category

    def days(self, first: int, second: int) -> Fraction:
        """Return the days from one position to another, by this reading."""
        span = self._distance(first, second)
        if self._reading is Reading.MIDDLE:
            return span.middle
        return Fraction(span.latest if self._reading is Reading.LONGEST else span.earliest)

    def days_in_words(self, first: int, second: int) -> str:
        """Return the days from one position to another, ``about`` where they are not exact."""
        about = "" if self._distance(first, second).exact else "about "
        return f"{about}{words.days(self.days(first, second))}"

    def days_from_start(self, position: int) -> Fraction:
        """Return the days from the start of treatment, by this reading."""
        return self.days(START, position)

    def lasted(self, position: int) -> bool:
        """True from the least time for stable disease."""
        return self.days_from_start(position) >= self.options.sd_days

    def far_enough(self, first: int, second: int) -> bool:
        """True from the least time for a confirmation."""
        return self.days(first, second) >= self.options.confirm_days

    def first(self, *categories: Category | None) -> int | None:
        """Return the first that counts and has one of the categories."""
        return next((p for p in self.counted if self.category(p) in categories), None)

    def first_that_lasted(self, *categories: Category) -> int | None:
        """Return the first with one of the categories from the least time on."""
        chosen = (p for p in self.counted if self.category(p) in categories)
        return next((p for p in chosen if self.lasted(p)), None)

    def dated_back(self, position: int) -> int:
        """Return where a progression is dated: at the first unconfirmed one that it confirms.

        Between the two lie only unconfirmed progressions and NE: anything else resets the bar
        (Seymour 2017). Without an unconfirmed one before, it is dated where it stands.
        """
        dated = position
        for earlier in reversed(self.counted[: self.counted.index(position)]):
            if self.category(earlier) is self.names.unconfirmed:
                dated = earlier
            elif self.category(earlier) is not Category.NE:
                break
        return dated

    def after(self, position: int) -> Sequence[int]:
        """Return the positions that count after one."""
        return self.counted[self.counted.index(position) + 1 :]


def in_order(assessed: Sequence[Assessed], names: Names) -> list[int]:
    """Return positions in order of time; those of one day progression first, and none twice."""
    careful = {category: n for n, category in enumerate(names.careful_order)}

    def place(position: int) -> tuple[Fraction, int, int, int]:
        span, category, _label = assessed[position]
        return span.middle, careful[category], span.earliest, position

    seen: set[tuple[DaySpan, Category]] = set()
    order = []
    for position in sorted(range(len(assessed)), key=place):
        span, category, _label = assessed[position]
        if (span, category) not in seen:
            seen.add((span, category))
            order.append(position)
    return order
