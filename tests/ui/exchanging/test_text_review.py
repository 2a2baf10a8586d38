"""Free texts under review: each is seen whole, however long it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from hcclog.exchange.deidentify.choices import FreeText
from hcclog.ui.exchanging.text_review import TextReview
from hcclog.ui.screenshots import settle

_SHORT = "notably smaller"
_LONG = "more than 8 distinct tumours; seen together with Dr Meier on the ward, who saw them before"


@pytest.mark.parametrize("width", [760, 520], ids=["as it opens", "made narrower"])
def test_a_long_text_breaks_its_line_and_a_short_one_does_not(qtbot: QtBot, width: int) -> None:
    review = TextReview([a_text(_SHORT), a_text(_LONG)])
    qtbot.addWidget(review)
    review.show()
    review.resize(width, review.height())
    review.view.setColumnWidth(0, width - 300)
    settle()
    view = review.view
    room = view.columnWidth(0)
    wrapped = view.fontMetrics().boundingRect(
        QRect(0, 0, room, 1000), int(Qt.TextFlag.TextWordWrap), _LONG
    )
    assert view.rowHeight(1) >= wrapped.height() > view.fontMetrics().height()
    assert view.rowHeight(0) < view.rowHeight(1)


def a_text(words: str) -> FreeText:
    return FreeText("assessment", "findings", words)
