"""The worksheet: lesions down, assessments across, with sums, changes and categories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from hcclog.domain.assessment import Assessment
from hcclog.domain.lesion import Lesion, LesionKind, Measurement
from hcclog.domain.ordering import oldest_first
from hcclog.domain.response import LesionRole, ResponseSeries
from hcclog.report.entity_words import (
    CRITERIA_NAMES,
    by_label,
    diameter,
    place_words,
    size_words,
    state_words,
)
from hcclog.report.patient.content import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    without_empty,
)
from hcclog.report.patient.material import Material
from hcclog.report.wording import change, rounded
from hcclog.rules.verdict import SeriesResponse, Timepoint

_LEGEND = (
    "Diameters in mm: the longest, of a node the short axis; behind the stroke the viable part."
)
# What a lesion is unless it is said; a node is told by its site.
_PLAIN = {LesionKind.MASS, LesionKind.NODE}
_CYTOLOGY = {None: "", True: "cytology positive", False: "cytology negative"}


def lesions(material: Material) -> Iterator[Block]:
    """Yield the worksheet of each series, and of the lesions that stand in none."""
    record = material.record
    if not record.lesions:
        return
    yield Paragraph(_LEGEND, leads=True)
    found = list(material.series_in_order())
    for judged in found:
        if len(found) > 1:
            yield Heading(judged[0].series.label, is_part=True)
        yield _series_table(judged, material)
    yield from _without_series(material)
    yield from _remarks(material)


def _series_table(judged: Sequence[SeriesResponse], material: Material) -> Table:
    record, series = material.record, judged[0].series
    roles = {r.lesion_id: r.role for r in record.series_lesions if r.series_id == series.id}
    order = list(LesionRole)
    followed = [lesion for lesion in record.lesions if lesion.id in roles]
    followed.sort(key=lambda lesion: (order.index(roles[lesion.id]), by_label(lesion)))
    across = [point.assessment for point in judged[0].timepoints]
    rows = [_lesion_row(lesion, roles[lesion.id], across, material) for lesion in followed]
    for n, response in enumerate(judged):
        rows += _response_rows(response, is_first=n == 0)
    return Table(_columns(across, material, series), tuple(rows), n_fixed=3, is_even=True)


def _columns(
    across: Sequence[Assessment], material: Material, series: ResponseSeries | None = None
) -> tuple[Column, ...]:
    titles = []
    for assessment in across:
        is_baseline = series is not None and assessment.id == series.baseline_assessment_id
        how = f"{material.modality(assessment.id)}{' baseline' if is_baseline else ''}".strip()
        titles.append(f"{material.when(assessment.on)}\n{how}".strip())
    others = (Column(title, Align.RIGHT) for title in titles)
    return Column("Lesion"), Column("Site"), Column("Role"), *others


def _lesion_row(
    lesion: Lesion,
    role: LesionRole | None,
    across: Sequence[Assessment],
    material: Material,
) -> Row:
    record = material.record
    seen = {m.assessment_id: m for m in record.measurements if m.lesion_id == lesion.id}
    labels: dict[str, str] = {each.id: each.label for each in record.lesions}
    words = role.value if role else "no role"
    sizes = (size_cell(seen.get(assessment.id), lesion, labels) for assessment in across)
    head = (Cell(lesion.label, strong=True), Cell(place_words(lesion)), Cell(words, muted=True))
    return Row((*head, *sizes))


def size_cell(seen: Measurement | None, lesion: Lesion, labels: dict[str, str]) -> Cell:
    """Return what is known of a lesion at one assessment, on as few lines as it needs."""
    if seen is None:
        return Cell()
    size = size_words(seen, lesion)
    if seen.viable_mm is not None:
        size = f"{size} / {diameter(seen.viable_mm)}".strip()
    trend = seen.trend.value if seen.trend else ""
    parts = (size, state_words(seen, labels), trend, _CYTOLOGY[seen.cytology_positive])
    return Cell("\n".join(part for part in parts if part))


def _response_rows(response: SeriesResponse, *, is_first: bool) -> Iterator[Row]:
    """Yield sum, changes and category by one set of criteria."""
    name, points = CRITERIA_NAMES[response.criteria], response.timepoints
    has_sum = any(point.total.mm is not None for point in points)
    if has_sum:
        yield _summed(f"Sum, {name} (mm)", (_sum(p) for p in points), is_set_off=True)
        yield _summed("change from baseline", (_percent(p.change_from_baseline) for p in points))
        yield _summed("change from nadir", map(_nadir, points))
    yield _summed(name, map(_category, points), is_set_off=is_first and not has_sum)


def _summed(title: str, cells: Iterator[Cell] | map[Cell], *, is_set_off: bool = False) -> Row:
    return Row((Cell(), Cell(title, strong=is_set_off), Cell(), *cells), is_set_off)


def _sum(point: Timepoint) -> Cell:
    if point.total.mm is None:
        return Cell()
    words = rounded(point.total.mm)
    return Cell(words if point.total.complete else f"{words}\nincomplete", strong=True)


def _percent(share: Fraction | None) -> Cell:
    return Cell() if share is None else Cell(change(share))


def _nadir(point: Timepoint) -> Cell:
    if point.change_from_nadir is None:
        return Cell()
    by = point.change_from_nadir_mm
    sign = "+" if by is not None and by > 0 else ""
    length = "" if by is None else f"\n{sign}{rounded(by)} mm"
    return Cell(f"{change(point.change_from_nadir)}{length}")


def _category(point: Timepoint) -> Cell:
    if point.is_baseline:
        return Cell("baseline", muted=True)
    differs = point.agrees is False
    return Cell(category=point.overall.value, differs=differs, is_short=True)


def _without_series(material: Material) -> Iterator[Block]:
    placed = {role.lesion_id for role in material.record.series_lesions}
    alone = sorted((x for x in material.record.lesions if x.id not in placed), key=by_label)
    if not alone:
        return
    if placed:
        yield Heading("In no series", is_part=True)
    measured = {m.assessment_id for m in material.record.measurements}
    every = oldest_first(material.record.assessments, material.chronology)
    across = [assessment for assessment in every if assessment.id in measured]
    rows = tuple(_lesion_row(lesion, None, across, material) for lesion in alone)
    yield without_empty(Table(_columns(across, material), rows, n_fixed=3, is_even=True))


def _remarks(material: Material) -> Iterator[Block]:
    """Yield what is known of lesions and their readings beside sizes."""
    rows = [
        (lesion.label, "", words)
        for lesion in sorted(material.record.lesions, key=by_label)
        if (words := _lesion_words(lesion))
    ]
    labels = {lesion.id: lesion.label for lesion in material.record.lesions}
    on = {each.id: material.when(each.on) for each in material.record.assessments}
    rows += [
        (labels.get(m.lesion_id, ""), on.get(m.assessment_id, ""), m.note)
        for m in material.record.measurements
        if m.note
    ]
    if rows:
        yield Heading("Remarks on lesions", is_part=True)
        titles = (Column("Lesion"), Column("When"), Column("Remark"))
        made = tuple(Row(tuple(map(Cell, row))) for row in rows)
        yield without_empty(Table(titles, made))


def _lesion_words(lesion: Lesion) -> str:
    enhanced = {None: "", True: "hypervascular", False: "not hypervascular"}
    parts = (
        "" if lesion.kind in _PLAIN else lesion.kind.value,
        "several followed together" if lesion.multiple else "",
        "treated before" if lesion.treated_before else "",
        "growth shown" if lesion.growth_shown else "",
        enhanced[lesion.hypervascular],
        "benign" if lesion.benign else "",
        lesion.note,
    )
    return "; ".join(part for part in parts if part)
