"""A dialog on passwords: what is refused is said at its input, and what was typed stays."""

from __future__ import annotations

from collections.abc import Callable

from hcclog.commands.refused import Refused
from hcclog.store.errors import StoreError
from hcclog.ui.signing_in.password_field import PasswordField


def done_or_said(act: Callable[[], object], at: PasswordField) -> bool:
    """Do something; where it is refused say why at an input and return False."""
    try:
        act()
    except (Refused, StoreError) as refusal:
        at.say(refusal.sentence)
        at.setFocus()
        return False
    return True
