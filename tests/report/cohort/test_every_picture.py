"""The picture of each plot of a cohort, from patients to the drawing."""

from __future__ import annotations

import pytest

from hcclog.cohort.filters import choose
from hcclog.cohort.plots import Choices, Plot, view
from hcclog.cohort.survival import Grouping
from hcclog.report.cohort.pictures import picture_of
from tests.cohort.crowds import crowd
from tests.report.cohort.drawings import NARROW, drawn
from tests.report.course.test_layout import assert_in_order


@pytest.mark.parametrize("plot", Plot, ids=str)
@pytest.mark.parametrize("n", [0, 3, 60])
def test_from_patients_to_a_drawing_in_order(plot: Plot, n: int) -> None:
    choices = Choices(confirmed=True, group=Grouping.BCLC)
    picture = picture_of(view(plot, choose(crowd(n)).rows, choices))
    for drawing in (drawn(picture), drawn(picture, NARROW)):
        assert_in_order(drawing)
    header = picture.numbers().header
    assert all(len(row) == len(header) for row in picture.numbers().rows)


def test_every_picture_has_a_title_of_its_own() -> None:
    rows = choose(crowd(3)).rows
    titles = [picture_of(view(plot, rows, Choices())).title for plot in Plot]
    assert len(set(titles)) == len(titles)
