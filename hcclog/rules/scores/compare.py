"""What was computed beside what a clinician stated, at the date of the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.rules.scores.child_pugh import NAME
from hcclog.rules.scores.liver_function import stated_class
from hcclog.rules.scores.score import ReportedStage, Score
from hcclog.rules.scores.stages import BCLC, CNLC

if TYPE_CHECKING:
    from hcclog.domain.staging import Staging
    from hcclog.rules.scores.observed import RecordAt

_FIELDS = {"BCLC": "bclc", "CNLC": "cnlc"}
COMPARED = (NAME, *_FIELDS)
_LAST = {BCLC.last, CNLC.last}  # what is missing may make it this stage after all
_METASTASIS = (
    "Intrahepatic metastasis is stated too; the stage goes by number and size, whatever a tumour "
    "comes from."
)


def reported_of(name: str, staging: Staging) -> str:
    """Return what a staging states, such as ``B`` or ``A, 5 points``; empty for nothing."""
    if name != NAME:
        return str(getattr(staging, _FIELDS[name]) or "")
    grade, points = stated_class(staging), staging.child_pugh_points
    return ", ".join([*([grade] if grade else []), *([f"{points} points"] if points else [])])


def compare(score: Score, staging: Staging, at: RecordAt) -> Score:
    """Return the score with what a staging states, whether it agrees, and if not, why."""
    value = reported_of(score.name, staging)
    reported = ReportedStage(value, staging.on, at.chronology.label(staging.on), staging.id)
    agrees, difference = _compared(score, staging, value)
    if not score.grade:
        difference = f"Reported {value} ({reported.date}); there is nothing computed to compare."
    return score._replace(
        reported=(*score.reported, reported),
        agrees=_together(score.agrees, agrees),
        difference=" ".join(part for part in (score.difference, difference) if part),
    )


def _together(*agreeing: bool | None) -> bool | None:
    """Return False where one of the statements differs, None where none can be compared."""
    known = [each for each in agreeing if each is not None]
    return all(known) if known else None


def _compared(score: Score, staging: Staging, value: str) -> tuple[bool | None, str]:
    if not score.grade:
        return None, ""
    is_sum = score.name == NAME
    same = _same_child_pugh(score, staging) if is_sum else value == score.grade
    if same:
        return True, ""
    if score.at_least:
        least = f"Reported {value}, computed {score.grade} at least. {score.sentence}"
        return None if value in _LAST else False, least
    why = f"Reported {value}, computed {_computed(score)}. {score.sentence}"
    if staging.intrahepatic_metastasis and score.name != NAME:
        why = f"{why} {_METASTASIS}"
    return False, why


def _computed(score: Score) -> str:
    return f"{score.grade}, {score.shown} points" if score.name == NAME else score.grade


def _same_child_pugh(score: Score, staging: Staging) -> bool:
    points = staging.child_pugh_points
    same_class = staging.child_pugh_class in {None, score.grade}
    return same_class and points in {None, score.value}
