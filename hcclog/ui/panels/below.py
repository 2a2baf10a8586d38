"""Below the chart: the tabs, or the visit that is being written; and the draft that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hcclog.ui.panels.tabs import Tabs

_LOSE = "The store could not keep the visit that was begun, so closing would lose it."
_CLOSE, _GO_BACK = "Close and lose it", "Go back"

if TYPE_CHECKING:
    from hcclog.store.stamp import Change
    from hcclog.ui.desk import Desk
    from hcclog.ui.visit.draft_bar import DraftBar
    from hcclog.ui.visit.page import VisitPage


class Below(QWidget):
    """Shows one of both; the modules of the visit are imported when one is there.

    Signals:
        visit_shown: A visit came in place of the tabs, or went.

    Attributes:
        visit: The page that is shown; None while the tabs are.
    """

    visit_shown = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.tabs = Tabs(desk)
        self.visit: VisitPage | None = None
        self.bar: DraftBar | None = None
        # A page whose draft the store could not keep holds the only copy of what was typed.
        self._unkept: dict[str, VisitPage] = {}
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tabs)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._stack, 1)
        desk.patient_chosen.connect(self._other_patient)
        desk.changed.connect(self._changed)

    def open_visit(self) -> None:
        """Show the chosen patient's visit: the one that was begun, or a new one."""
        if not self._desk.logbook.may_write("visit"):
            return
        if self.visit is None:
            unkept = self._unkept.pop(self._desk.patient_id, None)
            self.visit = unkept or self._made_page()
        if self.visit is None:
            return
        self._stack.setCurrentWidget(self.visit)
        self.visit_shown.emit(True)
        self.visit.take_focus()
        self.window().installEventFilter(self)
        self.offer_draft()

    def may_close(self) -> bool:
        """Return True where nothing that was typed would be lost, or a person lets it go."""
        pages = [*self._unkept.values(), *([self.visit] if self.visit is not None else [])]
        lost = [page for page in pages if not page.keep()]
        return not lost or self._desk.choose(_LOSE, (_CLOSE, _GO_BACK)) == 0

    def show_tabs(self) -> None:
        """Show the tabs; a visit that is not saved stays as a draft."""
        page, self.visit = self.visit, None
        if page is not None:
            self._stack.setCurrentWidget(self.tabs)
            if page.keep():
                self._forget(page)
            else:
                self._unkept[page.patient_id] = page
            self.visit_shown.emit(False)
        self.offer_draft()

    def offer_draft(self) -> None:
        """Offer what was begun for the chosen patient, where there is anything."""
        payload = "" if self.visit is not None else self._waiting()
        if payload and self.bar is None:
            from hcclog.ui.visit.draft_bar import DraftBar

            self.bar = DraftBar(self._desk)
            self.bar.continued.connect(self.open_visit)
            self.bar.discarded.connect(self._discard)
            self._column.insertWidget(0, self.bar)
        if self.bar is not None:
            self.bar.offer(payload)

    def _waiting(self) -> str:
        """Return what was typed for the chosen patient and is not saved."""
        from hcclog.ui.drafting import VISIT, draft_of

        patient_id = self._desk.patient_id
        unkept = self._unkept.get(patient_id)
        if unkept is not None:
            return unkept.payload()
        draft = draft_of(self._desk, VISIT, patient_id) if patient_id else None
        return draft.payload if draft is not None else ""

    def _made_page(self) -> VisitPage | None:
        from hcclog.ui.visit.page import VisitPage

        clerk = self._desk.clerk()
        if clerk is None:
            return None
        page = VisitPage(self._desk, clerk)
        self._stack.addWidget(page)
        page.left.connect(self._left)
        page.take_up(self._waiting())
        return page

    def _discard(self) -> None:
        from hcclog.ui.drafting import VISIT, discard_draft

        if discard_draft(self._desk, VISIT, self._desk.patient_id):
            page = self._unkept.pop(self._desk.patient_id, None)
            if page is not None:
                self._forget(page)
            self.offer_draft()

    def _forget(self, page: VisitPage) -> None:
        page.keeper.stop()
        self._stack.removeWidget(page)
        page.deleteLater()

    def _left(self) -> None:
        self.show_tabs()
        self.tabs.bar.setFocus()

    def _other_patient(self, _patient_id: str) -> None:
        self.show_tabs()

    def _changed(self, change: Change) -> None:
        if self.visit is None and self._desk.patient_id in change.patient_ids:
            self.offer_draft()

    # Qt's calls

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the window open where closing it would lose a visit."""
        is_closing = event.type() is QEvent.Type.Close and watched is self.window()
        if is_closing and not self.may_close():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
