"""Front Oncol 2024, DOI 10.3389/fonc.2024.1461936: what the paper prints, by hand."""

from tests.cases.facts import Fact, derived, fact

DOCUMENT = "DOI 10.3389/fonc.2024.1461936"
PLACES = ("Abstract, Case summary", "Case presentation", "Outcomes", "Discussion", "Figure")
# Numbers that stand in notes and findings: printed, or the reckoning shown there.
NUMBERS_IN_WORDS = {
    *("2", "3", "25", "9", "1", "2020-06-25", "2020-07-07", "2020-09", "2021-06"),
    "13",
}

DIAGNOSIS = "2020-06-07 | 2020-06-07 | 2020-06-07"
SEP_2020 = "2020-09 | 2020-09-01 | 2020-09-30"
BONE_SCAN = "after the bone scan | 2020-09-01 | 2020-09-30"
HAIC = "2021-03-15 | 2021-03-15 | 2021-03-15"
JUN_2021 = "2021-06 | 2021-06-01 | 2021-06-30"
LENALIDOMIDE = "2021-06-25 | 2021-06-25 | 2021-06-25"
AFTER_LENALIDOMIDE = "after lenalidomide | 2021-06-25 | 2021-06-25"
ON_LENALIDOMIDE = "on lenalidomide | 2021-06-25 | 2021-06-25"
LAST = "2023-12-26 | 2024-12-24"  # 2024-06-25, known to half a year

# An offset is known to half its unit: 3 days, 15 days, 182 days.
IMAGED = (
    ("2020-06-07", "2020-06-07", "2020-06-07", "imaging", "liver"),
    ("2020-09", "2020-09-01", "2020-09-30", "bone scan", "skeleton"),
    ("1 week after HAIC", "2021-03-19", "2021-03-25", "imaging", "liver"),
    ("2021-06", "2021-06-01", "2021-06-30", "MRI", "liver"),
    ("lenalidomide + 3 weeks", "2021-07-13", "2021-07-19", "MRI", "liver"),
    ("lenalidomide + 3 months", "2021-09-10", "2021-10-10", "MRI", "liver"),
    ("lenalidomide + 6 months", "2021-12-10", "2022-01-09", "MRI", "liver"),
    ("lenalidomide + 9 months", "2022-03-10", "2022-04-09", "MRI", "liver"),
    ("lenalidomide + 1 year", "2021-12-25", "2022-12-24", "MRI", "liver"),
    ("lenalidomide + 2 years", "2022-12-25", "2023-12-24", "MRI", "liver"),
)
REPORTED = {"2020-09": "PR", "2021-06": "PD"}
NOT_REPORTED = ("2020-06-07", "1 week after HAIC")


def _seen(at: str, lesion: str, trend: str = "", state: str = "present") -> Fact:
    size = {"trend": trend} if trend else {}
    return fact("measurement", assessment=at, lesion=lesion, state=state, **size)


def _role(series: str, lesion: str, role: str = "non-target") -> Fact:
    return fact("series_lesion", series=series, lesion=lesion, role=role)


def _reported(row: tuple[str, ...]) -> Fact:
    at = row[0]
    category = {"category": REPORTED[at]} if at in REPORTED else {}
    return fact("reported_response", assessment=at, on=" | ".join(row[:3]), **category)


def _low(analyte: str) -> Fact:
    period = {"on": ON_LENALIDOMIDE, "until_on": f"last follow-up | {LAST}"}
    return derived(fact("lab_result", analyte=analyte, qualitative="low", **period))


def _falling(analyte: str) -> Fact:
    return fact("lab_result", on=AFTER_LENALIDOMIDE, analyte=analyte, qualitative="falling")


def _lasted(amount: str, unit: str, **more: str) -> Fact:
    told = {"reported_response": "2020-09", "to_on": JUN_2021, "precision": "about"}
    return fact("statement", kind="duration", amount=amount, unit=unit, **told, **more)


