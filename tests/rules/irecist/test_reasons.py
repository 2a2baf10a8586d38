"""iRECIST: each answer says why, in whole sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hcclog.domain.response import Criteria
from hcclog.rules.timeline import timeline
from tests.rules.courses import a_record, judged, overall

MONTHLY = tuple(f"day {30 * n}" for n in range(9))
T50 = "The sum alone would be SD: 50.0 mm is 0.0 % from the baseline 50.0 mm, short of −30 %."
SENTENCES = [
    pytest.param(
        "T1 target lung: 50 | 60 | 60",
        "The progression of day 30 stays unconfirmed: the sum 60.0 mm has not grown since then. "
        "Sum 60.0 mm is +20.0 % and +10.0 mm over the nadir 50.0 mm of day 0 (needs +20 % and "
        "+5 mm).",
        id="not confirmed by a sum that has not grown",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 35\nL1 new lung: - | 12 | NE",
        "L1, which is new, was not evaluable: the progression of day 30 is neither confirmed nor "
        "reset. Sum 35.0 mm is −30.0 % from the baseline 50.0 mm (needs −30 %).",
        id="a new lesion not evaluable",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 35\nL1 new lung: - | 12 | -",
        "Sum 35.0 mm is −30.0 % from the baseline 50.0 mm (needs −30 %). L1 was not assessed, so "
        "the progression of day 30 is not reset.",
        id="a new lesion without a reading",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 35\nL1 new lung: - | 12 | -\nL2 new brain: - | 12 | 12",
        "Sum 35.0 mm is −30.0 % from the baseline 50.0 mm (needs −30 %). The disease shrank after "
        "the unconfirmed progression of day 30, and L2 (brain, 12.0 mm) is still there. L1 was "
        "not assessed, so the progression of day 30 is not reset.",
        id="one new lesion without a reading, another still there",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 35\nL1 new lung: - | 12 | NE\nL2 new brain: - | 12 | NE",
        "L1 and L2, which are new, were not evaluable: the progression of day 30 is neither "
        "confirmed nor reset. Sum 35.0 mm is −30.0 % from the baseline 50.0 mm (needs −30 %).",
        id="new lesions not evaluable",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 0\nL1 new lung: - | 12 | 12",
        "The target is gone. A new lesion is still there, so the response is not complete. The "
        "disease shrank after the unconfirmed progression of day 30: the bar is reset, although "
        "L1 (lung, 12.0 mm) is still there.",
        id="targets gone beside a new lesion",
    ),
    pytest.param(
        "T1 target lung: 50 | 0 | 0\nN1 non-target bone: present | absent | present",
        "N1 (bone) is back after the complete response of day 30. The sum alone would be CR: The "
        "target is gone. A later assessment, from 28 days on, has to confirm it.",
        id="back after a complete response",
    ),
    pytest.param(
        "T1 target lung: 50 | 0 | 0 | 0\nN1 non-target bone: present | absent | absent | present\n"
        "L1 new lung: - | - | 12 | 12",
        "30 days after the unconfirmed progression of day 60 the disease has grown further. N1 "
        "(bone) is back. Progression is confirmed and dated back to day 60.",
        id="confirmed by what is back",
    ),
    pytest.param(
        "T1 target lung: 50 | 0 | 0 | 0\nN1 non-target bone: present | absent | absent | present\n"
        "N2 non-target brain: present | absent | absent | present\nL1 new lung: - | - | 12 | 12",
        "30 days after the unconfirmed progression of day 60 the disease has grown further. N1 "
        "(bone) and N2 (brain) are back. Progression is confirmed and dated back to day 60.",
        id="confirmed by several that are back",
    ),
    pytest.param(
        "T1 target lung: 50 | 60",
        "Sum 60.0 mm is +20.0 % and +10.0 mm over the nadir 50.0 mm of day 0 (needs +20 % and "
        "+5 mm). A later assessment, from 28 days on, has to confirm it.",
        id="first",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 64.96",
        "The progression of day 30 stays unconfirmed: the sum 65.0 mm is +4.96 mm since then, "
        "short of +5 mm. Sum 65.0 mm is +29.9 % and +15.0 mm over the nadir 50.0 mm of day 0 "
        "(needs +20 % and +5 mm).",
        id="not confirmed by the sum, with as many decimals as tell why",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | 12 | 12",
        "The progression of day 30 stays unconfirmed: nothing has grown further since then. One "
        f"new lesion (L1, lung, 12.0 mm, new since day 30). {T50}",
        id="not confirmed by a new lesion",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 65.04",
        "30 days after the unconfirmed progression of day 30 the disease has grown further. The "
        "sum 65.0 mm grew further by +5.04 mm (needs +5 mm). Progression is confirmed and dated "
        "back to day 30.",
        id="confirmed by the sum",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 60\nN1 non-target bone: present | progressed | progressed\n"
        "L1 new lung: - | 12 | 17.04\nL2 new brain: - | 8 | 9",
        "30 days after the unconfirmed progression of day 30 the disease has grown further. Sum "
        "60.0 mm is +20.0 % and +10.0 mm over the nadir 50.0 mm of day 0 (needs +20 % and +5 mm). "
        "N1 (bone) grew further. New lesions grew by +5.04 mm in their sum (needs +5 mm): L1 "
        "(lung, 17.0 mm). New non-target lesions grew: L2 (brain, 9.0 mm). Progression is "
        "confirmed and dated back to day 30.",
        id="confirmed by several signs",
    ),
    pytest.param(
        "T1 target lung: 50 | progressed | progressed\nT2 target liver: 50 | 50 | 50\n"
        "N1 non-target bone: present | present | progressed",
        "30 days after the unconfirmed progression of day 30 the disease has grown further. T1 "
        "(lung) has progressed further. N1 (bone) has clearly progressed. Progression is "
        "confirmed and dated back to day 30.",
        id="confirmed without a size",
    ),
    pytest.param(
        "T1 target lung: 50 | progressed | progressed\n"
        "T2 target liver: 50 | progressed | progressed\n"
        "N1 non-target bone: present | present | progressed\n"
        "N2 non-target brain: present | present | progressed",
        "30 days after the unconfirmed progression of day 30 the disease has grown further. T1 "
        "(lung) and T2 (liver) have progressed further. N1 (bone) and N2 (brain) have clearly "
        "progressed. Progression is confirmed and dated back to day 30.",
        id="confirmed by several without a size",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 60\nL1 new lung: - | - | 12",
        "30 days after the unconfirmed progression of day 30 the disease has grown further. There "
        "is one more new: L1 (lung, 12.0 mm). Progression is confirmed and dated back to day 30.",
        id="confirmed by a new lesion",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 60\nL1 new lung: - | - | 12\nL2 new brain: - | - | 8",
        "30 days after the unconfirmed progression of day 30 the disease has grown further. There "
        "are 2 more new: L1 (lung, 12.0 mm) and L2 (brain, 8.0 mm). Progression is confirmed and "
        "dated back to day 30.",
        id="confirmed by new lesions",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 65 | 20 | 20",
        "Progression was confirmed on day 60; nothing changes it. Here: Sum 20.0 mm is −60.0 % "
        "from the baseline 50.0 mm (needs −30 %).",
        id="confirmed before",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | 35",
        "Sum 35.0 mm is −30.0 % from the baseline 50.0 mm (needs −30 %). The progression of day "
        "30 was not confirmed; the bar is reset.",
        id="reset",
    ),
    pytest.param(
        "T1 target lung: 50 | 60 | -",
        "T1 was not measured; no target was.",
        id="not evaluable resets nothing",
    ),
    pytest.param(
        "T1 target lung: 50 | 35",
        "Sum 35.0 mm is −30.0 % from the baseline 50.0 mm (needs −30 %).",
        id="nothing to reset",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 35\nL1 new lung: - | 12 | 12",
        "Sum 35.0 mm is −30.0 % from the baseline 50.0 mm (needs −30 %). The disease shrank after "
        "the unconfirmed progression of day 30: the bar is reset, although L1 (lung, 12.0 mm) is "
        "still there.",
        id="reset beside a new lesion",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 35\nL1 new lung: - | 12 | 12\nL2 new brain: - | 8 | 8",
        "Sum 35.0 mm is −30.0 % from the baseline 50.0 mm (needs −30 %). The disease shrank after "
        "the unconfirmed progression of day 30: the bar is reset, although L1 (lung, 12.0 mm) and "
        "L2 (brain, 8.0 mm) are still there.",
        id="reset beside new lesions",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 35 | 35\nL1 new lung: - | 12 | 12 | 12",
        "Sum 35.0 mm is −30.0 % from the baseline 50.0 mm (needs −30 %). L1 (lung, 12.0 mm): no "
        "growth since the bar was reset on day 60.",
        id="after a reset",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 35 | 35\nL1 new lung: - | 12 | 12 | 17\n"
        "L2 new brain: - | - | - | 8",
        "2 new lesions (L1, lung, 17.0 mm, new since day 30; L2, brain, 8.0 mm). The sum alone "
        "would be PR: 35.0 mm is −30.0 % from the baseline 50.0 mm (needs −30 %). New or grown "
        "since the bar was reset on day 60: L2 (brain, 8.0 mm) and L1 (lung, 17.0 mm). A later "
        "assessment, from 28 days on, has to confirm it.",
        id="a new progression after a reset",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_each_answer_says_why(text: str, sentence: str) -> None:
    k = text.splitlines()[0].count("|")
    response = judged(text, Criteria.IRECIST, MONTHLY[: k + 1])
    assert response.timepoints[-1].overall.sentence == sentence


EARLY = [
    pytest.param("day 61", "1 day", id="one day"),
    pytest.param("day 87", "27 days", id="27 days"),
    pytest.param("week 11", "17 days", id="a week"),
    pytest.param("between day 70 and day 81", "15.5 days", id="half a day"),
]


@pytest.mark.parametrize(("when", "days"), EARLY)
def test_growth_that_comes_too_early_says_so(when: str, days: str) -> None:
    text = "T1 target lung: 50 | 60 | 65\nL1 new lung: - | - | 12"
    response = judged(text, Criteria.IRECIST, ("day 0", "day 60", when))
    assert response.timepoints[-1].overall.sentence == (
        "The sum 65.0 mm grew further by +5.0 mm (needs +5 mm). There is one more new: L1 (lung, "
        f"12.0 mm). This is only {days} after the unconfirmed progression of day 60; a "
        "confirmation needs 28 days."
    )


UNSURE = [
    pytest.param("between day 87 and day 87", "", id="surely too early"),
    pytest.param("between day 87 and day 88", "are 27 to 28 days", id="perhaps too early"),
    pytest.param("between day 88 and day 95", "", id="surely late enough"),
    pytest.param("between day 60 and day 88", "are 0 to 28 days", id="perhaps late enough"),
]


@pytest.mark.parametrize(("when", "told"), UNSURE)
def test_days_that_may_be_too_few_are_a_finding(when: str, told: str) -> None:
    response = judged("T1 target lung: 50 | 60 | 65", Criteria.IRECIST, ("day 0", "day 60", when))
    found = [
        one.sentence for one in response.timepoints[-1].findings if "28 is not" in one.sentence
    ]
    assert len(found) == bool(told)
    assert told in "".join(found)


def test_an_unsure_order_is_said() -> None:
    dates = ("day 0", "between day 50 and day 70", "between day 65 and day 120")
    response = judged("T1 target lung: 50 | 60 | 60", Criteria.IRECIST, dates)
    told = response.timepoints[-1].overall.sentence
    assert told.endswith(". Its order against between day 50 and day 70 is not certain.")


def test_a_count_that_is_no_longer_told_stands_for_what_was_new() -> None:
    record = a_record("T1 target lung: 50 | 50 | 35")
    counts = zip(record.assessments, (2, 3, 4), strict=True)
    counted = tuple(replace(assessment, n_lesions=n) for assessment, n in counts)
    (response,) = timeline(replace(record, assessments=counted), (Criteria.IRECIST,)).responses
    assert overall(response) == ["iUPD", "iCPD"]
