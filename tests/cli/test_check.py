"""The check of a store from the command line: whole, cut off, against a printed page."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path

import pytest

from hcclog.exchange.deidentify.leaks.pages import pages_of
from hcclog.store.connection import connect
from hcclog.store.keys import read_envelope
from tests.cli.conftest import Run


def attack(place: Path, *statements: str) -> None:
    """Do with the closed store what whoever has its key can do."""
    with closing(connect(place, read_envelope(place).raw_key)) as raw:
        objects = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        kept = objects.fetchall()
        for name, _ in kept:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        # Put back, as a careful attacker would.
        for _, sql in kept:
            raw.execute(sql)


CUT = (
    "CREATE TEMP TABLE last AS SELECT * FROM change ORDER BY seq DESC LIMIT 1",
    "DELETE FROM lab_result WHERE id = (SELECT entity_id FROM last)",
    "DELETE FROM change WHERE seq = (SELECT seq FROM last)",
    "DELETE FROM entry WHERE id = (SELECT entry_id FROM last)",
)


def test_a_whole_store_says_what_was_checked(run: Run, place: Path) -> None:
    run("patients", "--store", place)
    said = run("check", "--store", place)
    assert said.status == 0
    assert said.out.startswith("The store is whole:")
    found = json.loads(run("check", "--json", "--store", place).out)
    assert (found["whole"], found["faults"]) == (True, [])
    assert found["n_changes"] > 100


def test_u_03_the_tail_that_was_cut_off_is_found_by_the_backup(run: Run, place: Path) -> None:
    run("patients", "--store", place)
    words = ("labs", "add", "zhang-2024", "--on", "2024-02-12", "AFP", "61", "ng/mL")
    assert run(*words, "--store", place).status == 0
    # Made at the end of the command; beside it would do as well.
    assert list((place.parent / "backups").glob("*.db"))
    attack(place, *CUT)
    said = run("check", "--store", place)
    assert said.status == 1
    assert "The end of the journal is missing" in said.err
    assert re.search(rf"the backup {place.stem}-\S+\.db of 20", said.err)


@pytest.mark.catalogue("U-03")
def test_an_anchor_from_a_printed_page_is_held_against_the_journal(run: Run, place: Path) -> None:
    run("patients", "--store", place)
    entries = json.loads(run("journal", "zhang-2024", "--json", "--store", place).out)
    (entry,) = (each for each in entries if each["kind"] == "import")
    printed = f"{entry['revision']}:{entry['changes'][-1]['hash'][:16]}"
    other = re.sub(r":.", ":" + ("0" if printed.split(":")[1][0] != "0" else "1"), printed)
    assert run("check", "--anchor", printed, "--store", place).status == 0
    said = run("check", "--anchor", other, "--store", place)
    assert (said.status, "is not what it was" in said.err) == (1, True)
    said = run("check", "--anchor", f"999{printed}", "--store", place)
    assert (said.status, "has no entry 9,99" in said.err) == (1, True)
    said = run("check", "--anchor", "no anchor", "--store", place)
    assert (said.status, "is no anchor" in said.err) == (2, True)


@pytest.mark.catalogue("U-03")
def test_the_foot_of_a_report_holds_such_an_anchor(run: Run, place: Path, tmp_path: Path) -> None:
    run("patients", "--store", place)
    report = tmp_path / "a.pdf"
    words = ("report", "zhang-2024", "--out", report, "--sections", "labs", "--store", place)
    assert run(*words).status == 0
    entries = json.loads(run("journal", "--store-wide", "--json", "--store", place).out)
    last = [each for each in entries if each["kind"] != "event"][-1]
    anchor = f"journal {last['revision']}:{last['changes'][-1]['hash'][:16]}"
    texts = [text.replace("\t", " ") for found in pages_of(report) for text in found]
    assert any(anchor in text for text in texts)
