"""What holds for the files that one station keeps for itself: settings, keys, manifests."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hcclog.catalogue import clinic
from hcclog.catalogue.clinic import ClinicEntry
from hcclog.catalogue.reading import document
from hcclog.commands.refused import Refused
from hcclog.entry.preferences import Preferences, load_preferences, save_preferences
from hcclog.exchange.lab_files.mapping import Column, Mapping, NamedTest
from hcclog.exchange.lab_files.remembering import remember, remembered
from hcclog.paths import clinic_catalogue
from hcclog.store.errors import StoreError
from hcclog.store.keys import create_envelope, keys_path, read_envelope
from hcclog.store.manifest import (
    Content,
    Manifest,
    Marks,
    manifest_path,
    read_manifest,
    write_manifest,
)
from tests.fuzz.laws import Law, check_sentence
from tests.fuzz.target import Target


def preferences_law(path: Path) -> Law:
    """Return the law of preferences: they are what the file says, and write themselves the same."""

    def law(data: bytes) -> None:
        path.write_bytes(data)
        read = load_preferences(path)
        assert isinstance(read, Preferences)
        try:
            save_preferences(path, read)
        except UnicodeEncodeError:
            raise AssertionError("preferences that cannot be kept") from None
        assert load_preferences(path) == read

    return law


def laboratories_law(path: Path) -> Law:
    """Return the law of what is remembered of laboratories."""

    def law(data: bytes) -> None:
        path.write_bytes(data)
        try:
            known = remembered(path)
            for each in known:
                remember(path, each)
        except Refused as refusal:
            check_sentence(refusal.sentence)

    return law


def clinic_law(data: bytes) -> None:
    """The clinic's own catalogue is read, or left out with a sentence; what is added is found."""
    path = clinic_catalogue()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    clinic.forget_clinic()
    try:
        entries = clinic.clinic_entries()
        for file in clinic.KINDS.values():
            clinic.with_clinic(file, document(file))
        for fault in clinic.clinic_faults():
            check_sentence(fault)
        for entry in entries[:1]:
            clinic.keep_entry(entry)
            clinic.forget_clinic()
            assert clinic.clinic_entries() == (*entries, entry)
    finally:
        path.unlink(missing_ok=True)
        clinic.forget_clinic()


def keys_law(store: Path) -> Law:
    """Return the law of a key file: the envelope that was written, or a fault of the store."""

    def law(data: bytes) -> None:
        keys_path(store).write_bytes(data)
        try:
            envelope = read_envelope(store)
        except StoreError as fault:
            check_sentence(str(fault))
            return
        assert isinstance(envelope.store_id, str)

    return law


def manifest_law(backup: Path) -> Law:
    """Return the law of a manifest: one that writes itself the same, or a fault of the store."""

    def law(data: bytes) -> None:
        manifest_path(backup).write_bytes(data)
        try:
            manifest = read_manifest(backup)
        except StoreError as fault:
            check_sentence(str(fault))
            return
        write_manifest(backup, manifest)
        assert read_manifest(backup) == manifest

    return law


def settings_targets(folder: Path) -> dict[str, Target]:
    """Return the files that one station keeps for itself."""
    return {
        "preferences": _with_seed(preferences_law, folder / "preferences.json", _preferences),
        "laboratories": _with_seed(laboratories_law, folder / "laboratories.json", _laboratory),
        "clinic": Target(clinic_law, [_clinic()]),
        "key-file": _with_seed(keys_law, folder / "store.db", _keys),
        "manifest": _with_seed(manifest_law, folder / "backup.db", _manifest),
    }


def _with_seed(law_of: Callable[[Path], Law], path: Path, write: Callable[[Path], bytes]) -> Target:
    return Target(law_of(path), [write(path), b"[]", b'{"": NaN}', b'{"a": 1e999}'])


def _preferences(path: Path) -> bytes:
    save_preferences(path, Preferences(laboratory="City", units={"afp": "ng/mL"}))
    return path.read_bytes()


def _laboratory(path: Path) -> bytes:
    tests = (NamedTest("AFP", "afp", "ng/mL"),)
    remember(path, Mapping((Column("patient"), Column("value")), name="City", tests=tests))
    return path.read_bytes()


def _clinic() -> bytes:
    entry = ClinicEntry("drugs", "Trialimab", ("TRL-1",), "antibody", colour={"fill": "#000000"})
    kept = {
        "kind": entry.kind,
        "name": entry.name,
        "synonyms": list(entry.synonyms),
        "group": entry.group,
        "colour": entry.colour,
    }
    site = {"kind": "sites", "name": "Port", "group": "liver", "locoregional": True}
    return json.dumps({"entries": [kept, site]}).encode()


def _keys(path: Path) -> bytes:
    keys_path(path).unlink(missing_ok=True)
    create_envelope(path, "store-1")
    return keys_path(path).read_bytes()


def _manifest(path: Path) -> bytes:
    content = Content({"patient": 3, "change": 40}, Marks("0005", "a" * 64))
    made_at = datetime(2026, 11, 21, tzinfo=UTC)
    write_manifest(path, Manifest("store-1", made_at, "daily", "b" * 64, 4096, content))
    return manifest_path(path).read_bytes()
