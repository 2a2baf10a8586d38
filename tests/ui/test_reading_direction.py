"""T-02: beside names that are read from right to left, numbers and their signs keep their order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from hcclog.commands.base import Add
from hcclog.domain.assessment import Assessment
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.ids import EntityId
from hcclog.domain.quantities import Comparator
from hcclog.domain.therapy import Course
from hcclog.domain.visit import Visit
from hcclog.logbook import Logbook
from hcclog.ui.main_window import MainWindow
from hcclog.ui.models.patient_list import list_item, spoken
from hcclog.ui.panels.tabs import TABS
from hcclog.ui.screenshots import settle
from tests.books import a_lab, a_patient, an_id
from tests.report.patient.pages import own_words, printed

ARABIC, HEBREW = "محمد علي", "שרה כהן"
FROM_THE_RIGHT = re.compile("[\u0590-\u08ff]")
NUMBER = re.compile(r"[<>≤≥−+]?\d[\d.,\-\u2009]*\d|[<>≤≥−+]?\d")
Opener = Callable[[Logbook], MainWindow]


def turned(text: str) -> list[str]:
    """Return the numbers of a text whose signs do not stand from left to right as written."""
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LeftToRight)
    layout = QTextLayout(text)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1_000_000)
    layout.endLayout()
    found = []
    for number in NUMBER.finditer(text):
        places = [place_of(line, at) for at in range(number.start(), number.end())]
        if places != sorted(places):
            found.append(number[0])
    return found


def place_of(line: QTextLine, at: int) -> float:
    """Return where a letter stands; PySide gives the place with the letter, or alone."""
    place: Any = line.cursorToX(at)
    return float(place[0] if isinstance(place, tuple) else place)


@pytest.fixture(params=[ARABIC, HEBREW], ids=["Arabic", "Hebrew"])
def window(request: pytest.FixtureRequest, book: Logbook, open_window: Opener) -> MainWindow:
    """A patient all of whose names are read from right to left."""
    name = request.param
    patient = a_patient("A-1", name=name, birth_on=ClinicalDate.parse("1951-03-04"), note=name)
    on = ClinicalDate.parse("2021-10-05")
    own = {"reference_low": Decimal(0), "reference_high": Decimal(7), "laboratory": name}
    labs = (
        a_lab(patient, "5.51", "2021-10-05", note=name, **own),
        a_lab(patient, "0.8", "2021-11-05", comparator=Comparator.LESS, **own),
        a_lab(patient, "60500", "2021-12-05", **{**own, "reference_high": Decimal(9)}),
    )
    visit = Visit(an_id(), patient.id, on, 1, weight_kg=Decimal("61.5"), note=name, author=name)
    course = Course(
        EntityId(an_id()),
        patient.id,
        None,
        "lenvatinib",
        on,
        dose=Decimal(8),
        dose_unit="mg",
        note=name,
    )
    assessment = Assessment(an_id(), patient.id, on, findings=name)
    book.do(Add((patient, *labs, visit, course, assessment), reason=name))
    opened = open_window(book)
    opened.desk.choose_patient(patient.id)
    return opened


def texts_of(window: MainWindow) -> Iterator[str]:
    """Yield what stands in labels, tables and tips."""
    for label in window.findChildren(QLabel):
        yield label.text()
    for widget in window.findChildren(QWidget):
        yield widget.toolTip()
    for view in window.findChildren(QTableView):
        model = view.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    yield str(model.index(row, column).data(role) or "")
    for patient in window.desk.logbook.patients():
        item = list_item(window.desk, patient.id)
        yield from (spoken(patient, item), item.facts, item.marker)


def test_a_turned_number_is_seen() -> None:
    assert turned(f"{ARABIC} 1951-03-04") == ["1951-03-04"]
    assert turned(f"{HEBREW} <0.8") == ["<0.8"]
    assert turned("AFP <0.8 ng/mL") == []


@pytest.mark.parametrize("tab", range(len(TABS)), ids=[tab.title for tab in TABS])
def test_t_02_no_number_of_the_window_is_turned(window: MainWindow, tab: int) -> None:
    window.page.tabs.show_tab(tab)
    settle()
    mixed = [text for text in texts_of(window) if FROM_THE_RIGHT.search(text)]
    assert mixed
    assert [(text, wrong) for text in mixed if (wrong := turned(text))] == []


def test_t_02_no_number_of_the_report_is_turned(window: MainWindow) -> None:
    record = window.desk.record()
    assert record is not None
    texts = [words.text for page in own_words(printed(record)) for words in page]
    mixed = [text for text in texts if FROM_THE_RIGHT.search(text)]
    assert mixed
    assert [(text, wrong) for text in mixed if (wrong := turned(text))] == []


def test_t_02_no_number_of_the_chart_is_turned(window: MainWindow) -> None:
    chart = window.page.course.chart
    assert chart is not None
    texts = [chart.accessibleName(), chart.accessibleDescription()]
    assert [(text, wrong) for text in texts if (wrong := turned(text))] == []
