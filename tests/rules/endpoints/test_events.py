"""Moments: the first and the last of several, of which some are not known."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.chronology import Chronology, DaySpan
from hcclog.domain.ids import EntityId
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.domain.staging import Staging
from hcclog.domain.therapy import Course, DoseStep, Hold
from hcclog.domain.visit import Outcome, OutcomeKind
from hcclog.rules.endpoints.events import Moment, RecordEvents, earliest, latest
from tests.rules.endpoints.cases import P, on


def _moment(day: int | None) -> Moment | None:
    if day is None:
        return None
    return Moment(on(f"day {day}"), DaySpan(day, day), f"day {day}", "the visit")


SEVERAL = [
    pytest.param([], None, None, id="none"),
    pytest.param([None], None, None, id="none that is known"),
    pytest.param([9], 9, 9, id="one"),
    pytest.param([20, None, 3, 9], 3, 20, id="in any order"),
]


@pytest.mark.parametrize(("days", "first", "last"), SEVERAL)
def test_the_first_and_the_last(
    days: list[int | None], first: int | None, last: int | None
) -> None:
    moments = [_moment(day) for day in days]
    assert earliest(moments) == _moment(first)
    assert latest(moments) == _moment(last)


ID, C = EntityId("e"), EntityId("c")
_TERM = "platelet-count-decreased"
NEWS = [
    pytest.param(
        {"dose_steps": (DoseStep(ID, P, C, on("day 80")),)}, "the dose step (day 80)", id="a dose"
    ),
    pytest.param({"holds": (Hold(ID, P, C, on("day 70")),)}, "the hold (day 70)", id="a hold"),
    pytest.param(
        {"holds": (Hold(ID, P, C, on("day 9"), on("day 75")),)},
        "the end of the hold (day 75)",
        id="the end of a hold",
    ),
    pytest.param({"stagings": (Staging(ID, P, on("day 85")),)}, "the staging (day 85)", id="stage"),
    pytest.param(
        {"adverse_events": (AdverseEvent(ID, P, _TERM, 2, "", on("day 90")),)},
        "the adverse event (day 90)",
        id="an adverse event",
    ),
    pytest.param(
        {"adverse_events": (AdverseEvent(ID, P, _TERM, 2, "", on("day 90"), on("day 99")),)},
        "the end of the adverse event (day 99)",
        id="the end of one",
    ),
    pytest.param(
        {"adverse_events": (AdverseEvent(ID, P, _TERM, 5, "", on("day 90")),)},
        "the start of lenvatinib (day 0)",
        id="one of grade 5 is no sign of life",
    ),
    pytest.param(
        {"adverse_events": (AdverseEvent(ID, P, _TERM, 2),)},
        "the start of lenvatinib (day 0)",
        id="one that the source gives no time of",
    ),
]


DEATHS = [
    pytest.param(
        AdverseEvent(ID, P, _TERM, 5, "", on("day 80"), on("day 90")),
        (True, 90, False),
        id="its end is the death",
    ),
    pytest.param(
        AdverseEvent(ID, P, _TERM, 5, "", on("day 80")),
        (True, None, True),
        id="its start is not: the day is not known",
    ),
    pytest.param(
        AdverseEvent(ID, P, _TERM, 4, "", on("day 80"), on("day 90")),
        (False, None, False),
        id="grade 4 is no death",
    ),
]


@pytest.mark.parametrize(("event", "expected"), DEATHS)
def test_an_adverse_event_of_grade_5_is_a_death(
    event: AdverseEvent, expected: tuple[bool, int | None, bool]
) -> None:
    record = PatientRecord(Patient(P, "p", time_axis=TimeAxis.RELATIVE), adverse_events=(event,))
    events = RecordEvents(record, Chronology(record))
    death = events.death()
    day = death.span.earliest if death else None
    assert (events.died, day, events.death_without_date) == expected


def test_a_death_that_is_an_outcome_goes_before_one_of_an_adverse_event() -> None:
    record = PatientRecord(
        Patient(P, "p", time_axis=TimeAxis.RELATIVE),
        adverse_events=(AdverseEvent(ID, P, _TERM, 5, "", on("day 80"), on("day 90")),),
        outcomes=(Outcome(EntityId("o"), P, on("day 91"), OutcomeKind.DEATH),),
    )
    death = RecordEvents(record, Chronology(record)).death()
    assert death is not None
    assert death.span == DaySpan(91, 91)


@pytest.mark.parametrize(("parts", "what"), NEWS)
def test_whatever_is_recorded_of_the_living_patient_is_news(
    parts: dict[str, Any], what: str
) -> None:
    course = Course(C, P, None, "lenvatinib", on("day 0"))
    patient = Patient(P, "p", time_axis=TimeAxis.RELATIVE)
    record = PatientRecord(patient, courses=(course,), **parts)
    assert str(RecordEvents(record, Chronology(record)).last_alive()) == what
