"""Results of laboratories of one subject."""

from __future__ import annotations

from hcclog.catalogue.analytes import Analyte, analyte_or_none, find_unit_for, loinc_for
from hcclog.domain.labs import LabResult
from hcclog.domain.quantities import Comparator
from hcclog.exchange.sdtm import fields
from hcclog.exchange.sdtm.codings import ascii_unit
from hcclog.exchange.sdtm.holding import fitted
from hcclog.exchange.sdtm.lab_terms import test_name
from hcclog.exchange.sdtm.subject import Row, Subject


def laboratory(subject: Subject) -> None:
    """Add each result in the unit in which it was reported; none is converted."""
    for lab in subject.record.labs:
        row = subject.add_entity("LB", lab, fields.LAB, _result(lab))
        if lab.value is None and lab.comparator is not Comparator.EQUAL:
            subject.qualify("LB", row, fields.LAB, {"COMPAR": lab.comparator.value})


def _result(lab: LabResult) -> Row:
    row = {"LBTEST": test_name(lab.analyte), "LBCAT": "CHEMISTRY", **_limits(lab)}
    test = analyte_or_none(lab.analyte)
    if test is not None:
        row |= {"LBCAT": test.kind.upper()[:40], "LBLOINC": _loinc(test, lab)}
    if lab.value is None:
        word = lab.qualitative.value.upper() if lab.qualitative else ""
        return row | {"LBORRES": word, "LBSTRESC": word}
    digits = format(lab.value, "f")
    sign = "" if lab.comparator is Comparator.EQUAL else lab.comparator.value
    units = {"LBSTRESU": fitted(ascii_unit(lab.unit))}
    # A number beside a comparator would be read as a value that was measured.
    number = {} if sign else {"LBSTRESN": digits}
    return row | units | number | {"LBORRES": sign + digits, "LBSTRESC": sign + digits}


def _loinc(test: Analyte, lab: LabResult) -> str:
    """Return the code that fits the unit; a number has none of a test that is read in words."""
    is_number = lab.value is not None
    unit = find_unit_for(test, lab.unit) if is_number or lab.unit else None
    found = loinc_for(test, unit) if unit is not None or not is_number else None
    return found.code if found is not None else ""


def _limits(lab: LabResult) -> Row:
    """Return the range in standard units, which are the original ones."""
    low, high = lab.reference_low, lab.reference_high
    return {
        "LBSTNRLO": "" if low is None else format(low, "f"),
        "LBSTNRHI": "" if high is None else format(high, "f"),
    }
