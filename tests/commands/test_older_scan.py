"""An older scan that comes late: all is computed anew; what was signed stays as it was signed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from hcclog.commands.base import Add
from hcclog.commands.signing import RECORD, Target
from hcclog.domain.assessment import Assessment
from hcclog.domain.lesion import Measurement
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Criteria
from hcclog.logbook import Logbook
from hcclog.rules.timeline import timeline
from tests.books import an_id, new_book
from tests.report.samples import PATIENT, measured_case, on
from tests.signed import PASSWORD, protect_with_two, signed_in
from tests.ui.desks import add_record


def categories(book: Logbook) -> list[str]:
    """Return the categories by RECIST 1.1, oldest first."""
    record = book.patient(PATIENT)
    assert record is not None
    (response,) = timeline(record).of(Criteria.RECIST_1_1)
    return [str(point.overall.value) for point in response.timepoints]


SIZES = {"T1": Decimal(25), "T2": Decimal(10), "T3": Decimal(12)}


def seen_earlier(record: PatientRecord, at: Assessment) -> list[Measurement]:
    """Return the targets of a record as they were measured at an assessment, smaller than ever."""
    labels = {lesion.id: lesion.label for lesion in record.lesions}
    first = [each for each in record.measurements if each.assessment_id == "A0"]
    return [
        replace(
            each,
            id=an_id(),
            assessment_id=at.id,
            longest_mm=length if each.longest_mm is not None else None,
            short_axis_mm=length if each.longest_mm is None else None,
            viable_mm=None,
        )
        for each in first
        if (length := SIZES.get(labels[each.lesion_id])) is not None
    ]


@pytest.mark.catalogue("C-15")
def test_a_record_that_was_signed_before_is_marked_as_signed_on_older_data(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    new_book(path).close()
    protect_with_two(path)
    book = signed_in(path, "Dr Chen")
    record = measured_case()
    add_record(book, record)
    book.sign(Target(PATIENT, RECORD, PATIENT), "I have reviewed this", PASSWORD)
    before = book.signatures(PATIENT)[0]
    assert before.is_current
    assert categories(book)[-1] == "SD"

    older = Assessment(an_id(), PATIENT, on("2026-01-15"))
    book.do(Add((older, *seen_earlier(record, older))))

    assert categories(book)[-1] == "PD"
    (after,) = book.signatures(PATIENT)
    assert not after.is_current
    assert (after.revision, after.digest) == (before.revision, before.digest)
    book.close()
