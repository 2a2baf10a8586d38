"""X-09: a dump comes back equal, revision by revision; a damaged one is refused by its line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.base import Add, Amend, Retract
from hcclog.commands.refused import Refused
from hcclog.exchange.deidentify.leaving import deidentified_from
from hcclog.exchange.dump.reading import read
from hcclog.exchange.incoming.kinds import Wish
from hcclog.exchange.incoming.plan import Verdict
from hcclog.exchange.incoming.telling import kind_of
from hcclog.exchange.outgoing.deliver import deliver
from hcclog.exchange.outgoing.formats import FORMATS
from hcclog.exchange.outgoing.order import Order
from hcclog.exchange.progress import Cancelled, unseen
from hcclog.exchange.record_json import record_json
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient, new_book
from tests.exchange.dump.dumps import Edit, changes_of, dump, edited, plan, take_in


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Logbook]:
    """Another store, empty."""
    folder = tmp_path / "other"
    folder.mkdir()
    opened = new_book(folder / "store.db", "ward 4")
    yield opened
    opened.close()


def records(book: Logbook) -> list[dict[str, Any]]:
    found = (book.patient(patient.id) for patient in book.patients())
    return [record_json(record) for record in found if record is not None]


def test_x_09_the_cases_come_back_revision_by_revision(
    cases: Logbook, other: Logbook, tmp_path: Path
) -> None:
    found = take_in(dump(cases, tmp_path / "all.jsonl"), other)
    assert other.history() == cases.history()
    assert records(other) == records(cases)
    assert other.store.check() == []
    assert found.summary() == "3 lines: 3 new"


def test_its_kind_is_told_by_its_content(cases: Logbook, tmp_path: Path) -> None:
    assert kind_of(dump(cases, tmp_path / "all.txt")).name == "jsonl"


def test_a_store_that_took_one_over_goes_on_in_the_same_chain(
    cases: Logbook, other: Logbook, tmp_path: Path
) -> None:
    take_in(dump(cases, tmp_path / "all.jsonl"), other)
    other.do(Add((a_patient("P-9"),)))
    assert other.revision == cases.revision + 1
    assert other.store.check() == []
    take_in(dump(other, tmp_path / "again.jsonl"), third := new_book(tmp_path / "third.db"))
    assert third.history() == other.history()
    third.close()


def test_a_second_time_changes_nothing(cases: Logbook, other: Logbook, tmp_path: Path) -> None:
    path = dump(cases, tmp_path / "all.jsonl")
    take_in(path, other)
    again = plan(path, other)
    assert again.command is None
    assert {line.verdict for line in again.lines} == {Verdict.THERE}


def test_an_empty_store_has_a_dump_too(book: Logbook, other: Logbook, tmp_path: Path) -> None:
    found = plan(dump(book, tmp_path / "none.jsonl"), other)
    assert (found.command, found.lines) == (None, [])


def test_one_patient_comes_as_one_entry(cases: Logbook, other: Logbook, tmp_path: Path) -> None:
    path = dump(cases, tmp_path / "one.jsonl", "zhang-2024")
    found = take_in(path, other)
    assert other.revision == 1
    assert "one entry" in found.notes[0]
    assert records(other) == [
        record for record in records(cases) if record["patient"]["code"] == "zhang-2024"
    ]
    assert plan(path, other).command is None


def zhang(book: Logbook) -> Any:
    return book.patient(book.find("zhang-2024") or "")


class TestIntoAStoreThatHoldsThePatient:
    @pytest.fixture
    def both(self, cases: Logbook, other: Logbook, tmp_path: Path) -> tuple[Logbook, Logbook]:
        """Two stores that held the same a while ago."""
        take_in(dump(cases, tmp_path / "first.jsonl"), other)
        return cases, other

    def test_what_was_added_there_is_new(
        self, both: tuple[Logbook, Logbook], tmp_path: Path
    ) -> None:
        there, here = both
        lab = a_lab(zhang(there).patient, on="2022-12")
        there.do(Add((lab,)))
        found = take_in(dump(there, tmp_path / "d.jsonl"), here)
        assert found.count(Verdict.NEW) == 1
        assert lab in zhang(here).labs

    def test_what_was_corrected_there_is_changed(
        self, both: tuple[Logbook, Logbook], tmp_path: Path
    ) -> None:
        there, here = both
        visit = zhang(there).visits[0]
        there.do(Amend(corrected(visit, "seen again"), seen=visit))
        found = take_in(dump(there, tmp_path / "d.jsonl"), here)
        assert [line.why for line in found.lines if line.verdict is Verdict.CHANGED] == [
            "changed there since"
        ]
        assert zhang(here).visits[0].note == "seen again"

    def test_what_was_retracted_there_is_retracted_with_what_hangs_on_it(
        self, both: tuple[Logbook, Logbook], tmp_path: Path
    ) -> None:
        there, here = both
        there.do(Retract("assessment", zhang(there).assessments[0].id))
        take_in(dump(there, tmp_path / "d.jsonl"), here)
        assert zhang(here) == zhang(there)
        assert here.store.check() == []

    def test_what_was_corrected_here_stays(
        self, both: tuple[Logbook, Logbook], tmp_path: Path
    ) -> None:
        there, here = both
        visit = zhang(here).visits[0]
        here.do(Amend(corrected(visit, "better known here"), seen=visit))
        found = plan(dump(there, tmp_path / "d.jsonl"), here)
        assert found.command is None
        assert [line.why for line in found.lines if line.verdict is Verdict.LEFT] == [
            "it was changed here since, so it stays as it is"
        ]

    def test_what_was_corrected_on_both_sides_is_asked_about(
        self, both: tuple[Logbook, Logbook], tmp_path: Path
    ) -> None:
        for book, note in zip(both, ("there", "here"), strict=True):
            visit = zhang(book).visits[0]
            book.do(Amend(corrected(visit, note), seen=visit))
        found = plan(dump(both[0], tmp_path / "d.jsonl"), both[1])
        assert found.count(Verdict.ASKED) == 1

    def test_what_was_retracted_here_is_asked_about(
        self, both: tuple[Logbook, Logbook], tmp_path: Path
    ) -> None:
        there, here = both
        visit = zhang(there).visits[0]
        there.do(Amend(corrected(visit, "there"), seen=visit))
        here.do(Retract("visit", visit.id))
        found = plan(dump(there, tmp_path / "d.jsonl"), here)
        assert found.count(Verdict.ASKED) == 1

    def test_what_is_here_alone_stays_and_is_said(
        self, both: tuple[Logbook, Logbook], tmp_path: Path
    ) -> None:
        there, here = both
        here.do(Add((a_lab(zhang(here).patient, on="2022-12"),)))
        found = plan(dump(there, tmp_path / "d.jsonl"), here)
        assert found.command is None
        assert [line.why for line in found.lines if line.why] == [
            "1 entry here that the file lacks: it stays as it is"
        ]


def corrected(entity: Any, note: str) -> Any:
    return replace(entity, note=note)


def test_a_code_that_somebody_has_here_is_not_taken(
    cases: Logbook, other: Logbook, tmp_path: Path
) -> None:
    other.do(Add((a_patient("ZHANG-2024"),)))
    found = take_in(dump(cases, tmp_path / "d.jsonl"), other)
    left = [line for line in found.lines if line.verdict is Verdict.LEFT]
    assert [(line.patient, "another patient" in line.why) for line in left] == [
        ("zhang-2024", True)
    ]
    assert len(other.patients()) == 3


def test_a_retracted_patient_stays_out(cases: Logbook, other: Logbook, tmp_path: Path) -> None:
    cases.do(Retract("patient", cases.find("ikeda-2021") or ""))
    path = dump(cases, tmp_path / "d.jsonl")
    other.do(Add((a_patient("P-1"),)))
    found = take_in(path, other)
    assert [line.patient for line in found.lines if line.verdict is Verdict.LEFT] == ["ikeda-2021"]
    assert {patient.code for patient in other.patients()} == {"P-1", "fonc-2024", "zhang-2024"}


def test_a_de_identified_dump_holds_a_state_and_comes_back(
    cases: Logbook, other: Logbook, tmp_path: Path
) -> None:
    ids = cases.store.reader.patient_ids()
    leaving = deidentified_from(cases)
    order = Order(cases.patient, ids, cases.revision, cases.stamp().today, book=cases)
    written = deliver(
        FORMATS["jsonl"], leaving.order(order), tmp_path / "d.jsonl", check=leaving.check
    )
    assert [sentence.split(":")[0] for sentence in written.not_held] == ["The history"]
    take_in(written.paths[0], other)
    assert {patient.code[:2] for patient in other.patients()} == {"S-"}
    assert plan(written.paths[0], other).command is None


def cut_in_a_line(lines: list[dict[str, Any]]) -> None:
    lines[5] = {"change": {"id": "x"}}


def alter(name: str, value: Any) -> Edit:
    def edit(lines: list[dict[str, Any]]) -> None:
        changes_of(lines)[3][name] = value

    return edit


def alter_header(name: str, value: Any) -> Edit:
    def edit(lines: list[dict[str, Any]]) -> None:
        lines[0][name] = value

    return edit


def alter_note(lines: list[dict[str, Any]]) -> None:
    changes_of(lines)[0]["payload"]["note"] = "another"


DAMAGES: list[tuple[str, Edit, str]] = [
    ("a line is of another shape", cut_in_a_line, "line 6: it lacks or has too much"),
    ("a line is gone", lambda lines: lines.pop(7), "line 8: change 7"),
    ("a line stands twice", lambda lines: lines.insert(7, lines[7]), "line 9: change 6"),
    ("the last line is gone", lambda lines: lines.pop(), "its last line is missing"),
    ("something stands behind the end", lambda lines: lines.append({"end": 4}), "behind the end"),
    ("a payload was altered", alter_note, "line 3: change 1 (patient"),
    ("a hash was altered", alter("hash", "0" * 64), "line 6: change 4"),
    ("a salt was altered", alter("salt", "0" * 32), "line 6: change 4"),
    ("an author was altered", lambda lines: lines[1]["entry"].update(author="x"), "line 3"),
    ("a number is a text", alter("seq", "4"), "line 6: seq is not a whole number"),
    ("it is of a newer program", alter_header("version", 3), "line 1: the file was written by a"),
    ("its tables are of a newer program", alter_header("schema", "9999"), "newer hcclog"),
    ("its head is another", alter_header("head", "0" * 64), "the last change is another"),
    ("its journal began elsewhere", alter_header("journal_id", "x"), "line 3: change 1"),
    ("it tells of more changes", alter_header("n_changes", 500), "more or fewer"),
]


@pytest.mark.parametrize(
    ("edit", "said"), [row[1:] for row in DAMAGES], ids=[row[0] for row in DAMAGES]
)
def test_a_damaged_dump_is_refused(
    book: Logbook, other: Logbook, tmp_path: Path, edit: Edit, said: str
) -> None:
    patient = a_patient(note="chronic hepatitis B")
    book.do(Add((patient, *(a_lab(patient) for _ in range(9)))))
    path = edited(dump(book, tmp_path / "d.jsonl"), edit)
    with pytest.raises(Refused) as refused:
        plan(path, other)
    assert said in refused.value.sentence
    assert refused.value.sentence.startswith("d.jsonl, line ")
    assert other.revision == 0


TEXTS: list[tuple[str, bytes, str]] = [
    ("half a line", b'{"hcclog":"dump","vers', "line 1: it is not whole or no JSON"),
    ("a key twice", b'{"hcclog":"dump","hcclog":"dump"}\n', "a key stands twice"),
    ("no number", b'{"hcclog":"dump","version":NaN}\n', "NaN is no whole number"),
    ("a fraction", b'{"hcclog":"dump","version":1.0}\n', "1.0 is no whole number"),
    ("100,000 nested lists", b'{"hcclog":' + b"[" * 100_000, "line 1: it is"),
    ("an integer of 5,000 digits", b'{"hcclog":' + b"9" * 5000 + b"}", "line 1: it is not whole"),
    ("a line of 17 MB", b'{"hcclog":"' + b"x" * 17_000_000, "longer than any line"),
    ("letters that are no UTF-8", b'{"hcclog":"\xff"}\n', "line 1: it is not UTF-8"),
    ("a list", b"[]\n", "line 1: it is no JSON object"),
    ("nothing", b"", "is empty"),
]


@pytest.mark.parametrize(
    ("content", "said"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS]
)
def test_what_is_no_dump_is_refused(
    book: Logbook, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "d.jsonl"
    path.write_bytes(content)
    with pytest.raises(Refused, match=said):
        plan(path, book)


def test_a_file_that_is_gone_is_refused(book: Logbook, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        plan(tmp_path / "gone.jsonl", book)


def test_a_file_that_changes_between_look_and_writing_is_refused(
    cases: Logbook, other: Logbook, tmp_path: Path
) -> None:
    path = dump(cases, tmp_path / "d.jsonl")
    command = plan(path, other).command
    cases.do(Add((a_patient("P-1"),)))
    dump(cases, path)
    assert command is not None
    with pytest.raises(Refused, match=r"d\.jsonl"):
        other.do(command)
    assert (other.revision, other.patients()) == (0, ())
    assert other.store.check() == []


def test_who_gives_up_leaves_the_store_as_it_was(
    cases: Logbook, other: Logbook, tmp_path: Path
) -> None:
    def give_up(done: int, _of: int) -> None:
        if done > 50:
            raise Cancelled

    path = dump(cases, tmp_path / "d.jsonl")
    with pytest.raises(Cancelled):
        read(path, other, Wish(), give_up)
    command = read(path, other, Wish(), unseen).command
    assert command is not None
    with pytest.raises(Cancelled):
        other.do(replace(command, advanced=give_up))
    assert other.revision == 0
    assert other.store.check() == []


def test_it_is_not_taken_over_twice(cases: Logbook, other: Logbook, tmp_path: Path) -> None:
    command = plan(dump(cases, tmp_path / "d.jsonl"), other).command
    assert command is not None
    other.do(command)
    with pytest.raises(Refused, match="holds entries already"):
        other.do(command)


def test_what_was_done_can_be_undone_after_it_moved(cases: Logbook, tmp_path: Path) -> None:
    cases.do(Add((a_patient("P-1"),)))
    path = dump(cases, tmp_path / "d.jsonl")
    moved = new_book(tmp_path / "moved.db")
    take_in(path, moved)
    moved.undo()
    assert moved.find("P-1") is None
    assert moved.store.check() == []
    moved.close()


def test_the_lines_are_those_of_the_store(cases: Logbook, tmp_path: Path) -> None:
    path = dump(cases, tmp_path / "d.jsonl")
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    _, changes = cases.history()
    assert [change["hash"] for change in changes_of(lines)] == [each.hash for each in changes]
