"""Responses reported beside computed, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hcclog.domain.assessment import Assessment
from hcclog.domain.ordering import oldest_first
from hcclog.domain.quantities import Comparator
from hcclog.domain.response import ReportedResponse
from hcclog.report.entity_words import CRITERIA_NAMES, plural, reported_words
from hcclog.report.patient.content import (
    Align,
    Block,
    Cell,
    Column,
    Heading,
    Notice,
    Paragraph,
    Row,
    Table,
    without_empty,
)
from hcclog.report.patient.material import Material
from hcclog.report.wording import number
from hcclog.rules.verdict import SeriesResponse, Timepoint

_COUNTED = {
    Comparator.EQUAL: "",
    Comparator.LESS: "fewer than ",
    Comparator.LESS_OR_EQUAL: "at most ",
    Comparator.GREATER: "more than ",
    Comparator.GREATER_OR_EQUAL: "at least ",
}


def responses(material: Material) -> Iterator[Block]:
    """Yield a table for each series, then what stands in none."""
    found = list(material.series_in_order())
    for judged in found:
        if len(found) > 1:
            yield Heading(judged[0].series.label, is_part=True)
        if judged[0].series.note:
            yield Paragraph(judged[0].series.note, leads=True)
        yield without_empty(judged_table(judged, material))
    yield from _differing(found, material)
    others = list(_others(material))
    if others and found:
        yield Heading("In no series", is_part=True)
    if others:
        titles = (Column("When"), Column("Finding"), Column("Reported"))
        yield without_empty(Table(titles, tuple(others)))
    yield from _technique(material)


def judged_table(judged: Sequence[SeriesResponse], material: Material) -> Table:
    """Return the assessments of one series: reported, computed by each criteria, and why."""
    names = (CRITERIA_NAMES[response.criteria] for response in judged)
    columns = ("Imaging", "Finding", "Reported", *names)
    across = zip(*(response.timepoints for response in judged), strict=True)
    rows = tuple(_row(points, judged, material) for points in across)
    return Table(tuple(map(Column, columns)), rows)


def _row(points: Sequence[Timepoint], judged: Sequence[SeriesResponse], material: Material) -> Row:
    first = points[0]
    reported, *more = _reported(first.reported)
    # Several readers stand below each other.
    if more:
        text = "\n".join(reported_words(report) for report in first.reported)
        reported = Cell(text)
    chips = (
        Cell("baseline", muted=True)
        if point.is_baseline
        else Cell(category=point.overall.value, differs=point.agrees is False)
        for point in points
    )
    return Row(
        (
            Cell(when_and_how(first.assessment, material), strong=True),
            Cell(finding_words(first.assessment)),
            reported,
            *chips,
        ),
        below=tuple(_whys(points, judged)),
    )


def _reported(reports: Sequence[ReportedResponse]) -> Iterator[Cell]:
    if not reports:
        yield Cell("not reported", muted=True)
    for report in reports:
        if report.category is None:
            yield Cell(reported_words(report))
            continue
        rests = f", by {report.basis}" if report.basis else ""
        read = f", {report.reader}" if report.reader else ""
        words = f"{CRITERIA_NAMES[report.criteria]}{rests}{read}"
        wording = f"\n{report.wording}" if report.wording else ""
        yield Cell(f"{words}{wording}", muted=True, category=report.category)


def _whys(points: Sequence[Timepoint], judged: Sequence[SeriesResponse]) -> Iterator[str]:
    """Yield each reason once, led by the criteria that it belongs to where they differ."""
    by_sentence: dict[str, list[str]] = {}
    for point, response in zip(points, judged, strict=True):
        sentence, difference = point.overall.sentence, point.difference
        if difference:
            is_told = sentence in difference
            sentence = difference if is_told else f"{sentence} {difference}"
        by_sentence.setdefault(sentence, []).append(CRITERIA_NAMES[response.criteria])
    for sentence, names in by_sentence.items():
        yield sentence if len(by_sentence) == 1 else f"{', '.join(names)}: {sentence}"


def when_and_how(assessment: Assessment, material: Material) -> str:
    """Return date and modality of an assessment."""
    return f"{material.when(assessment.on)} {material.modality(assessment.id)}".strip()


def finding_words(assessment: Assessment) -> str:
    """Return what was found, and how many lesions the reader counted."""
    counted = ""
    if assessment.n_lesions is not None:
        sign = _COUNTED[assessment.n_lesions_comparator]
        counted = sign + plural(assessment.n_lesions, "lesion")
    return "; ".join(part for part in (assessment.findings, counted) if part)


def _differing(found: Sequence[Sequence[SeriesResponse]], material: Material) -> Iterator[Block]:
    """Yield on which days reported and computed are not the same."""
    days: dict[str, list[str]] = {}
    for judged in found:
        for response in judged:
            for point in response.timepoints:
                if point.agrees is False:
                    when = material.when(point.assessment.on)
                    days.setdefault(when, []).append(CRITERIA_NAMES[response.criteria])
    by_criteria: dict[str, list[str]] = {}
    for when, names in days.items():
        by_criteria.setdefault(", ".join(dict.fromkeys(names)), []).append(when)
    if days:
        told = "; ".join(f"by {names} on {', '.join(at)}" for names, at in by_criteria.items())
        yield Notice((f"Reported and computed differ {told}.",))


def _others(material: Material) -> Iterator[Row]:
    """Yield assessments that no series holds, and conclusions without imaging."""
    record = material.record
    held = {p.assessment.id for r in material.timeline.responses for p in r.timepoints}
    reports = record.reported_responses
    alone = [report for report in reports if report.assessment_id is None]
    without = [each for each in record.assessments if each.id not in held]
    for item in oldest_first((*without, *alone), material.chronology):
        if isinstance(item, ReportedResponse):
            when, finding, said = material.when(item.on), "no imaging", [item]
        else:
            when, finding = when_and_how(item, material), finding_words(item)
            said = [report for report in reports if report.assessment_id == item.id]
        for n, cell in enumerate(_reported(said)):
            first = (Cell(when, strong=True), Cell(finding)) if n == 0 else (Cell(), Cell())
            yield Row((*first, cell))


def _technique(material: Material) -> Iterator[Block]:
    """Yield how it was imaged, where more than the modality is known."""
    record = material.record
    rows = [
        Row(
            (
                Cell(material.when(assessment.on), strong=True),
                Cell(scan.modality.value),
                Cell(scan.phases),
                Cell(scan.region),
                Cell("" if scan.slice_thickness_mm is None else number(scan.slice_thickness_mm)),
            )
        )
        for assessment in oldest_first(record.assessments, material.chronology)
        for scan in record.scans
        if scan.assessment_id == assessment.id
        and (scan.phases or scan.region or scan.slice_thickness_mm is not None)
    ]
    if rows:
        yield Heading("How it was imaged", is_part=True)
        titles = ("When", "Modality", "Phases", "Region")
        columns = (*map(Column, titles), Column("Slice (mm)", Align.POINT))
        yield without_empty(Table(columns, tuple(rows)))
