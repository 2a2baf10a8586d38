"""The readings beside the crosshair: none covers another, none leaves the plot."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcclog.domain.record import PatientRecord
from hcclog.report.course.reading import Reader
from hcclog.report.sheet import x_of
from hcclog.report.typeface import measure
from hcclog.ui.charts.plates import PAD, ROLE, ground_of, plates, shortened
from tests.report.course.any_record import records
from tests.report.course.charts import SIZES, drawn, figure_of
from tests.report.samples import relative_case

_ROUNDING = 0.01


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(records(), st.sampled_from(SIZES), st.floats(0, 1), st.floats(0.3, 1))
def test_whatever_the_record_the_plates_are_in_order(
    record: PatientRecord, size: tuple[float, float], share: float, seen: float
) -> None:
    figure = figure_of(record)
    drawing = drawn(figure, size)
    day = figure.home[0] + share * (figure.home[1] - figure.home[0])
    ground = ground_of(drawing).down_to(seen * drawing.height)
    readings = Reader(figure).at(day)
    placed = plates(readings, ground, x_of(day, figure.home, drawing.plot), measure)
    bounds = ground.plot.grown(_ROUNDING)
    assert [text for text, rect in placed if not rect.inside(bounds)] == []
    rects = [rect.grown(-_ROUNDING) for _, rect in placed]
    assert not any(a.overlaps(b) for n, a in enumerate(rects) for b in rects[:n])
    assert all(measure(text, ROLE) + 2 * PAD <= rect.width + _ROUNDING for text, rect in placed)


def test_each_lane_says_its_own_in_its_own_place() -> None:
    figure = figure_of(relative_case())
    drawing = drawn(figure, (1400.0, 900.0))
    readings = Reader(figure).at(447)
    lanes = {part.key: part.rect for part in drawing.parts}
    x = x_of(447, figure.home, drawing.plot)
    placed = dict(plates(readings, ground_of(drawing), x, measure))
    said = {reading.words: reading.key for reading in readings}
    assert set(placed) == set(said)
    for words, rect in placed.items():
        assert rect.overlaps(lanes[said[words]])
        assert not rect.left < x < rect.right


def test_a_plate_goes_to_the_side_where_it_covers_no_label() -> None:
    figure = figure_of(relative_case())
    drawing = drawn(figure, (1400.0, 900.0))
    ground = ground_of(drawing)
    words = ground.texts["marker:afp:ng/mL"]
    for day in range(20, 600, 20):
        x = x_of(day, figure.home, drawing.plot)
        for reading in Reader(figure).at(day):
            if reading.key == "marker:afp:ng/mL":
                ((_, rect),) = plates((reading,), ground, x, measure)
                assert not any(rect.overlaps(other) for other in words)


def test_what_is_out_of_sight_has_no_plate() -> None:
    figure = figure_of(relative_case())
    drawing = drawn(figure)
    upper = next(part.rect for part in drawing.parts if part.key == "reported")
    ground = ground_of(drawing).down_to(upper.bottom)
    placed = plates(Reader(figure).at(447), ground, drawing.plot.left + 5, measure)
    assert 0 < len(placed) <= 3


def test_a_text_without_room_is_cut_or_left_out() -> None:
    assert shortened("resection of peritoneum", 60, measure).endswith("…")
    assert shortened("resection", 10, measure) == ""


def test_where_there_is_no_room_for_the_date_the_value_stands_alone() -> None:
    figure = figure_of(relative_case())
    drawing = drawn(figure, (321.0, 600.0))
    placed = plates(Reader(figure).at(447), ground_of(drawing), drawing.plot.left + 60, measure)
    texts = [text for text, _ in placed]
    assert "439 ng/mL" in texts
    assert "PD" in texts
