"""A record that comes in beside the one that is there: what is the same, what differs, what is new.

Entities are the same by their id, else by their name (a lesion's label, a line's number), else by
all that they say. What the record has beyond the file stays as it is.
"""

from __future__ import annotations

import hashlib
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
# As long as any chain of dates, each counted from the next, is likely to be.
_MOST_ROUNDS = 32
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
    """All that each entity of a record says, whatever its id.

    What an entity refers to is told by what that says, which may refer further, also in a circle:
    so each saying is refined by those it refers to, round after round.
    """

    def __init__(self, record: PatientRecord, names: Ids) -> None:
        self._names = names
        self._referred = {_id(each): tuple(_referred(each)) for each in entities_of(record)}
        self._plain = {_id(each): _plain(each) for each in entities_of(record)}

    def of_all(self) -> Iterator[tuple[str, str]]:
        """Yield what each says, with its id."""
        sayings = {**self._plain, **self._names}
        n_apart = 0
        for _ in range(_MOST_ROUNDS):
            sayings = {**self._refined(sayings), **self._names}
            if len(set(sayings.values())) == n_apart:
                break
            n_apart = len(set(sayings.values()))
        for entity_id in self._plain:
            yield sayings[entity_id], entity_id

    def _refined(self, sayings: Ids) -> dict[str, str]:
        return {
            entity_id: _digest([plain, *(sayings.get(r, "?") for r in self._referred[entity_id])])
            for entity_id, plain in self._plain.items()
        }


def _digest(parts: list[str]) -> str:
    return hashlib.sha256(canonical(parts).encode()).hexdigest()


def _plain(entity: Entity) -> str:
    """Return what an entity says by itself, every id that it refers to left open."""
    payload = to_payload(with_ids(entity, dict.fromkeys(_referred(entity), "-")))
    facts = {name: value for name, value in payload.items() if name not in _APART}
    return canonical([table_of(entity), facts])


def _referred(entity: Entity) -> Iterator[str]:
    """Yield the ids that an entity refers to, in the order of its fields."""
    for field in fields_of(type(entity)):
        value = getattr(entity, field.name)
        if field.name in REFERENCES and field.name not in _APART and value is not None:
            yield str(value)
        elif isinstance(value, ClinicalDate):
            yield from _counted_from(value.form)
            yield from _counted_from(value.within)


def _counted_from(form: Form | None) -> Iterator[str]:
    if isinstance(form, Between):
        yield from _counted_from(form.first)
        yield from _counted_from(form.last)
    elif isinstance(form, Offset) and form.anchor is not None:
        yield form.anchor.entity_id


def _id(entity: Entity) -> str:
    return str(entity.id)


def _shown(value: Any) -> str:
    return "nothing" if value in (None, "", []) else str(value)
