"""The views of a marker, by the names that they are shown by."""

from __future__ import annotations

from enum import StrEnum


class MarkerView(StrEnum):
    """A view of one marker."""

    LEAD = "Marker and burden"
    CHANGE = "Change per line"
    DOUBLING = "Doubling time"
