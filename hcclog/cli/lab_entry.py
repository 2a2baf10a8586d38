"""One laboratory result from four words, read by the same reader as the window's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.base import Add
from hcclog.entry.clerk import Clerk
from hcclog.entry.labs import LabWords, read_lab
from hcclog.entry.questions.find import questions

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.logbook import Logbook


def add_lab(
    book: Logbook, record: PatientRecord, words: dict[str, str]
) -> tuple[str, tuple[str, ...]]:
    """Add the result that the words ``on``, ``analyte``, ``value`` and ``unit`` say.

    Nobody can be asked here. What has two readings and what lies after today or before birth is
    refused; what is only unlikely, such as a value ten times the last one, is written, since a
    script that stops in the middle of a list helps nobody, and told.

    Returns:
        What was done, and what a person should look at.

    Raises:
        Refused: A word cannot be read, or the result may not stand in the record.
    """
    clerk = Clerk(record, book.stamp().today, book.store.new_id)
    typed = LabWords(words["on"], words["analyte"], words["value"], words["unit"])
    lab = read_lab(clerk, typed, strict=True).lab
    doubts = [doubt.sentence for doubt in questions(clerk, (lab,))]
    return book.do(Add((lab,))).label, tuple(doubts)
