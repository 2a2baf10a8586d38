"""An export from the dialog to its files, beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.exchange.progress import Advance
from hcclog.ui.long_work import Job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.exchange.deidentify.choices import FreeText
    from hcclog.exchange.outgoing.order import Written
    from hcclog.logbook import Logbook
    from hcclog.ui.exchanging.export_dialog import Asked


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of an export.

    Attributes:
        changed: Codes of those who were changed while it was written.
        taken_out: What was done so that nobody can be known, a sentence each.
    """

    written: Written
    changed: tuple[str, ...]
    taken_out: tuple[str, ...] = ()


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
    from hcclog.exchange.outgoing.ordering import order_from

    if not ids:
        raise Refused("There is no patient to export.")
    reader = book.store.reader
    seen = reader.n_changes()
    leaving = asked.leaving.leaving(book)
    is_everybody = asked.audience.is_everybody
    order = leaving.order(order_from(book, ids, is_everybody=is_everybody))
    check = leaving.check_of(asked.what, order)
    try:
        written = deliver(asked.what, order, asked.path, advanced, check)
    except OSError as error:
        reason = error.strerror or "it cannot be written"
        raise Refused(f"{asked.path} does not take the export: {reason}.") from error
    since = set(reader.patients_changed_since(seen)) & set(ids)
    named = (reader.get("patient", each) for each in since)
    changed = tuple(sorted(each.code for each in named if each is not None))
    return Exported(written, changed, leaving.sentences())


def review_job(ids: Sequence[str]) -> Job[tuple[FreeText, ...]]:
    """Return the work of gathering the free texts of some patients, each text once."""

    def work(book: Logbook, advanced: Advance) -> tuple[FreeText, ...]:
        from hcclog.exchange.deidentify.texts import texts_of

        found: dict[FreeText, None] = {}
        for n, patient_id in enumerate(ids):
            advanced(n, len(ids))
            record = book.store.reader.record(patient_id)
            if record is not None:
                found.update(dict.fromkeys(texts_of(record)))
        return tuple(sorted(found))

    return Job("Reading the free texts", work, lambda _texts: None)
