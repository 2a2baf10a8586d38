"""What the chart offers at a place: an entry corrected or retracted, a value added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from hcclog.ui.labels import menu_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog, QWidget

    from hcclog.ui.charts.spot import Spot
    from hcclog.ui.choosing import Mark
    from hcclog.ui.desk import Desk
    from hcclog.ui.panels.chart_offers import ChartOffer
    from hcclog.ui.panels.time_menu import TimeMenu


@dataclass(frozen=True)
class ChartMenu:
    """Makes the menus of one chart.

    Attributes:
        time: Holds what days are counted from.
        parent: What the menus and forms open over.
        show: Shows an entry in its table.
    """

    desk: Desk
    time: TimeMenu
    parent: QWidget
    show: Callable[[str, str], None]

    def open(self, spot: Spot, place: QPoint) -> QMenu | None:
        """Open the menu of a spot at a place of the screen; None where it offers nothing."""
        menu = QMenu(self.parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if spot.mark is not None:
            self._add_entry(menu, spot.mark)
        elif spot.day is not None and not self.desk.logbook.store.read_only:
            self._add_offers(menu, spot, spot.day)
        if menu.isEmpty():
            menu.deleteLater()
            return None
        menu.popup(place)
        return menu

    def correct(self, table: str, entity_id: str) -> None:
        """Open the form of an entry."""
        from hcclog.ui.dialogs.opening import correct_entry

        correct_entry(self.desk, (table, entity_id), self.parent.window())

    def _add_entry(self, menu: QMenu, mark: Mark) -> None:
        from hcclog.ui.panels.row_menu import fill_row_menu

        fill_row_menu(menu, self.desk, mark, self.parent)
        menu.addSeparator()
        self._add_source(menu, mark)
        day = self.time.day_of(*mark)
        count = menu.addAction("Count &from here")
        count.setEnabled(day is not None)
        if day is not None:
            count.triggered.connect(lambda _on: self.time.count_from(day.zero))
        menu.addAction("Show in its ta&ble", lambda: self.show(*mark))

    def _add_source(self, menu: QMenu, mark: Mark) -> None:
        """Say where an entry comes from; its form opens there."""
        from hcclog.ui.dialogs.opening import entry_of
        from hcclog.ui.fields.source_field import source_text

        entity = entry_of(self.desk, mark)
        source = getattr(entity, "source", None)
        if source is not None:
            words = f"So&urce: {menu_words(source_text(source))}"
            action = menu.addAction(words, lambda: self._open_source(mark))
            action.setEnabled(self.desk.logbook.may_write(mark[0]))

    def _open_source(self, mark: Mark) -> None:
        from hcclog.ui.dialogs.opening import correct_entry

        dialog = correct_entry(self.desk, mark, self.parent.window())
        field = dialog.entry.field_of("source") if dialog is not None else None
        if dialog is not None and field is not None:
            dialog.entry.unfold()
            field.setFocus()

    def _add_offers(self, menu: QMenu, spot: Spot, day: float) -> None:
        from hcclog.ui.panels.chart_offers import date_at, offers_of_lane, other_offers

        clerk = self.desk.clerk()
        if clerk is None:
            return
        when = date_at(day, spot.days_per_pixel, is_relative=clerk.is_relative)
        own = offers_of_lane(spot, when)
        for offer in own:
            self._add_offer(menu, offer)
        into = menu.addMenu("Add something &else") if own else menu
        for offer in other_offers(when, own):
            self._add_offer(into, offer)

    def _add_offer(self, menu: QMenu, offer: ChartOffer) -> None:
        action = menu.addAction(menu_words(offer.words), lambda: self.add(offer).open())
        action.setEnabled(self.desk.logbook.may_write(offer.table))

    def add(self, offer: ChartOffer) -> QDialog:
        """Return the form of a new entry, with what its place says typed in."""
        from hcclog.ui.dialogs.entry_dialog import EntryDialog
        from hcclog.ui.dialogs.new_assessment import NewAssessment
        from hcclog.ui.dialogs.passing import let_go

        window = self.parent.window()
        if offer.table != "assessment":
            return let_go(EntryDialog(self.desk, offer.table, given=offer.given, parent=window))
        dialog, clerk = NewAssessment(self.desk, window), self.desk.clerk()
        if clerk is not None:
            dialog.entry.show_values(offer.given, clerk)
        return let_go(dialog)
