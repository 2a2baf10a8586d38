"""One patient's rows against the record: what is new, changed, gone, or in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hcclog.commands.base import Add, Amend, Retract, with_children
from hcclog.commands.labels import label_of
from hcclog.domain.chronology import Chronology
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUN_OF_TABLE, NOUNS, Noun, PatientRecord
from hcclog.domain.sources import ENTERED, Source, SourceKind
from hcclog.domain.unreadable import Unreadable
from hcclog.exchange.incoming.plan import Line, Verdict
from hcclog.exchange.incoming.trial import Step
from hcclog.exchange.workbook.base import Base
from hcclog.exchange.workbook.columns import Role, columns_of, sheet_of
from hcclog.exchange.workbook.decoding import entity_of, placeholder_in
from hcclog.exchange.workbook.drafts import Draft
from hcclog.exchange.workbook.pointing import Pointing
from hcclog.exchange.workbook.rows import Around, Cell, cell_of
from hcclog.store.codec import fields_of

_PLAIN = {Role.VALUE, Role.NAME}


@dataclass(slots=True)
class Found:
    """What one thing in the workbook comes to.

    Attributes:
        step: What it would do; None where nothing.
        is_typed: True where a person wrote it into the workbook, and nobody has asked about it.
    """

    line: Line
    step: Step | None = None
    is_typed: bool = False


@dataclass(slots=True)
class Comparison:
    """One patient: the workbook's rows, the record, and what stood there at the export.

    Attributes:
        document: The file's name.
        here: The record that the rows say.
        stored: The record; None for a patient who is not in the store.
        sheets: The sheets in which what has no row counts as gone.
    """

    document: str
    here: PatientRecord
    stored: PatientRecord | None
    base: Base
    sheets: set[str]
    _around: Around = field(init=False)
    _before: Around | None = field(init=False)
    _pointing: Pointing = field(init=False)
    _entities: dict[tuple[str, str], Any] = field(default_factory=dict)
    _bare: dict[Any, list[Any]] = field(default_factory=dict)
    _claimed: set[str] = field(default_factory=set)

    def compare(self, drafts: Sequence[Draft]) -> Iterator[Found]:
        """Yield what each row comes to, then what has no row any more."""
        self._claimed = {draft.id for draft in drafts}
        self._entities = _entities(self.stored) if self.stored else {}
        for entity in self._entities.values():
            self._bare.setdefault(_bared(entity), []).append(entity)
        gone = frozenset(self._gone())
        self._around = Around.of(self.here)
        self._before = Around.of(self.stored) if self.stored else None
        self._pointing = Pointing.of(self._around, self._before, gone)
        for draft in drafts:
            yield self._row(draft)
        yield from (self._taken_out(key, gone) for key in sorted(gone, key=_from_children))

    def _row(self, draft: Draft) -> Found:
        seen = self._entities.get((draft.table, draft.id))
        faults = [f"column {fault.column}: {fault.sentence}" for fault in draft.faults]
        pointers: dict[str, Any] = {"id": draft.id}
        for column in columns_of(draft.row.noun):
            if column.role is not Role.NAME:
                continue
            if column.table == "patient":
                pointers[column.field] = self.here.patient.id
                continue
            try:
                before = getattr(seen, column.field, None)
                pointers[column.field] = self._pointing.target(draft.row, column, before)
            except Unreadable as fault:
                faults.append(f"column {column.name}: {fault.sentence}")
        if faults:
            return self._refused(draft, " ".join(faults))
        entity = entity_of(draft.row.noun, {**draft.values, **pointers})
        if sentence := _placeholder(entity, seen):
            return self._refused(draft, sentence)
        return self._new(draft, entity) if draft.is_new else self._known(draft, entity, seen)

    def _new(self, draft: Draft, entity: Any) -> Found:
        """Return what a row without an id comes to; one that is there already is not doubled."""
        has_source = "source" in draft.values
        twin = self._twin(draft, entity, has_source=has_source)
        if twin is not None:
            self._claimed.add(twin.id)
            self._pointing.same[draft.id] = twin.id
            return self._there(draft, twin)
        if draft.table == "patient" and self.stored is not None:
            return self._refused(draft, "a patient of this code is in the store; it has an id.")
        if not has_source:
            source = Source(SourceKind.IMPORTED, self.document, draft.row.place)
            entity = replace(entity, source=source)
        odd = self._odd(draft, [(entity, self._around)])
        why = f"{odd} is worked out anew." if odd else ""
        found = self._said(draft, entity, Verdict.NEW, why, Add((entity,)))
        return replace(found, is_typed=True)

    def _twin(self, draft: Draft, entity: Any, *, has_source: bool) -> Any | None:
        """Return an entry of the record that says the same and is no other row's."""
        for other in self._bare.get(_bared(entity), ()):
            is_free = other.id == draft.id or other.id not in self._claimed
            if is_free and (not has_source or other.source == entity.source):
                return other
        return None

    def _known(self, draft: Draft, entity: Any, seen: Any) -> Found:
        """Return what a row with an id comes to."""
        sides = [(entity, self._around)]
        if seen is not None and self._before is not None:
            sides.append((seen, self._before))
        if odd := self._odd(draft, sides):
            source = odd.rpartition("_")[0]
            return self._refused(draft, f"column {odd} is worked out; change {source} instead.")
        if seen is None:
            return self._unseen(draft, entity)
        if entity == seen:
            return self._there(draft, seen)
        was = self.base.entity(draft.row.noun, draft.id)
        if was == entity:
            return self._there(draft, seen, "changed in the record since; the row was not.")
        words = "; ".join(self._differences(draft.row.noun, seen, entity))
        if was is not None and was != seen:
            why = "somebody changed it since the workbook was written; look at both."
            return self._refused(draft, f"{words}: {why}")
        line = self._line(draft, seen, Verdict.CHANGED)
        line = replace(line, reading=f"{line.reading}: {words}")
        if was is None:
            why = "The workbook does not say what stood here when it was written."
            line = replace(line, verdict=Verdict.ASKED, why=why)
        return Found(line, Amend(entity, seen=seen), is_typed=True)

    def _unseen(self, draft: Draft, entity: Any) -> Found:
        """Return what a row comes to whose id the record does not have."""
        if not self.base.was_ever(draft.id):
            return self._said(draft, entity, Verdict.NEW, "", Add((entity,)))
        if self.base.entity(draft.row.noun, draft.id) == entity:
            why = "taken out of the record since the workbook was written"
            return self._said(draft, entity, Verdict.LEFT, why)
        return self._refused(
            draft, "its id is of an entry that was taken out, or is another's; a new row has no id."
        )

    def _gone(self) -> Iterator[tuple[str, str]]:
        """Yield what stood in the workbook when it was written, and has no row any more."""
        for table, entity_id in self._entities:
            noun = NOUN_OF_TABLE[table]
            is_asked = table != "patient" and sheet_of(noun) in self.sheets
            if is_asked and entity_id not in self._claimed and self.base.entity(noun, entity_id):
                yield table, entity_id

    def _taken_out(self, key: tuple[str, str], gone: frozenset[tuple[str, str]]) -> Found:
        assert self.stored is not None  # noqa: S101 - what is gone was there
        entity, sheet = self._entities[key], sheet_of(NOUN_OF_TABLE[key[0]])
        reading = f"take out {_described(entity, Chronology(self.stored))}"
        patient = self.here.patient.code
        left = [each for each in with_children(self.stored, *key) if each not in gone]
        if left:
            why = f"its row is gone, and {len(left)} that hang on it are not."
            return Found(Line(sheet, reading, Verdict.REFUSED, why, patient))
        line = Line(sheet, reading, Verdict.ASKED, "its row is gone.", patient)
        return Found(line, Retract(*key))

    def _odd(self, draft: Draft, sides: Sequence[tuple[Any, Around]]) -> str:
        """Return the first worked out column that says something else than it should."""
        for column in columns_of(draft.row.noun):
            said = draft.row.text(column.name) if column.role is Role.DERIVED else ""
            if not said:
                continue
            known = {_text(cell_of(column, each, at)) for each, at in sides}
            if said not in known:
                return column.name
        return ""

    def _differences(self, noun: Noun, before: Any, after: Any) -> Iterator[str]:
        """Yield each field that differs, with both values."""
        assert self._before is not None  # noqa: S101 - what differs was there
        names = {**self._before.names, **self._around.names}
        around = Around(self._before.chronology, names)
        for column in columns_of(noun):
            if column.role in _PLAIN:
                one, other = (_text(cell_of(column, each, around)) for each in (before, after))
                same = getattr(before, column.field) == getattr(after, column.field)
                if one != other or not (same or column.part):
                    yield f"{column.name} from {one or 'nothing'} to {other or 'nothing'}"

    def _line(self, draft: Draft, entity: Any, verdict: Verdict, why: str = "") -> Line:
        reading = _described(entity, self._around.chronology)
        return Line(draft.row.place, reading, verdict, why, self.here.patient.code)

    def _said(
        self, draft: Draft, entity: Any, verdict: Verdict, why: str = "", step: Step | None = None
    ) -> Found:
        return Found(self._line(draft, entity, verdict, why), step)

    def _there(self, draft: Draft, entity: Any, why: str = "") -> Found:
        return self._said(draft, entity, Verdict.THERE, why)

    def _refused(self, draft: Draft, why: str) -> Found:
        patient = self.here.patient.code
        return Found(Line(draft.row.place, "", Verdict.REFUSED, why, patient))


