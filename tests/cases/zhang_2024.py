"""Zhang et al., Exp Ther Med 2024, DOI 10.3892/etm.2024.12642: what the paper prints, by hand."""

from tests.cases.facts import Fact, derived, fact

DOCUMENT = "DOI 10.3892/etm.2024.12642"
PLACES = ("Case report, paragraph", "Discussion", "Figure")
# Numbers that stand in notes and findings: printed, or the reckoning shown there.
NUMBERS_IN_WORDS = {
    *("5", "8", "6", "3", "2", "1", "8.21", "6.74", "15.56", "53.43", "39.97", "11"),
    *("2020-12", "2021-10", "2021-11", "2022-02", "2022-05", "2022-07", "2022-10", "2023-01"),
}

NOV_2020 = "2020-11 | 2020-11-01 | 2020-11-30"
OCT_2021 = "2021-10 | 2021-10-01 | 2021-10-31"
NOV_2021 = "2021-11 | 2021-11-01 | 2021-11-30"
FEB_2022 = "2022-02 | 2022-02-01 | 2022-02-28"
MAY_2022 = "2022-05 | 2022-05-01 | 2022-05-31"
JUL_2022 = "2022-07 | 2022-07-01 | 2022-07-31"
OCT_2022 = "2022-10 | 2022-10-01 | 2022-10-31"
JAN_2023 = "2023-01 | 2023-01-01 | 2023-01-31"


def _afp(on: str, value: str) -> Fact:
    ends = {"reference_low": "0", "reference_high": "7"}
    return fact("lab_result", on=on, analyte="afp", value=value, unit="ng/mL", **ends)


def _vegf(on: str, value: str) -> Fact:
    ends = {"reference_low": "0", "reference_high": "160"}
    return fact("lab_result", on=on, analyte="vegf", value=value, unit="pg/mL", **ends)


def _course(line: str, agent: str, start: str, dose: str, every: str = "1", **more: str) -> Fact:
    given = {"line": line, "agent": agent, "start_on": start, "dose": dose, "every_days": every}
    row = fact("course", **given, **more)
    return derived(row) if (agent, line) == ("lenvatinib", "1") else row


def _new(label: str) -> Fact:
    return fact("lesion", label=label, organ="liver", site="intrahepatic", multiple="True")


def _seen(at: str, lesion: str, **more: str) -> Fact:
    return fact("measurement", assessment=at, lesion=lesion, **more)


def _role(series: str, lesion: str, role: str = "not followed") -> Fact:
    return fact("series_lesion", series=series, lesion=lesion, role=role)


def _trend(analyte: str, first: str, last: str, direction: str) -> Fact:
    told = {"analyte": analyte, "from_on": first, "to_on": last, "direction": direction}
    return fact("statement", kind="lab trend", **told)


