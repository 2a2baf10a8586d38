"""Opens the list of backups over a window, whether its store could be opened or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.domain.acts import Act
from hcclog.store.errors import StoreError
from hcclog.ui.backing_up.confirm_restore import ConfirmRestore
from hcclog.ui.backing_up.dialog import BackupList
from hcclog.ui.backing_up.restoring import RestoreInWindow
from hcclog.ui.backing_up.scene import Scene, scene_of
from hcclog.ui.reopening import opener_of

if TYPE_CHECKING:
    from hcclog.store.restore_outlook import Outlook
    from hcclog.store.thinning import Backup
    from hcclog.ui.main_window import MainWindow

_ALONE = "This window was handed its store; restore from the command line."


def open_list(window: MainWindow) -> BackupList | None:
    """Open the list of the store in a window; None for a server, whose own tools back it up."""
    from hcclog.store.backing_up import ServerBackup

    scene = scene_of(window.line.keeper)
    if scene is None:
        window.desk.refuse(str(ServerBackup()))
        return None
    return _open(window, scene)


def open_backups(window: MainWindow, store_path: Path) -> BackupList | None:
    """Open the list of a store that is not open; None where the window has no clock for it."""
    from hcclog.entry.preferences import load_preferences
    from hcclog.paths import preferences_file

    opener = opener_of(window)
    if opener is None or opener.makers is None:
        return None
    place = load_preferences(preferences_file()).second_place_path
    return _open(window, Scene(store_path, opener.makers, second_place=place))


def _open(window: MainWindow, scene: Scene) -> BackupList:
    dialog = BackupList(scene, window)
    # Who signs in meanwhile makes it another scene.
    dialog.restore_wanted.connect(
        lambda backup, outlook: _confirm(window, dialog, dialog.scene, backup, outlook)
    )
    dialog.salvage_wanted.connect(lambda folder: _salvage(window, folder))
    dialog.open()
    return dialog


def _salvage(window: MainWindow, folder: Path) -> None:
    from hcclog.ui.exchanging.exchange import exchange_of

    exchange_of(window).importing.salvage(folder)


def _confirm(
    window: MainWindow, dialog: BackupList, scene: Scene, backup: Backup, outlook: Outlook
) -> None:
    """Ask for the click that restores."""
    opener = opener_of(window)
    if opener is None:
        dialog.say(_ALONE)
        return
    trouble = _trouble(window, scene)
    if trouble:
        dialog.say(trouble)
        return
    question = ConfirmRestore(backup, outlook, scene.makers.now(), dialog)

    def go_on() -> None:
        try:
            scene.account(Act.RESTORE, backup=backup.path.name)
        except (Refused, StoreError) as refusal:
            dialog.say(refusal.sentence)
            return
        dialog.reject()
        RestoreInWindow(window, opener, scene, backup.path).start()

    question.accepted.connect(go_on)
    question.open()


def _trouble(window: MainWindow, scene: Scene) -> str:
    """Return what has to end first, in a sentence; empty where nothing has."""
    from hcclog.ui.exchanging.exchange import Exchange

    if scene.keeper is None:
        return ""
    if window.desk.logbook.store.read_only:
        return "The store is open to read only; close it where it is written to, and restore there."
    exchange = window.findChild(Exchange)
    job = exchange.work.job if isinstance(exchange, Exchange) else None
    return f"{job.words} goes on still; wait for it, or cancel it." if job is not None else ""
