"""Mappings of laboratories: kept, found again by their titles, and without any patient."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hcclog import paths
from hcclog.commands.refused import Refused
from hcclog.entry.paste.choices import Comma
from hcclog.entry.preferences import DateOrder
from hcclog.exchange.incoming.wishes import TableWish, Wish
from hcclog.exchange.lab_files.guessing import guess
from hcclog.exchange.lab_files.mapping import Column, Head, Mapping, NamedTest, Part
from hcclog.exchange.lab_files.remembering import (
    fitted,
    fitting,
    forget,
    named,
    remember,
    remembered,
)
from hcclog.exchange.lab_files.tables import open_table
from hcclog.logbook import Logbook
from tests.exchange.lab_files.ward import looked_at, said, whys, written

NORTH = Mapping(
    (
        Column("Pat", Part.PATIENT),
        Column("Tag", Part.DATE),
        Column("Was", Part.TEST),
        Column("Wie viel", Part.VALUE, comma=Comma.DECIMAL),
        Column("Rest"),
    ),
    name="North",
    laboratory="North lab",
    date_order=DateOrder.DAY_FIRST,
    usual_units=True,
    tests=(NamedTest("AFP-Roche", "afp", "ng/mL"), NamedTest("Haemolysis", "")),
)
CONTENT = "Wie viel;Was;Tag;Pat;Neu\n1,089;AFP-Roche;03/04/2024;P-1;x\n"


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "not there yet" / "labs.json"
    remember(path, NORTH)
    remember(path, replace(NORTH, name="South"))
    assert remembered(path) == (NORTH, replace(NORTH, name="South"))
    assert named(path, "north") == NORTH


def test_a_name_that_is_remembered_twice_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "labs.json"
    remember(path, NORTH)
    remember(path, replace(NORTH, name="NORTH", laboratory="new"))
    assert [each.laboratory for each in remembered(path)] == ["new"]
    forget(path, "North")
    assert remembered(path) == ()


@pytest.mark.parametrize("name", [pytest.param("", id="none"), pytest.param("x" * 200, id="long")])
def test_a_name_is_needed(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="a name of 1 to 100"):
        remember(tmp_path / "labs.json", replace(NORTH, name=name))


def test_no_patient_and_no_day_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "labs.json"
    secret = Column("Zbigniewska-17", Part.VALUE, Head.PATIENT, unit="ng/mL")
    day = Column("2024-03-01", Part.VALUE, Head.DATE)
    other = replace(secret, title="Zbigniewska-18")
    remember(path, replace(NORTH, columns=(*NORTH.columns, secret, other, day)))
    assert "Zbigniewska" not in path.read_text(encoding="utf-8")
    assert "2024" not in path.read_text(encoding="utf-8")
    (kept,) = remembered(path)
    assert kept.columns[5:] == (replace(secret, title=""), replace(day, title=""))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"name": "North"', '"name": "\\ud800"', id="T-05 half of a letter"),
        pytest.param('"title_row": 1', '"title_row": 1e999', id="N-05 a row beyond all numbers"),
        pytest.param('"title_row": 1', '"title_row": NaN', id="N-05 a row that is no number"),
    ],
)
def test_a_layout_that_cannot_be_written_again_is_not_read(
    tmp_path: Path, old: str, new: str
) -> None:
    path = tmp_path / "labs.json"
    remember(path, NORTH)
    said = path.read_text(encoding="utf-8")
    assert said.count(old) == 1
    path.write_text(said.replace(old, new), encoding="utf-8")
    with pytest.raises(Refused, match="cannot be read; move it away"):
        remembered(path)


@pytest.mark.catalogue("Q-03")
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"{", id="cut short"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b'{"laboratories": [{"name": 5}]}', id="fields that are not there"),
        pytest.param(b"\xff\xfe\xff", id="no text"),
        pytest.param(b"[" * 100_000, id="I-13 lists in lists"),
    ],
)
def test_a_file_that_cannot_be_read_is_never_written_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "labs.json"
    path.write_bytes(content)
    with pytest.raises(Refused, match="move it away"):
        remember(path, NORTH)
    assert path.read_bytes() == content


def test_columns_are_found_by_their_titles(ward: Logbook, tmp_path: Path) -> None:
    remember(paths.laboratory_layouts(), NORTH)
    path = written(tmp_path, CONTENT)
    plan = looked_at(path, ward, Wish(mapping="North"))
    assert said(plan) == ["AFP 1.089 ng/mL of 2024-04-03"]
    assert plan.command is not None
    assert plan.created[0].laboratory == "North lab"
    assert plan.notes == ("Column not taken: 5 (Neu).",)


def test_a_table_with_the_titles_of_a_laboratory_is_read_as_remembered(
    ward: Logbook, tmp_path: Path
) -> None:
    remember(paths.laboratory_layouts(), NORTH)
    content = "Wie viel;Was;Tag;Pat;Rest\n1,089;AFP-Roche;03/04/2024;P-1;x\n"
    plan = looked_at(written(tmp_path, content), ward)
    assert plan.notes[0] == "Read as remembered for North."
    assert said(plan) == ["AFP 1.089 ng/mL of 2024-04-03"]


def test_two_layouts_that_fit_alike_are_not_chosen_from(tmp_path: Path) -> None:
    content = "Wie viel;Was;Tag;Pat;Rest\n1,089;AFP-Roche;03/04/2024;P-1;x\n"
    table = open_table(written(tmp_path, content))
    assert fitting([NORTH], table) is not None
    assert fitting([NORTH, replace(NORTH, name="South")], table) is None
    assert fitting([], table) is None


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "Wie viel;Was;Pat\n1;AFP;P-1\n"))
    with pytest.raises(Refused, match="the column “Tag” is missing; the layout North has it"):
        fitted(NORTH, table)


def test_a_layout_without_titles_fits_by_its_width(tmp_path: Path) -> None:
    bare = replace(NORTH, title_row=0)
    assert fitted(bare, open_table(written(tmp_path, "P-1;2024;AFP;5;x\n"))).name == "North"
    with pytest.raises(Refused, match="has 2 columns; the layout North has 5"):
        fitted(bare, open_table(written(tmp_path, "P-1;2024\n")))


def test_days_and_new_tests_at_the_head_are_found_again(tmp_path: Path) -> None:
    path = tmp_path / "labs.json"
    days = open_table(written(tmp_path, "patient,test,unit,2024-03-01\nP-1,AFP,ng/mL,5\n"))
    remember(path, replace(guess(days), name="days"))
    later = open_table(
        written(tmp_path, "patient,test,unit,2024-04-01,2024-05-01\nP-1,AFP,ng/mL,5,6\n")
    )
    columns = fitted(named(path, "days"), later).columns
    assert [each.title for each in columns if each.head is Head.DATE] == [
        "2024-04-01",
        "2024-05-01",
    ]
    tests = open_table(written(tmp_path, "patient,date,AFP\nP-1,2024-03-01,5\n"))
    remember(path, replace(guess(tests), name="tests"))
    more = open_table(written(tmp_path, "patient,date,ALT,AFP,why\nP-1,2024-03-01,5,6,x\n"))
    heads = [each.head for each in fitted(named(path, "tests"), more).columns]
    assert heads == [Head.NONE, Head.NONE, Head.TEST, Head.TEST, Head.NONE]


def test_a_name_that_is_not_known_is_answered_with_those_that_are(tmp_path: Path) -> None:
    remember(tmp_path / "labs.json", NORTH)
    with pytest.raises(Refused, match="remembered as 'West'; known are: North"):
        named(tmp_path / "labs.json", "West")


def test_a_broken_file_of_layouts_does_not_stop_an_import(ward: Logbook, tmp_path: Path) -> None:
    file = paths.laboratory_layouts()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("{", encoding="utf-8")
    path = written(tmp_path, "patient,date,test,value,unit\nP-1,2024-03-01,AFP,5.51,ng/mL\n")
    plan = looked_at(path, ward)
    assert "cannot be read" in plan.notes[0]
    assert said(plan) == ["AFP 5.51 ng/mL of 2024-03-01"]


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        pytest.param(TableWish(columns=(("Foo", "value"),)), "No column is called 'Foo'", id="c"),
        pytest.param(TableWish(columns=(("Pat", "size"),)), "'size' is nothing a column", id="p"),
        pytest.param(TableWish(tests=(("x", "XYZ"),)), "'XYZ' is not a test", id="t"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(
    ward: Logbook, tmp_path: Path, wish: TableWish, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        looked_at(written(tmp_path, CONTENT), ward, Wish(table=wish))


def test_a_person_says_what_columns_mean_by_title_or_number(ward: Logbook, tmp_path: Path) -> None:
    wish = TableWish(
        columns=(("4", "patient code"), ("tag", "date"), ("Was", "test"), ("wie viel", "VALUE")),
        tests=(("AFP-Roche", "AFP"),),
        dates=DateOrder.DAY_FIRST,
        comma=Comma.DECIMAL,
        usual_units=True,
    )
    plan = looked_at(written(tmp_path, CONTENT), ward, Wish(table=wish))
    assert said(plan) == ["AFP 1.089 ng/mL of 2024-04-03"]
    assert whys(plan) == []
