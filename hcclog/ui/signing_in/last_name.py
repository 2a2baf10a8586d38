"""The name of who signed in last at this computer, so that it need not be typed again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from hcclog.entry.preferences import load_preferences, save_preferences
from hcclog.paths import preferences_file


def last_name() -> str:
    """Return who signed in last; empty for nobody."""
    return load_preferences(preferences_file()).last_name


def remember_name(name: str) -> None:
    """Keep who signed in; where it cannot be kept it is typed the next time."""
    before = load_preferences(preferences_file())
    if before.last_name != name:
        with suppress(OSError):
            save_preferences(preferences_file(), replace(before, last_name=name))
