"""The audit trail goes along with a whole store, and comes back behind what is here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hcclog.commands.refused import Refused
from hcclog.domain.acts import Act
from hcclog.logbook import Logbook
from hcclog.store.whole_check import check_store
from tests.books import a_lab, a_patient, new_book
from tests.commands.words import add
from tests.exchange.dump.dumps import Edit, dump, edited, plan, take_in


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Logbook]:
    (tmp_path / "other").mkdir()
    opened = new_book(tmp_path / "other" / "store.db")
    yield opened
    opened.close()


@pytest.fixture
def told(book: Logbook) -> Logbook:
    """A store with one patient and three events."""
    patient = a_patient()
    add(book, patient, a_lab(patient))
    book.account(Act.OPEN, (patient.id,), by="window")
    book.account(Act.EXPORT, (patient.id,), format="fhir")
    book.account(Act.BACK_UP)
    return book


def said(book: Logbook) -> list[tuple[str, ...]]:
    return [
        (each.id, each.act, each.patient_id, each.about, each.author, each.at_utc, each.epoch)
        for each in book.store.reader.events()
    ]


def test_events_come_back_behind_those_that_are_here(
    told: Logbook, other: Logbook, tmp_path: Path
) -> None:
    other.account(Act.IMPORT, kind="jsonl")
    own = said(other)
    take_in(dump(told, tmp_path / "d.jsonl"), other)
    assert said(other) == [*own, *said(told)]
    assert check_store(other.store).faults == ()
    other.account(Act.OPEN)
    assert check_store(other.store).faults == ()


def test_a_dump_of_some_patients_holds_no_event(told: Logbook, tmp_path: Path) -> None:
    lines = dump(told, tmp_path / "d.jsonl", "P-1").read_text(encoding="utf-8")
    assert '{"event":' not in lines


def without_trail(lines: list[dict[str, Any]]) -> None:
    """Make of a dump one of before."""
    for name in ("trail_id", "n_events", "trail_head"):
        del lines[0][name]
    lines[0]["version"] = 1
    lines[:] = [line for line in lines if "event" not in line]
    lines[-1]["end"] = len(lines) - 1


def test_a_dump_of_before_is_read(told: Logbook, other: Logbook, tmp_path: Path) -> None:
    take_in(edited(dump(told, tmp_path / "d.jsonl"), without_trail), other)
    assert other.revision == told.revision
    assert said(other) == []


def event(number: int, **fields: Any) -> Edit:
    """Return an edit of one event."""

    def edit(lines: list[dict[str, Any]]) -> None:
        found = [line["event"] for line in lines if "event" in line]
        found[number].update(fields)

    return edit


def without_event(lines: list[dict[str, Any]]) -> None:
    place = next(n for n, line in enumerate(lines) if "event" in line)
    del lines[place]
    lines[-1]["end"] -= 1


def without_last_event(lines: list[dict[str, Any]]) -> None:
    del lines[-2]
    lines[-1]["end"] -= 1


def too_early(lines: list[dict[str, Any]]) -> None:
    lines.insert(1, lines.pop(-2))


DAMAGES: list[tuple[str, Edit, str]] = [
    ("an act is another", event(1, act="open"), "audit event 2 was altered"),
    ("it is about something else", event(1, about={"format": "x"}), "audit event 2 was altered"),
    ("it is about a number", event(1, about={"n": 3}), "about is no object of texts"),
    ("it is about nothing", event(1, about=None), "about is no object of texts"),
    ("an event is gone", without_event, "audit event 2 does not follow"),
    ("the last event is gone", without_last_event, "the audit trail is another"),
    ("an event stands too early", too_early, "before the end of the journal"),
]


@pytest.mark.parametrize(
    ("edit", "sentence"), [row[1:] for row in DAMAGES], ids=[row[0] for row in DAMAGES]
)
def test_a_damaged_trail_is_refused(
    told: Logbook, other: Logbook, tmp_path: Path, edit: Edit, sentence: str
) -> None:
    path = edited(dump(told, tmp_path / "d.jsonl"), edit)
    with pytest.raises(Refused) as refused:
        plan(path, other)
    assert sentence in refused.value.sentence
    assert (other.revision, said(other)) == (0, [])


def test_each_event_is_a_line_of_its_own(told: Logbook, tmp_path: Path) -> None:
    lines = dump(told, tmp_path / "d.jsonl").read_text(encoding="utf-8").splitlines()
    events = [json.loads(line)["event"] for line in lines if line.startswith('{"event":')]
    assert [each["act"] for each in events] == ["open", "export", "back up"]
    assert events[1]["about"] == {"format": "fhir"}
