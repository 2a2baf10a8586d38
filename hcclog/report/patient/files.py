"""Save reports: one patient in one file, several in a folder; whole or not there."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from hcclog.exchange.outgoing.deliver import Check, deliver, nothing_to_look_for
from hcclog.exchange.outgoing.file_names import FileNames
from hcclog.exchange.outgoing.formats import Format, Writer
from hcclog.exchange.outgoing.order import Order, Written
from hcclog.exchange.progress import Advance, unseen
from hcclog.report.patient.choices import Choices, Printing
from hcclog.report.patient.report import report_of

ENDING = ".pdf"


@dataclass(frozen=True, slots=True)
class ReportFormat(Format):
    """The report as one of the formats that records go out in.

    Attributes:
        choices: Paper, sections, board.
    """

    name: str = "pdf"
    words: str = "Patient report"
    ending: str = ENDING
    room: str = f"{__name__}:write_reports"
    is_one_each: bool = True
    choices: Choices = field(default_factory=Choices)

    def writer(self) -> Writer:
        """Return what writes it."""
        return partial(write_reports, self.choices)


def write_reports(
    choices: Choices, order: Order, folder: Path, stem: str, advanced: Advance, /
) -> tuple[str, ...]:
    """Write a PDF for each patient of an order, named after the code where there are several.

    Returns:
        What the pages for a board had no room for, a sentence for each patient.
    """
    n, names, told = len(order.patient_ids), FileNames(), []
    for done, record in enumerate(order.records(), 1):
        document = report_of(record, _printing(order, record.patient.id), choices)
        name = stem if n == 1 else names.for_code(record.patient.code)
        (folder / f"{name}{ENDING}").write_bytes(document.pdf_bytes())
        if document.left_out:
            told.append(f"{record.patient.code}: no room for {'; '.join(document.left_out)}.")
        advanced(done, n)
    return tuple(told)


def _printing(order: Order, patient_id: str) -> Printing:
    # Who signed is a person too, and no name leaves with what nobody may be known from.
    is_signed = order.book is not None and not order.is_deidentified
    signatures = order.book.signatures(patient_id) if order.book and is_signed else ()
    return Printing(order.today, order.revision, order.journal_tip, signatures)


def save_reports(
    order: Order,
    choices: Choices,
    path: Path,
    advanced: Advance = unseen,
    check: Check = nothing_to_look_for,
) -> Written:
    """Save reports under a file's name, or into a folder where there are several patients.

    Raises:
        OSError: The place does not take it; nothing lies under its name.
        Cancelled: A person gave up; nothing lies under its name.
    """
    return deliver(ReportFormat(choices=choices), order, path, advanced, check)
