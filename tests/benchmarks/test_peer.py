"""The window against LibreOffice Calc: the same patient with a chart, until the screen is still.

Both are started on one virtual screen, and both are timed by the same eye: the moment of the last
change that the screen shows. Skipped where Calc or a virtual screen is not installed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from hcclog.cli.opening import open_logbook
from hcclog.domain.record import PatientRecord
from tests.benchmarks.measuring import tell

MISSING = [name for name in ("soffice", "Xvfb") if shutil.which(name) is None]
pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}"),
]
DISPLAY = ":93"
N_RUNS = 5
STILL_SECONDS, LONGEST_SECONDS = 1.5, 30.0


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """A virtual screen."""
    server = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", "1440x900x24", "-nolisten", "tcp", "-noreset"],
        stderr=subprocess.DEVNULL,
    )
    while not Path(f"/tmp/.X11-unix/X{DISPLAY[1:]}").exists():
        time.sleep(0.05)
    yield DISPLAY
    server.terminate()
    server.wait()


def look() -> str:
    """Return what the screen shows, as a digest."""
    from PIL import ImageGrab

    return sha256(ImageGrab.grab(xdisplay=DISPLAY).tobytes()).hexdigest()


def seconds_until_still(command: list[str], environment: dict[str, str]) -> float:
    """Start a program, wait until the screen is still, and return when it last changed."""
    empty = look()
    start = changed = time.monotonic()
    shown = empty
    program = subprocess.Popen(
        command,
        env={**os.environ, **environment, "DISPLAY": DISPLAY},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while shown == empty or time.monotonic() - changed < STILL_SECONDS:
        now = look()
        if now != shown:
            shown, changed = now, time.monotonic()
        assert time.monotonic() - start < LONGEST_SECONDS, "nothing was shown"
    os.killpg(program.pid, signal.SIGKILL)
    program.wait()
    while look() != empty:
        time.sleep(0.05)
    return changed - start


def write_workbook(record: PatientRecord, path: Path) -> None:
    """Write a patient's markers as a sheet with a line chart on a logarithmic axis."""
    from openpyxl import Workbook
    from openpyxl.chart import LineChart, Reference

    book = Workbook()
    sheet: Any = book.active
    sheet.append(["When", "AFP"])
    rows = [lab for lab in record.labs if lab.analyte == "afp"]
    for lab in rows:
        sheet.append([str(lab.on), float(lab.value or 0)])
    chart = LineChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=len(rows) + 1), True)
    chart.y_axis.scaling.logBase = 10
    sheet.add_chart(chart, "D2")
    book.save(path)


def test_the_window_stands_before_calc_does(screen: str, tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    book = open_logbook(str(store))
    record = book.patient(book.find("ikeda-2021") or "")
    assert record is not None
    write_workbook(record, tmp_path / "ikeda.xlsx")
    book.close()
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    calc = ["soffice", profile, "--norestore", "--nologo", "--calc", str(tmp_path / "ikeda.xlsx")]
    ours = [sys.executable, "-m", "hcclog", "--store", str(store)]
    plain = {"QT_QPA_PLATFORM": "xcb", "PYTHONDONTWRITEBYTECODE": ""}
    seconds_until_still(calc, {})
    seconds_until_still(ours, plain)
    ratios = [
        seconds_until_still(ours, plain) / seconds_until_still(calc, {}) for _ in range(N_RUNS)
    ]
    tell("window with chart / LibreOffice Calc with chart", median(ratios), 1.0)
