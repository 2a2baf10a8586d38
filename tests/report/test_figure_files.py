"""Figures on paper: whole files of the right size, with vectors and texts that can be selected."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from hcclog.domain.record import PatientRecord
from hcclog.exchange.outgoing.whole import write_whole
from hcclog.report.course.picture import CoursePicture
from hcclog.report.figure_files import save_picture
from hcclog.report.typeface import FAMILY, as_set
from hcclog.rules.version import RULES_VERSION
from tests.report.course.charts import figure_of
from tests.report.course.shapes import SHAPES
from tests.report.samples import relative_case

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils are not installed"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the same figure as SVG, PDF and PNG."""
    made = tmp_path_factory.mktemp("figures")
    for kind in ("svg", "pdf", "png"):
        save_picture(CoursePicture(figure_of(relative_case())), made / f"course.{kind}")
    return made


def output(*command: str | Path) -> str:
    """Return what a program prints."""
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout


def test_an_svg_is_xml_with_its_texts_as_texts(folder: Path) -> None:
    root = ET.parse(folder / "course.svg").getroot()
    texts = " ".join("".join(node.itertext()) for node in root.iter() if node.tag.endswith("text"))
    assert "lenvatinib" in texts
    assert "821" in texts
    assert float(root.attrib["viewBox"].split()[2]) == pytest.approx(170 / 25.4 * 96, abs=1)


@pytest.mark.parametrize("kind", ["svg", "pdf", "png"])
@pytest.mark.parametrize("make", SHAPES.values(), ids=list(SHAPES))
def test_hard_shapes_are_saved(
    make: Callable[[], PatientRecord], kind: str, tmp_path: Path
) -> None:
    drawing = save_picture(CoursePicture(figure_of(make())), tmp_path / f"course.{kind}")
    content = (tmp_path / f"course.{kind}").read_bytes()
    assert len(content) > 100
    if kind == "svg":
        root = ET.fromstring(content)
        texts = [node for node in root.iter() if node.tag.endswith("text")]
        assert all(float(node.attrib["textLength"]) <= drawing.width for node in texts)
        shown = "".join("".join(node.itertext()) for node in texts)
        assert shown == "".join(as_set(words.text) for words in drawing.words())


def test_each_file_says_by_which_version_of_the_rules(folder: Path) -> None:
    root = ET.parse(folder / "course.svg").getroot()
    told = [node.text or "" for node in root.iter() if node.tag.endswith("desc")]
    assert len(told) == 1
    assert told[0].endswith(f"821 ng/mL. Drawn by hcclog, rules {RULES_VERSION}.")
    assert QImage(str(folder / "course.png")).text("Software").endswith(RULES_VERSION)
    pdf = (folder / "course.pdf").read_bytes()
    creator = f"hcclog, rules {RULES_VERSION}"
    assert creator.encode() in pdf or creator.encode("utf-16-be") in pdf


def test_texts_of_an_svg_keep_their_widths_in_any_typeface(folder: Path) -> None:
    drawing = save_picture(CoursePicture(figure_of(relative_case())), folder / "again.svg")
    root = ET.parse(folder / "again.svg").getroot()
    nodes = [node for node in root.iter() if node.tag.endswith("text")]
    told = {"".join(node.itertext()): float(node.attrib["textLength"]) for node in nodes}
    wanted = {as_set(w.text): w.rect.width for w in drawing.words() if w.text}
    assert told == {text: pytest.approx(width, abs=0.01) for text, width in wanted.items()}
    assert {node.attrib["font-family"].split(",")[0] for node in nodes} == {FAMILY}


def test_an_svg_holds_no_pixels_and_is_drawn_by_a_reader(folder: Path) -> None:
    content = (folder / "course.svg").read_bytes()
    assert b"<image" not in content
    renderer = QSvgRenderer(QByteArray(content))
    image = QImage(renderer.defaultSize(), QImage.Format.Format_RGB32)
    image.fill("#ffffff")
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    colours = {image.pixelColor(x, 30).name() for x in range(image.width())}
    assert "#0072b2" in colours


def test_a_png_is_of_300_dots_an_inch_and_170_mm_wide(folder: Path) -> None:
    image = QImage(str(folder / "course.png"))
    assert image.dotsPerMeterX() == pytest.approx(300 / 0.0254, rel=0.001)
    assert image.width() == pytest.approx(170 / 25.4 * 300, abs=2)


@needs_poppler
def test_a_pdf_is_one_page_of_the_figures_size(folder: Path) -> None:
    told = output("pdfinfo", folder / "course.pdf")
    assert re.search(r"Pages:\s+1\n", told)
    size = re.search(r"Page size:\s+([0-9.]+) x ([0-9.]+) pts", told)
    assert size is not None
    assert float(size[1]) == pytest.approx(170 / 25.4 * 72, abs=0.5)


@needs_poppler
def test_a_pdf_holds_vectors_alone_and_its_fonts(folder: Path) -> None:
    assert len(output("pdfimages", "-list", folder / "course.pdf").splitlines()) == 2
    rows = output("pdffonts", folder / "course.pdf").splitlines()[2:]
    assert rows
    # The columns emb, sub and uni stand before the object's two numbers.
    assert [row.split()[-5] for row in rows] == ["yes"] * len(rows)


@needs_poppler
def test_texts_of_a_pdf_can_be_selected(folder: Path) -> None:
    words = output("pdftotext", "-layout", folder / "course.pdf", "-")
    for text in ("lenvatinib", "821", "months since start of lenvatinib", "PD"):
        assert text in words


@pytest.mark.parametrize("width_mm", [85.0, 170.0], ids=["one column", "two columns"])
def test_a_figure_is_as_wide_as_the_journal_asks(width_mm: float, tmp_path: Path) -> None:
    drawing = save_picture(CoursePicture(figure_of(relative_case())), tmp_path / "a.svg", width_mm)
    assert drawing.width * drawing.scale == pytest.approx(width_mm / 25.4 * 96)
    root = ET.parse(tmp_path / "a.svg").getroot()
    assert root.attrib["width"] == f"{width_mm:.2f}mm"


def test_another_ending_is_refused_and_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"course\.jpeg: a figure is saved as"):
        save_picture(CoursePicture(figure_of(relative_case())), tmp_path / "course.jpeg")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["a.svg"]


def test_a_folder_that_is_not_there_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        save_picture(CoursePicture(figure_of(relative_case())), tmp_path / "none" / "a.svg")
