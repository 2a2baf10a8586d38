"""Vp: how far a tumour thrombus reaches in the portal vein, and what the grade means.

Source: Liver Cancer Study Group of Japan, general rules for the study of primary liver cancer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.catalogue.sites import invasion_grades
from hcclog.rules.scores.gathering import findings_of, gather
from hcclog.rules.scores.score import Score, not_computed

if TYPE_CHECKING:
    from hcclog.rules.scores.observed import RecordAt

NAME = "Vp"
CLAUSE = "Vp grades (Liver Cancer Study Group of Japan)"


def vp_grade(at: RecordAt) -> Score:
    """Return the newest stated grade with its meaning."""
    gathered = gather(at, (NAME,))
    found = gathered.found.get(NAME)
    meanings = {each.grade: each.meaning for each in invasion_grades(NAME)}
    score = not_computed(NAME, CLAUSE, ("Vp as stated",))
    if found is not None and found.value in meanings:
        grade = f"Vp{found.value}"
        sentence = f"{grade}, as stated on {found.input.date}: {meanings[found.value]}."
        score = Score(NAME, found.value, str(found.value), grade, sentence, CLAUSE)
    findings = findings_of(gathered.inputs, at.chronology, gathered.findings)
    return score._replace(inputs=gathered.inputs, findings=findings)
