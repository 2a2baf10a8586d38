"""How records leave a store: as they stand, or de-identified and looked through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hcclog.domain.record import PatientRecord
from hcclog.exchange.deidentify.choices import Choices, DateMode, FreeText
from hcclog.exchange.deidentify.deidentifier import Deidentifier
from hcclog.exchange.deidentify.leaks.check import LeakCheck
from hcclog.exchange.outgoing.deliver import Check, nothing_to_look_for
from hcclog.exchange.outgoing.formats import Format
from hcclog.exchange.outgoing.order import Order, as_it_stands
from hcclog.exchange.progress import unseen
from hcclog.store.secret import secret_of

if TYPE_CHECKING:
    from hcclog.logbook import Logbook


@dataclass(frozen=True, slots=True)
class Leaving:
    """What records go through, and what their files go through.

    Attributes:
        prepare: Returns a record as it leaves.
        check: Looks through files before they leave; it raises where they must not.
        is_deidentified: True where nobody may be known from what is written.
        sentences: Says what was done and taken out, after it is done.
    """

    prepare: Callable[[PatientRecord], PatientRecord] = as_it_stands
    check: Check = nothing_to_look_for
    is_deidentified: bool = False
    sentences: Callable[[], tuple[str, ...]] = tuple

    def check_of(self, what: Format, order: Order) -> Check:
        """Return the look through the files of a format, which knows its own words."""
        if not isinstance(self.check, LeakCheck):
            return self.check
        nobody = replace(self.order(order), patient_ids=())
        return self.check.beside(lambda folder, stem: what.writer()(nobody, folder, stem, unseen))

    def order(self, order: Order) -> Order:
        """Return an order whose records leave so.

        De-identified ones do not tell their store, whose name would tell when it was made.
        """
        if not self.is_deidentified:
            return order
        return replace(
            order,
            prepare=self.prepare,
            is_deidentified=True,
            book=None,
            store_id="",
            journal_tip="",
        )


AS_THEY_STAND = Leaving()


def deidentified_from(
    book: Logbook, dates: DateMode = DateMode.DAYS, kept: frozenset[FreeText] = frozenset()
) -> Leaving:
    """Return how records of a store leave without whose they are.

    Args:
        book: The store; its secret is made when it is first needed.
        dates: What becomes of dates.
        kept: Texts that a person looked at and lets go out (`texts_of` names them).

    Raises:
        StoreError: The store has no secret yet and cannot write one.
    """
    deidentifier = Deidentifier(Choices(secret_of(book.store), dates, kept))
    check = LeakCheck(lambda: _everybody(book), deidentifier, book.stamp().today)
    return Leaving(
        deidentifier,
        check,
        is_deidentified=True,
        sentences=lambda: (*deidentifier.sentences(), *check.notes),
    )


def _everybody(book: Logbook) -> Iterator[PatientRecord]:
    reader = book.store.reader
    for patient_id in reader.patient_ids():
        record = reader.record(patient_id)
        if record is not None:
            yield record
