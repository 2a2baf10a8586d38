"""Lesions that merge and fall apart: what is written counts as the rules say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest

from hcclog.commands.refused import Refused
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, LesionState, Measurement
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Criteria, ResponseSeries, SeriesLesion
from hcclog.entry.clerk import Clerk
from hcclog.entry.splitting import merged, part_labels, split
from hcclog.rules.timeline import timeline
from tests.report.samples import PATIENT, measured_case


def clerk_of(record: PatientRecord) -> Clerk:
    number = count(1)
    return Clerk(record, date(2026, 6, 1), lambda: f"new-{next(number)}")


def lesion_of(record: PatientRecord, label: str) -> Lesion:
    return next(each for each in record.lesions if each.label == label)


def sum_at(record: PatientRecord, assessment_id: str, criteria: Criteria) -> Decimal | None:
    (response,) = timeline(record, (criteria,)).responses
    point = next(p for p in response.timepoints if p.assessment.id == assessment_id)
    total = point.total.mm
    return None if total is None else Decimal(total.numerator) / Decimal(total.denominator)


def with_parts(record: PatientRecord, added: list[object]) -> PatientRecord:
    """Return a record with the parts in it."""
    return replace(
        record,
        lesions=(*record.lesions, *(e for e in added if isinstance(e, Lesion))),
        measurements=(*record.measurements, *(e for e in added if isinstance(e, Measurement))),
        series_lesions=(*record.series_lesions, *(e for e in added if isinstance(e, SeriesLesion))),
    )


def without(record: PatientRecord, label: str, assessment_id: str) -> PatientRecord:
    key = (lesion_of(record, label).id, assessment_id)
    kept = (m for m in record.measurements if (m.lesion_id, m.assessment_id) != key)
    return replace(record, measurements=tuple(kept))


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [(Criteria.RECIST_1_1, "65.1"), (Criteria.MRECIST, "41.5")],
    ids=["whole", "viable"],
)
def test_the_parts_stand_for_the_whole(criteria: Criteria, expected: str) -> None:
    record = without(measured_case(), "T1", "A3")
    parts = [("T1a", "20/10"), ("T1b", "16x9/9")]
    added = split(clerk_of(record), lesion_of(record, "T1"), "A3", parts)
    assert sum_at(with_parts(record, added), "A3", criteria) == Decimal(expected)


def test_parts_are_of_the_kind_and_the_role_of_the_whole() -> None:
    record = without(measured_case(), "T1", "A3")
    whole = lesion_of(record, "T1")
    part, role, size, *_ = split(clerk_of(record), whole, "A3", [("a", "20"), ("b", "")])
    assert (part.label, part.organ, part.kind) == ("a", whole.organ, whole.kind)
    assert (role.lesion_id, role.series_id) == (part.id, "S1")
    assert (size.state, size.other_lesion_id) == (LesionState.SPLIT, whole.id)


def test_parts_have_a_role_only_in_the_series_that_they_are_seen_in() -> None:
    record = measured_case()
    later = ResponseSeries(EntityId("S2"), PATIENT, "line 2", EntityId("A3"))
    roles = tuple(
        replace(role, id=EntityId(f"{role.id}-2"), series_id=later.id)
        for role in record.series_lesions
    )
    both = replace(
        record,
        series=(*record.series, later),
        series_lesions=(*record.series_lesions, *roles),
    )
    added = split(clerk_of(both), lesion_of(both, "T1"), "A2", [("T1a", "9"), ("T1b", "8")])
    assert {each.series_id for each in added if isinstance(each, SeriesLesion)} == {"S1"}


@pytest.mark.parametrize(
    ("parts", "field"),
    [([("T1a", "20")], "label"), ([("", "20"), ("", "9")], "label"), ([], "label")],
    ids=["one part and nothing of the whole", "parts without labels", "no part"],
)
def test_fewer_than_two_parts_are_refused(parts: list[tuple[str, str]], field: str) -> None:
    record = without(measured_case(), "T1", "A3")
    with pytest.raises(Refused) as refusal:
        split(clerk_of(record), lesion_of(record, "T1"), "A3", parts)
    assert refusal.value.field == field


def test_one_part_beside_what_is_left_of_the_whole() -> None:
    record = measured_case()
    added = split(clerk_of(record), lesion_of(record, "T1"), "A3", [("T1b", "10")])
    assert sum_at(with_parts(record, added), "A3", Criteria.RECIST_1_1) == Decimal("80.3")


def test_a_merged_lesion_counts_once() -> None:
    record = measured_case()
    changes = merged(
        clerk_of(record), lesion_of(record, "T2"), lesion_of(record, "T1"), "A3", "55/40"
    )
    new = {after.id: after for after, _ in changes}
    assert [before is not None for _, before in changes] == [True, True]
    changed = replace(record, measurements=tuple(new.get(m.id, m) for m in record.measurements))
    assert sum_at(changed, "A3", Criteria.RECIST_1_1) == Decimal("70.0")


def test_a_merge_without_a_size_leaves_the_other_as_it_is() -> None:
    record = measured_case()
    (change,) = merged(clerk_of(record), lesion_of(record, "T2"), lesion_of(record, "T1"), "A3", "")
    assert change[0].state is LesionState.MERGED
    assert change[0].longest_mm is None


def test_a_lesion_does_not_merge_into_itself() -> None:
    record = measured_case()
    one = lesion_of(record, "T1")
    with pytest.raises(Refused):
        merged(clerk_of(record), one, one, "A3", "")


def test_labels_of_parts_are_free() -> None:
    record = measured_case()
    taken = replace(lesion_of(record, "T1"), id=EntityId("x"), label="t1 A")
    more = replace(record, lesions=(*record.lesions, taken))
    assert part_labels(more, "T1", 2) == ["T1b", "T1c"]
