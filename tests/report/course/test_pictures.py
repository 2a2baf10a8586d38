"""Golden pictures: looked at once, kept since; HCCLOG_GOLDEN=update paints them anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from hcclog.domain.record import PatientRecord
from hcclog.report.course.layout import lay_out
from hcclog.report.figure_files import image_of
from hcclog.report.palette import DARK, LIGHT, PRINT, Palette
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure
from tests.report.course.charts import figure_of
from tests.report.samples import marker_case, measured_case, relative_case

GOLDEN = Path(__file__).parents[2] / "golden" / "charts"
SIZE = (720.0, 440.0)
# Letters are smoothed a little differently on each system: pictures are compared at a third of
# their size, where a shifted label or a missing line is still seen.
_SHRUNK = 3
_CLEARLY = 40
_SHARE = 0.004


def compared(one: QImage, other: QImage) -> float:
    """Return the share of channels that clearly differ."""
    first, second = (_bytes(image) for image in (one, other))
    differing = sum(abs(a - b) > _CLEARLY for a, b in zip(first, second, strict=True))
    return differing / len(first)


def _bytes(image: QImage) -> bytes:
    small = image.scaled(
        image.width() // _SHRUNK,
        image.height() // _SHRUNK,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return bytes(small.convertToFormat(QImage.Format.Format_RGB32).constBits())


@pytest.mark.parametrize(
    ("make", "palette"),
    [(relative_case, LIGHT), (measured_case, DARK), (marker_case, PRINT)],
    ids=["relative-light", "measured-dark", "markers-print"],
)
def test_the_picture_is_the_one_that_was_approved(
    make: Callable[[], PatientRecord],
    palette: Palette,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    image = image_of(lay_out(figure_of(make()), SIZE, Style(palette, measure)))
    path = GOLDEN / f"{request.node.callspec.id}.png"
    if os.environ.get("HCCLOG_GOLDEN") == "update":
        assert image.save(str(path))
    image.save(str(tmp_path / path.name))
    golden = QImage(str(path))
    assert image.size() == golden.size()
    assert compared(image, golden) < _SHARE, f"compare {tmp_path / path.name} with {path}"


def test_a_shifted_picture_is_told_from_the_approved_one() -> None:
    image = image_of(lay_out(figure_of(relative_case()), SIZE, Style(LIGHT, measure)))
    shifted = image.copy(4, 4, image.width(), image.height())
    assert compared(image, shifted) > _SHARE
