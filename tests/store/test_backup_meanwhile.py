"""What happens while a backup is made: who saves is not held up, and a fault leaves nothing."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from hcclog.store.backup import back_up_beside, verify_backup
from hcclog.store.checks import table_counts
from hcclog.store.errors import Busy, Damaged, DiskFull, DiskRefused
from hcclog.store.faults import as_store_error
from hcclog.store.thinning import DAILY, backups_of
from tests.stores import NAME, NOW, StoreFile, add_patients, make_store, read_marks, source_of

N_FLIPS = 40


@dataclass
class Colleague:
    """Saves a patient with three labs at the steps of a backup, and never waits for it.

    Attributes:
        at: The step.
        n_times: How many times at most.
    """

    store: StoreFile
    at: str
    n_times: int
    n_saved: int = 0
    n_refused: int = 0
    told: list[str] = field(default_factory=list)

    def step(self, name: str) -> None:
        """Save where it is the step, or be refused because a lock is held."""
        self.told.append(name)
        if name != self.at or self.n_saved + self.n_refused >= self.n_times:
            return
        with closing(self.store.open()) as connection:
            connection.execute("PRAGMA busy_timeout=0")
            try:
                with as_store_error():
                    connection.execute("BEGIN IMMEDIATE")
                    add_patients(connection, 1)
                    connection.execute("COMMIT")
            except Busy:
                self.n_refused += 1
            else:
                self.n_saved += 1


@pytest.fixture
def store(tmp_path: Path) -> StoreFile:
    """A store of more parts than one, closed."""
    return make_store(tmp_path, n_patients=12_000)


@pytest.mark.catalogue("B-11")
@pytest.mark.parametrize(
    ("at", "n_times"),
    [
        pytest.param("source read", 1, id="between the counting and the copying"),
        pytest.param("copying", 1, id="after the first part"),
        pytest.param("copying", 7, id="after the first part, seven times"),
        pytest.param("copied", 1, id="after the last part"),
        pytest.param("compared", 1, id="before it gets its name"),
    ],
)
def test_who_saves_during_a_backup_never_waits(store: StoreFile, at: str, n_times: int) -> None:
    colleague = Colleague(store, at, n_times)
    backup = back_up_beside(replace(source_of(store), step=colleague.step), DAILY, NOW)

    assert (colleague.n_saved, colleague.n_refused) == (n_times, 0)
    content = verify_backup(backup.path, store.key, read_marks).content
    is_inside = at in {"source read", "copying"}
    assert content.counts["patient"] == 12_000 + n_times * is_inside
    assert content.counts["lab"] == 3 * content.counts["patient"]
    with closing(store.open()) as connection:
        assert table_counts(connection)["patient"] == 12_000 + n_times


@pytest.mark.catalogue("B-11")
def test_who_never_pauses_waits_once_and_the_backup_is_made(store: StoreFile) -> None:
    colleague = Colleague(store, "copying", 10**6)
    backup = back_up_beside(replace(source_of(store), step=colleague.step), DAILY, NOW)

    n_attempts = colleague.told.count("source read")
    assert colleague.n_saved == n_attempts - 1 > 1
    assert colleague.n_refused > 1
    content = verify_backup(backup.path, store.key, read_marks).content
    assert content.counts["patient"] == 12_000 + colleague.n_saved
    assert content.counts["lab"] == 3 * content.counts["patient"]


@pytest.mark.catalogue("S-10")
def test_a_flipped_bit_anywhere_is_found_while_the_store_is_copied(tmp_path: Path) -> None:
    """The file is not read a second time for its check, so the copying must find the damage."""
    store = make_store(tmp_path)
    sound, chance = store.path.read_bytes(), random.Random(11)
    for _ in range(N_FLIPS):
        place = chance.randrange(len(sound))
        damaged = sound[:place] + bytes([sound[place] ^ 1 << chance.randrange(8)])
        damaged += sound[place + 1 :]
        store.path.write_bytes(damaged)
        with pytest.raises(Damaged):
            back_up_beside(source_of(store), DAILY, NOW)
        assert backups_of(store.path) == []
        assert store.path.read_bytes() == damaged


@contextmanager
def limited(n_bytes: int) -> Iterator[None]:
    """Let no file grow beyond a size."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is of Unix")
@pytest.mark.catalogue("B-01", "B-04")
@pytest.mark.parametrize("part", [0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_disk_that_takes_a_part_of_a_backup_only(store: StoreFile, part: float) -> None:
    older = back_up_beside(source_of(store), DAILY, NOW)
    before = {path.name for path in older.path.parent.iterdir()}
    with (
        limited(int(part * store.path.stat().st_size)),
        pytest.raises((DiskRefused, DiskFull)) as said,
    ):
        back_up_beside(source_of(store), "by-hand", NOW)

    assert NAME not in said.value.sentence
    assert {path.name for path in older.path.parent.iterdir()} == before
    assert verify_backup(older.path, store.key, read_marks) == older.manifest
    again = back_up_beside(source_of(store), "by-hand", NOW)
    assert {one.path for one in backups_of(store.path)} == {older.path, again.path}
