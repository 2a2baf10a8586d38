"""How each result of a block stands: read, refused, open, there already, or to be asked about."""

from decimal import Decimal

import pytest

from hcclog.domain.assessment import Assessment
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.labs import Qualitative
from hcclog.domain.lesion import Lesion, LesionKind, LesionState, Measurement
from hcclog.domain.patient import TimeAxis
from hcclog.domain.sources import SourceKind
from hcclog.entry.paste.choices import Choices, Comma
from hcclog.entry.paste.guessing import proposed
from hcclog.entry.paste.layout import Subject
from hcclog.entry.paste.preview import Preview, Standing
from hcclog.entry.paste.previewing import Previewer
from hcclog.entry.paste.splitting import block_from_text
from hcclog.entry.preferences import DateOrder, Preferences
from tests.books import a_lab, a_patient, an_id
from tests.entry.paste.clerks import PATIENT, a_clerk, read

HEAD = "Date\tTest\tValue\tUnit\n"


def lines(preview: Preview) -> list[str]:
    """Return the sentences below the block."""
    return [problem.sentence for problem in preview.problems()]


def standings(preview: Preview) -> list[Standing]:
    """Return how the results stand."""
    return [result.standing for result in preview.results]


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        ("2024-13-01\tAFP\t5\tng/mL", (1, 0), "the calendar has no such day"),
        ("\tAFP\t5\tng/mL", (1, 0), "A date is needed"),
        ("3.2.24\tAFP\t5\tng/mL", (1, 0), "a year has four digits"),
        ("2024-01-02\tXYZ-9\t5\tng/mL", (1, 1), "is not a test that the catalogue knows"),
        ("2024-01-02\t\t5\tng/mL", (1, 1), "Which test?"),
        ("2024-01-02\tAFP\t\tng/mL", (1, 2), "AFP needs a value"),
        ("2024-01-02\tAFP\tnot done\tng/mL", (1, 2), "is not a number"),
        ("2024-01-02\tAFP\t-5\tng/mL", (1, 2), "A value is not negative"),
        ("2024-01-02\tAFP\t5\x07\tng/mL", (1, 2), "neither number nor unit"),
        ("2024-01-02\tAFP\t5\tfurlong", (1, 3), "furlong is not a unit of AFP"),
        ("2024-01-02\tAFP\t5\t", (1, 3), "No unit stands beside it."),
        ("2024-01-02\tAFP\t5\tng/mL\ud800", (1, 3), "cannot be shown (U+D800)"),
        ("week 4\tAFP\t5\tng/mL", (1, 0), "has no day 0"),
    ],
    ids=[
        "a month that is none",
        "no date",
        "a year of two digits",
        "an unknown test",
        "no test",
        "no value",
        "words in place of a number",
        "a negative value",
        "a letter that cannot be shown",
        "a unit of something else",
        "no unit",
        "half a letter",
        "a day that has no day 0",
    ],
)
def test_what_cannot_be_read_is_said_at_its_cell(
    row: str, place: tuple[int, int], words: str
) -> None:
    preview = read(a_clerk(), f"{HEAD}{row}\n2024-01-03\tAFP\t7\tng/mL")
    assert standings(preview) == [Standing.REFUSED, Standing.NEW]
    (problem,) = preview.problems()
    assert (problem.place, problem.standing) == (place, Standing.REFUSED)
    assert words in problem.sentence
    assert problem.sentence.startswith("Row 2, ")


def test_a_date_that_is_refused_hides_no_other_fault() -> None:
    preview = read(a_clerk(), f"{HEAD}2024-13-01\tAFP\tx\tng/mL")
    assert [place.place for place in preview.problems()] == [(1, 0), (1, 2)]


def test_what_is_read_stands_beside_what_was_pasted() -> None:
    text = "Datum\tTest\tWert\tEinheit\tReferenz\n14.10.2021\tafp\t>1 089\tug/l\t0-8,4"
    preview = read(a_clerk(), text)
    readings = [preview.cells[1, column].reading for column in range(5)]
    assert readings == ["2021-10-14", "AFP", "> 1089", "µg/L", "0–8.4"]
    lab = preview.results[0].entity
    assert (lab.as_typed, lab.reference_high) == (">1 089", Decimal("8.4"))


def test_a_result_of_another_patient_is_refused() -> None:
    text = (
        "MRN\tDate\tTest\tValue\tUnit\nP 1\t2024-01-02\tAFP\t5\tng/mL\nP-2\t2024-01-02\tALT\t5\tU/L"
    )
    preview = read(a_clerk(), text.replace("P 1", "p-1"))
    assert standings(preview) == [Standing.NEW, Standing.REFUSED]
    assert lines(preview) == ["Row 3, MRN: This row is of patient P-2; P-1 is open."]


