"""Bring an export to its place: written aside, looked through, then put under its name."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from hcclog.exchange.outgoing.formats import Format
from hcclog.exchange.outgoing.left_out import left_out
from hcclog.exchange.outgoing.order import Order, Written
from hcclog.exchange.outgoing.whole import folder_beside
from hcclog.exchange.progress import Advance, unseen


class Check(Protocol):
    """Looks through the files before they leave."""

    def __call__(self, paths: Iterable[Path], advanced: Advance = unseen, /) -> None:
        """Let files leave; it raises where they must not, or where a person gave up."""


def nothing_to_look_for(_paths: Iterable[Path], _advanced: Advance = unseen, /) -> None:
    """Let every file go."""


def deliver(
    what: Format,
    order: Order,
    path: Path,
    advanced: Advance = unseen,
    check: Check = nothing_to_look_for,
) -> Written:
    """Write an export to a file, or to a folder where the format is one.

    Files of the same names are replaced, each as a whole; other files of a folder stay.

    Raises:
        OSError: The place does not take it; nothing lies under its name.
        Cancelled: A person gave up; nothing lies under its name.
    """
    is_folder = what.is_folder_of(order)
    if path.is_dir() and not is_folder:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    with folder_beside(path) as hidden:
        # A check looks at the name of the folder too.
        aside = hidden / path.name if is_folder else hidden
        aside.mkdir(exist_ok=True)
        not_held = what.writer()(order, aside, path.name if is_folder else path.stem, advanced)
        made = sorted(each for each in aside.rglob("*") if each.is_file())
        check(made, advanced)
        if is_folder:
            if made:
                path.mkdir(exist_ok=True)
            places = [(each, path / each.relative_to(aside)) for each in made]
        else:
            places = [(each, path) for each in made]
        for each, place in places:
            place.parent.mkdir(parents=True, exist_ok=True)
            each.replace(place)
    if order.is_deidentified or not what.has_history:
        not_held = (*not_held, *left_out(order))
    return Written(tuple(place for _, place in places), not_held)
