"""What the window is asked to read and is no file: one sentence, and nothing waits."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hcclog.exchange.incoming.kinds import KINDS
from hcclog.exchange.progress import unseen
from hcclog.logbook import Logbook
from hcclog.ui.exchanging.reading import Wanted, read


@pytest.mark.parametrize("kind", ["", *KINDS])
@pytest.mark.parametrize(
    ("make", "words"),
    [
        pytest.param(os.mkfifo, "is a pipe or a device", id="I-19 a pipe"),
        pytest.param(lambda path: path.symlink_to("/dev/zero"), "is a pipe", id="I-19 a device"),
        pytest.param(lambda path: path.write_bytes(b""), "sent.csv", id="I-01 no bytes"),
        pytest.param(lambda _path: None, "No such file", id="I-19 it is gone"),
    ],
)
def test_what_is_no_file_has_a_fault(
    make: Callable[[Path], object], words: str, kind: str, book: Logbook, tmp_path: Path
) -> None:
    path = tmp_path / "sent.csv"
    make(path)
    reading = read(Wanted(path, kind), book, unseen)
    assert reading.plan is None
    assert words in reading.fault
