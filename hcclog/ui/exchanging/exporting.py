"""An export from the dialog to its files, beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.exchange.progress import Advance
from hcclog.ui.long_work import Job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.exchange.outgoing.order import Written
    from hcclog.logbook import Logbook
    from hcclog.ui.exchanging.export_dialog import Asked


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of an export.

    Attributes:
        changed: Codes of those who were changed while it was written.
    """

    written: Written
    changed: tuple[str, ...]


def export_job(asked: Asked) -> Job[Exported]:
    """Return the work of an export, without what takes over its end."""
    ids = asked.audience.ids()

    def work(book: Logbook, advanced: Advance) -> Exported:
        return carry_out(book, asked, ids, advanced)

    return Job(f"Writing {asked.path.name}", work, lambda _exported: None)


def carry_out(book: Logbook, asked: Asked, ids: Sequence[str], advanced: Advance) -> Exported:
    """Write an export with a logbook that nobody else reads from.

    Raises:
        Refused: The place does not take it, or nobody is meant.
        Cancelled: A person gave up.
    """
    from hcclog.exchange.outgoing.deliver import deliver
    from hcclog.exchange.outgoing.order import Order

    if not ids:
        raise Refused("There is no patient to export.")
    reader = book.store.reader
    seen = reader.n_changes()
    order = Order(reader.record, tuple(ids), book.revision, book.stamp().today)
    try:
        written = deliver(asked.what, order, asked.path, advanced)
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise Refused(f"{asked.path} does not take the export: {reason}.") from error
    since = set(reader.patients_changed_since(seen)) & set(ids)
    named = (reader.get("patient", each) for each in since)
    return Exported(written, tuple(sorted(each.code for each in named if each is not None)))