def _entities(record: PatientRecord) -> dict[tuple[str, str], Any]:
    found = {("patient", str(record.patient.id)): record.patient}
    for noun in NOUNS[1:]:
        found |= {(noun.table, each.id): each for each in getattr(record, noun.attribute)}
    return found


def _placeholder(entity: Any, seen: Any) -> str:
    """Return why a date that the record does not have yet cannot be; empty where all can."""
    for name in (each.name for each in fields_of(type(entity))):
        when = getattr(entity, name)
        if isinstance(when, ClinicalDate) and when != getattr(seen, name, None):
            sentence = placeholder_in(when)
            if sentence:
                return f"column {name}: {sentence}"
    return ""


def _bared(entity: Any) -> Any:
    """Return what an entry says, whichever it is and wherever it comes from."""
    return replace(entity, id="", source=ENTERED)


def _from_children(key: tuple[str, str]) -> tuple[int, str]:
    return -NOUNS.index(NOUN_OF_TABLE[key[0]]), key[1]


def _described(entity: Any, chronology: Chronology) -> str:
    """Return an entry in words, with its day where the words do not say it."""
    when: ClinicalDate | None = getattr(entity, "on", None) or getattr(entity, "start_on", None)
    words = label_of(entity)
    day = chronology.label(when) if when is not None else ""
    return words if not day or day in words else f"{words}, {day}"


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)
