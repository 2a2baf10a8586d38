"""What a file would bring: a line for each thing it says, and one command for all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from hcclog.commands.imports import Entity, Import
from hcclog.commands.replay import Replay
from hcclog.domain.unreadable import presentable, showable


class Verdict(StrEnum):
    """What becomes of one thing that a file says."""

    NEW = "new"
    CHANGED = "changed"
    THERE = "already there"
    ASKED = "please check"
    LEFT = "not taken"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that the file says.

    Attributes:
        place: Where in the file: ``row 12``, ``message 1, OBX 3``, ``entry 4``.
        reading: What it says, as it was understood; empty where it was not.
        why: What there is to ask, or why it is refused or not taken.
        patient: Code of the patient that it belongs to.
        makes: Id of the entity that it creates, where it can be left out alone; else empty.
    """

    place: str
    reading: str
    verdict: Verdict
    why: str = ""
    patient: str = ""
    makes: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Repeat of the file nothing that cannot be shown, and in a refusal little."""
        why = presentable(self.why) if self.verdict is Verdict.REFUSED else showable(self.why)
        for name, text in (("place", self.place), ("reading", self.reading)):
            if not text.isprintable():
                object.__setattr__(self, name, showable(text))
        if why is not self.why:
            object.__setattr__(self, "why", why)


@dataclass(frozen=True, slots=True)
class Plan:
    """A file as it was read.

    Attributes:
        document: The file's name.
        command: Writes everything that is new, changed or to be checked; None where nothing is.
        notes: What holds for the whole file.
    """

    document: str
    lines: Sequence[Line]
    command: Import | Replay | None = None
    notes: tuple[str, ...] = ()
    _counts: Counter[Verdict] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_counts", Counter(line.verdict for line in self.lines))

    def count(self, verdict: Verdict) -> int:
        """Return how many lines stand so."""
        return self._counts[verdict]

    @property
    def created(self) -> tuple[Entity, ...]:
        """What would be new in the store, entity by entity; none where a journal is taken over."""
        return self.command.created if isinstance(self.command, Import) else ()

    @property
    def amended(self) -> tuple[tuple[Entity, Entity], ...]:
        """What would be changed: as it was seen, and as it becomes."""
        return self.command.amended if isinstance(self.command, Import) else ()

    def without(self, lines: Iterable[Line]) -> Import | Replay | None:
        """Return the command without what some lines create; None where nothing is left of it.

        Only lines that can be left out alone are left out; the others stay.
        """
        gone = {line.makes for line in lines if line.makes}
        if not isinstance(self.command, Import) or not gone:
            return self.command
        created = tuple(each for each in self.command.created if each.id not in gone)
        left = replace(self.command, created=created)
        return left if left.n_written else None

    def summary(self) -> str:
        """Return the counts: ``12 lines: 9 new, 2 already there, 1 refused``."""
        n = len(self.lines)
        parts = [f"{self.count(each)} {each}" for each in Verdict if self.count(each)]
        return f"{n} line{'' if n == 1 else 's'}" + (f": {', '.join(parts)}" if parts else "")
