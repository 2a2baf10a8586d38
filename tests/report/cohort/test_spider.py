"""The spider plot: each point at its day and change."""

from __future__ import annotations

import pytest

from hcclog.cohort.views import Spider, SpiderLine, SpiderPoint
from hcclog.domain.response import Category, Criteria
from hcclog.report.cohort.looks import line_look
from hcclog.report.cohort.spider import SpiderPicture
from hcclog.report.day_axis import MONTH_DAYS
from hcclog.report.drawing import Drawing, Glyph, Strokes
from hcclog.report.palette import LIGHT
from tests.report.cohort.drawings import drawn, middle, plot_strokes, said, shapes, texts, word
from tests.report.cohort.samples import mark, percent_text, spider


def one_line(*points: tuple[float, float], best: Category = Category.PR, half: float = 0) -> Spider:
    """Return one line through days and changes after its baseline."""
    start = SpiderPoint(0.0, 0.0, 0.0, 0.0, "baseline", None)
    seen = (
        SpiderPoint(day, day - half, day + half, percent, percent_text(percent), best)
        for day, percent in points
    )
    line = SpiderLine(
        mark(1, "HCC-001 line 1: best response PR"), "HCC-001", 1, (start, *seen), best
    )
    return Spider(Criteria.RECIST_1_1, (line,), ())


def place(drawing: Drawing, month: float, percent: float) -> tuple[float, float]:
    """Return where a month and a change stand, by the numbers of the axes."""
    zero_x, third_x = (
        middle(w.rect)[0]
        for text in ("0", "3")
        for w in drawing.words()
        if w.text == text and w.rect.top > drawing.plot.bottom
    )
    bottom = middle(word(drawing, "−100").rect)[1]
    zero = next(
        middle(w.rect)[1]
        for w in drawing.words()
        if w.text == "0" and w.rect.top < drawing.plot.bottom
    )
    return zero_x + month / 3 * (third_x - zero_x), zero - percent / 100 * (bottom - zero)


def test_points_stand_at_their_day_and_change() -> None:
    drawing = drawn(SpiderPicture(one_line((3 * MONTH_DAYS, -40.0), (6 * MONTH_DAYS, -55.0))))
    look = line_look(LIGHT, Category.PR)
    lines = next(s for s in plot_strokes(drawing) if s.colour == look.colour)
    wanted = [place(drawing, *at) for at in ((0, 0), (3, -40), (6, -55))]
    found = [lines.segments[0][:2], *(segment[2:] for segment in lines.segments)]
    for one, other in zip(found, wanted, strict=True):
        assert one == pytest.approx(other)
    dots = [(g.x, g.y) for g in shapes(drawing, Glyph) if g.size < 8]
    assert dots[0] == pytest.approx(wanted[1])


def test_a_change_beyond_the_scale_is_an_arrow_at_its_top_with_the_value() -> None:
    drawing = drawn(SpiderPicture(one_line((60.0, 10.0), (120.0, 900.0), best=Category.SD)))
    arrows = [g for g in shapes(drawing, Glyph) if g.shape == "up" and g.size < 8]
    assert [arrow.y for arrow in arrows] == pytest.approx([middle(word(drawing, "100").rect)[1]])
    assert "HCC-001 SD +900.0 %" in texts(drawing)


def test_days_that_are_not_known_are_a_line_across_the_point() -> None:
    drawing = drawn(SpiderPicture(one_line((90.0, -10.0), (200.0, -9.0), half=15.0)))
    pale = [s for s in shapes(drawing, Strokes) if len(s.segments) == 1 and s.width == 1]
    lengths = [s.segments[0][2] - s.segments[0][0] for s in pale]
    x0, _ = place(drawing, 0, 0)
    x1, _ = place(drawing, 30 / MONTH_DAYS, 0)
    assert [n for n in lengths if n == pytest.approx(x1 - x0)]
    assert "A line across a point: the days that its date can mean." in said(drawing)


def test_a_point_is_read_with_its_change_and_day() -> None:
    drawing = drawn(SpiderPicture(one_line((90.0, -40.0))))
    (hit,) = drawing.hits
    assert hit.mark.reading == "HCC-001 line 1: best response PR; −40.0 % at day 90."
    assert hit.mark.key == ("patient", "patient-1")
    assert drawing.hit(*middle(hit.rect)) is hit.mark


def test_a_line_of_a_baseline_alone_can_be_pointed_at() -> None:
    assert [hit.mark.id for hit in drawn(SpiderPicture(one_line())).hits] == ["patient-1"]


def test_lines_are_coloured_by_best_response_and_named_at_their_end() -> None:
    view = spider(6)
    drawing = drawn(SpiderPicture(view))
    used = {s.colour for s in shapes(drawing, Strokes)}
    assert {line_look(LIGHT, line.best).colour for line in view.lines} <= used
    named = [t for t in texts(drawing) if t.startswith("HCC-")]
    assert len(named) + drawing.n_dropped == len(view.lines)


def test_ten_thousand_lines_have_one_pen_each_response_and_no_words() -> None:
    view = spider(10_000)
    drawing = drawn(SpiderPicture(view))
    n_points = sum(len(line.points) - 1 for line in view.lines)
    segments = [len(s.segments) for s in shapes(drawing, Strokes)]
    assert sum(segments) > 0.9 * n_points
    assert [t for t in texts(drawing) if t.startswith("HCC-")] == []
    assert len(drawing.hits) == n_points


def test_numbers_are_those_of_the_view() -> None:
    rows = list(SpiderPicture(one_line((90.5, -40.0), half=15.0)).numbers().rows)
    assert rows == [
        ("HCC-001", "1", "0", "0", "0", "0", "", "PR", ""),
        ("HCC-001", "1", "90.5", "75.5", "105.5", "-40", "PR", "PR", ""),
    ]
