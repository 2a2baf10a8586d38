"""Read FHIR: a bundle that hcclog wrote as the record, anybody else's Observations as results."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.exchange.fhir.bundle import FORM
from hcclog.exchange.fhir.entries import entries_of
from hcclog.exchange.fhir.foreign_plan import plan_foreign
from hcclog.exchange.fhir.json_text import read_json
from hcclog.exchange.fhir.own_bundle import form_of, is_own
from hcclog.exchange.fhir.own_plan import plan_own

if TYPE_CHECKING:
    from hcclog.exchange.incoming.kinds import Wish
    from hcclog.exchange.incoming.plan import Plan
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook


def read(path: Path, book: Logbook, wish: Wish, advanced: Advance, /) -> Plan:
    """Read a file into a plan; nothing is written.

    Raises:
        Refused: The file as a whole cannot be read.
        Cancelled: A person gave up.
    """
    content = read_json(path)
    entries = entries_of(path.name, content)
    if not entries:
        raise Refused(f"{path.name} is a bundle without any entry.")
    if not is_own(entries):
        return plan_foreign(path.name, entries, book, wish, advanced)
    if form_of(content) != FORM:
        raise Refused(f"{path.name} was written by another version of hcclog, in another form.")
    return plan_own(path.name, entries, book, wish, advanced)
