"""The cell of a result's date is edited in a text that reads back as that date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hcclog.commands.base import Amend
from hcclog.domain.sources import salvaged
from hcclog.entry.dates import date_reading
from hcclog.logbook import Logbook
from hcclog.ui.models.lab_table import lab_table
from tests.ui.desks import chosen


@pytest.mark.parametrize("code", ["zhang-2024", "fonc-2024", "ikeda-2021"])
def test_a_date_in_its_cell_is_edited_as_it_reads(cases: Logbook, code: str) -> None:
    clerk = chosen(cases, code).clerk()
    assert clerk is not None
    rows = lab_table(clerk.record, clerk.chronology).rows
    by_id = {lab.id: lab for lab in clerk.record.labs}
    edited = [(row.cells[0].typed, by_id[row.key[1]]) for row in rows]  # type: ignore[index]
    single = [(text, lab) for text, lab in edited if lab.until_on is None]
    assert single != []
    assert all(text is not None for text, _ in single)
    assert [date_reading(clerk, text or "").date for text, _ in single] == [
        lab.on for _, lab in single
    ]


def test_a_salvaged_result_says_so(cases: Logbook) -> None:
    clerk = chosen(cases, "zhang-2024").clerk()
    assert clerk is not None
    lab = clerk.record.labs[0]
    marked = replace(lab, source=salvaged(lab.source, date(2026, 11, 22)))
    cases.do(Amend(marked, "salvaged", seen=lab))
    clerk = chosen(cases, "zhang-2024").clerk()
    assert clerk is not None
    rows = lab_table(clerk.record, clerk.chronology).rows
    (row,) = [row for row in rows if row.key == ("lab_result", lab.id)]
    (cell,) = [cell for cell in row.cells if "salvaged" in cell.text]

    assert cell.text == "Case report, salvaged"
    assert "salvaged from the store of 2026-11-22" in cell.tip
