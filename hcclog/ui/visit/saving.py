"""From the typed visit to the store: read, ask once about all that is unlikely, write once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.placed import below
from hcclog.commands.refused import Refused
from hcclog.entry.visit.read import read_visit, visit_questions
from hcclog.ui.entering import confirmed, sourced

if TYPE_CHECKING:
    from hcclog.domain.visit import Visit
    from hcclog.entry.visit.words import VisitWords
    from hcclog.ui.desk import Desk


def save_visit(desk: Desk, patient_id: str, words: VisitWords) -> Visit | None:
    """Write a visit as one command; None where it was refused, and the desk has said why."""
    clerk = desk.clerk(patient_id)
    if clerk is None:
        desk.refuse("This patient is no longer in the store.")
        return None
    try:
        entry = read_visit(clerk, words).with_new(lambda each: sourced(desk, each))
    except Refused as refusal:
        desk.refuse(refusal.sentence, refusal.field)
        return None
    asked = visit_questions(clerk, entry)
    answer = confirmed(desk, [question for _, question in asked], f"{entry.title}?")
    if answer is None:
        place, question = asked[0]
        desk.refuse(question.sentence, below(place, question.field))
        return None
    return entry.visit if desk.do(entry.command(*answer)) else None
