"""A comma is shown for the point in numbers, and in nothing else."""

import pytest
from PySide6.QtCore import Qt

from hcclog.entry.preferences import DecimalSign, Preferences
from hcclog.logbook import Logbook
from hcclog.ui.models.decimal_signs import with_comma
from hcclog.ui.models.lab_table import LabTable
from tests.ui.desks import chosen


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5.51", "5,51"),
        ("<0.8", "<0,8"),
        ("1\u2009089.5", "1\u2009089,5"),
        ("+17.8 %", "+17,8 %"),
        ("42.0/38.0", "42,0/38,0"),
        ("21.11.2026", "21.11.2026"),
        ("1089", "1089"),
        ("", ""),
        ("5.", "5."),
    ],
)
def test_a_point_between_digits_becomes_a_comma(text: str, shown: str) -> None:
    assert with_comma(text) == shown


def test_the_table_follows_the_setting_and_editors_keep_the_point(cases: Logbook) -> None:
    desk = chosen(cases, "zhang-2024")
    model = LabTable(desk)
    before = [model.index(n, 2).data() for n in range(model.rowCount())]
    desk.set_preferences(Preferences(decimal_sign=DecimalSign.COMMA))
    after = [model.index(n, 2).data() for n in range(model.rowCount())]
    typed = [model.index(n, 2).data(Qt.ItemDataRole.EditRole) for n in range(model.rowCount())]
    assert after != before
    assert after == [text.replace(".", ",") for text in before]
    assert not any("," in text for text in typed)
