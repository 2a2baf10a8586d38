"""The line at the bottom: what happened last, where the store is, and who can read it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QStatusBar, QWidget

from hcclog.store.stamp import Change
from hcclog.ui.desk import Desk
from hcclog.ui.labels import ElidedLabel, plain_label, plain_tip
from hcclog.ui.panels.who_button import WhoButton

if TYPE_CHECKING:
    from hcclog.store.place_warnings import PlaceNotice
    from hcclog.ui.backing_up.button import BackupButton
    from hcclog.ui.backing_up.keeper import BackupKeeper

_HELD = "▲ Read only"
_OF_HELD = 4
_READ_ONLY = "Open to read only: nothing can be written"


class StatusLine(QStatusBar):
    """Says that what was typed is kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.state = plain_label(_HELD if desk.logbook.store.read_only else "● Saved", "notice")
        self.told = ElidedLabel("notice")
        self.place = _giving_way(store_place(desk))
        self.addWidget(self.state)
        self.addWidget(self.told, 1)
        self.source = plain_label("", "notice")
        self.source.hide()
        self.addPermanentWidget(self.source)
        self.who = WhoButton(desk)
        self.addPermanentWidget(self.who)
        for notice in notices(desk):
            self.addPermanentWidget(_giving_way(notice, "notice"))
        if desk.logbook.store.notice:
            # Long, so it gives way where the window is narrow; its tip has all of it.
            held = ElidedLabel("notice")
            held.show_text(desk.logbook.store.notice)
            self.addWidget(held, _OF_HELD)
        for place in place_notices_of(desk):
            told = plain_label(f"▲ {place.short}", "notice")
            told.setToolTip(plain_tip(place.sentence))
            told.setAccessibleName(place.sentence)
            self.addPermanentWidget(told)
        self.addPermanentWidget(self.place)
        desk.moved.connect(lambda: self.place.show_text(store_place(desk)))
        desk.changed.connect(self._saved)
        desk.source_set.connect(self._say_source)
        desk.told.connect(self.told.show_text)
        desk.refused.connect(self._refused)
        desk.failed.connect(self._failed)

    def show_backups(self, keeper: BackupKeeper, button: BackupButton) -> None:
        """Say when the last backup was made: at the left, for what is at the right gives way."""
        self.keeper, self.backups = keeper, button
        self.insertWidget(1, button)

    def _say_source(self, words: str) -> None:
        self.source.setText(f"Entries come from: {words}")
        self.source.setVisible(bool(words))

    def _saved(self, _change: Change) -> None:
        self.state.setText("● Saved")

    def _refused(self, sentence: str, _field: str) -> None:
        self.told.show_text(sentence)

    def _failed(self, sentence: str) -> None:
        self.state.setText("▲ Not saved")
        self.told.show_text(sentence)


def _giving_way(words: str, name: str = "") -> ElidedLabel:
    """Return a label as wide as its words that becomes narrower where the window does."""
    label = ElidedLabel(name)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    label.show_text(words)
    return label


def notices(desk: Desk) -> list[str]:
    """Return what holds for this store all the time, and is short."""
    from hcclog.catalogue.clinic import clinic_faults
    from hcclog.store.clock import clock_doubt

    store = desk.logbook.store
    if store.notice:
        return []
    found = [_READ_ONLY] if store.read_only else []
    doubt = clock_doubt(store)
    return [*([doubt] if doubt else []), *found, *clinic_faults()]


def place_notices_of(desk: Desk) -> tuple[PlaceNotice, ...]:
    """Return what should be known of where the store lies."""
    from hcclog.store.place_warnings import place_notices

    path = desk.logbook.store.backend.path
    return place_notices(path) if path is not None else ()


def store_place(desk: Desk) -> str:
    """Return where the store is: its file with the home folder as ``~``, or the server."""
    path = desk.logbook.store.backend.path
    if path is None:
        return desk.logbook.store.backend.place
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
