"""The pages of the book of rules on the rest of a record: markers, scores, contradictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.rules.contradictions.find import RULES as CONTRADICTIONS
from hcclog.rules.markers.cutoffs import CUT_OFFS, START_AFTER_DAYS, START_BEFORE_DAYS
from hcclog.rules.markers.growth import RISE_PERCENT
from hcclog.rules.markers.lead import LEAD_RULES
from hcclog.rules.markers.response import RESPONSE_RULES
from hcclog.rules.markers.rise import RISE_RULES, SOURCE
from hcclog.rules.scores import tables
from hcclog.rules.scores.stages import BCLC, CNLC

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hcclog.rules.course_book import Told
    from hcclog.rules.scores.stages import StageSystem
    from hcclog.rules.scores.tables import Grade, LabTerm

_CHILD_PUGH = "Pugh 1973, Br J Surg 60:646"
_CTCAE = "CTCAE 5.0"


def record_pages() -> Iterator[tuple[str, list[Told], bool]]:
    """Yield each page: its title, its lines (name, answer, meaning, clause), whether in order."""
    yield "Tumour markers: published cut-offs", list(_cut_offs()), False
    answers = [(r.name, r.answer.value, r.meaning, "") for r in RESPONSE_RULES]
    yield "Tumour markers: is a cut-off met?", answers, True
    yield "Tumour markers: thresholds of marker progression", list(_progression()), False
    rises = [(r.name, r.answer.value, r.meaning, "") for r in RISE_RULES]
    yield "Tumour markers: did the marker progress in a line?", rises, True
    leads = [(r.name, r.answer.value, r.meaning, "") for r in LEAD_RULES]
    yield "Tumour markers: lead over imaging", leads, True
    yield "Child-Pugh: points", list(_child_pugh()), False
    yield "ALBI and MELD: grades and limits", list(_albi_and_meld()), False
    for system in (BCLC, CNLC):
        yield f"{system.name}: stage", list(_stages(system)), True
        yield f"{system.name}: number and size of tumours", list(_tumours(system)), True
    yield "CTCAE grades of laboratory values", [_term(term) for term in tables.LAB_TERMS], False
    told = [(rule.name, "", rule.meaning, "") for rule in CONTRADICTIONS]
    yield "What contradicts itself in a record", told, False


def _cut_offs() -> Iterator[Told]:
    for cut in CUT_OFFS:
        asked = f"start at least {cut.start_at_least} {cut.unit}"
        fall = "" if cut.fall_percent is None else f", fall of at least {cut.fall_percent} %"
        window = "" if cut.window is None else f", at {cut.window.name}"
        yield cut.name, asked + fall + window, f"Found under {cut.context}.", cut.source


def _progression() -> Iterator[Told]:
    meaning = "The first result so far above the lowest of the line so far, start value included."
    yield "marker progression", f"+{RISE_PERCENT} %", meaning, SOURCE
    days = f"{START_BEFORE_DAYS} days before to {START_AFTER_DAYS} days after"
    yield "start value", days, "The newest before the line began, else the first after.", ""


def _child_pugh() -> Iterator[Told]:
    for name, units in tables.CHILD_PUGH_POINTS.items():
        for unit, rows in units.items():
            told = "; ".join(f"{row.points}: {row.range}" for row in rows)
            shown = unit.strip("{}")
            yield f"{name} ({shown})" if shown != name else name, told, "Points.", _CHILD_PUGH
    ascites = "; ".join(f"{n}: {grade.value}" for grade, n in tables.ASCITES_POINTS.items())
    yield "ascites", ascites, "Points.", _CHILD_PUGH
    grades = "; ".join(f"{n}: grade {grade}" for grade, n in tables.ENCEPHALOPATHY_POINTS.items())
    yield "encephalopathy", grades, "Points.", _CHILD_PUGH
    classes = "; ".join(f"{c}: {p.start} to {p.stop - 1}" for c, p in tables.CHILD_PUGH_CLASSES)
    yield "class", classes, "By the sum of points.", _CHILD_PUGH


def _albi_and_meld() -> Iterator[Told]:
    yield "ALBI grade", _graded(tables.ALBI_GRADES), "By the score.", "Johnson 2015"
    yield "mALBI grade", _graded(tables.MALBI_GRADES), "By the ALBI score.", "Hiraoka 2017"
    for name, held in tables.MELD_HELD.items():
        yield f"MELD: {name}", _held(held), "Held between these limits.", "Kamath 2001"
    yield (
        "MELD-Na",
        f"above {tables.MELD_NA_ABOVE}",
        f"Sodium counts from this MELD on; at most {tables.MELD_MOST}.",
        "Kim 2008; OPTN policy 9.1",
    )
    days = f"{tables.MOST_DAYS_APART} days"
    yield "inputs of a score", days, "Further apart, they are a finding.", ""


def _held(held: tables.Held) -> str:
    parts = [f"at least {held.least}" if held.least is not None else ""]
    parts += [f"at most {held.most}" if held.most is not None else ""]
    return ", ".join(part for part in parts if part)


def _graded(grades: Iterable[Grade]) -> str:
    return "; ".join(f"{grade.grade}: {grade.range}" for grade in grades)


def _stages(system: StageSystem) -> Iterator[Told]:
    for rule in system.rules:
        stage = "by the table" if rule.stage is None else rule.stage or "none"
        yield rule.name, stage, rule.meaning, system.clause


def _tumours(system: StageSystem) -> Iterator[Told]:
    for row in system.table:
        meaning = f"{row.meaning[0].upper()}{row.meaning[1:]}."
        yield f"stage {row.stage}", "", meaning, system.clause


def _term(term: LabTerm) -> Told:
    unit = f" {term.unit.strip('{}')}" if term.unit else " times the upper limit of normal"
    meaning = f"Grades by {term.analyte} in{unit}. {term.remark}".strip()
    return term.term, _graded(term.grades), meaning, _CTCAE