@pytest.mark.parametrize(
    ("order", "days"),
    [
        (DateOrder.DAY_FIRST, ["2024-04-03", "2021-10-14", "2024-05-05"]),
        (DateOrder.MONTH_FIRST, ["2024-03-04", None, "2024-05-05"]),
        (DateOrder.ASK, [None, "2021-10-14", "2024-05-05"]),
    ],
    ids=["day first", "month first", "nobody has chosen"],
)
def test_the_order_of_a_column_of_dates_is_one_choice(
    order: DateOrder, days: list[str | None]
) -> None:
    rows = "03/04/2024\tAFP\t5\tng/mL\n14/10/2021\tAFP\t6\tng/mL\n05/05/2024\tAFP\t7\tng/mL"
    preview = read(a_clerk(), HEAD + rows, Choices(order))
    found = [result.entity and str(result.entity.on) for result in preview.results]
    assert found == days
    assert preview.asks_order


def test_a_date_against_the_order_of_its_column_is_refused() -> None:
    text = f"{HEAD}14/10/2021\tAFP\t6\tng/mL"
    preview = read(a_clerk(), text, Choices(DateOrder.MONTH_FIRST))
    (line,) = lines(preview)
    assert line == "Row 2, Date: 14/10/2021 has no month 14; the dates here are read month first."


def test_what_a_station_prefers_does_not_overrule_the_column() -> None:
    clerk = a_clerk()
    month_first = Preferences(date_order=DateOrder.MONTH_FIRST)
    clerk = type(clerk)(clerk.record, clerk.today, clerk.new_id, preferences=month_first)
    preview = read(clerk, f"{HEAD}03/04/2024\tAFP\t5\tng/mL", Choices(DateOrder.DAY_FIRST))
    assert str(preview.results[0].entity.on) == "2024-04-03"


@pytest.mark.parametrize(
    ("comma", "value"),
    [(Comma.DECIMAL, "1.089"), (Comma.THOUSANDS, "1089"), (Comma.ASK, None)],
    ids=["a decimal sign", "thousands", "nobody has chosen"],
)
def test_what_a_comma_means_is_chosen_once_for_a_column(comma: Comma, value: str | None) -> None:
    choices = Choices().with_comma(2, comma)
    preview = read(a_clerk(), f"{HEAD}2024-01-02\tAFP\t1,089\tng/mL", choices)
    (result,) = preview.results
    assert (result.entity and str(result.entity.value)) == value
    assert preview.open_columns == (frozenset() if value else {2})
    assert standings(preview) == [Standing.NEW if value else Standing.OPEN]


@pytest.mark.parametrize(
    ("comma", "value"),
    [(Comma.DECIMAL, None), (Comma.THOUSANDS, "75.000"), (Comma.ASK, None)],
    ids=["a decimal sign", "thousands", "nobody has chosen"],
)
def test_a_point_beside_decimal_commas_is_never_plain(comma: Comma, value: str | None) -> None:
    block = f"{HEAD}2024-01-02\tAFP\t1,30\tng/mL\n2024-01-03\tPIVKA-II\t75.000\tmAU/mL"
    preview = read(a_clerk(), block, Choices().with_comma(2, comma))
    _, result = preview.results
    assert (result.entity and str(result.entity.value)) == value
    assert (result.entity and result.entity.as_typed) == (value and "75.000")
    assert preview.open_columns == ({2} if comma is Comma.ASK else frozenset())


def test_a_point_before_a_decimal_comma_parts_thousands() -> None:
    choices = Choices().with_comma(2, Comma.DECIMAL)
    (result,) = read(a_clerk(), f"{HEAD}2024-01-02\tAFP\t1.250,40\tng/mL", choices).results
    assert (str(result.entity.value), result.entity.as_typed) == ("1250.40", "1.250,40")


def test_a_point_before_three_digits_is_refused_beside_a_decimal_comma() -> None:
    choices = Choices().with_comma(2, Comma.DECIMAL)
    (line,) = lines(read(a_clerk(), f"{HEAD}2024-01-02\tAFP\t1.089\tng/mL", choices))
    assert "1.089 has a point, and a comma is the decimal sign here; write 1089 or 1,089." in line


def test_a_choice_for_one_column_leaves_the_next_open() -> None:
    text = "Date\tAFP (ng/mL)\tALT (U/L)\n2024-01-02\t1,089\t1,250"
    preview = read(a_clerk(), text, Choices().with_comma(1, Comma.THOUSANDS))
    assert standings(preview) == [Standing.NEW, Standing.OPEN]
    assert preview.open_columns == {2}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("0-8,4", "0", "8.4"),
        ("[35 - 52]", "35", "52"),
        ("3,5 bis 5,1", "3.5", "5.1"),
        ("< 8.4", "None", "8.4"),
        ("", "None", "None"),
    ],
)
def test_a_reference_range_is_read(text: str, low: str, high: str) -> None:
    head = HEAD.replace("Unit", "Unit\tReference")
    (result,) = read(a_clerk(), f"{head}2024-01-02\tAFP\t5\tng/mL\t{text}").results
    assert (str(result.entity.reference_low), str(result.entity.reference_high)) == (low, high)


