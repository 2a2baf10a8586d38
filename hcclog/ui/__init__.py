"""The windows: adapters over the record that start commands and never edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.ui.qt_import import import_qt

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from hcclog.logbook import Logbook


def run(
    open_book: Callable[..., Logbook],
    now: Callable[[], datetime],
    new_id: Callable[[], str],
    user: str = "",
    place: Path | None = None,
) -> int:
    """Show the window, then open the logbook in it; return the exit status when it is closed.

    Args:
        open_book: Opens it; takes the credentials of who signs in, where a password is set, and
            the path of another store where a person chooses one.
        now: The clock, aware, for what is done while no store can be opened.
        new_id: Gives ids.
        user: The name to propose to who signs in; empty for the last one.
        place: The file that is meant; None for a server.
    """
    import_qt()
    from hcclog.ui.application import run_window
    from hcclog.ui.reopening import Makers

    return run_window(open_book, Makers(now, new_id, user, place))


def render_pages(logbook: Logbook, folder: Path) -> list[Path]:
    """Render every page, tab and dialog of each patient into a folder, light and dark."""
    import_qt()
    from hcclog.ui.screenshots import render_pages as render

    return render(logbook, folder)
