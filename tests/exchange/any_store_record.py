"""Any record that a store can hold: every noun, every field, every form of a date."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from hcclog.domain.dates import Age, Anchor, Between, Calendar, ClinicalDate, Offset, TimeUnit
from hcclog.domain.record import NOUNS, REFERENCES, Noun, PatientRecord
from hcclog.domain.sources import Source, SourceKind
from hcclog.store.codec import Field, fields_of

_LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf"])
_TEXTS = st.sampled_from(
    ("", "", "a", "two  spaces", " led by one", 'in "quotes"', "=1+1", "<b>x</b>", "张伟", "\u00a0")
) | st.text(_LETTERS, max_size=8)
_CODES = {
    "agent": ("lenvatinib", "sorafenib", "camrelizumab", "HX-1008"),
    "kind": ("tace", "resection", "radiotherapy", "imrt", "iodine-125-seeds", "tare", "unheard of"),
    "analyte": ("afp", "pivka-ii", "bilirubin", "urine-protein-dipstick", "hbv-dna"),
    "unit": ("ng/mL", "mAU/mL", "IU/mL", "µmol/L", "", "furlong"),
    "term": ("hypertension", "proteinuria", "unheard of"),
    "organ": ("liver", "lung", "bone", "lymph node", "attic"),
    "site": ("S8", "node-axillary", "left ilium", "", "\u2003"),
    "dose_unit": ("mg", "mg/kg", "", "sachets"),
    "bclc": ("0", "A", "C"),
    "cnlc": ("Ia", "IV"),
    "child_pugh_class": ("A", "B"),
}
_CALENDARS = st.dates().map(lambda d: Calendar(d.year, d.month, d.day)) | st.builds(
    Calendar, st.integers(1900, 2030), st.none() | st.integers(1, 12)
)


def _dates(ids: list[tuple[str, str]]) -> st.SearchStrategy[ClinicalDate]:
    anchors = st.sampled_from(ids).flatmap(
        lambda key: st.builds(Anchor, st.just(key[0]), st.just(key[1]), st.sampled_from(_EDGES))
    )
    amounts, units = st.integers(1, 400), st.sampled_from(TimeUnit)
    offsets = st.builds(Offset, amounts, units, st.none() | anchors) | st.builds(
        Offset, st.just(0), st.just(TimeUnit.DAY), st.none() | anchors
    )
    points = _CALENDARS | offsets | st.builds(Age, st.integers(0, 120))
    forms = points | st.builds(Between, points, points)
    labels = st.sampled_from(("", "after surgery", "第一次"))
    return st.builds(ClinicalDate, forms, st.none() | _CALENDARS, labels)


_EDGES = ("on", "start", "end")


class _Maker:
    """Makes the entities of one record."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw, self._n = draw, 0
        self.ids: list[tuple[str, str]] = []

    def entity(self, noun: Noun) -> Any:
        """Return an entity with any values; None where a parent of it does not exist."""
        self._n += 1
        entity_id = f"01a1ffc1-8ff5-7000-8000-{self._n:012d}"
        values: dict[str, Any] = {"id": entity_id}
        for field in fields_of(noun.cls):
            if field.name != "id":
                strategy = self._values(field)
                if strategy is None:
                    return None
                values[field.name] = self._draw(strategy)
        self.ids.append((noun.table, entity_id))
        return noun.cls(**values)

    def _values(self, field: Field) -> st.SearchStrategy[Any] | None:
        if field.name in REFERENCES:
            parents = [i for table, i in self.ids if table == REFERENCES[field.name]]
            found = st.sampled_from(parents) if parents else None
            none = st.none()
            if found is None:
                return none if field.optional else None
            return none | found if field.optional else found
        found = self._plain(field)
        return st.none() | found if field.optional else found

    def _plain(self, field: Field) -> st.SearchStrategy[Any]:
        if field.kind is ClinicalDate:
            return _dates(self.ids or [("course", "none")])
        if field.kind is tuple:
            items = st.sampled_from(list(field.item)) if issubclass(field.item, StrEnum) else _TEXTS
            return st.lists(items, max_size=2).map(tuple)
        if field.kind is str:
            known = _CODES.get(field.name)
            return st.sampled_from(known) | _TEXTS if known else _TEXTS
        if issubclass(field.kind, StrEnum):
            return st.sampled_from(list(field.kind))
        return _OF_KIND[field.kind]


_OF_KIND: dict[type[Any], st.SearchStrategy[Any]] = {
    bool: st.booleans(),
    int: st.integers(0, 40),
    Decimal: st.decimals("0", "90000", places=3)
    | st.sampled_from([Decimal("1.10"), Decimal("60.0"), Decimal(0), Decimal("0.000")]),
    Source: st.builds(Source, st.sampled_from(SourceKind), _TEXTS, _TEXTS, st.booleans()),
}


@st.composite
def any_record(draw: st.DrawFn) -> PatientRecord:
    """Return any record."""
    maker = _Maker(draw)
    parts: dict[str, Any] = {"patient": maker.entity(NOUNS[0])}
    for noun in NOUNS[1:]:
        found = (maker.entity(noun) for _ in range(draw(st.integers(0, 2))))
        parts[noun.attribute] = tuple(each for each in found if each is not None)
    return PatientRecord(**parts)
