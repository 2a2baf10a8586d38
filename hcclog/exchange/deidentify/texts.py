"""The free texts of a record: found, and taken out where nobody kept them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.labs import LabResult
from hcclog.domain.record import NOUNS, REFERENCES, PatientRecord
from hcclog.domain.response import ReportedResponse
from hcclog.domain.sources import Source
from hcclog.exchange.deidentify.choices import FreeText
from hcclog.exchange.deidentify.words import is_plain
from hcclog.store.codec import fields_of, plain, table_of

# New ones take their place.
_IDS = frozenset({"id", *REFERENCES})
# Stands where words must stand.
TAKEN_OUT = "words taken out"
UIDS = frozenset({"study_uid"})
_ALWAYS_REPLACED = {("patient", "code"), ("patient", "name")}
# What cannot be left empty is named by a word and letters that stand for what it was.
_NAMED = {
    ("course", "agent"): "agent",
    ("procedure", "kind"): "procedure",
    ("procedure", "agents"): "agent",
    ("adverse_event", "agents"): "agent",
    ("staging", "extrahepatic_sites"): "site",
    ("lab_result", "analyte"): "test",
    ("adverse_event", "term"): "event",
    ("lesion", "label"): "L",
    ("lesion", "organ"): "organ",
    ("response_series", "label"): "series",
    ("discrepancy_note", "text"): "note",
    ("statement", "analyte"): "test",
    ("statement", "procedure_kind"): "procedure",
}


def entities_of(record: PatientRecord) -> Iterator[Any]:
    """Yield every entity of a record, parents first."""
    yield record.patient
    for noun in NOUNS[1:]:
        yield from getattr(record, noun.attribute)


def texts_of(record: PatientRecord) -> tuple[FreeText, ...]:
    """Return the free texts that a person can look at and keep, each once, in order of place."""
    cutter = Cutter(frozenset(), lambda _text: "")
    for entity in entities_of(record):
        cutter.without_texts(entity)
    return tuple(sorted(cutter.dropped))


@dataclass(slots=True)
class Cutter:
    """Takes free texts out of entities.

    Attributes:
        kept: What stays.
        token: Returns letters that stand for a text.
        dropped: What was taken out so far.
    """

    kept: frozenset[FreeText]
    token: Callable[[str], str]
    dropped: set[FreeText] = field(default_factory=set)

    def without_texts(self, entity: Any) -> Any:
        """Return an entity without what nobody kept."""
        table = table_of(entity)
        new = {}
        for each in fields_of(type(entity)):
            value = getattr(entity, each.name)
            if (table, each.name) in _ALWAYS_REPLACED or each.name in _IDS:
                continue
            after = self._cut(table, each.name, value)
            if after is not value:
                new[each.name] = after
        if isinstance(entity, LabResult) and entity.as_typed:
            new["as_typed"] = self._as_typed(entity)
        if isinstance(entity, ReportedResponse) and entity.category is None and "wording" in new:
            new["wording"] = TAKEN_OUT
        return replace(entity, **new) if new else entity

    def _cut(self, table: str, name: str, value: Any) -> Any:
        if type(value) is str and name not in UIDS | {"as_typed"}:
            return self._text(table, name, value)
        if isinstance(value, tuple):
            items = tuple(
                self._text(table, name, each) if type(each) is str else each for each in value
            )
            return value if items == value else items
        if isinstance(value, ClinicalDate) and value.label:
            label = self._text(table, f"{name}.label", value.label)
            return value if label == value.label else replace(value, label=label)
        return self._source(table, value) if isinstance(value, Source) else value

    def _source(self, table: str, source: Source) -> Source:
        document = self._text(table, "source.document", source.document)
        place = self._text(table, "source.place", source.place)
        if (document, place) == (source.document, source.place):
            return source
        return replace(source, document=document, place=place)

    def _text(self, table: str, name: str, text: str) -> str:
        found = FreeText(table, name, text)
        if is_plain(name, text) or found in self.kept:
            return text
        self.dropped.add(found)
        word = _NAMED.get((table, name))
        return f"{word}-{self.token(text)}" if word else ""

    def _as_typed(self, lab: LabResult) -> str:
        """Keep what was typed where it is nothing but the value."""
        text = lab.as_typed
        if text in _spellings(lab) or FreeText("lab_result", "as_typed", text) in self.kept:
            return text
        self.dropped.add(FreeText("lab_result", "as_typed", text))
        return ""


def _spellings(lab: LabResult) -> frozenset[str]:
    """Return how a value can be written where nothing else is said."""
    if lab.value is None:
        return frozenset({str(lab.qualitative)}) if lab.qualitative else frozenset()
    bare = _numbers(lab.value)
    sign = "" if lab.comparator == "=" else str(lab.comparator)
    signed = {f"{sign}{gap}{each}" for each in bare for gap in ("", " ")}
    return frozenset({*signed, *(f"{each} {lab.unit}" for each in signed)})


def _numbers(value: Decimal) -> set[str]:
    text = plain(value)
    return {text, text.replace(".", ",")}
