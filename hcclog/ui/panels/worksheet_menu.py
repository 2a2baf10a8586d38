"""What can be done at a cell of the worksheet: states by letter, roles, merge and split."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from hcclog.domain.lesion import Trend
from hcclog.domain.response import LesionRole
from hcclog.entry.size_words import LETTERS
from hcclog.entry.sizes import measurement_at, size_text
from hcclog.ui.choosing_roles import choose_role
from hcclog.ui.models.lesion_table import FIRST
from hcclog.ui.sizing import enter_size

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from hcclog.domain.lesion import Lesion, Measurement
    from hcclog.domain.record import PatientRecord
    from hcclog.ui.desk import Desk
    from hcclog.ui.models.row_table import Row

_ROLE_KEYS = {
    LesionRole.TARGET: "&target",
    LesionRole.NON_TARGET: "&non-target",
    LesionRole.NEW: "ne&w",
    LesionRole.NOT_FOLLOWED: "not &followed",
}


class WorksheetMenu:
    """Builds the menu of a cell, and does what is chosen in it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk, self._parent = desk, parent

    def of_cell(self, row: Row, column: int, assessment_id: str) -> QMenu:
        """Return the menu of one cell of a lesion."""
        menu = QMenu(self._parent)
        menu.setAccessibleName(f"What can be done with {row.cells[0].text}")
        record = self._desk.record()
        lesion = next((x for x in record.lesions if x.id == row.mark[1]), None) if record else None
        if record is None or lesion is None:
            return menu
        if column >= FIRST:
            self._add_states(menu, record, lesion, assessment_id)
        if column == FIRST - 1:
            self._add_roles(menu, record, row, lesion)
        else:
            self._add_roles(menu.addMenu("&Role"), record, row, lesion)
        menu.addSeparator()
        if column < FIRST:
            correct = f"&Correct {_plain(lesion.label)}…\tF2"
            self._add(menu, correct, partial(self.correct_lesion, lesion))
        self._add(menu, "&Merged into…", partial(self._merge, lesion, assessment_id))
        self._add(menu, "&Split into parts…", partial(self._split, lesion, assessment_id))
        if self._desk.logbook.store.read_only:
            for action in menu.actions():
                action.setEnabled(False)
        return menu

    def correct_lesion(self, lesion: Lesion) -> None:
        """Open the form of a lesion."""
        from hcclog.ui.dialogs.entry_dialog import EntryDialog

        if self._desk.refuses_writing():
            return
        self._open(EntryDialog(self._desk, "lesion", lesion, parent=self._parent))

    def correct_imaging(self, assessment_id: str) -> None:
        """Open the form of an assessment with its scans."""
        from hcclog.ui.dialogs.new_assessment import NewAssessment

        record = self._desk.record()
        assessments = record.assessments if record is not None else ()
        found = next((a for a in assessments if a.id == assessment_id), None)
        if found is not None and not self._desk.refuses_writing():
            self._open(NewAssessment(self._desk, self._parent, assessment=found))

    def _add_states(
        self, menu: QMenu, record: PatientRecord, lesion: Lesion, assessment_id: str
    ) -> None:
        seen = measurement_at(record, lesion.id, assessment_id)
        for letter, state in LETTERS.items():
            words = state.value.replace("-", " ")
            act = self._add(
                menu, f"&{letter}  {words}", partial(self._enter, lesion, assessment_id, letter)
            )
            act.setCheckable(True)
            act.setChecked(seen is not None and seen.state is state)
        trends = menu.addMenu("Change in &words")
        text = ""
        if seen is not None:
            labels: dict[str, str] = {each.id: each.label for each in record.lesions}
            text = size_text(replace(seen, trend=None), lesion, labels)
        for trend in Trend:
            # The label of another lesion may stand last, so the trend goes first.
            said = f"{trend.value} {text or 'p'}"
            self._add(trends, trend.value, partial(self._enter, lesion, assessment_id, said))
        if seen is not None:
            self._add(
                menu, "Take the size &out\tDel", partial(self._enter, lesion, assessment_id, "")
            )
            self._add(menu, "All &facts and note…", partial(self._correct_size, seen))
        menu.addSeparator()
        self._add(
            menu, "Correct this &imaging…\tCtrl+F2", partial(self.correct_imaging, assessment_id)
        )

    def _add_roles(self, menu: QMenu, record: PatientRecord, row: Row, lesion: Lesion) -> None:
        own = row.key[1].partition("/")[2]
        roles = {(r.series_id, r.lesion_id): r.role for r in record.series_lesions}
        for series in record.series:
            if own and series.id != own:
                continue
            inner = menu if own or len(record.series) == 1 else menu.addMenu(_plain(series.label))
            now = roles.get((series.id, lesion.id))
            for role, words in _ROLE_KEYS.items():
                choose = partial(choose_role, self._desk, series.id, lesion.id, role)
                act = self._add(inner, words, choose)
                act.setCheckable(True)
                act.setChecked(now is role)
            if now is not None:
                away = partial(choose_role, self._desk, series.id, lesion.id, None)
                self._add(inner, "n&o role", away)
        if not record.series:
            menu.addAction("No series yet: choose a baseline first").setEnabled(False)

    def _add(self, menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda _on: act())
        return action

    def _enter(self, lesion: Lesion, assessment_id: str, text: str) -> None:
        enter_size(self._desk, lesion.id, assessment_id, text)

    def _correct_size(self, seen: Measurement) -> None:
        from hcclog.ui.dialogs.entry_dialog import EntryDialog

        self._open(EntryDialog(self._desk, "measurement", seen, parent=self._parent))

    def _merge(self, lesion: Lesion, assessment_id: str) -> None:
        from hcclog.ui.dialogs.merge_lesion import MergeLesion

        self._open(MergeLesion(self._desk, lesion, assessment_id, self._parent))

    def _split(self, lesion: Lesion, assessment_id: str) -> None:
        from hcclog.ui.dialogs.split_lesion import SplitLesion

        self._open(SplitLesion(self._desk, lesion, assessment_id, self._parent))

    def _open(self, dialog: QDialog) -> None:
        dialog.open()


def _plain(words: str) -> str:
    """Return words as a menu shows them: an ampersand there marks a key."""
    return words.replace("&", "&&")
