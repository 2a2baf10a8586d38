"""What is printed where nobody reads it any more, such as behind `| head -1`."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, cast

if TYPE_CHECKING:
    from collections.abc import Iterator


class Unheard:
    """A stream that falls silent where its reader has gone, so that the work goes on to its end.

    A command that writes must not stop in the middle because its words are not wanted, and its
    status says whether the work is done, not whether somebody listened.
    """

    def __init__(self, stream: TextIO) -> None:
        """Take the stream that is meant."""
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, or drop what nobody takes."""
        try:
            return self._stream.write(text)
        except BrokenPipeError:
            self._fall_silent()
            return len(text)

    def flush(self) -> None:
        """Hand on what waits, or drop what nobody takes."""
        try:
            self._stream.flush()
        except BrokenPipeError:
            self._fall_silent()

    def _fall_silent(self) -> None:
        """Let what waits, and Python's own last flush, go nowhere."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self._stream.fileno())
        os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def going_on_unheard() -> Iterator[None]:
    """Let nothing that is printed meanwhile end a command because nobody reads it."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (
        stream if stream is None else cast("TextIO", Unheard(stream)) for stream in before
    )
    try:
        yield
    finally:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        sys.stdout, sys.stderr = before
