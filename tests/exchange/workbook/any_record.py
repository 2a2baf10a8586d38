"""Hypothesis strategies for whole records of any content, made from the fields of the nouns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any

from hypothesis import strategies as st

from hcclog.domain.dates import Age, Anchor, Between, Calendar, ClinicalDate, Offset, TimeUnit
from hcclog.domain.record import NOUNS, REFERENCES, PatientRecord
from hcclog.domain.sources import Source, SourceKind
from hcclog.store.codec import Field, fields_of

_TEXTS = (
    *("=1+1", "+1+1", "-2+3", "@SUM(A1)", "'quoted", '"', '""', '"a"', "＝1+1", " =1"),
    *("_x0041_", "_x005F_", "a\x00b", "\x07", "\r\n", "a\nb", "\t", " a ", "\ud800", "\uffff"),
    *("1,089", "<0.8", "007", "1e5", "TRUE", "2021-10", "45325", "张伟", "محمد علي", "👩‍⚕️"),
    *("[1]", '["a"]', "a;b", ";", "#REF!", "A" * 400, "<b>Meier</b>", "&amp;", "]]>"),
)
_LAST_DAY = date(2199, 12, 31)


def texts() -> st.SearchStrategy[str]:
    """Return texts, those that a spreadsheet would misread among them."""
    letters = st.characters(codec=None)
    return st.sampled_from(_TEXTS) | st.text(letters, max_size=8) | st.just("")


def decimals() -> st.SearchStrategy[Decimal]:
    """Return decimals whose digits matter: trailing zeros, and more than a float holds."""
    plain = st.decimals(-(10**6), 10**6, places=2) | st.decimals(0, 10, places=7)
    long = st.sampled_from(["1234567890123456789.5", "0.1000000000000000000001", "53.43", "5.50"])
    return plain | long.map(Decimal)


def dates(anchors: list[str]) -> st.SearchStrategy[ClinicalDate]:
    """Return dates of every form, counted from entries of the record and from none."""
    days = st.dates(date(1901, 1, 1), _LAST_DAY)
    calendars = st.builds(
        lambda day, n: Calendar(*(day.year, day.month, day.day)[:n]), days, st.integers(1, 3)
    )
    points: st.SearchStrategy[Any] = calendars | st.builds(Age, st.integers(0, 120))
    points |= st.builds(Offset, st.integers(-300, 300), st.sampled_from(TimeUnit))
    if anchors:
        edges = st.sampled_from(["on", "start", "end"])
        anchor = st.builds(Anchor, st.just("course"), st.sampled_from(anchors), edges)
        units = st.sampled_from(TimeUnit)
        points |= st.builds(Offset, st.integers(-9, 9).filter(bool), units, anchor)
    forms = points | st.builds(Between, points, points)
    labels = st.sampled_from(["", "after week 4", "1 month after surgery"])
    return st.builds(ClinicalDate, forms, st.none() | forms, labels)


def sources() -> st.SearchStrategy[Source]:
    """Return sources."""
    return st.builds(Source, st.sampled_from(SourceKind), texts(), texts(), st.booleans())


@st.composite
def records(draw: st.DrawFn, n_most: int = 2) -> PatientRecord:
    """Return a record with up to so many entries of each noun."""
    numbers = count(1)

    def new_id() -> str:
        return f"00000000-0000-7000-8000-{next(numbers):012d}"

    ids: dict[str, list[str]] = {}
    parts: dict[str, Any] = {}
    for noun in NOUNS:
        made = []
        ids[noun.table] = []
        n = 1 if noun.table == "patient" else draw(st.integers(0, n_most))
        for _ in range(n):
            values = _values(draw, fields_of(noun.cls), ids, new_id)
            if values is not None:
                made.append(noun.cls(**values))
                ids[noun.table].append(values["id"])
        parts[noun.attribute] = made[0] if noun.table == "patient" else tuple(made)
    return PatientRecord(**parts)


def _values(
    draw: st.DrawFn,
    fields: tuple[Field, ...],
    ids: dict[str, list[str]],
    new_id: Callable[[], str],
) -> dict[str, Any] | None:
    """Return values for the fields of an entity; None where it would need a parent there is not."""
    values: dict[str, Any] = {}
    for field in fields:
        if field.name == "id":
            values["id"] = new_id()
        elif field.name in REFERENCES:
            there = ids[REFERENCES[field.name]]
            if not there and not field.optional:
                return None
            known = st.sampled_from(there) if there else st.none()
            values[field.name] = draw(st.none() | known if field.optional else known)
        else:
            found = _of_kind(field, ids.get("course", []))
            values[field.name] = draw(st.none() | found if field.optional else found)
    return values


def _of_kind(field: Field, anchors: list[str]) -> st.SearchStrategy[Any]:
    if field.name == "code":
        return st.sampled_from(["P-1", "=1", "007", "张伟"])
    if field.kind is ClinicalDate:
        return dates(anchors)
    if field.kind is tuple:
        items = texts() if field.item is str else st.sampled_from([*_members(field.item)])
        return st.lists(items, max_size=3).map(tuple)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: texts(),
        int: st.integers(-(10**9), 10**9),
        bool: st.booleans(),
        Decimal: decimals(),
        Source: sources(),
    }
    return plain[field.kind] if field.kind in plain else st.sampled_from([*_members(field.kind)])


def _members(kind: type[Any]) -> tuple[Any, ...]:
    return tuple(kind.__members__.values())
