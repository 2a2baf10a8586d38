"""Any record that a chart may meet: empty, crowded, on one day, over 20 years, on either axis."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.patient import Patient, TimeAxis
from hcclog.domain.procedure import Procedure
from hcclog.domain.quantities import Comparator
from hcclog.domain.record import PatientRecord
from hcclog.domain.therapy import Course, DoseStep, Hold, LineOfTherapy
from hcclog.domain.visit import Outcome, OutcomeKind, Visit
from tests.report.course.any_imaging import with_imaging
from tests.report.course.any_parts import AGENTS, names, values
from tests.report.samples import PATIENT, new_id, on


def calendar_dates(n_years: int) -> st.SearchStrategy[ClinicalDate]:
    """Return dates of every precision within so many years; none: all on one day."""
    if n_years == 0:
        return st.just(on("2020-02-29"))
    years = st.integers(2000, 2000 + n_years)
    months = st.builds(ClinicalDate.of, years, st.integers(1, 12))
    days = st.builds(ClinicalDate.of, years, st.integers(1, 12), st.integers(1, 28))
    return days | months | st.builds(ClinicalDate.of, years)


agents = st.sampled_from(AGENTS) | names
relative_dates = st.builds(
    lambda unit, amount: on(f"{unit} {amount}"),
    st.sampled_from(["day", "week", "month", "year"]),
    st.integers(-3, 40),
)


def labs(dates: st.SearchStrategy[ClinicalDate]) -> st.SearchStrategy[LabResult]:
    """Return results with numbers or words."""
    return st.builds(
        lambda when, analyte, value, sign, word, assay: LabResult(
            new_id(),
            PATIENT,
            when,
            analyte,
            None if word else value,
            "ng/mL",
            sign,
            word,
            assay=assay,
            reference_high=Decimal(7) if assay else None,
        ),
        dates,
        st.sampled_from(["afp", "pivka-ii", "vegf"]) | names,
        values,
        st.sampled_from(Comparator),
        st.none() | st.sampled_from(Qualitative),
        st.sampled_from(["", "B"]),
    )


@st.composite
def records(draw: st.DrawFn) -> PatientRecord:
    """Return any record."""
    relative = draw(st.booleans())
    dates = relative_dates if relative else calendar_dates(draw(st.sampled_from([0, 1, 20])))
    axis = TimeAxis.RELATIVE if relative else TimeAxis.CALENDAR
    patient = Patient(PATIENT, "any-01", time_axis=axis, day_zero_label=draw(st.text(max_size=30)))
    record = replace(
        PatientRecord(patient),
        labs=tuple(draw(st.lists(labs(dates), max_size=25))),
        procedures=tuple(
            Procedure(new_id(), PATIENT, when, kind)
            for when in draw(st.lists(dates, max_size=8))
            for kind in draw(
                st.lists(st.sampled_from(["tace", "resection", "?"]) | names, max_size=1)
            )
        ),
        adverse_events=tuple(
            AdverseEvent(new_id(), PATIENT, term, 3, start_on=when)
            for when, term in draw(st.lists(st.tuples(st.none() | dates, names), max_size=4))
        ),
        visits=tuple(Visit(new_id(), PATIENT, when) for when in draw(st.lists(dates, max_size=8))),
        outcomes=tuple(
            Outcome(new_id(), PATIENT, when, OutcomeKind.DEATH, cause)
            for when, cause in draw(st.lists(st.tuples(dates, names), max_size=1))
        ),
    )
    return with_imaging(draw, dates, _with_courses(draw, dates, record))


def _with_courses(
    draw: st.DrawFn, dates: st.SearchStrategy[ClinicalDate], record: PatientRecord
) -> PatientRecord:
    """Return it with up to 15 lines of therapy, their steps and holds in any order."""
    starts = draw(st.lists(st.tuples(dates, st.none() | dates), max_size=15))
    lines = [LineOfTherapy(EntityId(f"L{k}"), PATIENT, k + 1) for k in range(len(starts))]
    courses = [
        Course(EntityId(f"C{k}"), PATIENT, line.id, draw(agents), start, end, dose)
        for k, (line, (start, end)) in enumerate(zip(lines, starts, strict=True))
        for dose in [draw(st.none() | values)]
    ]
    steps = [
        DoseStep(
            new_id(), PATIENT, draw(st.sampled_from(courses)).id, when, draw(st.none() | values)
        )
        for when in draw(st.lists(dates, max_size=5 if courses else 0))
    ]
    holds = [
        Hold(
            new_id(),
            PATIENT,
            draw(st.sampled_from(courses)).id,
            when,
            n_days=14,
            reason=draw(names),
        )
        for when in draw(st.lists(dates, max_size=3 if courses else 0))
    ]
    return replace(
        record,
        lines=tuple(lines),
        courses=tuple(courses),
        dose_steps=tuple(steps),
        holds=tuple(holds),
    )
