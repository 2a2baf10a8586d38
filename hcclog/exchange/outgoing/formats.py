"""The formats that records go out in; what each needs is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import Advance


class Writer(Protocol):
    """Writes records in one format."""

    def __call__(
        self, order: Order, folder: Path, stem: str, advanced: Advance, /
    ) -> tuple[str, ...]:
        """Write an order's records.

        Args:
            order: What is asked for.
            folder: Empty; takes the files, or the one file where the format is one.
            stem: What that one is named after, such as ``zhang-2024``.
            advanced: Told after each patient.

        Returns:
            What the format cannot hold, a sentence each.
        """


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: As the command line says it.
        words: As a menu says it.
        ending: Of its file; empty where it is a folder of files.
        room: Module and function that write it.
        is_one_each: True where a file is of one patient, so that several make a folder.
        has_history: True where it holds what was retracted, unless nobody may be known from it.
    """

    name: str
    words: str
    ending: str
    room: str
    is_one_each: bool = False
    has_history: bool = False

    @property
    def is_folder(self) -> bool:
        """True where an export is a folder of files, of one patient too."""
        return not self.ending

    def is_folder_of(self, order: Order) -> bool:
        """Return whether this export is a folder of files."""
        return self.is_folder or (self.is_one_each and len(order.patient_ids) != 1)

    def writer(self) -> Writer:
        """Return what writes it."""
        module, _, name = self.room.partition(":")
        write: Callable[..., tuple[str, ...]] = getattr(import_module(module), name)
        return write


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("xlsx", "Workbook", ".xlsx", "hcclog.exchange.workbook.writing:write_workbook"),
        Format("csv", "Tables as csv", "", "hcclog.exchange.workbook.csv_folder:write_csv_folder"),
        Format(
            "fhir",
            "FHIR R4",
            ".json",
            "hcclog.exchange.fhir.writing:write_bundle",
            is_one_each=True,
        ),
        Format("sdtm", "SDTM, csv and XPT", "", "hcclog.exchange.sdtm.writing:write_sdtm"),
        Format("dicom-sr", "DICOM SR", "", "hcclog.exchange.dicom.writing:write_reports"),
        Format(
            "jsonl",
            "Everything",
            ".jsonl",
            "hcclog.exchange.dump.writing:write_dump",
            has_history=True,
        ),
    )
}
