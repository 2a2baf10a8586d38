"""What can be wrong with a store, each with a sentence for the person in front of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hcclog.store.lock import Holder


class StoreError(Exception):
    """The store cannot be used as asked; whatever was acknowledged before is still there.

    Attributes:
        says: The sentence, with ``{place}`` for the path.
        ends_connection: True where the connection keeps failing afterwards and must be closed.
        path: The file or folder meant; None where only one can be meant.
        code: The database's name and number of the fault, for the log; or empty.
    """

    says = "{place} cannot be used."
    ends_connection = False

    def __init__(self, path: Path | None = None, reason: str = "", code: str = "") -> None:
        super().__init__(path, reason, code)
        self.path = path
        self.reason = reason
        self.code = code

    @property
    def sentence(self) -> str:
        """What to tell the person; never holds a value from the store."""
        place = str(self.path) if self.path else "The store"
        return " ".join(filter(None, (self.says.format(place=place), self.reason)))

    def __str__(self) -> str:
        return self.sentence


class StoreMissing(StoreError):
    """Nothing lies at the path; an empty store is never put in its place."""

    says = "{place} does not exist. Nothing was created in its place."


class StoreExists(StoreError):
    """Something lies where a new file was to be written; it is never overwritten."""

    says = "{place} exists already and was left as it is. Choose another name."


class StoreIsFolder(StoreError):
    """The path is a folder."""

    says = "{place} is a folder, not a store."


class FolderMissing(StoreError):
    """The folder of the store is not there."""

    says = "The folder {place} does not exist. Is a disk or a network drive missing?"


class NoPermission(StoreError):
    """The operating system does not let this user in."""

    says = "{place} may not be opened by the user who runs hcclog. Ask who owns it for access."


class NotAStore(StoreError):
    """Empty, a text, a device: something that never was a store, or nothing is left of it."""

    says = "{place} is not a store of hcclog. It was left as it is."


class ForeignFile(StoreError):
    """A database of another program."""

    says = "{place} is a database of another program, not a store of hcclog. It was left as it is."


class Damaged(StoreError):
    """The content does not agree with its checksums or with itself."""

    says = "{place} is damaged. It was left as it is; a backup can take its place."
    ends_connection = True


class JournalBroken(StoreError):
    """The chain of the journal or of the audit trail does not hold."""

    says = "The history in {place} was altered or is incomplete; no value is hidden from you."


class BackupDamaged(Damaged):
    """A backup is not what was verified when it was made."""

    says = "The backup {place} is damaged or incomplete. Choose an older one."


class OtherStore(StoreError):
    """A backup of another store than the one it was to replace."""

    says = (
        "{place} is a backup of another store. Restore it into a folder of its own, "
        "so that neither store is lost."
    )


class RestoreUnfinished(StoreError):
    """A restore was begun, and here it cannot be finished."""

    says = (
        "A restore of {place} was not finished. Open it once where it can be written, "
        "so that it is finished first."
    )


class RestoreFailed(StoreError):
    """A restore that was begun cannot be finished; what was there before is there again."""

    says = (
        "The restore of {place} could not be finished, because its copy of the backup is damaged. "
        "The files are as they were before it: open the store, or restore again."
    )


class NewerSchema(StoreError):
    """A newer program wrote it."""

    says = "{place} was written by a newer version of hcclog. Update hcclog to open it."


class OlderSchema(StoreError):
    """An older program wrote it, and it cannot be brought forward since it is only read."""

    says = (
        "{place} was written by an older version of hcclog. Open it once where it can be written, "
        "so that it is brought forward."
    )


class WrongKey(StoreError):
    """No page of the file was written with the key."""

    says = "{place} and its key file do not belong together. Each backup holds a copy of both."


class KeyFileMissing(StoreError):
    """The key file is not beside the store."""

    says = "The key file {place} is missing. Each backup holds a copy of it."


class KeyFileDamaged(StoreError):
    """The key file is not as it was written."""

    says = "The key file {place} is damaged or was edited. Each backup holds a copy of it."


class KeyFileOld(StoreError):
    """The key file is one from before people or passwords were changed."""

    says = (
        "The key file {place} is older than the store: people or passwords were changed since. "
        "Put the newest one back; each backup beside the store holds a copy of it. The recovery "
        "code opens the store with an older one too."
    )


class PasswordNeeded(StoreError):
    """A password protects the store, and none was given."""

    says = "{place} is protected by a password. Sign in to open it."


class WrongPassword(StoreError):
    """Name and password do not open the store; which of them is wrong is not told."""

    says = "The name or the password is wrong."


class WrongCode(StoreError):
    """The recovery code does not open the store."""

    says = "The recovery code is wrong. Look at each of its letters; spaces and case do not matter."


class TooSoon(StoreError):
    """Another password may be tried only after a while.

    Attributes:
        n_seconds: How long that is.
    """

    says = "There were wrong passwords."

    def __init__(self, path: Path | None = None, n_seconds: int = 0) -> None:
        unit = "second" if n_seconds == 1 else "seconds"
        super().__init__(path, f"Try again in {n_seconds} {unit}.")
        self.args = (path, n_seconds)
        self.n_seconds = n_seconds


SECRETS = (PasswordNeeded, TooSoon, WrongCode, WrongPassword)
"""What another try with another name, password or code can mend."""


class HeldByOther(StoreError):
    """Another window or process has the store open.

    Attributes:
        holder: Who has it; None where the holder could not be read.
    """

    says = "{place} is open already"

    def __init__(self, path: Path | None = None, holder: Holder | None = None) -> None:
        super().__init__(path, _who(holder))
        self.args = (path, holder)
        self.holder = holder

    @property
    def sentence(self) -> str:
        """Who has the store, where, since when."""
        return f"{super().sentence} It can be read meanwhile, not written."


class SecondSeat(StoreError):
    """Somebody has the store open, and it lies where two computers cannot share it safely."""

    says = (
        "{place} lies on a network drive and is open already. Only one computer at a time can use "
        "it there; several at once need a server."
    )


def _who(holder: Holder | None) -> str:
    if holder is None:
        return "in another window."
    since = f"{holder.since:%Y-%m-%d %H:%M}"
    return f"by {holder.user} on {holder.host} since {since} (process {holder.pid})."


class DiskFull(StoreError):
    """No room on the disk."""

    says = "There is no room left on the disk. It was not saved: free some space and save again."


class DiskRefused(StoreError):
    """The disk did not read or write what it was asked to."""

    says = "The disk refused. It was not saved: try again, or save to another disk."
    ends_connection = True


class ReadOnly(StoreError):
    """The file or its folder cannot be written."""

    says = "{place} can be read but not written, so nothing can be changed in it."


class PlaceMissing(StoreError):
    """The stick of the second place is out, or the share is not connected."""

    says = (
        "{place} is not there now. The newest backup and the passwords of now are copied as soon "
        "as it is."
    )


class KeysLeft(StoreError):
    """Key files beside copies of a store did not follow when the store's own changed."""

    says = (
        "Not all key files in {place} could be renewed. Whoever had a password before can still "
        "open the copies there."
    )


class FileMoved(StoreError):
    """The file was renamed, removed or replaced while it was open."""

    says = "{place} was moved, removed or replaced by another program. It was not saved."
    ends_connection = True


class Busy(StoreError):
    """Somebody else is writing, and did not end in time."""

    says = "Another part of hcclog is writing to the store. It was not saved: save again."


class LibraryUnfit(StoreError):
    """The database library cannot keep the promises of the store."""

    says = "{place} was not opened: the database library of this installation is unfit."
