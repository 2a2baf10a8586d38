"""Why: whole sentences, with the numbers that decided."""

from __future__ import annotations

import pytest

from hcclog.domain.response import Criteria
from tests.rules.courses import judged

R, M = Criteria.RECIST_1_1, Criteria.MRECIST
SENTENCES = [
    pytest.param(
        "T1 target lung: 50 | 60",
        R,
        "Sum 60.0 mm is +20.0 % and +10.0 mm over the nadir 50.0 mm of day 0 (needs +20 % "
        "and +5 mm).",
    ),
    pytest.param(
        "T1 target lung: 50 | 60\nT2 target liver: 20 | -\nT3 target bone: 20 | -",
        R,
        "T2 and T3 were not measured; the rest, 60.0 mm, does not prove progression.",
    ),
    pytest.param(
        "T1 target lung: 50 | 90\nT2 target liver: 20 | -",
        R,
        "Even without T2, which was not measured, the sum 90.0 mm is +28.6 % and +20.0 mm "
        "over the nadir 70.0 mm of day 0 (needs +20 % and +5 mm).",
    ),
    pytest.param(
        "T1 target lung: 50 | absent | 5",
        R,
        "T1 (lung, 5.0 mm) is back after all targets were gone on day 60.",
    ),
    pytest.param(
        "T1 target lung: 50 | absent | 5\nT2 target liver: 20 | absent | present",
        R,
        "T1 (lung, 5.0 mm) and T2 (liver) are back after all targets were gone on day 60.",
    ),
    pytest.param(
        "T1 target node: 20 | 8 | 12\nT2 target lung: 20 | absent | absent",
        R,
        "T1 (lymph node, 12.0 mm) is back after the complete response of day 60.",
    ),
    pytest.param(
        "T1 target lung: 50 | progressed\nT2 target liver: 20 | progressed",
        R,
        "Clear progression is recorded, without a size: T1 (lung) and T2 (liver).",
    ),
    pytest.param(
        "T1 target lung: - | 50",
        R,
        "A target was not measured at the baseline, so there is no sum to compare with.",
    ),
    pytest.param(
        "T1 target lung: 50 | -\nT2 target liver: 20 | 20",
        R,
        "T1 was not measured; the rest, 20.0 mm, does not prove progression.",
    ),
    pytest.param(
        "T1 target lung: 50 | -\nT2 target liver: 20 | -",
        R,
        "T1 and T2 were not measured; no target was.",
    ),
    pytest.param("T1 target lung: 50 | absent", R, "The target is gone."),
    pytest.param(
        "T1 target node: 20 | 8\nT2 target lung: 20 | absent",
        R,
        "All 2 targets are gone, or nodes below 10 mm (sum 8.0 mm).",
    ),
    pytest.param("T1 target liver: 50/40 | 50/0", M, "No viable tumour is left in the target."),
    pytest.param(
        "T1 target liver: 50/40 | 50/0\nT2 target node: 20 | 8",
        M,
        "All 2 targets are without viable tumour, or nodes below 10 mm (sum 8.0 mm).",
    ),
    pytest.param(
        "T1 target lung: 50 | 35",
        R,
        "Sum 35.0 mm is −30.0 % from the baseline 50.0 mm (needs −30 %).",
    ),
    pytest.param(
        "T1 target lung: 50 | 35 | 35 | 40",
        R,
        "Sum 40.0 mm is −20.0 % from the baseline 50.0 mm; the partial response confirmed "
        "on day 120 is held until progression.",
    ),
    pytest.param(
        "T1 target lung: 50 | 50",
        R,
        "Sum 50.0 mm is 0.0 % from the baseline 50.0 mm, short of −30 %.",
    ),
    pytest.param(
        "T1 target lung: 50 | 45 | 52",
        R,
        "Sum 52.0 mm is +4.0 % from the baseline 50.0 mm, short of −30 %, and +15.6 % over "
        "the nadir 45.0 mm of day 60, below +20 %.",
    ),
    pytest.param(
        "T1 target lung: 20 | 15 | 19.9",
        R,
        "Sum 19.9 mm is −0.5 % from the baseline 20.0 mm, short of −30 %, and +32.7 % but "
        "only +4.9 mm over the nadir 15.0 mm of day 60, below +5 mm.",
    ),
    pytest.param(
        "T1 target liver: 50/40 | 50/39.99",
        M,
        "Viable sum 40.0 mm is 0.0 % from the baseline 40.0 mm, short of −30 %.",
    ),
    pytest.param(
        "N1 non-target bone: present | progressed\nN2 non-target lung: present | progressed",
        R,
        "N1 (bone) and N2 (lung) have clearly progressed.",
    ),
    pytest.param(
        "N1 non-target bone: present | progressed", R, "N1 (bone) has clearly progressed."
    ),
    pytest.param(
        "N1 non-target bone: present | absent | present",
        R,
        "N1 (bone) is back after the complete response of day 60.",
    ),
    pytest.param(
        "N1 non-target bone: present | absent | present\n"
        "N2 non-target lung: present | absent | present",
        R,
        "N1 (bone) and N2 (lung) are back after the complete response of day 60.",
    ),
    pytest.param(
        "N1 non-target bone: present | -\nN2 non-target lung: present | -",
        R,
        "N1 (bone) and N2 (lung) were not assessed.",
    ),
    pytest.param(
        "N1 non-target bone: present | -\nN2 non-target lung: present | present",
        R,
        "N1 (bone) was not assessed.",
    ),
    pytest.param(
        "N1 non-target bone: present | present",
        R,
        "N1 (bone) persists. Without targets there is neither PR nor SD.",
    ),
    pytest.param(
        "N1 non-target bone: present | present larger\nN2 non-target lung: present | present",
        R,
        "N1 (bone, larger) and N2 (lung) persist; larger without a size is no clear "
        "progression. Without targets there is neither PR nor SD.",
    ),
    pytest.param(
        "N1 non-target bone: present | 20 larger",
        R,
        "N1 (bone, 20.0 mm) persists. Without targets there is neither PR nor SD.",
    ),
    pytest.param("N1 non-target bone: present | absent", R, "All non-targets are gone."),
    pytest.param(
        "T1 target lung: 50 | absent\nN1 non-target bone: present | present",
        R,
        "The target is gone. N1 (bone) persists. That makes the response partial.",
    ),
    pytest.param(
        "T1 target lung: 50 | absent\nN1 non-target bone: present | -",
        R,
        "The target is gone. N1 (bone) was not assessed. That makes the response partial.",
    ),
    pytest.param(
        "T1 target lung: 50 | absent\nN1 non-target bone: present | absent",
        R,
        "The target is gone. All non-targets are gone.",
    ),
    pytest.param(
        "T1 target lung: 50 | 50\nN1 non-target bone: present | -",
        R,
        "Sum 50.0 mm is 0.0 % from the baseline 50.0 mm, short of −30 %. N1 (bone) was not "
        "assessed.",
    ),
    pytest.param(
        "T1 target lung: 50 | 50\nL1 new lung: - | 12\nL2 new bone multiple: - | present",
        R,
        "New lesions (L1, lung, 12.0 mm; L2, bone, several). The sum alone would be SD: "
        "50.0 mm is 0.0 % from the baseline 50.0 mm, short of −30 %.",
    ),
    pytest.param(
        "T1 target lung: 50 | 50\nL1 new lung: - | 12",
        R,
        "One new lesion (L1, lung, 12.0 mm). The sum alone would be SD: 50.0 mm is 0.0 % "
        "from the baseline 50.0 mm, short of −30 %.",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | equivocal | 12\nL2 new bone: - | 9 | 9",
        R,
        "2 new lesions (L1, lung, 12.0 mm, new since day 60; L2, bone, 9.0 mm, new since "
        "day 60). The sum alone would be SD: 50.0 mm is 0.0 % from the baseline 50.0 mm, "
        "short of −30 %.",
    ),
    pytest.param(
        "T1 target lung: 50 | 50 | 50\nL1 new lung: - | equivocal | 12",
        R,
        "One new lesion (L1, lung, 12.0 mm, new since day 60). The sum alone would be SD: "
        "50.0 mm is 0.0 % from the baseline 50.0 mm, short of −30 %.",
    ),
    pytest.param(
        "T1 target lung: 50 | 50\nL1 new lung: - | equivocal",
        R,
        "Sum 50.0 mm is 0.0 % from the baseline 50.0 mm, short of −30 %. L1 (lung) is an "
        "equivocal new lesion, which is not progression.",
    ),
    pytest.param(
        "T1 target lung: 50 | 62\nL1 new lung: - | 12\nN1 non-target bone: present | progressed",
        R,
        "Sum 62.0 mm is +24.0 % and +12.0 mm over the nadir 50.0 mm of day 0 (needs +20 % "
        "and +5 mm). N1 (bone) has clearly progressed. One new lesion (L1, lung, 12.0 mm).",
    ),
    pytest.param(
        "T1 target lung: 50 | 55\nN1 non-target bone: present | progressed",
        R,
        "N1 (bone) has clearly progressed. The sum alone would be SD: 55.0 mm is +10.0 % "
        "over the nadir 50.0 mm of day 0, below +20 %.",
    ),
    pytest.param(
        "T1 target lung: 50 | absent\nL1 new liver: - | 9",
        M,
        "No viable tumour is left in the target. L1 (liver, 9.0 mm) is new but equivocal: a"
        " liver nodule counts from 10 mm with arterial enhancement, or once it has grown by"
        " 10 mm.",
    ),
    pytest.param("L1 new lung: - | 12", R, "One new lesion (L1, lung, 12.0 mm)."),
    pytest.param(
        "L1 new lung: - | absent", R, "There was no disease at the baseline and there is none now."
    ),
    pytest.param("T1 target node: 20 | 8", R, "The target is a node below 10 mm (8.0 mm)."),
    pytest.param(
        "T1 target liver: 50/40 | 50/0\nT2 target liver: 20 | 20/0",
        M,
        "No viable tumour is left in the 2 targets.",
    ),
    pytest.param(
        "T1 target lung: 50 | absent\nT2 target liver: 20 | absent", R, "All 2 targets are gone."
    ),
]


