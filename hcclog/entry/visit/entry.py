"""A visit that was read: its parts in the order of writing, and the one command they make."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hcclog.commands.base import Add, Amend, Together
from hcclog.commands.drafts import DropDraft
from hcclog.commands.labels import label_of
from hcclog.commands.placed import Placed
from hcclog.domain.record import NOUN_OF_CLASS
from hcclog.entry.visit.drafts import VISIT

if TYPE_CHECKING:
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.visit import Visit


@dataclass(frozen=True, slots=True)
class Piece:
    """One entity of a visit.

    Attributes:
        place: Where on the page it was typed, such as ``labs/afp``; empty for the visit itself.
        entity: As it shall be.
        seen: As it was; None for a new one.
    """

    place: str
    entity: Any
    seen: Any = None


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """Everything that a visit adds and changes."""

    visit: Visit
    pieces: tuple[Piece, ...]

    @property
    def title(self) -> str:
        """What the undo menu says."""
        return f"Add {label_of(self.visit)}"

    def command(self, reason: str = "", accepted: frozenset[str] = frozenset()) -> Together:
        """Return the one command; it drops the visit's draft in the same transaction."""
        steps = [
            Add((piece.entity,), accepted=accepted)
            if piece.seen is None
            else Amend(piece.entity, seen=piece.seen, accepted=accepted)
            for piece in self.pieces
        ]
        placed = [Placed(s, piece.place) for s, piece in zip(steps, self.pieces, strict=True)]
        draft = DropDraft(VISIT, self.visit.patient_id)
        return Together((*placed, draft), self.title, reason)

    def with_new(self, change: Callable[[Any], Any]) -> VisitEntry:
        """Return the visit with each new entity changed, such as one that gets a source."""
        pieces = tuple(
            p if p.seen is not None else replace(p, entity=change(p.entity)) for p in self.pieces
        )
        return VisitEntry(pieces[0].entity, pieces)


def provisional(record: PatientRecord, pieces: tuple[Piece, ...]) -> PatientRecord:
    """Return the record as it would be with these parts; nothing is written."""
    parts: dict[str, Any] = {}
    for piece in pieces:
        name = NOUN_OF_CLASS[type(piece.entity)].attribute
        before = parts.get(name, getattr(record, name))
        if piece.seen is None:
            parts[name] = (*before, piece.entity)
        else:
            parts[name] = tuple(piece.entity if x.id == piece.entity.id else x for x in before)
    return replace(record, **parts)
