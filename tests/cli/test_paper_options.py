"""Sizes and styles on paper, for the command that draws a cohort as for the one that draws one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.cli.conftest import Run


@pytest.mark.parametrize("plot", ["waterfall", "swimmer", "table"])
def test_a_cohorts_plot_is_as_wide_and_as_grey_as_it_was_asked_for(
    run: Run, place: Path, tmp_path: Path, plot: str
) -> None:
    out = tmp_path / "a.png"
    words = ("cohort", "--store", place, "--plot", plot, "--out", out)
    assert run(*words, "--width", "85", "--style", "grey").status == 0
    image = QImage(str(out))
    assert image.width() == pytest.approx(85 / 25.4 * 300, abs=1)
    assert image.allGray()


def test_a_plot_of_another_ending_is_refused_in_one_line(
    run: Run, place: Path, tmp_path: Path
) -> None:
    words = ("cohort", "--store", place, "--plot", "swimmer", "--out", tmp_path / "a.bmp")
    said = run(*words)
    assert said.status == 1
    assert said.err == "hcclog: a.bmp: a figure is saved as .svg, .pdf or .png.\n"
