"""What is done is put on record beforehand, and so is what was refused for want of a role."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from hcclog.commands.roles import NotPermitted, refuse_act
from hcclog.domain.acts import Act
from hcclog.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hcclog.store.stamp import Stamp
    from hcclog.store.store import Store


def account(
    store: Store,
    stamp: Callable[[], Stamp],
    act: Act,
    patient_ids: Iterable[str] = ("",),
    about: Mapping[str, str] | None = None,
) -> None:
    """Ask whether something may be done that changes no record, and put it on record.

    What cannot be recorded is not done. A store that is only read records nothing.

    Raises:
        NotPermitted: No role of who signed in allows it; the refusal is on record.
        StoreError: It cannot be recorded.
    """
    from hcclog.store.audit import record_events

    concerned = tuple(patient_ids)
    permit(store, stamp, act, concerned)
    if not store.read_only:
        record_events(store, stamp(), act, concerned, about)


def permit(
    store: Store, stamp: Callable[[], Stamp], act: Act, patient_ids: Iterable[str] = ("",)
) -> None:
    """Ask whether who signed in may do something; only a refusal is put on record.

    Raises:
        NotPermitted: No role of who signed in allows it.
    """
    with refusals_noted(store, stamp, patient_ids):
        refuse_act(store.person, act)


@contextmanager
def refusals_noted(
    store: Store, stamp: Callable[[], Stamp], patient_ids: Iterable[str] = ("",)
) -> Iterator[None]:
    """Put on record who is refused inside, once all of it was rolled back."""
    from hcclog.store.audit import record_events

    try:
        yield
    except NotPermitted as refusal:
        # Without it where the store cannot write: refused is refused.
        with suppress(StoreError):
            about = {"sentence": refusal.sentence}
            record_events(store, stamp(), Act.REFUSED, patient_ids, about)
        raise
