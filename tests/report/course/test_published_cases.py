"""The published cases as pictures: every value that is printed, and none that is not."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from hcclog.exchange.casefile import case_paths, read_case
from hcclog.report.course.figure import (
    BandLane,
    ChipLane,
    CourseFigure,
    CurveLane,
    FlagLane,
    RegimenLane,
)
from tests.report.course.charts import SIZES, drawn, figure_of
from tests.report.course.test_layout import assert_in_order

PATHS = {path.stem: path for path in case_paths()}


def case_figure(code: str) -> CourseFigure:
    numbers = count(1)
    return figure_of(read_case(PATHS[code], lambda: f"id-{next(numbers)}"))


def printed(figure: CourseFigure, key: str) -> list[str]:
    """Return the values of a lane in order of time, without their thin spaces."""
    lane = figure.lane(key)
    assert isinstance(lane, CurveLane)
    return [p.text.replace("\u2009", "") for curve in lane.curves for p in curve.points()]


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]:.0f}x{s[1]:.0f}")
@pytest.mark.parametrize("path", PATHS.values(), ids=list(PATHS))
def test_no_label_overlaps_or_is_cut(path: Path, size: tuple[float, float]) -> None:
    figure = case_figure(path.stem)
    assert_in_order(drawn(figure, size))
    assert_in_order(drawn(figure, size, figure.extent))


@pytest.mark.parametrize("path", PATHS.values(), ids=list(PATHS))
def test_at_the_windows_size_every_value_is_written(path: Path) -> None:
    figure = case_figure(path.stem)
    drawing = drawn(figure, SIZES[0])
    texts = [words.text for words in drawing.words()]
    for lane in figure.lanes:
        if isinstance(lane, CurveLane):
            assert [p.text for c in lane.curves for p in c.points() if p.text not in texts] == []


def test_zhang_has_the_markers_of_the_paper_and_three_tace() -> None:
    figure = case_figure("zhang-2024")
    assert printed(figure, "marker:afp:ng/mL") == ["9.86", "5.51", "84.59", "39.97", "53.43"]
    assert printed(figure, "marker:vegf:pg/mL") == ["201.46", "154.82", "236.14"]
    assert printed(figure, "marker:ca19-9:U/mL") == ["36.53"]
    procedures = figure.lane("procedures")
    assert isinstance(procedures, FlagLane)
    assert [flag.captions[-1] for flag in procedures.flags].count("TACE") == 3


def test_zhang_gives_sintilimab_beside_two_agents_one_after_the_other() -> None:
    lane = case_figure("zhang-2024").lane("regimens")
    assert isinstance(lane, RegimenLane)
    assert lane.n_rows == 2
    doses = {(bar.name, bar.segments[0].captions[-1]) for bar in lane.bars}
    assert doses == {
        ("lenvatinib", "8 mg"),
        ("sintilimab", "200 mg q21d"),
        ("regorafenib", "160 mg"),
        ("lenalidomide", "25 mg"),
    }


def test_ikeda_has_every_afp_value_in_order() -> None:
    expected = "379 117 1089 1891 5505 165 1840 257 439 2991 691 1048 821"
    assert printed(case_figure("ikeda-2021"), "marker:afp:ng/mL") == expected.split()


def test_ikeda_opens_at_the_start_of_lenvatinib() -> None:
    figure = case_figure("ikeda-2021")
    assert figure.axis.title(*figure.home) == "months since start of lenvatinib"
    assert -60 < figure.home[0] <= 0


def test_ikeda_shows_dose_steps_and_rechallenges() -> None:
    lane = case_figure("ikeda-2021").lane("regimens")
    assert isinstance(lane, RegimenLane)
    captions = [segment.captions[-1] for bar in lane.bars for segment in bar.segments]
    assert captions[2:] == ["400 mg", "800 mg", "80 mg", "160 mg", "rechallenge", "rechallenge"]


def test_fonc_has_words_and_no_invented_point() -> None:
    figure = case_figure("fonc-2024")
    assert not any(isinstance(lane, CurveLane) for lane in figure.lanes)
    for code in ("afp", "pivka-ii"):
        lane = figure.lane(f"marker:{code}:words")
        assert isinstance(lane, BandLane)
        assert [band.captions[0] for band in lane.bands] == ["raised", "falling", "low"]


@pytest.mark.parametrize(
    ("code", "date"),
    [("zhang-2024", "2022-10"), ("fonc-2024", "2020-09"), ("ikeda-2021", "sorafenib")],
)
def test_a_dot_stands_where_the_paper_and_the_rules_differ(code: str, date: str) -> None:
    lane = case_figure(code).lane("recist-1.1")
    assert isinstance(lane, ChipLane)
    assert [chip for chip in lane.chips if chip.differs and date in chip.mark.reading]
