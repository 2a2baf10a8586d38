"""What is typed as a laboratory result, and what becomes of it."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from hcclog.domain.labs import LabResult, Qualitative
from hcclog.domain.quantities import Comparator
from hcclog.entry.labs import LabWords, amended_lab, lab_from_words
from hcclog.logbook import Logbook
from hcclog.ui.desk import Desk
from hcclog.ui.entering import correct, read_by
from hcclog.ui.entering import enter as add
from tests.ui.desks import chosen


@pytest.fixture
def desk(empty_patient: Logbook) -> Desk:
    return chosen(empty_patient, "empty-01")


def enter(desk: Desk, *words: str) -> bool:
    lab = read_by(desk, lambda clerk: lab_from_words(clerk, LabWords(*words)))
    return lab is not None and add(desk, (lab,))


def labs(desk: Desk) -> tuple[LabResult, ...]:
    record = desk.record()
    assert record is not None
    return record.labs


@pytest.mark.parametrize(
    ("value", "comparator", "exact"),
    [
        ("53.4", Comparator.EQUAL, "53.4"),
        ("<0.8", Comparator.LESS, "0.8"),
        (">60500", Comparator.GREATER, "60500"),
        ("5,51", Comparator.EQUAL, "5.51"),
        ("1 089", Comparator.EQUAL, "1089"),
        ("12.30", Comparator.EQUAL, "12.30"),
    ],
    ids=[
        "a plain number",
        "below the limit",
        "above the limit",
        "a decimal comma",
        "grouped by a space",
        "a trailing zero stays",
    ],
)
def test_a_value_is_read(desk: Desk, value: str, comparator: Comparator, exact: str) -> None:
    assert enter(desk, "2021-10-14", "AFP", value, "ng/mL")
    (lab,) = labs(desk)
    assert (lab.comparator, str(lab.value), lab.as_typed) == (comparator, exact, value)
    assert (lab.analyte, lab.unit, str(lab.on)) == ("afp", "ng/mL", "2021-10-14")


def test_a_word_is_a_result(desk: Desk) -> None:
    assert enter(desk, "2021", "PIVKA-II", "raised", "mAU/mL")
    (lab,) = labs(desk)
    assert (lab.qualitative, lab.value, lab.unit) == (Qualitative.RAISED, None, "")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("", "AFP", "5", "ng/mL"), "on"),
        (("2021-13", "AFP", "5", "ng/mL"), "on"),
        (("2021", "", "5", "ng/mL"), "analyte"),
        (("2021", "no such test", "5", "ng/mL"), "analyte"),
        (("2021", "AFP", "", "ng/mL"), "value"),
        (("2021", "AFP", "five", "ng/mL"), "value"),
        (("2021", "AFP", "-5", "ng/mL"), "value"),
        (("2021", "AFP", "5", "furlong"), "unit"),
    ],
    ids=[
        "no date",
        "a month that is none",
        "no test",
        "an unknown test",
        "no value",
        "a value in letters",
        "a negative value",
        "a unit of something else",
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    desk: Desk, qtbot: QtBot, words: tuple[str, ...], field: str
) -> None:
    with qtbot.waitSignal(desk.refused) as signal:
        assert not enter(desk, *words)
    assert signal.args is not None
    assert signal.args[0].endswith(".")
    assert signal.args[1] == field
    assert labs(desk) == ()


@pytest.mark.parametrize(
    ("choice", "value"), [(0, Decimal("1.089")), (1, Decimal(1089))], ids=["point", "thousand"]
)
def test_two_readings_are_asked_about(desk: Desk, choice: int, value: Decimal) -> None:
    asked: list[tuple[str, list[str]]] = []

    def choose(sentence: str, readings: Sequence[str]) -> int:
        asked.append((sentence, list(readings)))
        return choice

    desk.choose = choose
    assert enter(desk, "2021", "AFP", "1,089", "ng/mL")
    assert asked[0][1] == ["1.089", "1089"]
    assert labs(desk)[0].value == value


def test_two_readings_without_an_answer_are_refused(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.refused):
        assert not enter(desk, "2021", "AFP", "1,089", "ng/mL")
    assert labs(desk) == ()


def test_a_unit_beside_the_value_against_the_field_is_asked_about(desk: Desk) -> None:
    desk.choose = lambda _sentence, _readings: 0
    assert enter(desk, "2021", "AFP", "5 IU/mL", "ng/mL")
    assert labs(desk)[0].unit == "IU/mL"


@pytest.mark.parametrize(
    ("field", "text", "name", "expected"),
    [
        ("value", "<7", "value", Decimal(7)),
        ("on", "2020-02", "on", "2020-02"),
        ("unit", "ug/L", "unit", "µg/L"),
    ],
    ids=["its value", "its date", "its unit"],
)
def test_a_result_is_corrected(
    desk: Desk, field: str, text: str, name: str, expected: object
) -> None:
    enter(desk, "2021", "AFP", "5", "ng/mL")
    record = desk.record()
    assert record is not None
    desk.confirm = lambda _title, _sentences, _needs_reason: "typing error"
    lab = record.labs[0]
    amended = read_by(desk, lambda clerk: amended_lab(clerk, lab, field, text))
    assert amended is not None
    assert correct(desk, amended, lab)
    value = getattr(labs(desk)[0], name)
    assert (value if isinstance(expected, Decimal) else str(value)) == expected


def test_a_day_to_come_is_asked_about_and_kept_with_its_reason(desk: Desk) -> None:
    asked: list[tuple[str, ...]] = []

    def confirm(_title: str, sentences: Sequence[str], needs_reason: bool) -> str:
        assert needs_reason
        asked.append(tuple(sentences))
        return "checked against the source"

    desk.confirm = confirm
    assert enter(desk, "2099-01-01", "AFP", "5", "ng/mL")
    assert asked == [("2099-01-01 lies after today.",)]
    assert str(labs(desk)[0].on) == "2099-01-01"
