"""Read a laboratory's table into a plan; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.commands.imports import Import
from hcclog.commands.refused import Refused
from hcclog.domain.ids import PatientId
from hcclog.entry.clerk import Clerk
from hcclog.exchange.incoming.plan import Line, Plan, Verdict
from hcclog.exchange.lab_files.chosen import chosen_mapping
from hcclog.exchange.lab_files.faults import fault_of
from hcclog.exchange.lab_files.mapping import Mapping, Part
from hcclog.exchange.lab_files.patients import Patients
from hcclog.exchange.lab_files.rows import Found, RowReader, reading_of
from hcclog.exchange.lab_files.standing import stand
from hcclog.exchange.lab_files.tables import Table, open_table
from hcclog.exchange.lab_files.words import CellReader
from hcclog.logbook import Logbook

if TYPE_CHECKING:
    from hcclog.exchange.incoming.kinds import Wish
    from hcclog.exchange.progress import Advance

_EVERY = 500
_NO_MAPPING = Mapping(())
_WRITTEN = frozenset({Verdict.NEW, Verdict.ASKED})


class Ask(StrEnum):
    """What a person can decide for all rows at once."""

    DATES = "order of day and month"
    COMMAS = "meaning of a comma"
    UNITS = "units that are not said"
    TESTS = "names of tests"


@dataclass(frozen=True, slots=True)
class LabPlan(Plan):
    """A table as it was read.

    Attributes:
        mapping: By which it was read.
        asks: What is open, or was decided for all rows.
        open_columns: Columns, from 0, in which a comma can mean two things.
        unknown_tests: Names that are not known, in the order of the file.
    """

    mapping: Mapping = _NO_MAPPING
    asks: frozenset[Ask] = frozenset()
    open_columns: frozenset[int] = frozenset()
    unknown_tests: tuple[str, ...] = ()


def read(path: Path, book: Logbook, wish: Wish, advanced: Advance) -> LabPlan:
    """Read a table by the mapping that was asked for, that fits, or that is guessed.

    Raises:
        Refused: The file as a whole cannot be read; the sentence names it.
        Cancelled: A person gave up.
    """
    table = open_table(path, wish.table.encoding, wish.table.sheet)
    mapping, notes = chosen_mapping(table, book, wish)
    plan = read_table(table, book, mapping, advanced, wish.patient)
    return replace(plan, notes=(*notes, *plan.notes))


def read_mapped(
    path: Path, book: Logbook, mapping: Mapping, advanced: Advance, patient: str = ""
) -> LabPlan:
    """Read a table by a mapping that a person has seen.

    Args:
        path: The file.
        book: The store, which is only read.
        mapping: What its columns mean.
        advanced: Told how many rows are read, and of about how many.
        patient: Code of the patient whose results these are, where no column says it.

    Raises:
        Refused: The file as a whole cannot be read; the sentence names it.
        Cancelled: A person gave up.
    """
    table = open_table(path, mapping.encoding, mapping.sheet)
    return read_table(table, book, mapping, advanced, patient)


def read_table(
    table: Table, book: Logbook, mapping: Mapping, advanced: Advance, patient: str = ""
) -> LabPlan:
    """Read a table that was opened.

    Raises:
        Refused: The mapping does not fit, or a row cannot be read at all.
        Cancelled: A person gave up.
    """
    _refuse_unfit(table, mapping, names_patient=bool(patient))
    document = table.path.name
    cells = CellReader(book.stamp().today, mapping.date_order)
    people = Patients(book, patient)
    reader = RowReader(mapping, people, cells, book.store.new_id, is_text=not table.sheet)
    found = [
        each
        for number, row in _told(table, advanced)
        if number > mapping.n_head
        for each in reader.read(number, row, document)
    ]
    reader.ask_about_points()
    if not found:
        raise Refused(f"{document}: there is no result below the titles.")
    _stand(book, found, advanced)
    labs = tuple(each.lab for each in found if each.lab and each.verdict in _WRITTEN)
    asks = {
        Ask.DATES: reader.open.dates,
        Ask.COMMAS: bool(reader.open.commas),
        Ask.UNITS: reader.open.units,
        Ask.TESTS: bool(reader.names.unknown),
    }
    return LabPlan(
        document,
        [_line(each) for each in found],
        Import(document, labs) if labs else None,
        tuple(_notes(table, mapping, cells)),
        mapping=mapping,
        asks=frozenset(ask for ask, is_open in asks.items() if is_open),
        open_columns=frozenset(reader.open.commas),
        unknown_tests=tuple(reader.names.unknown),
    )


def _refuse_unfit(table: Table, mapping: Mapping, *, names_patient: bool) -> None:
    name = table.path.name
    if len(table.encodings) > 1 and not mapping.encoding:
        ways = " or ".join(f"{each.name}: “{each.sample}”" for each in table.encodings)
        raise Refused(f"{name}: its letters can be {ways}; say which.")
    fault = fault_of(mapping, names_patient=names_patient)
    if fault:
        raise Refused(f"{name}: {fault}")


def _told(table: Table, advanced: Advance) -> Iterator[tuple[int, list[str]]]:
    for n, row in enumerate(table.rows()):
        if n % _EVERY == 0:
            advanced(n, max(table.n_rows, n))
        yield row


def _stand(book: Logbook, found: Sequence[Found], advanced: Advance) -> None:
    """Compare with what is there, patient by patient."""
    of_patient: dict[PatientId, list[Found]] = {}
    for each in found:
        if each.lab is not None:
            of_patient.setdefault(each.lab.patient_id, []).append(each)
    today = book.stamp().today
    for patient_id, own in of_patient.items():
        advanced(len(found), len(found))
        record = book.patient(patient_id)
        if record is not None:
            stand(Clerk(record, today, str), own)


def _line(each: Found) -> Line:
    reading = reading_of(each.lab) if each.lab else ""
    made = each.lab.id if each.lab and each.verdict in _WRITTEN else ""
    return Line(each.place, reading, each.verdict, each.why, each.code, made)


def _notes(table: Table, mapping: Mapping, cells: CellReader) -> Iterator[str]:
    yield from table.notes
    left = [
        f"{number} ({column.title})"
        for number, column in enumerate(mapping.columns, start=1)
        if column.part is Part.IGNORED and column.title.strip()
    ]
    if left:
        yield f"Column{'' if len(left) == 1 else 's'} not taken: {', '.join(left)}."
    flags = mapping.places_of(Part.FLAG)
    if flags and not mapping.keeps_flags:
        yield "Flags of the laboratory are not taken; what is raised is worked out from the range."
    if cells.saw_times:
        yield "Times of day are not kept; a result has its day."
