"""Whose readings are taken: the record holds one reader's, and a file may hold several."""

from __future__ import annotations

from collections.abc import Sequence

from hcclog.exchange.incoming.plan import Line, Verdict
from hcclog.exchange.sdtm.found import FoundRow
from hcclog.exchange.sdtm.proposals import Proposals

_OWN = "INVESTIGATOR"


def reader_of(row: FoundRow) -> str:
    """Return who evaluated: ``INDEPENDENT ASSESSOR, RADIOLOGIST 1``; empty where it is not said."""
    parts = (row.of("EVAL").strip(), row.of("EVALID").strip())
    return ", ".join(part for part in parts if part)


def chosen_rows(found: Proposals, rows: Sequence[FoundRow]) -> list[FoundRow]:
    """Return the rows of one reader, with those that name none.

    Rows that are accepted (--ACPTFL) go first, then the investigator's; where neither is there a
    person is asked whether the first reader is meant.
    """
    rows = [row for row in rows if not _is_computed(found, row)]
    readers = list(dict.fromkeys(reader_of(row) for row in rows if reader_of(row)))
    if len(readers) <= 1:
        return rows
    accepted = {reader_of(row) for row in rows if row.of("ACPTFL").strip().upper() == "Y"}
    chosen = next((each for each in readers if each in accepted), "")
    own = next((each for each in readers if each.split(",")[0].upper() == _OWN), "")
    taken = (chosen if len(accepted) == 1 else "") or own
    if not taken:
        taken = readers[0]
        why = f"Several readers measured: {'; '.join(readers)}. Those of {taken} are taken."
        found.lines.append(Line(rows[0].at(), taken, Verdict.ASKED, why, found.code))
    for row in rows:
        if reader_of(row) not in {"", taken}:
            why = f"read by {reader_of(row)}; the record holds what {taken} read"
            found.leave(row.dataset, row.of("TESTCD"), why)
    return [row for row in rows if reader_of(row) in {"", taken}]


def _is_computed(found: Proposals, row: FoundRow) -> bool:
    if row.of("DRVFL").strip().upper() != "Y":
        return False
    found.leave(row.dataset, row.of("TESTCD"), "it was computed; hcclog computes it itself")
    return True
