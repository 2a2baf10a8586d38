"""How the window of days moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.ui.charts.day_window import LEAST_DAYS, DayWindow

HOME, EXTENT = (0.0, 400.0), (-1000.0, 400.0)
START = DayWindow(*HOME, HOME, EXTENT)
days = st.floats(-3000, 3000)
factors = st.floats(0.01, 100)


@given(st.floats(1, 50), st.floats(0, 400))
def test_the_day_under_the_cursor_stays_while_zooming_in(factor: float, about: float) -> None:
    before = (about - START.start) / START.days
    after = START.zoomed(factor, about)
    assert (about - after.start) / after.days == pytest.approx(before, abs=1e-6)


@given(st.lists(st.tuples(st.sampled_from(["zoom", "move", "show"]), factors, days), max_size=12))
def test_no_way_leads_out_of_sight(steps: list[tuple[str, float, float]]) -> None:
    window = START
    for what, factor, day in steps:
        if what == "zoom":
            window = window.zoomed(factor, day)
        else:
            window = window.moved(day) if what == "move" else window.showing(day)
        assert window.days >= LEAST_DAYS * 0.999
        assert window.start >= -1000 - 1400 * 0.25 - 1e-6
        assert window.end <= 400 + 1400 * 0.25 + 1e-6


def test_zooming_in_and_out_again_comes_back() -> None:
    there = START.zoomed(1.25, 100).zoomed(1 / 1.25, 100)
    assert (there.start, there.end) == pytest.approx(HOME)


def test_fit_shows_the_first_view() -> None:
    assert START.zoomed(3, 50).fitted().at_home
    assert not START.zoomed(3, 50).at_home


@pytest.mark.parametrize(("day", "moves"), [(200.0, False), (-800.0, True)])
def test_a_day_is_brought_into_view_only_where_it_is_not(day: float, moves: bool) -> None:
    shown = START.showing(day)
    assert shown.start <= day <= shown.end
    assert (shown != START) is moves
    assert shown.days == START.days
