"""The worksheet: lesions down, assessments across, sums and categories below each series."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPersistentModelIndex, Qt, Signal

from hcclog.domain.ordering import oldest_first
from hcclog.domain.response import Criteria, LesionRole
from hcclog.entry.questions.standing import size_doubts
from hcclog.entry.sizes import HELP, size_text
from hcclog.report.entity_words import by_label, diameter, place_words, size_words, state_words
from hcclog.ui.models.doubts import doubted
from hcclog.ui.models.record_table import RecordTable
from hcclog.ui.models.response_rows import response_rows
from hcclog.ui.models.row_table import Cell, Column, Index, Row, Table
from hcclog.ui.models.trial import Trial, marked, tried
from hcclog.ui.sizing import enter_size

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hcclog.domain.assessment import Assessment
    from hcclog.domain.chronology import Chronology
    from hcclog.domain.lesion import Lesion, Measurement
    from hcclog.domain.record import PatientRecord
    from hcclog.domain.response import ResponseSeries
    from hcclog.rules.verdict import Timeline
    from hcclog.ui.desk import Desk

FIRST = 3
_FIXED = (Column("Lesion", 74), Column("Site", 190), Column("Role", 130))
_WIDTH, _LONGEST = 230, 28
CRITERIA = (Criteria.RECIST_1_1, Criteria.MRECIST)


class LesionTable(RecordTable):
    """The worksheet of the chosen patient.

    Signals:
        trial_changed: Another record stands in it: one that is tried, or the one that is written.
    """

    trial_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        self._trial: Trial | None = None
        self._written = Table(())
        super().__init__(desk, parent)

    def try_text(self, index: Index, text: str) -> None:
        """Show what would follow from a text in a cell; nothing is written.

        A text that cannot be read, as half a number, leaves what was shown.
        """
        row, clerk = self.row_at(index), self.desk.clerk()
        if row is None or clerk is None:
            return
        if text.strip() == self._written_text(row, index.column()):
            self.drop_trial()
            return
        found = tried(clerk, row.mark[1], self.table().columns[index.column()].key, text.strip())
        if found is not None:
            self._trial = found
            self.show(marked(lesion_table(*found), self._written))
            self.desk.try_out(found)
            self.trial_changed.emit()

    def drop_trial(self) -> None:
        """Show what is written."""
        if self._trial is not None:
            self.refresh()

    def standing(self) -> Trial | None:
        """Return the record that is shown, tried or written; None without a patient."""
        return self._trial or self.written()

    def written(self) -> Trial | None:
        """Return the record that is written; None without a patient."""
        record, timeline = self.desk.record(), self.desk.timeline()
        return None if record is None or timeline is None else Trial(record, timeline)

    def rest(self) -> None:
        # What is tried here is shown elsewhere too, and must end when something is written.
        if self._trial is None:
            super().rest()

    def refresh(self) -> None:
        was, self._trial = self._trial, None
        super().refresh()
        if was is not None:
            self.desk.try_out(None)
            self.trial_changed.emit()

    def compute(self, record: PatientRecord, timeline: Timeline) -> Table:
        self._written = lesion_table(record, timeline)
        return self._written

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        # What is typed is compared with what is written, not with what is tried.
        held = QPersistentModelIndex(index)
        self.drop_trial()
        return super().setData(held, value, role)

    def _written_text(self, row: Row, column: int) -> str:
        """Return what an editor of a cell starts with where nothing is tried."""
        cells = next((each.cells for each in self._written.rows if each.key == row.key), ())
        return cells[column].typed or "" if cells else ""

    def edit(self, row: Row, column: Column, text: str) -> bool:
        return enter_size(self.desk, row.key[1].partition("/")[0], column.key, text)


@dataclass(frozen=True, slots=True)
class _Sheet:
    record: PatientRecord
    chronology: Chronology
    assessments: tuple[Assessment, ...]
    sizes: dict[tuple[str, str], Measurement]
    labels: dict[str, str]
    doubts: Mapping[str, str]


def lesion_table(record: PatientRecord, timeline: Timeline) -> Table:
    """Return the worksheet of one record."""
    chronology = timeline.chronology
    assessments = tuple(oldest_first(record.assessments, chronology))
    sizes: dict[tuple[str, str], Measurement] = {
        (m.lesion_id, m.assessment_id): m for m in record.measurements
    }
    labels: dict[str, str] = {lesion.id: lesion.label for lesion in record.lesions}
    doubts = size_doubts(record, chronology)
    sheet = _Sheet(record, chronology, assessments, sizes, labels, doubts)
    columns = (*_FIXED, *(_column(a, sheet) for a in assessments), Column(""))
    rows: list[Row] = []
    several = len(record.series) > 1
    blocks = _in_order(record, assessments)
    for n, series in enumerate(blocks):
        if several:
            rows.append(_heading(series, len(columns)))
        rows += _lesion_rows(sheet, series, _shown_ids(series, sheet, timeline, first=n == 0))
        for criteria in CRITERIA:
            points = [r for r in timeline.of(criteria) if r.series.id == series.id]
            for response in points:
                rows += response_rows(response, [a.id for a in assessments])
    rows += _without_series(sheet)
    return Table(columns, tuple(rows))


def _in_order(record: PatientRecord, assessments: tuple[Assessment, ...]) -> list[ResponseSeries]:
    place = {a.id: n for n, a in enumerate(assessments)}
    return sorted(record.series, key=lambda s: place.get(s.baseline_assessment_id, len(place)))


def _shown_ids(
    series: ResponseSeries, sheet: _Sheet, timeline: Timeline, *, first: bool
) -> set[str]:
    """Return the assessments of a series; those of no series stand in the first block."""
    of_series: dict[str, set[str]] = {}
    for response in timeline.responses:
        ids = {point.assessment.id for point in response.timepoints}
        of_series.setdefault(response.series.id, set()).update(ids)
    mine = of_series.get(series.id, set())
    if not first:
        return mine
    placed = set().union(*of_series.values())
    return mine | {a.id for a in sheet.assessments if a.id not in placed}


def _column(assessment: Assessment, sheet: _Sheet) -> Column:
    scans = [s for s in sheet.record.scans if s.assessment_id == assessment.id]
    words = list(dict.fromkeys(s.modality.value for s in scans))
    thickness = next((s.slice_thickness_mm for s in scans if s.slice_thickness_mm), None)
    if thickness is not None:
        words.append(f"{thickness:f} mm")
    if any(s.baseline_assessment_id == assessment.id for s in sheet.record.series):
        words.append("baseline")
    when = sheet.chronology.label(assessment.on)
    short = when if len(when) <= _LONGEST else f"{when[: _LONGEST - 1].rstrip()}…"
    title = f"{short}\n{' '.join(words)}"
    return Column(title, _WIDTH, right=True, key=assessment.id, tip=when)


def _heading(series: ResponseSeries, n_columns: int) -> Row:
    cells = [Cell(series.label, tone="strong", tip=series.note)] + [Cell("")] * (n_columns - 1)
    return Row(("response_series", series.id), tuple(cells), "heading", retractable=False)


def _lesion_rows(sheet: _Sheet, series: ResponseSeries, ids: set[str]) -> Iterator[Row]:
    roles = {r.lesion_id: r.role for r in sheet.record.series_lesions if r.series_id == series.id}
    order = list(LesionRole)
    lesions = [lesion for lesion in sheet.record.lesions if lesion.id in roles]
    lesions.sort(key=lambda lesion: (order.index(roles[lesion.id]), by_label(lesion)))
    several = len(sheet.record.series) > 1
    for lesion in lesions:
        row = _lesion_row(sheet, lesion, roles[lesion.id], ids)
        # One lesion stands in several blocks: the series tells its rows apart.
        yield replace(row, key=(row.key[0], f"{lesion.id}/{series.id}")) if several else row


def _without_series(sheet: _Sheet) -> Iterator[Row]:
    placed = {role.lesion_id for role in sheet.record.series_lesions}
    everywhere: set[str] = {a.id for a in sheet.assessments}
    for lesion in sorted(sheet.record.lesions, key=by_label):
        if lesion.id not in placed:
            yield _lesion_row(sheet, lesion, None, everywhere)


def _lesion_row(sheet: _Sheet, lesion: Lesion, role: LesionRole | None, ids: set[str]) -> Row:
    words = role.value if role else "no role"
    if lesion.nodal and role is LesionRole.TARGET:
        words += ", short axis"
    new = role is LesionRole.NEW
    cells = [
        Cell(lesion.label, tone="strong", tip=lesion.note),
        Cell(place_words(lesion), tip=place_words(lesion)),
        Cell(words, tone="" if role else "muted"),
        *(
            _size_cell(sheet, lesion, a.id, new=new) if a.id in ids else Cell("")
            for a in sheet.assessments
        ),
        Cell(""),
    ]
    return Row(("lesion", lesion.id), tuple(cells))


def _size_cell(sheet: _Sheet, lesion: Lesion, assessment_id: str, *, new: bool) -> Cell:
    seen = sheet.sizes.get((lesion.id, assessment_id))
    cell = size_cell(seen, lesion, sheet.labels, new=new)
    return cell if seen is None else doubted(cell, sheet.doubts.get(seen.id, ""))


def size_cell(
    seen: Measurement | None,
    lesion: Lesion,
    labels: Mapping[str, str] = MappingProxyType({}),
    *,
    new: bool,
) -> Cell:
    """Return what is known of a lesion at one assessment.

    Args:
        seen: The measurement; None where there is none.
        lesion: Whose it is.
        labels: The lesions' labels by id.
        new: True where the lesion is new in the series.
    """
    if seen is None:
        return Cell("", typed="", tip=HELP)
    size = size_words(seen, lesion)
    words = [size, state_words(seen, labels), seen.trend.value if seen.trend else ""]
    if new and size:
        words.append("new")
    viable = diameter(seen.viable_mm) if seen.viable_mm is not None else ""
    said = " ".join(word for word in words if word)
    cytology = {None: "", True: "Cytology positive.", False: "Cytology negative."}
    tip = " ".join(part for part in (cytology[seen.cytology_positive], seen.note) if part)
    return Cell(said, viable, typed=size_text(seen, lesion, labels), tip=tip)
