"""Ikeda et al., Intern Med 2021; 60: 403-407: what the paper prints, by hand.

Days are counted from the start of lenvatinib. A month is 30.4375 days; an offset is known to 3 days
(weeks), 15 days (months) or 182 days (years), on top of what its anchor is known to.
"""

from tests.cases.facts import Fact, derived, fact

DOCUMENT = "DOI 10.2169/internalmedicine.5552-20"
PLACES = ("Abstract", "Case Report, paragraph", "Figure")
# Numbers that stand in notes and findings: printed.
NUMBERS_IN_WORDS = {"66", "2", "6"}

ZERO = "start of lenvatinib | 0 | 0"
AGE_66 = "age 66 | -1826 | -1096"  # 5 years to 3 years before
WEEK_4 = "week 4 | 25 | 31"
MONTH_2 = "month 2 | 46 | 76"  # 61
MONTH_3 = "month 3 | 76 | 106"  # 91
AFTER_WEEK_4 = "after week 4 | 25 | 76"
BEFORE_SORAFENIB = "before sorafenib | 76 | 130"
SORAFENIB_DAYS = "94 | 130"  # month 3 + 21, 3 more either way
SORAFENIB_3 = "170 | 236"  # + 91
SORAFENIB_5 = "231 | 297"  # + 152
REGORAFENIB_3 = "307 | 403"  # sorafenib + 5 months, + 91
REGORAFENIB_4 = "338 | 434"  # + 122
REGORAFENIB_6 = "399 | 495"  # + 183
OFF_THERAPY = "after 4 weeks off therapy | 424 | 526"  # + 28
RECHALLENGE_1 = "439 | 571"  # + 30
RECHALLENGE_2 = "470 | 602"  # + 61
FIFTH_1 = "485 | 647"  # + 30
FIFTH_2 = "516 | 678"  # + 61

FIRST_CT = "before lenvatinib, 7 months after the last RFA"
FOUND = "when the lung metastases were found | -365 | 0"
LAST_CT = "regorafenib rechallenge + 2 months"
IMAGED: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("age 66", "-1826 | -1096", {"n_lesions": "3"}),
    (FIRST_CT, "-365 | 0", {}),  # at 70, as at day 0
    ("month 3", "76 | 106", {}),
    ("sorafenib + 3 months", SORAFENIB_3, {}),
    ("sorafenib + 5 months", SORAFENIB_5, {}),
    ("regorafenib + 4 months", REGORAFENIB_4, {}),
    ("regorafenib + 6 months", REGORAFENIB_6, {}),
    ("rechallenge + 1 month", RECHALLENGE_1, {}),
    (LAST_CT, FIFTH_2, {}),
)
ENHANCED = ("regorafenib + 6 months", "rechallenge + 1 month", LAST_CT)
REPORTED = {
    "month 3": {"category": "PD", "criteria": "mrecist"},
    "sorafenib + 3 months": {"category": "PR", "criteria": "mrecist"},
    "sorafenib + 5 months": {"category": "PD"},
    "regorafenib + 6 months": {"category": "PD"},
    "rechallenge + 1 month": {"category": "PR", "criteria": "mrecist"},
}
SERIES = (
    ("1", FIRST_CT, {"L1": "non-target"}),
    ("2", "month 3", {"L1": "non-target", "E1": "non-target"}),
    ("3", "sorafenib + 5 months", {"L1": "non-target", "E1": "not followed"}),
    (
        "4",
        "regorafenib + 6 months",
        {"E1": "not followed"} | dict.fromkeys(("L1", "N1", "N2", "N3"), "non-target"),
    ),
    (
        "5",
        "rechallenge + 1 month",
        dict.fromkeys(("L1", "E1"), "not followed")
        | dict.fromkeys(("N1", "N2", "N3"), "non-target"),
    ),
)


def _afp(on: str, value: str) -> Fact:
    return fact("lab_result", on=on, analyte="afp", value=value, unit="ng/mL")


def _scan(at: str) -> Fact:
    phases = {"phases": "contrast"} if at in ENHANCED else {}
    modality = "MRI" if at == "age 66" else "CT"
    return fact("scan", assessment=at, modality=modality, **phases)


