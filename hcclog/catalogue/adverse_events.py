"""Adverse events: the terms of CTCAE that therapy of hepatocellular carcinoma needs."""

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from hcclog.catalogue.analytes import Analyte, analyte
from hcclog.catalogue.names import by_code, fold, name_index, starting_with
from hcclog.catalogue.reading import (
    Entry,
    citations,
    decimal_or_none,
    document,
    names_of,
    of_code,
)
from hcclog.catalogue.units import Unit, unit

FILE = "adverse_events.json"


class GradeBand(NamedTuple):
    """What a laboratory value must be for a grade (CTCAE version 5.0).

    Attributes:
        at_least: Lower limit, inclusive; None where there is none.
        below: Upper limit, exclusive; None where there is none.
        below_normal: The value must also lie below the laboratory's own range.
        above_normal: The value must also lie above it.
        dipstick: Test strip results that give the grade too.
    """

    grade: int
    analyte: Analyte
    unit: Unit
    at_least: Decimal | None
    below: Decimal | None
    below_normal: bool
    above_normal: bool
    dipstick: tuple[str, ...]


class AdverseEventTerm(NamedTuple):
    """One term.

    Attributes:
        code: Stable key, such as ``platelet-count-decreased``.
        term: As CTCAE spells it.
        system_organ_class: As CTCAE spells it.
        detail: What an ``Other, specify`` term specifies, else empty.
        bands: Limits of the grades where they are laboratory values.
    """

    code: str
    term: str
    system_organ_class: str
    detail: str
    synonyms: tuple[str, ...]
    bands: tuple[GradeBand, ...]
    sources: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Code, term and synonyms of every language."""
        return (self.code, self.term, *self.synonyms)


def ctcae_version() -> str:
    """Return the version of CTCAE that the terms are of."""
    return str(document(FILE)["version"])


def adverse_events() -> tuple[AdverseEventTerm, ...]:
    """Return all terms in the order of the file."""
    return tuple(_by_code().values())


def adverse_event(code: str) -> AdverseEventTerm:
    """Return the term with a code.

    Raises:
        UnknownCode: No term has it.
    """
    return of_code(_by_code(), code, "adverse event")


def find_adverse_event(text: str) -> AdverseEventTerm | None:
    """Return the term that a name in any language stands for."""
    return _by_name().get(fold(text))


def search_adverse_events(prefix: str, limit: int = 10) -> tuple[AdverseEventTerm, ...]:
    """Return terms by what was typed so far, best first."""
    return starting_with(prefix, adverse_events(), limit)


@cache
def _by_code() -> dict[str, AdverseEventTerm]:
    return by_code(_term(entry) for entry in document(FILE)["adverse_events"])


@cache
def _by_name() -> dict[str, AdverseEventTerm]:
    return name_index(adverse_events(), document(FILE)["ambiguous"])


def _term(entry: Entry) -> AdverseEventTerm:
    return AdverseEventTerm(
        code=entry["code"],
        term=entry["term"],
        system_organ_class=entry["soc"],
        detail=entry.get("detail", ""),
        synonyms=names_of(entry),
        bands=tuple(_band(each) for each in entry.get("bands", ())),
        sources=citations(FILE, entry["source"]),
    )


def _band(entry: Entry) -> GradeBand:
    return GradeBand(
        grade=entry["grade"],
        analyte=analyte(entry["analyte"]),
        unit=unit(entry["unit"]),
        at_least=decimal_or_none(entry["at_least"]),
        below=decimal_or_none(entry["below"]),
        below_normal=entry.get("below_normal", False),
        above_normal=entry.get("above_normal", False),
        dipstick=tuple(entry.get("dipstick", ())),
    )
