"""The dialogs of backups, as the pictures show them: of a store that has been used for a while."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hcclog.store.manifest import Content, Manifest, Marks
from hcclog.store.restore_outlook import Outlook
from hcclog.store.thinning import (
    AT_CLOSING,
    BEFORE_IMPORT,
    BEFORE_MIGRATION,
    BY_HAND,
    DAILY,
    Backup,
)
from hcclog.ui.backing_up.confirm_restore import ConfirmRestore
from hcclog.ui.backing_up.dialog import BackupList
from hcclog.ui.backing_up.keeper import BackupKeeper
from hcclog.ui.backing_up.listing import HERE, SECOND, Listed, State
from hcclog.ui.backing_up.scene import scene_of

if TYPE_CHECKING:
    from datetime import datetime

    from PySide6.QtWidgets import QDialog

    from hcclog.ui.desk import Desk

_N_ENTRIES, _N_BYTES = 1_204, 14_600_000
_A_DAY = 24
# Hours ago, reason, where.
_MADE = (
    (1, BY_HAND, HERE),
    (1, BY_HAND, SECOND),
    (5, DAILY, HERE),
    (21, AT_CLOSING, HERE),
    (21, AT_CLOSING, SECOND),
    (27, BEFORE_IMPORT, HERE),
    (29, DAILY, HERE),
    (53, DAILY, HERE),
    (170, BEFORE_MIGRATION, HERE),
)
_RUINED = 5
_STICK = Path("Stick") / "hcclog"


def backups(desk: Desk) -> QDialog | None:
    """Return a list of backups, some of them looked into; None for a server."""
    scene = scene_of(BackupKeeper(desk))
    if scene is None:
        return None
    now = scene.makers.now()
    rows = [
        Listed(Backup(Path(f"{n}.db"), _manifest(now, hours, why, scene.n_entries or 0)), where)
        for n, (hours, why, where) in enumerate(_MADE)
    ]
    dialog = BackupList(scene)
    looked = {rows[0].backup.path: State(now), rows[_RUINED].backup.path: State(now, "Damaged.")}
    dialog.show_rows(rows, looked)
    dialog.place.words.setText(str(_STICK))
    dialog.place.forget_button.show()
    return dialog


def restore(desk: Desk) -> QDialog:
    """Return the question before a restore."""
    now = desk.logbook.store.now()
    manifest = _manifest(now, 27, BEFORE_IMPORT, _N_ENTRIES)
    outlook = Outlook(manifest, is_there=True, n_lost=37, brings_keys=False)
    return ConfirmRestore(Backup(Path("0.db"), manifest), outlook, now)


def _manifest(now: datetime, hours: int, why: str, n_entries: int) -> Manifest:
    content = Content({"entry": n_entries - 9 * hours // _A_DAY}, Marks("", ""))
    return Manifest("", now - timedelta(hours=hours), why, "", _N_BYTES - 9_000 * hours, content)
