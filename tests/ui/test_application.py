"""The window before and after its store: refused, tried again, another one chosen, ended."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hcclog.paths import log_file
from tests.books import a_patient, new_book
from tests.commands.words import add

ROOT = Path(__file__).resolve().parents[2]
NAME = "Zbigniewska"
RUN = """
import sys
from PySide6.QtCore import QTimer
from hcclog.cli.opening import now_ms, now_utc, open_logbook
from hcclog.domain.ids import IdFactory
from hcclog.ui import application
from hcclog.ui.main_window import MainWindow
from hcclog.ui.panels.cannot_open import CannotOpen
from hcclog.ui.reopening import Makers
from pathlib import Path

gone, good = sys.argv[1], sys.argv[2]
app = application.the_application()
steps = []

def look():
    window = next(w for w in app.topLevelWidgets() if isinstance(w, MainWindow))
    page = window.centralWidget()
    if isinstance(page, CannotOpen):
        if page in steps:
            return
        steps.append(page)
        if len(steps) == 1:
            page.again.click()
        else:
            page.chosen.emit(good)
    elif window.inspector is not None:
        print(len(steps), "refused, opened", window.windowTitle(), window.desk.logbook.n_patients())
        timer.stop()
        window.close()

timer = QTimer()
timer.timeout.connect(look)
timer.start(20)

def opened(credentials=None, target=None):
    return open_logbook(target or gone, to_show=True, credentials=credentials)

makers = Makers(now_utc, IdFactory(now_ms), place=Path(gone))
sys.exit(application.run_window(opened, makers))
"""


@pytest.mark.catalogue("S-06", "S-07", "L-07")
def test_a_store_that_is_refused_is_tried_again_and_another_is_opened(tmp_path: Path) -> None:
    good, gone = tmp_path / "good.db", tmp_path / "no" / "store.db"
    book = new_book(good)
    add(book, a_patient("P-1", name=NAME))
    book.close()
    ran = subprocess.run(
        [sys.executable, "-c", RUN, str(gone), str(good)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.stdout.split("\n")[0] == "2 refused, opened hcclog 1", ran.stderr
    assert ran.returncode == 0
    assert ran.stderr.count("does not exist. Is a disk or a network drive missing?") == 2
    lines = log_file().read_text(encoding="utf-8").splitlines()
    events = [line.split(" hcclog ")[1].split(" ")[0] for line in lines]
    assert [event for event in events if event != "backed"] == [
        *("fault", "fault"),
        *("opened", "closed"),
    ]
    assert "fault=FolderMissing" in lines[0]
    assert "mode=write" in lines[2]
    assert NAME not in "".join(lines)
    assert str(tmp_path) not in "".join(lines)
