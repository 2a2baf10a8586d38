"""Adverse events in the terms of CTCAE."""

from __future__ import annotations

from hcclog.catalogue.adverse_events import AdverseEventTerm, adverse_event, find_adverse_event
from hcclog.catalogue.reading import UnknownCode
from hcclog.exchange.sdtm.codings import Coding, Links


def known_event(code: str) -> AdverseEventTerm | None:
    """Return the term of a code; None where CTCAE has none."""
    try:
        return adverse_event(code)
    except UnknownCode:
        return None


def _encode(_links: Links, text: str) -> str:
    known = known_event(text)
    return (known.term if known is not None else text).upper()


def _decode(_links: Links, cell: str) -> str:
    found = find_adverse_event(cell)
    return found.code if found is not None else cell.lower()


# Several events share an "Other, specify" term; the supplement then tells which one it is.
EVENT_TERM = Coding(_encode, _decode)
