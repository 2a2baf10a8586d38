"""Every way by which one laboratory result comes in, and what became of it there."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl

from hcclog.cli.lab_entry import add_lab
from hcclog.commands.imports import Import
from hcclog.commands.refused import Refused
from hcclog.domain.labs import LabResult
from hcclog.domain.record import PatientRecord
from hcclog.entry.clerk import Clerk
from hcclog.entry.labs import LabWords, read_lab
from hcclog.entry.paste.choices import Choices
from hcclog.entry.paste.guessing import proposed
from hcclog.entry.paste.layout import Subject
from hcclog.entry.paste.previewing import Previewer
from hcclog.entry.paste.splitting import block_from_text
from hcclog.entry.questions.find import questions
from hcclog.exchange.incoming.plan import Verdict
from hcclog.exchange.incoming.rehearsing import refusal_of
from hcclog.logbook import Logbook
from tests.books import TODAY, an_id
from tests.exchange.bad_inputs.good_files import PATIENT, a_message, looked_at

TITLES = ("patient", "date", "test", "value", "unit")
STUDY = "STUDYID,DOMAIN,USUBJID,LBSEQ,LBTESTCD,LBTEST,LBORRES,LBORRESU,LBDTC\n"


@dataclass(frozen=True, slots=True)
class Typed:
    """The words of one result."""

    value: str = "5.51"
    on: str = "2024-03-01"
    unit: str = "ng/mL"
    test: str = "AFP"
    patient: str = PATIENT


@dataclass(frozen=True, slots=True)
class Became:
    """What became of them.

    Attributes:
        lab: The result that would stand in the record; None where it is refused.
        refused: Why it is.
        asked: What a person is asked before it is written.
    """

    lab: LabResult | None = None
    refused: str = ""
    asked: str = ""

    @property
    def value(self) -> str:
        """Comparator and value; empty where nothing would be written."""
        return f"{self.lab.comparator}{self.lab.value}" if self.lab else ""


def by_window(book: Logbook, _folder: Path, typed: Typed) -> Became:
    """Type it into the row of results; whoever is asked chooses nothing."""
    clerk = _clerk(book, typed.patient)
    try:
        words = LabWords(typed.on, typed.test, typed.value, typed.unit)
        lab = read_lab(clerk, words).lab
    except Refused as refusal:
        return Became(refused=refusal.sentence)
    return _tried(book, lab, " ".join(doubt.sentence for doubt in questions(clerk, (lab,))))


def by_command_line(book: Logbook, _folder: Path, typed: Typed) -> Became:
    """Add it as ``labs add`` does, and take it back."""
    record = _record(book, typed.patient)
    words = {"on": typed.on, "analyte": typed.test, "value": typed.value, "unit": typed.unit}
    try:
        _, doubts = add_lab(book, record, words)
    except Refused as refusal:
        return Became(refused=refusal.sentence)
    (lab,) = (each for each in _record(book, typed.patient).labs if each not in record.labs)
    book.undo()
    return Became(lab, asked=" ".join(doubts))


def by_paste(book: Logbook, _folder: Path, typed: Typed) -> Became:
    """Paste it as a block of one row."""
    clerk = _clerk(book, typed.patient)
    text = f"date\ttest\tvalue\tunit\n{typed.on}\t{typed.test}\t{typed.value}\t{typed.unit}\n"
    try:
        block = block_from_text(text)
        layout = proposed(clerk, block, Subject.LABS)
        preview = Previewer(clerk).preview(block, layout, Choices())
    except Refused as refusal:
        return Became(refused=refusal.sentence)
    labs = [each.entity for each in preview.results if isinstance(each.entity, LabResult)]
    if not labs:
        said = [each.sentence for each in preview.results]
        return Became(refused=" ".join((preview.fault, *said)).strip())
    return Became(labs[0], asked=" ".join(each.sentence for each in preview.results).strip())


def by_csv(book: Logbook, folder: Path, typed: Typed) -> Became:
    """Send it as a laboratory's table."""
    kept = StringIO(newline="")
    csv.writer(kept).writerows((TITLES, _row(typed)))
    return _by_file("labs", "labs.csv", kept.getvalue().encode(), book, folder)


def by_lab_workbook(book: Logbook, folder: Path, typed: Typed) -> Became:
    """Send it as a laboratory's workbook, each cell a text."""
    workbook, kept = openpyxl.Workbook(), BytesIO()
    workbook.active.append(TITLES)
    workbook.active.append(_row(typed))
    for cell in workbook.active[2]:
        cell.data_type = "s"
    workbook.save(kept)
    return _by_file("labs", "labs.xlsx", kept.getvalue(), book, folder)


def by_message(book: Logbook, folder: Path, typed: Typed) -> Became:
    """Send it as HL7, its signs escaped."""
    value = typed.value.replace("^", "\\S\\")
    content = a_message(value, typed.on.replace("-", "")).decode()
    content = content.replace("ng/mL^ng/mL^UCUM", typed.unit.replace("^", "\\S\\"))
    content = content.replace(PATIENT, typed.patient)
    return _by_file("hl7", "labs.hl7", content.encode(), book, folder)


def by_trial_data(book: Logbook, folder: Path, typed: Typed) -> Became:
    """Send it as SDTM."""
    kept = StringIO(newline="")
    row = ("S", "LB", "S-1", 1, "AFP", "Alpha Fetoprotein", typed.value, typed.unit, typed.on)
    csv.writer(kept).writerow(row)
    return _by_file(
        "sdtm", "lb.csv", (STUDY + kept.getvalue()).encode(), book, folder, typed.patient
    )


Door = Callable[[Logbook, Path, Typed], Became]
DOORS: dict[str, Door] = {
    "the window": by_window,
    "the command line": by_command_line,
    "a pasted block": by_paste,
    "a csv file": by_csv,
    "a workbook": by_lab_workbook,
    "an HL7 message": by_message,
    "trial data": by_trial_data,
}


def _row(typed: Typed) -> tuple[str, ...]:
    return (typed.patient, typed.on, typed.test, typed.value, typed.unit)


def _record(book: Logbook, code: str) -> PatientRecord:
    record = book.patient(book.find(code) or "")
    assert record is not None
    return record


def _clerk(book: Logbook, code: str) -> Clerk:
    return Clerk(_record(book, code), TODAY, an_id)


def _tried(book: Logbook, lab: LabResult, asked: str) -> Became:
    refused = refusal_of(book, Import("typed", (lab,)))
    return Became(refused=refused[1]) if refused else Became(lab, asked=asked)


def _by_file(
    kind: str, name: str, content: bytes, book: Logbook, folder: Path, patient: str = ""
) -> Became:
    path = folder / name
    path.write_bytes(content)
    plan = looked_at(path, kind, book, patient)
    if plan.plan is None:
        return Became(refused=plan.sentence)
    labs = [each for each in plan.plan.created if isinstance(each, LabResult)]
    lines = [line for line in plan.plan.lines if line.verdict is not Verdict.LEFT]
    if not labs:
        return Became(refused=" ".join(f"{line.place}: {line.why}" for line in lines if line.why))
    asked = [line.why for line in lines if line.verdict is Verdict.ASKED]
    return Became(labs[0], asked=" ".join(asked))
