"""Read a damaged store into a plan: a line for each fact, and one command for all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hcclog.commands.base import Add, Amend, Retract
from hcclog.commands.labels import label_of
from hcclog.commands.salvage import Salvage as SalvageCommand
from hcclog.domain.ordering import start_of
from hcclog.domain.record import NOUN_OF_TABLE, REFERENCES
from hcclog.domain.sources import salvaged
from hcclog.exchange.incoming.plan import Line, Plan, Verdict
from hcclog.exchange.incoming.trial import LIFTED, Step, import_of, trial
from hcclog.exchange.progress import Advance, unseen
from hcclog.exchange.salvage.facts import Fact, Standing, Weighing, facts_of
from hcclog.store.codec import fields_of
from hcclog.store.salvaging import salvage

if TYPE_CHECKING:
    from hcclog.logbook import Logbook
    from hcclog.store.restore_key import Unlock
    from hcclog.store.salvaging import Found, Salvage

_NO_PARENT = "what it belongs to could not be read"
_PATIENT = "patient"


def salvage_plan(
    damaged: Path,
    book: Logbook,
    unlock: Unlock,
    advanced: Advance = unseen,
) -> Plan:
    """Return what a damaged store knows that this one does not; nothing is written.

    Args:
        damaged: The file, or the folder that a restore kept it in.
        book: The store that is open.
        unlock: Opens a key file.
        advanced: Told how much is weighed, and of how much.

    Raises:
        StoreError: Nothing can be read of it.
        Refused: The store is open to read only.
        Cancelled: A person gave up.
    """
    read = salvage(damaged, book.store, unlock)
    facts = facts_of(one for one in read.found if not one.fault)
    planning = _Planning(book, read)
    weighing = Weighing(book, read, facts)
    for fact in facts:
        planning.take(fact, weighing)
    planning.try_all(advanced)
    planning.lines += [_untrusted(one) for one in read.found if one.fault]
    return Plan(
        f"the store of {read.on.isoformat()}",
        planning.lines,
        planning.command(),
        tuple(_notes(read)),
    )


@dataclass(slots=True)
class _Planning:
    """Gathers lines and steps."""

    book: Logbook
    read: Salvage
    lines: list[Line] = field(default_factory=list)
    # The step of a line, by the line's place in the list.
    steps: dict[int, Step] = field(default_factory=dict)
    authors: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)
    # What was read so far, parents before what belongs to them.
    met: dict[tuple[str, str], Any] = field(default_factory=dict)

    def take(self, fact: Fact, weighing: Weighing) -> None:
        """Add a fact's line, and what writes it."""
        if fact.table == _PATIENT:
            self.codes[fact.entity.id] = fact.entity.code
        self.met[fact.table, fact.entity.id] = fact.entity
        marked = replace(fact.entity, source=salvaged(fact.entity.source, self.read.on))
        standing = weighing.standing(fact, marked)
        if standing.verdict not in {Verdict.THERE, Verdict.LEFT}:
            self.steps[len(self.lines)] = self._step(fact, marked)
        self.lines.append(self._line(fact, standing))

    def try_all(self, advanced: Advance) -> None:
        """Leave out what cannot be written, and what hangs on it, until all the rest can."""
        self._leave_orphans()
        while self.steps:
            places = self._in_order()
            found = trial(self.book, [self.steps[place] for place in places], advanced)
            objections = {p: each for p, each in zip(places, found, strict=True) if each}
            if not objections:
                break
            for place, objection in objections.items():
                self._leave(place, objection.sentence)
            self._leave_orphans()
        self._name_leaves()

    def command(self) -> SalvageCommand | None:
        """Return what writes it; None where nothing is left."""
        if not self.steps:
            return None
        plain = import_of("", [self.steps[place] for place in self._in_order()])
        return SalvageCommand(
            f"the store of {self.read.on.isoformat()}",
            plain.created,
            plain.amended,
            plain.retracted,
            reason=self._reason(),
            accepted=LIFTED,
        )

    def _in_order(self) -> list[int]:
        """Return the places of steps in the order of a command: add, amend, retract children."""
        kinds: dict[type[Any], list[int]] = {Add: [], Amend: [], Retract: []}
        for place, step in self.steps.items():
            kinds[type(step)].append(place)
        return [*kinds[Add], *kinds[Amend], *reversed(kinds[Retract])]

    def _step(self, fact: Fact, marked: Any) -> Step:
        if fact.is_gone:
            return Retract(fact.table, fact.entity.id)
        seen = self.book.store.reader.get(fact.table, fact.entity.id)
        if seen is None:
            return Add((marked,), accepted=LIFTED)
        return Amend(marked, seen=seen, accepted=LIFTED)

    def _line(self, fact: Fact, standing: Standing) -> Line:
        entry, change = fact.last.entry, fact.last.change
        words = "retracted: " if fact.is_gone else ""
        if entry is not None:
            self.authors.add(entry.author)
        return Line(
            f"change {change.seq}",
            f"{words}{self._named(fact.entity)}",
            standing.verdict,
            standing.why or (f"{entry.author}, {entry.at_utc[:10]}" if entry else ""),
            self._code(change.patient_id),
        )

    def _named(self, entity: Any) -> str:
        """Return an entity in words, with the lesion and the day that tell it from others."""
        label = label_of(entity)
        lesion, imaging = self._parent(entity, "lesion"), self._parent(entity, "assessment")
        when = start_of(entity) or (imaging.on if imaging is not None else None)
        day = "" if when is None else str(when.label or when)
        parts = [label if lesion is None else f"{label} of {lesion.label}"]
        return ", ".join([*parts, day] if day and day not in label else parts)

    def _parent(self, entity: Any, table: str) -> Any:
        """Return what an entity belongs to, read there or here; None where it belongs to none."""
        mark = (table, getattr(entity, f"{table}_id", None) or "")
        return self.met.get(mark) or (self.book.store.reader.get(*mark) if mark[1] else None)

    def _code(self, patient_id: str) -> str:
        if patient_id not in self.codes:
            patient = self.book.store.reader.get(_PATIENT, patient_id)
            self.codes[patient_id] = patient.code if patient is not None else ""
        return self.codes[patient_id]

    def _leave_orphans(self) -> None:
        """Leave out what is new and belongs to something that is neither here nor new."""
        new = {e.id for step in self.steps.values() if isinstance(step, Add) for e in step.entities}
        for place, step in list(self.steps.items()):
            if isinstance(step, Add) and not all(map(self._has, _parents(step.entities[0], new))):
                new.discard(step.entities[0].id)
                self._leave(place, _NO_PARENT)

    def _name_leaves(self) -> None:
        """Let a person leave out by itself what nothing else that is new belongs to."""
        added = {p: step.entities[0] for p, step in self.steps.items() if isinstance(step, Add)}
        needed = {parent for entity in added.values() for _, parent in _parents(entity, ())}
        for place, entity in added.items():
            if entity.id not in needed:
                self.lines[place] = replace(self.lines[place], makes=entity.id)

    def _has(self, parent: tuple[str, str]) -> bool:
        return self.book.store.reader.get(*parent) is not None

    def _leave(self, place: int, why: str) -> None:
        del self.steps[place]
        self.lines[place] = replace(self.lines[place], verdict=Verdict.LEFT, why=why)

    def _reason(self) -> str:
        names = ", ".join(sorted(self.authors))
        return f"Read from a damaged store. Entered there by {names}." if names else ""


def _parents(entity: Any, new: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield table and id of what an entity belongs to, but for what is new."""
    for each in fields_of(type(entity)):
        parent_id = getattr(entity, each.name) if each.name in REFERENCES else None
        if parent_id is not None and parent_id not in new:
            yield REFERENCES[each.name], parent_id


def _untrusted(one: Found) -> Line:
    noun = NOUN_OF_TABLE.get(one.change.entity)
    reading = noun.label if noun is not None else ""
    return Line(f"change {one.change.seq}", reading, Verdict.LEFT, one.fault)


def _notes(read: Salvage) -> Iterator[str]:
    if read.n_unread:
        many = read.n_unread != 1
        yield f"{read.n_unread:,} change{'s' if many else ''} could not be read and cannot be told."
    if read.found:
        yield "Each value that is taken says as its source that it was salvaged."
