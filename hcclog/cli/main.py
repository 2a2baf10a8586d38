"""Parse the arguments and hand over; the window opens without loading the rest."""

from __future__ import annotations

import sys
from typing import NoReturn


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run hcclog; without a command it opens the window.

    Exit status: 0 done, 1 refused (one sentence on stderr), 2 wrong usage.
    """
    words = sys.argv[1:] if arguments is None else arguments
    store = _only_store(words)
    if store is None:
        sys.exit(_run(words))
    from hcclog.cli.window import open_window

    sys.exit(open_window(store or None))


def _run(words: list[str]) -> int:
    """Run a command with the log kept, and no copy of the memory where it ends badly."""
    from hcclog.cli.commands import run
    from hcclog.logs.keeping import begin_log, end_log
    from hcclog.logs.native import refuse_dumps
    from hcclog.paths import log_file

    refuse_dumps()
    begin_log(log_file())
    try:
        return run(words)
    finally:
        end_log()


def _only_store(words: list[str]) -> str | None:
    """Return the store to open the window on, empty for the user's own; None for a command."""
    if not words:
        return ""
    option, separator, value = words[0].partition("=")
    if option != "--store":
        return None
    rest = words[1:] if separator else words[2:]
    if rest:
        return None
    named = value if separator else words[1] if len(words) > 1 else ""
    return named if named.strip() else None
