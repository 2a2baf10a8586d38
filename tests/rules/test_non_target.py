"""Non-target lesions: gone, persisting, clearly progressed, not assessed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hcclog.domain.response import Criteria
from hcclog.rules.timeline import timeline
from tests.rules.courses import a_record, judged, overall, said

STAYS = "NON-CR/NON-PD"
ROWS = [
    pytest.param("N1 non-target lung: present | present", [STAYS], id="persists"),
    pytest.param("N1 non-target lung: present | absent", ["CR"], id="gone"),
    pytest.param("N1 non-target node: 12 | 9.9", ["CR"], id="a node under 10 mm is normal"),
    pytest.param("N1 non-target node: 12 | 10", [STAYS], id="a node of 10 mm is not"),
    pytest.param("N1 non-target lung: present | progressed", ["PD"], id="clear progression"),
    pytest.param("N1 non-target lung: present | present larger", [STAYS], id="larger, no number"),
    pytest.param("N1 non-target lung: present | present smaller", [STAYS], id="smaller, no number"),
    pytest.param("N1 non-target lung: present | -", ["NE"], id="not assessed"),
    pytest.param("N1 non-target lung: present | NE", ["NE"], id="not evaluable"),
    pytest.param(
        "N1 non-target lung: present | present\nN2 non-target liver: present | -",
        ["NE"],
        id="one of two",
    ),
    pytest.param(
        "N1 non-target lung: present | progressed\nN2 non-target liver: present | -",
        ["PD"],
        id="progression outweighs what was not assessed",
    ),
    pytest.param(
        "N1 non-target lung: present | absent | present",
        ["CR", "PD"],
        id="back after a complete response",
    ),
    pytest.param(
        "N1 non-target lung: present | absent | equivocal",
        ["CR", STAYS],
        id="perhaps back is not PD",
    ),
    pytest.param("N1 non-target thrombus: present | present", [STAYS], id="portal vein thrombus"),
    pytest.param(
        "N1 non-target lung: 30 | 30 | 18\nN1b free lung: - | - | 12 split:N1",
        [STAYS, STAYS],
        id="a part is awaited only from where it was split on",
    ),
    pytest.param(
        "N1b free lung: - | - | 12 split:N1\nN1 non-target lung: 30 | 30 | 18",
        [STAYS, STAYS],
        id="a part that was entered first",
    ),
    pytest.param(
        "N1 non-target lung: 30 | absent\nN1b free lung: - | 12 split:N1",
        [STAYS],
        id="a part counts from its first reading on",
    ),
    pytest.param("N1 non-target lung: 8 | 9", [STAYS], id="a size without a target"),
]


@pytest.mark.parametrize(("text", "categories"), ROWS)
def test_without_targets(text: str, categories: list[str]) -> None:
    assert overall(judged(text)) == categories


MRECIST = [
    pytest.param("N1 non-target liver: present | /0", ["CR"], id="no enhancement is CR"),
    pytest.param("N1 non-target liver: present | /0.5", [STAYS], id="half a millimetre is not"),
    pytest.param(
        "E1 non-target effusion: present | progressed | present cyto+",
        [STAYS, STAYS],
        id="a later positive cytology proves nothing earlier",
    ),
    pytest.param(
        "E1 non-target effusion: present | progressed",
        [STAYS],
        id="effusion without cytology is no PD",
    ),
    pytest.param(
        "E1 non-target effusion: present | progressed cyto+",
        ["PD"],
        id="with positive cytology it is",
    ),
    pytest.param(
        "E1 non-target ascites: present cyto+ | progressed", ["PD"], id="positive once is positive"
    ),
]


@pytest.mark.parametrize(("text", "categories"), MRECIST)
def test_by_mrecist(text: str, categories: list[str]) -> None:
    assert overall(judged(text, Criteria.MRECIST)) == categories


def test_a_reading_without_a_word_says_nothing() -> None:
    record = a_record("N1 non-target lung: present | present")
    first, second = record.measurements
    blank = replace(record, measurements=(first, replace(second, state=None)))
    assert overall(timeline(blank).responses[0]) == ["NE"]


def test_an_effusion_that_does_not_count_is_a_finding() -> None:
    told = said(judged("E1 non-target effusion: present | progressed", Criteria.MRECIST))
    assert "has no positive cytology" in told
    text = "E1 non-target effusion: present | cyto-"
    assert overall(judged(text)) == [STAYS]


REASONS = [
    pytest.param("N1 non-target lung: present | progressed", "has clearly progressed", id="one"),
    pytest.param(
        "N1 non-target lung: present | progressed\nN2 non-target bone: present | progressed",
        "have clearly progressed",
        id="two",
    ),
    pytest.param("N1 non-target lung: present | absent", "All non-targets are gone.", id="gone"),
    pytest.param(
        "N1 non-target lung: present | absent | present",
        "is back after the complete response",
        id="back",
    ),
    pytest.param(
        "N1 non-target lung: present | absent | present\n"
        "N2 non-target bone: present | absent | present",
        "are back after the complete response of day 60",
        id="both back",
    ),
    pytest.param("T1 target lung: 50 | 50", "There were no non-targets", id="none"),
    pytest.param("N1 non-target lung: present | -", "was not assessed", id="not assessed"),
    pytest.param(
        "N1 non-target lung: present | present larger", "is no clear progression", id="larger"
    ),
]


@pytest.mark.parametrize(("text", "words"), REASONS)
def test_the_reason(text: str, words: str) -> None:
    point = judged(text).timepoints[-1]
    assert words in point.non_target.sentence
