"""What a cohort needs of one patient: small, frozen, free of the record that it was made of.

Days are spans wherever a date is not known to the day. What is not known is None, never a guess.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hcclog.domain.day_spans import DaySpan
from hcclog.domain.patient import Aetiology, Sex, TimeAxis
from hcclog.domain.response import Category, Criteria
from hcclog.rules.endpoints.rules import EndpointKey


class Years(NamedTuple):
    """An age in completed years, at least and at most."""

    least: int
    most: int


class Stage(NamedTuple):
    """What clinicians stated of tumour and patient; None for what they did not.

    Attributes:
        child_pugh: Class ``A``, ``B`` or ``C``.
    """

    bclc: str | None = None
    cnlc: str | None = None
    child_pugh: str | None = None
    ecog: int | None = None


class HoldSummary(NamedTuple):
    """An interruption, in days since the patient's first line; its end where it is known."""

    start: DaySpan | None
    end: DaySpan | None


class CourseSummary(NamedTuple):
    """One agent's course, in days since the patient's first line.

    Attributes:
        agent: Code of the catalogue.
        line: Number of its line; None for a course of no line.
        goes_on: True where no end is recorded.
    """

    id: str
    agent: str
    line: int | None
    start: DaySpan | None
    end: DaySpan | None
    goes_on: bool
    holds: tuple[HoldSummary, ...] = ()


class Best(NamedTuple):
    """A best overall response, with its reason.

    Attributes:
        day: Days from the start of the patient's first line to the assessment that has it.
        could_be: What other readings of uncertain dates would give.
    """

    category: Category
    day: DaySpan | None
    sentence: str
    could_be: tuple[Category, ...] = ()


class Responded(NamedTuple):
    """The first response of a line, of any of its series.

    Attributes:
        label: Date of its assessment, as shown.
        day: Days from the start of the patient's first line.
    """

    category: Category
    label: str
    day: DaySpan | None


class Change(NamedTuple):
    """One assessment after a baseline.

    Attributes:
        since_baseline: Days from the baseline of its series.
        since_first: Days from the start of the patient's first line; None where that is not known.
        change: Of the sum of diameters from the baseline, as an exact fraction; None where a sum is
            missing or not complete.
        label: Its date, as shown.
        counts: True up to the first progression of the line that is final; the best change is of
            these.
        reported: What readers concluded at it.
    """

    assessment_id: str
    label: str
    since_baseline: DaySpan
    since_first: DaySpan | None
    change: Fraction | None
    category: Category
    counts: bool
    reported: tuple[Category, ...] = ()


class EndpointSummary(NamedTuple):
    """One endpoint: its length, whether it ended in an event, and why.

    Attributes:
        days: None where there is nothing to count or its end has no day.
        event: None where there is nothing to count.
        ended: Days from the start of the patient's first line to its end.
    """

    key: EndpointKey
    days: DaySpan | None
    event: bool | None
    sentence: str
    findings: tuple[str, ...] = ()
    ended: DaySpan | None = None


class Measured(NamedTuple):
    """A change that is known, and the assessment that it is of."""

    change: Fraction
    at: Change


class Judged(NamedTuple):
    """One line of therapy by one set of criteria.

    Attributes:
        has_series: False where no series belongs to the line, so that response is not known.
        changes: Assessments of the first series of the line, up to the start of the next line.
        n_series: How many series the line has; changes are counted against the first baseline.
        why_no_change: Why no assessment has a change; empty where one has.
        best: Without confirmation; `confirmed` with it.
        endpoints: As the rules compute them, the duration of a confirmed response among them.
        any_response: Duration of a response that need not be confirmed.
        responded: That response.
    """

    criteria: Criteria
    has_series: bool
    n_series: int
    changes: tuple[Change, ...]
    why_no_change: str
    best: Best | None
    confirmed: Best | None
    endpoints: tuple[EndpointSummary, ...]
    any_response: EndpointSummary | None
    responded: Responded | None = None

    @property
    def measured(self) -> tuple[Measured, ...]:
        """The changes that are known, in order of time."""
        return tuple(Measured(c.change, c) for c in self.changes if c.change is not None)

    @property
    def best_change(self) -> Measured | None:
        """The smallest change up to the first final progression; the first of equal ones."""
        counted = (each for each in self.measured if each.at.counts)
        return min(counted, key=lambda each: each.change, default=None)

    def best_of(self, *, confirmed: bool) -> Best | None:
        """Return the best response, with or without confirmation."""
        return self.confirmed if confirmed else self.best

    def endpoint(self, key: EndpointKey, *, confirmed: bool = True) -> EndpointSummary | None:
        """Return one endpoint; of a response confirmed or not."""
        if key is EndpointKey.DOR and not confirmed:
            return self.any_response
        return next((each for each in self.endpoints if each.key is key), None)


class LineSummary(NamedTuple):
    """One line of therapy.

    Attributes:
        agents: Codes of the catalogue, in the order in which they were begun.
        start: Days of the record's own axis that its start can be; None where not known.
        since_first: Days from the start of the patient's first line.
        length: Days from its start to the end of its last course; None while one goes on.
        stage: As stated at its start: the newest of each that does not surely lie after it.
    """

    id: str
    number: int
    agents: tuple[str, ...]
    start: DaySpan | None
    start_label: str
    since_first: DaySpan | None
    length: DaySpan | None
    goes_on: bool
    stage: Stage
    judged: tuple[Judged, ...]

    def by(self, criteria: Criteria) -> Judged | None:
        """Return the line as judged by one set of criteria; None where it was not."""
        return next((each for each in self.judged if each.criteria is criteria), None)


class Reported(NamedTuple):
    """What a reader or a paper concluded, in days since the patient's first line.

    Attributes:
        line: The line whose assessment was judged; None where none was.
        category: None where the conclusion fits none.
        basis: What it rests on where that is not imaging.
        counts: True up to the first progression that a reader saw in the line.
    """

    line: int | None
    day: DaySpan | None
    criteria: Criteria
    category: Category | None
    wording: str
    basis: str = ""
    counts: bool = True


class Fate(NamedTuple):
    """The last that is known, in days since the patient's first line.

    Attributes:
        alive: True at the last news, False after a death, None where follow-up was lost or nothing
            has a day.
        death: None where no death is recorded, or it has no day.
        last_news: The last day on which something is recorded of the living patient.
    """

    alive: bool | None = None
    death: DaySpan | None = None
    last_news: DaySpan | None = None


class PatientSummary(NamedTuple):
    """One patient.

    Attributes:
        age: At the start of the first line; as stated where that is all that is known.
        stage: The first that was stated of each.
        fate: Days since the first line.
    """

    id: str
    code: str
    sex: Sex
    age: Years | None
    aetiologies: tuple[Aetiology, ...]
    cirrhosis: bool | None
    axis: TimeAxis
    stage: Stage
    lines: tuple[LineSummary, ...]
    courses: tuple[CourseSummary, ...] = ()
    reported: tuple[Reported, ...] = ()
    fate: Fate = Fate()

    @property
    def first_line(self) -> LineSummary | None:
        """The line that days are counted from: the lowest number whose start has a day."""
        return next((line for line in self.lines if line.start is not None), None)
