"""Erase a patient for good: the one thing that undo does not bring back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.commands.accounting import permit
from hcclog.commands.refused import Refused
from hcclog.domain.acts import Act

if TYPE_CHECKING:
    from collections.abc import Callable

    from hcclog.store.erasing import Erased
    from hcclog.store.stamp import Stamp
    from hcclog.store.store import Store

LONGEST_REASON = 200


def erase(store: Store, stamp: Callable[[], Stamp], patient_id: str, reason: str) -> Erased:
    """Erase a patient: values gone, digests kept, the chain whole.

    Args:
        store: Where.
        stamp: Who, where, when.
        patient_id: Who; also somebody who was retracted before.
        reason: Why, such as the wish of the patient; it stays on record, so it names nobody.

    Raises:
        Refused: No role allows it, no reason is given, or nobody of that id is known.
        StoreError: The store cannot write; everything is as it was.
    """
    from hcclog.store.erasing import erase_patient

    permit(store, stamp, Act.ERASE, (patient_id,))
    why = " ".join(reason.split())
    if not why or len(why) > LONGEST_REASON:
        raise Refused(f"An erasure needs a reason of 1 to {LONGEST_REASON} letters.", "reason")
    if store.read_only:
        raise Refused("The store is open to read only; nothing can be erased.")
    try:
        return erase_patient(store, stamp(), patient_id, why)
    except LookupError:
        raise Refused("There is no such patient in the journal.") from None


def aftermath(erased: Erased) -> str:
    """Return what is left to do, in words."""
    done = f"Erased: {erased.n_changes:,} changes hold no value any more."
    if not erased.backups:
        return f"{done} What was printed or exported is yours to destroy."
    names = ", ".join(f"{path.parent.name}/{path.name}" for path in erased.backups)
    n = len(erased.backups)
    still = f"{n} {'copy still holds' if n == 1 else 'copies still hold'} the patient: {names}."
    elsewhere = "So may copies in a second place, and what was printed or exported."
    return f"{done} {still} {elsewhere} Delete them when they are no longer needed."
