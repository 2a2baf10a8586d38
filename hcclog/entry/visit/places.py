"""Where on the page something stands: the path of a field, such as ``labs/afp/value``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hcclog.commands.placed import below
from hcclog.commands.refused import Refused

# What a check calls it, and under which name it was typed.
_TYPED_AS = {
    "analyte": "test",
    "qualitative": "value",
    "comparator": "value",
    "longest_mm": "size",
    "short_axis_mm": "size",
    "viable_mm": "size",
    "state": "size",
    "slice_thickness_mm": "slices",
    "start_on": "on",
    "end_on": "on",
    "dose_unit": "dose",
    "dose_basis": "dose",
    "every_days": "schedule",
    "days_on": "schedule",
    "days_off": "schedule",
    "line_id": "line",
    "number": "line",
    "stop_reason": "reason",
}


@contextmanager
def at(place: str) -> Iterator[None]:
    """Name the fields of what is refused inside from the page's side."""
    try:
        yield
    except Refused as refusal:
        raise Refused(refusal.sentence, below(place, refusal.field)) from refusal


def typed_at(path: str) -> str:
    """Return the path under which a field was typed."""
    place, _, name = path.rpartition("/")
    return below(place, _TYPED_AS.get(name, name) if place else name)
