"""What the inspector says at a point."""

from dataclasses import replace

import pytest

from hcclog.domain.dates import ClinicalDate
from hcclog.domain.discrepancy import DiscrepancyNote
from hcclog.domain.ids import EntityId
from hcclog.domain.patient import Sex
from hcclog.domain.record import PatientRecord
from hcclog.domain.response import Category
from hcclog.domain.statement import Statement, StatementKind
from hcclog.rules.timeline import COMPUTED, timeline
from hcclog.ui.inspection import Inspection, Mark, inspect
from tests.report.samples import empty_case, lab, marker_case, measured_case, relative_case
from tests.rules.markers.series import a_record, imaged, results


def at(record: PatientRecord, mark: Mark | None) -> Inspection:
    return inspect(record, timeline(record), mark)


def test_without_a_choice_the_last_assessment_is_explained() -> None:
    shown = at(measured_case(), None)
    assert shown.title == "2026-05-18"
    assert [(fact.name, fact.category) for fact in shown.responses] == [
        ("Reported", None),
        ("RECIST 1.1", Category.SD),
        ("mRECIST", Category.PD),
    ]
    assert [why.title for why in shown.whys] == ["Why RECIST 1.1 says SD", "Why mRECIST says PD"]
    assert all(why.sentence and why.clause for why in shown.whys)


@pytest.mark.parametrize(
    ("label", "heading"),
    [
        ("", "At 2026-03-02; last imaging 2026-02-16"),
        ("on lenvatinib", "On lenvatinib; last imaging 2026-02-16"),
        ("week 4", "At week 4; last imaging 2026-02-16"),
    ],
    ids=["a day", "words that say when", "words that do not"],
)
def test_the_heading_names_the_day_of_a_result(label: str, heading: str) -> None:
    record = measured_case()
    found = replace(
        lab("2026-03-02", "5"), on=replace(ClinicalDate.parse("2026-03-02"), label=label)
    )
    shown = at(replace(record, labs=(found,)), ("lab_result", found.id))
    assert shown.title == heading


def test_a_baseline_has_no_why() -> None:
    shown = at(measured_case(), ("assessment", "A0"))
    assert [fact.words for fact in shown.responses] == ["not entered", "baseline", "baseline"]
    assert shown.whys == ()


def test_a_difference_is_a_card_of_its_own_and_a_dot() -> None:
    shown = at(relative_case(), ("assessment", "A2"))
    assert [fact.differs for fact in shown.responses] == [False, True, True]
    assert shown.whys[-1].title == "Reported PR (mRECIST)"


def test_a_result_is_compared_with_the_one_before_and_the_lowest_of_its_line() -> None:
    record = relative_case()
    lab = next(lab for lab in record.labs if str(lab.value) == "439")
    shown = at(record, ("lab_result", lab.id))
    assert [(fact.name, fact.value, fact.tone) for fact in shown.markers] == [
        ("AFP", "439 ng/mL", ""),
        ("from start of line (1\u2009840)", "−76.1 %", "good"),
        ("from previous (257)", "+70.8 %", "bad"),
        ("from nadir of line (257)", "+70.8 %", "bad"),
    ]


def test_a_change_with_a_comparator_is_a_bound() -> None:
    record = replace(
        empty_case(),
        labs=(lab("2021-01-01", "400"), lab("2021-02-01", "<30"), lab("2021-03-01", "<20")),
    )
    shown = at(record, ("lab_result", record.labs[1].id))
    assert [(fact.name, fact.value, fact.tone) for fact in shown.markers] == [
        ("AFP", "<30 ng/mL", ""),
        ("from previous (400)", "< −92.5 %", "good"),
    ]
    later = at(record, ("lab_result", record.labs[2].id))
    assert [fact.name for fact in later.markers] == ["AFP"]


def test_a_point_before_all_imaging_has_no_response() -> None:
    record = relative_case()
    shown = at(record, ("lab_result", record.labs[0].id))
    assert shown.responses == ()
    assert shown.title == "At day 0"


def test_no_change_is_counted_across_units_assays_and_comparators() -> None:
    record = marker_case()
    shown = at(record, ("lab_result", record.labs[8].id))
    assert shown.markers[0].value == "12 IU/mL"
    assert not shown.markers[1].name.startswith("from")


def test_a_patient_of_whom_nothing_is_known_has_nothing_to_explain() -> None:
    assert at(empty_case(), None) == Inspection("Nothing is selected")


def test_what_contradicts_itself_is_to_settle_at_every_point() -> None:
    record = relative_case()
    told = Statement(EntityId("told"), record.patient.id, StatementKind.SEX, sex=Sex.FEMALE)
    note = DiscrepancyNote(EntityId("note"), record.patient.id, "Figure 1 shows another liver.")
    patient = replace(record.patient, sex=Sex.MALE)
    whole = replace(record, patient=patient, statements=(told,), discrepancies=(note,))
    for mark in (None, ("assessment", "A2")):
        settle = at(whole, mark).to_settle
        assert "The patient is recorded as male and called female." in settle
        assert "Figure 1 shows another liver." in settle


def test_an_entry_that_is_gone_is_as_no_choice() -> None:
    record = measured_case()
    assert at(record, ("lab_result", "gone")) == at(record, None)


def test_one_reason_of_several_criteria_is_one_card() -> None:
    record = relative_case()
    shown = inspect(record, timeline(record, COMPUTED), ("assessment", "A2"))
    titles = [why.title for why in shown.whys]
    assert titles[0] == "Why RECIST 1.1 and mRECIST say non-CR/PD and iRECIST says non-iCR/iUPD"
    assert "; " in shown.whys[0].clause
    assert len({why.sentence for why in shown.whys}) == len(titles)


def test_the_lead_over_imaging_stands_beside_the_markers_of_its_line() -> None:
    record = imaged(a_record(results("day 0: 100 | day 20: 130"), "day 0"), "day 60: PD")
    shown = at(record, ("lab_result", "r1"))
    assert [(fact.name, fact.value) for fact in shown.markers[-1:]] == [
        ("lead over imaging, line 1 (RECIST 1.1, mRECIST)", "40 days before")
    ]
    assert "40 days before the progression by mRECIST" in shown.markers[-1].why
    calm = imaged(a_record(results("day 0: 100 | day 20: 130"), "day 0"), "day 60: SD")
    assert not any("lead" in fact.name for fact in at(calm, ("lab_result", "r1")).markers)


def test_a_result_that_ends_one_line_and_begins_the_next_has_the_lead_of_the_first() -> None:
    record = a_record(results("day 0: 100 | day 90: 130"), "day 0", "day 90")
    record = imaged(record, "day 85: PD / day 150: SD")
    shown = at(record, ("lab_result", "r1"))
    assert [fact.value for fact in shown.markers if "line 1" in fact.name] == ["5 days after"]
