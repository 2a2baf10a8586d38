"""Signing and erasing on the command line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Said

PASSWORD = "Bergsee 1887"
Lines = Callable[..., int]


@pytest.fixture
def as_meier(run: Run, place: Path, tmp_path: Path) -> Iterator[Callable[..., Said]]:
    """Run commands as meier in a protected store; every question is answered alike."""
    path = tmp_path / "lines"
    path.write_text(f"{PASSWORD}\n" * 3, encoding="utf-8")
    opened: list[int] = []

    def call(*words: object) -> Said:
        opened.append(os.open(path, os.O_RDONLY))
        return run("--store", place, "--user", "meier", "--password-fd", opened[-1], *words)

    assert call("people", "protect", "meier").status == 0
    yield call
    for fd in opened:
        os.close(fd)


@pytest.mark.catalogue("A-08")
def test_a_record_is_signed_and_the_signature_listed(as_meier: Callable[..., Said]) -> None:
    said = as_meier("sign", "zhang-2024", "--meaning", "I approve this")
    assert said.status == 0, said.err
    assert "meier (oncologist, administrator) signed the record as of revision 3" in said.out

    (told,) = json.loads(as_meier("signatures", "zhang-2024", "--json").out)
    assert told["meaning"] == "I approve this"
    assert told["is_current"] is True

    as_meier("labs", "add", "zhang-2024", "--on", "2024-03", "AFP", "9.86", "ng/mL")
    assert "changed since" in as_meier("signatures", "zhang-2024").out


def test_a_visit_that_is_not_there_is_not_signed(as_meier: Callable[..., Said]) -> None:
    said = as_meier("sign", "zhang-2024", "--visit", "1999-01-01", "--meaning", "I approve this")

    assert said.status == 1
    assert "there is no one visit of 1999-01-01" in said.err


def test_without_a_password_nothing_is_signed(run: Run, place: Path) -> None:
    said = run("sign", "zhang-2024", "--meaning", "I approve this", "--store", place)

    assert said.status == 1
    assert said.out == ""


def test_a_patient_is_erased_for_good(run: Run, place: Path) -> None:
    said = run("erase", "ikeda-2021", "--reason", "wish", "--yes", "--store", place)
    assert said.status == 0, said.err
    assert said.out.startswith("Erased: ")

    assert "ikeda-2021" not in run("patients", "--store", place).out
    assert run("check", "--store", place).status == 0
    assert run("show", "ikeda-2021", "--store", place).status == 1


@pytest.mark.parametrize("code", ["nobody", ""])
def test_nobody_is_erased_by_a_wrong_code(run: Run, place: Path, code: str) -> None:
    said = run("erase", code, "--reason", "wish", "--yes", "--store", place)

    assert said.status == 1
    assert said.err.count("\n") == 1


def test_nobody_is_erased_where_nobody_can_be_asked(run: Run, place: Path) -> None:
    said = run("erase", "zhang-2024", "--reason", "wish", "--store", place)

    assert said.status == 2
    assert "Nobody can be asked here; say --yes to erase." in said.err
    assert "zhang-2024" in run("patients", "--store", place).out
