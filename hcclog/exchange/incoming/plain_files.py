"""What can be opened to be read: files and folders, and neither pipes nor devices."""

from __future__ import annotations

import stat
from pathlib import Path

from hcclog.commands.refused import Refused
from hcclog.commands.texts import check_letters


def check_plain(path: Path) -> None:
    """Refuse what is neither a file nor a folder: a pipe waits for ever, a device has no end.

    Raises:
        Refused: It is something else, is gone, or has a name that no record can keep as source.
    """
    try:
        check_letters("name", path.name)
    except Refused as refusal:
        raise Refused(f"The name {path.name!a} cannot be kept. {refusal.sentence}") from None
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise Refused(f"{path.name} is a pipe or a device and no file. It is not read.")


def bytes_of(path: Path, most: int) -> bytes:
    """Return what a file holds, which may be empty.

    Raises:
        Refused: It cannot be read, or has more than so many bytes.
    """
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {reason_of(error)}.") from None
    if len(data) > most:
        raise Refused(f"{path.name} has more than {most // 1_000_000} MB; take it in parts.")
    return data


def plain_files(folder: Path, pattern: str) -> list[Path]:
    """Return the files that lie in a folder itself, in order; no link leads out of it."""
    home = folder.resolve()
    return sorted(
        each for each in folder.glob(pattern) if each.is_file() and each.resolve().parent == home
    )


def reason_of(error: Exception) -> str:
    """Return why a file cannot be read, in the system's words."""
    return getattr(error, "strerror", None) or "it is gone"
