"""What the terms of tables from elsewhere mean here; what is not known is said and not guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from hcclog.catalogue.sites import find_organ, organs, sites
from hcclog.domain.lesion import LesionKind, LesionState, Trend
from hcclog.domain.response import Category, Criteria, LesionRole
from hcclog.exchange.lesion_sites import kind_of
from hcclog.exchange.sdtm.found import FoundRow

_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_TIMES = {"mm": Decimal(1), "cm": Decimal(10)}
_NODE = "LYMPH NODE"
TOO_SMALL = ("TOO SMALL TO MEASURE", "TOO SMALL", "TSTM", "BML")
ROLES: dict[str, LesionRole | None] = {
    "TARGET": LesionRole.TARGET,
    "TARGET NODAL": LesionRole.TARGET,
    "TARGET EXTRA NODAL": LesionRole.TARGET,
    "NON-TARGET": LesionRole.NON_TARGET,
    "NON-TARGET NODAL": LesionRole.NON_TARGET,
    "NEW": LesionRole.NEW,
    "MEASURED": None,
    "NOT MEASURED": None,
    "NON-MEASURABLE": None,
    "BENIGN": None,
}
STATES: dict[str, tuple[LesionState, Trend | None]] = {
    "ABSENT": (LesionState.ABSENT, None),
    "PRESENT": (LesionState.PRESENT, None),
    "UNEQUIVOCAL": (LesionState.PRESENT, None),
    "ENLARGEMENT": (LesionState.PRESENT, Trend.LARGER),
    "EQUIVOCAL": (LesionState.EQUIVOCAL, None),
    "UNEQUIVOCAL PROGRESSION": (LesionState.PROGRESSED, None),
    "NOT EVALUABLE": (LesionState.NOT_EVALUABLE, None),
    **dict.fromkeys(TOO_SMALL, (LesionState.TOO_SMALL, None)),
}
CRITERIA = {
    "RECIST 1.1": Criteria.RECIST_1_1,
    "RECIST1.1": Criteria.RECIST_1_1,
    "RECIST": Criteria.RECIST,
    "MRECIST": Criteria.MRECIST,
    "M-RECIST": Criteria.MRECIST,
    "MODIFIED RECIST": Criteria.MRECIST,
    "IRECIST": Criteria.IRECIST,
    "": Criteria.NOT_STATED,
    "NOT STATED": Criteria.NOT_STATED,
}
CATEGORIES = {each.value.upper(): each for each in Category if each is not Category.NOT_APPLICABLE}
# Categories of RECIST and of iRECIST have one spelling without regard to case: PD and iUPD differ.
_OTHER_WORDS = {"NED": Category.ND, "NON-CR/NON-PD": Category.NON_CR_NON_PD}


class BadCell(ValueError):
    """A cell that cannot be read.

    Attributes:
        column: Which one.
    """

    def __init__(self, column: str, sentence: str) -> None:
        """Take the column and the reason."""
        super().__init__(sentence)
        self.column = column


class Where(NamedTuple):
    """What TULOC and its company tell of a lesion.

    Attributes:
        is_known: False where the organ is none of the catalogue's.
    """

    organ: str
    site: str
    kind: LesionKind
    is_known: bool


def category_of(row: FoundRow) -> Category | None:
    """Return the category of a response; None where its words are none."""
    for name in ("RSSTRESC", "RSORRES"):
        word = row[name].strip().upper()
        found = CATEGORIES.get(word) or _OTHER_WORDS.get(word)
        if found is not None:
            return found
    return None


def role_of(row: FoundRow) -> LesionRole | None:
    """Return the role that a lesion was identified in; None where it has none.

    Raises:
        BadCell: The word is not known.
    """
    word = (row["TUSTRESC"] or row["TUORRES"]).strip().upper()
    if word not in ROLES:
        known = ", ".join(list(ROLES)[:6])
        raise BadCell("TUORRES", f"{word[:40] or 'An empty cell'} is none of {known}.")
    return ROLES[word]


def where(row: FoundRow) -> Where:
    """Return where a lesion is, the words of the file kept.

    Raises:
        BadCell: The file does not say it.
    """
    location = " ".join(row["TULOC"].split()).upper()
    if not location:
        raise BadCell("TULOC", "The place is empty; a lesion needs an organ.")
    more = [row[name].strip().lower() for name in ("TULAT", "TUPORTOT", "TUDIR")]
    words = " ".join([*(each for each in more if each), location.lower()])
    known = _organ_of(location)
    is_plain = known == location.lower() and not any(more)
    node = _NODE in location or "NODAL" in row["TUORRES"].upper().replace("EXTRA NODAL", "")
    kind = kind_of(location, node=node)
    return Where(known or location.lower(), "" if is_plain else words, kind, bool(known))


def _organ_of(location: str) -> str:
    found = _by_location().get(location)
    if found:
        return found
    if _NODE in location:
        return _NODE.lower()
    parts = (location, location.partition(",")[0])
    named = (find_organ(part) for part in parts)
    return next((organ.code for organ in named if organ is not None), "")


@cache
def _by_location() -> dict[str, str]:
    found = {site.loc: site.organ for site in sites() if site.loc}
    return found | {organ.loc: organ.code for organ in organs() if organ.loc}


def length_mm(row: FoundRow) -> Decimal | LesionState:
    """Return a diameter in mm; a state where words stand in its place.

    What was reported is read first, since it has the digits as they were typed.

    Raises:
        BadCell: It is neither.
    """
    text = row["TRORRES"].strip()
    if text.upper() in STATES:
        return STATES[text.upper()][0]
    cell, unit = "TRORRES", "TRORRESU"
    if not text or (_NUMBER.fullmatch(text) and not row[unit].strip()):
        text = row["TRSTRESC"].strip() or row["TRSTRESN"].strip() or text
        cell, unit = "TRSTRESC", "TRSTRESU"
    if not _NUMBER.fullmatch(text):
        raise BadCell(cell, f"{text[:40] or 'An empty cell'} is no diameter such as 12.4.")
    times = _TIMES.get(row[unit].strip().lower())
    if times is None:
        raise BadCell(
            unit, f"{row[unit][:20] or 'An empty cell'} is no unit of length; mm and cm are."
        )
    mm = Decimal(text) * times
    return mm or LesionState.ABSENT
