"""The command on scores, grades and stages; and the day that is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hcclog.cli.opening import logbook_at
from hcclog.cli.options import of_patient, print_json, record_of
from hcclog.cli.refusal import InputError
from hcclog.domain.date_reading import read_date
from hcclog.domain.patient import TimeAxis

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.dates import ClinicalDate
    from hcclog.rules.scores.score import Score


@click.command()
@of_patient
@click.option("--on", "when", metavar="DATE", help="As of this day; else the newest values.")
def scores(settings: dict[str, str], patient: str, when: str | None, *, as_json: bool) -> None:
    """Show each score, grade and stage: computed beside reported, and why."""
    from hcclog.domain.chronology import Chronology
    from hcclog.exchange.score_json import scores_json
    from hcclog.rules.scores import compute

    with logbook_at(settings.get("store"), to_read=True) as book:
        record = record_of(book, patient)
        chronology = Chronology(record)
        found = compute.scores(record, chronology, day_of(when, chronology, book.stamp().today))
    if as_json:
        print_json(scores_json(found, chronology))
    else:
        print_scores(found, chronology)


def day_of(words: str | None, chronology: Chronology, today: date) -> ClinicalDate | None:
    """Return the day that the words say, None without words.

    Raises:
        Unreadable: The words are no date.
        InputError: The date has no place on this patient's time axis.
    """
    if words is None:
        return None
    relative = chronology.axis is TimeAxis.RELATIVE
    when = read_date(words, today, relative=relative).date
    if chronology.span(when) is None:
        raise InputError(f"This patient has no day 0, so {chronology.label(when)} has no place.")
    return when


def print_scores(found: Iterable[Score], chronology: Chronology) -> None:
    """Print each score: grade and value, what was reported, why, and what is to settle."""
    for score in found:
        click.echo(_line(score, chronology))
        click.echo(f"    {score.sentence}")
        for part in score.parts:
            if part.points is not None and score.missing:
                click.echo(f"    known: {part.sentence}")
        if score.difference:
            click.echo(f"    {score.difference}")
        for finding in score.findings:
            click.echo(f"    to settle: {finding.sentence}")


def _line(score: Score, chronology: Chronology) -> str:
    when = f" as of {chronology.label(score.as_of)}" if score.as_of else ""
    reported = [f"{each.value} ({each.date})" for each in score.reported]
    beside = f", reported {' and '.join(reported)}" if reported else ""
    return f"{score.name}{when}: {_answer(score)}{beside}"


def _answer(score: Score) -> str:
    if score.grade and score.shown and score.shown not in score.grade:
        return f"{score.grade} ({score.shown})"
    answer = score.grade or score.shown
    if not answer:
        return "not computed" if score.missing else "no stage"
    return f"{answer} at least" if score.at_least else answer
