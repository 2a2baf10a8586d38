"""The CTCAE grade of one laboratory result, in an adult.

Source: NCI 2017, Common Terminology Criteria for Adverse Events, version 5.0. The limits of normal
are those of the result's own laboratory; a grade that needs one is not computed without it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from hcclog.catalogue.analytes import analyte
from hcclog.catalogue.units import exact_factor, unit
from hcclog.domain.labs import Qualitative
from hcclog.rules.scores import figures
from hcclog.rules.scores.interval import Interval, concentration, number
from hcclog.rules.scores.observed import compared, printed_unit, unit_of
from hcclog.rules.scores.score import Input, Score, not_computed
from hcclog.rules.scores.tables import DIPSTICK_GRADES, LAB_TERMS, Grade, LabTerm
from hcclog.rules.verdict import Finding

if TYPE_CHECKING:
    from decimal import Decimal

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.labs import LabResult

CLAUSE = "CTCAE 5.0"
DIPSTICK = "urine-protein-dipstick"
GRADED = (*(term.analyte for term in LAB_TERMS), DIPSTICK)
_LIMITS = {"lower": "lower limit of normal", "upper": "upper limit of normal"}
_PLACES = 2


class _Measured(NamedTuple):
    """A result as the table reads it.

    Attributes:
        value: What it can be, in the unit of the table, or in multiples of the upper limit.
        normal: The limit of normal that bounds grade 1, in that unit; None where not known.
        missing: What keeps it from being read; empty for nothing.
    """

    value: Interval = Interval()
    normal: Fraction | None = None
    missing: str = ""


def graded(lab: LabResult, chronology: Chronology) -> Score | None:
    """Return the grade of a result, ``0`` for none; None where CTCAE has no term for the test."""
    test = analyte(lab.analyte)
    text = str(lab.qualitative or "")
    if lab.value is not None:
        text = f"{compared(lab.comparator)}{lab.value:f}"
    label = chronology.label(lab.on)
    told = Input(test.short, text, printed_unit(lab), lab.on, label, "lab_result", lab.id)
    if lab.analyte == DIPSTICK:
        return _dipstick(lab, told)
    term = next((each for each in LAB_TERMS if each.analyte == lab.analyte), None)
    return None if term is None else _by_term(lab, term, told)


def _by_term(lab: LabResult, term: LabTerm, told: Input) -> Score:
    name = f"CTCAE {term.term}"
    measured = _measured(lab, term)
    grades = _grades(term, measured.normal)
    possible = [grade for grade in grades if grade.range.meets(measured.value)]
    missing = measured.missing
    if not missing and term.normal and measured.normal is None and _has(possible, "1"):
        missing = _LIMITS[term.normal]
    if not missing and len(possible) != 1:
        could = " or ".join(grade.grade for grade in possible)
        missing = f"{told.name} as a number ({told.words} could be grade {could})"
    if missing:
        return not_computed(name, CLAUSE, (missing,))._replace(inputs=(told,))
    findings = (Finding(term.remark),) if term.remark else ()
    sentence = _sentence(lab, term, told, measured, possible[0])
    return Score(
        name,
        lab.value,
        told.value,
        possible[0].grade,
        sentence,
        CLAUSE,
        (told,),
        findings=findings,
    )


def _measured(lab: LabResult, term: LabTerm) -> _Measured:
    test = analyte(lab.analyte)
    if lab.value is None:
        return _Measured(missing=f"{test.short} as a number")
    own = unit_of(lab)
    factor = None
    if own is not None:
        factor = exact_factor(own, unit(term.unit) if term.unit else own)
    if factor is None:
        return _Measured(missing=f"{test.short} in a unit that converts")
    value = concentration(lab.value, lab.comparator).times(factor)
    if not term.unit:
        if not lab.reference_high:
            return _Measured(missing=_LIMITS["upper"])
        return _Measured(value.times(1 / Fraction(lab.reference_high)))
    normal = {"lower": lab.reference_low, "upper": lab.reference_high}.get(term.normal)
    return _Measured(value, None if normal is None else Fraction(normal) * factor)


def _grades(term: LabTerm, normal: Fraction | None) -> tuple[Grade, ...]:
    """Return the grades with grade 1 ending where the laboratory's normal range begins."""
    if not term.normal or normal is None:
        return term.grades
    mildest = term.grades[-1].range
    if term.normal == "lower":
        edge = max(normal, mildest.low or normal)
        one = mildest._replace(high=edge, high_in=False)
        none = Interval(edge, None)
    else:
        edge = min(normal, mildest.high or normal)
        one = mildest._replace(low=edge)
        none = Interval(None, edge, high_in=False)
    is_empty = one.low == one.high
    return (*term.grades[:-1], *(() if is_empty else (Grade("1", one),)), Grade("0", none))


def _has(grades: list[Grade], name: str) -> bool:
    return any(grade.grade == name for grade in grades)


def _sentence(lab: LabResult, term: LabTerm, told: Input, measured: _Measured, of: Grade) -> str:
    kind = "no grade" if of.grade == "0" else f"grade {of.grade}"
    if term.unit:
        symbol = unit(term.unit).symbol
        return f"{told.words} ({told.date}): {kind} is {of.range} {symbol}."
    limit: Decimal | int = lab.reference_high or 0
    times = ""
    if measured.value.exact is not None:
        ends = [figures.decimal(end) for end in of.range[:2] if end is not None]
        shown = figures.rounded(figures.decimal(measured.value.exact), _PLACES, ends)
        times = f" is {shown} times"
    within = f"{number(Fraction(limit))} {told.unit}"
    return (
        f"{told.words} ({told.date}){times or ' against'} the upper limit of {within}: "
        f"{kind} is {of.range} times."
    )


def _dipstick(lab: LabResult, told: Input) -> Score:
    """Return the grade of a test strip, whose result stands as it was typed."""
    name = "CTCAE Proteinuria"
    read = lab.as_typed.strip()
    if lab.qualitative is Qualitative.NEGATIVE:
        read = "negative"
    told = told._replace(value=read or told.value)
    grade = DIPSTICK_GRADES.get(read)
    if grade is None:
        missing = f"{told.name} as one of {', '.join(DIPSTICK_GRADES)}"
        return not_computed(name, CLAUSE, (missing,))._replace(inputs=(told,))
    alike = " or ".join(each for each, held in DIPSTICK_GRADES.items() if held == grade)
    kind = "no grade" if grade == "0" else f"grade {grade}"
    sentence = f"{told.words} ({told.date}): {kind} is {alike}."
    return Score(name, None, read, grade, sentence, CLAUSE, (told,))
