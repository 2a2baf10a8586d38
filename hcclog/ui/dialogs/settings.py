"""The settings of this station: few, plain, and nothing of any patient."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hcclog.catalogue.analytes import Analyte, analytes, unit_symbol
from hcclog.commands.texts import most_characters
from hcclog.domain.response import Criteria
from hcclog.entry.preferences import (
    LEAST_LOCK_MINUTES,
    MOST_LOCK_MINUTES,
    DateOrder,
    DecimalSign,
    in_order,
)
from hcclog.report.naming import is_marker
from hcclog.ui.dialogs.form import FormDialog, filled
from hcclog.ui.labels import wrapped_label
from hcclog.ui.text import CRITERIA_NAMES
from hcclog.ui.theme import Choice

if TYPE_CHECKING:
    from hcclog.ui.desk import Desk

_ABOUT = (
    "For this computer and this user. Numbers are read with a point or a comma, whatever is shown;"
    " figures and exports keep the point."
)
_COMPUTED = (Criteria.RECIST_1_1, Criteria.MRECIST, Criteria.IRECIST)
_ORDERS: list[tuple[str, object]] = [
    ("ask which is meant", DateOrder.ASK),
    ("14/10/2021: the day first", DateOrder.DAY_FIRST),
    ("10/14/2021: the month first", DateOrder.MONTH_FIRST),
    ("as this computer writes dates", DateOrder.SYSTEM),
]
_SIGNS: list[tuple[str, object]] = [
    ("point: 5.51", DecimalSign.POINT),
    ("comma: 5,51", DecimalSign.COMMA),
]
_THEMES: list[tuple[str, object]] = [
    ("light", Choice.LIGHT),
    ("dark", Choice.DARK),
    ("as the system", Choice.SYSTEM),
]
_LOCKED_AFTER = (LEAST_LOCK_MINUTES, 2, 5, 10, 15, 20, MOST_LOCK_MINUTES)


class Settings(FormDialog):
    """Asks how this station writes, and what it takes where nothing is said.

    Attributes:
        units: The choice of a unit for each marker that comes in several.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Settings", "Save", parent)
        now = desk.preferences
        self.laboratory = QLineEdit(now.laboratory)
        self.laboratory.setMaxLength(most_characters("laboratory"))
        self.laboratory.setPlaceholderText("stands at new results")
        self.units = {test.code: _unit_choice(test, now.units) for test in _markers()}
        self.sign = _choice(_SIGNS, now.decimal_sign)
        self.order = _choice(_ORDERS, now.date_order)
        self.criteria = _choice(_criteria(), next(iter(in_order(_COMPUTED, now.criteria))))
        self.theme = _choice(_THEMES, Choice(now.theme))
        self.add_row("&Laboratory", self.laboratory)
        for test in _markers():
            self.add_row(f"Unit of {test.short}", self.units[test.code])
        self.add_row("Decimal &sign", self.sign)
        self.add_row("03/04/2024 &means", self.order)
        self.add_row("&Criteria first", self.criteria)
        self.lock_after = _choice(_minutes(now.lock_after_minutes), now.lock_after_minutes)
        self.add_row("&Theme", self.theme)
        self.add_row("Loc&k after", self.lock_after)
        self.column.insertWidget(1, wrapped_label(_ABOUT, "muted"))
        self.laboratory.setFocus()

    def commit(self) -> bool:
        first = Criteria(self.criteria.currentData())
        before = self.desk.preferences
        chosen = {code: str(box.currentData() or "") for code, box in self.units.items()}
        others = {code: unit for code, unit in before.units.items() if code not in chosen}
        after = replace(
            before,
            laboratory=" ".join(self.laboratory.text().split()),
            units=others | {code: unit for code, unit in chosen.items() if unit},
            decimal_sign=DecimalSign(self.sign.currentData()),
            date_order=DateOrder(self.order.currentData()),
            criteria=in_order(_COMPUTED, (first,)),
            theme=Choice(self.theme.currentData()).value,
            lock_after_minutes=int(self.lock_after.currentData()),
        )
        if after != before:
            self.desk.set_preferences(after)
        return True


def _markers() -> list[Analyte]:
    """Return the markers that come in several units."""
    return [each for each in analytes() if is_marker(each.code) and len(each.units) > 1]


def _minutes(chosen: int) -> list[tuple[str, object]]:
    offered = sorted({*_LOCKED_AFTER, chosen})
    return [("a minute" if n == 1 else f"{n} minutes", n) for n in offered]


def _unit_choice(test: Analyte, chosen: dict[str, str]) -> QComboBox:
    symbols = [unit_symbol(test, unit) for unit in test.units]
    usual = unit_symbol(test, test.unit) if test.unit is not None else ""
    first: list[tuple[str, object]] = [(f"as last used, or {usual}", "")]
    return _choice([*first, *((each, each) for each in symbols)], chosen.get(test.code, ""))


def _criteria() -> list[tuple[str, object]]:
    return [(CRITERIA_NAMES[each], each) for each in _COMPUTED]


def _choice(choices: list[tuple[str, object]], chosen: object) -> QComboBox:
    values = [value for _, value in choices]
    return filled(QComboBox(), choices, values.index(chosen) if chosen in values else 0)
