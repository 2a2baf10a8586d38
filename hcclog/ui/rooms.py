"""The pages of the window: patients, and the cohort, which is made when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from hcclog.ui.actions import Actions
    from hcclog.ui.cohort.page import CohortPage
    from hcclog.ui.desk import Desk


class Rooms(QStackedWidget):
    """Shows the patients or the cohort.

    Attributes:
        cohort: The cohort's page; None until it is first shown.
    """

    def __init__(self, desk: Desk, actions: Actions, patients: QWidget) -> None:
        super().__init__()
        self._desk = desk
        self._actions = actions
        self._patients = patients
        self.cohort: CohortPage | None = None
        self.addWidget(patients)
        self._group = QActionGroup(self)
        for action in (actions.show_patients, actions.show_cohort):
            action.setCheckable(True)
            self._group.addAction(action)
        actions.show_patients.setChecked(True)
        actions.show_patients.triggered.connect(self.show_patients)
        actions.show_cohort.triggered.connect(self.show_cohort)
        # What acts on a patient or on a part of a record does so in sight of it.
        for action in (*actions.of_patient(), *actions.tabs, actions.find, actions.fit):
            action.triggered.connect(self.show_patients)
        desk.patient_chosen.connect(self.show_patients)

    def show_patients(self) -> None:
        """Show one patient, and the list of them."""
        self.setCurrentWidget(self._patients)
        self._actions.show_patients.setChecked(True)

    def show_cohort(self) -> None:
        """Show many patients at once."""
        if self.cohort is None:
            self.cohort = self._made_cohort()
        self.setCurrentWidget(self.cohort)
        self._actions.show_cohort.setChecked(True)
        self.cohort.enter()

    def _made_cohort(self) -> CohortPage:
        from hcclog.ui.cohort.page import CohortPage

        page = CohortPage(self._desk)
        page.patient_opened.connect(self._open)
        self.addWidget(page)
        return page

    def _open(self, patient_id: str) -> None:
        self._desk.choose_patient(patient_id)
        self.show_patients()
