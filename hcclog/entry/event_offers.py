"""What a date can be counted from, offered while its name is typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hcclog.catalogue.drugs import search_drugs
from hcclog.catalogue.names import fold
from hcclog.catalogue.procedures import search_procedures

if TYPE_CHECKING:
    from hcclog.entry.event_names import EventNames

_BEFORE = re.compile(
    r"(?P<before>.*\b(?:start of|end of|between|and|within|after|before) )?(?P<typed>.*)",
    re.IGNORECASE,
)
_MOST = 9


def offers(names: EventNames, text: str) -> list[str]:
    """Return the whole texts that what was typed can become; none while no name is typed."""
    match = _BEFORE.fullmatch(text.lstrip())
    before, typed = (match["before"] or "", match["typed"]) if match else ("", "")
    if not typed[:1].isalpha():
        return []
    found = (name for name in _named(names, typed) if name != typed)
    return [f"{before}{name}" for name in found][:_MOST]


def _named(names: EventNames, typed: str) -> list[str]:
    """Return the events whose name begins so, in any language of the catalogue."""
    key = fold(typed)
    found = [name for name in names.all() if fold(name).startswith(key)]
    if found:
        return found
    codes = [each.code for each in search_drugs(typed, _MOST)]
    codes += [each.code for each in search_procedures(typed, _MOST)]
    return [names.name_of(event) for code in codes for event in names.of(code)]