FACTS = (
    fact("patient", code="fonc-2024", sex="male", age_years="54", age_on=DIAGNOSIS),
    fact("staging", on=DIAGNOSIS, vp="3", operable="False"),
    fact("line_of_therapy", number="1"),
    fact("line_of_therapy", number="2"),
    derived(
        fact(
            "course",
            line="1",
            agent="lenvatinib",
            start_on="3 months before 2020-09 | 2020-06-01 | 2020-06-30",
            dose="8",
            every_days="1",
        )
    ),
    derived(fact("course", line="1", agent="camrelizumab", start_on=BONE_SCAN, dose="200")),
    fact("course", line="2", agent="lenalidomide", start_on=LENALIDOMIDE),
    fact(
        "procedure",
        on="2020-06-25 | 2020-06-25 | 2020-06-25",
        until_on="2020-07-07 | 2020-07-07 | 2020-07-07",
        kind="radiotherapy",
        site="liver tumour",
        dose_gy="50",
        n_fractions="25",
    ),
    derived(
        fact(
            "procedure",
            on=BONE_SCAN,
            kind="radiotherapy",
            site="left ilium",
            dose_gy="30",
            n_fractions="10",
        )
    ),
    fact(
        "procedure",
        on=HAIC,
        kind="haic",
        site="liver",
        agents="oxaliplatin + fluorouracil + calcium-folinate",
    ),
    fact("lesion", label="P1", organ="liver", site="left lobe"),
    fact("lesion", label="V1", organ="portal vein", site="Vp3", kind="thrombus"),
    fact("lesion", label="B1", organ="bone", site="left ilium", kind="bone"),
    fact("lesion", label="L1", organ="liver", site="right lobe", multiple="True"),
    *(fact("assessment", on=" | ".join(row[:3])) for row in IMAGED),
    *(fact("scan", assessment=row[0], modality=row[3], region=row[4]) for row in IMAGED),
    _seen("2020-06-07", "P1"),
    _seen("2020-06-07", "V1"),
    _seen("2020-09", "B1"),
    _seen("1 week after HAIC", "P1", "smaller"),
    _seen("2021-06", "P1", "larger", "progressed"),
    _seen("2021-06", "L1"),
    _seen("lenalidomide + 3 weeks", "P1", "smaller"),
    _seen("lenalidomide + 3 weeks", "L1", "smaller"),
    _seen("lenalidomide + 3 months", "P1", "smaller"),
    _seen("lenalidomide + 3 months", "L1", "smaller"),
    _seen("lenalidomide + 6 months", "P1", "nearly gone"),
    _seen("lenalidomide + 6 months", "L1", "nearly gone"),
    fact("response_series", label="line 1", baseline_assessment="2020-06-07", line="1"),
    fact(
        "response_series",
        label="line 1 with camrelizumab",
        baseline_assessment="2020-09",
        line="1",
    ),
    fact("response_series", label="line 2", baseline_assessment="2021-06", line="2"),
    _role("line 1", "P1"),
    _role("line 1", "V1"),
    _role("line 1 with camrelizumab", "P1"),
    _role("line 1 with camrelizumab", "V1"),
    _role("line 1 with camrelizumab", "B1"),
    _role("line 2", "P1"),
    _role("line 2", "L1"),
    _role("line 2", "V1", "not followed"),
    _role("line 2", "B1", "not followed"),
    *(_reported(row) for row in IMAGED if row[0] not in NOT_REPORTED),
    fact("lab_result", on=DIAGNOSIS, analyte="afp", qualitative="raised"),
    fact("lab_result", on=DIAGNOSIS, analyte="pivka-ii", qualitative="raised"),
    _falling("afp"),
    _falling("pivka-ii"),
    _low("afp"),
    _low("pivka-ii"),
    fact("adverse_event", term="platelet-count-decreased", grade="2", drug_related="True"),
    derived(
        fact(
            "outcome",
            on=f"last follow-up, 3 years on lenalidomide | {LAST}",
            kind="last follow-up",
        )
    ),
    fact("statement", kind="sex", sex="female"),
    fact("statement", kind="interruption", course="lenalidomide 1"),
    _lasted("1", "year"),
    _lasted("9", "month", from_on=SEP_2020),
)

# By RECIST 1.1: assessment, computed, and whether it agrees with the reader (None: no category).
RESPONSES = (
    ("line 1", "2020-09", "PD", False),
    ("line 1 with camrelizumab", "1 week after HAIC", "NE", None),
    ("line 1 with camrelizumab", "2021-06", "PD", True),
    ("line 2", "lenalidomide + 3 weeks", "NON-CR/NON-PD", None),
    ("line 2", "lenalidomide + 3 months", "NON-CR/NON-PD", None),
    ("line 2", "lenalidomide + 6 months", "NON-CR/NON-PD", None),
    ("line 2", "lenalidomide + 9 months", "NE", None),
    ("line 2", "lenalidomide + 1 year", "NE", None),
    ("line 2", "lenalidomide + 2 years", "NE", None),
)
