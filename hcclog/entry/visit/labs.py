"""The results of the day; the only place of the page that reads a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.domain.ids import EntityId
from hcclog.domain.labs import LabResult
from hcclog.entry.labs import read_test, read_value, usual_unit
from hcclog.entry.visit.entry import Piece
from hcclog.entry.visit.places import at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.dates import ClinicalDate
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.visit.words import LabLine, VisitWords


def read_labs(clerk: Clerk, words: VisitWords, on: ClinicalDate) -> Iterator[Piece]:
    """Yield the results that were typed; a test without a value says nothing.

    Raises:
        Refused: At the line and its field.
    """
    for line in words.labs:
        empty = not (line.value.strip() or (line.test.strip() and not line.asked))
        if empty:
            continue
        with at(place := f"labs/{line.key}"):
            yield Piece(place, lab_of_line(clerk, line, on))


def lab_of_line(clerk: Clerk, line: LabLine, on: ClinicalDate) -> LabResult:
    """Return the result of one line.

    Raises:
        Refused: Test, value or unit cannot be read.
    """
    test = read_test(clerk, line.test)
    facts = read_value(clerk, test, line.value, line.unit)
    if facts["value"] is not None and not facts["unit"]:
        facts["unit"] = usual_unit(clerk.record, test)
    return LabResult(
        EntityId(clerk.new_id()),
        clerk.record.patient.id,
        on,
        test.code,
        laboratory=clerk.preferences.laboratory,
        **facts,
    )
