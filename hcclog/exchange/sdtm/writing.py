"""Records as SDTM: a folder of tables, what their variables are, and what they do not hold."""

from __future__ import annotations

from pathlib import Path

from hcclog.commands.refused import Refused
from hcclog.domain.record import PatientRecord
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import Advance
from hcclog.exchange.sdtm import rows_people, rows_response, rows_therapy
from hcclog.exchange.sdtm.not_held import HOW_TO_READ, sentences_on
from hcclog.exchange.sdtm.rows_labs import laboratory
from hcclog.exchange.sdtm.rows_tumours import Tumours
from hcclog.exchange.sdtm.subject import Subject, is_key
from hcclog.exchange.sdtm.tables import Tables, table
from hcclog.rules.version import RULES_VERSION

STUDY = "HCCLOG"
_COLUMNS = ("DATASET", "VARIABLE", "LABEL", "TYPE", "LENGTH", "CODELIST", "NOTE")


def write_sdtm(order: Order, folder: Path, _stem: str, advanced: Advance) -> tuple[str, ...]:
    """Write records as one study with a subject each.

    Args:
        order: What is asked for.
        folder: Empty; takes a csv and a transport file a dataset, and two files to read first.
        advanced: Told after each patient.

    Returns:
        What the tables cannot hold, a sentence each.

    Raises:
        Refused: The study's name cannot stand in them.
    """
    study = order.study or STUDY
    if not is_key(study):
        raise Refused("The name of a study has 1 to 100 plain letters, digits and signs.")
    tables, told = Tables(), []
    for n, record in enumerate(order.records(), 1):
        subject = subject_of(record, study)
        tables.take(subject)
        told += [f"{subject.code}: {sentence}" for sentence in sentences_on(record)]
        advanced(n, len(order.patient_ids))
    tables.relate(study)
    tables.find_missing()
    for dataset in tables.datasets():
        name = dataset.name.lower()
        (folder / f"{name}.csv").write_bytes(tables.csv(dataset))
        (folder / f"{name}.xpt").write_bytes(tables.transport(dataset, order.today))
    (folder / "variables.csv").write_bytes(_variables(tables))
    (folder / "not_held.txt").write_text(_note(order, tables, told), encoding="utf-8")
    short = [
        f"{code}: {len(lost)} {'text is' if len(lost) == 1 else 'texts are'} not in the transport"
        " files, which hold ASCII of at most 200 bytes; not_held.txt names each."
        for code, lost in tables.missing.items()
        if lost
    ]
    return (*told, *short)


def subject_of(record: PatientRecord, study: str) -> Subject:
    """Return the rows of one record."""
    subject = Subject(study, record)
    rows_people.demographics(subject)
    tumours = Tumours(subject)
    tumours.identify()
    tumours.measure()
    rows_response.reported(subject)
    rows_response.staged(subject)
    rows_response.computed(subject)
    laboratory(subject)
    rows_therapy.medicines(subject)
    rows_therapy.procedures(subject)
    rows_people.adverse_events(subject)
    rows_people.outcomes(subject)
    rows_people.visits(subject)
    rows_people.comments(subject)
    return subject


def _variables(tables: Tables) -> bytes:
    rows = []
    for dataset in tables.datasets():
        for variable in dataset.variables:
            cells = (row.get(variable.name, "") for row in tables.rows[dataset.name])
            longest = max((len(cell.encode()) for cell in cells), default=0)
            length = "8" if variable.is_number else str(max(longest, 1))
            kind = "Num" if variable.is_number else "Char"
            named = (dataset.name, variable.name, variable.label, kind, length)
            rows.append(dict(zip(_COLUMNS, (*named, variable.terms, variable.note), strict=True)))
    for (name, qnam), label in sorted(tables.labels.items()):
        told = (name, qnam, label, "Char", "200", "", "a qualifier (QNAM)")
        rows.append(dict(zip(_COLUMNS, told, strict=True)))
    return table(_COLUMNS, rows)


def _note(order: Order, tables: Tables, told: list[str]) -> str:
    lines = [
        "What these tables hold, and what they do not",
        "",
        "SDTM by SDTMIG 3.4, controlled terminology of 2015-12-18.",
        f"Store at revision {order.revision}, exported on {order.today}; rules {RULES_VERSION}.",
        "",
        "How to read them",
        *(f"- {sentence}" for sentence in HOW_TO_READ),
        "",
        "What is not held",
        *(f"- {sentence}" for sentence in told),
        *(f"- {code}: {each}" for code, lost in tables.missing.items() for each in lost),
    ]
    if not told and not any(tables.missing.values()):
        lines.append("- Nothing is missing.")
    return "\n".join([*lines, ""])
