"""Take an entry out of the record, and say how to bring it back."""

from __future__ import annotations

from hcclog.domain.record import NOUN_OF_TABLE
from hcclog.ui.desk import Desk


def retract(desk: Desk, table: str, entity_id: str) -> bool:
    """Retract one entry of the chosen patient; False where it is gone or was refused."""
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
    if not desk.do(Retract(table, entity_id, name=name)):
        return False
    desk.told.emit(f"Retracted {name}. Undo: Ctrl+Z")
    return True
