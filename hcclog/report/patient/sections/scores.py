"""Liver scores, stages and grades, computed beside what was stated."""

from __future__ import annotations

from collections.abc import Iterator

from hcclog.report.patient.content import Block, Cell, Column, Row, Table, without_empty
from hcclog.report.patient.material import Material
from hcclog.rules.scores.compute import scores as computed_scores
from hcclog.rules.scores.score import Score

_COLUMNS = tuple(map(Column, ("Score", "Computed", "Reported", "Why")))


def scores(material: Material) -> Iterator[Block]:
    """Yield a table of those that a value or a statement is known for."""
    found = computed_scores(material.record, material.chronology)
    known = [score for score in found if score.inputs or score.reported]
    if known:
        yield without_empty(Table(_COLUMNS, tuple(_row(score, material) for score in known)))


def _row(score: Score, material: Material) -> Row:
    reported = "; ".join(f"{each.value} ({each.date})" for each in score.reported)
    findings = (finding.sentence for finding in score.findings)
    reason = score.sentence
    if score.difference:
        is_told = reason in score.difference
        reason = score.difference if is_told else f"{score.difference} {reason}"
    why = " ".join((reason, *findings))
    as_of = f"\nas of {material.when(score.as_of)}" if score.as_of is not None else ""
    result = result_words(score)
    return Row(
        (
            Cell(f"{score.name}{as_of}", strong=True),
            Cell(result, strong=bool(score.grade or score.shown)),
            Cell(reported),
            Cell(why, muted=True),
        )
    )


def result_words(score: Score) -> str:
    """Return grade and value of a score, or that it is not computed."""
    if not (score.grade or score.shown):
        return "not computed" if score.missing else "no stage"
    text = score.grade or score.shown
    if score.shown and score.shown not in text:
        text = f"{score.grade} ({score.shown})"
    return f"{text} at least" if score.at_least else text
