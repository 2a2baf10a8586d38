"""Who looked at whose record, and what left or came in: each command leaves its event."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from hcclog.domain.acts import Act
from hcclog.store.audit import AuditEvent
from tests.books import new_book
from tests.cli.conftest import Run, Said

CODE = "zhang-2024"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store that holds the published cases, made once."""
    from hcclog.cli.opening import load_cases

    folder = tmp_path_factory.mktemp("made")
    book = new_book(folder / "store.db")
    load_cases(book)
    book.close()
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A copy of that store."""
    copytree(made, tmp_path / "own")
    return tmp_path / "own" / "store.db"


def events_in(place: Path) -> tuple[tuple[AuditEvent, ...], str]:
    """Return the events of a store, and the id of the patient."""
    book = new_book(place)
    try:
        return book.store.reader.events(), book.find(CODE) or ""
    finally:
        book.close()


Expected = tuple[Act, bool, dict[str, str]]
BY = {"by": "command line"}
READ = [
    pytest.param(words, [(Act.OPEN, True, BY)], id=f"U-05 opened by {words[0]}")
    for words in (("show", CODE), ("responses", CODE), ("markers", CODE), ("scores", CODE))
]
LISTED = [
    pytest.param(("endpoints", CODE), [(Act.OPEN, True, BY)], id="U-05 opened by endpoints"),
    pytest.param(
        ("patients",),
        [(Act.OPEN, False, {"of": "list of patients", **BY})],
        id="U-05 the list of patients",
    ),
    pytest.param(
        ("cohort",),
        [(Act.OPEN, False, {"of": "cohort", "patients": "3", **BY})],
        id="U-05 the cohort",
    ),
    pytest.param(
        ("journal", CODE),
        [(Act.OPEN, True, {"what": "journal", **BY})],
        id="U-05 the journal of a patient",
    ),
]
LEFT = [
    pytest.param(
        ("export", CODE, "--to", "fhir", "--out", "{folder}/a.json"),
        [(Act.EXPORT, True, {"format": "fhir"})],
        id="U-05 exported as FHIR",
    ),
    pytest.param(
        ("export", CODE, "--to", "csv", "--out", "{folder}/a", "--deidentify"),
        [(Act.EXPORT_DEIDENTIFIED, True, {"format": "csv"})],
        id="U-05 exported de-identified",
    ),
    pytest.param(
        ("export", "--all", "--to", "jsonl", "--out", "{folder}/a.jsonl"),
        [(Act.EXPORT, False, {"format": "jsonl", "of": "whole store", "patients": "3"})],
        id="U-05 the whole store exported",
    ),
    pytest.param(
        ("report", CODE, "--out", "{folder}/a.pdf", "--sections", "labs"),
        [(Act.EXPORT, True, {"format": "pdf"})],
        id="U-05 a report saved",
    ),
    pytest.param(
        ("chart", CODE, "--out", "{folder}/a.svg", "--numbers", "{folder}/a.csv"),
        [(Act.EXPORT, True, {"format": "svg"}), (Act.EXPORT, True, {"format": "csv"})],
        id="U-05 a chart and its numbers saved",
    ),
    pytest.param(
        ("cohort", "--plot", "os", "--out", "{folder}/a.svg"),
        [
            (Act.OPEN, False, {"of": "cohort", "patients": "3", **BY}),
            (Act.EXPORT, False, {"format": "svg", "of": "cohort", "patients": "3"}),
        ],
        id="U-05 a plot of the cohort saved",
    ),
]


@pytest.mark.parametrize(("words", "expected"), [*READ, *LISTED, *LEFT])
def test_a_command_leaves_its_event(
    run: Run, place: Path, tmp_path: Path, words: tuple[str, ...], expected: list[Expected]
) -> None:
    revision = new_revision(place)
    said = run(*(word.format(folder=tmp_path) for word in words), "--store", place)
    assert said.status == 0, said.err
    events, patient_id = events_in(place)
    found = [(Act(each.act), each.patient_id, each.told) for each in events]
    assert found == [(act, patient_id if own else "", about) for act, own, about in expected]
    assert all(each.author and each.station and each.role for each in events)
    assert new_revision(place) == revision


def test_a_backup_by_hand_is_on_record(run: Run, place: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "b.db", "--store", place).status == 0
    assert [(e.act, e.told) for e in events_in(place)[0]] == [(Act.BACK_UP, {"why": "by-hand"})]


def new_revision(place: Path) -> int:
    book = new_book(place)
    try:
        return book.revision
    finally:
        book.close()


def test_u_05_an_import_is_told_by_the_digest_of_its_file(
    run: Run, place: Path, tmp_path: Path
) -> None:
    import hashlib

    file = tmp_path / "Kowalska.csv"
    file.write_text(
        f"Patient,Date,Test,Result,Unit\n{CODE},2024-02-12,AFP,61,ng/mL\n", encoding="utf-8"
    )
    said = run("import", file, "--accept", "--store", place)
    assert said.status == 0, said.err
    (event,), _ = events_in(place)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert (event.act, event.told) == (
        Act.IMPORT,
        {"kind": "labs", "sha256": digest, "brings": "1 result"},
    )
    assert "Kowalska" not in event.about


def test_an_import_that_is_only_looked_at_leaves_no_event(
    run: Run, place: Path, tmp_path: Path
) -> None:
    file = tmp_path / "labs.csv"
    file.write_text(
        f"Patient,Date,Test,Result,Unit\n{CODE},2024-02-12,AFP,61,ng/mL\n", encoding="utf-8"
    )
    assert run("import", file, "--dry-run", "--store", place).status == 0
    assert events_in(place)[0] == ()


def test_a_report_has_the_same_bytes_however_often_it_was_read(
    run: Run, place: Path, tmp_path: Path
) -> None:
    made = []
    for name in ("a.pdf", "b.pdf"):
        run("report", CODE, "--out", tmp_path / name, "--sections", "labs", "--store", place)
        run("show", CODE, "--store", place)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def told(said: Said) -> list[dict[str, Any]]:
    assert said.status == 0, said.err
    found: list[dict[str, Any]] = json.loads(said.out)
    return found


def add_lab(run: Run, place: Path, value: str) -> None:
    said = run("labs", "add", CODE, "--on", "2024-02-12", "AFP", value, "ng/mL", "--store", place)
    assert said.status == 0, said.err


@pytest.mark.catalogue("U-06")
def test_the_journal_tells_a_change_field_by_field(run: Run, place: Path) -> None:
    add_lab(run, place, "9.5")
    first, *_, last = told(run("journal", CODE, "--json", "--store", place))
    assert first["kind"] == "import"
    assert (last["kind"], last["label"]) == ("do", "Add AFP 9.5 ng/mL")
    assert {"author", "role", "station", "at", "at_local", "reason", "reverts"} <= set(last)
    (change,) = last["changes"]
    fields = {each["field"]: (each["before"], each["after"]) for each in change["fields"]}
    assert fields["value"] == (None, "9.5")
    assert not change["erased"]


def test_the_journal_of_one_entry_and_of_one_kind(run: Run, place: Path) -> None:
    add_lab(run, place, "9.5")
    (change,) = told(run("journal", CODE, "--json", "--store", place))[-1]["changes"]
    one = told(run("journal", CODE, "--of", change["id"], "--json", "--store", place))
    assert [each["label"] for each in one] == ["Add AFP 9.5 ng/mL"]
    kind = told(run("journal", CODE, "--of", "lab_result", "--json", "--store", place))
    tables = {each["entity"] for entry in kind for each in entry["changes"]}
    assert (len(kind), tables) == (2, {"lab_result"})


def test_the_journal_of_the_store_tells_what_left_with_everybody(
    run: Run, place: Path, tmp_path: Path
) -> None:
    run("export", "--all", "--to", "jsonl", "--out", tmp_path / "a.jsonl", "--store", place)
    run("patients", "--store", place)
    whole = told(run("journal", "--store-wide", "--json", "--store", place))
    assert [each["label"] for each in whole[-2:]] == [
        "Exported (whole store)",
        "Opened (list of patients)",
    ]
    own = told(run("journal", CODE, "--events", "--json", "--store", place))
    assert [each["label"] for each in own if each["kind"] == "event"] == ["Exported (whole store)"]


def test_the_json_of_a_patient_has_events_where_they_are_asked_for(run: Run, place: Path) -> None:
    run("show", CODE, "--store", place)
    words = ("journal", CODE, "--json", "--store", place)
    assert [each["kind"] for each in told(run(*words))] == ["import"]
    kinds = [each["kind"] for each in told(run(*words, "--events"))]
    assert kinds == ["import", "event", "event"]
    assert "Opened: by command line" in run("journal", CODE, "--store", place).out
    assert "Opened" not in run("journal", CODE, "--no-events", "--store", place).out


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        pytest.param(("--since", "2999-01-01"), [], id="nothing since then"),
        pytest.param(("--author", "nobody"), [], id="nothing by nobody"),
        pytest.param(("--author", " NURSE "), ["Load case zhang"], id="a name in other letters"),
    ],
)
def test_the_journal_tells_only_what_is_asked_for(
    run: Run, place: Path, words: tuple[str, ...], labels: list[str]
) -> None:
    found = told(run("journal", CODE, *words, "--json", "--store", place))
    assert [each["label"][:15] for each in found] == labels


@pytest.mark.parametrize(
    ("words", "status"),
    [((), 2), ((CODE, "--store-wide"), 2), (("nobody-7",), 1)],
    ids=["nobody is named", "somebody beside everybody", "nobody of that code"],
)
def test_the_journal_says_what_it_cannot_tell(
    run: Run, place: Path, words: tuple[str, ...], status: int
) -> None:
    said = run("journal", *words, "--store", place)
    assert (said.status, said.out) == (status, "")
    assert said.err


def test_the_journal_of_somebody_who_was_retracted_is_still_read(run: Run, place: Path) -> None:
    from hcclog.commands.base import Retract

    book = new_book(place)
    patient_id = book.find(CODE) or ""
    book.do(Retract("patient", patient_id))
    book.close()
    for word in (CODE, patient_id):
        found = told(run("journal", word, "--json", "--store", place))
        assert [each["label"][:7] for each in found if each["changes"]] == ["Load ca", "Retract"]
    assert "retracted" in run("journal", CODE, "--store", place).out