def test_what_is_no_range_is_refused_at_its_cell() -> None:
    head = HEAD.replace("Unit", "Unit\tReference")
    preview = read(a_clerk(), f"{head}2024-01-02\tAFP\t5\tng/mL\tsee below")
    assert [problem.place for problem in preview.problems()] == [(1, 4)]
    assert standings(preview) == [Standing.REFUSED]


def test_a_power_of_ten_that_can_belong_to_the_unit_is_open_for_its_cell() -> None:
    preview = read(a_clerk(), f"{HEAD}2024-01-02\tPlatelets\t141 x10^3\t/µL")
    assert standings(preview) == [Standing.OPEN]
    assert preview.open_columns == frozenset()


def test_a_name_of_several_tests_is_open() -> None:
    preview = read(a_clerk(), f"{HEAD}2024-01-02\tproteinuria\t5\tg/g")
    assert standings(preview) == [Standing.OPEN]
    assert preview.open_columns == frozenset()


@pytest.mark.parametrize(
    ("row", "standing"),
    [
        ("2024-01-02\tAFP\t5,510\tng/mL", Standing.OPEN),
        ("2024-01-02\tAFP\t5,51\tng/mL", Standing.THERE),
        ("2024-01-02\tAFP\t5.510\tng/mL", Standing.THERE),
        ("2024-01-02\tAFP\t6\tng/mL", Standing.OTHER),
        ("2024-01-02\tAFP\t5.51\tug/L", Standing.OTHER),
        ("2024-01-02\tAFP\t>5.51\tng/mL", Standing.OTHER),
        ("2024-01-03\tAFP\t5.51\tng/mL", Standing.NEW),
        ("2024-01\tAFP\t5.51\tng/mL", Standing.NEW),
        ("2099-01-03\tAFP\t5.51\tng/mL", Standing.ASKED),
    ],
    ids=[
        "three digits after a comma",
        "the same result",
        "the same value with one digit more",
        "another value",
        "another unit",
        "another comparator",
        "another day",
        "a day that is known less",
        "a day to come",
    ],
)
def test_a_result_is_compared_with_the_record(row: str, standing: Standing) -> None:
    clerk = a_clerk(labs=(a_lab(PATIENT, "5.51", "2024-01-02"),))
    assert standings(read(clerk, HEAD + row)) == [standing]


def test_a_result_that_stands_twice_in_the_block_is_taken_once() -> None:
    row = "2024-01-02\tAFP\t5\tng/mL\n"
    preview = read(a_clerk(), HEAD + row + row.replace("5", "5.0"))
    assert standings(preview) == [Standing.NEW, Standing.THERE]
    assert lines(preview) == ["Row 3, Value: It stands here twice: row 2 says the same."]


def test_two_values_of_one_day_in_the_block_are_both_asked_about() -> None:
    rows = "2024-01-02\tAFP\t5\tng/mL\n2024-01-02\tALT\t9\tU/L\n2024-01-02\tAFP\t7\tng/mL"
    preview = read(a_clerk(), HEAD + rows)
    assert standings(preview) == [Standing.OTHER, Standing.NEW, Standing.OTHER]
    assert lines(preview)[0].startswith("Row 2, Value: Row 4 says otherwise of the same day.")


def test_a_word_needs_no_unit_and_neither_does_a_ratio() -> None:
    preview = read(a_clerk(), "Date\tAFP\tINR\n2024-01-02\traised\t1.1")
    assert standings(preview) == [Standing.NEW, Standing.NEW]
    assert preview.results[0].entity.qualitative is Qualitative.RAISED


def test_the_usual_unit_is_taken_only_where_a_person_says_so() -> None:
    clerk = a_clerk(labs=(a_lab(PATIENT, "5.51", "2020-01-02", unit="µg/L"),))
    text = "Date\tAFP\tALT\n2024-01-02\t5\t30 U/L"
    preview = read(clerk, text)
    assert standings(preview) == [Standing.REFUSED, Standing.NEW]
    assert preview.needs_units
    taken = read(clerk, text, Choices(usual_units=True))
    assert [result.entity.unit for result in taken.results] == ["µg/L", "U/L"]


