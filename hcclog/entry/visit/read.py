"""A whole visit from what was typed; pure, and nothing is written here."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.ids import EntityId
from hcclog.domain.visit import Visit
from hcclog.entry.dates import read_day
from hcclog.entry.questions.find import questions
from hcclog.entry.visit.amounts import clean, read_amount
from hcclog.entry.visit.entry import Piece, VisitEntry, provisional
from hcclog.entry.visit.events import read_events
from hcclog.entry.visit.imaging import read_imaging
from hcclog.entry.visit.labs import read_labs
from hcclog.entry.visit.treatment import read_treatment

if TYPE_CHECKING:
    from hcclog.domain.dates import ClinicalDate
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.questions.question import Question
    from hcclog.entry.visit.words import VisitWords

_ECOG = frozenset("012345")


def read_visit(clerk: Clerk, words: VisitWords) -> VisitEntry:
    """Return the visit that the words say; a section that is left empty adds nothing.

    Raises:
        Refused: With the path of the field, such as ``labs/afp/value``.
    """
    on = read_day(clerk, words.on)
    visit = _visit(clerk, words, on)
    pieces = (
        Piece("", visit),
        *read_labs(clerk, words, on),
        *read_imaging(clerk, words, on),
        *read_treatment(clerk, words, on),
        *read_events(clerk, words, on),
    )
    return VisitEntry(visit, pieces)


def visit_questions(clerk: Clerk, entry: VisitEntry) -> tuple[tuple[str, Question], ...]:
    """Return what to ask before a visit is written, each sentence once, with where it stands.

    Each part is held against the record as the other parts will make it: an agent that begins
    where another one stops does not overlap it.
    """
    found: dict[str, tuple[str, Question]] = {}
    for piece in entry.pieces:
        others = tuple(each for each in entry.pieces if each is not piece)
        beside = replace(clerk, record=provisional(clerk.record, others))
        for question in questions(beside, (piece.entity,)):
            found.setdefault(question.sentence, (piece.place, question))
    return tuple(found.values())


def _visit(clerk: Clerk, words: VisitWords, on: ClinicalDate) -> Visit:
    if words.ecog and words.ecog not in _ECOG:
        raise Refused(f"ECOG {words.ecog} does not exist; 0 to 5 do.", "ecog")
    return Visit(
        EntityId(clerk.new_id()),
        clerk.record.patient.id,
        on,
        int(words.ecog) if words.ecog else None,
        read_amount(clerk, words.weight_kg, "kg", "weight_kg"),
        unicodedata.normalize("NFC", words.note.strip()),
        clean(words.author),
    )
