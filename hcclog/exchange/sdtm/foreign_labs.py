"""Results of laboratories of tables from elsewhere."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from hcclog.catalogue.analytes import Analyte, analyte, find_analyte, find_unit_for, unit_symbol
from hcclog.commands.labs import check_unit
from hcclog.commands.refused import Refused
from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.number_reading import read_number
from hcclog.domain.quantities import Comparator
from hcclog.domain.unreadable import Ambiguous, Unreadable
from hcclog.exchange.sdtm.foreign_terms import BadCell
from hcclog.exchange.sdtm.lab_terms import test_of
from hcclog.exchange.sdtm.proposals import Proposal
from hcclog.exchange.sdtm.terms import NOT_DONE

if TYPE_CHECKING:
    from hcclog.exchange.sdtm.foreign_reading import Reading
    from hcclog.exchange.sdtm.found import FoundRow
    from hcclog.exchange.sdtm.own import SubjectRows

_WORDS = {word.value.upper(): word for word in Qualitative} | {"HIGH": Qualitative.RAISED}


def read_labs(reading: Reading, subject: SubjectRows) -> None:
    """Propose each result of a test that the catalogue knows."""
    by_day: dict[tuple[str, str], list[LabResult]] = {}
    for lab in reading.record.labs:
        by_day.setdefault((str(lab.on.form), lab.analyte), []).append(lab)
    for row in subject.each("LB"):
        code = row["LBTESTCD"].strip()
        known = test_of(code)
        test = analyte(known) if known else find_analyte(row["LBTEST"].strip())
        if test is None:
            reading.found.leave("LB", code, "it is not a test that the catalogue knows")
        elif row["LBSTAT"].strip().upper() == NOT_DONE:
            reading.found.leave("LB", code, "it was not done")
        else:
            reading.each((row,), partial(_take, reading, test, by_day))


def _take(
    reading: Reading,
    test: Analyte,
    by_day: dict[tuple[str, str], list[LabResult]],
    row: FoundRow,
) -> None:
    new = _result(reading, row, test)
    key = (str(new.on.form), new.analyte)
    there = by_day.get(key, [])
    same = next((lab for lab in there if _said(lab) == _said(new)), None)
    if same is not None:
        reading.found.found.append(Proposal(row.at(), same, same))
        return
    why = "The record has another result of this test and day; both will stand." if there else ""
    by_day.setdefault(key, []).append(new)
    reading.found.found.append(Proposal(row.at(), new, None, why))


def _said(lab: LabResult) -> tuple[object, ...]:
    return (lab.value, lab.unit, lab.comparator, lab.qualitative, lab.specimen)


def _result(reading: Reading, row: FoundRow, test: Analyte) -> LabResult:
    on = reading.days.of(row)
    if on is None:
        raise BadCell("LBDTC", "The result has neither date nor study day.")
    blank = LabResult(
        reading.new_id(),
        reading.patient_id,
        on,
        test.code,
        specimen=row["LBSPEC"].strip().lower(),
        assay=row["LBMETHOD"].strip(),
        laboratory=row["LBNAM"].strip(),
        as_typed=row["LBORRES"].strip(),
        source=reading.source(row),
    )
    word = _WORDS.get(row["LBORRES"].strip().upper())
    if word is not None:
        return replace(blank, qualitative=word)
    comparator, value, unit = _number(row, test)
    return replace(
        blank,
        value=value,
        unit=unit,
        comparator=comparator,
        reference_low=_limit(row, "LBORNRLO"),
        reference_high=_limit(row, "LBORNRHI"),
    )


def _number(row: FoundRow, test: Analyte) -> tuple[Comparator, Decimal, str]:
    """Return the number as it was reported, else in standard units."""
    is_original = bool(row["LBORRES"].strip())
    names = ("LBORRES", "LBORRESU") if is_original else ("LBSTRESN", "LBSTRESU")
    try:
        found = read_number(row[names[0]].strip())
    except (Unreadable, Ambiguous) as bad:
        raise BadCell(names[0], str(bad)) from None
    symbol = _symbol(test, row[names[1]].strip() or found.unit_text)
    if found.unit_text and _symbol(test, found.unit_text) != symbol:
        said = f"The value carries {found.unit_text}, the unit says {symbol}."
        raise BadCell(names[1], said)
    try:
        check_unit(test, symbol)
    except Refused as refused:
        raise BadCell(names[1], refused.sentence) from None
    return found.comparator, found.value, symbol


def _symbol(test: Analyte, text: str) -> str:
    unit = find_unit_for(test, text)
    return unit_symbol(test, unit) if unit else text


def _limit(row: FoundRow, name: str) -> Decimal | None:
    """Return a limit of the reference range, which is in the unit of the value; None without."""
    if not row[name].strip():
        return None
    try:
        found = read_number(row[name].strip())
    except (Unreadable, Ambiguous) as bad:
        raise BadCell(name, str(bad)) from None
    if found.unit_text:
        raise BadCell(name, f"A limit has the unit of its value; leave {found.unit_text} away.")
    return found.value
