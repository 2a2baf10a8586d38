"""The bar above everything: what can be done from anywhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from hcclog.ui.actions import Actions
from hcclog.ui.fitting_button import FittingButton
from hcclog.ui.labels import plain_label, plain_tip

_WITH_BRAND, _WITH_FILES = 820, 900
_OTHERS = "&Other entries"


class TopBar(QFrame):
    """Name, pages, undo, redo, new results, view."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 7, 14, 7)
        line.setSpacing(10)
        self.brand = plain_label("hcclog", "brand")
        line.addWidget(self.brand)
        self.rooms = [RoomButton(each) for each in (actions.show_patients, actions.show_cohort)]
        for room in self.rooms:
            line.addWidget(room)
        line.addStretch(1)
        self.buttons = [BarButton(action) for action in (actions.undo, actions.redo)]
        for button in self.buttons:
            line.addWidget(button)
        self.files = self._file_button(actions)
        line.addWidget(self.files)
        line.addWidget(self._view_button(actions))
        line.addWidget(self._new_button(actions))
        self.new_visit = BarButton(actions.new_visit)
        line.addWidget(self.new_visit)
        self.add_labs = BarButton(actions.add_labs, primary=True)
        line.addWidget(self.add_labs)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The frame of the window says it too; what can be done needs the room.
        self.brand.setVisible(event.size().width() >= _WITH_BRAND)
        is_wide = event.size().width() >= _WITH_FILES
        # Where it has no room of its own it stands in the next one's menu.
        self.files.setVisible(is_wide)
        self._in_view.setVisible(not is_wide)

    def _new_button(self, actions: Actions) -> QToolButton:
        """Offer an entry of every kind."""
        menu = QMenu()
        menu.addActions([actions.new_visit, actions.add_labs, actions.lab_grid])
        menu.addActions([actions.lab_stack, actions.paste])
        menu.addSeparator()
        menu.addActions([actions.new_patient, actions.new_baseline])
        # Apart: all in one menu are higher than the screen of a small laptop.
        menu.addMenu(_OTHERS).addActions(list(actions.entries.values()))
        menu.addSeparator()
        menu.addActions([actions.source, actions.catalogue])
        menu.addSeparator()
        menu.addActions([actions.edit_patient, actions.sign_record])
        menu.addActions([actions.retract_patient, actions.erase_patient])
        return _menu_button("&New", menu)

    def _file_button(self, actions: Actions) -> QToolButton:
        """Offer what enters and what leaves."""
        menu = QMenu()
        menu.addActions([actions.import_file, actions.import_folder])
        menu.addActions([actions.export, actions.report])
        menu.addSeparator()
        menu.addActions([actions.save_picture, actions.copy_picture, actions.save_numbers])
        menu.addSeparator()
        menu.addActions([actions.backups, actions.check_store])
        menu.setTitle("&File")
        return _menu_button("&File", menu)

    def _view_button(self, actions: Actions) -> QToolButton:
        menu = QMenu()
        self._in_view = menu.addMenu(self.files.menu())
        menu.addActions([actions.show_patients, actions.show_cohort])
        menu.addSeparator()
        menu.addActions([actions.find, actions.fit])
        menu.addSeparator()
        menu.addActions(actions.tabs)
        menu.addSeparator()
        menu.addActions(actions.themes)
        menu.addSeparator()
        menu.addActions(actions.of_people())
        menu.addSeparator()
        menu.addActions([actions.settings, actions.shortcuts, actions.diagnostics, actions.quit])
        return _menu_button("&View", menu)


def _menu_button(words: str, menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setObjectName("bar_button")
    button.setText(words)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu.setParent(button, menu.windowFlags())
    button.setMenu(menu)
    return button


class RoomButton(QToolButton):
    """Shows one page; pressed while it is the one in sight."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self.setObjectName("room_button")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setDefaultAction(action)
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{action.text()} ({key})")
        self.setAccessibleName(action.text())


class BarButton(FittingButton):
    """A button that shows its action, with the key beside it where there is room."""

    def __init__(self, action: QAction, *, primary: bool = False) -> None:
        super().__init__("bar_button")
        self.setProperty("primary", primary)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        action = self._action
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        short = str(action.property("words")).removesuffix("…")
        self.say(f"{action.text()}   {key}".replace("&", "&&"), short.replace("&", "&&"))
        self.setAccessibleName(action.text())
        self.setToolTip(plain_tip(action.toolTip()))
        self.setEnabled(action.isEnabled())
