"""What lies at a point of a drawing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hcclog.domain.chronology import DaySpan
from hcclog.report.course.marks import Mark
from hcclog.report.drawing import Drawing, Hit, Rect

places = st.builds(
    lambda x, y, width, height: Rect(x, y, x + width, y + height),
    st.floats(-50, 900),
    st.floats(-50, 500),
    st.floats(0, 400),
    st.floats(0, 60),
)


def a_drawing(rects: list[Rect]) -> Drawing:
    drawing = Drawing(800, 400, "#ffffff", Rect(0, 0, 800, 400))
    for number, rect in enumerate(rects):
        drawing.tie(Hit(rect, Mark("lab_result", str(number), DaySpan(0, 0), "")))
    return drawing


@given(st.lists(places, max_size=30), st.floats(-10, 810), st.floats(-10, 410))
def test_the_smallest_place_that_holds_a_point_is_hit(
    rects: list[Rect], x: float, y: float
) -> None:
    holding = [r for r in rects if r.left <= x <= r.right and r.top <= y <= r.bottom]
    hit = a_drawing(rects).hit(x, y)
    assert (hit is not None) is bool(holding)
    if hit is not None:
        least = min(rect.width * rect.height for rect in holding)
        found = rects[int(hit.id)]
        assert found in holding
        assert found.width * found.height == least


def test_a_place_that_is_tied_later_is_hit_too() -> None:
    drawing = a_drawing([Rect(0, 0, 10, 10)])
    assert drawing.hit(25, 5) is None
    drawing.tie(Hit(Rect(20, 0, 30, 10), Mark("course", "C1", DaySpan(0, 0), "")))
    found = drawing.hit(25, 5)
    assert found is not None
    assert found.key == ("course", "C1")
