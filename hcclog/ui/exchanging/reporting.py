"""Reports from the dialog to the eye, the file and the printer; they are made beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from hcclog.commands.refused import Refused
from hcclog.ui.long_work import Job, LongWork
from hcclog.ui.panels.work_bar import WorkBar

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook
    from hcclog.report.patient.document import Document
    from hcclog.ui.desk import Desk
    from hcclog.ui.exchanging.report_dialog import Looked, ReportDialog

_MAKING = "Making the report"


class Previewing(QObject):
    """Makes the report that a dialog shows; of several wishes only the last is made."""

    def __init__(self, desk: Desk, work: LongWork, dialog: ReportDialog) -> None:
        super().__init__(dialog)
        self._desk, self._work, self._dialog = desk, work, dialog
        self._wanted: Looked | None = None
        self._made: Looked | None = None
        dialog.outer.addWidget(WorkBar(work, desk, dialog, asks=False))
        dialog.look_wanted.connect(self._look)
        dialog.print_wanted.connect(self._print)
        dialog.finished.connect(lambda _result: self._look(None))
        work.ended.connect(self._go_on)

    def _look(self, looked: Looked | None) -> None:
        """Make a report to be looked at; None where none is wanted any more."""
        self._wanted, self._made = looked, None
        job = self._work.job
        if job is not None and job.words == _MAKING:
            self._work.cancel()
        elif job is not None and looked is not None:
            self._dialog.show_document(None, f"{job.words} goes on; the report is made after it.")
        elif looked is not None:
            self._make(looked)

    def _make(self, looked: Looked) -> None:
        if looked.leaving.is_deidentified and not self._has_secret():
            return

        def work(book: Logbook, advanced: Advance) -> Document:
            return made(looked, book, advanced)

        def done(document: Document) -> None:
            self._settle(looked, document, "")

        def failed(sentence: str) -> None:
            self._settle(looked, None, sentence)

        self._dialog.show_document(None, "The report is being made…")
        self._work.start(
            Job(
                _MAKING,
                work,
                done,
                gives_way=True,
                refused=failed,
                cancelled=lambda: failed("The report was not made."),
            )
        )

    def _settle(self, looked: Looked, document: Document | None, said: str) -> None:
        """Show what came of a wish, unless there is another since."""
        if looked is self._wanted:
            self._made = looked
            self._dialog.show_document(document, said)

    def _go_on(self) -> None:
        """Make what was wished for meanwhile, after what ended has said how it ended."""
        QTimer.singleShot(0, self, self._take_next)

    def _take_next(self) -> None:
        is_open = self._wanted is not self._made and self._dialog.isVisible()
        if self._wanted is not None and is_open and self._work.job is None:
            self._make(self._wanted)

    def _has_secret(self) -> bool:
        from hcclog.store.errors import StoreError
        from hcclog.store.secret import secret_of

        try:
            secret_of(self._desk.logbook.store)
        except StoreError as error:
            self._dialog.say(error.sentence)
            return False
        return True

    def _print(self, document: Document) -> None:
        """Open the system's dialog for a printer, or say why there is none."""
        from hcclog.ui.exchanging import printing

        why_not, made = printing.why_not(), self._made
        if why_not or made is None:
            self._dialog.say(why_not)
            return
        from PySide6.QtPrintSupport import QPrintDialog

        printer = printing.printer_for(document)
        asked = QPrintDialog(printer, self._dialog)
        asked.setMinMax(1, len(document.pages))
        asked.accepted.connect(lambda: self.send(document, printer, made))
        asked.finished.connect(asked.deleteLater)
        asked.setWindowModality(Qt.WindowModality.WindowModal)
        asked.show()

    def send(self, document: Document, printer: QPrinter, made: Looked) -> None:
        """Print, once it is on record."""
        from hcclog.exchange.accounting import account_for_print
        from hcclog.ui.exchanging.printing import print_document
        from hcclog.ui.leaving import why_it_stays

        def record() -> None:
            book, is_deidentified = self._desk.logbook, made.leaving.is_deidentified
            account_for_print(book, made.patient_id, is_deidentified=is_deidentified)

        sentence = why_it_stays(self._desk, "", record=record)
        if sentence:
            self._dialog.say(sentence)
        else:
            self._printed(print_document(document, printer))

    def _printed(self, is_taken: bool) -> None:
        if is_taken:
            self._desk.told.emit("The report was sent to the printer.")
        else:
            self._dialog.say("The printer does not take the report. Save it as PDF.")


def made(looked: Looked, book: Logbook, advanced: Advance) -> Document:
    """Return the report of a patient as it would leave.

    Raises:
        Refused: There is no such patient any more.
    """
    from hcclog.exchange.outgoing.ordering import short_tip
    from hcclog.report.patient.choices import Printing
    from hcclog.report.patient.report import report_of

    advanced(0, 0)
    record = book.store.reader.record(looked.patient_id)
    if record is None:
        raise Refused("This patient is no longer in the store.")
    leaving = looked.leaving.leaving(book)
    record = leaving.prepare(record)
    advanced(0, 0)
    revision, today = book.revision, book.stamp().today
    if leaving.is_deidentified:
        return report_of(record, Printing(today, revision), looked.choices)
    signatures = book.signatures(looked.patient_id)
    printing = Printing(today, revision, short_tip(book, revision), signatures)
    return report_of(record, printing, looked.choices)
