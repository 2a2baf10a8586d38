"""The cohort's plots on paper: text that can be selected is what is written, turned or not."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtGui import QColor, QImage

from hcclog.report.cohort.waterfall import WaterfallPicture
from hcclog.report.drawing import Area, Box, Drawing, Rect, TextRole, Words
from hcclog.report.figure_files import image_of, save_picture
from tests.report.cohort.samples import waterfall
from tests.report.cohort.test_layout import MAKERS

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils are not installed"
)


@needs_poppler
def test_signs_and_codes_can_be_copied_from_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "waterfall.pdf"
    save_picture(WaterfallPicture(waterfall(18)), path)
    command = ["pdftotext", str(path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    wanted = ("−50", "−30 %", "+20 %", "PR (7)", "without a second imaging (4).", "HCC-017")
    assert [one for one in wanted if one not in text] == []


@pytest.mark.parametrize("name", MAKERS)
def test_texts_of_an_svg_are_texts(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.svg"
    drawing = save_picture(MAKERS[name](18), path)
    nodes = [node for node in ET.parse(path).getroot().iter() if node.tag.endswith("}text")]
    assert len(nodes) == len([words for words in drawing.words() if words.text])
    lengths = [float(node.attrib["textLength"]) for node in nodes]
    wanted = [words.length for words in drawing.words() if words.text]
    assert lengths == pytest.approx(wanted, abs=0.01)


def painted(*shapes: Area | Box | Words) -> QImage:
    """Return shapes on a white ground of 60 by 60."""
    bounds = Rect(0, 0, 60, 60)
    return image_of(Drawing(60, 60, "#ffffff", bounds, list(shapes)))


def test_what_lies_below_an_area_shines_through() -> None:
    square = ((10.0, 10.0), (50.0, 10.0), (50.0, 50.0), (10.0, 50.0))
    below = Box(Rect(30, 0, 60, 60), "#000000")
    image = painted(below, Area(square, "#ff0000", 0.5))
    for spot, red, green in (((20, 30), 255, 128), ((40, 30), 128, 0), ((5, 5), 255, 255)):
        found = image.pixelColor(*spot)
        assert (found.red(), found.green()) == pytest.approx((red, green), abs=2)


def test_a_turned_text_is_painted_within_its_rectangle_from_the_bottom_up() -> None:
    rect = Rect(20, 5, 33, 55)
    image = painted(Words("H.", rect, TextRole.DOSE, "#000000", turned=True))
    inked = [
        (x, y) for x in range(60) for y in range(60) if image.pixelColor(x, y) != QColor("#ffffff")
    ]
    assert inked
    assert all(20 <= x < 33 and y < 55 for x, y in inked)
    assert max(y for _, y in inked) > 50
    # The full stop stands on the baseline, which is now the right side.
    assert min(x for x, y in inked if y == min(y for _, y in inked)) > 26
