"""The kinds of files that come in; what each needs is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.plain_files import check_plain, reason_of
from hcclog.exchange.incoming.plan import Plan
from hcclog.exchange.incoming.wishes import Wish
from hcclog.exchange.progress import Advance
from hcclog.logbook import Logbook

__all__ = ["KINDS", "Kind", "Reader", "Wish"]


class Reader(Protocol):
    """Reads files of one kind."""

    def __call__(self, path: Path, book: Logbook, wish: Wish, advanced: Advance, /) -> Plan:
        """Read a file into a plan; nothing is written.

        Raises:
            Refused: The file as a whole cannot be read; the sentence names it, and where.
            Cancelled: A person gave up.
        """


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    Attributes:
        name: As the command line says it.
        words: As a menu says it.
        room: Module and function that read it.
    """

    name: str
    words: str
    room: str

    def reader(self) -> Reader:
        """Return what reads it; whatever the machine does meanwhile is said in a sentence."""
        module, _, name = self.room.partition(":")
        read: Callable[..., Plan] = getattr(import_module(module), name)

        def read_plain(path: Path, book: Logbook, wish: Wish, advanced: Advance, /) -> Plan:
            check_plain(path)
            try:
                return read(path, book, wish, advanced)
            except OSError as error:
                raise Refused(f"{path.name} cannot be read: {reason_of(error)}.") from None
            except MemoryError:
                raise Refused(f"{path.name} needs more memory than there is.") from None

        return read_plain


KINDS: dict[str, Kind] = {
    each.name: each
    for each in (
        Kind("labs", "Laboratory results, csv or xlsx", "hcclog.exchange.lab_files.reading:read"),
        Kind("hl7", "HL7 v2 messages with results", "hcclog.exchange.hl7_v2.reading:read"),
        Kind("fhir", "FHIR R4 bundle", "hcclog.exchange.fhir.reading:read"),
        Kind("xlsx", "Workbook that hcclog wrote", "hcclog.exchange.workbook.reading:read"),
        Kind("sdtm", "SDTM: csv, XPT, dataset JSON", "hcclog.exchange.sdtm.reading:read"),
        Kind("dicom-sr", "DICOM SR with measurements", "hcclog.exchange.dicom.reading:read"),
        Kind("jsonl", "Everything of a store", "hcclog.exchange.dump.reading:read"),
    )
}
