"""What holds for every record: a workbook that nobody edited says what was written into it."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from hcclog.domain.record import PatientRecord
from hcclog.exchange.incoming.plan import Verdict
from hcclog.exchange.progress import unseen
from hcclog.exchange.workbook.base import Base
from hcclog.exchange.workbook.comparing import Comparison
from hcclog.exchange.workbook.drafts import Draft, sketch
from hcclog.exchange.workbook.opening import open_workbook
from hcclog.exchange.workbook.writing import write_workbook
from hcclog.logbook import Logbook
from tests.exchange.workbook.any_record import records
from tests.exchange.workbook.workbooks import order_for

_NUMBER = count(1)
_SLOW = settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@_SLOW
@given(records())
def test_a_workbook_that_nobody_edited_differs_in_nothing(
    tmp_path: Path, book: Logbook, record: PatientRecord
) -> None:
    stem = f"w{next(_NUMBER)}"
    write_workbook(order_for(record), tmp_path, stem, unseen)
    opened = open_workbook(tmp_path / f"{stem}.xlsx", unseen)
    drafts = [Draft(row, row.text("id"), is_new=False) for row in opened.rows]
    for draft in drafts:
        draft.read()
    assert [draft.faults for draft in drafts if draft.faults] == []
    here = sketch(drafts, record.patient.id, None)
    assert here == record
    comparison = Comparison("w.xlsx", here, record, Base(book, None), opened.sheets)
    found = list(comparison.compare(drafts))
    assert {each.line.verdict for each in found} == {Verdict.THERE}
