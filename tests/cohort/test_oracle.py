"""Changes, best responses and endpoints of a line against plain loops over exact days."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from hcclog.cohort.summarise import summarise
from hcclog.cohort.summary import EndpointSummary, Judged
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Category
from hcclog.rules.endpoints.rules import EndpointKey
from hcclog.rules.timeline import timeline
from tests.cohort.records import RECIST, a_course, treated

_EVERY = 60
_ORDER = (Category.CR, Category.PR, Category.SD, Category.PD, Category.NE)
_RESPONSES = {Category.CR, Category.PR}


class Told(NamedTuple):
    """What happened to a patient, in exact days since the start of line 1."""

    sizes: list[str]
    next_line: int | None
    died: int | None

    @property
    def record(self) -> PatientRecord:
        """The record of it; its assessments are 60 days apart from day 0 on."""
        courses = [
            a_course(1, "day 0", None if self.next_line is None else f"day {self.next_line}")
        ]
        if self.next_line is not None:
            courses.append(a_course(2, f"day {self.next_line}", agent="sorafenib"))
        text = f"T1 target liver: {' | '.join(['50', *self.sizes])}"
        return treated(text, courses, died="" if self.died is None else f"day {self.died}")

    @property
    def answers(self) -> list[tuple[int, Category]]:
        """Days and responses after the baseline."""
        (response,) = timeline(self.record, (RECIST,)).responses
        points = enumerate(response.timepoints)
        return [(_EVERY * k, point.overall.value) for k, point in points if k]

    @property
    def own(self) -> list[tuple[int, Category]]:
        """Those up to the day on which the next line began."""
        until = self.next_line
        return [(day, c) for day, c in self.answers if until is None or day <= until]

    @property
    def progressed(self) -> int | None:
        """Day of the first progression, whenever it was."""
        return next((day for day, c in self.answers if c is Category.PD), None)

    @property
    def judged(self) -> Judged:
        """Line 1 as the cohort sees it."""
        found = summarise(self.record, (RECIST,)).lines[0].by(RECIST)
        assert found is not None
        return found


_SIZES = st.one_of(st.integers(10, 90).map(str), st.sampled_from(["absent", "NE"]))


@st.composite
def patients(draw: st.DrawFn) -> Told:
    """Return any patient; nobody is seen or treated after the day of death."""
    sizes = draw(st.lists(_SIZES, max_size=5))
    seen = _EVERY * len(sizes)
    next_line = draw(st.none() | st.integers(1, 400))
    last = max(seen, next_line or 0)
    died = draw(st.none() | st.integers(last, last + 300))
    return Told(sizes, next_line, died)


def length(found: EndpointSummary | None) -> tuple[int, bool] | None:
    """Return the days of an endpoint and whether an event ended it."""
    if found is None or found.days is None or found.event is None:
        return None
    assert found.days.exact
    return found.days.earliest, found.event


def since(told: Told, start: int, *, death_counts: bool) -> tuple[int, bool]:
    """Return days from a start to progression (or death), or to what censors it."""
    deaths = [told.died] if told.died is not None else []
    events = [told.progressed] if told.progressed is not None else []
    events += deaths if death_counts else []
    censors = [told.next_line] if told.next_line is not None else []
    censors += [] if death_counts else deaths
    event, censor = min(events, default=None), min(censors, default=None)
    if event is not None and (censor is None or event <= censor):
        return event - start, True
    if censor is not None:
        return censor - start, False
    evaluable = [day for day, category in told.answers if category is not Category.NE]
    return max([start, *evaluable]) - start, False


@given(patients())
def test_progression_free_survival_and_time_to_progression(told: Told) -> None:
    judged = told.judged
    assert length(judged.endpoint(EndpointKey.PFS)) == since(told, 0, death_counts=True)
    assert length(judged.endpoint(EndpointKey.TTP)) == since(told, 0, death_counts=False)


@given(patients())
def test_overall_survival(told: Told) -> None:
    last = max(_EVERY * len(told.sizes), told.next_line or 0)
    expected = (last, False) if told.died is None else (told.died, True)
    assert length(told.judged.endpoint(EndpointKey.OS)) == expected


@given(patients())
def test_duration_of_a_response_that_need_not_be_confirmed(told: Told) -> None:
    up_to = told.progressed
    first = next((d for d, c in told.own if c in _RESPONSES and (up_to is None or d < up_to)), None)
    found = length(told.judged.endpoint(EndpointKey.DOR, confirmed=False))
    assert found == (None if first is None else since(told, first, death_counts=True))


@given(patients())
def test_the_best_response_and_the_best_change(told: Told) -> None:
    up_to = told.progressed
    counted = [(d, c) for d, c in told.own if up_to is None or d <= up_to]
    judged = told.judged
    best = min((c for _, c in counted), key=_ORDER.index, default=Category.NE)
    assert judged.best is not None
    assert judged.best.category is best
    sizes = {_EVERY * k: size for k, size in enumerate(told.sizes, 1) if size != "NE"}
    changes = [
        Fraction(0 if sizes[d] == "absent" else int(sizes[d]), 50) - 1
        for d, _ in counted
        if d in sizes
    ]
    found = judged.best_change
    assert (found.change if found else None) == min(changes, default=None)
