"""Measurements of tables from elsewhere: diameters and states of lesions at timepoints."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hcclog.domain.lesion import Lesion, LesionState, Measurement
from hcclog.exchange.sdtm.foreign_readers import chosen_rows
from hcclog.exchange.sdtm.foreign_terms import STATES, BadCell, length_mm
from hcclog.exchange.sdtm.found import FoundRow
from hcclog.exchange.sdtm.holding import fitted
from hcclog.exchange.sdtm.proposals import Proposal
from hcclog.exchange.sdtm.terms import NOT_DONE, TR_TESTS

if TYPE_CHECKING:
    from hcclog.exchange.sdtm.foreign_days import VisitGroup
    from hcclog.exchange.sdtm.foreign_reading import Reading
    from hcclog.exchange.sdtm.own import SubjectRows

_DIAMETERS = ("LDIAM", "DIAMETER", "LPERP", "SAXIS", "VDIAM")
_SHORT = ("LPERP", "SAXIS")
_STATE = "TUMSTATE"
_WORDS = {"longest_mm": "longest", "short_axis_mm": "short axis", "viable_mm": "viable"}
_KEPT = ("id", "note", "source", "other_lesion_id", "cytology_positive")


@dataclass
class _Sizes:
    """What the rows say of one lesion at one timepoint."""

    first: FoundRow
    lesion: Lesion
    values: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, FoundRow] = field(default_factory=dict)


def read_sizes(reading: Reading, subject: SubjectRows) -> None:
    """Propose a measurement for each lesion at each timepoint."""
    sizes: dict[tuple[int, str], _Sizes] = {}
    rows = chosen_rows(reading.found, subject.each("TR"))
    # Those that name a visit come first, so that the others find it by its date.
    rows.sort(key=lambda row: not (row["VISITNUM"].strip() or row["VISIT"].strip()))
    of_lesions = [row for row in rows if _is_of_lesion(reading, row)]
    reading.each(of_lesions, lambda row: _measure(reading, row, sizes))
    for each in sizes.values():
        reading.each((each.first,), lambda row, each=each: _propose(reading, row, each))  # type: ignore[misc]


def _is_of_lesion(reading: Reading, row: FoundRow) -> bool:
    test, label = row["TRTESTCD"].strip().upper(), row["TRLNKID"].strip()
    if label and test in {*_DIAMETERS, _STATE}:
        return True
    computed = test in TR_TESTS or test.startswith("SUM")
    why = "hcclog computes it from the lesions" if computed else "the record has no place for it"
    reading.found.leave("TR", test, why)
    return False


def _measure(reading: Reading, row: FoundRow, sizes: dict[tuple[int, str], _Sizes]) -> None:
    label = row["TRLNKID"].strip()
    lesion = reading.lesions.get(label)
    if lesion is None:
        raise BadCell("TRLNKID", f"{label} is identified by no row of TU that could be read.")
    group = reading.group_of(row)
    name, value = _value(row, lesion)
    found = sizes.setdefault((id(group), label), _Sizes(row, lesion))
    if name in found.values and found.values[name] != value:
        raise BadCell("TRORRES", f"{found.rows[name].at()} says otherwise of {label}.")
    found.values[name], found.rows[name] = value, row


def _value(row: FoundRow, lesion: Lesion) -> tuple[str, Any]:
    """Return which field a row fills, and with what; a state stands with its trend."""
    test = row["TRTESTCD"].strip().upper()
    if _is_not_done(row):
        return "state", (LesionState.NOT_EVALUABLE, None)
    if test == _STATE:
        return "state", _state_of(row)
    value = length_mm(row)
    if isinstance(value, LesionState):
        # Nothing viable is a size by mRECIST, and not a lesion that is gone.
        return ("state", (value, None)) if test != "VDIAM" else ("viable_mm", _nothing(row, value))
    if test == "VDIAM":
        return "viable_mm", value
    is_short = test in _SHORT or (test == "DIAMETER" and lesion.nodal)
    return ("short_axis_mm" if is_short else "longest_mm"), value


def _nothing(row: FoundRow, state: LesionState) -> Any:
    from decimal import Decimal

    if state is LesionState.ABSENT:
        return Decimal(0)
    raise BadCell("TRORRES", f"{row['TRORRES'][:40]} is no viable diameter such as 12.4 or 0.")


def _state_of(row: FoundRow) -> tuple[LesionState, Any]:
    for name in ("TRORRES", "TRSTRESC"):
        found = STATES.get(row[name].strip().upper())
        if found is not None:
            return found
    known = ", ".join(list(STATES)[:6])
    said = row["TRORRES"][:40] or "An empty cell"
    raise BadCell("TRORRES", f"{said} is none of {known}.")


def _propose(reading: Reading, row: FoundRow, sizes: _Sizes) -> None:
    group, assessment = reading.assessment_of(row)
    values = dict(sizes.values)
    state, trend = values.pop("state", (None, None))
    if values and state is LesionState.PRESENT:
        state = None  # a lesion with a size is there
    new = Measurement(
        reading.new_id(),
        reading.patient_id,
        assessment.id,
        sizes.lesion.id,
        state=state,
        trend=trend,
        note=_reasons(sizes),
        source=reading.source(row),
        **values,
    )
    _stand(reading, new, sizes, group)


def _reasons(sizes: _Sizes) -> str:
    """Return why something was not measured, as the study says it."""
    said = (fitted(row["TRREASND"]) for row in sizes.rows.values() if _is_not_done(row))
    return "; ".join(dict.fromkeys(reason for reason in said if reason))


def _is_not_done(row: FoundRow) -> bool:
    return row["TRSTAT"].strip().upper() == NOT_DONE


def _stand(reading: Reading, new: Measurement, sizes: _Sizes, group: VisitGroup) -> None:
    key = (new.assessment_id, new.lesion_id)
    of_key = (m for m in reading.record.measurements if (m.assessment_id, m.lesion_id) == key)
    there = next(of_key, None)
    words = f"measurement of {sizes.lesion.label}, {group.name}: {_said(new)}"
    place = sizes.first.at()
    if there is None:
        reading.found.found.append(Proposal(place, new, reading=words))
        return
    same = replace(new, **{name: getattr(there, name) for name in _KEPT})
    found = there if same == there else replace(same, source=new.source)
    why = "" if found == there else f"The record has {_said(there)}."
    reading.found.found.append(Proposal(place, found, there, why, words))


def _said(measurement: Measurement) -> str:
    sizes = ((words, getattr(measurement, name)) for name, words in _WORDS.items())
    found = [f"{words} {mm:f} mm" for words, mm in sizes if mm is not None]
    found += [measurement.state.value] if measurement.state else []
    found += [measurement.trend.value] if measurement.trend else []
    return ", ".join(found)
