"""A journal is taken over as it is, or not at all: also where the process is killed."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.base import Add
from hcclog.logbook import Logbook
from hcclog.store.codec import canonical
from hcclog.store.journal import ChangeRow, Entry, digest_of, genesis, link
from hcclog.store.replaying import Step, Unfit, replay
from tests.books import a_lab, a_patient, new_book
from tests.conftest import ExpectedLog

ROOT = Path(__file__).parents[2]
N_LABS, N_MANY = 20, 1200


def steps_of(book: Logbook) -> list[Step]:
    """Return each entry of a journal, and its changes behind it."""
    entries, changes = book.history()
    steps: list[Step] = []
    for entry in entries:
        steps += [entry, *(change for change in changes if change.entry_id == entry.id)]
    return steps


def take_over(book: Logbook, journal_id: str, steps: list[Step]) -> None:
    with book.store.write(book.stamp(), "take over", "import", "") as transaction:
        replay(transaction, journal_id, steps)


def write_some(book: Logbook, n_labs: int) -> None:
    patient = a_patient()
    book.do(Add((patient, *(a_lab(patient) for _ in range(n_labs)))))
    book.do(Add((a_patient("P-2"),)))


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Logbook]:
    """A store with two patients and some results."""
    (tmp_path / "written").mkdir()
    opened = new_book(tmp_path / "written" / "store.db")
    write_some(opened, N_LABS)
    yield opened
    opened.close()


@pytest.fixture
def empty(book: Logbook) -> Logbook:
    """A store without any entry, in a file and on a server."""
    return book


def test_it_is_taken_over_as_it_is(written: Logbook, empty: Logbook) -> None:
    take_over(empty, written.store.reader.journal_id(), steps_of(written))
    assert empty.history() == written.history()
    assert empty.store.check() == []


def swapped(steps: list[Step]) -> list[Step]:
    return [*steps[:5], steps[6], steps[5], *steps[7:]]


def of_no_table(steps: list[Step]) -> list[Step]:
    return [altered(step, entity="drawing") for step in steps]


def rechained(steps: list[Step]) -> list[Step]:
    """Return steps whose numbers and hashes hold, whatever they say."""
    made: list[Step] = []
    tip, seq, entry = genesis("forged"), 0, None
    for step in steps:
        if not isinstance(step, ChangeRow):
            entry = step if isinstance(step, Entry) else entry
            made.append(step)
            continue
        assert entry is not None
        seq += 1
        said = {**asdict(step), "seq": seq, "id": f"{seq:036d}", "previous_hash": tip}
        said["digest"] = digest_of(step.salt or "", step.payload)
        tip = said["hash"] = link(tip, entry, said)
        made.append(ChangeRow(**said))
    return made


def of_another(step: Step, number: int) -> Step:
    values = step.values if isinstance(step, ChangeRow) and number == 4 else None
    return altered(step, payload=canonical({**values, "id": "x"})) if values else step


def without_code(step: Step) -> Step:
    values = step.values if isinstance(step, ChangeRow) and step.entity == "patient" else None
    return altered(step, payload=canonical({**values, "time_axis": "oval"})) if values else step


FORGED: list[tuple[str, Callable[[list[Step]], list[Step]], str]] = [
    ("one entity is made twice", lambda steps: [*steps, steps[-1]], "contradict each other"),
    ("a child has no parent", lambda steps: [steps[0], *steps[2:]], "contradict each other"),
    ("it is of another", lambda s: [of_another(e, n) for n, e in enumerate(s)], "another entity"),
    ("it is of no noun", lambda s: [without_code(each) for each in s], "those of no patient"),
]


@pytest.mark.parametrize(
    ("change", "said"), [row[1:] for row in FORGED], ids=[row[0] for row in FORGED]
)
def test_a_forged_one_with_a_whole_chain_leaves_nothing(
    written: Logbook,
    empty: Logbook,
    change: Callable[[list[Step]], list[Step]],
    said: str,
    expected_log: ExpectedLog,
) -> None:
    # psycopg's own word, at times, where the server refuses one of many rows.
    expected_log.allow("error ignored terminating <psycopg.Pipeline")
    with pytest.raises(Unfit, match=said):
        take_over(empty, "forged", rechained(change(steps_of(written))))
    assert (empty.revision, empty.patients()) == (0, ())
    assert empty.store.check() == []


def altered(step: Step, **fields: Any) -> Step:
    return replace(step, **fields) if isinstance(step, ChangeRow) else step


BROKEN: list[tuple[str, Callable[[list[Step]], list[Step]], str]] = [
    ("two changes are swapped", swapped, "Change 6"),
    ("an entry is missing", lambda steps: steps[1:], "does not stand behind its entry"),
    ("an entry stands twice", lambda steps: [steps[0], *steps], "stands at place 2"),
    ("a change is missing", lambda steps: [*steps[:9], *steps[10:]], "Change 10"),
    ("a payload is altered", lambda steps: [altered(s, payload="{}") for s in steps], "payload"),
    ("a table is unknown", of_no_table, "Change 1"),
]


@pytest.mark.parametrize(
    ("change", "said"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_a_broken_one_leaves_nothing(
    written: Logbook,
    empty: Logbook,
    change: Callable[[list[Step]], list[Step]],
    said: str,
) -> None:
    with pytest.raises(Unfit, match=said):
        take_over(empty, written.store.reader.journal_id(), change(steps_of(written)))
    assert (empty.revision, empty.patients()) == (0, ())
    assert empty.store.check() == []


def test_a_store_with_entries_takes_none(written: Logbook) -> None:
    with pytest.raises(Unfit, match="holds entries already"):
        take_over(written, written.store.reader.journal_id(), [])


CHILD = """
import os, signal, sys
from tests.books import new_book
from tests.store.test_replaying import steps_of, take_over

source, target, at = new_book(sys.argv[1]), new_book(sys.argv[2]), int(sys.argv[3])

def until_killed(steps):
    for number, step in enumerate(steps):
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)
        yield step

take_over(target, source.store.reader.journal_id(), until_killed(steps_of(source)))
"""


def test_a_kill_in_the_middle_leaves_all_or_nothing(tmp_path: Path) -> None:
    """With more changes than are written at once."""
    place = tmp_path / "store.db"
    book = new_book(place)
    write_some(book, N_MANY)
    expected = book.history()
    book.close()
    moments = random.Random(7)
    for number in range(4):
        (tmp_path / f"n{number}").mkdir()
        target = tmp_path / f"n{number}" / "store.db"
        new_book(target).close()
        at = str(moments.randrange(1, N_MANY + 4))
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(place), str(target), at], cwd=ROOT, check=False
        )
        assert done.returncode == -signal.SIGKILL
        after = new_book(target)
        assert after.history() in {((), ()), expected}
        assert after.store.check() == []
        after.close()
