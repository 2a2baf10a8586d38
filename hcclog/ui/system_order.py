"""In which order this computer writes day and month."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLocale

from hcclog.entry.preferences import DateOrder, Preferences


def order_of(locale: QLocale) -> DateOrder:
    """Return the order of a locale's short dates; one that puts the year first tells of none."""
    pattern = locale.dateFormat(QLocale.FormatType.ShortFormat)
    places = {pattern.find(letter): letter for letter in "dMy"}
    written = "".join(places[place] for place in sorted(places))
    return {"dMy": DateOrder.DAY_FIRST, "Mdy": DateOrder.MONTH_FIRST}.get(written, DateOrder.ASK)


def settled_order(preferences: Preferences) -> Preferences:
    """Return preferences whose order of day and month is one, or is asked about."""
    if preferences.date_order is not DateOrder.SYSTEM:
        return preferences
    return replace(preferences, date_order=order_of(QLocale.system()))
