"""A stage as a score: its whole sentence, what it rests on, and what is said beside it."""

from __future__ import annotations

from typing import Any

import pytest

from hcclog.rules.scores.score import Score
from tests.rules.scores.records import a_chart, a_staging, a_visit, all_scores, said

SMALL: dict[str, Any] = {"ecog": 0, "child_pugh_points": 5, "n_tumours": 1, "largest_mm": 15}


def staged(**fields: Any) -> dict[str, Score]:
    """Return the scores of one staging of a small single tumour, unless given otherwise."""
    return all_scores(a_chart("", a_staging(**(SMALL | fields))))


NUMBER = "1 tumour, the largest 15 mm as stated (2021-01-05)"
NOTHING_ELSE = "No tumour thrombus and no spread is recorded."
LIVER = "Child-Pugh A, 5 points as stated"
OF_NUMBER = ["number of tumours 1", "largest tumour 15 mm"]
KNOWN = ["ECOG 0", "Child-Pugh A, 5 points"]

STAGES = [
    pytest.param(
        "BCLC",
        {},
        f"{NUMBER}: a single tumour of at most 20 mm. {NOTHING_ELSE} ECOG 0 (2021-01-05) and "
        f"{LIVER} (preserved liver function).",
        [*OF_NUMBER, *KNOWN],
        id="by number and size",
    ),
    pytest.param(
        "CNLC",
        {},
        f"{NUMBER}: a single tumour of at most 50 mm. {NOTHING_ELSE} ECOG 0 (2021-01-05) and "
        f"{LIVER}.",
        [*OF_NUMBER, *KNOWN],
        id="by number and size, CNLC",
    ),
    pytest.param(
        "CNLC",
        {"child_pugh_points": 8},
        f"{NUMBER}: a single tumour of at most 50 mm. {NOTHING_ELSE} ECOG 0 (2021-01-05) and "
        "Child-Pugh B, 8 points as stated.",
        [*OF_NUMBER, "ECOG 0", "Child-Pugh B, 8 points"],
        id="Child-Pugh B, CNLC",
    ),
    pytest.param(
        "BCLC",
        {"child_pugh_points": 8},
        "Child-Pugh B, 8 points as stated. Stages 0, A and B need preserved liver function "
        "(Child-Pugh A), and stage D needs Child-Pugh C: with Child-Pugh B a person decides.",
        [*OF_NUMBER, "ECOG 0", "Child-Pugh B, 8 points"],
        id="Child-Pugh B",
    ),
    pytest.param(
        "BCLC",
        {"ecog": 3},
        "ECOG 3 (2021-01-05). ECOG 3 or 4 is stage D, whatever the tumour.",
        ["ECOG 3"],
        id="performance status",
    ),
    pytest.param(
        "BCLC",
        {"ecog": 5},
        "ECOG 5 (2021-01-05). ECOG 5 is death, which is no stage.",
        ["ECOG 5"],
        id="death",
    ),
    pytest.param(
        "BCLC",
        {"child_pugh_points": 11},
        "Child-Pugh C, 11 points as stated. Child-Pugh C is end-stage liver function, so stage D, "
        "unless a transplantation can be offered.",
        ["Child-Pugh C, 11 points"],
        id="end-stage liver",
    ),
    pytest.param(
        "CNLC",
        {"child_pugh_points": 11},
        "Child-Pugh C, 11 points as stated. Child-Pugh C is stage IV, whatever the tumour.",
        ["Child-Pugh C, 11 points"],
        id="liver function, CNLC",
    ),
    pytest.param(
        "BCLC",
        {"ecog": 1},
        "ECOG 1 (2021-01-05). ECOG 1 or 2 is stage C, where the tumour is its cause. "
        f"{LIVER} (preserved liver function).",
        ["ECOG 1", "Child-Pugh A, 5 points"],
        id="symptoms",
    ),
    pytest.param(
        "BCLC",
        {"vp": 3},
        "Tumour thrombus: Vp3 (2021-01-05). Vascular invasion is stage C. ECOG 0 (2021-01-05) and "
        f"{LIVER} (preserved liver function).",
        ["Vp 3", *KNOWN],
        id="vascular invasion",
    ),
    pytest.param(
        "BCLC",
        {"vp": 3, "ecog": None, "child_pugh_points": None},
        "Tumour thrombus: Vp3 (2021-01-05). Vascular invasion is stage C. Missing: ECOG; "
        "Child-Pugh class. So it is C at least, and D (ECOG 3 or 4, or Child-Pugh C) cannot be "
        "excluded.",
        ["Vp 3"],
        id="vascular invasion, and nothing else known",
    ),
    pytest.param(
        "CNLC",
        {"extrahepatic_sites": ("lung-both", "bone-spine")},
        "Spread: lung-both, bone-spine (2021-01-05). Disease outside the liver is stage IIIb. "
        f"ECOG 0 (2021-01-05) and {LIVER}.",
        ["sites outside the liver lung-both, bone-spine", *KNOWN],
        id="spread",
    ),
    pytest.param(
        "BCLC",
        {"n_tumours": 0, "largest_mm": None},
        f"0 tumours as stated (2021-01-05). {NOTHING_ELSE} Without a tumour there is no stage.",
        ["number of tumours 0", *KNOWN],
        id="no tumour",
    ),
    pytest.param(
        "BCLC",
        {"ecog": None, "n_tumours": None},
        "Not computed; missing: ECOG; number of tumours. The largest 15 mm as stated "
        f"(2021-01-05). {NOTHING_ELSE} {LIVER} (preserved liver function).",
        ["largest tumour 15 mm", "Child-Pugh A, 5 points"],
        id="something is missing",
    ),
]


