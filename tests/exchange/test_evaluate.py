"""A table of lesions in, a table of answers out: exact, whole or not there at all."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from threading import Thread

import pytest

from hcclog.domain.number_reading import read_diameter_mm
from hcclog.domain.response import Criteria
from hcclog.exchange.evaluate import OUT_COLUMNS, evaluate_table
from hcclog.exchange.lesion_table import BadTable

HEADER = "patient,date,lesion,role,site,node,diameter_mm,viable_mm,state"
WORKSHEET = """\
example-01,2025-10-28,T1,target,liver,no,42.0,38.0,
example-01,2025-10-28,T2,target,liver,no,18.5,18.5,
example-01,2025-10-28,T3,target,"node, porta hepatis",yes,21.0,,
example-01,2025-10-28,N1,non-target,portal vein thrombus,no,,,present
example-01,2025-12-22,T1,target,liver,no,35.1,21.4,
example-01,2025-12-22,T2,target,liver,no,14.0,9.2,
example-01,2025-12-22,T3,target,"node, porta hepatis",yes,16.2,,
example-01,2025-12-22,N1,non-target,portal vein thrombus,no,,,present
example-01,2026-02-16,T1,target,liver,no,33.0,18.9,
example-01,2026-02-16,T2,target,liver,no,12.8,0,
example-01,2026-02-16,T3,target,"node, porta hepatis",yes,13.9,,
example-01,2026-02-16,N1,non-target,portal vein thrombus,no,,,present
example-01,2026-05-18,T1,target,liver,no,41.2,33.0,
example-01,2026-05-18,T2,target,liver,no,14.1,7.5,
example-01,2026-05-18,T3,target,"node, porta hepatis",yes,15.0,,
example-01,2026-05-18,N1,non-target,portal vein thrombus,no,,,present
example-01,2026-05-18,L1,new,lung,no,12.4,,
"""


def evaluated(
    folder: Path, text: str, *criteria: Criteria, header: str = HEADER
) -> list[dict[str, str]]:
    """Write a table, judge it, and return the answers."""
    source, out = folder / "lesions.csv", folder / "out.csv"
    source.write_text(f"{header}\n{text}", encoding="utf-8")
    evaluate_table(source, criteria or (Criteria.RECIST_1_1,), out)
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EXPECTED = {
    "recist-1.1": [
        ("81.5", "", "", "", ""),
        ("65.3", "-19.8773", "-19.8773", "-16.2", "SD"),
        ("59.7", "-26.7485", "-8.5758", "-5.6", "SD"),
        ("70.3", "-13.7423", "17.7554", "10.6", "PD"),
    ],
    "mrecist": [
        ("77.5", "", "", "", ""),
        ("46.8", "-39.6129", "-39.6129", "-30.7", "PR"),
        ("32.8", "-57.6774", "-29.9145", "-14.0", "PR"),
        ("55.5", "-28.3871", "69.2073", "22.7", "PD"),
    ],
}
NUMBERS = (
    "sum_mm",
    "change_from_baseline_pct",
    "change_from_nadir_pct",
    "change_from_nadir_mm",
    "overall",
)


@pytest.mark.parametrize("criteria", [Criteria.RECIST_1_1, Criteria.MRECIST], ids=str)
def test_the_worksheet_gives_its_sums_changes_and_categories(
    tmp_path: Path, criteria: Criteria
) -> None:
    rows = evaluated(tmp_path, WORKSHEET, criteria)
    assert tuple(rows[0]) == OUT_COLUMNS
    assert [tuple(row[name] for name in NUMBERS) for row in rows] == EXPECTED[criteria.value]
    assert rows[-1]["new_lesion"] == "yes"
    assert "L1, lung, 12.4 mm" in rows[-1]["why"]


def test_the_order_of_rows_and_columns_does_not_matter(tmp_path: Path) -> None:
    shuffled = "".join(reversed(WORKSHEET.splitlines(keepends=True)))
    assert evaluated(tmp_path, shuffled) == evaluated(tmp_path, WORKSHEET)


def test_each_series_of_each_patient_has_its_own_baseline(tmp_path: Path) -> None:
    header = "series,lesion,patient,role,date,diameter_mm,baseline"
    text = (
        "1,T1,a,target,2024-01-01,50,\n1,T1,a,target,2024-03-01,30,\n"
        "2,T1,a,target,2024-03-01,30,\n2,T1,a,target,2024-05-01,36,\n"
        "1,T1,b,target,2024-01-01,50,\n1,T1,b,target,2024-02-01,40,yes\n1,T1,b,target,2024-04-01,28,\n"
    )
    rows = evaluated(tmp_path, text, header=header)
    told = [(r["patient"], r["series"], r["date"], r["overall"]) for r in rows]
    assert told == [
        ("a", "1", "2024-01-01", ""),
        ("a", "1", "2024-03-01", "PR"),
        ("a", "2", "2024-03-01", ""),
        ("a", "2", "2024-05-01", "PD"),
        ("b", "1", "2024-02-01", ""),
        ("b", "1", "2024-04-01", "PR"),
    ]


EDGES = [
    pytest.param("50", "35", "PR", "-30.0000", id="exactly -30 % is PR"),
    pytest.param("50", "35.01", "SD", "-29.9800", id="-29.98 % is not"),
    pytest.param("25", "30", "PD", "20.0000", id="C-20: +20 % with exactly 5 mm is PD"),
    pytest.param("24.5", "29.4", "SD", "20.0000", id="C-20: +20 % with 4.9 mm is not"),
    pytest.param("30", "35", "SD", "16.6667", id="5 mm with +16.7 % is not"),
]


@pytest.mark.parametrize(("before", "after", "category", "change"), EDGES)
def test_thresholds_are_exact(
    tmp_path: Path, before: str, after: str, category: str, change: str
) -> None:
    header = "patient,date,lesion,role,diameter_mm"
    text = f"a,day 0,T1,target,{before}\na,week 8,T1,target,{after}\n"
    row = evaluated(tmp_path, text, header=header)[1]
    assert (row["overall"], row["change_from_baseline_pct"]) == (category, change)


def test_c_10_a_target_that_was_not_measured_is_not_counted_as_0(tmp_path: Path) -> None:
    header = "patient,date,lesion,role,diameter_mm,state"
    text = (
        "a,2024-01-01,T1,target,30,\na,2024-01-01,T2,target,20,\n"
        "a,2024-03-01,T1,target,10,\na,2024-03-01,T2,target,,not-evaluable\n"
        "a,2024-05-01,T1,target,60,\na,2024-05-01,T2,target,,not-evaluable\n"
    )
    rows = evaluated(tmp_path, text, header=header)
    assert [row["overall"] for row in rows] == ["", "NE", "PD"]
    assert rows[1]["change_from_baseline_pct"] == ""


SITES = [
    pytest.param("liver", "20", id="the liver"),
    pytest.param('"Liver, S8"', "20", id="a segment of it"),
    pytest.param("", "20", id="no site: this is a log of liver tumours"),
    pytest.param("lung", "30", id="another organ"),
]


@pytest.mark.parametrize(("site", "total"), SITES)
def test_the_viable_part_counts_in_the_liver(tmp_path: Path, site: str, total: str) -> None:
    text = f"a,day 0,T1,target,{site},,30,20,\na,day 60,T1,target,{site},,30,20,\n"
    assert evaluated(tmp_path, text, Criteria.MRECIST)[0]["sum_mm"] == total


def test_a_sum_that_lacks_a_target_is_not_told_as_one(tmp_path: Path) -> None:
    text = "a,day 0,T1,target,,,30,,\na,day 0,T2,target,,,30,,\na,day 60,T1,target,,,90,,\n"
    row = evaluated(tmp_path, text)[1]
    assert (row["sum_mm"], row["overall"]) == ("", "PD")
    assert "Even without T2" in row["why"]


def test_findings_stand_in_the_reason(tmp_path: Path) -> None:
    text = "a,day 0,T1,target,liver,,30,,\na,day 60,T1,target,liver,,20,,\n"
    rows = evaluated(tmp_path, text, Criteria.MRECIST)
    assert "its whole diameter 30.0 mm is used" in rows[0]["why"]
    assert "its whole diameter 20.0 mm is used" in rows[1]["why"]


def test_a_non_target_is_awaited_from_its_first_row(tmp_path: Path) -> None:
    text = (
        "a,day 0,T1,target,,,30,,\na,day 60,T1,target,,,30,,\na,day 120,T1,target,,,30,,\n"
        "a,day 120,N1,non-target,,,,,present\n"
    )
    assert [row["non_target"] for row in evaluated(tmp_path, text)] == ["", "", "NON-CR/NON-PD"]


def test_a_new_lesion_without_size_and_state_was_seen(tmp_path: Path) -> None:
    text = (
        "a,day 0,T1,target,liver,,50,,\na,day 60,T1,target,liver,,50,,\na,day 60,X,new,lung,,,,\n"
    )
    row = evaluated(tmp_path, text)[1]
    assert (row["new_lesion"], row["overall"]) == ("yes", "PD")
    assert "One new lesion (X, lung)." in row["why"]


def test_a_row_that_stands_twice_in_all_its_cells_counts_once_and_is_told(tmp_path: Path) -> None:
    text = "a,day 0,T1,target,,,50,,\na,day 0,T1,target,,,50,,\na,day 60,T1,target,,,35,,\n"
    rows = evaluated(tmp_path, text)
    assert [row["overall"] for row in rows] == ["", "PR"]
    assert rows[0]["why"].endswith("Line 3 repeats line 2.")


BAD = [
    pytest.param("", "is empty", id="I-01: 0 bytes"),
    pytest.param("patient,date,lesion\n", "column role is missing", id="I-05: a column missing"),
    pytest.param(
        f"{HEADER},note\n", "the column 'note' is not known", id="I-05: an unknown column"
    ),
    pytest.param(f"{HEADER},site\n", "site stands twice", id="I-05: a column twice"),
    pytest.param(f"{HEADER}\na,2024-01-01,T1\n", "line 2: 3 cells", id="I-05: a ragged row"),
    pytest.param(
        f"{HEADER}\na,2024-02-30,T1,target,,,5,,\n", "line 2, column date", id="D-01: no such day"
    ),
    pytest.param(
        f"{HEADER}\na,03/04/2024,T1,target,,,5,,\n", "line 2, column date", id="D-02: day and month"
    ),
    pytest.param(
        f'{HEADER}\na,2024-02-01,T1,target,,,"5,1",,\n', "column diameter_mm", id="a decimal comma"
    ),
    pytest.param(f"{HEADER}\na,2024-02-01,T1,target,,,nan,,\n", "'nan'", id="N-05: nan"),
    pytest.param(f"{HEADER}\na,2024-02-01,T1,target,,,1e3,,\n", "'1e3'", id="N-06: 1e3"),
    pytest.param(f"{HEADER}\na,2024-02-01,T1,target,,,-5,,\n", "'-5'", id="N-09: negative"),
    pytest.param(
        f"{HEADER}\na,2024-02-01,T1,target,,,5,,split:T1\n",
        "'split:T1' names the lesion itself",
        id="split from itself",
    ),
    pytest.param(
        f"{HEADER}\na,2024-02-01,T1,target,,,5,,absent\n",
        "contradicts the size",
        id="absent with a size",
    ),
    pytest.param(f"{HEADER}\na,2024-02-01,T1,index,,,5,,\n", "column role", id="a role unknown"),
    pytest.param(
        f"{HEADER}\na,2024-02-01,T1,target,,,5,,gone\n", "column state", id="a state unknown"
    ),
    pytest.param(
        f"{HEADER}\na,2024-02-01,T1,target,,,5,,merged:T9\n",
        "no lesion T9",
        id="merged into nothing",
    ),
    pytest.param(
        f"{HEADER}\na,2024-02-01,T1,target,,,5,,\na,2024-02-01,T1,target,,,6,,\n",
        "line 3, column lesion: T1 stands twice",
        id="C-09: measured twice on one day",
    ),
    pytest.param(f"{HEADER}\na,2024-02-01,,target,,,5,,\n", "lesion: is empty", id="no label"),
    pytest.param(
        f"{HEADER}\na,course:c1:start,T1,target,,,5,,\n",
        "is counted from something that the table does not hold",
        id="a date counted from a treatment",
    ),
    pytest.param(
        f"{HEADER}\na,day 0,T1,target,,,5,,merged\n",
        "merged and split name the other lesion",
        id="merged into nobody knows what",
    ),
    pytest.param(
        f"{HEADER}\na,day 0,T1,target,,,5,,\na,day 28,T1,non-target,,,5,,\n",
        "line 3, column role: T1 is target in line 2",
        id="one lesion in two roles",
    ),
    pytest.param(
        f"{HEADER}\na,day 0,T1,target,,,5,,\na,day 28,T1,target,,yes,5,,\n",
        "line 3, column node: T1 is otherwise in line 2",
        id="a node at times",
    ),
    pytest.param(
        f"{HEADER},baseline\na,day 0,T1,target,,,5,,,yes\na,day 28,T1,target,,,5,,,yes\n",
        "line 3, column baseline: day 0 is the baseline already",
        id="two baselines",
    ),
    pytest.param(
        f"{HEADER}\na,2024-02-01,T1,target,,,5,,\na,day 28,T1,target,,,6,,\n",
        "line 3, column date: calendar dates and days",
        id="two time axes in one series",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), BAD)
def test_a_bad_cell_is_named_and_nothing_is_written(
    tmp_path: Path, text: str, sentence: str
) -> None:
    source, out = tmp_path / "lesions.csv", tmp_path / "out.csv"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(BadTable) as refused:
        evaluate_table(source, (Criteria.RECIST_1_1,), out)
    assert sentence in str(refused.value)
    assert str(refused.value).startswith("lesions.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["lesions.csv"]


def test_a_patient_who_comes_back_is_judged_whole(tmp_path: Path) -> None:
    text = (
        "a,2024-01-01,T1,target,,,30,,merged:T2\nb,2024-01-01,T1,target,,,30,,\n"
        "a,2024-01-01,T2,target,,,40,,\na,2024-03-01,T2,target,,,20,,\n"
        "a,2024-03-01,T1,target,,,,,merged:T2\nb,2024-03-01,T1,target,,,18,,\n"
    )
    told = [(row["patient"], row["sum_mm"], row["overall"]) for row in evaluated(tmp_path, text)]
    assert told == [("a", "40", ""), ("a", "20", "PR"), ("b", "30", ""), ("b", "18", "PR")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lesions.csv", "out.csv"]


def test_of_several_faults_the_first_in_the_file_is_named(tmp_path: Path) -> None:
    text = (
        "a,2024-01-01,T1,target,,,5,,\na,2024-01-01,T1,target,,,5,,\n"
        "b,2024-01-01,T1,target,,,x,,\na,2024-01-01,T1,index,,,5,,\n"
    )
    with pytest.raises(BadTable, match="line 4, column diameter_mm: 'x'"):
        evaluated(tmp_path, text)


def test_lines_are_counted_over_those_within_cells(tmp_path: Path) -> None:
    text = 'a,2024-01-01,T1,target,"a\nb",,5,,\n\nb,2024-01-01,T1,index,,,5,,\n'
    with pytest.raises(BadTable, match="line 5, column role"):
        evaluated(tmp_path, text)


def test_x_01_text_that_could_run_is_led_by_an_apostrophe(tmp_path: Path) -> None:
    text = "=1+1,day 0,@T1,target,,,,,not-evaluable\n=1+1,day 60,@T1,target,,,,,not-evaluable\n"
    rows = evaluated(tmp_path, text)
    assert [row["patient"] for row in rows] == ["'=1+1", "'=1+1"]
    assert rows[1]["why"].startswith("'@T1 was not measured")


def test_irecist_awaits_confirmation(tmp_path: Path) -> None:
    text = (
        "a,day 0,T1,target,,,30,,\na,day 60,T1,target,,,40,,\n"
        "a,day 100,T1,target,,,46,,\na,day 160,T1,target,,,20,,\n"
    )
    rows = evaluated(tmp_path, text, Criteria.IRECIST)
    assert [row["overall"] for row in rows] == ["", "iUPD", "iCPD", "iCPD"]
    assert {row["criteria"] for row in rows} == {"irecist"}


def test_a_table_may_come_through_a_pipe(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes in folders here")
    os.mkfifo(tmp_path / "pipe")
    text = f"{HEADER}\n" + "a,day 0,T1,target,,,30,,\nb,day 0,T1,target,,,30,,\n" * 2
    writer = Thread(target=(tmp_path / "pipe").write_text, args=(text.replace("30", "20", 1),))
    writer.start()
    with pytest.raises(BadTable, match="pipe, line 4, column lesion: T1 stands twice"):
        evaluate_table(tmp_path / "pipe", (Criteria.RECIST_1_1,), tmp_path / "out.csv")
    writer.join()
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_how_far_the_table_was_read_is_told(tmp_path: Path) -> None:
    source = tmp_path / "lesions.csv"
    source.write_text(f"{HEADER}\n{WORKSHEET}", encoding="utf-8")
    told: list[int] = []
    evaluate_table(source, (Criteria.RECIST_1_1,), tmp_path / "out.csv", advanced=told.append)
    assert told == [source.stat().st_size]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    source = tmp_path / "lesions.csv"
    source.write_text(f"{HEADER}\n{WORKSHEET}", encoding="utf-8")
    for out in (tmp_path / "gone" / "out.csv", source / "out.csv"):
        with pytest.raises(BadTable, match=r"out\.csv cannot be written"):
            evaluate_table(source, (Criteria.RECIST_1_1,), out)


def test_i_02_a_picture_named_csv_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lesions.csv").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    with pytest.raises(BadTable, match="not UTF-8"):
        evaluate_table(tmp_path / "lesions.csv", (Criteria.RECIST_1_1,), tmp_path / "out.csv")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match=r"gone\.csv cannot be read"):
        evaluate_table(tmp_path / "gone.csv", (Criteria.RECIST_1_1,), tmp_path / "out.csv")


@pytest.mark.parametrize(
    ("sizes", "category"),
    [
        pytest.param(("100.0", "70.0"), "PR", id="N-17 exactly 30 % less"),
        pytest.param(("100.0", "70.1"), "SD", id="N-17 a tenth of a millimetre short of it"),
        pytest.param(("33.3", "23.31"), "PR", id="N-17 exactly 30 % less of an odd size"),
        pytest.param(("70.0", "84.0"), "PD", id="N-17 exactly 20 % more"),
        pytest.param(("70.0", "83.9"), "SD", id="N-17 a tenth of a millimetre short of 20 % more"),
        pytest.param(("25.0", "30.0"), "PD", id="C-20 exactly 20 % and exactly 5 mm"),
        pytest.param(("24.0", "28.9"), "SD", id="C-20 more than 20 % and less than 5 mm"),
    ],
)
def test_a_threshold_is_met_exactly_or_not(
    tmp_path: Path, sizes: tuple[str, str], category: str
) -> None:
    days = ("2025-10-28", "2025-12-22")
    rows = [f"x,{day},T1,target,liver,no,{mm},," for day, mm in zip(days, sizes, strict=True)]
    answers = evaluated(tmp_path, "\n".join(rows) + "\n")
    assert answers[-1]["overall"] == category


@pytest.mark.catalogue("N-17")
def test_a_tenth_and_two_tenths_of_a_centimetre_are_three_millimetres() -> None:
    one, two = (read_diameter_mm(text).value for text in ("0.1 cm", "0.2 cm"))
    assert str(one + two) == "3"
