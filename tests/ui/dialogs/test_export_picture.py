"""Saving a picture with real keys and clicks: what is seen is what is written."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from hcclog.logbook import Logbook
from hcclog.report.course.build import course_figure
from hcclog.report.course.picture import CoursePicture
from hcclog.report.drawing import Drawing, Rect, TextRole, Words
from hcclog.report.palette import Look
from hcclog.report.picture import Numbers
from hcclog.report.sheet import Style
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.export_picture import ExportPicture, export_picture
from hcclog.ui.dialogs.saving import file_stem, with_ending
from hcclog.ui.theme import Theme
from tests.ui.desks import chosen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LEFT = Qt.MouseButton.LeftButton


class PlainPicture(NamedTuple):
    """A picture of another kind, as small as one can be."""

    title: str = "../a cohort: 3 patients"
    description: str = "Three patients."

    def height_at(self, width: float, style: Style) -> float:
        """Return the height it wishes."""
        return 40.0

    def lay_out(self, size: tuple[float, float], style: Style) -> Drawing:
        """Return one word in the corner."""
        drawing = Drawing(*size, style.palette.background, Rect(0, 0, *size))
        rect = Rect(4, 4, 4 + style.measure("n = 3", TextRole.SMALL), 18)
        drawing.shapes.append(Words("n = 3", rect, TextRole.SMALL, style.palette.text))
        return drawing

    def numbers(self) -> Numbers:
        """Return one row that a spreadsheet would run."""
        return Numbers(("patient", "note"), [("p1", "=1+1")])


@pytest.fixture
def desk(cases: Logbook) -> Desk:
    """A desk with the case that has a day 0."""
    return chosen(cases, "ikeda-2021")


def course(desk: Desk, view: tuple[float, float] | None = None) -> CoursePicture:
    """Return the chosen patient's course."""
    record, timeline = desk.record(), desk.timeline()
    assert record is not None
    assert timeline is not None
    return CoursePicture(course_figure(record, timeline), view)


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk) -> ExportPicture:
    """Return the dialog over the whole course."""
    made = export_picture(None, course(desk), desk)
    qtbot.addWidget(made)
    return made


def size_of(path: Path) -> tuple[str, str]:
    """Return width and height that an SVG file states."""
    root = ET.parse(path).getroot()
    return root.attrib["width"], root.attrib["height"]


def test_it_opens_with_a_pdf_of_two_columns_in_colour(dialog: ExportPicture) -> None:
    assert dialog.suffix == ".pdf"
    assert dialog.paper.width_mm == 170.0
    assert dialog.paper.look is Look.COLOUR
    assert dialog.told.text().startswith("170 × ")
    assert "letters of 7.5 pt" in dialog.told.text()
    assert not dialog.width_mm.isEnabled()
    assert dialog.shown.parent() is None


def test_kind_width_and_style_are_chosen_with_keys(
    qtbot: QtBot, dialog: ExportPicture, tmp_path: Path
) -> None:
    QTest.keyClicks(dialog.kind, "S")
    QTest.keyClicks(dialog.width_choice, "8")
    QTest.keyClicks(dialog.look, "b")
    assert dialog.paper == (85.0, None, Look.BLACK_AND_WHITE)
    assert "letters of 6.0 pt" in dialog.told.text()
    assert "1 label found no place at this width." in dialog.told.text()
    assert dialog.save_to(str(tmp_path / "a"))
    assert size_of(tmp_path / "a.svg")[0] == "85.00mm"
    assert dialog.told.text() == f"Saved as {tmp_path / 'a.svg'}."


def test_another_width_and_a_height_are_typed(
    qtbot: QtBot, dialog: ExportPicture, tmp_path: Path
) -> None:
    QTest.keyClicks(dialog.kind, "S")
    QTest.keyClicks(dialog.width_choice, "a")
    for field, text in ((dialog.width_mm, "120"), (dialog.height_mm, "210")):
        assert field.isEnabled()
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert dialog.save_to(str(tmp_path / "a.svg"))
    assert size_of(tmp_path / "a.svg") == ("120.00mm", "210.00mm")


