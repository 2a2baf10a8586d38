"""The published cases as files: vectors, embedded fonts, texts that can be read and selected."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QImage

from hcclog.exchange.casefile import case_paths
from hcclog.report.course.figure import CurveLane
from hcclog.report.figure_files import save_on
from hcclog.report.palette import Look
from hcclog.report.paper import Paper
from tests.report.course.on_paper import OnPaper

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils are not installed"
)
CODES = [path.stem for path in case_paths()]
LOOKS = pytest.mark.parametrize("look", list(Look), ids=lambda look: look.value)
CASES = pytest.mark.parametrize("code", CODES)
FORMULA_SPACE = "\u2005"


def saved(code: str, look: Look, path: Path, width_mm: float = 85.0) -> OnPaper:
    """Save a case and return what is on the paper."""
    paper = OnPaper(code, width_mm, look)
    save_on(Paper(width_mm, None, look), paper.picture, path)
    return paper


def values_of(paper: OnPaper) -> list[str]:
    """Return every value of the marker lanes, without spaces."""
    lanes = [one for one in paper.picture.figure.lanes if isinstance(one, CurveLane)]
    points = (point for lane in lanes for curve in lane.curves for point in curve.points())
    return [point.text.replace("\u2009", "") for point in points]


def output(*command: str | Path) -> str:
    """Return what a program prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@CASES
@LOOKS
def test_an_svg_is_valid_and_holds_every_text(code: str, look: Look, tmp_path: Path) -> None:
    paper = saved(code, look, tmp_path / "a.svg")
    root = ET.parse(tmp_path / "a.svg").getroot()
    nodes = [node for node in root.iter() if node.tag.endswith("}text")]
    texts = {"".join(node.itertext()).replace(FORMULA_SPACE, "") for node in nodes}
    assert {one.text for one in paper.words} <= texts
    assert [node for node in root.iter() if node.tag.endswith("}image")] == []
    titles = [node.text for node in root.iter() if node.tag.endswith("}title")]
    assert titles == [code]
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "en"
    assert root.attrib["width"] == "85.00mm"


@needs_poppler
@CASES
@LOOKS
def test_a_pdf_holds_vectors_its_fonts_and_texts_that_can_be_selected(
    code: str, look: Look, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    paper = saved(code, look, path)
    assert len(output("pdfimages", "-list", path).splitlines()) == 2
    rows = output("pdffonts", path).splitlines()[2:]
    assert rows
    # The columns emb, sub and uni stand before the object's two numbers.
    assert {(row.split()[-5], row.split()[-3]) for row in rows} == {("yes", "yes")}
    plain = output("pdftotext", "-layout", path, "-").replace(FORMULA_SPACE, "").replace(" ", "")
    assert [value for value in values_of(paper) if value.replace(" ", "") not in plain] == []
    told = output("pdfinfo", path)
    assert code in told
    assert b"/Lang (en)" in path.read_bytes()


@CASES
@pytest.mark.parametrize("width_mm", [85.0, 170.0], ids=["85 mm", "170 mm"])
def test_a_png_is_as_wide_as_the_journal_asks_at_300_dots_an_inch(
    code: str, width_mm: float, tmp_path: Path
) -> None:
    saved(code, Look.GREY, tmp_path / "a.png", width_mm)
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == pytest.approx(width_mm / 25.4 * 300, abs=1)
    assert image.dotsPerMeterX() == round(300 / 0.0254)
    assert image.text("Title") == code
    assert image.text("Description").startswith("Regimens: ")


@CASES
def test_a_png_without_colours_has_grey_dots_alone(code: str, tmp_path: Path) -> None:
    saved(code, Look.BLACK_AND_WHITE, tmp_path / "a.png")
    assert QImage(str(tmp_path / "a.png")).allGray()
