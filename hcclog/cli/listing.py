"""Lists, records and responses as lines of text."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import click

from hcclog.cli.options import COMMAND_LINE
from hcclog.commands.labels import lab_words
from hcclog.domain.record import NOUNS
from hcclog.exchange.accounting import LIST, account_for_opening
from hcclog.exchange.record_json import date_json
from hcclog.rules.contradictions.find import contradictions
from hcclog.rules.summary import Summary, summary
from hcclog.rules.timeline import criteria_for, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hcclog.domain.chronology import Chronology
    from hcclog.domain.record import PatientRecord
    from hcclog.logbook import Logbook
    from hcclog.rules.verdict import Timeline, Timepoint

_PAGE = 500
_HIDDEN = ("id", "patient_id", "source")


def case_codes() -> tuple[str, ...]:
    """Return the codes of the published cases."""
    from hcclog.exchange.casefile import case_paths

    return tuple(path.stem for path in case_paths())


def all_codes(book: Logbook, text: str = "") -> Iterator[str]:
    """Yield the codes of all patients that match, page by page."""
    for offset in range(0, book.n_patients(text), _PAGE):
        yield from (patient.code for patient in book.patients(text, _PAGE, offset))


def list_patients(book: Logbook, codes: Iterable[str], *, as_json: bool) -> None:
    """Print one patient a line: code, sex, age, lines, last marker, last response."""
    account_for_opening(book, of=LIST, by=COMMAND_LINE)
    rows = [row for code in codes if (row := _row(book, code)) is not None]
    if as_json:
        import json

        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        parts = (row["code"], row["sex"], row["age"], f"{row['lines']} lines")
        click.echo("  ".join((*parts, row["last_marker"]["text"], row["last_response"]["text"])))


def _row(book: Logbook, code: str) -> dict[str, Any] | None:
    found = book.find(code)
    record = book.patient(found) if found else None
    if record is None:
        return None
    line = timeline(record, criteria_for(record))
    facts = summary(record, line)
    return {
        "code": record.patient.code,
        "sex": record.patient.sex.value,
        "age": facts.age or "age not stated",
        "lines": facts.line_number,
        "agents": list(facts.agents),
        "last_marker": _marker(facts, line.chronology),
        "last_response": _response(facts, line.chronology),
    }


def _marker(facts: Summary, chronology: Chronology) -> dict[str, Any]:
    lab = facts.last_marker
    if lab is None:
        return {"text": "no marker"}
    when = lab.until_on or lab.on
    text = f"{lab_words(lab)} ({chronology.label(when)})"
    return {"text": text, "date": date_json(when, chronology)}


def _response(facts: Summary, chronology: Chronology) -> dict[str, Any]:
    """Return reported and computed side by side, each with its date."""
    reported, computed = facts.last_reported, facts.last_computed
    parts = []
    if reported is not None and reported.category is not None:
        parts.append(f"reported {reported.category.value} ({chronology.label(reported.on)})")
    if computed is not None:
        when = chronology.label(computed.assessment.on)
        parts.append(f"computed {computed.overall.value.value} ({when})")
    return {"text": ", ".join(parts) or "no response"}


def print_record(record: PatientRecord) -> None:
    """Print a record noun by noun, one entity a line, and what in it contradicts itself."""
    from hcclog.domain.chronology import Chronology

    chronology = Chronology(record)
    for noun in NOUNS:
        part = getattr(record, noun.attribute)
        entities = part if isinstance(part, tuple) else (part,)
        if entities:
            click.echo(f"{noun.label}:")
        for entity in entities:
            click.echo("  " + "; ".join(_facts(entity, chronology)))
    for finding in contradictions(record, chronology):
        click.echo(f"to settle: {finding.sentence}")


def _facts(entity: Any, chronology: Chronology) -> Iterator[str]:
    for field in fields(entity):
        value = getattr(entity, field.name)
        if value in (None, "", ()) or field.name in _HIDDEN or field.name.endswith("_id"):
            continue
        if hasattr(value, "form"):
            span = chronology.span(value)
            first, last = (
                (chronology.iso(d) for d in (span.earliest, span.latest)) if span else "??"
            )
            value = f"{chronology.label(value)} [{first} to {last}]"
        elif isinstance(value, tuple):
            value = ", ".join(str(item) for item in value)
        yield f"{field.name} {value}"


def print_timeline(result: Timeline) -> None:
    """Print each series and assessment: computed, reported, and why; then what is to settle."""
    for response in result.responses:
        click.echo(f"{response.series.label} by {response.criteria.value}")
        for point in response.timepoints:
            click.echo(f"  {result.chronology.label(point.assessment.on)}: {_line(point)}")
            if not point.is_baseline:
                click.echo(f"      {point.overall.sentence}")
            if point.difference:
                click.echo(f"      {point.difference}")
        for finding in response.findings:
            click.echo(f"  to settle: {finding.sentence}")
    for finding in result.findings:
        click.echo(f"to settle: {finding.sentence}")


def _sum(point: Timepoint) -> str:
    """Return the sum as the window shows it, and whether a target is missing in it."""
    from hcclog.report.wording import rounded

    if point.total.mm is None:
        return "no sum"
    words = f"sum {rounded(point.total.mm)} mm"
    return words if point.total.complete else f"{words}, incomplete"


def _line(point: Timepoint) -> str:
    total = _sum(point)
    if point.is_baseline:
        return f"baseline, {total}"
    reported = [r.category.value if r.category else r.wording for r in point.reported]
    beside = f", reported {' and '.join(reported)}" if reported else ", nothing reported"
    return f"{point.overall.value.value}{beside}, {total}"
