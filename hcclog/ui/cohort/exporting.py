"""Where a plot of the cohort goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QWidget

    from hcclog.report.picture import Picture
    from hcclog.ui.desk import Desk


def fill_export(menu: QMenu, picture: Picture, desk: Desk, window: QWidget) -> None:
    """Offer to save a picture, to copy it, and to save its numbers."""
    del menu, picture, desk, window
