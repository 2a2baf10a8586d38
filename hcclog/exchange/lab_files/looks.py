"""What a cell could be, by itself: asked of cells to propose a mapping, never to read one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hcclog.catalogue import analytes, units
from hcclog.domain.number_reading import read_number, read_qualitative
from hcclog.domain.unreadable import Ambiguous, Unreadable
from hcclog.exchange.lab_files.mapping import Part

_LONGEST = 40
_DATE = re.compile(
    r"(?:[0-9]{4}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}"
    r"|(?:19|20)[0-9]{2}-[01][0-9]|(?:19|20)[0-9]{6}(?:[0-9]{4}|[0-9]{6})?"
    r"|[0-9]{1,2}[-. ][A-Za-z]{3,9}[-. ][0-9]{4}|(?:day|week|month) -?[0-9]{1,4})"
    r"(?:[T ]+[0-9]{1,2}:[0-9]{2}.*)?"
)
_RANGE = re.compile(r"[<>≤≥]?\s*[0-9.,]+\s*(?:[-–—~\uff5e\u301c]|bis)\s*[0-9.,]+|[<>≤≥]\s*[0-9.,]+")


def share(part: Part, cells: Sequence[str]) -> float:
    """Return how many of the cells that hold a word could say a part."""
    words = [cell for cell in cells if cell.strip()]
    return sum(looks_like(part, cell) for cell in words) / len(words) if words else 0.0


def looks_like(part: Part, cell: str) -> bool:
    """Tell whether a cell could say a date, a test, a value, a unit or a range."""
    text = cell.strip()
    if not text or len(text) > _LONGEST:
        return False
    if part is Part.DATE:
        return _DATE.fullmatch(text) is not None
    if part is Part.TEST:
        return name_of_test(text)
    if part is Part.UNIT:
        return units.find_unit(text) is not None
    if part is Part.REFERENCE:
        return _RANGE.fullmatch(text) is not None
    return part is Part.VALUE and _is_value(text)


def name_of_test(text: str) -> bool:
    """Tell whether a text names a test, or one of several."""
    return bool(analytes.find_analyte(text) or analytes.possible_analytes(text))


def _is_value(text: str) -> bool:
    if read_qualitative(text) is not None:
        return True
    try:
        read_number(text)
    except Ambiguous:
        return True
    except Unreadable:
        return False
    return True
