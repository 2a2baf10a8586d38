"""How a new baseline is reached: a button with all there is to open, and a line that offers one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from hcclog.rules.series_due import imaging_words
from hcclog.rules.series_proposal import SeriesProposal, proposals
from hcclog.store.stamp import Change
from hcclog.ui.desk import Desk
from hcclog.ui.dialogs.new_series import NewSeries, newest_proposal
from hcclog.ui.labels import ElidedLabel

if TYPE_CHECKING:
    from hcclog.domain.response import ResponseSeries


class BaselineButton(QPushButton):
    """Opens what is proposed, a baseline that is there, or an empty form."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("&Baseline…", parent)
        self._desk = desk
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)

    def fill(self) -> None:
        """Name what can be opened now."""
        self._menu.clear()
        record, timeline = self._desk.record(), self._desk.timeline()
        if record is None or timeline is None:
            return
        for one in proposals(record, timeline.chronology):
            imaging = imaging_words(record, timeline.chronology, one.baseline)
            self._add(f"Proposed {one.name}: {imaging}…", partial(self.open, one))
        for series in record.series:
            self._add(f"Change “{series.label}”…", partial(self.change, series))
        self._add("New, from nothing…", self.open)

    def open_proposed(self) -> None:
        """Open the newest proposal, or an empty form where none is made."""
        self.open(newest_proposal(self._desk))

    def open(self, proposal: SeriesProposal | None = None) -> None:
        """Open the form for a new baseline."""
        NewSeries(self._desk, self.window(), proposal=proposal, is_blank=proposal is None).open()

    def change(self, series: ResponseSeries) -> None:
        """Open the form for a baseline that is there."""
        NewSeries(self._desk, self.window(), series=series).open()

    def _add(self, words: str, act: Callable[[], None]) -> None:
        action = self._menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda _on: act())


class ProposalBar(QWidget):
    """One line: which baseline is proposed, and a button that opens it."""

    def __init__(self, desk: Desk, button: BaselineButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("entry_row")
        self.words = ElidedLabel("notice")
        self.look = QPushButton("Loo&k at the proposal…")
        self.look.clicked.connect(button.open_proposed)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 4, 10, 4)
        line.addWidget(self.look)
        line.addWidget(self.words, 1)
        desk.changed.connect(self._changed)
        desk.patient_chosen.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Offer the newest proposal; hide where there is none."""
        record, timeline = self._desk.record(), self._desk.timeline()
        offered: tuple[SeriesProposal, ...] = ()
        if record is not None and timeline is not None:
            offered = proposals(record, timeline.chronology)
            if offered:
                imaging = imaging_words(record, timeline.chronology, offered[-1].baseline)
                more = f" {len(offered) - 1} more under Baseline." if len(offered) > 1 else ""
                name = offered[-1].name
                self.words.show_text(f"A new baseline is proposed {name}: {imaging}.{more}")
        self.look.setEnabled(self._desk.logbook.may_write("response_series"))
        self.setVisible(bool(offered))

    def _changed(self, change: Change) -> None:
        if self._desk.patient_id in change.patient_ids:
            self.refresh()
