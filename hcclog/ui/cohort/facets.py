"""What a cohort can be asked for: the parts of a filter, and what of each exists in the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from enum import Enum
from typing import Any, NamedTuple

from hcclog.cohort.filters import EVERYBODY, Chosen, Dropped, Filter, Row
from hcclog.report.naming import drug_name
from hcclog.ui.cohort.choice_menu import Offer
from hcclog.ui.text import plural


class Facet(NamedTuple):
    """One part of a filter.

    Attributes:
        field: Its name in `Filter`.
        words: Its label.
        values: What a row has of it; nothing where it is not known.
    """

    field: str
    words: str
    values: Callable[[Row], Iterable[Hashable]]
    name: Callable[[Any], str] = str


# What asks for nothing.
_OPEN: tuple[object, ...] = (None, frozenset())


def _given(value: Hashable | None) -> tuple[Hashable, ...]:
    return () if value is None else (value,)


FACETS = (
    Facet("aetiologies", "Aetiology", lambda row: row.patient.aetiologies),
    Facet("sexes", "Sex", lambda row: (row.patient.sex,)),
    Facet(
        "cirrhosis",
        "Cirrhosis",
        lambda row: _given(row.patient.cirrhosis),
        lambda has: "yes" if has else "no",
    ),
    Facet("bclc", "BCLC", lambda row: _given(row.stage.bclc)),
    Facet("cnlc", "CNLC", lambda row: _given(row.stage.cnlc)),
    Facet("child_pugh", "Child-Pugh", lambda row: _given(row.stage.child_pugh)),
    Facet("ecog", "ECOG", lambda row: _given(row.stage.ecog)),
    Facet("agents", "Agents", lambda row: () if row.line is None else row.line.agents, drug_name),
    Facet("lines", "Line", lambda row: () if row.line is None else (row.line.number,)),
)


def offers_of(facet: Facet, rows: Iterable[Row]) -> tuple[Offer, ...]:
    """Return what exists of a part, each with how many patients have it."""
    patients: dict[Hashable, set[str]] = defaultdict(set)
    for row in rows:
        for value in facet.values(row):
            patients[value].add(row.patient.id)
    ordered = sorted(patients, key=_place)
    return tuple(Offer(value, facet.name(value), len(patients[value])) for value in ordered)


def _place(value: Any) -> tuple[int, str]:
    """Return where a value stands: as its enumeration lists it, by number, or by letter."""
    if isinstance(value, Enum):
        return list(type(value)).index(value), ""
    return (value, "") if isinstance(value, int) else (0, str(value))


def asked(field: str, chosen: Sequence[Any]) -> Any:
    """Return what is chosen as a filter takes it."""
    if field == "cirrhosis":
        return chosen[0] if len(chosen) == 1 else None
    return frozenset(chosen)


def who_is_in(chosen: Chosen) -> str:
    """Return who is in: ``12 of 52 patients, 20 lines of therapy``."""
    n_lines = sum(row.line is not None for row in chosen.rows)
    everybody = plural(chosen.n_patients_of, "patient")
    n_in = len(chosen.patients)
    said = everybody if n_in == chosen.n_patients_of else f"{n_in} of {everybody}"
    return f"{said}, {plural(n_lines, 'line')} of therapy"


def who_fell_out(chosen: Chosen) -> str:
    """Return how many lines each part of the filter leaves out, and of how many it is not known.

    A patient without a line of therapy counts as one.
    """
    parts = [_dropped(out) for out in chosen.dropped if out.n]
    if chosen.filter == EVERYBODY:
        return "All patients of this store."
    said = [f"Left out: {', '.join(parts)}."] if parts else []
    if chosen.n_unsure:
        said.append(f"{plural(chosen.n_unsure, 'line')} may have begun outside of the dates.")
    return " ".join(said)


def _dropped(out: Dropped) -> str:
    unknown = f" ({out.n_unknown} not known)" if out.n_unknown else ""
    return f"{plural(out.n, 'line')} by {out.name}{unknown}"


def nobody(wanted: Filter, n_patients: int) -> str:
    """Return that a filter lets nobody through, and what it asks for."""
    parts = [each.words for each in FACETS if getattr(wanted, each.field) not in _OPEN]
    if wanted.started_from is not None or wanted.started_to is not None:
        parts.append("dates")
    asks = ", ".join(parts)
    return f"Nobody: none of {plural(n_patients, 'patient')} has what is asked for ({asks})."
