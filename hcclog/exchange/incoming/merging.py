"""A record that comes in beside the one that is there: what is the same, what differs, what is new.

Entities are the same by their id, else by their name (a lesion's label, a line's number), else by
all that they say. What the record has beyond the file stays as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hcclog.commands.cases import entities_of
from hcclog.domain.dates import Anchor, Between, ClinicalDate, Offset
from hcclog.domain.record import REFERENCES
from hcclog.store.codec import canonical, fields_of, table_of, to_payload

if TYPE_CHECKING:
    from hcclog.domain.dates import Form
    from hcclog.domain.record import PatientRecord

Entity = Any
Ids = Mapping[str, str]
_NAMES = {"lesion": "label", "line_of_therapy": "number"}
_APART = frozenset({"id", "patient_id", "source"})


@dataclass(frozen=True, slots=True)
class Merged:
    """How one entity of the file stands to the record.

    Attributes:
        said: As the file says it.
        seen: As the record has it; None where it does not.
        now: As it would be written, with the ids of the record.
    """

    said: Entity
    seen: Entity | None
    now: Entity

    @property
    def is_new(self) -> bool:
        """True where the record does not have it."""
        return self.seen is None

    @property
    def is_changed(self) -> bool:
        """True where the record says otherwise."""
        return self.seen is not None and to_payload(self.seen) != to_payload(self.now)

    def changes(self) -> str:
        """Return what would change: ``value 5.51 to 5.52``."""
        if self.seen is None:
            return ""
        before, after = to_payload(self.seen), to_payload(self.now)
        parts = (
            f"{name} {_shown(before[name])} to {_shown(after[name])}"
            for name in before
            if before[name] != after[name]
        )
        return ", ".join(parts)


def merge(
    said: PatientRecord, seen: PatientRecord | None, id_for: Callable[[Entity], str]
) -> tuple[Merged, ...]:
    """Compare a record of a file with the one that is there.

    Args:
        said: The record of the file.
        seen: The record of the same patient; None where there is none.
        id_for: Returns the id under which a new entity is written, its own where that is free.
    """
    pairs = _pairs(said, seen) if seen is not None else {}
    there = {_id(each): each for each in entities_of(seen)} if seen is not None else {}
    ids: dict[str, str] = {}
    for entity in entities_of(said):
        ids[_id(entity)] = pairs.get(_id(entity)) or id_for(entity)
    merged = []
    for entity in entities_of(said):
        before = there.get(ids[_id(entity)]) if _id(entity) in pairs else None
        now = with_ids(entity, ids)
        if before is not None and _id(before) != _id(entity):
            # Found by what it says, so its source is the one that stands there.
            now = _with_source_of(before, now)
        merged.append(Merged(entity, before, now))
    return tuple(merged)


def _with_source_of(before: Entity, now: Entity) -> Entity:
    return replace(now, source=before.source)


def with_ids(entity: Entity, ids: Ids) -> Entity:
    """Return an entity with other ids: its own, those it refers to, those its dates count from."""
    values: dict[str, Any] = {}
    for field in fields_of(type(entity)):
        value = getattr(entity, field.name)
        if field.name == "id" or field.name in REFERENCES:
            values[field.name] = ids.get(value, value)
        elif isinstance(value, ClinicalDate):
            within = None if value.within is None else _form(value.within, ids)
            values[field.name] = replace(value, form=_form(value.form, ids), within=within)
    return replace(entity, **values)


def _form(form: Form, ids: Ids) -> Any:
    if isinstance(form, Between):
        return Between(_form(form.first, ids), _form(form.last, ids))
    if isinstance(form, Offset) and form.anchor is not None:
        anchor = form.anchor
        entity_id = ids.get(anchor.entity_id, anchor.entity_id)
        return replace(form, anchor=Anchor(anchor.entity, entity_id, anchor.edge))
    return form


def _pairs(said: PatientRecord, seen: PatientRecord) -> dict[str, str]:
    """Return the id in the record of each entity of the file that it has."""
    pairs = {_id(said.patient): _id(seen.patient)}
    there = {(table_of(e), _id(e)) for e in entities_of(seen)}
    for entity in entities_of(said):
        if (table_of(entity), _id(entity)) in there:
            pairs[_id(entity)] = _id(entity)
    _pair(pairs, _of_names(said), _of_names(seen))
    names = {there_id: f"={there_id}" for there_id in pairs.values()}
    file_names = {file_id: f"={there_id}" for file_id, there_id in pairs.items()}
    _pair(pairs, _Sayings(said, file_names).of_all(), _Sayings(seen, names).of_all())
    return pairs


def _pair(
    pairs: dict[str, str], said: Iterator[tuple[str, str]], seen: Iterator[tuple[str, str]]
) -> None:
    """Pair what says the same and is not paired yet, each once, in the order of entry."""
    free: dict[str, list[str]] = defaultdict(list)
    taken = set(pairs.values())
    for saying, entity_id in seen:
        if entity_id not in taken:
            free[saying].append(entity_id)
    for saying, entity_id in said:
        if entity_id not in pairs and free[saying]:
            pairs[entity_id] = free[saying].pop(0)


def _of_names(record: PatientRecord) -> Iterator[tuple[str, str]]:
    for entity in entities_of(record):
        name = _NAMES.get(table_of(entity))
        if name is not None:
            yield f"{table_of(entity)} {getattr(entity, name)}", _id(entity)


class _Sayings:
    """All that each entity of a record says, whatever its id."""

    def __init__(self, record: PatientRecord, names: Ids) -> None:
        self._names = dict(names)
        self._entities = {_id(each): each for each in entities_of(record)}
        self._open: set[str] = set()

    def of_all(self) -> Iterator[tuple[str, str]]:
        """Yield what each says, with its id."""
        for entity_id in self._entities:
            yield self._name(entity_id), entity_id

    def _name(self, entity_id: str) -> str:
        """Return what stands for an entity where another refers to it."""
        if entity_id not in self._entities or entity_id in self._open:
            return "?"
        if entity_id not in self._names:
            self._open.add(entity_id)
            self._names[entity_id] = self._saying(self._entities[entity_id])
            self._open.discard(entity_id)
        return self._names[entity_id]

    def _saying(self, entity: Entity) -> str:
        referred = {
            name: self._name(value)
            for name in REFERENCES
            if name not in _APART and (value := getattr(entity, name, None)) is not None
        }
        counted = {each: self._name(each) for each in sorted(_counted_from(entity))}
        payload = to_payload(with_ids(entity, counted))
        facts = {name: value for name, value in payload.items() if name not in _APART}
        return canonical([table_of(entity), {**facts, **referred}])


def _counted_from(entity: Entity) -> set[str]:
    dates = (getattr(entity, field.name) for field in fields_of(type(entity)))
    forms = (f for d in dates if isinstance(d, ClinicalDate) for f in (d.form, d.within))
    found: set[str] = set()
    for form in forms:
        points = (form.first, form.last) if isinstance(form, Between) else (form,)
        for point in points:
            if isinstance(point, Offset) and point.anchor is not None:
                found.add(point.anchor.entity_id)
    return found


def _id(entity: Entity) -> str:
    return str(entity.id)


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "", []) else str(value)
