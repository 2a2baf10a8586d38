"""Formats of tests: one that waits for a test, one that the disk refuses, one with a fault."""

from __future__ import annotations

import threading
from pathlib import Path

from hcclog.exchange.outgoing.formats import Format
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import Advance

HERE = "tests.ui.exchanging.writers"
PLAIN = Format("plain", "Plain codes", ".txt", f"{HERE}:write_codes")
WAITING = Format("waiting", "Codes that wait", ".txt", f"{HERE}:write_slowly")
REFUSED = Format("refused", "No room", ".txt", f"{HERE}:write_nowhere")
FAULTY = Format("faulty", "A fault of ours", ".txt", f"{HERE}:write_wrongly")
FOLDER = Format("folder", "A file each", "", f"{HERE}:write_each")

# Set by the writer when it has written half; it goes on telling its step until the second is set.
half_written, go_on = threading.Event(), threading.Event()
_SECONDS = 0.02


def write_codes(order: Order, folder: Path, stem: str, advanced: Advance) -> tuple[str, ...]:
    """Write the codes, a line each."""
    codes = []
    for n, record in enumerate(order.records(), start=1):
        codes.append(record.patient.code)
        advanced(n, len(order.patient_ids))
    (folder / f"{stem}.txt").write_text("\n".join(codes), encoding="utf-8")
    return tuple(f"{code}: the colour of the hair is not held." for code in codes)


def write_slowly(order: Order, folder: Path, stem: str, advanced: Advance) -> tuple[str, ...]:
    """Write the first code, then wait for the test."""
    with (folder / f"{stem}.txt").open("w", encoding="utf-8") as file:
        for n, record in enumerate(order.records()):
            advanced(n, len(order.patient_ids))
            file.write(record.patient.code)
            if n == 0:
                half_written.set()
                while not go_on.wait(_SECONDS):
                    advanced(n, len(order.patient_ids))
    return ()


def write_nowhere(order: Order, folder: Path, stem: str, advanced: Advance) -> tuple[str, ...]:
    """Find the disk full half way."""
    (folder / f"{stem}.txt").write_text("half", encoding="utf-8")
    raise OSError(28, "No space left on device")


def write_wrongly(order: Order, folder: Path, stem: str, advanced: Advance) -> tuple[str, ...]:
    """Fail as a program fails."""
    (folder / f"{stem}.txt").write_text("half", encoding="utf-8")
    raise ZeroDivisionError


def write_each(order: Order, folder: Path, stem: str, advanced: Advance) -> tuple[str, ...]:
    """Write a file for each."""
    for record in order.records():
        (folder / f"{record.patient.code}.txt").write_text(stem, encoding="utf-8")
    return ()