@pytest.mark.parametrize(("system", "fields", "sentence", "inputs"), STAGES)
def test_the_sentence_of_a_stage_and_what_it_rests_on(
    system: str, fields: dict[str, Any], sentence: str, inputs: list[str]
) -> None:
    score = staged(**fields)[system]
    assert score.sentence == sentence
    assert [each.words for each in score.inputs] == inputs


def test_a_stage_is_no_number_and_names_its_rule() -> None:
    found = staged()
    assert [(found[name].value, found[name].shown) for name in ("BCLC", "CNLC")] == [(None, "")] * 2
    assert found["BCLC"].clause == "BCLC 2022 (Reig 2022)"
    assert found["CNLC"].clause == "CNLC (Xie 2020)"


FINDINGS = [
    pytest.param("BCLC", {"vp": 3, "child_pugh_points": 8}, True, id="C with Child-Pugh B"),
    pytest.param("CNLC", {"vp": 3, "child_pugh_points": 8}, False, id="of CNLC"),
    pytest.param("BCLC", {"vp": 3}, False, id="C with Child-Pugh A"),
    pytest.param("BCLC", {"child_pugh_points": 8}, False, id="no C"),
    pytest.param("BCLC", {}, False, id="neither"),
]


@pytest.mark.parametrize(("system", "fields", "is_said"), FINDINGS)
def test_class_b_is_said_only_of_bclc_c(system: str, fields: dict[str, Any], is_said: bool) -> None:
    assert said(staged(**fields)[system]).startswith("BCLC 2022 draws stage C") is is_said
    assert bool(said(staged(**fields)[system])) is is_said


OPEN = "R2 is equivocal on 2021-01-05 and is not counted."
BURDENS = [
    pytest.param({}, OPEN, id="the number decides"),
    pytest.param({"child_pugh_points": None}, OPEN, id="it would decide"),
    pytest.param({"vp": 3}, "", id="the thrombus decides"),
    pytest.param({"ecog": 3}, "", id="the performance status decides"),
]


@pytest.mark.parametrize(("fields", "words"), BURDENS)
def test_what_is_unsure_of_the_number_is_said_where_the_number_counts(
    fields: dict[str, Any], words: str
) -> None:
    known = {"ecog": 0, "child_pugh_points": 5} | fields
    record = a_chart("", a_staging(**known), lesions="R1 liver: 15\nR2 liver: equivocal")
    assert said(all_scores(record)["CNLC"]) == words


def test_what_is_unsure_of_the_performance_status_is_said() -> None:
    visits = a_visit(key="v1", ecog=0), a_visit(key="v2", ecog=1)
    record = a_chart("", a_staging(**(SMALL | {"ecog": None})), visits=visits)
    assert said(all_scores(record)["CNLC"]) == (
        "ECOG 0 (2021-01-05) may be as new as ECOG 1 (2021-01-05), which is used."
    )