@pytest.mark.parametrize(("text", "criteria", "sentence"), SENTENCES)
def test_the_last_answer_says_why(text: str, criteria: Criteria, sentence: str) -> None:
    assert judged(text, criteria).timepoints[-1].overall.sentence == sentence


BASELINES = [
    pytest.param("T1 target lung: 50 | 50", R, "This is the baseline: 1 target, sum 50.0 mm."),
    pytest.param(
        "T1 target lung: 50 | 50\nT2 target lung: 20 | 50",
        M,
        "This is the baseline: 2 targets, viable sum 70.0 mm.",
    ),
    pytest.param(
        "T1 target lung: - | 50\nT2 target lung: 20 | 50",
        R,
        "This is the baseline; T1 was not measured, so there is no sum to compare with.",
    ),
    pytest.param(
        "N1 non-target bone: present | -", R, "This is the baseline; there are no targets."
    ),
    pytest.param(
        "T1 target lung: - | 50\nT2 target lung: - | 50",
        R,
        "This is the baseline; T1 and T2 were not measured, so there is no sum to compare with.",
    ),
]


@pytest.mark.parametrize(("text", "criteria", "sentence"), BASELINES)
def test_the_baseline_says_what_it_is(text: str, criteria: Criteria, sentence: str) -> None:
    assert judged(text, criteria).timepoints[0].overall.sentence == sentence
