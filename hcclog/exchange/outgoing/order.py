"""What is asked of an export, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.domain.record import PatientRecord

if TYPE_CHECKING:
    from hcclog.logbook import Logbook


def as_it_stands(record: PatientRecord) -> PatientRecord:
    """Return a record as it is."""
    return record


@dataclass(frozen=True, slots=True)
class Order:
    """One export.

    Attributes:
        read: Returns the record of a patient.
        patient_ids: Whose records go out, in this order.
        revision: Number of the store's last entry.
        today: The day of the export.
        prepare: What a record goes through before it leaves, such as de-identification.
        is_deidentified: True where nobody may be known from what is written.
        book: The store itself, for what goes out with its history; None gives none.
        is_everybody: True where the whole store goes out, and not some patients.
        study: What trial data belong to; empty where nothing was said.
        store_id: Whose revision it is, for formats that come back.
        journal_tip: First digits of the journal's hash at that revision; it anchors the journal on
            what leaves. Empty where nobody may be known from it.
    """

    read: Callable[[str], PatientRecord | None]
    patient_ids: Sequence[str]
    revision: int
    today: date
    prepare: Callable[[PatientRecord], PatientRecord] = as_it_stands
    is_deidentified: bool = False
    book: Logbook | None = None
    is_everybody: bool = False
    study: str = ""
    store_id: str = ""
    journal_tip: str = ""

    def records(self) -> Iterator[PatientRecord]:
        """Yield the records one by one, each as it leaves."""
        for patient_id in self.patient_ids:
            record = self.read(patient_id)
            if record is not None:
                yield self.prepare(record)


@dataclass(frozen=True, slots=True)
class Written:
    """What an export came to.

    Attributes:
        paths: The files, in the order of their writing.
        not_held: What the format cannot hold, a sentence each, such as ``ikeda-2021: ...``.
    """

    paths: tuple[Path, ...]
    not_held: tuple[str, ...] = ()
