"""Names of files that every system takes, after codes that may hold anything."""

from __future__ import annotations

import re

_OTHER = re.compile(r"[^\w.-]+")
_MOST = 80
_MOST_BYTES = 200  # of 255 that a name has; the rest is for endings and names beside it
# Names that Windows keeps for itself, with any ending.
_KEPT = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


def safe_name(text: str) -> str:
    """Return a text as a file name: no separators, no dots that lead or end, no device."""
    short = _OTHER.sub("-", text)[:_MOST].encode()[:_MOST_BYTES].decode(errors="ignore")
    name = short.strip("-. ") or "patient"
    stem, dot, rest = name.partition(".")
    return f"{stem}-{dot}{rest}" if stem.casefold() in _KEPT else name


class FileNames:
    """Gives each code a name of its own, also where two differ in case or signs only."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def for_code(self, code: str) -> str:
        """Return the name for a code."""
        name, n = safe_name(code), 1
        found = name
        while found.casefold() in self._taken:
            n += 1
            found = f"{name}-{n}"
        self._taken.add(found.casefold())
        return found
