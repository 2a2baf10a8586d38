"""One result by every door: the same words are the same value everywhere, or refused everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from hcclog.commands.base import Add
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.patient import TimeAxis
from hcclog.logbook import Logbook
from tests.books import a_lab, a_patient, new_book
from tests.exchange.bad_inputs.doors import DOORS, Became, Typed
from tests.exchange.dicom.reports import studied
from tests.ui.desks import add_record

REFUSED = ""
BY_DAYS, BORN = "days-only", "born-1960"
TYPING = ("the window", "the command line", "a pasted block", "a csv file", "a workbook")


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Logbook]:
    """A store with three patients; what a row writes is taken back."""
    book = new_book(tmp_path_factory.mktemp("doors") / "store.db")
    add_record(book, studied())
    by_days = a_patient(BY_DAYS, time_axis=TimeAxis.RELATIVE)
    book.do(Add((by_days, a_lab(by_days, on="day 1"))))
    born = a_patient(BORN, birth_on=ClinicalDate.parse("1960-05-01"))
    book.do(Add((born, a_lab(born, "40", "2020", analyte="pivka-ii", unit="mAU/mL"))))
    yield book
    assert not book.store.check()
    book.close()


def became(door: str, ward: Logbook, folder: Path, typed: Typed) -> Became:
    """Bring a result in; a refusal says why, and nothing stays of the trial."""
    before = [ward.patient(each.id) for each in ward.patients()]
    found = DOORS[door](ward, folder, typed)
    assert [ward.patient(each.id) for each in ward.patients()] == before
    assert (found.lab is None) == bool(found.refused)
    return found


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("5,51", "=5.51", id="N-01 a decimal comma"),
        pytest.param("1.234", "=1.234", id="N-02 a point is a decimal point"),
        pytest.param("1,234", REFUSED, id="N-03 two readings"),
        pytest.param("1.234,5", REFUSED, id="N-04 point and comma"),
        pytest.param("1 234.5", REFUSED, id="N-04 space and point"),
        pytest.param("1'234.5", REFUSED, id="N-04 an apostrophe"),
        pytest.param("nan", REFUSED, id="N-05 nan"),
        pytest.param("inf", REFUSED, id="N-05 inf"),
        pytest.param("-inf", REFUSED, id="N-05 -inf"),
        pytest.param("Infinity", REFUSED, id="N-05 Infinity"),
        pytest.param("1e400", REFUSED, id="N-05 1e400"),
        pytest.param("1_000", REFUSED, id="N-06 an underscore"),
        pytest.param("0x10", REFUSED, id="N-06 base sixteen"),
        pytest.param("1e3", REFUSED, id="N-06 an exponent"),
        pytest.param("５．５１", "=5.51", id="N-07 full-width digits"),
        pytest.param("٥٫٥١", "=5.51", id="N-07 Arabic digits"),
        pytest.param("5½", REFUSED, id="N-07 a half is not left out"),
        pytest.param("5万", REFUSED, id="N-07 ten thousands are not left out"),
        pytest.param("<0.5", "<0.5", id="N-08 less than"),
        pytest.param(">1000", ">1000", id="N-08 more than"),
        pytest.param("≥ 60500", ">=60500", id="N-08 at least"),
        pytest.param("-5.51", REFUSED, id="N-09 a hyphen"),
        pytest.param("−5", REFUSED, id="N-09 a minus sign"),
        pytest.param("9.86 ng/mL", "=9.86", id="N-10 its own unit twice"),
        pytest.param("9.86 pg/mL", REFUSED, id="N-10 another unit than the one beside"),
        pytest.param("4.14 x 10^1", "=41.4", id="N-15 a power of ten"),
        pytest.param("10⁵", "=100000", id="N-15 a bare power of ten"),
        pytest.param("9" * 400, REFUSED, id="N-18 400 digits"),
        pytest.param("5.51" + "0" * 60 + "1", REFUSED, id="N-18 sixty zeros"),
        pytest.param("5.51*", REFUSED, id="N-19 an asterisk"),
        pytest.param("=5.51", REFUSED, id="N-19 a formula"),
        pytest.param("ca. 5", REFUSED, id="N-19 about"),
    ],
)
def test_a_number_is_the_same_by_every_door(
    typed: str, value: str, door: str, ward: Logbook, tmp_path: Path
) -> None:
    assert became(door, ward, tmp_path, Typed(typed)).value == value


@pytest.mark.parametrize("door", DOORS)
def test_n_06_a_plus_is_refused_unless_the_form_allows_it(
    door: str, ward: Logbook, tmp_path: Path
) -> None:
    """A number of HL7 may carry a plus; nowhere else does a plus stand before one."""
    expected = "=5" if door == "an HL7 message" else REFUSED
    assert became(door, ward, tmp_path, Typed("+5")).value == expected


@pytest.mark.parametrize("door", DOORS)
def test_n_19_a_flag_behind_a_value_is_never_part_of_it(
    door: str, ward: Logbook, tmp_path: Path
) -> None:
    """A table may say its flags in the cells of values; there they are kept as a remark."""
    found = became(door, ward, tmp_path, Typed("5.51 H"))
    assert found.value in {REFUSED, "=5.51"}
    assert found.lab is None or door in {"a csv file", "a workbook", "a pasted block"}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("unit", "symbol"),
    [
        pytest.param("µg/L", "µg/L", id="N-12 the micro sign"),
        pytest.param("μg/L", "µg/L", id="N-12 the Greek letter"),
        pytest.param("ug/L", "µg/L", id="N-12 a u"),
        pytest.param("mcg/L", "µg/L", id="N-12 mc"),
        pytest.param("IU/mL", "IU/mL", id="N-11 international units stay"),
    ],
)
def test_a_unit_is_the_same_by_every_door(
    unit: str, symbol: str, door: str, ward: Logbook, tmp_path: Path
) -> None:
    found = became(door, ward, tmp_path, Typed("40", on="2026-11-01", unit=unit))
    assert found.lab is not None, found.refused
    assert (found.value, found.lab.unit) == ("=40", symbol)
    assert ("IU/mL" in found.asked) == (unit == "IU/mL")


@pytest.mark.parametrize("door", DOORS)
def test_n_14_the_same_digits_in_another_unit_are_asked_about(
    door: str, ward: Logbook, tmp_path: Path
) -> None:
    found = became(door, ward, tmp_path, Typed("40", on="2026-11-01", unit="ug/mL"))
    assert found.lab is None or "times the last one" in found.asked


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "day",
    [
        pytest.param("2024-02-30", id="D-01 no day of February"),
        pytest.param("2023-02-29", id="D-01 no leap year"),
        pytest.param("2024-13-01", id="D-01 no month"),
        pytest.param("2024-00-10", id="D-01 month nought"),
        pytest.param("03/04/2024", id="D-02 two orders"),
        pytest.param("24-02-03", id="D-03 two digits of a year"),
        pytest.param("3.2.24", id="D-03 two digits of a year, at the end"),
        pytest.param("0001-01-01", id="D-13 the first day of all"),
        pytest.param("9999-12-31", id="D-13 the last day of all"),
        pytest.param("1900-01-01", id="D-13 the first day of spreadsheets"),
        pytest.param("1899-12-30", id="D-13 the day nought of spreadsheets"),
        pytest.param("45325", id="D-14 a serial number"),
    ],
)
def test_a_date_that_cannot_be_is_refused_by_every_door(
    day: str, door: str, ward: Logbook, tmp_path: Path
) -> None:
    assert became(door, ward, tmp_path, Typed(on=day)).lab is None


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("day", ["2021-10", "2020"])
def test_d_04_a_date_keeps_its_precision_by_every_door(
    day: str, door: str, ward: Logbook, tmp_path: Path
) -> None:
    found = became(door, ward, tmp_path, Typed(on=day))
    assert found.lab is not None, found.refused
    assert str(found.lab.on.form) == day


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "day",
    [
        pytest.param("2026-11-22", id="D-06 tomorrow"),
        pytest.param("2062-03-01", id="D-06 2062 for 2026"),
    ],
)
def test_a_day_to_come_is_refused_or_asked_about_by_every_door(
    day: str, door: str, ward: Logbook, tmp_path: Path
) -> None:
    found = became(door, ward, tmp_path, Typed(on=day))
    assert found.lab is None or "after today" in found.asked


@pytest.fixture(params=["de_DE", "fr_CH", "ar_EG", "en_IN"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """The language of the machine, with separators and digits of its own."""
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    ("typed", "value"),
    [
        pytest.param("5,51", "=5.51", id="N-01 a decimal comma"),
        pytest.param("1.234", "=1.234", id="N-02 a point"),
        pytest.param("1,234", REFUSED, id="N-03 two readings"),
    ],
)
def test_no_language_of_the_machine_changes_a_number(
    typed: str, value: str, door: str, language: str, ward: Logbook, tmp_path: Path
) -> None:
    assert became(door, ward, tmp_path, Typed(typed)).value == value


@pytest.mark.parametrize("door", TYPING)
@pytest.mark.parametrize(
    ("value", "unit", "is_asked"),
    [
        pytest.param("0.04", "AU/mL", False, id="N-13 the same in another unit"),
        pytest.param("40", "AU/mL", True, id="N-13 the same digits, 1000-fold"),
    ],
)
def test_a_slip_of_unit_is_asked_about_and_another_spelling_is_not(
    value: str, unit: str, is_asked: bool, door: str, ward: Logbook, tmp_path: Path
) -> None:
    typed = Typed(value, on="2021-03-01", unit=unit, test="PIVKA-II", patient=BORN)
    found = became(door, ward, tmp_path, typed)
    assert found.lab is not None, found.refused
    assert (str(found.lab.value), found.lab.unit) == (value, unit)
    assert ("times the last one" in found.asked or "same digits" in found.asked) == is_asked


@pytest.mark.parametrize("door", DOORS)
def test_d_05_a_calendar_date_has_no_place_where_days_are_counted(
    door: str, ward: Logbook, tmp_path: Path
) -> None:
    assert became(door, ward, tmp_path, Typed(patient=BY_DAYS)).lab is None


@pytest.mark.parametrize("door", TYPING)
@pytest.mark.parametrize("day", ["day 28", "week 4"])
def test_d_05_a_day_that_is_counted_stays_counted(
    day: str, door: str, ward: Logbook, tmp_path: Path
) -> None:
    found = became(door, ward, tmp_path, Typed(on=day, patient=BY_DAYS))
    assert found.lab is not None, found.refused
    assert str(found.lab.on.form) == day
    assert found.lab.on.calendar is None


@pytest.mark.parametrize("door", DOORS)
def test_d_07_a_result_before_birth_is_refused_or_asked_about(
    door: str, ward: Logbook, tmp_path: Path
) -> None:
    found = became(door, ward, tmp_path, Typed(on="1959-12-31", patient=BORN))
    assert found.lab is None or "birth" in found.asked
