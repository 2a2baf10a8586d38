"""The inspector's page: nothing in it makes it wider than its column."""

import pytest
from pytestqt.qtbot import QtBot

from hcclog.domain.response import Category
from hcclog.ui.inspection import Inspection, ResponseFact
from hcclog.ui.panels.inspector import page_of

_COLUMN = 270


@pytest.mark.parametrize(
    "fact",
    [
        pytest.param(
            ResponseFact("Reported", None, "resistant to regorafenib with anti-PD-1 antibody"),
            id="what a reader wrote breaks its lines",
        ),
        pytest.param(
            ResponseFact("iRECIST", Category.NON_ICR_NON_IUPD, "", differs=True),
            id="a long category",
        ),
    ],
)
def test_a_response_fits_the_column(qtbot: QtBot, fact: ResponseFact) -> None:
    page = page_of(Inspection("2022-08", (fact,)))
    qtbot.addWidget(page)
    assert page.minimumSizeHint().width() <= _COLUMN