def test_days_are_counted_from_day_0_where_the_patient_has_one() -> None:
    relative = a_patient("P-2", time_axis=TimeAxis.RELATIVE, day_zero_label="start")
    text = f"{HEAD}week 4\tAFP\t5\tng/mL\n2024-01-02\tAFP\t5\tng/mL"
    preview = read(a_clerk(patient=relative), text)
    assert standings(preview) == [Standing.NEW, Standing.REFUSED]


def test_a_file_is_the_source_of_its_results_with_their_place() -> None:
    clerk = a_clerk()
    block = block_from_text("Date\tAFP (ng/mL)\n\n2024-01-02\t5", "labs.csv")
    layout = proposed(clerk, block, Subject.LABS)
    (result,) = Previewer(clerk).preview(block, layout, Choices()).results
    source = result.entity.source
    assert (source.kind, source.document) == (SourceKind.IMPORTED, "labs.csv")
    assert source.place == "row 3, column 2"


def test_a_corrected_cell_is_read_anew_and_the_others_are_the_same() -> None:
    clerk = a_clerk()
    block = block_from_text(f"{HEAD}2024-01-02\tAFP\tx\tng/mL\n2024-01-03\tAFP\t7\tng/mL")
    layout = proposed(clerk, block, Subject.LABS)
    previewer = Previewer(clerk)
    before = previewer.preview(block, layout, Choices())
    after = previewer.preview(block.corrected(1, 2, "6"), layout, Choices())
    assert standings(after) == [Standing.NEW, Standing.NEW]
    assert after.results[1].entity is before.results[1].entity


def test_the_counts_are_said() -> None:
    clerk = a_clerk(labs=(a_lab(PATIENT, "5.51", "2024-01-02"),))
    rows = "2024-01-02\tAFP\t5.51\tng/mL\n2024-01-03\tAFP\tx\tng/mL\n2024-01-04\tAFP\t3\tng/mL"
    assert read(clerk, HEAD + rows).summary() == "3 results: 1 new, 1 already there, 1 refused"


class TestLesions:
    """Diameters of lesions that are there, at assessments that are there."""

    scan = Assessment(an_id(), PATIENT.id, ClinicalDate.of(2024, 1, 2))
    later = Assessment(an_id(), PATIENT.id, ClinicalDate.of(2024, 3, 4))
    t1 = Lesion(an_id(), PATIENT.id, "T1", "liver")
    node = Lesion(an_id(), PATIENT.id, "N1", "lymph node", kind=LesionKind.NODE)
    seen = Measurement(an_id(), PATIENT.id, scan.id, t1.id, Decimal("42.0"))

    def read(self, text: str) -> Preview:
        clerk = a_clerk(
            assessments=(self.scan, self.later),
            lesions=(self.t1, self.node),
            measurements=(self.seen,),
        )
        return read(clerk, text, subject=Subject.LESIONS)

    def test_a_worksheet_is_read(self) -> None:
        preview = self.read("Lesion\t2024-01-02\t2024-03-04\nT1\t\t38.5/30\nN1\t12\ta")
        sizes = [result.entity for result in preview.results]
        assert standings(preview) == [Standing.NEW] * 3
        assert (sizes[0].longest_mm, sizes[0].viable_mm) == (Decimal("38.5"), Decimal(30))
        assert (sizes[1].short_axis_mm, sizes[1].assessment_id) == (Decimal(12), self.scan.id)
        assert sizes[2].state is LesionState.ABSENT

    def test_one_diameter_a_row_is_read(self) -> None:
        preview = self.read("Date\tLesion\tDiameter\tUnit\n2024-03-04\tT1\t3.85\tcm")
        assert preview.results[0].entity.longest_mm == Decimal("38.5")

    @pytest.mark.parametrize(
        ("text", "standing", "words"),
        [
            ("\t2024-01-02\nT1\t42.0", Standing.THERE, "already in the record"),
            ("\t2024-01-02\nT1\t40", Standing.REFUSED, "42.0 mm is logged there already"),
            ("\t2024-02-02\nT1\t40", Standing.REFUSED, "No imaging is logged of 2024-02-02"),
            ("\t2024-03-04\nT9\t40", Standing.REFUSED, "No lesion is labelled 'T9'"),
            ("\t2024-03-04\nT1\t30/40", Standing.REFUSED, "cannot be longer than the lesion"),
            ("\t2024-03-04\nT1\t0", Standing.REFUSED, "entered as absent"),
        ],
        ids=[
            "the same measurement",
            "another measurement is never overwritten",
            "no imaging that day",
            "a lesion that is not there",
            "a viable part longer than the whole",
            "no diameter",
        ],
    )
    def test_what_cannot_be_added_is_said(self, text: str, standing: Standing, words: str) -> None:
        preview = self.read(text)
        assert standings(preview) == [standing]
        assert words in " ".join(lines(preview))
