"""Views of a marker, whatever the record: in order at any size, and tied to what they show."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from hcclog.domain.labs import Qualitative
from hcclog.domain.record import NOUN_OF_TABLE, PatientRecord
from hcclog.report.course.layout import lay_out, least_height, natural_height
from hcclog.report.course.picture import CoursePicture
from hcclog.report.course.reading import summary
from hcclog.report.figure_files import image_of
from hcclog.report.marker_views.kinds import MarkerView
from hcclog.report.marker_views.views import markers_of
from hcclog.report.palette import DARK, LIGHT, Palette
from hcclog.report.sheet import Style
from hcclog.report.typeface import measure
from tests.report.course.any_record import records
from tests.report.course.charts import SIZES, drawn
from tests.report.course.test_layout import assert_in_order
from tests.report.course.test_pictures import GOLDEN, compared
from tests.report.marker_views.views import published, view_of
from tests.report.samples import (
    empty_case,
    in_words,
    lab,
    marker_case,
    measured_case,
    relative_case,
)

_SHARE = 0.004


def test_markers_with_a_number_can_be_shown_afp_first() -> None:
    assert markers_of(marker_case()) == ("afp", "vegf", "ca19-9")
    vegf_first = replace(empty_case(), labs=(lab("2020", "1", "vegf"), lab("2021", "2")))
    assert markers_of(vegf_first) == ("afp", "vegf")
    assert markers_of(empty_case()) == ()
    words = replace(empty_case(), labs=(in_words("2020", Qualitative.RAISED),))
    assert markers_of(words) == ()
    liver = replace(empty_case(), labs=(lab("2020", "1", "bilirubin", "umol/L"),))
    assert markers_of(liver) == ()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    records(),
    st.sampled_from(MarkerView),
    st.sampled_from(["afp", "vegf"]),
    st.sampled_from(SIZES),
    st.floats(-0.5, 1.5),
    st.floats(0.02, 3),
)
def test_any_record_is_in_order(
    record: PatientRecord,
    view: MarkerView,
    code: str,
    size: tuple[float, float],
    middle: float,
    length: float,
) -> None:
    figure = view_of(record, view, code)
    assert_in_order(drawn(figure, size))
    start, end = figure.home
    centre, half = start + middle * (end - start), length * (end - start) / 2
    assert_in_order(drawn(figure, size, (centre - half, centre + half)))


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(records(), st.sampled_from(MarkerView))
def test_every_mark_is_an_entry_of_the_record(record: PatientRecord, view: MarkerView) -> None:
    figure = view_of(record, view)
    for mark in figure.marks():
        held = getattr(record, NOUN_OF_TABLE[mark.table].attribute)
        assert mark.id in {entity.id for entity in held}
        assert mark.reading
    assert figure.home[0] < figure.home[1]
    assert figure.extent[0] <= figure.home[0]
    assert figure.extent[1] >= figure.home[1]


@pytest.mark.parametrize("view", MarkerView)
@pytest.mark.parametrize("code", ["ikeda-2021", "zhang-2024", "fonc-2024"])
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]:.0f}x{s[1]:.0f}")
def test_the_published_cases_are_in_order(
    view: MarkerView, code: str, size: tuple[float, float]
) -> None:
    assert_in_order(drawn(view_of(published(code), view), size))


@pytest.mark.parametrize("view", MarkerView)
def test_a_view_is_a_picture_with_a_description_and_numbers(view: MarkerView) -> None:
    figure = view_of(relative_case(), view)
    picture, style = CoursePicture(figure), Style(LIGHT, measure)
    assert picture.title == "relative-01"
    assert picture.height_at(860, style) == natural_height(figure, 860, style)
    assert least_height(figure, 860, style) < natural_height(figure, 860, style)
    rows = picture.numbers().rows
    assert len(rows) == sum(1 for _ in figure.marks())
    assert "AFP" in summary(figure)


@pytest.mark.parametrize("view", MarkerView)
def test_what_stands_under_a_plot_is_part_of_its_description(view: MarkerView) -> None:
    figure = view_of(published("zhang-2024"), view)
    assert figure.lanes[-1].key == "notes"
    assert summary(figure).endswith(figure.lanes[-1].notes[-1])  # type: ignore[union-attr]


def ikeda() -> PatientRecord:
    """Return the case whose marker rose before imaging showed it."""
    return published("ikeda-2021")


PICTURES = [
    pytest.param(ikeda, MarkerView.LEAD, LIGHT, id="lead-ikeda-light"),
    pytest.param(measured_case, MarkerView.LEAD, DARK, id="lead-measured-dark"),
    pytest.param(relative_case, MarkerView.CHANGE, DARK, id="change-relative-dark"),
    pytest.param(relative_case, MarkerView.DOUBLING, LIGHT, id="doubling-relative-light"),
]


@pytest.mark.parametrize(("make", "view", "palette"), PICTURES)
def test_the_picture_is_the_one_that_was_approved(
    make: Callable[[], PatientRecord],
    view: MarkerView,
    palette: Palette,
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    drawing = lay_out(view_of(make(), view), (720.0, 440.0), Style(palette, measure))
    image, name = image_of(drawing), f"{request.node.callspec.id}.png"
    path = GOLDEN / name
    if os.environ.get("HCCLOG_GOLDEN") == "update":
        assert image.save(str(path))
    image.save(str(tmp_path / name))
    golden = QImage(str(path))
    assert image.size() == golden.size()
    assert compared(image, golden) < _SHARE, f"compare {tmp_path / name} with {path}"


@pytest.mark.parametrize("view", [MarkerView.LEAD, MarkerView.DOUBLING], ids=str)
def test_a_result_that_has_no_place_on_the_axis_is_told_under_the_view(view: MarkerView) -> None:
    record = relative_case()
    lost = replace(record, labs=(*record.labs, lab("2010-01", "5")))
    assert "2010-01: AFP 5 ng/mL" in summary(view_of(lost, view))
    assert "no place on this axis" not in summary(view_of(record, view))
