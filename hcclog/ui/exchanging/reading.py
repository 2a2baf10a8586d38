"""A file as it is read for the dialog: with all that a person can say beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.kinds import KINDS, Kind, Wish
from hcclog.exchange.incoming.plain_files import check_plain
from hcclog.exchange.incoming.telling import kind_of

if TYPE_CHECKING:
    from hcclog.exchange.incoming.plan import Plan
    from hcclog.exchange.lab_files.mapping import Mapping
    from hcclog.exchange.lab_files.tables import Table
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook

LABS = "labs"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a file is to be read.

    Attributes:
        kind: Name of the kind; empty to tell it by the content.
        patient: Code of the patient, where the file names none.
        mapping: Of a laboratory's table, as a person corrected it; None to guess it.
    """

    path: Path
    kind: str = ""
    patient: str = ""
    mapping: Mapping | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read.

    Attributes:
        plan: What it would bring; None where it cannot be read so.
        fault: Why it cannot, in a sentence.
        table: Of a laboratory's table: its first rows.
        notes: What is to be known beside the plan.
    """

    wanted: Wanted
    kind: Kind
    plan: Plan | None = None
    fault: str = ""
    table: Table | None = None
    notes: tuple[str, ...] = ()


def read(wanted: Wanted, book: Logbook, advanced: Advance) -> Reading:
    """Read a file; one that cannot be read says so in its fault.

    Raises:
        Cancelled: A person gave up.
    """
    kind = KINDS[wanted.kind or LABS]
    try:
        check_plain(wanted.path)
        kind = KINDS[wanted.kind] if wanted.kind else kind_of(wanted.path)
        known = replace(wanted, kind=kind.name)
        if kind.name == LABS:
            return _read_table(known, kind, book, advanced)
        plan = kind.reader()(wanted.path, book, Wish(patient=wanted.patient), advanced)
    except Refused as refusal:
        return Reading(replace(wanted, kind=kind.name), kind, fault=refusal.sentence)
    except OSError as error:
        # It was there a moment ago: a stick was pulled, or somebody moved it.
        said = f"{wanted.path.name} cannot be read: {error.strerror or 'it is gone'}."
        return Reading(replace(wanted, kind=kind.name), kind, fault=said)
    return Reading(known, kind, plan)


def _read_table(wanted: Wanted, kind: Kind, book: Logbook, advanced: Advance) -> Reading:
    """Read a laboratory's table: where a mapping lacks something, the mapping can be shown."""
    from hcclog.exchange.lab_files.chosen import chosen_mapping
    from hcclog.exchange.lab_files.reading import read_table
    from hcclog.exchange.lab_files.tables import open_table

    said = wanted.mapping
    notes: tuple[str, ...] = ()
    table = open_table(wanted.path, said.encoding if said else "", said.sheet if said else "")
    if said is None:
        said, notes = chosen_mapping(table, book, Wish(patient=wanted.patient))
    elif len(said.columns) != table.n_columns:
        # Another sheet, or other letters, can part the cells otherwise.
        guessed, notes = chosen_mapping(table, book, Wish(patient=wanted.patient))
        said = replace(guessed, encoding=said.encoding, sheet=said.sheet)
    known = replace(wanted, mapping=said)
    try:
        plan = read_table(table, book, said, advanced, wanted.patient)
    except Refused as refusal:
        return Reading(known, kind, None, refusal.sentence, table, notes)
    return Reading(known, kind, plan, "", table, notes)
