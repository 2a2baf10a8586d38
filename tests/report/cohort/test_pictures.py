"""Golden pictures of a cohort's plots: looked at once; HCCLOG_GOLDEN=update paints them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from hcclog.report.figure_files import image_of
from hcclog.report.palette import DARK, LIGHT, PRINT, Palette
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure
from tests.report.cohort.test_layout import MAKERS
from tests.report.course.test_pictures import compared

GOLDEN = Path(__file__).parents[2] / "golden" / "charts"
SCREEN = (720.0, 440.0)
JOURNAL = 321.0  # 85 mm
_SHARE = 0.004


def assert_approved(image: QImage, name: str, folder: Path) -> None:
    """Compare a picture with the approved one of its name."""
    path = GOLDEN / f"{name}.png"
    if os.environ.get("HCCLOG_GOLDEN") == "update":
        assert image.save(str(path))
    image.save(str(folder / path.name))
    golden = QImage(str(path))
    assert image.size() == golden.size()
    assert compared(image, golden) < _SHARE, f"compare {folder / path.name} with {path}"


@pytest.mark.parametrize("name", MAKERS)
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda p: p.name)
def test_on_the_screen_it_is_the_approved_one(name: str, palette: Palette, tmp_path: Path) -> None:
    drawing = MAKERS[name](24).lay_out(SCREEN, Style(palette, measure))
    assert_approved(image_of(drawing), f"cohort-{name}-{palette.name}", tmp_path)


@pytest.mark.parametrize("name", MAKERS)
def test_in_a_column_of_a_journal_it_is_the_approved_one(name: str, tmp_path: Path) -> None:
    picture, style = MAKERS[name](24), Style(PRINT, measure)
    drawing = picture.lay_out((JOURNAL, picture.height_at(JOURNAL, style)), style)
    assert_approved(image_of(drawing, 2.0), f"cohort-{name}-85mm", tmp_path)


@pytest.mark.parametrize("name", ["waterfall", "spider", "swimmer", "survival"])
def test_of_ten_thousand_it_is_the_approved_one(name: str, tmp_path: Path) -> None:
    drawing = MAKERS[name](10_000).lay_out(SCREEN, Style(LIGHT, measure))
    assert_approved(image_of(drawing), f"cohort-{name}-10000", tmp_path)
