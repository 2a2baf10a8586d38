"""The waterfall: each bar ends at its value, in the colour of its response."""

from __future__ import annotations

import pytest

from hcclog.cohort.views import ChangeBar, Waterfall
from hcclog.domain.response import Category, Criteria
from hcclog.report.cohort.looks import bar_fill
from hcclog.report.cohort.waterfall import WaterfallPicture, bar_names
from hcclog.report.drawing import Area, Drawing, Strokes
from hcclog.report.palette import LIGHT
from tests.report.cohort.drawings import NARROW, drawn, plot_boxes, said, shapes, texts, word
from tests.report.cohort.samples import left_out, mark, percent_text, waterfall


def bars_of(*percents: float, codes: tuple[str, ...] = ()) -> Waterfall:
    """Return bars with these changes."""
    named = codes or tuple(f"P{k}" for k in range(len(percents)))
    bars = tuple(
        ChangeBar(
            mark(k), named[k], k + 1, percent, percent_text(percent), Category.SD, "sorafenib"
        )
        for k, percent in enumerate(percents)
    )
    return Waterfall(Criteria.RECIST_1_1, bars, ())


def places(drawing: Drawing) -> tuple[float, float]:
    """Return where 0 % and −100 % stand, by the numbers of the axis."""
    at = [word(drawing, text).rect for text in ("0", "−100")]
    zero, bottom = ((rect.top + rect.bottom) / 2 for rect in at)
    return zero, bottom


@pytest.mark.parametrize("n", [1, 3, 40, 120])
def test_each_bar_ends_at_its_value_from_left_to_right(n: int) -> None:
    view = waterfall(n)
    drawing = drawn(WaterfallPicture(view))
    zero, bottom = places(drawing)
    boxes = plot_boxes(drawing)
    assert [box.rect.left for box in boxes] == sorted(box.rect.left for box in boxes)
    for bar, box in zip(view.bars, boxes, strict=True):
        end, start = (box.rect.top, box.rect.bottom)[:: 1 if bar.percent > 0 else -1]
        assert start == pytest.approx(zero)
        assert end == pytest.approx(zero - bar.percent * (bottom - zero) / 100)
        assert box.fill == bar_fill(LIGHT, bar.best)


def test_ten_thousand_bars_are_a_silhouette_that_follows_the_values() -> None:
    view = waterfall(10_000)
    drawing = drawn(WaterfallPicture(view))
    zero, bottom = places(drawing)
    assert plot_boxes(drawing) == []
    outline = [point for area in shapes(drawing, Area) for point in area.points]
    assert {area.opacity for area in shapes(drawing, Area)} == {1.0}
    plot = drawing.plot
    for x, y in outline:
        share = (x - plot.left) / plot.width
        near = range(int(share * 10_000) - 15, int(share * 10_000) + 15)
        values = [view.bars[k].percent for k in near if 0 <= k < 10_000]
        percent = (zero - y) / (bottom - zero) * 100
        assert y == pytest.approx(zero) or min(values) - 1e-6 <= percent <= max(values) + 1e-6


def test_growth_beyond_the_scale_is_drawn_broken_with_its_value() -> None:
    drawing = drawn(WaterfallPicture(bars_of(1_000_000.0, 340.0, 12.0, -50.0)))
    assert "100" in texts(drawing)
    assert "200" not in texts(drawing)
    tops = [box.rect.top for box in plot_boxes(drawing)]
    hundred = word(drawing, "100").rect
    assert tops[0] == tops[1] < (hundred.top + hundred.bottom) / 2 < tops[2]
    assert {"+340.0 %", "+1000000.0 %"} <= set(texts(drawing))
    breaks = [s for s in shapes(drawing, Strokes) if s.colour == LIGHT.background]
    assert len(breaks[0].segments) == 4


def test_moderate_growth_is_drawn_whole() -> None:
    drawing = drawn(WaterfallPicture(bars_of(148.0, -20.0)))
    assert [s for s in shapes(drawing, Strokes) if s.colour == LIGHT.background] == []


def test_the_limits_of_response_and_progression_are_drawn_at_their_values() -> None:
    drawing = drawn(WaterfallPicture(waterfall(12)))
    zero, bottom = places(drawing)
    dashed = [s.segments[0] for s in shapes(drawing, Strokes) if s.dash == "dash"]
    wanted = [zero - percent * (bottom - zero) / 100 for percent in (20, -30)]
    assert [line[1] for line in dashed] == pytest.approx(wanted)
    assert {"+20 %", "−30 %"} <= set(texts(drawing))


@pytest.mark.parametrize("n", [3, 40, 10_000])
def test_a_bar_belongs_to_its_patient_over_its_whole_slot(n: int) -> None:
    view = waterfall(n)
    drawing = drawn(WaterfallPicture(view))
    slot = drawing.plot.width / n
    for k in {0, n // 3, n - 1}:
        found = drawing.hit(drawing.plot.left + (k + 0.5) * slot, drawing.plot.top + 5)
        assert found == view.bars[k].mark


def test_codes_are_level_then_upright_then_left_out() -> None:
    def codes(n: int, size: tuple[float, float] = (1100.0, 700.0)) -> list[bool]:
        words = drawn(WaterfallPicture(waterfall(n)), size).words()
        return [one.turned for one in words if one.text.startswith("HCC-")]

    assert codes(4) == [False] * 4
    assert codes(40) == [True] * 40
    assert codes(40, NARROW) == []


def test_a_patient_with_two_bars_is_named_with_the_line() -> None:
    assert bar_names(bars_of(3, 2, 1, codes=("A", "B", "A")).bars) == ["A L1", "B", "A L3"]


def test_letters_stand_beside_every_colour() -> None:
    for size in ((1100.0, 700.0), NARROW):
        text = said(drawn(WaterfallPicture(waterfall(40)), size))
        assert [f"{one} ({n})" in text for one, n in (("CR", 3), ("PR", 16), ("SD", 12))] == [
            True
        ] * 3


def test_who_is_left_out_is_counted_with_the_reasons() -> None:
    view = waterfall(40, n_out=11)
    note = "n = 40 of 51 lines of therapy; 11 left out: without a sum at the baseline (7), "
    assert note + "without a second imaging (4)." in said(drawn(WaterfallPicture(view)))
    assert note in WaterfallPicture(view).description


def test_numbers_are_those_of_the_view() -> None:
    view = waterfall(5, n_out=2)
    numbers = WaterfallPicture(view).numbers()
    bars = [
        (b.code, "1", f"{b.percent:.10g}", b.best.value if b.best else "", b.agents, "")
        for b in view.bars
    ]
    others = [(one.code, "", "", "", "", one.why) for one in left_out(2)]
    assert list(numbers.rows) == bars + others


def test_an_empty_cohort_says_so() -> None:
    drawing = drawn(WaterfallPicture(bars_of()))
    assert "Nobody to show" in texts(drawing)
    assert list(drawing.hits) == []


def test_no_line_strikes_out_that_there_is_nobody() -> None:
    drawing = drawn(WaterfallPicture(bars_of()))
    said_at = next(n for n, shape in enumerate(drawing.shapes) if "Nobody" in repr(shape))
    assert not [shape for shape in drawing.shapes[said_at:] if isinstance(shape, Strokes)]
