"""What goes wrong with sizes, typed into the worksheet by keys: asked, refused or said, kept."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hcclog.commands.base import Add
from hcclog.domain.assessment import Assessment
from hcclog.domain.ids import EntityId
from hcclog.domain.lesion import Lesion, LesionKind, Measurement
from hcclog.domain.response import (
    Category,
    Criteria,
    LesionRole,
    ReportedResponse,
    SeriesLesion,
)
from hcclog.ui.models.doubts import MARK
from hcclog.ui.panels.lesion_panel import LesionPanel
from tests.report.samples import PATIENT, on
from tests.ui.panels.worksheets import (
    cell_at,
    editor,
    n_entries,
    record_of,
    shown,
    size_of,
    type_over,
)

ENTER = Qt.Key.Key_Return
SUM, CHANGE = "Sum, RECIST 1.1 (mm)", "change from baseline · nadir"


def enter(panel: LesionPanel, title: str, column: int, text: str) -> None:
    """Type into a cell and press Enter."""
    QTest.keyClick(type_over(panel, title, column, text), ENTER)


@pytest.mark.catalogue("C-08")
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3.3", "about a tenth"),
        ("400", "more than 300 mm"),
        ("31x42", "longer than the longest"),
    ],
    ids=["2.1 after 21", "400 mm", "the axes the wrong way round"],
)
def test_an_unlikely_size_is_asked_and_kept_as_typed(
    panel: LesionPanel, text: str, words: str
) -> None:
    asked: list[str] = []

    def is_right(_title: str, sentences: object, _needs_reason: object) -> str:
        asked.append(str(sentences))
        return "checked against the source"

    panel.desk.confirm = is_right
    enter(panel, "T1", 6, text)
    assert words in asked[0]
    cell = shown(panel, "T1", 6)
    assert cell.after.endswith(MARK)
    assert words in cell.tip
    assert str(cell_at(panel, "T1", 6).data(Qt.ItemDataRole.EditRole)) == text


@pytest.mark.catalogue("C-08")
def test_0_mm_is_refused_with_what_to_type_instead(panel: LesionPanel, qtbot: QtBot) -> None:
    line = type_over(panel, "T1", 6, "0")
    QTest.keyClick(line, ENTER)
    qtbot.waitUntil(lambda: panel.view.indexWidget(cell_at(panel, "T1", 6)) not in {None, line})
    assert "entered as absent" in panel.refusal.text()
    assert editor(panel).text() == "0"


@pytest.mark.catalogue("C-09")
def test_two_measurements_in_one_cell_are_both_kept(panel: LesionPanel) -> None:
    panel.desk.choose = lambda _sentence, _readings: 0
    enter(panel, "T1", 6, "41.2 & 43.0")
    seen = size_of(panel, "T1", "A3")
    assert seen is not None
    assert (seen.longest_mm, seen.note) == (Decimal("41.2"), "Also measured: 43.0.")
    assert "43.0" in str(cell_at(panel, "T1", 6).data(Qt.ItemDataRole.ToolTipRole))


@pytest.mark.catalogue("C-09")
def test_a_size_typed_over_another_keeps_the_old_one_in_the_history(panel: LesionPanel) -> None:
    n = n_entries(panel)
    enter(panel, "T1", 6, "43.0")
    assert n_entries(panel) == n + 1
    panel.desk.undo()
    assert shown(panel, "T1", 6).text == "41.2"


@pytest.mark.catalogue("C-10")
def test_a_target_that_was_not_measured_makes_the_sum_incomplete(panel: LesionPanel) -> None:
    panel.view.setCurrentIndex(cell_at(panel, "T2", 6))
    QTest.keyClick(panel.view, Qt.Key.Key_Delete)
    assert shown(panel, SUM, 6).text == "56.2 incomplete"
    assert shown(panel, "RECIST 1.1", 6).category is Category.NE


@pytest.mark.catalogue("C-11")
def test_without_a_baseline_sum_no_percentage_is_shown(panel: LesionPanel) -> None:
    for title in ("T1", "T2", "T3"):
        enter(panel, title, 3, "a")
    words = [
        cell.words for row in panel.model.table().rows if row.kind != "entry" for cell in row.cells
    ]
    assert not [w for w in words if any(bad in w.casefold() for bad in ("nan", "inf", "−0.0 %"))]
    assert not [w for w in words if "%" in w]


def add_targets(panel: LesionPanel, organ: str, labels: tuple[str, ...], size: str) -> None:
    """Enter targets that were measured at the baseline."""
    for label in labels:
        lesion = Lesion(EntityId(f"l-{label}"), PATIENT, label, organ)
        role = SeriesLesion(
            EntityId(f"r-{label}"), PATIENT, EntityId("S1"), lesion.id, LesionRole.TARGET
        )
        seen = Measurement(
            EntityId(f"m-{label}"), PATIENT, EntityId("A0"), lesion.id, longest_mm=Decimal(size)
        )
        assert panel.desk.do(Add((lesion, role, seen)))


@pytest.mark.catalogue("C-12")
@pytest.mark.parametrize(
    ("organ", "labels", "size", "words"),
    [
        ("lung", ("T4", "T5", "T6"), "20", "There are 6 targets; RECIST 1.1 allows 5."),
        ("liver", ("T4",), "20", "3 targets in"),
        ("lung", ("T4",), "7", "T4"),
    ],
    ids=["six targets", "three in one organ", "a lesion of 7 mm"],
)
def test_a_choice_of_targets_that_breaks_a_rule_is_said(
    panel: LesionPanel, organ: str, labels: tuple[str, ...], size: str, words: str
) -> None:
    assert panel.advice.text() == ""
    add_targets(panel, organ, labels, size)
    assert words in panel.advice.text()
    assert panel.advice.isVisible()


@pytest.mark.catalogue("C-12")
def test_a_node_of_12_mm_as_a_target_is_said_while_it_is_typed(panel: LesionPanel) -> None:
    type_over(panel, "T3", 3, "12")
    assert "T3 is a target with a short axis of 12.0 mm" in panel.advice.text()


@pytest.mark.catalogue("C-13")
def test_a_new_lesion_is_progression_beside_a_reported_response(panel: LesionPanel) -> None:
    when = on("2026-02-16")
    reported = ReportedResponse(
        EntityId("r"), PATIENT, EntityId("A2"), when, Criteria.RECIST_1_1, Category.PR
    )
    lesion = Lesion(EntityId("new"), PATIENT, "L1", "lung", kind=LesionKind.MASS)
    role = SeriesLesion(EntityId("sl"), PATIENT, EntityId("S1"), lesion.id, LesionRole.NEW)
    assert panel.desk.do(Add((reported, lesion, role)))
    type_over(panel, "L1", 5, "12.4")
    cell = shown(panel, "RECIST 1.1", 5)
    assert (cell.category, cell.differs) == (Category.PD, True)
    assert "L1" in cell.tip


@pytest.mark.catalogue("C-15")
def test_an_older_scan_that_is_added_moves_the_nadir(panel: LesionPanel) -> None:
    assert panel.desk.do(Add((Assessment(EntityId("older"), PATIENT, on("2026-01-15")),)))
    assert [column.title[:10] for column in panel.model.table().columns[3:8]] == [
        "2025-10-28",
        "2025-12-22",
        "2026-01-15",
        "2026-02-16",
        "2026-05-18",
    ]
    for title, text in (("T1", "25"), ("T2", "10"), ("T3", "12")):
        enter(panel, title, 5, text)
    assert shown(panel, SUM, 5).text == "47.0 nadir"
    assert shown(panel, SUM, 6).text == "59.7"
    assert shown(panel, "RECIST 1.1", 6).category is Category.PD


@pytest.mark.catalogue("C-20")
@pytest.mark.parametrize(
    ("sizes", "change", "category"),
    [
        (("14", "3.5", "3.5"), "−74.2 % · +5.0 % (+1.0 mm)", Category.PR),
        (("16", "4", "4.9"), "−69.4 % · +24.5 % (+4.9 mm)", Category.PR),
        (("16", "4", "5"), "−69.3 % · +25.0 % (+5.0 mm)", Category.PD),
    ],
    ids=["less than 20 %", "more than 20 % and less than 5 mm", "more than 20 % and exactly 5 mm"],
)
def test_growth_over_the_nadir_needs_both_20_percent_and_5_mm(
    panel: LesionPanel, sizes: tuple[str, ...], change: str, category: Category
) -> None:
    for title, text in (("T1", "13"), ("T2", "3.5"), ("T3", "3.5")):
        enter(panel, title, 5, text)
    assert shown(panel, SUM, 5).text == "20.0 nadir"
    for title, text in zip(("T1", "T2", "T3"), sizes, strict=True):
        enter(panel, title, 6, text)
    assert shown(panel, CHANGE, 6).text == change
    assert shown(panel, "RECIST 1.1", 6).category is category


@pytest.mark.catalogue("N-17")
@pytest.mark.parametrize(
    ("sizes", "total", "category"),
    [
        (("0.1 cm", "0.2cm", "54.05"), "57.0", Category.PR),
        (("0.1 cm", "0.2cm", "54.06"), "57.1", Category.SD),
        (("30", "20", "21.64"), "71.6", Category.PD),
        (("30", "20", "21.63"), "71.6", Category.SD),
    ],
    ids=[
        "exactly 30 % less",
        "a hundredth of a millimetre above",
        "exactly 20 % over the nadir",
        "a hundredth of a millimetre below",
    ],
)
def test_thresholds_are_decided_exactly(
    panel: LesionPanel, sizes: tuple[str, ...], total: str, category: Category
) -> None:
    """The baseline is 81.5 mm, the nadir 59.7 mm: -30 % is 57.05, +20 % is 71.64."""
    for title, text in zip(("T1", "T2", "T3"), sizes, strict=True):
        enter(panel, title, 6, text)
    assert shown(panel, SUM, 6).text.split()[0] == total
    assert shown(panel, "RECIST 1.1", 6).category is category


def test_nothing_of_this_is_a_float(panel: LesionPanel) -> None:
    enter(panel, "T1", 6, "0.1 cm")
    enter(panel, "T2", 6, "0.2 cm")
    sizes = [m.longest_mm for m in record_of(panel).measurements if m.assessment_id == "A3"]
    assert sum(each for each in sizes if each is not None) == Decimal(3)
