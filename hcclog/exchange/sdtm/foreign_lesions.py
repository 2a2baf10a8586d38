"""Lesions of tables from elsewhere: what TU identifies, where and in which role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hcclog.domain.lesion import Lesion
from hcclog.domain.text_reading import code_key
from hcclog.exchange.sdtm.foreign_readers import chosen_rows
from hcclog.exchange.sdtm.foreign_terms import BadCell, role_of, where
from hcclog.exchange.sdtm.proposals import Proposal

if TYPE_CHECKING:
    from hcclog.exchange.sdtm.foreign_reading import Reading
    from hcclog.exchange.sdtm.found import FoundRow
    from hcclog.exchange.sdtm.own import SubjectRows

_IDENTIFIED = "TUMIDENT"
_FOLLOWED = ("TARGET", "NON-TARGET")


def identify_lesions(reading: Reading, subject: SubjectRows) -> list[FoundRow]:
    """Propose the lesions; return the rows that identify them."""
    rows = chosen_rows(reading.found, subject.each("TU"))
    identified = []
    for row in rows:
        test = row["TUTESTCD"].strip().upper()
        if test == _IDENTIFIED:
            identified.append(row)
        else:
            why = "enter in the worksheet what merged or fell apart"
            reading.found.leave("TU", test, why)
    reading.each(identified, lambda row: _identify(reading, row))
    return identified


def read_roles(reading: Reading, identified: Sequence[FoundRow]) -> None:
    """Learn at which timepoint the lesions that are followed were identified."""

    def learn(row: FoundRow) -> None:
        if row["TUORRES"].strip().upper().startswith(_FOLLOWED):
            reading.group_of(row).has_targets = True

    reading.each((row for row in identified if row["TULNKID"].strip() in reading.lesions), learn)


def _identify(reading: Reading, row: FoundRow) -> None:
    label = row["TULNKID"].strip()
    if not label:
        raise BadCell("TULNKID", "The lesion has no link, so that nothing can follow it.")
    role = role_of(row)
    first, known = reading.roles.get(label, (row, role))
    if known is not None and row["TUGRPID"].strip() != first["TUGRPID"].strip():
        why = "it is of a later baseline; propose that series in the window"
        reading.found.leave("TU", row["TUGRPID"].strip() or "TUMIDENT", why)
        return
    if known is not None and role not in {None, known}:
        raise BadCell("TUORRES", f"{label} is {known.value} in {first.at()}.")
    if label not in reading.lesions:
        reading.lesions[label] = _lesion(reading, row, label)
    if role is not None:
        reading.roles.setdefault(label, (row, role))


def _lesion(reading: Reading, row: FoundRow, label: str) -> Lesion:
    """Return the lesion of a label: that of the record, or a new one that is proposed."""
    key = code_key(label)
    same = (each for each in reading.record.lesions if code_key(each.label) == key)
    there = next(same, None)
    if there is not None:
        reading.found.found.append(Proposal(row.at(), there, there))
        return there
    place = where(row)
    new = Lesion(
        reading.new_id(),
        reading.patient_id,
        label,
        place.organ,
        place.site,
        place.kind,
        benign=row["TUORRES"].strip().upper() == "BENIGN",
        source=reading.source(row),
    )
    why = "" if place.is_known else f"{row['TULOC']} is no organ that hcclog knows; it is kept."
    words = f"lesion {label}, {place.site or place.organ}"
    reading.found.found.append(Proposal(row.at(), new, None, why, words))
    return new
