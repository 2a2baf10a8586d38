"""Diagnostics: what helps to find a fault, as text to hand on; nothing of any patient is in it."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from hcclog import __version__
from hcclog.entry.preferences import load_preferences
from hcclog.logs.keeping import last_lines
from hcclog.paths import log_file, preferences_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hcclog.store.errors import StoreError
    from hcclog.store.store import Store

_N_LINES = 50
LIBRARIES = ("PySide6-Essentials", "SQLAlchemy", "alembic", "sqlcipher3")


def diagnostics(
    store: Store | None = None,
    fault: StoreError | None = None,
    window: Mapping[str, str] | None = None,
    entry: str = "",
) -> str:
    """Return versions, settings, how the store is, and the end of the log.

    Paths, names of people and machines, and whatever a person typed are left out.

    Args:
        store: The open store; None where there is none.
        fault: Why it could not be opened.
        window: What the window knows besides, such as its screen.
        entry: The log's entry of what went wrong just now.
    """
    parts = [
        _part("hcclog", {"version": __version__, **_versions(), **_machine(), **(window or {})}),
        _part("Settings", _settings()),
        _part("Store", _store(store, fault)),
    ]
    if entry:
        parts.append(f"What went wrong\n{entry}")
    lines = last_lines(log_file(), _N_LINES)
    parts.append("\n".join([f"Log, the last {len(lines)} lines", *lines]))
    return "\n\n".join(parts) + "\n"


def _part(title: str, facts: Mapping[str, str]) -> str:
    return "\n".join([title, *(f"  {name}: {words}" for name, words in facts.items())])


def _versions() -> dict[str, str]:
    from hcclog.store.condition import library_versions

    return {
        "Python": platform.python_version(),
        **{name: _version(name) for name in LIBRARIES},
        **library_versions(),
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # a frozen program carries no list of its parts
        return "unknown"


def _machine() -> dict[str, str]:
    return {"system": f"{platform.system()} {platform.release()} {platform.machine()}"}


def _settings() -> dict[str, str]:
    """Return the settings that are choices; a laboratory's name is a word of a person."""
    said = load_preferences(preferences_file())
    return {
        "dates": said.date_order.value,
        "decimal sign": said.decimal_sign.value,
        "criteria": ", ".join(each.value for each in said.criteria),
        "theme": said.theme,
        "laboratory": "set" if said.laboratory else "none",
        "units": f"{len(said.units)} set",
    }


def _store(store: Store | None, fault: StoreError | None) -> dict[str, str]:
    if fault is not None:
        return {"not opened": f"{type(fault).__name__} {fault.code}".strip()}
    if store is None:
        return {"opened": "no"}
    from hcclog.store.condition import condition_of

    return condition_of(store)
