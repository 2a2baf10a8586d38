"""What the plots of a cohort show, as plain data: no pandas, no Qt, each row tied to a patient.

Lengths of time are days as floats, for the eye alone; what is printed is exact text. What cannot be
shown is counted and says why: a plot never leaves a patient out in silence.
"""

from __future__ import annotations

from typing import NamedTuple

from hcclog.domain.response import Category, Criteria


class PatientMark(NamedTuple):
    """What a bar, a line or a lane of a patient says, and whose it is."""

    id: str
    reading: str
    table: str = "patient"

    @property
    def key(self) -> tuple[str, str]:
        """Table and id."""
        return self.table, self.id


class LeftOut(NamedTuple):
    """A patient (and line) of the cohort who is not in a plot, and why.

    Attributes:
        line: Number of the line that is left out; None for a patient as a whole.
    """

    mark: PatientMark
    code: str
    why: str
    line: int | None = None


class ChangeBar(NamedTuple):
    """Best change of the sum of diameters of one line of therapy.

    Attributes:
        percent: Change from baseline, for its place; `text` is what is printed (``−41.2 %``).
        best: Best overall response by the same criteria; None where there is none.
        agents: What was given, as text.
    """

    mark: PatientMark
    code: str
    line: int
    percent: float
    text: str
    best: Category | None
    agents: str


class Waterfall(NamedTuple):
    """Bars from the largest growth to the deepest fall.

    Attributes:
        method: What a bar is, and what counts for it.
    """

    criteria: Criteria
    bars: tuple[ChangeBar, ...]
    left_out: tuple[LeftOut, ...]
    method: str = ""


class SpiderPoint(NamedTuple):
    """One assessment: days from the start of the series' baseline, and what it may mean.

    Attributes:
        earliest: First day that the date can mean; `latest` the last.
    """

    day: float
    earliest: float
    latest: float
    percent: float
    text: str
    category: Category | None


class SpiderLine(NamedTuple):
    """The changes of one line of therapy over time; the first point is the baseline at 0 %."""

    mark: PatientMark
    code: str
    line: int
    points: tuple[SpiderPoint, ...]
    best: Category | None


class Spider(NamedTuple):
    """Changes over time, a line for each.

    Attributes:
        method: What a line is, and what counts for it.
    """

    criteria: Criteria
    lines: tuple[SpiderLine, ...]
    left_out: tuple[LeftOut, ...]
    method: str = ""


class Stretch(NamedTuple):
    """One agent's course in a swimmer's lane.

    Attributes:
        agents: Codes from the catalogue, which colour it.
        end_known: False where it goes on, or where its end has no day.
    """

    start: float
    end: float
    agents: tuple[str, ...]
    line: int
    end_known: bool


class SwimmerSign(NamedTuple):
    """A moment in a lane: ``response``, ``progression``, ``death`` or ``last follow-up``."""

    kind: str
    day: float
    earliest: float
    latest: float
    category: Category | None
    reading: str


class SwimmerLane(NamedTuple):
    """One patient from day 0 (the start of the first line) on.

    Attributes:
        end: The last day of which anything is known.
        ongoing: True where treatment goes on at that day.
        alive: True, False, or None where it is not known.
    """

    mark: PatientMark
    code: str
    stretches: tuple[Stretch, ...]
    signs: tuple[SwimmerSign, ...]
    end: float
    ongoing: bool
    alive: bool | None


class Swimmer(NamedTuple):
    """Lanes, the longest above.

    Attributes:
        method: What a lane shows, and by what.
    """

    criteria: Criteria
    lanes: tuple[SwimmerLane, ...]
    left_out: tuple[LeftOut, ...]
    method: str = ""


class Step(NamedTuple):
    """One time of a survival curve: the estimate from this day on, with its 95 % band.

    Attributes:
        low: None where the band cannot be given.
        n_at_risk: Just before this day.
    """

    days: float
    share: float
    low: float | None
    high: float | None
    n_at_risk: int
    n_events: int
    n_censored: int


class Estimate(NamedTuple):
    """A number with its 95 % confidence interval; None where it is not reached."""

    value: float | None
    low: float | None
    high: float | None


class SurvivalCurve(NamedTuple):
    """Kaplan-Meier estimate of one group; the first step stands at day 0 with share 1."""

    group: str
    steps: tuple[Step, ...]
    median_days: Estimate
    n: int
    n_events: int

    def at(self, days: float) -> Step:
        """Return the step that holds on a day: the last that is not after it."""
        return next(step for step in reversed(self.steps) if step.days <= days)

    def n_at_risk(self, days: float) -> int:
        """Return how many were followed up to a day, those whose follow-up ends on it included."""
        return next((step.n_at_risk for step in self.steps if step.days >= days), 0)


class Survival(NamedTuple):
    """Curves of one endpoint, by one criteria where it needs one.

    Attributes:
        endpoint: ``PFS``, ``TTP``, ``OS`` or ``DoR``.
        name: In words.
        method: How estimate, band and medians were made, with the source.
        n_uncertain: How many durations rest on dates that are not known to the day.
    """

    endpoint: str
    name: str
    criteria: Criteria
    curves: tuple[SurvivalCurve, ...]
    left_out: tuple[LeftOut, ...]
    method: str
    n_uncertain: int


class Rate(NamedTuple):
    """A share of patients with its exact (Clopper-Pearson) 95 % interval; None without any."""

    n: int
    of: int
    share: float | None
    low: float | None
    high: float | None


class ResponseRow(NamedTuple):
    """How often each best response was reached by one criteria.

    Attributes:
        counts: Each category that occurs, by its number.
        orr: Objective response rate; `dcr` the disease control rate.
    """

    criteria: Criteria
    counts: tuple[tuple[Category, int], ...]
    orr: Rate
    dcr: Rate
    left_out: tuple[LeftOut, ...]


class ResponseTable(NamedTuple):
    """Best responses by criteria, side by side.

    Attributes:
        confirmed: Whether a response counts only when it was confirmed.
        reported: What readers concluded, by whatever criteria; None where it was not asked for.
    """

    rows: tuple[ResponseRow, ...]
    confirmed: bool
    method: str
    reported: ResponseRow | None = None
