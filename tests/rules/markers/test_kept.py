"""Points that were kept from record to record are those that would be worked out anew."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import Chronology
from hcclog.domain.ids import EntityId
from hcclog.rules.markers.course import MarkerCourse, marker_courses, points_by_id
from hcclog.rules.markers.kept import kept_courses, kept_points
from tests.rules.markers.series import a_record, results

_AFP = results(
    "day -3: 400 | day 0: <30 | day 2: 20 | week 1: 60 | course:C1:start + 1 month: 10 | day 9: 35"
)
_CEA = tuple(
    replace(lab, id=EntityId(f"c{lab.id}")) for lab in results("day 0: 3 | day 5: 9", "cea")
)
_ALL = (*_AFP, *_CEA)


@given(subsets=st.lists(st.sets(st.sampled_from(range(len(_ALL)))), min_size=1, max_size=6))
def test_kept_points_are_those_of_the_record(subsets: list[set[int]]) -> None:
    base = a_record((), "day 0")
    for chosen in subsets:
        record = replace(base, labs=tuple(_ALL[n] for n in sorted(chosen)))
        chronology = Chronology(record)
        kept, anew = kept_points(record, chronology), points_by_id(record, chronology)
        for lab in record.labs:
            point, fresh = kept.of(lab.analyte).answer[lab.id], anew[lab.id]
            assert point == fresh
            assert point.from_previous == fresh.from_previous
            assert point.from_nadir == fresh.from_nadir
            assert point.from_start == fresh.from_start


@given(subsets=st.lists(st.sets(st.sampled_from(range(len(_ALL)))), min_size=1, max_size=4))
def test_kept_courses_are_those_of_the_record(subsets: list[set[int]]) -> None:
    base = a_record((), "day 0")
    for chosen in subsets:
        record = replace(base, labs=tuple(_ALL[n] for n in sorted(chosen)))
        chronology = Chronology(record)
        for code in ("afp", "cea"):
            kept = kept_courses(record, chronology, code)
            anew = marker_courses(record, chronology, (code,))
            assert [_told(course) for course in kept] == [_told(course) for course in anew]


def _told(course: MarkerCourse) -> list[object]:
    """Return what a course says; a line without a result of its test says nothing."""
    changes = [point.from_start and point.from_start.sentence for point in course.points]
    return [course.line, course.start and course.start.sentence, changes]
