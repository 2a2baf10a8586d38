"""Names and colours from the catalogue; a code that it lacks is shown as it is."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from hcclog.catalogue.adverse_events import adverse_event
from hcclog.catalogue.analytes import Analyte, Threshold, analyte_or_none, find_unit_for
from hcclog.catalogue.drugs import drug, name_together
from hcclog.catalogue.procedures import procedure
from hcclog.catalogue.reading import UnknownCode
from hcclog.catalogue.sites import organ, site
from hcclog.catalogue.units import convert_exact
from hcclog.report.palette import fallback_drug_colour

_MARKER = "marker"


def drug_name(code: str) -> str:
    """Return an agent's generic name, which is its code."""
    return code


@cache
def agents_name(codes: tuple[str, ...]) -> str:
    """Return the name of agents that are given together: that of their combination, if any."""
    return name_together(codes)


@cache
def drug_colour(code: str) -> str:
    """Return an agent's colour, the same in every view."""
    try:
        return drug(code).colour.fill
    except UnknownCode:
        return fallback_drug_colour(code)


def known_analyte(code: str) -> Analyte | None:
    """Return a test of the catalogue; None where it has none of this code."""
    return analyte_or_none(code)


def analyte_title(code: str) -> str:
    """Return a test's name on screen."""
    known = known_analyte(code)
    return code if known is None else known.short


def is_marker(code: str) -> bool:
    """True for tumour markers; a test that the catalogue lacks is shown rather than hidden."""
    known = known_analyte(code)
    return known is None or known.kind == _MARKER


def thresholds(code: str, symbol: str) -> tuple[Threshold, ...]:
    """Return the published thresholds of a test in exactly this unit."""
    known = known_analyte(code)
    measured_in = None if known is None else find_unit_for(known, symbol)
    if known is None or measured_in is None:
        return ()
    return tuple(each for each in known.thresholds if each.unit == measured_in)


def converted(code: str, value: Decimal, symbol: str, to_symbol: str) -> Decimal | None:
    """Return a result in another unit of the same test; None where that is not exact."""
    if symbol == to_symbol:
        return value
    known = known_analyte(code)
    if known is None:
        return None
    unit_from, unit_to = find_unit_for(known, symbol), find_unit_for(known, to_symbol)
    if unit_from is None or unit_to is None:
        return None
    return convert_exact(value, unit_from, unit_to)


def procedure_names(code: str) -> tuple[str, str]:
    """Return a procedure's short name and its full one."""
    try:
        known = procedure(code)
    except UnknownCode:
        return code, code
    return known.short, known.name


def site_name(code: str) -> str:
    """Return a place's name; free text is returned as it stands."""
    for find in (site, organ):
        try:
            return find(code).name.lower() if not code.isupper() else code
        except UnknownCode:
            continue
    return code


def term_name(code: str) -> str:
    """Return an adverse event's name."""
    try:
        known = adverse_event(code)
    except UnknownCode:
        return code
    return known.detail or known.term
