"""Where a store should not lie is said; everywhere else nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcclog.store.errors import SecondSeat
from hcclog.store.place_warnings import (
    file_system_of,
    linux_mounts,
    macos_mounts,
    mounted_kind,
    of_file_system,
    of_room,
    of_synced_folder,
    place_notices,
    refuse_second_seat,
)

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/export /mnt/ward nfs4 rw,vers=4.2 0 0
//server/clinic /mnt/clinic\\040data cifs rw 0 0
/dev/sdb1 /media/stick vfat rw 0 0
/dev/sdb2 /media/stick/inner ext4 rw 0 0
tmpfs /media/stick exfat rw 0 0
broken line
"""
OF_MACOS = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk4s1 on /Volumes/A STICK (msdos, local, nodev, nosuid, noowners)
//anna@server/clinic on /Volumes/clinic (smbfs, nodev, nosuid, mounted by anna)
"""


@pytest.mark.parametrize(
    ("kind", "short"),
    [
        *(
            pytest.param(kind, "On a network drive", id=f"S-16 {kind}")
            for kind in ("nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "network")
        ),
        *(
            pytest.param(kind, "On a memory stick", id=f"S-16 {kind}")
            for kind in ("vfat", "exfat", "msdos", "fat32", "fat")
        ),
        *(
            pytest.param(kind, "", id=f"{kind or 'unknown'} is a disk")
            for kind in ("ext4", "btrfs", "xfs", "apfs", "ntfs", "overlay", "tmpfs", "")
        ),
    ],
)
def test_a_kind_of_disk_is_warned_of(kind: str, short: str) -> None:
    notice = of_file_system(kind)
    assert (notice.short if notice else "") == short


@pytest.mark.parametrize(
    ("folder", "owner"),
    [
        pytest.param("/srv/anna/Dropbox/hcc", "Dropbox", id="S-16 Dropbox"),
        pytest.param("/srv/anna/Dropbox (Clinic)/x", "Dropbox", id="S-16 Dropbox of a team"),
        pytest.param("/srv/anna/OneDrive/x", "OneDrive", id="S-16 OneDrive"),
        pytest.param("/srv/anna/OneDrive - Clinic/x", "OneDrive", id="S-16 OneDrive of a clinic"),
        pytest.param("/srv/anna/Google Drive/My Drive", "Google Drive", id="S-16 Google Drive"),
        pytest.param(
            "/srv/anna/Library/Mobile Documents/com~apple~CloudDocs", "iCloud", id="S-16 iCloud"
        ),
        pytest.param(
            "/srv/anna/Library/CloudStorage/OneDrive-Clinic", "a cloud", id="S-16 of macOS"
        ),
        pytest.param("/srv/anna/Nextcloud", "Nextcloud", id="S-16 Nextcloud"),
        pytest.param("/srv/anna/documents", None, id="a folder of one's own"),
        pytest.param("/srv/dropbox-like/x", None, id="a name that is only like it"),
    ],
)
def test_a_folder_that_is_synchronised_is_known_by_its_name(folder: str, owner: str | None) -> None:
    notice = of_synced_folder(Path(folder))
    assert (notice.short if notice else None) == (f"In a folder of {owner}" if owner else None)


@pytest.mark.parametrize(
    ("mark", "owner"),
    [
        pytest.param(".dropbox", "Dropbox", id="S-16 by the mark of Dropbox"),
        pytest.param(".tmp.drivedownload", "Google Drive", id="S-16 by the mark of Google Drive"),
        pytest.param(".stfolder", "Syncthing", id="S-16 by the mark of Syncthing"),
    ],
)
def test_a_folder_that_is_synchronised_is_known_by_its_mark(
    tmp_path: Path, mark: str, owner: str
) -> None:
    (tmp_path / mark).touch()
    (tmp_path / "deep" / "er").mkdir(parents=True)
    notices = place_notices(tmp_path / "deep" / "er" / "store.db")
    assert [notice.short for notice in notices] == [f"In a folder of {owner}"]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/x", "ext4"),
        ("/mnt/ward/hcc", "nfs4"),
        ("/mnt/wardrobe", "ext4"),
        ("/mnt/clinic data/hcc", "cifs"),
        ("/media/stick/inner/hcc", "ext4"),
        ("/media/stick/hcc", "exfat"),
    ],
    ids=[
        "the root",
        "a share",
        "a folder that begins as a share does",
        "a share with a space in its name",
        "a mount in a mount",
        "of two mounts on one place the last",
    ],
)
def test_the_mount_of_a_folder_is_found(folder: str, kind: str) -> None:
    assert mounted_kind(Path(folder), linux_mounts(MOUNTS)) == kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/Volumes/A STICK/hcc", "msdos"), ("/Volumes/clinic", "smbfs"), ("/private/x", "apfs")],
)
def test_the_mounts_of_macos_are_read(folder: str, kind: str) -> None:
    assert mounted_kind(Path(folder), macos_mounts(OF_MACOS)) == kind


@pytest.mark.parametrize(
    ("n_bytes", "short"),
    [(None, ""), (50_000_000, ""), (49_999_999, "49 MB free"), (0, "0 MB free")],
    ids=["unknown", "enough", "less than the floor", "none"],
)
def test_little_room_is_said(n_bytes: int | None, short: str) -> None:
    notice = of_room(n_bytes)
    assert (notice.short if notice else "") == short


@pytest.mark.catalogue("S-16")
def test_a_second_seat_on_a_network_drive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SecondSeat, match="Only one computer at a time can use it there"):
        refuse_second_seat(tmp_path / "store.db", "nfs4")
    refuse_second_seat(tmp_path / "store.db", "ext4")
    refuse_second_seat(tmp_path / "store.db", file_system_of(tmp_path))


def test_every_sentence_says_what_to_do(tmp_path: Path) -> None:
    found = (of_file_system("nfs"), of_file_system("vfat"), of_room(1), of_synced_folder(tmp_path))
    sentences = [notice.sentence for notice in found if notice is not None]
    assert len(sentences) == 3
    assert all(each.startswith(("The store lies", "Only")) for each in sentences)
    assert all(each.endswith(".") for each in sentences)


def test_of_this_disk_something_is_known(tmp_path: Path) -> None:
    assert file_system_of(tmp_path)