def _seen(at: str, lesion: str, trend: str = "", **more: str) -> Fact:
    if trend:
        more["trend"] = trend
    return fact("measurement", assessment=at, lesion=lesion, **{"state": "present", **more})


FACTS = (
    fact(
        "patient",
        code="ikeda-2021",
        sex="male",
        age_years="70",
        age_on="day 0 | 0 | 0",
        aetiologies="NASH",
        hbv="negative",
        hcv="negative",
        time_axis="relative",
        day_zero_label="start of lenvatinib",
    ),
    fact(
        "staging",
        on=AGE_66,
        child_pugh_class="A",
        n_tumours="3",
        largest_mm="26",
        differentiation="moderately differentiated",
    ),
    fact("staging", on="before the sorafenib rechallenge | 424 | 526", child_pugh_class="A"),
    *(fact("line_of_therapy", number=number) for number in "12345"),
    fact(
        "course",
        line="1",
        agent="lenvatinib",
        start_on=ZERO,
        end_on=MONTH_3,
        stop_reason="progression",
    ),
    fact(
        "hold",
        course="lenvatinib 1",
        start_on=AFTER_WEEK_4,
        n_days="14",
        reason="proteinuria, CTCAE grade 3",
    ),
    fact(
        "dose_step",
        course="lenvatinib 1",
        on="at the restart | 36 | 93",  # the hold + 14, 3 more either way
        direction="lower",
        reason="proteinuria",
    ),
    fact(
        "course",
        line="2",
        agent="sorafenib",
        start_on=f"3 weeks after lenvatinib | {SORAFENIB_DAYS}",
        end_on=f"sorafenib + 5 months | {SORAFENIB_5}",
        dose="400",
        dose_basis="day",
        stop_reason="progression",
    ),
    fact(
        "dose_step",
        course="sorafenib 1",
        on=f"raised over 3 months | {SORAFENIB_3}",
        dose="800",
        dose_basis="day",
        direction="higher",
    ),
    fact(
        "course",
        line="3",
        agent="regorafenib",
        start_on=f"when sorafenib was stopped | {SORAFENIB_5}",
        end_on=f"regorafenib + 6 months | {REGORAFENIB_6}",
        dose="80",
        dose_basis="day",
        days_on="21",
        days_off="7",
        stop_reason="progression",
    ),
    fact(
        "dose_step",
        course="regorafenib 1",
        on=f"raised over 3 months | {REGORAFENIB_3}",
        dose="160",
        dose_basis="day",
        direction="higher",
    ),
    derived(
        fact(
            "course",
            line="4",
            agent="sorafenib",
            start_on=OFF_THERAPY,
            end_on=f"rechallenge + 2 months | {RECHALLENGE_2}",
        )
    ),
    fact(
        "course",
        line="5",
        agent="regorafenib",
        start_on=f"after the sorafenib rechallenge | {RECHALLENGE_2}",
    ),
    fact("procedure", on=AGE_66, kind="partial-hepatectomy", site="liver"),
    fact("procedure", on=AGE_66, kind="rfa", site="liver"),
    fact(
        "procedure",
        on="2 years after the first treatment | -1278 | -184",
        kind="rfa",
        site="liver",
    ),
    fact("procedure", on="3 years after the first treatment | -912 | 0", kind="rfa", site="liver"),
    fact("procedure", on=BEFORE_SORAFENIB, kind="thoracic-drainage", site="right pleura"),
    fact("procedure", on=BEFORE_SORAFENIB, kind="pleurodesis", site="right pleura"),
    fact(
        "procedure",
        on="within the 4 weeks off therapy | 399 | 526",
        kind="peritoneal-resection",
        site="peritoneum",
    ),
    fact(
        "pathology",
        procedure="partial-hepatectomy 1",
        on=AGE_66,
        site="liver",
        grade="moderately differentiated",
        background_liver="non-alcoholic steatohepatitis",
    ),
    *(fact("lesion", label=label, organ="liver") for label in ("H1", "H2", "H3")),
    fact("lesion", label="L1", organ="lung", multiple="True"),
    fact("lesion", label="E1", organ="pleura", site="right pleura", kind="effusion"),
    fact("lesion", label="N1", organ="lymph node", site="mediastinal", kind="node"),
    fact("lesion", label="N2", organ="lymph node", site="axillary", kind="node"),
    fact("lesion", label="N3", organ="lymph node", site="peritoneal", kind="node"),
    *(fact("assessment", on=f"{at} | {days}", **more) for at, days, more in IMAGED),
    *(_scan(at) for at, _, _ in IMAGED),
    fact("measurement", assessment="age 66", lesion="H1", longest_mm="26"),
    fact("measurement", assessment="age 66", lesion="H2", longest_mm="14"),
    fact("measurement", assessment="age 66", lesion="H3", longest_mm="8"),
    _seen(FIRST_CT, "L1"),
    _seen("month 3", "L1"),
    _seen("month 3", "E1", cytology_positive="True"),
    _seen("sorafenib + 3 months", "L1", "smaller"),
    _seen("sorafenib + 3 months", "E1", "nearly gone"),
    _seen("sorafenib + 5 months", "L1", "larger", state="progressed"),
    _seen("sorafenib + 5 months", "E1", "larger"),
    _seen("regorafenib + 4 months", "L1", "smaller"),
    _seen("regorafenib + 6 months", "L1", "larger", state="progressed"),
    _seen("regorafenib + 6 months", "N1"),
    _seen("regorafenib + 6 months", "N2"),
    _seen("regorafenib + 6 months", "N3"),
    _seen("rechallenge + 1 month", "L1", "smaller"),
    _seen("rechallenge + 1 month", "N1", "smaller"),
    _seen("rechallenge + 1 month", "N2", "smaller"),
    _seen("rechallenge + 1 month", "N3"),
    _seen(LAST_CT, "N1", "smaller"),
    _seen(LAST_CT, "N2", "unchanged"),
    _seen(LAST_CT, "N3", "smaller"),
    *(
        fact("response_series", label=f"line {number}", baseline_assessment=at, line=number)
        for number, at, _ in SERIES
    ),
    *(
        fact("series_lesion", series=f"line {number}", lesion=lesion, role=role)
        for number, _, roles in SERIES
        for lesion, role in roles.items()
    ),
    *(
        fact("reported_response", assessment=at, on=f"{at} | {days}", **REPORTED[at])
        for at, days, _ in IMAGED
        if at in REPORTED
    ),
    _afp(ZERO, "379"),
    _afp(WEEK_4, "117"),
    _afp(MONTH_2, "1089"),
    _afp(MONTH_3, "1891"),
    _afp(f"start of sorafenib | {SORAFENIB_DAYS}", "5505"),
    _afp(f"sorafenib + 3 months | {SORAFENIB_3}", "165"),
    _afp(f"sorafenib + 5 months | {SORAFENIB_5}", "1840"),
    _afp("during the dose rise | 231 | 403", "257"),
    _afp(f"regorafenib + 6 months | {REGORAFENIB_6}", "439"),
    _afp(OFF_THERAPY, "2991"),
    _afp(f"rechallenge + 1 month | {RECHALLENGE_1}", "691"),
    _afp(f"rechallenge + 2 months | {RECHALLENGE_2}", "1048"),
    _afp(f"regorafenib rechallenge + 1 month | {FIFTH_1}", "821"),
    fact(
        "adverse_event",
        term="proteinuria",
        grade="3",
        start_on=AFTER_WEEK_4,
        agents="lenvatinib",
        action="drug interrupted, then dose reduced",
    ),
    fact("statement", kind="age", amount="70", to_on=FOUND),
    fact("statement", kind="duration", course="sorafenib 2", amount="2", unit="month"),
    fact("statement", kind="duration", course="regorafenib 1", amount="6", unit="month"),
    fact("statement", kind="interruption", course="lenvatinib 1"),
)

# By mRECIST: assessment, computed, and whether it agrees with the reader (None: nothing reported).
RESPONSES = (
    ("line 1", "month 3", "PD", True),
    ("line 2", "sorafenib + 3 months", "NON-CR/NON-PD", False),
    ("line 2", "sorafenib + 5 months", "PD", True),
    ("line 3", "regorafenib + 4 months", "NON-CR/NON-PD", None),
    ("line 3", "regorafenib + 6 months", "PD", True),
    ("line 4", "rechallenge + 1 month", "NON-CR/NON-PD", False),
    ("line 5", LAST_CT, "NON-CR/NON-PD", None),
)
