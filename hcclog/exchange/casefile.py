"""A published case: a YAML file of facts, read into a record.

The keys are the fields of the record's nouns. Entities are referred to by a ``key`` of their own,
in fields and in dates (``course:KEY:start + 3 months``). Every entry says in ``place`` where the
paper prints it; ``derived: true`` marks what follows from the print by arithmetic.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hcclog.domain.record import NOUNS, Noun, PatientRecord
from hcclog.domain.sources import Source, SourceKind
from hcclog.exchange.case_fields import TRUTH, field_value
from hcclog.exchange.plain_yaml import PlainYamlError, Value, read_yaml
from hcclog.paths import RESOURCES
from hcclog.store.codec import Field, fields_of

_NOUN_OF_LIST = {noun.attribute: noun for noun in NOUNS}
# Lists that stand inside their parent, and what they take from it.
_NESTED = {
    "courses": ("dose_steps", "holds"),
    "assessments": ("scans", "measurements", "reported_responses"),
    "series": ("series_lesions",),
}
_PARENT_FIELD = {"courses": "course_id", "assessments": "assessment_id", "series": "series_id"}
_KEY = re.compile(r"[a-z0-9-]+")
_ORDER = ("zhang-2024", "fonc-2024", "ikeda-2021")


class CaseFileError(Exception):
    """A case file that cannot be read; the message names file, entry and field."""


def case_paths() -> tuple[Path, ...]:
    """Return the files of the published cases: calendar cases first, then any others by name."""
    rank = {code: n for n, code in enumerate(_ORDER)}
    found = (RESOURCES / "cases").glob("*.yaml")
    return tuple(sorted(found, key=lambda path: (rank.get(path.stem, len(rank)), path.stem)))


def read_case(path: Path, new_id: Callable[[], str]) -> PatientRecord:
    """Return the record of a case file, every entity with a new id.

    Raises:
        CaseFileError: An unknown field or word, a dangling reference, a value that cannot be read.
    """
    try:
        content = read_yaml(path)
    except PlainYamlError as error:
        raise CaseFileError(str(error)) from error
    if not isinstance(content, dict):
        raise CaseFileError(f"{path.name} holds no case.")
    return _Case(path.name, content, new_id).record()


@dataclass(slots=True)
class _Entry:
    """One entity as it stands in the file."""

    noun: Noun
    values: dict[str, Value]
    entity_id: str
    name: str


@dataclass(slots=True)
class _Case:
    file: str
    content: dict[str, Value]
    new_id: Callable[[], str]
    ids: dict[tuple[str, str], str] = field(default_factory=dict)

    def record(self) -> PatientRecord:
        """Read every list, give ids, then read the values, which may refer to any entity."""
        unknown = set(self.content) - set(_NOUN_OF_LIST) - {"document"}
        if unknown:
            raise CaseFileError(f"{self.file}: {min(unknown)} is not a part of a record.")
        if not (isinstance(self.content.get("document"), str) and self.content["document"]):
            raise CaseFileError(f"{self.file}: document is missing.")
        entries = [*self._entries("patient", [self.content.get("patient", {})], {})]
        for noun in NOUNS[1:]:
            entries += self._entries(noun.attribute, self.content.get(noun.attribute, []), {})
        patient_id = entries[0].entity_id
        parts: dict[str, list[Any]] = {noun.attribute: [] for noun in NOUNS}
        for entry in entries:
            parts[entry.noun.attribute].append(self._entity(entry, patient_id))
        patient = parts.pop("patient")[0]
        return PatientRecord(patient, **{name: tuple(items) for name, items in parts.items()})

    def _entries(self, name: str, items: Value, inherited: Mapping[str, Value]) -> Iterator[_Entry]:
        noun = _NOUN_OF_LIST[name]
        if not isinstance(items, list):
            raise CaseFileError(f"{self.file}: {name} is not a list.")
        for place, item in enumerate(items, start=1):
            label = f"{name} {place}"
            if not isinstance(item, dict):
                raise CaseFileError(f"{self.file}, {label} is not an entry.")
            values = {**inherited, **item}
            key = self._key(noun, label, values.pop("key", ""))
            nested = {part: values.pop(part) for part in _NESTED.get(name, ()) if part in values}
            yield _Entry(noun, values, self.ids[noun.table, key], label)
            for part, children in nested.items():
                yield from self._entries(part, children, _taken(name, part, key, values))

    def _key(self, noun: Noun, label: str, key: Value) -> str:
        """Give an entry its id; without a key of its own nothing can refer to it."""
        if key == "":
            key = f"{label} ({len(self.ids)})"
        elif not (isinstance(key, str) and _KEY.fullmatch(key)):
            raise CaseFileError(f"{self.file}, {label}: key has lower-case letters, digits and -.")
        if (noun.table, key) in self.ids:
            raise CaseFileError(f"{self.file}, {label}: the key {key} stands twice.")
        self.ids[noun.table, key] = self.new_id()
        return key

    def _entity(self, entry: _Entry, patient_id: str) -> Any:
        values = dict(entry.values)
        source = self._source(entry, values)
        known = {f.name: f for f in fields_of(entry.noun.cls)}
        given: dict[str, Any] = {"id": entry.entity_id, "source": source}
        if "patient_id" in known:
            given["patient_id"] = patient_id
        for name, value in values.items():
            if name not in known or name in given:
                raise CaseFileError(f"{self.file}, {entry.name}: there is no field {name}.")
            given[name] = self._value(entry, known[name], value)
        if "as_typed" in known:
            # What the paper prints is what a person would type.
            printed = values.get("value") or values.get("qualitative") or ""
            given.setdefault("as_typed", printed)
        for one in known.values():
            if one.required and one.optional:
                given.setdefault(one.name, None)
            elif one.required and given.get(one.name, "") == "":
                raise CaseFileError(f"{self.file}, {entry.name}: {one.name} is missing.")
        return entry.noun.cls(**given)

    def _source(self, entry: _Entry, values: dict[str, Value]) -> Source:
        place, derived = values.pop("place", ""), values.pop("derived", "false")
        if not (isinstance(place, str) and place):
            raise CaseFileError(f"{self.file}, {entry.name}: place is missing.")
        if not (isinstance(derived, str) and derived in TRUTH):
            raise CaseFileError(f"{self.file}, {entry.name}: derived is true or false.")
        document = str(self.content["document"])
        return Source(SourceKind.CASE_REPORT, document, place, TRUTH[derived])

    def _value(self, entry: _Entry, field: Field, value: Value) -> Any:
        try:
            return field_value(field, value, self.ids)
        except (ValueError, KeyError, TypeError):
            shown = f"{self.file}, {entry.name}: {field.name} cannot be {value!r}."
            raise CaseFileError(shown) from None


def _taken(name: str, part: str, key: str, parent: Mapping[str, Value]) -> dict[str, Value]:
    """Return what a nested entry has from its parent: the reference, the place, the date."""
    taken: dict[str, Value] = {_PARENT_FIELD[name]: key}
    taken |= {shared: parent[shared] for shared in ("place", "derived") if shared in parent}
    if part == "reported_responses" and "on" in parent:
        taken["on"] = parent["on"]
    return taken
