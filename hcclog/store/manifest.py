"""What was true of a backup when it was made and verified: a small file beside it.

Its ``tip``, the last hash of the journal, anchors the journal outside the store: whoever rewrites a
store's past would have to rewrite every manifest too.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hcclog.store.durable import write_atomically
from hcclog.store.errors import BackupDamaged
from hcclog.store.faults import as_file_error

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FORMAT = "hcclog-backup"
VERSION = 1
SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells one state of a store from another, read by whoever knows its tables.

    Attributes:
        schema: The schema's revision.
        tip: The hash of the last change in the journal.
        audit_tip: The hash of the last audit event; empty where there is none.
    """

    schema: str
    tip: str
    audit_tip: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a store held at one moment.

    Attributes:
        counts: Rows of each table.
    """

    counts: Mapping[str, int]
    marks: Marks


@dataclass(frozen=True, slots=True)
class Manifest:
    """One verified backup.

    Attributes:
        made_at: Aware, UTC, by the clock of the station that made it.
        why: ``daily``, ``before-migration``, ``by-hand`` ...
        sha256: Of the backup's file, 64 hexadecimal digits.
        n_bytes: Size of the backup's file.
    """

    store_id: str
    made_at: datetime
    why: str
    sha256: str
    n_bytes: int
    content: Content


def manifest_path(backup_path: Path) -> Path:
    """Return where the manifest of a backup lies: beside it."""
    return backup_path.with_suffix(SUFFIX)


def write_manifest(backup_path: Path, manifest: Manifest) -> None:
    """Write the manifest of a backup, whole or not at all.

    Raises:
        StoreError: The disk refused.
    """
    told = {
        "format": FORMAT,
        "version": VERSION,
        **asdict(manifest),
        "made_at": manifest.made_at.astimezone(UTC).isoformat(),
        "content": {
            "counts": dict(manifest.content.counts),
            "marks": asdict(manifest.content.marks),
        },
    }
    with as_file_error(backup_path.parent):
        text = json.dumps(told, indent=1, sort_keys=True)
        write_atomically(manifest_path(backup_path), text.encode())


def read_manifest(backup_path: Path) -> Manifest:
    """Read the manifest of a backup.

    Raises:
        BackupDamaged: There is none, or it is not one of ours.
    """
    try:
        told = json.loads(manifest_path(backup_path).read_bytes())
        if told["format"] != FORMAT or told["version"] != VERSION:
            raise BackupDamaged(backup_path, "Its manifest is of another kind.")
        content = Content(dict(told["content"]["counts"]), Marks(**told["content"]["marks"]))
        made_at = datetime.fromisoformat(told["made_at"]).astimezone(UTC)
        return Manifest(
            told["store_id"], made_at, told["why"], told["sha256"], int(told["n_bytes"]), content
        )
    except (OSError, ArithmeticError, ValueError, LookupError, TypeError, RecursionError):
        raise BackupDamaged(backup_path, "Its manifest is missing or damaged.") from None


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file that no connection has open, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
