"""ALBI and mALBI: liver function from bilirubin and albumin alone.

Sources: Johnson 2015, J Clin Oncol 33:550 (0.66 x log10 bilirubin in µmol/L - 0.085 x albumin in
g/L); Hiraoka 2017, Liver Cancer 6:325, which divides grade 2 at -2.27.
"""

from __future__ import annotations

from decimal import localcontext
from typing import TYPE_CHECKING

from hcclog.rules.scores import figures
from hcclog.rules.scores.gathering import findings_of, gather
from hcclog.rules.scores.interval import exactly
from hcclog.rules.scores.score import Score, not_computed
from hcclog.rules.scores.tables import (
    ALBI_GRADES,
    ALBI_PER_ALBUMIN_G_L,
    ALBI_PER_LOG10_BILIRUBIN_UMOL_L,
    MALBI_GRADES,
    Grade,
)

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from hcclog.rules.scores.gathering import Gathered
    from hcclog.rules.scores.observed import RecordAt

_SYSTEMS = (
    ("ALBI", "ALBI (Johnson 2015)", ALBI_GRADES),
    ("mALBI", "mALBI (Hiraoka 2017)", MALBI_GRADES),
)
_PLACES = 2


def albi(at: RecordAt) -> tuple[Score, ...]:
    """Return ALBI and mALBI, which are one value with two sets of grades."""
    gathered = gather(at, ("bilirubin", "albumin"))
    bilirubin = _exact(gathered, "bilirubin", "umol/L")
    albumin = _exact(gathered, "albumin", "g/L")
    missing = tuple(gathered.missing)
    findings = findings_of(gathered.inputs, at.chronology, gathered.findings)
    scores = []
    for name, clause, grades in _SYSTEMS:
        score = not_computed(name, clause, missing)
        if bilirubin is not None and albumin is not None:
            value = albi_value(bilirubin, albumin)
            score = _graded(Score(name, value, "", "", "", clause, gathered.inputs), grades)
        scores.append(score._replace(inputs=gathered.inputs, findings=findings))
    return tuple(scores)


def albi_value(bilirubin_umol_l: Fraction, albumin_g_l: Fraction) -> Decimal:
    """Return the score to sixty digits; bilirubin above 0."""
    with localcontext(figures.PRECISE):
        logarithm = ALBI_PER_LOG10_BILIRUBIN_UMOL_L * figures.log10(bilirubin_umol_l)
        return logarithm + ALBI_PER_ALBUMIN_G_L * figures.decimal(albumin_g_l)


def grade_of(value: Decimal, grades: tuple[Grade, ...]) -> Grade:
    """Return the grade in which a value lies."""
    return next(grade for grade in grades if grade.range.meets(exactly(value)))


def _exact(gathered: Gathered, name: str, ucum: str) -> Fraction | None:
    """Return a value above 0; a bound or 0 has no logarithm that could be used."""
    value = gathered.quantity(name, ucum)
    if value is None:
        return None
    if value.exact is None:
        told = gathered.found[name].input.words
        gathered.missing.append(f"{name} as a number ({told} is only a bound)")
    elif name == "bilirubin" and not value.exact:
        gathered.missing.append("bilirubin above 0")
        return None
    return value.exact


def _graded(score: Score, grades: tuple[Grade, ...]) -> Score:
    value: Decimal = score.value  # type: ignore[assignment] # made by `albi_value`
    edges = [figures.decimal(end) for grade in grades for end in grade.range[:2] if end is not None]
    shown = figures.rounded(value, _PLACES, edges)
    grade = grade_of(value, grades)
    told = " and ".join(each.words for each in score.inputs)
    within = str(grade.range).replace("-", "−")
    sentence = f"{told} give {shown}; grade {grade.grade} is {within}."
    return score._replace(
        shown=shown, grade=grade.grade, sentence=sentence[0].upper() + sentence[1:]
    )
