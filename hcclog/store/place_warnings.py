"""Where a store should not lie: a network drive, a folder that is synchronised, a memory stick.

It is opened there all the same, and the person is told: a lock may not hold between two computers,
a program that copies the file while it is written copies half a commit, and a stick that is pulled
out takes the last commit along.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hcclog.store.errors import SecondSeat
from hcclog.store.links import followed

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST_FREE_BYTES = 50 * 1000 * 1000
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\w*|afpfs|afs|9p|ceph|glusterfs|lustre|webdav|davfs2?|ncpfs"
    r"|fuse\.(sshfs|davfs|rclone|s3fs|smbnetfs|glusterfs|gvfsd-fuse)|network"
)
_STICK = re.compile(r"v?fat(32)?|exfat|msdos|umsdos")
# Pieces of a path, in small letters, and who synchronises what lies below them.
_SYNCED_FOLDERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"dropbox( \(.+\))?"), "Dropbox"),
    (re.compile(r"onedrive( - .+)?|onedrive-.+"), "OneDrive"),
    (re.compile(r"google ?drive( - .+)?|googledrive-.+|my drive"), "Google Drive"),
    (re.compile(r"icloud ?drive|mobile documents|com~apple~clouddocs"), "iCloud"),
    (re.compile(r"nextcloud\d?"), "Nextcloud"),
    (re.compile(r"owncloud\d?"), "ownCloud"),
    (re.compile(r"pclouddrive|pcloud drive"), "pCloud"),
    (re.compile(r"box sync|box-box"), "Box"),
    (re.compile(r"cloudstorage"), "a cloud"),
)
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
}


class PlaceNotice(NamedTuple):
    """What a person should know of where the store lies.

    Attributes:
        short: A few words.
        sentence: What can happen there, and what to do.
    """

    short: str
    sentence: str


def place_notices(path: Path) -> tuple[PlaceNotice, ...]:
    """Return what should be known of the place of a store; nothing where it lies well."""
    folder = followed(path).parent
    kind = file_system_of(folder)
    found = (of_file_system(kind), of_synced_folder(folder), of_room(_free_bytes(folder)))
    return tuple(notice for notice in found if notice is not None)


def refuse_second_seat(path: Path, kind: str) -> None:
    """Refuse to read beside who writes where what is read may be half of what is written.

    Args:
        path: Of the store.
        kind: Of the file system that it lies on, as `file_system_of` says.

    Raises:
        SecondSeat: It lies on a network drive.
    """
    if _NETWORK.fullmatch(kind):
        raise SecondSeat(path)


def of_file_system(kind: str) -> PlaceNotice | None:
    """Return what should be known of a kind of file system."""
    if _NETWORK.fullmatch(kind):
        return PlaceNotice(
            "On a network drive",
            f"The store lies on a network drive ({kind}). A lock may not hold there and a broken "
            "line can damage it: keep the store on this computer, and its backups on the network. "
            "Several computers at once need a server.",
        )
    if _STICK.fullmatch(kind):
        return PlaceNotice(
            "On a memory stick",
            f"The store lies on a disk that is made as memory sticks are ({kind}). Everybody who "
            "holds it can copy the files, and pulling it out can damage them: keep the store on "
            "this computer, and only backups on a stick.",
        )
    return None


def of_synced_folder(folder: Path) -> PlaceNotice | None:
    """Return what should be known where a program synchronises the folder or one above it."""
    owner = _synced_by(folder)
    if owner is None:
        return None
    return PlaceNotice(
        f"In a folder of {owner}",
        f"The store lies in a folder that {owner} copies by itself. It may copy the file while it "
        "is written, or put an older one in its place: keep the store in another folder, and only "
        "backups in this one.",
    )


def of_room(n_free_bytes: int | None) -> PlaceNotice | None:
    """Return what should be known where little room is left."""
    if n_free_bytes is None or n_free_bytes >= LEAST_FREE_BYTES:
        return None
    n_megabytes = n_free_bytes // 1_000_000
    return PlaceNotice(
        f"{n_megabytes} MB free",
        f"Only {n_megabytes} MB are left on the disk of the store. Free some space, or the next "
        "entries cannot be saved.",
    )


def file_system_of(folder: Path) -> str:
    """Return the kind of file system of a folder, in small letters; empty where it is unknown."""
    if sys.platform == "win32":
        return _of_windows(folder)
    try:
        listed = _mounted()
    except OSError:
        return ""
    return mounted_kind(folder, listed)


def mounted_kind(folder: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """Return the kind of the mount that a folder lies in: the last of the longest that fits.

    Args:
        folder: Resolved.
        mounts: Where each is mounted, and its kind.
    """
    best, kind = -1, ""
    for place, of_kind in mounts:
        if folder.is_relative_to(place) and len(Path(place).parts) >= best:
            best, kind = len(Path(place).parts), of_kind.lower()
    return kind


def linux_mounts(text: str) -> list[tuple[str, str]]:
    """Return place and kind of each line of ``/proc/mounts``, where spaces are octal numbers."""
    fields = [line.split(" ") for line in text.splitlines()]
    return [(_unescaped(each[1]), each[2]) for each in fields if len(each) > 2]  # noqa: PLR2004 - device, place, kind


def macos_mounts(text: str) -> list[tuple[str, str]]:
    """Return place and kind of each line that ``mount`` prints on macOS."""
    found = re.findall(r"^.+ on (.+) \((\w+)[,)]", text, re.MULTILINE)
    return [(place, kind) for place, kind in found]


def _unescaped(word: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), word)


def _mounted() -> list[tuple[str, str]]:
    if sys.platform == "darwin":
        import subprocess

        told = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False)
        return macos_mounts(told.stdout)
    return linux_mounts(Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace"))


def _synced_by(folder: Path) -> str | None:
    for piece in folder.parts:
        for form, owner in _SYNCED_FOLDERS:
            if form.fullmatch(piece.lower()):
                return owner
    for each in (folder, *folder.parents):
        for mark, owner in _MARKS.items():
            if os.path.lexists(each / mark):
                return owner
    return None


def _free_bytes(folder: Path) -> int | None:
    import shutil

    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


if sys.platform == "win32":

    def _of_windows(folder: Path) -> str:
        """Return what Windows calls the disk's kind, or that it is on the network."""
        import ctypes

        drive_remote, longest = 4, 32
        root, kernel = folder.anchor, ctypes.windll.kernel32
        if root.startswith("\\\\") or kernel.GetDriveTypeW(root) == drive_remote:
            return "network"
        name = ctypes.create_unicode_buffer(longest)
        kernel.GetVolumeInformationW(root, None, 0, None, None, None, name, longest)
        return name.value.lower()
