"""What leaves and what enters a window: opens the dialogs, and hands their work to a thread."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from hcclog.ui.exchanging.audience import offered_in
from hcclog.ui.exchanging.importing import Importing
from hcclog.ui.long_work import LongWork
from hcclog.ui.panels.work_bar import WorkBar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QDialog

    from hcclog.exchange.deidentify.choices import FreeText
    from hcclog.ui.exchanging.export_dialog import Asked, ExportDialog
    from hcclog.ui.exchanging.exporting import Exported
    from hcclog.ui.exchanging.leaving_box import LeavingBox
    from hcclog.ui.exchanging.report_dialog import ReportDialog
    from hcclog.ui.main_window import MainWindow


class Exchange(QObject):
    """One for each window; it is made when it is first asked for.

    Attributes:
        work: What goes on beside the window.
        bar: Shows it.
        importing: Takes files in.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self.work = LongWork(self._desk, self)
        self.bar = WorkBar(self.work, self._desk, window)
        centre = window.centralWidget()
        middle = centre.layout() if centre is not None else None
        if middle is not None:
            middle.addWidget(self.bar)
        self.importing = Importing(window, self._desk, self.work)

    def export(self) -> ExportDialog:
        """Open the dialog of an export."""
        from hcclog.ui.exchanging.export_dialog import ExportDialog

        dialog = ExportDialog(self._desk, offered_in(self._window), self._window)
        dialog.asked.connect(lambda asked: self._start_export(dialog, asked))
        dialog.review_wanted.connect(
            lambda audience: self.review(dialog, dialog.leaving, audience.ids())
        )
        dialog.rejected.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def report(self) -> ReportDialog:
        """Open the dialog of a report."""
        from hcclog.ui.exchanging.report_dialog import ReportDialog
        from hcclog.ui.exchanging.reporting import Previewing

        dialog = ReportDialog(self._desk, offered_in(self._window), self._window)
        Previewing(self._desk, self.work, dialog)
        dialog.asked.connect(lambda asked: self._start_export(dialog, asked))
        dialog.review_wanted.connect(
            lambda audience: self.review(dialog, dialog.leaving, audience.ids())
        )
        dialog.rejected.connect(dialog.deleteLater)
        dialog.open()
        dialog.ask_for_look()
        return dialog

    def revert(self, kind: str) -> None:
        """Take back beside the window what was done last, or do it again."""
        from hcclog.ui.exchanging.reverting import revert_job

        self.work.start(revert_job(self._desk, kind))

    def review(self, dialog: QDialog, box: LeavingBox, ids: Sequence[str]) -> None:
        """Show the free texts of some patients, and let those go out that a person keeps."""
        from hcclog.ui.exchanging.exporting import review_job

        def show(texts: tuple[FreeText, ...]) -> None:
            from hcclog.ui.exchanging.text_review import TextReview

            dialog.open()
            shown = TextReview(texts, box.kept, dialog)
            shown.decided.connect(box.keep)
            shown.finished.connect(shown.deleteLater)
            shown.open()

        job = replace(review_job(ids), done=show, refused=self._desk.refuse, cancelled=dialog.open)
        dialog.hide()
        if not self.work.start(job):
            dialog.open()

    def _start_export(self, dialog: ExportDialog | ReportDialog, asked: Asked) -> None:
        from hcclog.ui.exchanging.exporting import export_job

        def done(exported: Exported) -> None:
            dialog.deleteLater()
            self._exported(exported)

        def refused(sentence: str) -> None:
            dialog.open()
            dialog.say(sentence)

        job = replace(export_job(asked), done=done, refused=refused, cancelled=dialog.deleteLater)
        if asked.leaving.is_deidentified and not self._has_secret(refused):
            return
        sentence = self._why_it_stays(asked)
        if sentence:
            dialog.say(sentence)
            return
        # Hidden first: the bar takes the keyboard when the work begins.
        dialog.hide()
        self.work.start(job)

    def _why_it_stays(self, asked: Asked) -> str:
        """Put the export on record, and return why it must not go: the work beside only reads."""
        from hcclog.domain.acts import WHOLE_STORE
        from hcclog.exchange.accounting import account_for_export
        from hcclog.ui.leaving import why_it_stays

        def record() -> None:
            account_for_export(
                self._desk.logbook,
                asked.what.name,
                asked.audience.ids(),
                of=WHOLE_STORE if asked.audience.is_everybody else "",
                is_deidentified=asked.leaving.is_deidentified,
            )

        return why_it_stays(self._desk, asked.what.name, record=record)

    def _has_secret(self, refused: Callable[[str], None]) -> bool:
        """Make the store's secret where it has none: the work beside the window only reads."""
        from hcclog.store.errors import StoreError
        from hcclog.store.secret import secret_of

        try:
            secret_of(self._desk.logbook.store)
        except StoreError as error:
            refused(error.sentence)
            return False
        return True

    def _exported(self, exported: Exported) -> None:
        from hcclog.ui.exchanging.export_done import ExportDone, summary_of

        self._desk.told.emit(f"Exported: {summary_of(exported.written)}")
        done = exported.changed, exported.taken_out
        ExportDone(exported.written, *done, self._window).open()


def exchange_of(window: MainWindow) -> Exchange:
    """Return what leaves and enters a window."""
    found = window.findChild(Exchange)
    return found if isinstance(found, Exchange) else Exchange(window)
