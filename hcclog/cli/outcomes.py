"""What a command that did not do its work says, in one line on stderr, and its exit status."""

from __future__ import annotations

import errno
import os
import sys

from hcclog.cli.offering import offer
from hcclog.cli.plain import plain
from hcclog.cli.refusal import InputError
from hcclog.commands.refused import Refused
from hcclog.domain.unreadable import Unreadable
from hcclog.store.errors import StoreError

REFUSED = 1
_FULL = {errno.ENOSPC, errno.EDQUOT}


def told(error: Exception) -> int:
    """Say what a person can know of an error, and return the status."""
    if isinstance(error, StoreError):
        from hcclog.store.noting import note_fault

        note_fault(error)
        return _refuse(error.sentence + offer(error))
    if isinstance(error, Refused | Unreadable):
        return _refuse(error.sentence)
    if isinstance(error, InputError):
        return _refuse(str(error))
    return _unheard(error) if isinstance(error, OSError) else _fail(error)


def _fail(error: Exception) -> int:
    """Say that the program is at fault; what the error says stays unsaid, it may hold a value."""
    from hcclog.logs.keeping import note_crash
    from hcclog.paths import log_file

    note_crash(type(error), error, error.__traceback__)
    return _refuse(
        "something went wrong inside hcclog, and it is not your fault. What was saved before is "
        f"safe. The report in {log_file()} holds nothing of a patient."
    )


def _unheard(error: OSError) -> int:
    """Return the status where nothing can take what is printed; else we failed."""
    if error.errno not in _FULL:
        return _fail(error)
    # Python would try the rest once more at its end.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return _refuse("There is no space left where this is printed.")


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"hcclog: {plain(sentence)}\n")
    return REFUSED
