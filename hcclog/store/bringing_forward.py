"""An older store brought to this program's schema: wholly, or left as it was, and with a backup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcclog.store.errors import StoreError
from hcclog.store.faults import fault_of
from hcclog.store.schema import upgrade
from hcclog.store.thinning import BEFORE_MIGRATION

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.store.store import Store


class NotBroughtForward(StoreError):
    """The tables of an older program could not be brought to the form of this one."""

    says = "{place} could not be brought to this version of hcclog. It is as it was."


def bring_forward(store: Store) -> None:
    """Migrate an older store in one transaction, after a verified backup; else close it.

    Raises:
        NotBroughtForward: A step failed; all is as it was, and the backup made before is named.
        StoreError: No backup could be made; nothing was begun.
    """
    try:
        _migrate(store, store.back_up(BEFORE_MIGRATION))
    except BaseException:
        store.close()
        raise


def _migrate(store: Store, backup: Path | None) -> None:
    try:
        with store.backend.migrating() as connection:
            upgrade(connection)
    except Exception as error:
        path = store.backend.path
        fault = error if isinstance(error, StoreError) else fault_of(error, path)
        code = fault.code if fault else type(error).__name__
        raise NotBroughtForward(path, _why(fault, backup), code) from error


def _why(fault: StoreError | None, backup: Path | None) -> str:
    """Say what stood in the way, where it is known, and what there is to fall back on."""
    said = fault.sentence if fault else ""
    kept = f"The backup made before is {backup}." if backup else ""
    return " ".join(filter(None, (said, kept)))
