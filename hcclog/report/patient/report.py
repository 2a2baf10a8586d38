"""From a record to its report."""

from __future__ import annotations

from hcclog.domain.record import PatientRecord
from hcclog.report.patient.blocks import blocks_of
from hcclog.report.patient.board import board_document
from hcclog.report.patient.choices import Choices, Printing
from hcclog.report.patient.document import Document, set_document
from hcclog.report.typeface import gui_application


def report_of(
    record: PatientRecord, printing: Printing, choices: Choices | None = None
) -> Document:
    """Return the report of one patient, or its page for a tumour board.

    Args:
        record: The patient as the report is to say it: de-identified before, where it is to be.
        printing: The day, and the number of the store's last entry.
        choices: Paper, sections, board; all of the report on A4 where left out.
    """
    chosen = choices or Choices()
    # Texts are measured with the fonts of an application.
    gui_application()
    if chosen.board:
        return board_document(record, printing, chosen)
    return set_document(record, blocks_of(record, printing, chosen), printing, chosen.paper)
