"""What is told of an error: its kind and its lines, and those of what brought it about."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

_PACKAGE = Path(__file__).resolve().parents[1]
_MOST_FRAMES = 60
_MOST_CAUSES = 8


def error_lines(
    kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
) -> list[str]:
    """Return the kind of an error and its lines, then those of its causes; never its message.

    Neither messages nor local values are read: either may hold a patient's.
    """
    lines = [kind.__qualname__, *_frames(trace)]
    for cause in _causes(error):
        lines += [f"because of {type(cause).__qualname__}", *_frames(cause.__traceback__)]
    return lines


def short_path(path: str) -> str:
    """Return a file's path from the package on; where a user keeps it is nobody's matter."""
    file = Path(path)
    if file.is_relative_to(_PACKAGE):
        return file.relative_to(_PACKAGE.parent).as_posix()
    # A frozen program's paths begin at the package.
    return file.name if file.is_absolute() else file.as_posix()


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace, limit=-_MOST_FRAMES)
    return [f"  {short_path(each.filename)}:{each.lineno} in {each.name}" for each in frames]


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(_MOST_CAUSES):
        if error is None:
            return
        hidden = error.__suppress_context__
        error = error.__cause__ or (None if hidden else error.__context__)
        if error is not None:
            yield error
