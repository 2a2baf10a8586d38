"""What stands on the page for a tumour board, cut to what there is room for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hcclog.domain.assessment import Assessment
from hcclog.domain.ordering import newest_first
from hcclog.domain.response import LesionRole
from hcclog.report.entity_words import CRITERIA_NAMES, by_label, place_words
from hcclog.report.patient.choices import Printing
from hcclog.report.patient.content import (
    Align,
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Notice,
    Row,
    Table,
    Title,
    without_empty,
)
from hcclog.report.patient.material import Material
from hcclog.report.patient.sections.lesions import size_cell
from hcclog.report.patient.sections.responses import judged_table, when_and_how
from hcclog.report.patient.sections.to_settle import COLUMNS as TO_SETTLE
from hcclog.report.patient.sections.to_settle import items
from hcclog.report.patient.sections.who import facts, patient_words, person_words
from hcclog.report.wording import change, rounded
from hcclog.rules.verdict import SeriesResponse, Timepoint

_N_SIZES = 5
_ORDER, _NOT = list(LesionRole), LesionRole.NOT_FOLLOWED


class Limits(NamedTuple):
    """How much of each kind stands on the page, and how many lines a cell may have."""

    boxes: int
    lesions: int
    responses: int
    questions: int
    lines: int


class Cut(NamedTuple):
    """Blocks, and what was left out of them in words."""

    blocks: tuple[Block, ...]
    left_out: tuple[str, ...] = ()


def head(material: Material, printing: Printing, limits: Limits) -> Cut:
    """Return who it is, the question, and the boxes."""
    patient = material.record.patient
    name = patient_words(patient)
    printed = f"printed {printing.today.isoformat()} · store revision {printing.revision}"
    title = Title(name, " · ".join(person_words(material)), "Tumour board", printed, 2)
    question = material.choices.question.strip()
    asked = (Notice((f"Question: {question}",), limits.lines + 2),) if question else ()
    boxes = tuple(facts(material))
    shown = Facts(boxes[: limits.boxes])
    out = _n_of(len(boxes) - limits.boxes, len(boxes) - 2, "marker", "markers")
    return Cut((title, *asked, shown), out)


def last_imaging(material: Material, limits: Limits) -> Cut:
    """Return the lesions of the newest assessment beside the baseline of its series."""
    newest: list[Assessment] = newest_first(material.record.assessments, material.chronology)[:1]
    if not newest or not material.record.lesions:
        return Cut(())
    judged = _series_of(newest[0], material)
    if not judged:
        return Cut(())
    points = judged[0].timepoints
    now = next(p for p in points if p.assessment.id == newest[0].id)
    first = points[0]
    rows = list(_lesion_rows(judged[0], first, now, material))
    columns = [
        Column("Lesion"),
        Column("Site"),
        Column("Role"),
        Column(f"Baseline\n{when_and_how(first.assessment, material)}", Align.RIGHT),
        Column(f"Last\n{when_and_how(now.assessment, material)}", Align.RIGHT),
        Column("From\nbaseline", Align.RIGHT),
        Column("From\nnadir", Align.RIGHT),
    ][: None if now.change_from_baseline is not None else _N_SIZES]
    sums = [row for response in judged for row in _sums(response, now.assessment)]
    shown = (*rows[: limits.lesions], *sums)
    cut = tuple(row._replace(cells=row.cells[: len(columns)]) for row in shown)
    table = Table(tuple(columns), cut, 3, limits.lines)
    out = _n_of(len(rows) - limits.lesions, len(rows), "lesion", "lesions")
    return Cut((Heading("Last imaging"), table), out)


def _series_of(assessment: Assessment, material: Material) -> Sequence[SeriesResponse]:
    """Return the series that holds an assessment, the newest where there are two."""
    found: Sequence[SeriesResponse] = ()
    for judged in material.series_in_order():
        if any(point.assessment.id == assessment.id for point in judged[0].timepoints):
            found = judged if not found or len(judged[0].timepoints) > 1 else found
    return found


def _lesion_rows(
    judged: SeriesResponse, first: Timepoint, now: Timepoint, material: Material
) -> Iterator[Row]:
    record = material.record
    roles = {r.lesion_id: r.role for r in record.series_lesions if r.series_id == judged.series.id}
    labels: dict[str, str] = {lesion.id: lesion.label for lesion in record.lesions}
    seen = {(m.lesion_id, m.assessment_id): m for m in record.measurements}
    followed = [x for x in record.lesions if roles.get(x.id, _NOT) is not _NOT]
    followed.sort(key=lambda lesion: (_ORDER.index(roles[lesion.id]), by_label(lesion)))
    for lesion in followed:
        sizes = (
            size_cell(seen.get((lesion.id, point.assessment.id)), lesion, labels)
            for point in (first, now)
        )
        sizes = (cell._replace(text=cell.text.replace("\n", ", ")) for cell in sizes)
        head = (Cell(lesion.label, strong=True), Cell(place_words(lesion)))
        role = Cell(roles[lesion.id].value, muted=True)
        yield Row((*head, role, *sizes, Cell(), Cell()))


def _sums(response: SeriesResponse, assessment: Assessment) -> Iterator[Row]:
    """Yield the sum at the baseline and at an assessment by one set of criteria."""
    first = response.timepoints[0].total.mm
    now = next(p for p in response.timepoints if p.assessment.id == assessment.id)
    if first is None and now.total.mm is None:
        return
    shares = (now.change_from_baseline, now.change_from_nadir)
    cells = (
        Cell(),
        Cell(f"Sum, {CRITERIA_NAMES[response.criteria]} (mm)", strong=True),
        Cell(),
        Cell("" if first is None else rounded(first), strong=True),
        Cell("" if now.total.mm is None else rounded(now.total.mm), strong=True),
        *(Cell("" if share is None else change(share)) for share in shares),
    )
    yield Row(cells)


def responses(material: Material, limits: Limits) -> Cut:
    """Return the newest assessments, reported beside computed."""
    tables = [judged_table(judged, material) for judged in material.series_in_order()]
    rows = [row for table in tables for row in table.rows]
    if not rows:
        return Cut(())
    # The reason is told of the last one alone.
    newest = (*(row._replace(below=()) for row in rows[-limits.responses : -1]), rows[-1])
    shown = without_empty(Table(tables[0].columns, newest, 1, limits.lines))
    n_out = len(rows) - limits.responses
    return Cut((Heading("Response"), shown), _n_of(n_out, len(rows), "assessment", "assessments"))


def questions(material: Material, limits: Limits) -> Cut:
    """Return what is to settle."""
    found = list(items(material))
    if not found:
        return Cut(())
    rows = tuple(Row((Cell(a, muted=True), Cell(b))) for a, b in found[: limits.questions])
    table = Table(TO_SETTLE, rows, 1, limits.lines)
    n_out = len(found) - limits.questions
    return Cut(
        (Heading("To settle"), table), _n_of(n_out, len(found), "open question", "open questions")
    )


def _n_of(n_out: int, n: int, one: str, many: str) -> tuple[str, ...]:
    """Return how many of how many were left out; nothing where none was."""
    return (f"{n_out} of {n} {one if n == 1 else many}",) if n_out > 0 else ()
