"""Declarations at the head of an XML file, which could read other files or unfold without end."""

from __future__ import annotations

_BEGINNINGS = ("<!DOCTYPE", "<!ENTITY")
_MARKS = tuple(
    mark.encode(letters) for mark in _BEGINNINGS for letters in ("utf-8", "utf-16-le", "utf-16-be")
)


def declares(text: bytes) -> bool:
    """Return whether a piece of an XML file declares a document type or an entity."""
    return any(mark in text for mark in _MARKS)
