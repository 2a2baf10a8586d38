"""The command for endpoints: text for people, JSON for programs, on the published cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def endpoints_of(run: Run, place: Path, patient: str, *words: str) -> list[dict[str, Any]]:
    """Return the endpoints of a patient as JSON."""
    said = run("endpoints", patient, "--store", place, "--json", *words)
    assert (said.status, said.err) == (0, "")
    lines: list[dict[str, Any]] = json.loads(said.out)
    return lines


# Line, endpoint, event, days at least, days at most.
ZHANG = [
    (1, "PFS", True, 397, 454),
    (2, "PFS", True, 62, 119),
    (3, "PFS", False, 62, 122),
    (1, "ToT", True, 397, 454),
    (3, "OS", False, 154, 214),
    (3, "OS1", False, 731, 791),
    (3, "DoR", None, None, None),
]
IKEDA = [
    (1, "PFS", True, 76, 106),
    (2, "PFS", True, 137, 167),
    (3, "PFS", True, 168, 198),
    (4, "PFS", False, 46, 76),
    (5, "ToT", False, 46, 76),
]
FONC = [
    (1, "PFS", True, 63, 121),
    (2, "PFS", False, 168, 198),
    (2, "OS", False, 914, 1278),
]


@pytest.mark.parametrize(
    ("patient", "expected"),
    [
        pytest.param("zhang-2024", ZHANG, id="calendar months"),
        pytest.param("ikeda-2021", IKEDA, id="days counted from events"),
        pytest.param("fonc-2024", FONC, id="a line without progression"),
    ],
)
def test_published_cases(run: Run, place: Path, patient: str, expected: list[Any]) -> None:
    lines = endpoints_of(run, place, patient, "--criteria", "recist-1.1")
    found = {
        (line["line"], one["endpoint"]): (one["event"], one["days_at_least"], one["days_at_most"])
        for line in lines
        for one in line["endpoints"]
    }
    assert {key: found[key] for key in [(row[0], row[1]) for row in expected]} == {
        (row[0], row[1]): tuple(row[2:]) for row in expected
    }


def test_each_endpoint_says_from_when_until_when_and_why(run: Run, place: Path) -> None:
    first = endpoints_of(run, place, "zhang-2024", "--criteria", "recist-1.1")[0]
    pfs = first["endpoints"][0]
    assert (pfs["start"]["earliest"], pfs["start"]["latest"]) == ("2020-12-01", "2020-12-31")
    assert (pfs["end"]["what"], pfs["end"]["label"]) == ("the assessment", "2022-02")
    assert pfs["days"] is None
    assert pfs["why"].startswith("Progression at the assessment (2022-02), 397 to 454 days")
    assert pfs["clause"] == "RECIST 1.1, 4.7"
    assert first["best_response"]["value"] == "NON-CR/NON-PD"
    assert first["best_response"]["at"]["label"] == "2021-11"
    assert first["disease_control"]["value"] is True
    assert "progression between them is not seen here" in first["findings"][0]


def test_a_response_that_never_came_has_neither_start_nor_end(run: Run, place: Path) -> None:
    lines = endpoints_of(run, place, "zhang-2024", "--criteria", "recist-1.1")
    response = next(one for one in lines[0]["endpoints"] if one["endpoint"] == "DoR")
    assert (response["start"], response["end"], response["days_at_least"]) == (None, None, None)


def test_text_for_people(run: Run, place: Path) -> None:
    said = run("endpoints", "fonc-2024", "--store", place)
    assert said.status == 0
    assert "line 2 by mrecist" in said.out
    assert "  Progression-free survival (PFS), censored: No progression and no death is" in said.out
    assert "      to settle: Reported PR, computed PD." in said.out
    assert "  best response: PD. PD on 2020-09" in said.out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        pytest.param(("nobody",), 1, id="an unknown patient"),
        pytest.param(("zhang-2024", "--criteria", "x"), 2, id="unknown criteria"),
    ],
)
def test_refusals(run: Run, place: Path, words: tuple[str, ...], status: int) -> None:
    assert run("endpoints", *words, "--store", place).status == status
