"""Golden pictures of print: looked at once, kept since; HCCLOG_GOLDEN=update paints them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from hcclog.report.figure_files import image_of
from hcclog.report.palette import Look
from tests.report.course.on_paper import OnPaper
from tests.report.course.test_pictures import GOLDEN, compared

_SHARE = 0.004


@pytest.mark.parametrize(
    ("code", "width_mm", "look"),
    [
        ("zhang-2024", 170.0, Look.BLACK_AND_WHITE),
        ("ikeda-2021", 85.0, Look.BLACK_AND_WHITE),
        ("zhang-2024", 85.0, Look.GREY),
        ("fonc-2024", 85.0, Look.COLOUR),
    ],
    ids=["printed-zhang-arrows", "printed-ikeda-column", "printed-zhang-grey", "printed-fonc"],
)
def test_a_printed_picture_is_the_one_that_was_approved(
    code: str, width_mm: float, look: Look, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    image = image_of(OnPaper(code, width_mm, look).drawing)
    path = GOLDEN / f"{request.node.callspec.id}.png"
    if os.environ.get("HCCLOG_GOLDEN") == "update":
        assert image.save(str(path))
    image.save(str(tmp_path / path.name))
    golden = QImage(str(path))
    assert image.size() == golden.size()
    assert compared(image, golden) < _SHARE, f"compare {tmp_path / path.name} with {path}"