def test_a_height_that_is_too_low_is_told(qtbot: QtBot, dialog: ExportPicture) -> None:
    dialog.height_mm.selectAll()
    QTest.keyClicks(dialog.height_mm, "30")
    QTest.keyClick(dialog.height_mm, Qt.Key.Key_Tab)
    assert "of height and is that high." in dialog.told.text()


def test_the_preview_is_the_drawing_that_is_saved(dialog: ExportPicture) -> None:
    dialog.look.setCurrentIndex(2)
    drawing = dialog.preview.drawing
    assert drawing is not None
    assert "Interventions" in {one.text for one in drawing.words()}
    picture = dialog.preview.grab().toImage()
    dark = sum(
        picture.pixelColor(x, picture.height() // 4).lightness() < 90
        for x in range(picture.width())
    )
    assert dark > 3


def test_a_part_of_the_days_can_be_saved_or_the_whole(qtbot: QtBot, desk: Desk) -> None:
    figure = course(desk).figure
    part = (figure.home[0], sum(figure.home) / 2)
    dialog = ExportPicture(course(desk, part), desk)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.shown.currentText() == "present view"
    assert "821" not in {one.text for one in _drawn(dialog).words()}
    QTest.keyClicks(dialog.shown, "w")
    assert "821" in {one.text for one in _drawn(dialog).words()}


@pytest.mark.parametrize("name", ["a.pdf", "a.svg", "a.png"])
def test_the_ending_that_is_typed_says_the_kind(
    dialog: ExportPicture, tmp_path: Path, name: str
) -> None:
    assert dialog.save_to(str(tmp_path / name))
    magic = {".svg": b"<?xml", ".pdf": b"%PDF-", ".png": b"\x89PNG"}[Path(name).suffix]
    assert (tmp_path / name).read_bytes().startswith(magic)


def test_a_folder_that_takes_no_file_is_one_sentence_and_leaves_nothing(
    dialog: ExportPicture, tmp_path: Path
) -> None:
    assert not dialog.save_to(str(tmp_path / "none" / "a.pdf"))
    assert dialog.refusal.isVisible()
    assert dialog.refusal.text() == (
        f"The folder {tmp_path / 'none'} does not take the file: No such file or directory."
    )
    assert list(tmp_path.glob("*.pdf")) == []
    assert dialog.save_to(str(tmp_path / "a.pdf"))
    assert list(tmp_path.glob("*.pdf*")) == [tmp_path / "a.pdf"]
    assert not dialog.refusal.isVisible()


def test_a_refusal_stands_alone(dialog: ExportPicture, tmp_path: Path) -> None:
    assert dialog.save_to(str(tmp_path / "a.pdf"))
    assert dialog.told.text().startswith("Saved as")
    assert not dialog.save_to(str(tmp_path / "none" / "a.pdf"))
    assert not dialog.told.text().startswith("Saved as")


def test_a_file_that_nobody_chose_is_not_replaced(dialog: ExportPicture, tmp_path: Path) -> None:
    (tmp_path / "fig.2.pdf").write_text("another figure")
    assert not dialog.save_to(str(tmp_path / "fig.2"))
    assert dialog.refusal.text() == "fig.2.pdf is there already; choose it to replace it."
    assert (tmp_path / "fig.2.pdf").read_text() == "another figure"


def test_the_system_is_asked_for_a_name_and_the_next_is_in_the_same_folder(
    qtbot: QtBot, dialog: ExportPicture, tmp_path: Path
) -> None:
    QTest.mouseClick(dialog.save_button, LEFT)
    asked = dialog.findChild(QFileDialog)
    assert isinstance(asked, QFileDialog)
    assert Path(asked.selectedFiles()[0]).name == "ikeda-2021.pdf"
    asked.setDirectory(str(tmp_path))
    asked.selectFile("figure")
    with qtbot.waitSignal(asked.fileSelected):
        asked.accept()
    assert (tmp_path / "figure.pdf").exists()
    assert dialog.folder == tmp_path


def test_the_numbers_go_into_a_file_of_their_own(
    qtbot: QtBot, dialog: ExportPicture, tmp_path: Path
) -> None:
    QTest.mouseClick(dialog.numbers_button, LEFT)
    asked = dialog.findChild(QFileDialog)
    assert isinstance(asked, QFileDialog)
    asked.setDirectory(str(tmp_path))
    asked.selectFile("numbers")
    with qtbot.waitSignal(asked.fileSelected):
        asked.accept()
    content = (tmp_path / "numbers.csv").read_bytes().decode()
    rows = list(csv.reader(StringIO(content, newline="")))
    assert rows[0] == ["lane", "day", "earliest", "latest", "reading"]
    assert any("5 505" in row[4].replace("\u2009", " ") for row in rows)


def test_a_copy_holds_every_form(qtbot: QtBot, dialog: ExportPicture) -> None:
    QTest.keyClicks(dialog.width_choice, "8")
    QTest.mouseClick(dialog.copy_button, LEFT)
    mime = QGuiApplication.clipboard().mimeData()
    assert bytes(mime.data("image/svg+xml").data()).startswith(b"<?xml")
    assert bytes(mime.data("application/pdf").data()).startswith(b"%PDF-")
    image = QImage.fromData(mime.data("image/png"))
    assert image.dotsPerMeterX() == round(300 / 0.0254)
    assert image.width() == pytest.approx(85 / 25.4 * 300, abs=1)
    assert mime.hasImage()
    assert mime.text().splitlines()[0] == "lane\tday\tearliest\tlatest\treading"
    assert dialog.told.text() == "Copied as SVG, PDF and PNG, and its numbers as text."


def test_any_picture_is_saved_and_copied(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    dialog = export_picture(None, PlainPicture(), desk)
    qtbot.addWidget(dialog)
    assert dialog.save_to(str(tmp_path / "a.svg"))
    assert "n = 3" in (tmp_path / "a.svg").read_text()
    assert dialog.save_numbers_to(str(tmp_path / "a.csv"))
    assert (tmp_path / "a.csv").read_text() == "patient,note\np1,'=1+1\n"
    dialog.copy()
    assert QGuiApplication.clipboard().text() == "patient\tnote\np1\t'=1+1\n"


def test_the_lengths_can_be_read(theme: Theme, dialog: ExportPicture) -> None:
    assert theme
    for box in (dialog.width_mm, dialog.height_mm):
        line = box.lineEdit()
        room = line.width() - line.textMargins().left()
        assert room > line.fontMetrics().horizontalAdvance(line.text()), line.text()


def test_enter_in_a_field_saves_nothing_and_escape_closes(
    qtbot: QtBot, dialog: ExportPicture
) -> None:
    QTest.keyClick(dialog.kind, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.findChild(QFileDialog) is None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("zhang-2024", "zhang-2024"),
        ("../a cohort: 3 patients", "a-cohort-3-patients"),
        ("患者 7", "患者-7"),
        ("///", "picture"),
        ("CON", "picture-CON"),
        ("a:b", "a-b"),
        ("x" * 300, "x" * 80),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, stem: str) -> None:
    assert file_stem(title) == stem


def test_an_ending_is_added_where_there_is_none_that_is_known(tmp_path: Path) -> None:
    assert with_ending(tmp_path / "a.PDF", ".svg") == tmp_path / "a.PDF"
    assert with_ending(tmp_path / "fig.2", ".svg") == tmp_path / "fig.2.svg"


def _drawn(dialog: ExportPicture) -> Drawing:
    assert dialog.preview.drawing is not None
    return dialog.preview.drawing
