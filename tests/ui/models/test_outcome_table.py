"""The Outcome tab: best response, endpoints and marker cut-offs of each line of therapy."""

from __future__ import annotations

from dataclasses import replace

from hcclog.domain.response import Category
from hcclog.exchange.casefile import case_paths, read_case
from hcclog.rules.timeline import criteria_for, timeline
from hcclog.ui.models.outcome_table import outcome_table
from hcclog.ui.models.row_table import Row, Table
from tests.report.samples import empty_case, lab, measured_case, new_id, relative_case
from tests.rules.markers.series import a_record, imaged, results


def of_case(code: str) -> Table:
    path = next(path for path in case_paths() if path.stem == code)
    record = read_case(path, new_id)
    return outcome_table(record, timeline(record, criteria_for(record)))


def rows_of(table: Table, title: str) -> list[Row]:
    return [row for row in table.rows if row.cells[0].text.startswith(title)]


def test_each_line_has_its_heading_the_newest_first() -> None:
    headings = [row.cells[0].text for row in of_case("zhang-2024").rows if row.kind == "heading"]
    assert headings == [
        "Line 3: lenalidomide, lenvatinib",
        "Line 2: regorafenib",
        "Line 1: lenvatinib, sintilimab",
        "Liver, stage and grades",
        "What sources say",
    ]


def test_best_response_is_told_by_each_criteria_with_and_without_confirmation() -> None:
    found = rows_of(of_case("zhang-2024"), "Best response")[6:12]
    assert [(row.cells[0].text, row.cells[1].text, row.cells[2].category) for row in found] == [
        ("Best response", "RECIST 1.1", Category.PD),
        ("Best response, confirmed", "RECIST 1.1", Category.PD),
        ("Best response", "mRECIST", Category.NON_CR_NON_PD),
        ("Best response, confirmed", "mRECIST", Category.NON_CR_NON_PD),
        ("Best response", "iRECIST", Category.ICPD),
        ("Best response, confirmed", "iRECIST", Category.ICPD),
    ]


def test_a_time_that_is_not_exact_has_two_ends() -> None:
    survival = rows_of(of_case("ikeda-2021"), "Progression-free survival (PFS)")[-2]
    assert [cell.text for cell in survival.cells[1:5]] == [
        "RECIST 1.1",
        "event",
        "2.5 to 3.5 months",
        "month 3",
    ]
    assert "76 to 106 days" in survival.cells[3].tip


def test_what_does_not_rest_on_imaging_is_told_once() -> None:
    table = of_case("zhang-2024")
    assert len(rows_of(table, "Overall survival (OS)")) == 3
    assert len(rows_of(table, "Progression-free survival (PFS)")) == 9
    assert {row.cells[1].text for row in rows_of(table, "Time on treatment")} == {""}


def test_a_marker_response_is_named_with_its_cut_off_and_has_no_category() -> None:
    found = rows_of(of_case("ikeda-2021"), "AFP response, fall of at least 20 %")[-1]
    assert found.cells[1].text == "marker"
    assert found.cells[2].text == "yes"
    assert found.cells[4].text == "week 4"
    assert "Chan 2009" in found.cells[5].tip
    assert all(cell.category is None for cell in found.cells)


def test_a_line_without_a_series_says_so() -> None:
    record = read_case(case_paths()[0], new_id)
    bare = replace(record, series=(), series_lesions=())
    table = outcome_table(bare, timeline(bare))
    assert rows_of(table, "Best response") == []
    record = replace(record, series=record.series[:1])
    first = rows_of(outcome_table(record, timeline(record)), "Best response")[0]
    assert first.cells[2].text == "not known"


def test_without_a_line_there_is_nothing_to_count_from() -> None:
    record = replace(measured_case(), lines=())
    assert rows_of(outcome_table(record, timeline(record)), "Line") == []
    assert outcome_table(empty_case(), timeline(empty_case())).rows == ()


def scores_of(code: str) -> dict[tuple[str, str], list[str]]:
    """Return result, what was reported and why, by name and date."""
    rows = [row for row in of_case(code).rows if row.key[1].startswith("scores/")]
    texts = [[cell.text for cell in row.cells] for row in rows]
    return {(name, when): [result, told, why] for name, _, result, told, when, why in texts}


def test_a_stage_stands_beside_the_reported_one() -> None:
    result, told, why = scores_of("zhang-2024")["BCLC", "2020-11"]
    assert (result, told) == ("A", "reported B (2020-11)")
    assert why.startswith("Reported B, computed A. 2 tumours: R1 22 mm and R2 19 mm")


def test_a_score_that_lacks_something_says_what() -> None:
    result, told, why = scores_of("fonc-2024")["ALBI", ""]
    assert (result, told) == ("not computed", "")
    assert why.startswith("Not computed; missing: bilirubin; albumin.")
    assert scores_of("fonc-2024")["Vp", "2020-06-07"][0] == "Vp3"


def test_a_score_has_its_grade_and_its_value() -> None:
    record = relative_case()
    values = (lab("day 0", "17", "bilirubin", "µmol/L"), lab("day 0", "40", "albumin", "g/L"))
    table = outcome_table(replace(record, labs=values), timeline(record))
    (albi,) = rows_of(table, "ALBI")
    assert [cell.text for cell in albi.cells[2:5]] == ["2 (−2.59)", "", "day 0"]


def test_the_lead_of_a_marker_over_imaging_is_told_by_line_and_criteria() -> None:
    found = rows_of(of_case("ikeda-2021"), "Lead of AFP over imaging")
    assert len(found) == 10
    first = found[-2]
    assert [cell.text for cell in first.cells[1:5]] == [
        "RECIST 1.1",
        "marker first",
        "0 to 60 days",
        "month 3",
    ]
    assert first.cells[5].text.startswith("AFP rose 0 to 60 days before the progression")
    assert first.cells[3].tip == "0 to 60 days before"
    assert [cell.text for cell in found[-4].cells[2:4]] == ["unsure", "−30 to 30 days"]
    assert "no publication" in first.cells[0].tip
    assert [row.cells[3].text for row in found[:2]] == ["", ""]


def test_days_after_imaging_stand_without_a_sign_beside_who_was_first() -> None:
    labs = results("day 0: 100 | day 80: 130")
    record = imaged(a_record(labs, "day 0"), "day 60: PD")
    row = rows_of(outcome_table(record, timeline(record)), "Lead of AFP over imaging")[0]
    assert [cell.text for cell in row.cells[2:4]] == ["imaging first", "20 days"]
