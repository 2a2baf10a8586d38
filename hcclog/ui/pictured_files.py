"""The dialogs of what enters and leaves, as the pictures show them: read and made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hcclog.exchange.deidentify.texts import texts_of
from hcclog.exchange.outgoing.order import Written
from hcclog.exchange.outgoing.ordering import short_tip
from hcclog.exchange.progress import unseen
from hcclog.report.patient.choices import Printing
from hcclog.report.patient.report import report_of
from hcclog.store.whole_check import Findings
from hcclog.ui.backing_up.pictured import backups, restore
from hcclog.ui.dialogs.store_checked import StoreChecked
from hcclog.ui.exchanging.audience import audiences
from hcclog.ui.exchanging.export_dialog import ExportDialog
from hcclog.ui.exchanging.export_done import ExportDone
from hcclog.ui.exchanging.import_dialog import ImportDialog
from hcclog.ui.exchanging.reading import Wanted, read
from hcclog.ui.exchanging.report_dialog import ReportDialog
from hcclog.ui.exchanging.text_review import TextReview

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from hcclog.ui.desk import Desk

_LABS = """Patient,Date,Test,Result,Unit,Reference,Remark
{code},2024-01-15,AFP,512.4,ng/mL,0-8.4,
{code},15/03/2024,PIVKA-II,1204,mAU/mL,< 40,
{code},2024-02-12,Albumin,38,g/L,35-52,fasting
{code},2024-02-31,AFP,61,ng/mL,0-8.4,
{code},03/04/2024,AFP,88.1,ng/mL,0-8.4,
{code},2024-03-18,Marker Q,4.2,U/mL,,
{code},2024-03-18,AFP,9000000,ng/mL,0-8.4,
nobody-7,2024-03-18,INR,1.1,,,
"""
# The same on every machine.
_FOLDER = Path("Documents") / "trial"
_NOT_HELD = (
    "2 measurements with a state and no number: SDTM has no size for them.",
    "1 date known to a year: written as 2021, its span is not held.",
    "Notes of visits are not held.",
)
_TAKEN_OUT = (
    "Dates are days from day 0: the start of the first line of therapy, else the first entry.",
    "Codes and ids are replaced by others that stay the same at each export from this store.",
)


def export(desk: Desk) -> QDialog:
    """Return the dialog of an export without whose it is."""
    dialog = ExportDialog(desk, audiences(desk))
    dialog.leaving.switch.setChecked(True)
    dialog.target.line.setText(str(_FOLDER / "patient-2026-11-21.xlsx"))
    return dialog


def exported(_desk: Desk) -> QDialog:
    """Return the summary of an export."""
    paths = tuple(_FOLDER / f"{name}.csv" for name in ("dm", "tu", "tr", "rs", "lb"))
    return ExportDone(Written(paths, _NOT_HELD), ("ikeda-2021",), _TAKEN_OUT)


def texts(desk: Desk) -> QDialog | None:
    """Return the free texts of a patient, one of them kept."""
    record = desk.record()
    if record is None:
        return None
    found = texts_of(record)
    return TextReview(found, frozenset(found[:1]))


def imported(desk: Desk) -> QDialog | None:
    """Return what a laboratory's table would bring, with rows of every verdict."""
    record = desk.record()
    if record is None:
        return None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "labs-2024.csv"
        path.write_text(_LABS.format(code=record.patient.code), encoding="utf-8")
        return ImportDialog(desk, read(Wanted(path), desk.logbook, unseen))


def report(desk: Desk) -> QDialog | None:
    """Return the dialog of a report with its first page."""
    record = desk.record()
    if record is None:
        return None
    dialog = ReportDialog(desk, audiences(desk))
    dialog.target.line.setText(str(_FOLDER / "report.pdf"))
    revision = desk.logbook.revision
    printing = Printing(date(2026, 11, 21), revision, short_tip(desk.logbook, revision))
    dialog.show_document(report_of(record, printing))
    return dialog


_FAULT = (
    "The end of the journal is missing: the backup store-20261120T073000Z-daily.db of"
    " 2026-11-20 07:30 UTC knows 214 changes, and the store has 213"
)
_NOTE = (
    "The backup store-20261118T073000Z-daily.db of 2026-11-18 07:30 UTC is of what was given up"
    " when store-20261117T073000Z-daily.db was restored on 2026-11-19 08:00 UTC."
)


def checked(_desk: Desk) -> QDialog:
    """Return what a check of a store came to that is not whole."""
    return StoreChecked(Findings((_FAULT,), (_NOTE,), 40, 213, 90, 12))


FILES: tuple[tuple[str, Callable[[Desk], QDialog | None]], ...] = (
    ("export", export),
    ("exported", exported),
    ("free texts", texts),
    ("import", imported),
    ("report", report),
    ("backups", backups),
    ("checked", checked),
    ("restore", restore),
)
