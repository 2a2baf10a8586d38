"""Where the file of a store lies, for commands on the file that need not open it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hcclog.cli.refusal import InputError
from hcclog.paths import default_store

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.domain.acts import Act
    from hcclog.store.entrance import Credentials, Entrance
    from hcclog.store.errors import PasswordNeeded
    from hcclog.store.restore_key import Unlock


def store_path_of(target: str | None) -> Path:
    """Return the path of the store that ``--store`` names, the user's own if left out.

    Raises:
        InputError: It is on a server, which has backups of its own.
    """
    from hcclog.store.opening import path_of

    path = path_of(target) if target else default_store()
    if path is None:
        raise InputError("This store is on a server: use the server's own backups.")
    if not target:
        # Only a folder that was chosen must exist; what is wrong with this one is said later.
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
    return path


@dataclass
class Asking:
    """Asks who signs in, where a key file that is to be opened wants a password.

    Attributes:
        credentials: What was answered last; None where nobody was asked.
    """

    credentials: Credentials | None = None

    def __call__(self, needed: PasswordNeeded) -> Credentials:
        """Ask, and remember the answer.

        Raises:
            InputError: Nobody can be asked.
        """
        from hcclog.cli.passwords import passwords

        answers = passwords()
        is_by_code = answers.code_fd is not None
        self.credentials = answers.by_code() if is_by_code else answers.credentials(needed)
        return self.credentials

    def unlock_for(self, act: Act, held: Entrance | None = None) -> Unlock:
        """Return what opens key files for a command.

        Args:
            act: What is to be done.
            held: Of who is signed in already.
        """
        from hcclog.cli.opening import now_utc
        from hcclog.commands.restoring import unlocker

        return unlocker(act, now_utc, self, held)
