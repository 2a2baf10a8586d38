"""Who may open the key file of a store that is not open: to restore it, or to look at a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.roles import refuse_act
from hcclog.store.entrance import Credentials, Entrance, enter
from hcclog.store.errors import PasswordNeeded
from hcclog.store.keys import read_envelope

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from hcclog.domain.acts import Act
    from hcclog.store.restore_key import Unlock


def unlocker(
    act: Act,
    now: Callable[[], datetime],
    ask: Callable[[PasswordNeeded], Credentials] | None = None,
    held: Entrance | None = None,
) -> Unlock:
    """Return what opens the key file of a store or a backup, for somebody whose role allows it.

    What it returns raises `PasswordNeeded` where nobody can be asked, `NotPermitted` where no role
    of who signs in allows the act, and `StoreError` where the key file cannot be opened.

    Args:
        act: What is to be done, such as `Act.RESTORE`.
        now: The clock, aware.
        ask: Asks who signs in; called at most once for each key file.
        held: An entrance of who is signed in already; it opens the key files of the same store.
    """
    opened: dict[str, Entrance] = {}

    def unlock(path: Path) -> Entrance:
        envelope = read_envelope(path)
        entrance = opened.get(envelope.salt)
        if held is not None and held.envelope.salt == envelope.salt:
            entrance = held
        elif envelope.is_open:
            entrance = Entrance(envelope)
        elif entrance is None:
            if ask is None:
                raise PasswordNeeded(path)
            entrance = enter(path, ask(PasswordNeeded(path)), now())
            opened[envelope.salt] = entrance
        refuse_act(entrance.person, act)
        return entrance

    return unlock
