"""What is noted: an event of this list, with facts that cannot be words of a person."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

OURS = "hcclog"
UNSAID = "?"
# A text is written only where it has the form of its fact; a class or a number always.
_FORMS: dict[str, re.Pattern[str]] = {
    "version": re.compile(r"\d[0-9a-z.+]{0,19}"),
    "python": re.compile(r"\d+\.\d+\.\d+\w{0,6}"),
    "system": re.compile(r"linux|win32|darwin|freebsd\d*|cygwin"),
    "store": re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "revision": re.compile(r"\d{4}"),
    "code": re.compile(r"(SQLITE_[A-Z_]+( \d+)?|E[A-Z0-9]+)"),
    "kind": re.compile(r"do|undo|redo|import|merge|sign|erase|reset|restore"),
    "mode": re.compile(r"write|read only"),
    "at": re.compile(r"[\w./<>-]{1,200}:\d+ in [\w<>.-]{1,100}"),
}


class Event(StrEnum):
    """What happens to the program and to its store."""

    OPENED = "opened"
    CLOSED = "closed"
    DID = "did"
    BACKED_UP = "backed up"
    FAULT = "fault"
    CRASHED = "crashed"
    CRASHED_NATIVELY = "crashed in native code"


def note(event: Event, **facts: type | int | str) -> None:
    """Write one event into the log, where one is kept.

    Args:
        event: What happened.
        facts: A class by its name, a number, or a text that has the form of its fact; any other
            text is written as a question mark.
    """
    # A start would pay for this import, and what is noted comes later.
    import logging

    logging.getLogger(OURS).info(event.value, extra={"facts": facts})


def facts_words(facts: Mapping[str, Any]) -> str:
    """Return facts as ``name=value``, those without their form as a question mark."""
    return " ".join(f"{name}={_said(name, value)}" for name, value in facts.items())


def _said(name: str, value: object) -> str:
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, int):
        return str(value)
    form = _FORMS.get(name)
    is_formed = isinstance(value, str) and form is not None and form.fullmatch(value)
    return str(value) if is_formed else UNSAID
