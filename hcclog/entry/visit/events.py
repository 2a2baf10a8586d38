"""The adverse events of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.catalogue.adverse_events import ctcae_version
from hcclog.commands.refused import Refused
from hcclog.domain.adverse_event import AdverseEvent
from hcclog.domain.ids import EntityId
from hcclog.entry.dates import read_day
from hcclog.entry.visit.entry import Piece
from hcclog.entry.visit.names import read_drugs, read_term
from hcclog.entry.visit.places import at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.dates import ClinicalDate
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.visit.words import EventLine, VisitWords


def read_events(clerk: Clerk, words: VisitWords, on: ClinicalDate) -> Iterator[Piece]:
    """Yield the adverse events that were typed.

    Raises:
        Refused: At the line and its field.
    """
    for line in words.events:
        if any(text.strip() for text in (line.term, line.grade, line.on, line.agents)):
            with at(place := f"events/{line.key}"):
                yield Piece(place, _event(clerk, line, on))


def _event(clerk: Clerk, line: EventLine, on: ClinicalDate) -> AdverseEvent:
    if not line.term.strip():
        raise Refused("Which event? Type the beginning of its CTCAE term.", "term")
    term = read_term(clerk, line.term)
    if line.grade and line.grade not in {"1", "2", "3", "4", "5"}:
        raise Refused(f"CTCAE grade {line.grade} does not exist; 1 to 5 do.", "grade")
    grade = int(line.grade) if line.grade else None
    return AdverseEvent(
        EntityId(clerk.new_id()),
        clerk.record.patient.id,
        term,
        grade,
        # The page names the version beside the grade.
        ctcae_version=ctcae_version() if grade is not None else "",
        start_on=read_day(clerk, line.on, "on") if line.on.strip() else on,
        agents=read_drugs(clerk, line.agents),
    )
