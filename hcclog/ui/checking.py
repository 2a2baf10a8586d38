"""The whole store checked beside the window, and what came of it shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.ui.long_work import Job

if TYPE_CHECKING:
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook
    from hcclog.store.whole_check import Findings
    from hcclog.ui.main_window import MainWindow


def check_job(window: MainWindow) -> Job[Findings]:
    """Return the work of a check, which is held against the backups and their second place."""
    place = window.desk.preferences.second_place_path

    def work(book: Logbook, advanced: Advance) -> Findings:
        from hcclog.store.whole_check import check_store

        return check_store(book.store, place, advanced)

    def done(findings: Findings) -> None:
        from hcclog.ui.dialogs.store_checked import StoreChecked

        window.desk.told.emit(findings.summary)
        StoreChecked(findings, window).open()

    return Job("Checking the store", work, done, "steps")
