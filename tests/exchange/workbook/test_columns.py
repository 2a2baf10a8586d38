"""Every field has its columns, and every column says what it means."""

from __future__ import annotations

import pytest

from hcclog.domain.record import NOUNS, Noun
from hcclog.exchange.workbook.columns import Column, Role, Type, columns_of
from hcclog.exchange.workbook.tables import Table, dictionary, tables
from hcclog.store.codec import fields_of

ALL = [pytest.param(noun, id=noun.label) for noun in NOUNS]


def named(noun_label: str, name: str) -> Column:
    noun = next(each for each in NOUNS if each.label == noun_label)
    return next(each for each in columns_of(noun) if each.name == name)


@pytest.mark.parametrize("noun", ALL)
def test_every_field_has_a_column(noun: Noun) -> None:
    held = {column.field for column in columns_of(noun)}
    assert held == {field.name for field in fields_of(noun.cls)}


@pytest.mark.parametrize("noun", ALL)
def test_no_column_stands_twice(noun: Noun) -> None:
    names = [column.name for column in columns_of(noun)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("noun", ALL)
def test_the_patient_stands_first_and_ids_last(noun: Noun) -> None:
    columns = columns_of(noun)
    assert columns[0].name == ("code" if noun.table == "patient" else "patient")
    roles = [column.role for column in columns]
    assert Role.ID not in roles[: roles.index(Role.ID)]
    assert set(roles[roles.index(Role.ID) :]) == {Role.ID}


@pytest.mark.parametrize("table", [pytest.param(each, id=each.name) for each in tables()])
def test_every_column_is_described(table: Table) -> None:
    silent = [column.name for column in table.columns if not column.meaning.strip()]
    assert silent == []


@pytest.mark.parametrize(
    ("noun", "name", "type_", "unit", "allowed"),
    [
        pytest.param("lab result", "value", Type.NUMBER, "", (), id="a value"),
        pytest.param("measurement", "longest_mm", Type.NUMBER, "mm", (), id="a length"),
        pytest.param("hold", "n_days", Type.WHOLE, "days", (), id="a length of time"),
        pytest.param("patient", "cirrhosis", Type.YES_NO, "", ("yes", "no"), id="yes or no"),
        pytest.param(
            "lab result", "comparator", Type.CHOICE, "", ("<", "<=", "=", ">=", ">"), id="a choice"
        ),
        pytest.param("adverse event", "agents", Type.LIST, "", (), id="a list"),
        pytest.param("visit", "on", Type.DATE, "", (), id="a date"),
        pytest.param("visit", "on_earliest", Type.DAY, "", (), id="its first day"),
    ],
)
def test_a_column_says_what_may_stand_in_it(
    noun: str, name: str, type_: Type, unit: str, allowed: tuple[str, ...]
) -> None:
    column = named(noun, name)
    assert (column.type, column.unit, column.allowed) == (type_, unit, allowed)


def test_the_dictionary_takes_meanings_from_the_docstrings() -> None:
    rows = {(row[0], row[1]): row for row in dictionary()}
    assert rows["labs", "until_on"][2].startswith("Last day of a statement about a period")
    assert rows["computed_responses", "overall"][6] == "computed, not read back"
    assert len(rows) == 1 + sum(len(table.columns) for table in tables())
