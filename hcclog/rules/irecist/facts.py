"""What the rules of iRECIST ask: one assessment beside the progression that awaits confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from hcclog.domain.lesion import LesionState
from hcclog.domain.response import Category
from hcclog.rules.irecist.growth import has_grown_further, has_not_shrunk
from hcclog.rules.new_lesion import YES
from hcclog.rules.readings import days_between

if TYPE_CHECKING:
    from decimal import Decimal

    from hcclog.rules.criteria import ImmuneRules
    from hcclog.rules.irecist.new_lesions import NewLesions
    from hcclog.rules.readings import Point, Track
    from hcclog.rules.response import Judged

_ORDER = (Category.CR, Category.PR, Category.SD, Category.PD)


@dataclass(slots=True)
class ImmuneFacts:
    """One assessment after the baseline.

    Attributes:
        immune: Thresholds of iRECIST.
        points: The assessments of the series.
        now: This assessment as RECIST 1.1 judges it.
        new: The new lesions of the series.
        pending: The unconfirmed progression that awaits its confirmation, as RECIST 1.1 judged it.
        reset_at: Position of the last assessment at which a response reset the bar.
        confirmed_at: Position at which progression was confirmed.
    """

    immune: ImmuneRules
    points: list[Point]
    now: Judged
    new: NewLesions
    pending: Judged | None = None
    reset_at: int | None = None
    confirmed_at: int | None = None

    @property
    def k(self) -> int:
        """Position of this assessment."""
        return self.now.k

    @property
    def target_progressed(self) -> bool:
        """True where the targets are progressed by RECIST 1.1."""
        return self.now.target_rule.category is Category.PD

    @property
    def non_target_progressed(self) -> bool:
        """True where non-targets are progressed, or are still as large as when they had."""
        if self.now.non_target_rule.category is Category.PD:
            return True
        return any(has_not_shrunk(track, self.since, self.k) for track in self._progressed_before())

    @property
    def new_there(self) -> bool:
        """True where an unequivocal new lesion is there."""
        return self.now.new.value == YES

    @property
    def new_progressed(self) -> bool:
        """True where new lesions are progression: any of them, after a reset further growth."""
        return self.new_there and (self.reset_at is None or bool(self.new_since_reset()))

    def new_since_reset(self) -> list[Track]:
        """Return the new lesions that are more, or grew, since the bar was reset.

        The sum of new targets counts from 20 % and 5 mm over its smallest, like that of targets.
        """
        start = self.reset_at or 0
        found = [*self.new.more(start, self.k), *self.new.progressed_others(start, self.k)]
        sums = self.new.over_smallest(start, self.k)
        if sums is not None and self._over(*sums):
            found += self.new.targets(start)
        return found

    def _over(self, here: Decimal, smallest: Decimal) -> bool:
        at_least = smallest * self.now.target.rules.progression_at
        return here >= at_least and here >= smallest + self.immune.growth_mm

    @property
    def since(self) -> int:
        """Position of the unconfirmed progression that growth is counted from."""
        return self.pending.k if self.pending is not None else self.k

    @property
    def days(self) -> Decimal:
        """Days since the unconfirmed progression."""
        return days_between(self.points[self.since], self.points[self.k])

    @property
    def late_enough(self) -> bool:
        """True from the least days after the unconfirmed progression."""
        return self.days >= self.immune.confirm_days

    def target_growth_mm(self) -> Decimal | None:
        """Return by how much the sum grew at least since the unconfirmed progression, in mm.

        None where the sums cannot be compared: a target measured now was not measured then. Asked
        only while a progression awaits confirmation.
        """
        then, here = cast("Judged", self.pending).target.now, self.now.target.now
        if not {t.label for t in then.unmeasured} <= {t.label for t in here.unmeasured}:
            return None
        return here.sum_mm - then.sum_mm

    def targets_without_size(self) -> list[Track]:
        """Return targets recorded as clearly progressed again, without a size."""
        unmeasured = self.now.target.now.unmeasured
        return [
            track
            for track in unmeasured
            if _is_progressed(track, self.since)
            and _is_progressed(track, self.k)
            and has_grown_further(track, self.since, self.k)
        ]

    def non_targets_grown(self) -> list[Track]:
        """Return non-targets that had progressed and grew further, by any amount."""
        return [t for t in self._progressed_before() if has_grown_further(t, self.since, self.k)]

    def non_targets_progressed_only_now(self) -> list[Track]:
        """Return non-targets that progressed after the unconfirmed progression."""
        before = {track.label for track in self._progressed_before()}
        here = (*self.now.non_target.progressed, *self.now.non_target.back)
        return [track for track in here if track.label not in before]

    def _progressed_before(self) -> list[Track]:
        if self.pending is None:
            return []
        return [*self.pending.non_target.progressed, *self.pending.non_target.back]

    def new_unread(self) -> list[Track]:
        """Return the new lesions that were there before and are not assessed here."""
        return [track for track in self.new.known(self.k) if _is_unread(track, self.k)]

    def new_not_evaluable(self) -> list[Track]:
        """Return those of them that were looked for and could not be judged."""
        return [track for track in self.new_unread() if track.readings[self.k] is not None]

    def has_shrunk(self) -> bool:
        """True where the disease responds better than at the unconfirmed progression."""
        if self.pending is None or self.now.target_rule.category is Category.NE:
            return False
        if self.pending.non_target_rule.category is Category.PD:
            # Asked only where the non-targets are no longer progressed.
            return self.now.non_target_rule.category is not Category.NE
        now, then = self.now.target_rule.category, self.pending.target_rule.category
        return now in _ORDER and then in _ORDER and _ORDER.index(now) < _ORDER.index(then)


def _is_unread(track: Track, k: int) -> bool:
    reading = track.readings[k]
    return reading is None or reading.state is LesionState.NOT_EVALUABLE


def _is_progressed(track: Track, k: int) -> bool:
    reading = track.readings[k]
    return reading is not None and reading.state is LesionState.PROGRESSED
