"""S-02: a power cut loses nothing that was acknowledged, and leaves no half of anything.

The statements are those of our own commands, as the driver sees them, and the settings are those of
a store; only the encryption is missing, which lies under SQLite's pager and not in its journal.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import apsw
import pytest
from sqlalchemy import Engine, event

from hcclog.commands.base import Add
from hcclog.store import schema
from hcclog.store.connection import SETTINGS, apply_settings
from hcclog.store.sqlcipher import Connection
from tests.books import a_lab, a_patient, file_of, new_book
from tests.old_stores import become, make_later_program
from tests.power_cut import Disk, Event, Synced, after_cut, n_acknowledged
from tests.storms import n_storms

N_CUTS = n_storms(300)
N_MIGRATIONS = n_storms(100)
N_COMMANDS = 60
N_MOST_RESULTS = 12

OURS = {name: (value, back) for name, value, back in SETTINGS}
# Without locks in memory that other processes see, which this disk has not.
ALONE = {"locking_mode": ("EXCLUSIVE", "exclusive")}
WEAKER = {
    "nothing is synced": {**OURS, "synchronous": ("OFF", 0)},
    "SQLite's own default, that unlinks the journal": {
        **OURS,
        "journal_mode": ("DELETE", "delete"),
        "synchronous": ("FULL", 2),
    },
    "a log beside the file, synced now and then": {
        **ALONE,
        **OURS,
        "journal_mode": ("WAL", "wal"),
        "synchronous": ("NORMAL", 1),
    },
}


@dataclass(frozen=True)
class Counts:
    """What stands in a store after some commands."""

    n_entries: int
    n_changes: int
    n_results: int
    tip: str
    form: str


@dataclass(frozen=True)
class Storm:
    """A store that was written to until the power went.

    Attributes:
        before: Its files when that began.
        log: All that the disk was told.
        states: What stood in it after each command; the first is what it began with.
    """

    before: Mapping[str, bytes]
    log: list[Event]
    states: list[Counts]


@dataclass(frozen=True)
class Traced:
    """What the driver was given: the tables of a store, and the statements of each command."""

    schema: list[str]
    commands: list[list[str]]


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Traced:
    """A patient and sixty commands with results."""
    book = new_book(tmp_path_factory.mktemp("traced") / "store.db")
    raw = file_of(book).raw
    in_order = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type <> 'table'"
    tables = [row[0] for row in raw.execute(in_order)]
    patient, chance = a_patient(), random.Random(2)
    traced: list[str] = []
    # The driver can tell its statements; the types of what we use of it leave that out.
    cast("Any", raw).set_trace_callback(traced.append)
    commands = []
    for n in range(N_COMMANDS):
        n_results = chance.randrange(1, N_MOST_RESULTS)
        labs = tuple(a_lab(patient, id=book.store.new_id()) for _ in range(n_results))
        traced.clear()
        book.do(Add((patient, *labs) if n == 0 else labs))
        commands.append([sql for sql in traced if not sql.startswith(("SELECT", "PRAGMA", "--"))])
    book.close()
    assert {sql.split()[0] for command in commands for sql in command} == {
        "BEGIN",
        "COMMIT",
        "DELETE",
        "INSERT",
    }
    return Traced(tables, commands)


def counted(connection: apsw.Connection) -> Counts:
    """Read what stands in a store."""
    rows: list[Any] = connection.execute(
        "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM change),"
        " (SELECT count(*) FROM lab_result),"
        " coalesce((SELECT hash FROM change ORDER BY seq DESC LIMIT 1), ''),"
        " (SELECT sql FROM sqlite_schema WHERE name = 'lab_result')"
    ).fetchall()
    return Counts(*rows[0])


def set_up(connection: apsw.Connection, settings: Mapping[str, tuple[str, object]]) -> None:
    apply_settings(cast("Connection", connection), settings)


def written(
    folder: Path, traced: Traced, settings: Mapping[str, tuple[str, object]], n_first: int = 0
) -> Storm:
    """Run the commands on a disk that remembers, with the settings of a store or weaker ones.

    Args:
        folder: Where nothing lies yet.
        traced: The commands.
        settings: Name, value to set, value to read back.
        n_first: How many of the commands were done long before.
    """
    path = folder / "store.db"
    with closing(apsw.Connection(str(path))) as connection:
        connection.execute(";\n".join(traced.schema))
        for sql in (sql for command in traced.commands[:n_first] for sql in command):
            connection.execute(sql)
    before = {path.name: path.read_bytes()}
    disk = Disk()
    with closing(disk.connect(path)) as connection:
        set_up(connection, settings)
        states = [counted(connection)]
        for number, command in enumerate(traced.commands[n_first:], start=1):
            for sql in command:
                connection.execute(sql)
            disk.acknowledge(number)
            states.append(counted(connection))
        log = list(disk.log)
    return Storm(before, log, states)


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Put files into a folder in which nothing else lies; return the store's path."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / "store.db"


def cut_again(
    folder: Path,
    files: Mapping[str, bytes],
    settings: Mapping[str, tuple[str, object]],
    chance: random.Random,
) -> Mapping[str, bytes]:
    """Let the power go once more while the store is opened and its journal rolled back."""
    disk = Disk()
    with closing(disk.connect(put(folder, files))) as connection:
        set_up(connection, settings)
        counted(connection)
        log = list(disk.log)
    return after_cut(files, log[: chance.randrange(len(log) + 1)], chance)


def verdict(
    folder: Path,
    storm: Storm,
    files: Mapping[str, bytes],
    n_told: int,
    settings: Mapping[str, tuple[str, object]],
) -> str:
    """Open what a cut left, and say what became of the store in one or two words."""
    try:
        with closing(apsw.Connection(str(put(folder, files)))) as connection:
            set_up(connection, settings)
            checks = [connection.execute(f"PRAGMA {check}").fetchall() for check in CHECKS]
            found = counted(connection)
    except apsw.Error:
        return "unreadable"
    if checks != [[("ok",)], []]:
        return "damaged"
    if found not in storm.states:
        return "half a command"
    return "lost" if storm.states.index(found) < n_told else "whole"


CHECKS = ("integrity_check", "foreign_key_check")


def verdicts(
    folder: Path,
    storm: Storm,
    settings: Mapping[str, tuple[str, object]],
    n_cuts: int,
    stacked: Callable[[int], bool] = lambda _n: False,
) -> Counter[str]:
    """Cut the power at random places, and count what became of the store."""
    chance = random.Random(2026)
    found: Counter[str] = Counter()
    for n in range(n_cuts):
        log = storm.log[: chance.randrange(1, len(storm.log) + 1)]
        files: Mapping[str, bytes] = after_cut(storm.before, log, chance)
        if stacked(n):
            files = cut_again(folder / "cut", files, settings, chance)
        found[verdict(folder / "cut", storm, files, n_acknowledged(log), settings)] += 1
    return found


@pytest.mark.catalogue("S-02")
def test_300_power_cuts_lose_nothing_acknowledged(tmp_path: Path, traced: Traced) -> None:
    """Each fourth is followed by another, while the next start rolls the journal back."""
    storm = written(tmp_path, traced, OURS)
    assert n_acknowledged(storm.log) == N_COMMANDS
    found = verdicts(tmp_path, storm, OURS, N_CUTS, stacked=lambda n: n % 4 == 0)

    assert found == {"whole": N_CUTS}


@pytest.fixture
def rebuilding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements of a migration that writes every result anew."""
    told: list[str] = []

    def listen(*given: Any) -> None:
        told.append(given[2] if len(given) > 1 else "COMMIT")

    new_book(tmp_path / "store.db").close()
    for name in ("MIGRATIONS", "REVISION"):
        monkeypatch.setattr(schema, name, getattr(schema, name))
    become(make_later_program(tmp_path / "later", "value <> 'never'"))
    for name in ("before_cursor_execute", "commit"):
        event.listen(Engine, name, listen)
    new_book(tmp_path / "store.db").close()
    for name in ("before_cursor_execute", "commit"):
        event.remove(Engine, name, listen)
    assert any("_alembic_tmp_lab_result" in sql for sql in told)
    # With little memory, so that much is written before the commit.
    return ["PRAGMA foreign_keys=OFF", "PRAGMA cache_size=10", *filter(is_written, told)]


