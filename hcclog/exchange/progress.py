"""How far long work has come, and how a person ends it."""

from __future__ import annotations

from collections.abc import Callable

Advance = Callable[[int, int], None]
"""Told how much is done, and of how much. It raises `Cancelled` where a person gave up."""


class Cancelled(Exception):
    """A person ended the work; nothing of it may stay."""


def unseen(_done: int, _of: int) -> None:
    """Let work go on that nobody watches."""