FACTS = (
    fact(
        "patient",
        code="zhang-2024",
        sex="male",
        age_years="47",
        age_on=NOV_2020,
        aetiologies="HBV",
        hbv="positive",
        cirrhosis="True",
    ),
    fact(
        "staging",
        on=NOV_2020,
        bclc="B",
        cnlc="IIa",
        ecog="0",
        child_pugh_class="A",
        child_pugh_points="5",
        n_tumours="2",
        largest_mm="22",
        intrahepatic_metastasis="True",
    ),
    fact("visit", on=NOV_2020, ecog="0"),
    fact("visit", on=JAN_2023),
    fact("line_of_therapy", number="1"),
    fact("line_of_therapy", number="2"),
    fact("line_of_therapy", number="3"),
    _course(
        "1",
        "lenvatinib",
        "1 month after surgery | 2020-12-01 | 2020-12-31",
        "8",
        end_on=FEB_2022,
        stop_reason="progression",
    ),
    _course(
        "1",
        "sintilimab",
        "13 days after the MRI of 2021-10 | 2021-10-14 | 2021-11-13",
        "200",
        "21",
        end_on=JUL_2022,
        stop_reason="resistance",
    ),
    _course("2", "regorafenib", FEB_2022, "160", end_on=JUL_2022, stop_reason="resistance"),
    _course("3", "lenalidomide", JUL_2022, "25"),
    _course("3", "lenvatinib", JUL_2022, "8"),
    fact("procedure", on=NOV_2020, kind="extended-right-hemihepatectomy", site="right lobe"),
    fact("procedure", on=NOV_2020, kind="segmentectomy", site="segment VIII"),
    fact("procedure", on="3 days after the MRI of 2021-10 | 2021-10-04 | 2021-11-03", kind="tace"),
    fact("procedure", on="2 days after the MRI, 2022-02 | 2022-02-03 | 2022-02-28", kind="tace"),
    fact("procedure", on=MAY_2022, kind="tace", stated_ordinal="2"),
    fact(
        "pathology",
        procedure="extended-right-hemihepatectomy 1",
        on=NOV_2020,
        site="right lobe",
        microvascular_invasion="M1",
    ),
    fact(
        "pathology",
        procedure="segmentectomy 1",
        on=NOV_2020,
        site="segment VIII",
        diameter_mm="15",
        grade="Edmondson-Steiner II",
        pattern="thick beam",
        necrosis="True",
        macrovascular_invasion="False",
        nerve_invasion="False",
    ),
    fact("lesion", label="R1", organ="liver", site="right lobe"),
    fact("lesion", label="R2", organ="liver", site="S8"),
    *(_new(label) for label in ("M1", "N1", "N2", "N3")),
    fact("assessment", on=NOV_2020, n_lesions="2"),
    fact("assessment", on=OCT_2021),
    fact("assessment", on=NOV_2021),
    fact("assessment", on=FEB_2022, n_lesions="3"),
    fact("assessment", on=MAY_2022, n_lesions="6", n_lesions_comparator=">"),
    fact("assessment", on=JUL_2022, n_lesions="8", n_lesions_comparator=">"),
    fact("assessment", on=OCT_2022),
    fact("scan", assessment="2020-11", modality="CT"),
    fact("scan", assessment="2021-10", modality="MRI"),
    fact(
        "scan",
        assessment="2021-11",
        modality="MRI",
        phases="dynamic contrast-enhanced perfusion",
    ),
    fact("scan", assessment="2022-02", modality="MRI"),
    fact("scan", assessment="2022-05", modality="MRI"),
    fact("scan", assessment="2022-07", modality="MRI"),
    fact("scan", assessment="2022-10", modality="MRI"),
    _seen("2020-11", "R1", longest_mm="22", short_axis_mm="21"),
    _seen("2020-11", "R2", longest_mm="19", short_axis_mm="18"),
    _seen("2021-10", "M1", state="present"),
    _seen("2021-11", "M1", longest_mm="8.21", trend="smaller"),
    _seen("2022-02", "M1", longest_mm="6.74", trend="larger"),
    _seen("2022-02", "N1", state="present"),
    _seen("2022-05", "M1", longest_mm="15.56", trend="larger"),
    _seen("2022-05", "N2", state="present"),
    _seen("2022-07", "M1", state="present", trend="unchanged"),
    _seen("2022-07", "N3", state="present"),
    _seen("2022-10", "M1", state="present", trend="smaller"),
    fact(
        "response_series", label="line 1 with sintilimab", baseline_assessment="2021-10", line="1"
    ),
    fact("response_series", label="line 2", baseline_assessment="2022-02", line="2"),
    fact("response_series", label="line 3", baseline_assessment="2022-07", line="3"),
    _role("line 1 with sintilimab", "M1", "non-target"),
    _role("line 2", "M1", "non-target"),
    _role("line 2", "N1"),
    _role("line 3", "M1", "non-target"),
    _role("line 3", "N1"),
    _role("line 3", "N2"),
    _role("line 3", "N3"),
    fact("reported_response", assessment="2021-11", on=NOV_2021, criteria="recist", category="SD"),
    fact("reported_response", assessment="2022-02", on=FEB_2022, criteria="recist", category="PD"),
    fact("reported_response", assessment="2022-05", on=MAY_2022, criteria="recist", category="PD"),
    fact("reported_response", assessment="2022-07", on=JUL_2022),
    fact("reported_response", assessment="2022-10", on=OCT_2022, category="PR"),
    fact(
        "reported_response",
        on=JAN_2023,
        category="SD",
        basis="AFP and clinical state, no imaging",
    ),
    _afp(NOV_2020, "9.86"),
    fact(
        "lab_result",
        on=NOV_2020,
        analyte="ca19-9",
        value="36.53",
        unit="U/mL",
        reference_low="0",
        reference_high="35",
    ),
    fact(
        "lab_result",
        on=NOV_2020,
        analyte="hbv-dna",
        value="41.4",
        unit="IU/mL",
        as_typed="4.14 x 10^1 IU/mL",
    ),
    _afp(OCT_2021, "5.51"),
    _afp(MAY_2022, "84.59"),
    _vegf(MAY_2022, "201.46"),
    _afp(JUL_2022, "39.97"),
    _vegf(JUL_2022, "154.82"),
    _afp(JAN_2023, "53.43"),
    _vegf(JAN_2023, "236.14"),
    fact("outcome", on=JAN_2023, kind="last follow-up"),
    fact(
        "statement",
        kind="duration",
        course="lenvatinib 1",
        amount="11",
        unit="month",
    ),
    fact("statement", kind="count", procedure_kind="tace", amount="3"),
    _trend("afp", OCT_2021, MAY_2022, "rising"),
    _trend("afp", MAY_2022, JUL_2022, "falling"),
    _trend("vegf", MAY_2022, JUL_2022, "falling"),
    _trend("afp", JUL_2022, JAN_2023, "falling"),
    _trend("vegf", JUL_2022, JAN_2023, "rising"),
    fact(
        "statement",
        kind="duration",
        reported_response="2023-01",
        amount="6",
        unit="month",
        precision="nearly",
    ),
)

# By RECIST 1.1: assessment, computed, and whether it agrees with the reader (None: no category).
RESPONSES = (
    ("line 1 with sintilimab", "2021-11", "NON-CR/NON-PD", False),
    ("line 1 with sintilimab", "2022-02", "PD", True),
    ("line 2", "2022-05", "PD", True),
    ("line 2", "2022-07", "PD", None),
    ("line 3", "2022-10", "NON-CR/NON-PD", False),
)
