"""What is typed into a form is kept while it is typed, and offered again until it is saved.

A form says what to keep as JSON text; nothing typed is an empty text, and then no draft is kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from hcclog.entry.visit.drafts import VISIT
from hcclog.store.errors import StoreError

if TYPE_CHECKING:
    from hcclog.store.drafts import Draft
    from hcclog.ui.desk import Desk

__all__ = ["VISIT", "DraftKeeper", "discard_draft", "draft_of", "packed", "unpacked", "waiting"]

WAIT_MS = 400
# Where the store could not keep it: until it can.
AGAIN_MS = 5000


class DraftKeeper(QObject):
    """Keeps the draft of one form of one patient.

    It writes a moment after the last edit, and at once when the form is left, the window closed,
    the session ended or the program asked to end.

    Signals:
        failed: The store could not keep it; the form still holds everything.
    """

    failed = Signal(str)  # sentence

    def __init__(
        self, desk: Desk, kind: str, patient_id: str, payload: Callable[[], str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._key, self._payload = desk, (kind, patient_id), payload
        self._pending = False
        self._timer = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._timer.timeout.connect(self._keep_when_free)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.aboutToQuit.connect(self.keep_now)
            # The session waits for no event loop: what is not written in this call is lost.
            app.commitDataRequest.connect(self._session_ends, Qt.ConnectionType.DirectConnection)

    def touch(self) -> None:
        """Note that something was typed."""
        self._pending = True
        self._timer.start(WAIT_MS)

    def _keep_when_free(self) -> None:
        """Write what was typed, or wait while long work holds the store."""
        if self._desk.held:
            self._timer.start()
        else:
            self.keep_now()

    def keep_now(self) -> bool:
        """Write what is not written yet; False where the store could not."""
        if not self._pending:
            return True
        self._timer.stop()
        book, payload = self._desk.logbook, self._payload()
        try:
            if payload:
                book.keep_draft(*self._key, payload)
            else:
                book.drop_draft(*self._key)
        except StoreError as error:
            self.failed.emit(error.sentence)
            self._timer.start(AGAIN_MS)
            return False
        self._pending = False
        self._timer.setInterval(WAIT_MS)
        return True

    def stop(self) -> None:
        """Keep nothing more: what was typed is saved."""
        self._timer.stop()
        self._pending = False

    def discard(self) -> bool:
        """Forget the draft; False where the store could not."""
        self.stop()
        return discard_draft(self._desk, *self._key)

    def _session_ends(self, _manager: object) -> None:
        self.keep_now()


def discard_draft(desk: Desk, kind: str, patient_id: str) -> bool:
    """Forget a draft; False where the store could not, and the desk has said why."""
    try:
        desk.logbook.drop_draft(kind, patient_id)
    except StoreError as error:
        desk.fail(error)
        return False
    return True


def draft_of(desk: Desk, kind: str, patient_id: str) -> Draft | None:
    """Return the draft of one form of one patient at this station."""
    drafts = desk.logbook.drafts()
    return next((d for d in drafts if (d.kind, d.patient_id) == (kind, patient_id)), None)


def waiting(desk: Desk) -> str:
    """Return whose visits were begun and not saved, for the line at the bottom; empty for none."""
    ids = [draft.patient_id for draft in desk.logbook.drafts() if draft.kind == VISIT]
    records = (desk.record(patient_id) for patient_id in ids)
    codes = [record.patient.code for record in records if record is not None]
    return f"Begun and not saved: a visit of {', '.join(codes)}." if codes else ""


def packed(begun: str, typed: Mapping[str, str]) -> str:
    """Return a payload: when it was begun on this station's clock, and what is typed by path."""
    return json.dumps({"begun": begun, "typed": dict(typed)}, ensure_ascii=False, sort_keys=True)


def unpacked(payload: str) -> tuple[str, dict[str, str]]:
    """Return when a draft was begun, and what was typed; nothing where it cannot be read."""
    try:
        said: Any = json.loads(payload)
        begun, typed = str(said["begun"]), dict(said["typed"])
    except (ValueError, TypeError, KeyError):
        return "", {}
    return begun, {str(path): str(text) for path, text in typed.items()}
