"""What leaves the window is put on record first; what cannot be recorded stays, and is told why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.refused import Refused
from hcclog.exchange.accounting import account_for_export
from hcclog.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.ui.desk import Desk


def why_it_stays(
    desk: Desk, what: str, of: str = "", *, record: Callable[[], None] | None = None
) -> str:
    """Put on record what is about to leave, and return why it must not; empty where it may.

    Args:
        desk: Whose chosen patient it is of.
        what: Name of the format.
        of: What it is of instead, such as ``cohort``.
        record: Puts it on record, where it is of others.
    """
    if desk.held and not desk.logbook.store.read_only:
        return desk.held
    ids = (desk.patient_id,) if desk.patient_id and not of else ()
    try:
        if record is not None:
            record()
        else:
            account_for_export(desk.logbook, what, ids, of=of)
    except (Refused, StoreError) as error:
        return error.sentence
    return ""


def may_leave(desk: Desk, what: str, of: str = "") -> bool:
    """Put on record what is about to leave; where that cannot be, say why and return False."""
    sentence = why_it_stays(desk, what, of)
    if sentence:
        desk.refuse(sentence)
    return not sentence