def is_written(sql: str) -> bool:
    return not sql.lstrip().startswith(("SELECT", "PRAGMA"))


@pytest.mark.catalogue("S-02", "B-07")
def test_100_power_cuts_of_a_migration_leave_the_old_or_the_new(
    tmp_path: Path, traced: Traced, rebuilding: list[str]
) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    both = Traced(traced.schema, [*traced.commands, rebuilding])
    storm = written(folder, both, OURS, n_first=N_COMMANDS)
    old, new = storm.states
    found = verdicts(folder, storm, OURS, N_MIGRATIONS, stacked=lambda n: n % 4 == 0)

    assert (old.n_results, old.tip) == (new.n_results, new.tip)
    assert old.form != new.form
    assert sum(isinstance(each, Synced) for each in storm.log) > 4
    assert found == {"whole": N_MIGRATIONS}


@pytest.mark.catalogue("S-02")
@pytest.mark.parametrize("settings", WEAKER.values(), ids=WEAKER.keys())
def test_the_cuts_find_out_weaker_settings(
    tmp_path: Path, traced: Traced, settings: Mapping[str, tuple[str, object]]
) -> None:
    """Else they would prove nothing of ours."""
    storm = written(tmp_path, traced, settings)
    found = verdicts(tmp_path, storm, settings, max(60, N_CUTS // 5))

    assert found.total() - found["whole"] > found.total() // 10
