"""A bundle of ours beside the record that is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hcclog.commands.imports import Import
from hcclog.commands.labels import label_of
from hcclog.commands.lifting import DATES
from hcclog.domain.chronology import Chronology
from hcclog.domain.patient import TimeAxis
from hcclog.domain.record import NOUNS
from hcclog.exchange.fhir.own_bundle import read_own
from hcclog.exchange.incoming.merging import Merged, merge
from hcclog.exchange.incoming.plan import Line, Plan, Verdict
from hcclog.exchange.incoming.rehearsing import refusal_of
from hcclog.store.codec import table_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcclog.domain.patient import Patient
    from hcclog.domain.record import PatientRecord
    from hcclog.exchange.fhir.entries import Entry
    from hcclog.exchange.fhir.own_bundle import OwnBundle
    from hcclog.exchange.incoming.kinds import Wish
    from hcclog.exchange.progress import Advance
    from hcclog.logbook import Logbook

_ORDER = {noun.table: n for n, noun in enumerate(NOUNS)}


def plan_own(
    document: str, entries: Sequence[Entry], book: Logbook, wish: Wish, advanced: Advance
) -> Plan:
    """Return what a bundle of ours would bring: a new patient, or differences to the one there."""
    read = read_own(entries)
    if read.record is None or read.is_refused:
        return Plan(document, read.faults)
    code = read.record.patient.code
    if wish.patient and wish.patient != code:
        sentence = f"The bundle is of {code}, and not of {wish.patient}."
        return Plan(document, [*read.faults, _whole(sentence, code)])
    by_id, by_code = book.patient(read.record.patient.id), book.find(code)
    if by_id is not None and by_code not in {None, by_id.patient.id}:
        sentence = f"Its patient is {by_id.patient.code} in this store, and another one is {code}."
        return Plan(document, [*read.faults, _whole(sentence, code)])
    seen = by_id or (book.patient(by_code) if by_code is not None else None)
    merged = merge(read.record, seen, lambda entity: _free_id(book, entity, seen))
    lines = list(_lines(book, read, merged, advanced))
    command = _command(document, merged)
    refused = refusal_of(book, command) if command is not None else None
    if refused is not None:
        entity, sentence = refused
        n = next(n for n, each in enumerate(merged) if each.now is entity)
        lines[n] = replace(lines[n], verdict=Verdict.REFUSED, why=sentence)
        command = None
    return Plan(document, [*read.faults, *lines], command, _notes(read, seen))


def _whole(sentence: str, code: str) -> Line:
    return Line("the bundle", f"patient {code}", Verdict.REFUSED, sentence, code)


def _free_id(book: Logbook, entity: Any, seen: PatientRecord | None) -> str:
    """Return an entity's own id, or another where the store has it of somebody else."""
    table = table_of(entity)
    is_taken = book.store.reader.get(table, entity.id) is not None
    return (
        book.store.new_id() if is_taken or (seen is not None and table == "patient") else entity.id
    )


def _lines(
    book: Logbook, read: OwnBundle, merged: Sequence[Merged], advanced: Advance
) -> Iterator[Line]:
    record = read.record
    if record is None:
        return
    chronology = Chronology(record)
    today = book.stamp().today.toordinal()
    for n, each in enumerate(merged):
        advanced(n, len(merged))
        is_there = not each.is_new and not each.is_changed
        asked = "" if is_there else " ".join(_asked(chronology, record.patient, each.said, today))
        verdict = _verdict(each, asked)
        why = " ".join(part for part in (each.changes(), asked) if part)
        said = each.said
        place = read.places[said.id]
        yield Line(place, _reading(said, chronology), verdict, why, record.patient.code)


def _verdict(each: Merged, asked: str) -> Verdict:
    if not each.is_new and not each.is_changed:
        return Verdict.THERE
    if asked:
        return Verdict.ASKED
    return Verdict.NEW if each.is_new else Verdict.CHANGED


def _asked(chronology: Chronology, patient: Patient, entity: Any, today: int) -> Iterator[str]:
    """Yield what would be refused unless a person confirms it: dates to come, or before birth."""
    if patient.time_axis is TimeAxis.RELATIVE or entity is patient:
        return
    birth = chronology.span(patient.birth_on)
    for name in DATES:
        when = getattr(entity, name, None)
        span = chronology.span(when)
        if span is not None and span.earliest > today:
            yield f"{chronology.label(when)} lies after today."
        if span is not None and birth is not None and span.latest < birth.earliest:
            yield f"{chronology.label(when)} lies before the patient's birth."


def _reading(entity: Any, chronology: Chronology) -> str:
    when = getattr(entity, "on", None) or getattr(entity, "start_on", None)
    label = label_of(entity)
    shown = chronology.label(when) if when is not None else ""
    return f"{label}, {shown}" if shown and shown not in label else label


def _command(document: str, merged: Sequence[Merged]) -> Import | None:
    created = sorted(
        (each.now for each in merged if each.is_new), key=lambda entity: _ORDER[table_of(entity)]
    )
    amended = tuple((each.seen, each.now) for each in merged if each.is_changed)
    if not created and not amended:
        return None
    return Import(document, tuple(created), amended, reason=f"import of {document}")


def _notes(read: OwnBundle, seen: PatientRecord | None) -> tuple[str, ...]:
    notes = []
    if read.n_computed:
        notes.append(
            f"{read.n_computed} entries that hcclog computed are not read; they are computed anew."
        )
    if seen is not None:
        notes.append("What the record holds beyond the file stays as it is.")
    return tuple(notes)
