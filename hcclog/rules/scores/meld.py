"""MELD, MELD-Na and MELD 3.0.

Sources: Kamath 2001, Hepatology 33:464, and Wiesner 2003, Gastroenterology 124:91; Kim 2008, N Engl
J Med 359:1018, applied above a MELD of 11 as the OPTN's policy does; Kim 2021, Gastroenterology
161:1887. Adults only: MELD 3.0 gives adolescents of both sexes the points of a woman.

The value is not rounded on the way: MELD-Na starts from the exact MELD. Allocation rounds the MELD
to a whole number first, and counts 40 at most; where that makes a difference, a finding says so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from hcclog.domain.patient import Sex
from hcclog.rules import words
from hcclog.rules.scores import figures
from hcclog.rules.scores.gathering import Gathered, findings_of, gather
from hcclog.rules.scores.interval import number
from hcclog.rules.scores.meld_formulas import meld_3_value, meld_na_value, meld_value
from hcclog.rules.scores.score import Input, Score, not_computed
from hcclog.rules.scores.tables import MELD_3_HELD, MELD_HELD, MELD_MOST, MELD_NA_ABOVE, Held

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from hcclog.rules.scores.observed import RecordAt

CLAUSES = {
    "MELD": "MELD (Kamath 2001; Wiesner 2003)",
    "MELD-Na": "MELD-Na (Kim 2008; OPTN policy 9.1, 2016)",
    "MELD 3.0": "MELD 3.0 (Kim 2021)",
}
_OF_MELD = ("bilirubin", "INR", "creatinine")
_SEXES = (Sex.FEMALE, Sex.MALE)
_NO_DIALYSIS = (
    "Dialysis is not in the record: with two sessions in the week before, creatinine would count "
    "as the most that it can."
)
_PLACES = 2


def meld_scores(at: RecordAt) -> tuple[Score, ...]:
    """Return MELD, MELD-Na and MELD 3.0."""
    return meld(at), meld_na(at), meld_3(at)


def meld(at: RecordAt) -> Score:
    """Return the MELD of 2001."""
    gathered = gather(at, _OF_MELD)
    held = _held(gathered, MELD_HELD)
    value = None if gathered.missing else meld_value(held)
    return _score("MELD", value, gathered, held, at)


def meld_na(at: RecordAt) -> Score:
    """Return MELD with sodium; up to a MELD of 11 sodium does not count and is not asked for."""
    gathered = gather(at, _OF_MELD)
    held = _held(gathered, MELD_HELD)
    if gathered.missing:
        more = gather(at, ("sodium",))
        gathered.missing += more.missing
        return _score("MELD-Na", None, gathered, held, at)
    plain = meld_value(held)
    if plain <= MELD_NA_ABOVE:
        score = _score("MELD-Na", plain, gathered, held, at)
        told = f"The MELD of {score.shown} is not above 11, so sodium does not count."
        return score._replace(sentence=f"{score.sentence} {told}")
    gathered = gather(at, (*_OF_MELD, "sodium"))
    held = _held(gathered, MELD_HELD)
    value = None if gathered.missing else meld_na_value(plain, held["sodium"])
    if value is not None:
        gathered.findings += _allocated(plain, value, held["sodium"])
    return _score("MELD-Na", value, gathered, held, at)


def meld_3(at: RecordAt) -> Score:
    """Return MELD 3.0, which asks for sodium, albumin and the sex too."""
    gathered = gather(at, (*_OF_MELD, "sodium", "albumin"))
    held = _held(gathered, MELD_3_HELD)
    patient = at.record.patient
    sex = Input("sex", patient.sex.value, "", None, "", "patient", patient.id)
    if patient.sex not in _SEXES:
        gathered.missing.append("sex")
    value = None
    if not gathered.missing:
        value = meld_3_value(held, is_female=patient.sex is Sex.FEMALE)
    score = _score("MELD 3.0", value, gathered, held, at)
    inputs = score.inputs if patient.sex not in _SEXES else (*score.inputs, sex)
    sentence = score.sentence if value is None else f"{score.sentence} Sex {patient.sex.value}."
    return score._replace(inputs=inputs, sentence=sentence)


def _held(gathered: Gathered, limits: Mapping[str, Held]) -> dict[str, Fraction]:
    """Return what each input counts as; one that is only a bound counts where that decides it."""
    held: dict[str, Fraction] = {}
    for name in list(gathered.found):
        limit = limits[name]
        value = gathered.quantity(name, limit.unit)
        if value is None:
            continue
        exact = value.held(limit.least, limit.most)
        if exact is None:
            told = gathered.found[name].input.words
            gathered.missing.append(f"{name} as a number ({told} is only a bound)")
        else:
            held[name] = exact
    return held


def _score(
    name: str, value: Decimal | None, gathered: Gathered, held: Mapping[str, Fraction], at: RecordAt
) -> Score:
    inputs = gathered.inputs
    score = not_computed(name, CLAUSES[name], tuple(gathered.missing))
    if value is not None:
        shown = str(figures.whole(value))
        exact = figures.rounded(value, _PLACES, (MELD_NA_ABOVE, MELD_MOST))
        told = words.joined([_counted(each, held[each.name], gathered) for each in inputs])
        sentence = f"{figures.capital(told)} give {exact}, shown as {shown}."
        score = Score(name, value, shown, "", sentence, CLAUSES[name])
        gathered.findings.append(_NO_DIALYSIS)
        if value > MELD_MOST:
            gathered.findings.append(f"Allocation counts {MELD_MOST} at most.")
    findings = findings_of(inputs, at.chronology, gathered.findings)
    return score._replace(inputs=inputs, findings=findings)


def _counted(each: Input, counts_as: Fraction, gathered: Gathered) -> str:
    """Return an input, with what it counts as where that is not what was measured."""
    measured = gathered.quantity(each.name, MELD_3_HELD[each.name].unit)
    if measured is not None and measured.exact == counts_as:
        return each.words
    return f"{each.words} (counts as {number(counts_as)})"


def _allocated(plain: Decimal, value: Decimal, sodium_mmol_l: Fraction) -> Iterator[str]:
    """Say so where allocation, which rounds the MELD first, comes to another whole number."""
    first = Decimal(figures.whole(plain))
    counted = first if first <= MELD_NA_ABOVE else meld_na_value(first, sodium_mmol_l)
    if figures.whole(counted) != figures.whole(value):
        yield (
            f"Allocation rounds the MELD to {first} before it adds sodium, and so comes to "
            f"{figures.whole(counted)}."
        )
