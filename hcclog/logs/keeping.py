"""The log file: one for the window and the command line, which goes round and is its owner's."""

from __future__ import annotations

import logging
import os
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from hcclog.logs.frames import error_lines
from hcclog.logs.noting import OURS, Event, facts_words

if TYPE_CHECKING:
    from io import TextIOWrapper
    from pathlib import Path
    from types import TracebackType

MOST_BYTES = 1_000_000
N_OLDER = 5
_OWNER_ONLY = 0o600
_OWNERS_FOLDER = 0o700


class LineFormatter(logging.Formatter):
    """Writes what is known to hold nothing of a patient, and of all else only where it is from."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record, and the lines of its error."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        facts = getattr(record, "facts", None)
        is_ours = record.name == OURS and facts is not None
        # What others say may hold a value, such as the text of a database's error.
        words = f"{record.msg} {facts_words(facts or {})}" if is_ours else "said something"
        lines = [f"{at} {record.levelname} {record.name} {words}".rstrip()]
        if record.exc_info and record.exc_info[0] is not None:
            lines += [f"  {line}" for line in error_lines(*record.exc_info)]
        return "\n".join(lines)


class LogFile(RotatingFileHandler):
    """A file of a megabyte and five older ones, which only their owner can read."""

    def __init__(self, path: Path) -> None:
        """Take the path; the file is made when something is noted."""
        super().__init__(
            path, maxBytes=MOST_BYTES, backupCount=N_OLDER, encoding="utf-8", delay=True
        )
        self._folder = path.parent
        self.setFormatter(LineFormatter())

    def doRollover(self) -> None:  # noqa: N802 - logging's name
        """Begin a new file; where another program has the old one open, go on in it."""
        try:
            super().doRollover()
        except OSError:
            self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say a fault on the terminal where the disk takes nothing: the line holds no values."""
        if record.levelno >= logging.WARNING:
            sys.stderr.write(f"{self.format(record)}\n")

    def _open(self) -> TextIOWrapper:
        self._folder.mkdir(mode=_OWNERS_FOLDER, parents=True, exist_ok=True)
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _OWNER_ONLY)
        return os.fdopen(descriptor, "a", encoding="utf-8")


def begin_log(path: Path) -> None:
    """Keep a log at a path from now on; a second time it is kept at the second path only."""
    end_log()
    ours = logging.getLogger(OURS)
    ours.setLevel(logging.INFO)
    logging.getLogger().addHandler(LogFile(path))
    # On the terminal a warning would show its words, and a session's terminal is a file too.
    logging.captureWarnings(capture=True)


def ensure_log(path: Path) -> None:
    """Keep a log at a path where none is kept yet."""
    if not any(isinstance(each, LogFile) for each in logging.getLogger().handlers):
        begin_log(path)


def end_log() -> None:
    """Keep no log any more."""
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, LogFile)]:
        root.removeHandler(handler)
        handler.close()
    logging.captureWarnings(capture=False)


def note_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Write one entry for an error that nobody caught; return its lines."""
    ours, facts = logging.getLogger(OURS), {"facts": {"error": kind}}
    told = (kind, error, trace)
    words = Event.CRASHED.value
    record = ours.makeRecord(OURS, logging.ERROR, "", 0, words, (), told, extra=facts)
    ours.handle(record)
    return LineFormatter().format(record)


def last_lines(path: Path, n_lines: int = 50) -> list[str]:
    """Return the last lines of a log; none where there is none."""
    found: list[str] = []
    for file in (path, path.with_name(f"{path.name}.1")):
        try:
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        found = [*lines[-(n_lines - len(found)) :], *found]
        if len(found) >= n_lines:
            break
    return found
