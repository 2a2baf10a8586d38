"""Read a dump into a plan: a whole journal into an empty store, else what each patient brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.commands.replay import Replay
from hcclog.exchange.dump.lines import JOURNAL, STORE
from hcclog.exchange.dump.scanning import Scanner
from hcclog.exchange.incoming.plan import Line, Plan, Verdict
from hcclog.store.journal import ChangeRow

if TYPE_CHECKING:
    from hcclog.exchange.incoming.kinds import Wish
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook
    from hcclog.store.replaying import Step


def read(path: Path, book: Logbook, _wish: Wish, advanced: Advance) -> Plan:
    """Read a dump; nothing is written.

    Raises:
        Refused: A line is damaged, or was written by a newer program; the sentence names it.
        Cancelled: A person gave up.
    """
    scanner = Scanner(path)
    header = scanner.header
    if (header.holds, header.of) == (JOURNAL, STORE) and not book.revision:
        return _taken_over(scanner, advanced)
    from hcclog.exchange.dump.standing import plan_of

    return plan_of(scanner, book, advanced)


def _taken_over(scanner: Scanner, advanced: Advance) -> Plan:
    """Return the plan that writes each entry as it was; the file is read twice, never held."""
    header, name = scanner.header, scanner.path.name
    counts: Counter[str] = Counter()
    codes: dict[str, str] = {}
    for found in scanner.found():
        if isinstance(found.what, ChangeRow):
            change = found.what
            counts[change.patient_id] += 1
            advanced(counts.total(), header.n_changes)
            if change.entity == "patient" and change.values is not None:
                codes[change.patient_id] = str(change.values["code"])
    lines = [
        Line("the journal", f"{n} change{'' if n == 1 else 's'}", Verdict.NEW, "", codes[each])
        for each, n in counts.items()
    ]
    note = (
        f"The store is empty, so it takes over the journal as it is: {header.n_entries} entries "
        f"and {header.n_changes} changes, each with who made it and when."
    )
    label = f"Take over {name}"
    command = Replay(
        label, name, header.journal_id, header.head, header.n_changes, lambda: _steps(scanner)
    )
    return Plan(name, lines, command if header.n_changes else None, (note,))


def _steps(scanner: Scanner) -> Iterator[Step]:
    for found in scanner.found():
        yield found.what
