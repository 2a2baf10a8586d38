"""The swimmer plot: each course from its start to its end, in the colour of its agent."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.cohort.views import Stretch, Swimmer, SwimmerLane, SwimmerSign
from hcclog.domain.response import Category, Criteria
from hcclog.report.cohort.swimmer import SwimmerPicture
from hcclog.report.day_axis import MONTH_DAYS
from hcclog.report.drawing import Drawing, Glyph, Strokes
from hcclog.report.naming import drug_colour
from tests.report.cohort.drawings import drawn, middle, plot_boxes, said, shapes, texts
from tests.report.cohort.samples import mark, swimmer

LENVATINIB = Stretch(0.0, 3 * MONTH_DAYS, ("lenvatinib",), 1, end_known=True)
SORAFENIB = Stretch(3 * MONTH_DAYS, 6 * MONTH_DAYS, ("sorafenib",), 2, end_known=True)


def a_lane(*stretches: Stretch, signs: tuple[SwimmerSign, ...] = (), **more: Any) -> SwimmerLane:
    """Return a lane that ends with its last course or sign."""
    end = max([0.0, *(one.end for one in stretches), *(sign.day for sign in signs)])
    lane = SwimmerLane(mark(1), "HCC-001", stretches, signs, end, ongoing=False, alive=None)
    return lane._replace(**more)


def of(*lanes: SwimmerLane) -> Swimmer:
    """Return a cohort of lanes."""
    return Swimmer(Criteria.MRECIST, lanes, ())


def sign(kind: str, day: float, category: Category | None = None, half: float = 0) -> SwimmerSign:
    """Return a moment in a lane."""
    return SwimmerSign(kind, day, day - half, day + half, category, f"line 1: {kind}")


def x_of_month(drawing: Drawing, month: float) -> float:
    """Return where a month stands, by the numbers of the axis."""
    at = {w.text: middle(w.rect)[0] for w in drawing.words() if w.rect.top > drawing.plot.bottom}
    return at["0"] + month / 6 * (at["6"] - at["0"])


def test_courses_begin_and_end_at_their_days_in_the_colour_of_their_agent() -> None:
    drawing = drawn(SwimmerPicture(of(a_lane(LENVATINIB, SORAFENIB))))
    first, second = plot_boxes(drawing)
    at = [x_of_month(drawing, month) for month in (0, 3, 6)]
    assert (first.rect.left, first.rect.right) == pytest.approx((at[0], at[1]))
    assert (second.rect.left, second.rect.right) == pytest.approx((at[1], at[2]))
    assert [first.fill, second.fill] == [drug_colour("lenvatinib"), drug_colour("sorafenib")]
    assert {"1 lenvatinib", "2 sorafenib"} <= set(texts(drawing))


def test_agents_given_together_share_a_bar() -> None:
    both = LENVATINIB._replace(agents=("atezolizumab", "bevacizumab"))
    boxes = plot_boxes(drawn(SwimmerPicture(of(a_lane(both)))))
    assert [box.fill for box in boxes] == [drug_colour(code) for code in both.agents]
    assert boxes[1].rect.inside(boxes[0].rect)
    assert "atezolizumab + bevacizumab" in said(drawn(SwimmerPicture(of(a_lane(both)))))


def test_courses_of_the_same_days_lie_under_each_other() -> None:
    beside = SORAFENIB._replace(start=MONTH_DAYS)
    one, other = plot_boxes(drawn(SwimmerPicture(of(a_lane(LENVATINIB, beside)))))
    assert one.rect.right > other.rect.left
    assert not one.rect.overlaps(other.rect)


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("response", "circle"),
        ("progression", "up"),
        ("death", "cross"),
        ("last follow-up", "bar"),
        ("a kind of tomorrow", "diamond"),
    ],
)
def test_each_kind_of_sign_has_a_shape_of_its_own_at_its_day(kind: str, shape: str) -> None:
    lane = a_lane(LENVATINIB, signs=(sign(kind, 6 * MONTH_DAYS),))
    drawing = drawn(SwimmerPicture(of(lane)))
    (found,) = [g for g in shapes(drawing, Glyph) if g.y > drawing.plot.top]
    assert found.shape == shape
    assert found.x == pytest.approx(x_of_month(drawing, 6))


def test_a_response_is_told_by_letters_too() -> None:
    lane = a_lane(LENVATINIB, SORAFENIB, signs=(sign("response", 50.0, Category.CR),))
    assert "CR" in texts(drawn(SwimmerPicture(of(lane))))


def test_treatment_that_goes_on_has_an_arrow_and_no_hatch() -> None:
    goes_on = SORAFENIB._replace(end_known=False)
    drawing = drawn(SwimmerPicture(of(a_lane(LENVATINIB, goes_on, ongoing=True))))
    (arrow,) = [g for g in shapes(drawing, Glyph) if g.shape == "right" and g.y > drawing.plot.top]
    assert arrow.x > x_of_month(drawing, 6)
    assert [box for box in plot_boxes(drawing) if box.hatch] == []
    assert "treatment goes on" in texts(drawing)
    assert "end not known" not in texts(drawing)


@pytest.mark.parametrize("length", [0.0, 60.0], ids=["a start alone", "a length"])
def test_an_end_that_is_not_known_is_hatched(length: float) -> None:
    unknown = Stretch(10.0, 10.0 + length, ("lenvatinib",), 1, end_known=False)
    drawing = drawn(SwimmerPicture(of(a_lane(unknown, SORAFENIB))))
    (hatched,) = [box for box in plot_boxes(drawing) if box.hatch]
    assert hatched.rect.width >= 9
    assert "end not known" in texts(drawing)


def test_days_that_are_not_known_are_a_line_below_the_sign() -> None:
    lane = a_lane(LENVATINIB, SORAFENIB, signs=(sign("progression", 90.0, half=15.0),))
    drawing = drawn(SwimmerPicture(of(lane)))
    wanted = x_of_month(drawing, 30 / MONTH_DAYS) - x_of_month(drawing, 0)
    lengths = [s[2] - s[0] for one in shapes(drawing, Strokes) for s in one.segments]
    assert [length for length in lengths if length == pytest.approx(wanted)]


def test_the_first_lane_is_above_and_each_belongs_to_its_patient() -> None:
    view = swimmer(40)
    drawing = drawn(SwimmerPicture(view))
    codes = [w for w in drawing.words() if w.text.startswith("HCC-")]
    assert [w.text for w in codes] == [lane.code for lane in view.lanes]
    assert [w.rect.top for w in codes] == sorted(w.rect.top for w in codes)
    for words, lane in zip(codes, view.lanes, strict=True):
        assert drawing.hit(*middle(words.rect)) == lane.mark


def test_a_sign_is_read_where_it_stands() -> None:
    drawing = drawn(SwimmerPicture(of(a_lane(LENVATINIB, signs=(sign("progression", 60.0),)))))
    hit = next(h for h in drawing.hits if h.point)
    assert hit.mark.reading == "HCC-001: line 1: progression"
    assert drawing.hit(*middle(hit.rect)) is hit.mark


def test_agents_and_signs_are_in_the_legend_where_bars_have_no_room() -> None:
    text = said(drawn(SwimmerPicture(swimmer(40)), (321.0, 600.0)))
    wanted = ("lenvatinib", "response", "progression", "death", "last follow-up")
    assert [name for name in wanted if name not in text] == []


def test_of_ten_thousand_lanes_those_that_are_seen_are_drawn_and_that_is_said() -> None:
    view = swimmer(10_000)
    drawing = drawn(SwimmerPicture(view))
    assert "Of lanes that share a row of the picture one is drawn." in said(drawing)
    segments = [s for one in shapes(drawing, Strokes) for s in one.segments]
    assert len(segments) < 10_000
    assert len(drawing.hits) == 10_000
    y = drawing.plot.top + drawing.plot.height * 5000.5 / 10_000
    assert drawing.hit(drawing.plot.left + 1, y) == view.lanes[5000].mark


def test_what_is_not_drawn_in_a_crowd_is_not_explained() -> None:
    text = said(drawn(SwimmerPicture(swimmer(10_000))))
    told = ("progression", "death", "A number in a bar", "A line below a sign")
    assert [words for words in told if words in text] == []
    assert "lenvatinib" in text


def test_a_few_lanes_leave_no_hole_above_their_axis() -> None:
    drawing = drawn(SwimmerPicture(swimmer(3)))
    assert drawing.plot.height <= 3 * 40
    assert drawing.height == 700


def test_numbers_are_those_of_the_view() -> None:
    unknown = SORAFENIB._replace(start=90.0, end_known=False, line=0)
    first = LENVATINIB._replace(end=90.0)
    lane = a_lane(first, unknown, signs=(sign("death", 190.0, half=15.0),), end=200.0)
    assert [row[:7] for row in SwimmerPicture(of(lane)).numbers().rows] == [
        ("HCC-001", "lenvatinib", "1", "0", "90", "", ""),
        ("HCC-001", "sorafenib", "", "90", "", "", ""),
        ("HCC-001", "death", "", "190", "190", "175", "205"),
        ("HCC-001", "end of what is known", "", "", "200", "", ""),
    ]
