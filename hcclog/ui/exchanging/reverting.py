"""An undo that moves very much, such as that of a laboratory's file: beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.ui.long_work import Job

if TYPE_CHECKING:
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook
    from hcclog.store.stamp import Change
    from hcclog.ui.desk import Desk


def revert_job(desk: Desk, kind: str) -> Job[Change]:
    """Return the work of the next undo or redo."""
    book, is_undo = desk.logbook, kind == "undo"
    label = book.undo_label if is_undo else book.redo_label

    def work(own: Logbook, advanced: Advance) -> Change:
        return own.undo(advanced) if is_undo else own.redo(advanced)

    def done(change: Change) -> None:
        desk.take_change(change, f"{'Undone' if is_undo else 'Done again'}: {label}")

    words = f"{'Undoing' if is_undo else 'Doing again'}: {label}"
    return Job(words, work, done, "changes", writes=True)
