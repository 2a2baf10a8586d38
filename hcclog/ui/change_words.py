"""What a change moved, in words: fields as the forms call them, names instead of codes and ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.commands.labels import label_of
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.record import NOUN_OF_TABLE, REFERENCES
from hcclog.domain.sources import ENTERED, Source
from hcclog.report.naming import (
    analyte_title,
    drug_name,
    procedure_names,
    site_name,
    term_name,
)
from hcclog.store.codec import fields_of, table_of

if TYPE_CHECKING:
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord

_SILENT = frozenset({"id", "patient_id", "as_typed"})
GONE, NOTHING = "an entry that was taken out", "nothing"
_NAMES: Mapping[str, Callable[[str], str]] = {
    "agent": drug_name,
    "agents": drug_name,
    "analyte": analyte_title,
    "procedure_kind": lambda code: procedure_names(code)[1],
    "site": site_name,
    "extrahepatic_sites": site_name,
    "organ": site_name,
    "term": term_name,
}


class Moved(NamedTuple):
    """One field that differs: its name in the form, and what it was and is."""

    field: str
    before: str
    after: str


class ChangeWords:
    """Says the values of one patient's entities."""

    def __init__(self, record: PatientRecord | None, chronology: Chronology | None) -> None:
        """Take the record as it stands; what an id names is looked up in it.

        None stands for somebody who is not in the store any more.
        """
        self._record, self._chronology = record, chronology

    def moved(self, before: Any, after: Any) -> tuple[Moved, ...]:
        """Return the fields in which two forms of one entity differ."""
        table = table_of(after)
        names = [f.name for f in fields_of(type(after)) if f.name not in _SILENT]
        return tuple(
            Moved(
                field_name(table, name),
                self.shown(table, name, getattr(before, name)),
                self.shown(table, name, getattr(after, name)),
            )
            for name in names
            if getattr(before, name) != getattr(after, name)
        )

    def all_of(self, entity: Any) -> str:
        """Return every field of an entity that says something."""
        return ", ".join(self._said(entity))

    def _said(self, entity: Any) -> Iterator[str]:
        table = table_of(entity)
        for field in fields_of(type(entity)):
            value = getattr(entity, field.name)
            silent = field.name in _SILENT or value in {None, "", ENTERED}
            if not silent and value != ():
                yield f"{field_name(table, field.name)} {self.shown(table, field.name, value)}"

    def shown(self, table: str, name: str, value: Any) -> str:
        """Return one value in words."""
        if value in {None, ""} or value == ():
            return NOTHING
        if isinstance(value, tuple):
            return ", ".join(self.shown(table, name, each) for each in value)
        if isinstance(value, ClinicalDate):
            return self._chronology.label(value) if self._chronology else str(value)
        if name in REFERENCES:
            return self._entry(REFERENCES[name], value)
        if table == "procedure" and name == "kind":
            name = "procedure_kind"
        return _NAMES[name](value) if name in _NAMES else _plain(value)

    def _entry(self, table: str, entity_id: str) -> str:
        if self._record is None:
            return GONE
        entities = getattr(self._record, NOUN_OF_TABLE[table].attribute)
        return next((label_of(each) for each in entities if each.id == entity_id), GONE)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Source):
        from hcclog.ui.fields.source_field import source_text

        return source_text(value)
    return str(value)


def field_name(table: str, name: str) -> str:
    """Return how the form of a noun calls a field, in small letters."""
    return _form_names(table).get(name) or name.removesuffix("_id").replace("_", " ")


@cache
def _form_names(table: str) -> Mapping[str, str]:
    from hcclog.ui.forms.nouns import FORMS

    fields = [item.make() for item in FORMS.get(table, ())]
    return {field.name: _small(field.words.replace("&", "")) for field in fields}


def _small(words: str) -> str:
    """Return words as they stand inside a sentence; an abbreviation keeps its capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]
