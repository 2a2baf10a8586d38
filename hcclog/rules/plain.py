"""The plain series: every target measured on every exact day, none of them gone, nothing else.

Most of a large table is plain, and little can happen in it: a sum is read, compared with the
baseline and the nadir, and there is no other lesion to weigh. The rules are those of every series,
in their order; only the questions that cannot arise are not asked.
"""

from __future__ import annotations

from operator import ge
from typing import TYPE_CHECKING, NamedTuple

from hcclog.rules.findings import not_held
from hcclog.rules.measurability import least_sizes
from hcclog.rules.new_lesion import NO
from hcclog.rules.overall import NONE, OVERALL
from hcclog.rules.response import Course
from hcclog.rules.sum_words import SumWords
from hcclog.rules.sums import VIABLE, TargetReading, axis_of
from hcclog.rules.target import TARGET_RULES, growth_from, growth_mm_from, response_to
from hcclog.rules.words import change_percent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from hcclog.rules.criteria import CriteriaRules
    from hcclog.rules.readings import Point, Track
    from hcclog.rules.target import TargetFacts, TargetRule

# What asks for a target that is missing or gone does not hold where each was measured above 0.
_CANNOT_HOLD = frozenset(
    {
        "no targets",
        "back from nothing",
        "back after complete response",
        "clear progression",
        "not evaluable",
        "complete response",
        "no baseline",
    }
)
PLAIN_RULES = tuple(rule for rule in TARGET_RULES if rule.name not in _CANNOT_HOLD)
GROWTH, RESPONSE, HELD, STABLE = PLAIN_RULES
PLAIN_OVERALL = {rule.name: OVERALL[rule.category, NONE, NO].overall for rule in PLAIN_RULES}


class PlainAnswer(NamedTuple):
    """One assessment after the baseline.

    Attributes:
        sum_mm: The sum, in mm.
        from_baseline_pct: Its change from the baseline, as `change_percent` gives it.
        from_nadir_pct: Its change from the nadir.
        from_nadir_mm: The same in mm.
        rule: The rule that the targets met.
        why: The reason, and what is to settle.
    """

    sum_mm: Decimal
    from_baseline_pct: Decimal
    from_nadir_pct: Decimal
    from_nadir_mm: Decimal
    rule: TargetRule
    why: str


class PlainTargets:
    """The targets of a plain series, and what the criteria make of them, found once.

    Attributes:
        tracks: The lesions, without their readings.
        unclear: Those that are no nodes, which are there wherever they measure something.
    """

    def __init__(self, tracks: tuple[Track, ...]) -> None:
        """Take the lesions; one at least is no node."""
        self.tracks = tracks
        self.unclear = tuple(track for track in tracks if not track.nodal)
        self._under: list[tuple[CriteriaRules, PlainLimits]] = []

    def under(self, rules: CriteriaRules) -> PlainLimits:
        """Return what the criteria ask of them."""
        for known, limits in self._under:
            if known is rules:
                return limits
        axes = [axis_of(track, rules) for track in self.tracks]
        viable = tuple(n for n, axis in enumerate(axes) if axis == VIABLE)
        limits = PlainLimits(rules, viable, least_sizes(self.tracks, rules), SumWords(rules))
        self._under.append((rules, limits))
        return limits


class PlainLimits(NamedTuple):
    """What criteria ask of plain targets.

    Attributes:
        rules: The criteria.
        viable: Positions of those that count by their viable part.
        least_mm: The least diameter of each at the baseline, in mm; None where something else
            speaks against their choice.
        say: How they tell of sums.
    """

    rules: CriteriaRules
    viable: tuple[int, ...]
    least_mm: tuple[Decimal, ...] | None
    say: SumWords

    def is_fit(self, sizes_mm: Sequence[Decimal]) -> bool:
        """True where nothing speaks against targets that measure so much at the baseline."""
        return self.least_mm is not None and all(map(ge, sizes_mm, self.least_mm))


