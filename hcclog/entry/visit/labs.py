"""The results of the day; the only place of the page that reads a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.entry.dates import date_text
from hcclog.entry.lab_defaults import with_known_range
from hcclog.entry.labs import LabWords, read_lab
from hcclog.entry.visit.entry import Piece
from hcclog.entry.visit.places import at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.dates import ClinicalDate
    from hcclog.domain.labs import LabResult
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
    """Return the result of one line, with its laboratory's last range.

    Raises:
        Refused: Test or value cannot be read.
    """
    laboratory = clerk.preferences.laboratory
    words = LabWords(date_text(clerk, on), line.test, line.value, laboratory=laboratory)
    return with_known_range(clerk, read_lab(clerk, words).lab)
