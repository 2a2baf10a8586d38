"""A whole session in a process of its own: a patient entered, looked at, copied, and much amiss.

What is planted here stands in the store and in what is handed out, and nowhere else.
"""

from __future__ import annotations

import os
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.logbook import Logbook

if TYPE_CHECKING:
    from hcclog.ui.main_window import MainWindow

NAME, CODE, BIRTH, VALUE = "Zbigniewska", "UNMISTAKABLE-77", "1951-03-04", "98765.4321"
PLANTED = (NAME, CODE, BIRTH, VALUE)
CSV = f"patient,date,test,value,unit\n{CODE},2026-10-12,AFP,{VALUE},ng/mL\n"
_STEP_MS = 40


def work_in_a_window(store_path: str) -> None:
    """Open the window, do a day's work in it, let much go wrong, and close it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMessageBox

    from hcclog.cli.opening import now_ms, now_utc, open_logbook
    from hcclog.domain.ids import IdFactory
    from hcclog.ui import application
    from hcclog.ui.main_window import MainWindow
    from hcclog.ui.reopening import Makers

    application.the_application()
    steps: list[Iterator[None]] = []

    def go_on() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            # What went wrong is shown; a person reads it and goes on.
            box.reject()
            return
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        if windows and windows[0].inspector is not None:
            steps[:] = steps or [_day(windows[0])]
            try:
                next(steps[0], None)
            except Exception:  # noqa: BLE001 - a mistake of the session itself ends it
                traceback.print_exc()
                os._exit(3)

    def opened(credentials: None = None, target: str | None = None) -> Logbook:
        return open_logbook(target or store_path, to_show=True, with_cases=False)

    timer = QTimer()
    timer.timeout.connect(go_on)
    timer.start(_STEP_MS)
    makers = Makers(now_utc, IdFactory(now_ms), place=Path(store_path))
    sys.exit(application.run_window(opened, makers))


def _day(window: MainWindow) -> Iterator[None]:
    """Do one thing after the other, with the event loop in between."""
    yield from _enter(window)
    yield from _look_at_a_report(window)
    yield from _meet_faults(window)
    yield from _copy(window)
    window.close()


def _enter(window: MainWindow) -> Iterator[None]:
    """Add a patient with a result, and begin a visit that is not saved."""
    from hcclog.commands.base import Add
    from hcclog.domain.dates import ClinicalDate
    from tests.books import a_lab, a_patient

    patient = a_patient(CODE, name=NAME, birth_on=ClinicalDate.parse(BIRTH))
    window.desk.confirm = lambda _title, _sentences, _needs_reason: NAME
    window.desk.do(Add((patient, a_lab(patient, VALUE, "2026-10-01"))))
    window.desk.choose_patient(patient.id)
    yield
    window.start_lab_entry()
    window.desk.refuse(f"{NAME} is refused")
    window.page.below.open_visit()
    page = window.page.below.visit
    assert page is not None
    page.form.retype(page.form.typed() | {"note": f"{NAME} {VALUE}"})
    page.keeper.touch()
    page.keeper.keep_now()
    yield
    window.page.below.show_tabs()
    yield


def _look_at_a_report(window: MainWindow) -> Iterator[None]:
    from hcclog.ui.doors import exchange
    from hcclog.ui.exchanging.report_dialog import ReportDialog

    exchange(window).report()
    dialog = window.findChild(ReportDialog)
    while exchange(window).work.job is not None:
        yield
    if isinstance(dialog, ReportDialog):
        dialog.reject()
    yield


def _meet_faults(window: MainWindow) -> Iterator[None]:
    """Let a disk refuse, a slot fail, a thread fail, and a thing that is cleared away."""
    from PySide6.QtCore import QTimer

    from hcclog.commands.base import Add
    from tests.books import a_patient
    from tests.faults import failing_disk

    with failing_disk():
        window.desk.do(Add((a_patient(f"{CODE}-2", name=NAME),)))
    yield
    QTimer.singleShot(0, lambda: _fail(f"{NAME} {VALUE}"))
    yield
    yield
    thread = threading.Thread(target=_fail, args=(f"{CODE} {BIRTH}",))
    thread.start()
    thread.join()
    yield
    yield
    _Dropped()
    yield


def _copy(window: MainWindow) -> Iterator[None]:
    """Copy diagnostics, which may be handed on, and then something of the patient."""
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QGuiApplication

    from hcclog.ui.doors import diagnose

    diagnose(window.desk)
    clipboard, app = QGuiApplication.clipboard(), QCoreApplication.instance()
    _tell(f"title: {window.windowTitle()}")
    _tell(clipboard.text())
    clipboard.setText(f"{NAME} {VALUE}")
    assert app is not None
    app.aboutToQuit.connect(lambda: _tell(f"clipboard: {clipboard.text() or 'empty'}"))
    yield


def _tell(words: str) -> None:
    print(words, flush=True)  # noqa: T201 - to the parent


def _fail(words: str) -> None:
    raise ValueError(f"no such patient: {words}")


class _Dropped:
    """Fails when it is cleared away."""

    def __del__(self) -> None:
        _fail(f"{NAME} {VALUE}")
