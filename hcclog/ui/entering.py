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
from hcclog.store.codec import table_of
from hcclog.ui.desk import Desk
from hcclog.ui.permitting import forbidden
from hcclog.ui.text import plural

if TYPE_CHECKING:
    from hcclog.entry.clerk import Clerk
    from hcclog.entry.questions.question import Question

T = TypeVar("T")


def read_by(desk: Desk, read: Callable[[Clerk], T], clerk: Clerk | None = None) -> T | None:
    """Return what a reader reads; None where it refused, and the desk has said why."""
    clerk = clerk or desk.clerk()
    if clerk is None:
        return None
    try:
        return read(clerk)
    except Refused as refusal:
        desk.refuse(refusal.sentence, refusal.field)
        return None


def enter(desk: Desk, entities: Sequence[Any], title: str = "", clerk: Clerk | None = None) -> bool:
    """Add entities that belong together, after asking what is unlikely about them.

    Args:
        desk: Where they are written.
        entities: Parents before their children.
        title: What the journal calls it, where the first entity's name does not do.
        clerk: Who asks, where it is not the chosen patient's.
    """
    from hcclog.commands.base import Add

    entities = [sourced(desk, each) for each in entities]
    command = Add(tuple(entities), title=title)
    clerk = clerk or desk.clerk(getattr(entities[0], "patient_id", ""))
    answer = _answered(clerk, desk, entities, f"{command.label}?")
    if answer is None:
        return False
    reason, accepted = answer
    return desk.do(Add(tuple(entities), reason, title, accepted))


def sourced(desk: Desk, entity: Any) -> Any:
    """Return an entity with the source that holds for all entries, where it names none."""
    return replace(entity, source=desk.source) if entity.source == ENTERED else entity


def correct(
    desk: Desk, entity: Any, seen: Any, title: str = "", brings: Sequence[Any] = ()
) -> bool:
    """Write the corrected form of an entity, with the reason that a person gives.

    Where somebody else changed it since it was `seen`, both values are shown and a person decides.

    Args:
        desk: Where it is written.
        entity: As it is from now on.
        seen: As it was when the correction began.
        title: Where what is written is no correction but what happened next, such as a stop, what
            that is; then no reason is asked for.
        brings: Entities that it refers to and that are added with it.
    """
    from hcclog.commands.base import Add, Amend, Command, Together

    if entity == seen:
        return True
    current = desk.logbook.store.reader.get(table_of(seen), seen.id)
    if current is not None and current not in {seen, entity}:
        from hcclog.ui.colliding import decided

        mine = decided(desk, entity, seen, current)
        if mine is None or mine == current:
            return mine is not None
        entity, seen = mine, current
    label = Amend(entity, title=title).label
    answer = _answered(desk.clerk(), desk, (*brings, entity), label, is_correction=not title)
    if answer is None:
        return False
    reason, accepted = answer
    command: Command = Amend(entity, reason, seen, accepted, title)
    if brings:
        command = Together(
            (Add(tuple(sourced(desk, each) for each in brings)), command), label, reason
        )
    return desk.do(command)


def entry_at(desk: Desk, table: str, entity_id: str) -> Any:
    """Return an entry of the chosen patient, or the patient; None where there is none."""
    record, noun = desk.record(), NOUN_OF_TABLE.get(table)
    if record is None or noun is None:
        return None
    part = getattr(record, noun.attribute)
    entities = part if isinstance(part, tuple) else (part,)
    return next((each for each in entities if each.id == entity_id), None)


def take_out(desk: Desk, table: str, entity_id: str) -> bool:
    """Retract one entry of the chosen patient; False where it is gone, refused, or let be."""
    from hcclog.commands.base import Retract, with_children
    from hcclog.commands.labels import label_of

    record, entity = desk.record(), entry_at(desk, table, entity_id)
    if record is None or entity is None or desk.refuses_writing():
        return False
    why = forbidden(desk.logbook, [table])
    if why:
        desk.refuse(why)
        return False
    name = label_of(entity)
    n_more = len(with_children(record, table, entity_id)) - 1
    along = (f"{plural(n_more, 'value')} that hang on it are taken out too.",) if n_more > 1 else ()
    if n_more == 1:
        along = ("1 value that hangs on it is taken out too.",)
    reason = desk.confirm(f"Retract {name}", along, True)
    if reason is None or not desk.do(Retract(table, entity_id, reason, name)):
        return False
    desk.told.emit(f"Retracted {name}. Undo: Ctrl+Z")
    return True


def _answered(
    clerk: Clerk | None,
    desk: Desk,
    entities: Sequence[Any],
    title: str,
    *,
    is_correction: bool = False,
) -> tuple[str, frozenset[str]] | None:
    """Return reason and lifted checks; None where a person goes back to what was typed."""
    found: tuple[Question, ...] = ()
    if clerk is not None:
        from hcclog.entry.questions.find import questions

        found = questions(clerk, entities)
    answer = confirmed(desk, found, title, is_correction=is_correction)
    if answer is None:
        first = found[0] if found else None
        sentence = first.sentence if first else "Nothing was changed; what was typed still stands."
        desk.refuse(sentence, first.field if first else "")
    return answer


def confirmed(
    desk: Desk, found: Sequence[Question], title: str, *, is_correction: bool = False
) -> tuple[str, frozenset[str]] | None:
    """Ask about all that was found at once.

    Args:
        desk: How a person is asked.
        found: What is unlikely; nothing is asked where there is nothing and no correction.
        title: What is about to be done.
        is_correction: A correction says why, whether it is likely or not.

    Returns:
        The reason and the lifted checks; None where a person goes back to what was typed.
    """
    if not found and not is_correction:
        return "", frozenset()
    reason = desk.confirm(
        title, [q.sentence for q in found], is_correction or any(q.needs_reason for q in found)
    )
    if reason is None:
        return None
    words = " ".join(q.sentence for q in found)
    said = f"Confirmed: {words}" if found else ""
    return ". ".join(part for part in (reason, said) if part), frozenset(q.key for q in found)
