"""Several changes that belong together: added, corrected and taken out in one entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hcclog.ui.entering import confirmed, sourced

if TYPE_CHECKING:
    from hcclog.commands.base import Command
    from hcclog.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Revision:
    """What one form changes.

    Attributes:
        added: New entities, parents first.
        corrected: Entities as they shall be, each with what it was; equal ones are left alone.
        gone: Table and id of what is taken out.
    """

    added: Sequence[Any] = ()
    corrected: Sequence[tuple[Any, Any]] = ()
    gone: Sequence[tuple[str, str]] = ()


def revise(desk: Desk, title: str, revision: Revision) -> bool:
    """Write a revision, asking what is unlikely, and why where something is corrected."""
    from hcclog.commands.base import Add, Amend, Retract, Together
    from hcclog.entry.questions.find import questions

    clerk = desk.clerk()
    if clerk is None:
        return False
    added = [sourced(desk, each) for each in revision.added]
    corrected = [(new, seen) for new, seen in revision.corrected if new != seen]
    if not added and not corrected and not revision.gone:
        return True
    found = questions(clerk, [*added, *(new for new, _ in corrected)])
    is_correction = bool(corrected or revision.gone)
    answer = confirmed(desk, found, title, is_correction=is_correction)
    if answer is None:
        first = found[0] if found else None
        desk.refuse(
            first.sentence if first else "Nothing was changed.", first.field if first else ""
        )
        return False
    reason, accepted = answer
    commands: list[Command] = [Retract(*key) for key in revision.gone]
    commands += [Amend(new, seen=seen, accepted=accepted) for new, seen in corrected]
    if added:
        commands.append(Add(tuple(added), accepted=accepted))
    return desk.do(Together(tuple(commands), title, reason))