class _Nadir(NamedTuple):
    """The smallest sum so far.

    Attributes:
        mm: The sum, in mm.
        text: How it is told, with its date.
        growth_from: The least sum that has grown enough by percent, in mm.
        progression_from: The least sum that is progression, in mm.
    """

    mm: Decimal
    text: str
    growth_from: Decimal
    progression_from: Decimal

    @classmethod
    def of(cls, mm: Decimal, point: Point, limits: PlainLimits) -> _Nadir:
        """Return what a nadir means to the sums that follow."""
        by_percent, by_mm = growth_from(mm, limits.rules), growth_mm_from(mm, limits.rules)
        text = limits.say.over_nadir(mm, point.label)
        return cls(mm, text, by_percent, max(by_percent, by_mm))


def plain_baseline(
    points: list[Point], targets: PlainTargets, sum_mm: Decimal, rules: CriteriaRules
) -> TargetFacts:
    """Return the targets at the baseline."""
    now = TargetReading(len(targets.tracks), sum_mm, (), targets.unclear)
    return Course(points, rules).facts(0, now)


def judge_plain(
    points: list[Point], sums_mm: Sequence[Decimal], limits: PlainLimits
) -> list[PlainAnswer]:
    """Return the answer at each assessment after the baseline.

    Sums are exact in the context `readings.EXACT`, which the caller enters once for many series.

    Args:
        points: The assessments, each of one day, no two of one day.
        sums_mm: The sum of the targets at each of them, in mm; each target was measured above 0,
            and one of them is no node.
        limits: What criteria ask of them, whose progression is final at once.
    """
    walk = _Walk(points, sums_mm[0], limits)
    return [walk.answer(k, sums_mm[k]) for k in range(1, len(points))]


class _Walk:
    """A plain series from one assessment to the next."""

    def __init__(self, points: list[Point], baseline_mm: Decimal, limits: PlainLimits) -> None:
        self._points, self._limits = points, limits
        self._baseline_mm = baseline_mm
        self._response_to = response_to(baseline_mm, limits.rules)
        self._nadir = _Nadir.of(baseline_mm, points[0], limits)
        self._course = Course(points, limits.rules)
        self._course.start(baseline_mm)

    def answer(self, k: int, sum_mm: Decimal) -> PlainAnswer:
        """Judge the assessment of position `k`."""
        nadir, say = self._nadir, self._limits.say
        from_baseline = from_nadir = change_percent(sum_mm, self._baseline_mm)
        if nadir.mm is not self._baseline_mm:
            from_nadir = change_percent(sum_mm, nadir.mm)
        if sum_mm >= nadir.progression_from:
            start = say.sum_is(sum_mm)
            rule, why = GROWTH, say.grown(start, from_nadir, sum_mm - nadir.mm, nadir.text)
        else:
            start = say.from_baseline(sum_mm, from_baseline, self._baseline_mm)
            rule, why = self._without_growth(start, sum_mm, from_nadir)
        lost_since = self._course.take(k, sum_mm, rule.category, PLAIN_OVERALL[rule.name])
        if lost_since is not None:
            why = f"{why} {not_held(self._points[lost_since], self._limits.rules)}"
        if sum_mm < nadir.mm:
            self._nadir = _Nadir.of(sum_mm, self._points[k], self._limits)
        return PlainAnswer(sum_mm, from_baseline, from_nadir, sum_mm - nadir.mm, rule, why)

    def _without_growth(
        self, start: str, sum_mm: Decimal, from_nadir: Decimal
    ) -> tuple[TargetRule, str]:
        say, held_since = self._limits.say, self._course.held_since
        if sum_mm <= self._response_to:
            return RESPONSE, say.partial(start)
        if held_since is not None:
            return HELD, say.held(start, self._points[held_since].label)
        return STABLE, say.stable(start, self._short_of_progression(sum_mm, from_nadir))

    def _short_of_progression(self, sum_mm: Decimal, from_nadir: Decimal) -> str:
        nadir, say = self._nadir, self._limits.say
        if sum_mm <= nadir.mm:
            return ""
        if sum_mm < nadir.growth_from:
            return say.below_percent(from_nadir, nadir.text)
        return say.below_mm(from_nadir, sum_mm - nadir.mm, nadir.text)
