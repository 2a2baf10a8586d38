"""Sex and age that are told in more than one place and do not fit each other."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from hcclog.domain.chronology import DAYS_PER_MONTH
from hcclog.domain.patient import Sex
from hcclog.domain.statement import StatementKind
from hcclog.rules.contradictions.case import ContradictionRule, finding, place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.dates import ClinicalDate
    from hcclog.rules.contradictions.case import Case
    from hcclog.rules.verdict import Finding

_DAYS_PER_YEAR = 12 * DAYS_PER_MONTH
# A birthday counted in mean years can lie a day beside the one of the calendar.
LEAP_DAYS = Fraction(1)


def find_sexes(case: Case) -> Iterator[Finding]:
    """Yield where a source tells another sex than the record, or two sources tell two."""
    known = {Sex.UNKNOWN, None}
    told = [one for one in case.stated(StatementKind.SEX) if one.sex not in known]
    patient = case.record.patient
    for one in told:
        if patient.sex not in known and one.sex is not patient.sex:
            yield finding(
                f"the patient is recorded as {patient.sex} and called {one.sex}{place_of(one)}.",
                one,
                patient,
            )
    if patient.sex in known:
        for one, other in combinations(told, 2):
            if one.sex is not other.sex:
                yield finding(
                    f"the patient is called {one.sex}{place_of(one)} and {other.sex}"
                    f"{place_of(other)}.",
                    one,
                    other,
                )


class Born(NamedTuple):
    """The days between which somebody was born, by one source.

    Attributes:
        words: What the source says.
        entity: Where it stands.
    """

    words: str
    earliest: Fraction
    latest: Fraction
    entity: Any


def find_ages(case: Case) -> Iterator[Finding]:
    """Yield where two ages, or an age and the birth date, leave no day of birth."""
    for one, other in combinations(_births(case), 2):
        if one.latest < other.earliest or other.latest < one.earliest:
            yield finding(
                f"{one.words} and {other.words} do not fit together.", one.entity, other.entity
            )


def _births(case: Case) -> Iterator[Born]:
    patient = case.record.patient
    birth = case.span(patient.birth_on)
    if patient.birth_on is not None and birth is not None:
        words = f"the birth date {case.when(patient.birth_on)}"
        yield Born(words, Fraction(birth.earliest), Fraction(birth.latest), patient)
    if patient.age_years is not None and patient.age_on is not None:
        yield from _born(case, Fraction(patient.age_years), patient.age_on, patient)
    for told in case.stated(StatementKind.AGE):
        if told.amount is not None and told.to_on is not None:
            yield from _born(case, Fraction(told.amount), told.to_on, told, place_of(told))


def _born(
    case: Case, years: Fraction, when: ClinicalDate, entity: Any, place: str = ""
) -> Iterator[Born]:
    """Yield when somebody was born who has lived so many whole years on a day."""
    span = case.span(when)
    if span is None:
        return
    words = f"the age of {years} years on {case.when(when)}{place}"
    earliest = span.earliest - (years + 1) * _DAYS_PER_YEAR - LEAP_DAYS
    yield Born(words, earliest, span.latest - years * _DAYS_PER_YEAR + LEAP_DAYS, entity)


RULES = (
    ContradictionRule("sex", "A source tells another sex than the record.", find_sexes),
    ContradictionRule("age", "Ages and birth date leave no day of birth.", find_ages),
)
