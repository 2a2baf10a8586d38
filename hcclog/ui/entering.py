"""From typed words to the store: read, ask what is unlikely, write; the same for every panel.

Whatever is refused on the way is said by the desk, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from hcclog.commands.refused import Refused
from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.domain.sources import ENTERED
from hcclog.ui.desk import Desk

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.questions.question import Question

T = TypeVar("T")


def read_by(desk: Desk, read: Callable[[Clerk], T], patient_id: str = "") -> T | None:
    """Return what a reader reads; None where it refused, and the desk has said why.

    Args:
        desk: Whose store it is.
        read: The reader.
        patient_id: For whom, the chosen patient when left out.
    """
    clerk = desk.clerk(patient_id)
    if clerk is None:
        return None
    try:
        return read(clerk)
    except Refused as refusal:
        desk.refuse(refusal.sentence, refusal.field)
        return None


def enter(desk: Desk, entities: Sequence[Any], title: str = "") -> bool:
    """Add entities that belong together, after asking what is unlikely about them."""
    from hcclog.commands.base import Add

    entities = [sourced(desk, each) for each in entities]
    command = Add(tuple(entities), title=title)
    answer = _answered(desk, entities, f"{command.label}?")
    if answer is None:
        return False
    reason, accepted = answer
    return desk.do(Add(tuple(entities), reason, title, accepted))


def sourced(desk: Desk, entity: Any) -> Any:
    """Return an entity with the source that holds for all entries, where it names none."""
    return replace(entity, source=desk.source) if entity.source == ENTERED else entity


def correct(desk: Desk, entity: Any, seen: Any) -> bool:
    """Write the corrected form of an entity, with the reason that a person gives."""
    from hcclog.commands.base import Amend

    if entity == seen:
        return True
    label = Amend(entity).label
    answer = _answered(desk, (entity,), label, is_correction=True)
    if answer is None:
        return False
    reason, accepted = answer
    return desk.do(Amend(entity, reason, seen, accepted))


def take_out(desk: Desk, table: str, entity_id: str) -> bool:
    """Retract one entry of the chosen patient; False where it is gone, refused, or let be."""
    from hcclog.commands.base import Retract
    from hcclog.commands.labels import label_of

    record = desk.record()
    noun = NOUN_OF_TABLE.get(table)
    if record is None or noun is None or noun.attribute == "patient":
        return False
    entity = next((e for e in getattr(record, noun.attribute) if e.id == entity_id), None)
    if entity is None:
        return False
    name = label_of(entity)
    reason = desk.confirm(f"Retract {name}", (), True)
    if reason is None or not desk.do(Retract(table, entity_id, reason, name)):
        return False
    desk.told.emit(f"Retracted {name}. Undo: Ctrl+Z")
    return True


def _answered(
    desk: Desk, entities: Sequence[Any], title: str, *, is_correction: bool = False
) -> tuple[str, frozenset[str]] | None:
    """Return reason and lifted checks; None where a person goes back to what was typed."""
    clerk = desk.clerk(getattr(entities[0], "patient_id", ""))
    found: tuple[Question, ...] = ()
    if clerk is not None:
        from hcclog.entry.questions.find import questions

        found = questions(clerk, entities)
    if not found and not is_correction:
        return "", frozenset()
    reason = desk.confirm(
        title, [q.sentence for q in found], is_correction or any(q.needs_reason for q in found)
    )
    if reason is None:
        for question in found[:1]:
            desk.refuse(question.sentence, question.field)
        return None
    words = " ".join(q.sentence for q in found)
    said = f"Confirmed: {words}" if found else ""
    return ". ".join(part for part in (reason, said) if part), frozenset(q.key for q in found)
