"""What a chart keeps from one drawing to the next never shows in the picture."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from hcclog.domain.labs import LabResult
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import PatientRecord
from hcclog.report.course.build import course_figure
from hcclog.report.course.memory import Memory
from hcclog.report.course.options import CourseOptions
from hcclog.report.course.remembered import Remembered
from hcclog.rules.timeline import timeline
from tests.report.samples import lab, measured_case

_WHEN = st.sampled_from(["2026-01-02", "2026-03", "course:C1:start + 2 weeks", "day 3", "2026"])
_WHAT = st.sampled_from(["5.5", "5.50", "<30", "400"])
_UNITS = st.sampled_from(["ng/mL", "µg/L"])
_LABS = st.lists(st.builds(lab, _WHEN, _WHAT, unit=_UNITS), max_size=5).map(tuple)


@settings(max_examples=60)
@given(
    rounds=st.lists(st.tuples(_LABS, st.booleans(), st.sampled_from(TimeAxis)), max_size=4),
    kept=st.integers(0, 3),
)
def test_with_a_memory_the_figure_is_the_same(
    rounds: list[tuple[tuple[LabResult, ...], bool, TimeAxis]], kept: int
) -> None:
    memory, case = Memory(), measured_case()
    held: tuple[LabResult, ...] = ()
    for labs, logarithmic, axis in rounds:
        held = (*held[:kept], *labs)
        record: PatientRecord = replace(case, labs=held)
        record = replace(record, patient=replace(case.patient, time_axis=axis))
        options = CourseOptions(log_analytes=(("afp", logarithmic),))
        rules = timeline(record)
        found = course_figure(record, rules, options, memory=memory)
        # In words, for 5.5 and 5.50 are equal and not the same.
        assert repr(found) == repr(course_figure(record, rules, options))


def test_an_answer_is_worked_out_once_and_forgotten_when_it_is_of_no_use() -> None:
    asked: list[str] = []
    remembered: Remembered[str, int] = Remembered()

    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    for n_asked in (1, 1):
        assert remembered.answer("abc", length) == 3
        assert len(asked) == n_asked
    remembered.end_round()
    remembered.end_round()
    assert remembered.answer("abc", length) == 3
    assert len(asked) == 2
