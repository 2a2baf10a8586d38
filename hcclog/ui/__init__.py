"""The windows: adapters over the record that start commands and never edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.ui.qt_import import import_qt

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hcclog.logbook import Logbook


def run(open_book: Callable[[], Logbook], place: Path, open_at: Callable[[str], Logbook]) -> int:
    """Show the window, then open the logbook in it; return the exit status when it is closed.

    Args:
        open_book: Opens the store that is meant.
        place: Where that lies.
        open_at: Opens another one, where a person chooses one instead.
    """
    import_qt()
    from hcclog.ui.application import Others, run_window

    return run_window(open_book, Others(place, open_at))


def render_pages(logbook: Logbook, folder: Path) -> list[Path]:
    """Render every page, tab and dialog of each patient into a folder, light and dark."""
    import_qt()
    from hcclog.ui.screenshots import render_pages as render

    return render(logbook, folder)
