"""Read FHIR: a bundle that hcclog wrote as the record, anybody else's Observations as results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.commands.imports import Import
from hcclog.commands.refused import Refused
from hcclog.exchange.fhir.bundle import FORM
from hcclog.exchange.fhir.entries import entries_of
from hcclog.exchange.fhir.foreign_plan import plan_foreign
from hcclog.exchange.fhir.json_text import read_json
from hcclog.exchange.fhir.own_bundle import form_of, is_own
from hcclog.exchange.fhir.own_plan import plan_own
from hcclog.exchange.incoming.plain_files import plain_files
from hcclog.exchange.incoming.plan import Plan, Verdict

if TYPE_CHECKING:
    from hcclog.exchange.incoming.kinds import Wish
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook


def read(path: Path, book: Logbook, wish: Wish, advanced: Advance, /) -> Plan:
    """Read a file, or a folder of bundles, into a plan; nothing is written.

    Raises:
        Refused: The file as a whole cannot be read.
        Cancelled: A person gave up.
    """
    if not path.is_dir():
        return _read_file(path, book, wish, advanced)
    files = plain_files(path, "*.json")
    if not files:
        raise Refused(f"{path.name} is a folder without any .json file.")
    return together(path.name, [_read_file(each, book, wish, advanced) for each in files])


def _read_file(path: Path, book: Logbook, wish: Wish, advanced: Advance) -> Plan:
    content = read_json(path)
    entries = entries_of(path.name, content)
    if not entries:
        raise Refused(f"{path.name} is a bundle without any entry.")
    if not is_own(entries):
        return plan_foreign(path.name, entries, book, wish, advanced)
    if form_of(content) != FORM:
        raise Refused(f"{path.name} was written by another version of hcclog, in another form.")
    return plan_own(path.name, entries, book, wish, advanced)


def together(document: str, plans: Sequence[Plan]) -> Plan:
    """Return the plans of several files as one: all of them is written, or nothing."""
    lines = [
        replace(line, place=f"{plan.document}, {line.place}")
        for plan in plans
        for line in plan.lines
    ]
    commands = [plan.command for plan in plans if isinstance(plan.command, Import)]
    is_refused = any(line.verdict is Verdict.REFUSED for line in lines)
    command = Import(
        document,
        tuple(entity for each in commands for entity in each.created),
        tuple(pair for each in commands for pair in each.amended),
        reason=f"import of {document}",
    )
    notes = tuple(f"{plan.document}: {note}" for plan in plans for note in plan.notes)
    return Plan(document, lines, command if commands and not is_refused else None, notes)
