"""Places for labels."""

from hypothesis import given
from hypothesis import strategies as st

from hcclog.report.drawing import Rect
from hcclog.report.placing import Placer, around, clip

BOUNDS = Rect(0, 0, 500, 300)
sizes = st.tuples(st.floats(1, 120), st.floats(8, 20))
spots = st.tuples(st.floats(-50, 550), st.floats(-50, 350))


@given(st.lists(st.tuples(spots, sizes), max_size=40))
def test_placed_labels_neither_overlap_nor_leave_the_bounds(
    wishes: list[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    placer = Placer(BOUNDS)
    placed = [placer.place(around(*spot, size, 5, first="above")) for spot, size in wishes]
    found = [rect for rect in placed if rect is not None]
    assert all(rect.inside(BOUNDS) for rect in found)
    assert not any(a.overlaps(b) for k, a in enumerate(found) for b in found[:k])


def test_a_peak_is_labelled_above_while_there_is_room() -> None:
    placed = Placer(BOUNDS).place(around(100, 100, (30, 12), 5, first="above"))
    assert placed == Rect(85, 83, 115, 95)


def test_a_curve_is_avoided_while_another_place_is_free() -> None:
    placer = Placer(BOUNDS)
    placer.fence((80, 90, 120, 90))
    placed = placer.place(around(100, 100, (30, 12), 5, first="above"))
    assert placed is not None
    assert not placer.crossed(placed)


def test_a_light_line_is_avoided_at_a_small_price_only() -> None:
    placer = Placer(BOUNDS)
    placer.fence((0, 89, 500, 89), light=True)
    placed = placer.place(around(100, 100, (30, 12), 5, first="above"))
    assert placed == Rect(85, 105, 115, 117)
    placer = Placer(BOUNDS)
    for y in (89, 111):
        placer.fence((0, y, 500, y), light=True)
    near = placer.place(around(100, 100, (30, 12), 5, first="above"))
    assert near is not None
    assert abs((near.top + near.bottom) / 2 - 100) < 15


def test_a_crossed_place_is_better_than_none() -> None:
    placer = Placer(BOUNDS)
    only = Rect(10, 10, 40, 22)
    placer.fence((0, 16, 100, 16))
    assert placer.place([only], crossing=False) is None
    assert placer.place([only]) == only


def test_a_taken_place_is_not_given_twice() -> None:
    placer = Placer(BOUNDS)
    assert placer.take(Rect(10, 10, 40, 22))
    assert not placer.take(Rect(39, 21, 60, 40))
    assert placer.take(Rect(40, 10, 60, 22))


def test_clipping_cuts_a_segment_at_the_edges() -> None:
    assert clip((-100, 50, 600, 50), BOUNDS) == (0, 50, 500, 50)
    assert clip((10, 400, 200, 400), BOUNDS) is None
    assert clip((10, 10, 10, 10), BOUNDS) == (10, 10, 10, 10)
