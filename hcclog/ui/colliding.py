"""Two windows corrected one entry: both values are shown, and a person decides."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from hcclog.commands.labels import label_of
from hcclog.domain.chronology import Chronology
from hcclog.store.codec import patient_of
from hcclog.ui.change_words import ChangeWords

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk


def decided(desk: Desk, mine: Any, seen: Any, current: Any) -> Any | None:
    """Return what is to be written where an entry was changed since it was seen.

    Args:
        desk: Where a person is asked.
        mine: The corrected form that was to be written.
        seen: The form that it corrects.
        current: The form that somebody else has left meanwhile.

    Returns:
        The other's form to let it be, or it with my corrections; None to go back.
    """
    record = desk.logbook.patient(patient_of(current))
    if record is None:
        return None
    corrected = {
        f.name: getattr(mine, f.name)
        for f in fields(mine)
        if getattr(mine, f.name) != getattr(seen, f.name)
    }
    merged = replace(current, **corrected)
    words = ChangeWords(record, Chronology(record))
    theirs, own = words.moved(seen, current), words.moved(current, merged)
    name = label_of(current)
    sentence = f"{name} was changed elsewhere since you opened it."
    said = [
        "Keep theirs: " + ", ".join(f"{one.field} {one.after}" for one in theirs),
        "Take mine: " + (", ".join(f"{one.field} {one.after}" for one in own) or "the same"),
    ]
    chosen = desk.choose(sentence, said)
    if chosen is None:
        desk.refuse(f"{sentence} Nothing was written; choose which value holds.")
        return None
    desk.reread(patient_of(current))
    return current if chosen == 0 else merged
