"""Scores, stages and grades as rows of the Outcome tab: computed beside reported, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.rules.scores.compute import scores
from hcclog.ui.models.row_table import Cell, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord
    from hcclog.rules.scores.score import Score


def score_rows(record: PatientRecord, chronology: Chronology, n_columns: int) -> Iterator[Row]:
    """Yield a heading and a row for each score; nothing where a record has no values at all."""
    found = scores(record, chronology)
    if not any(score.inputs or score.reported for score in found):
        return
    title = Cell("Liver, stage and grades", tone="strong")
    rest = [Cell("")] * (n_columns - 1)
    yield Row(("patient", "scores"), (title, *rest), "heading", retractable=False)
    for n, score in enumerate(found):
        yield _row(score, n, chronology)


def _row(score: Score, n: int, chronology: Chronology) -> Row:
    why = " ".join((score.sentence, *(finding.sentence for finding in score.findings)))
    reported = "; ".join(f"{each.value} ({each.date})" for each in score.reported)
    if score.difference:
        why = f"{score.difference} {why}"
    cells = (
        Cell(score.name, tip=score.clause),
        Cell("score", tone="muted"),
        _result(score),
        Cell(f"reported {reported}" if reported else "", tip=reported),
        Cell(chronology.label(score.as_of) if score.as_of is not None else _newest(score)),
        Cell(why, tip=why),
    )
    return Row(("patient", f"scores/{n}"), cells, retractable=False)


def _result(score: Score) -> Cell:
    if not (score.grade or score.shown):
        return Cell("not computed", tone="muted", tip=f"Missing: {', '.join(score.missing)}.")
    text = score.grade or score.shown
    if score.shown and score.shown not in text:
        text = f"{score.grade} ({score.shown})"
    tone = "bad" if score.agrees is False else "good" if score.agrees else "strong"
    return Cell(text, tone=tone)


def _newest(score: Score) -> str:
    """Return the date of what it used, where that is one; nothing where the dates differ."""
    dates = dict.fromkeys(each.date for each in score.inputs if each.on is not None)
    return next(iter(dates)) if len(dates) == 1 else ""
