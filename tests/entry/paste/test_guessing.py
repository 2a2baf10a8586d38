"""A layout is proposed from what the cells are, and a block reads back to what it was made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcclog.catalogue.analytes import analyte, unit_symbol
from hcclog.domain.assessment import Assessment
from hcclog.domain.dates import ClinicalDate
from hcclog.domain.labs import LabResult
from hcclog.domain.lesion import Lesion
from hcclog.entry.paste.guessing import of_shape, proposed, subject_of
from hcclog.entry.paste.kinds import meaning_of, parted_name
from hcclog.entry.paste.layout import Meaning, Shape, Subject, fault_of
from hcclog.entry.paste.preview import Standing
from hcclog.entry.paste.splitting import block_from_text
from tests.books import TODAY, an_id
from tests.entry.paste.clerks import PATIENT, a_clerk, read

D, N, V, U, R, L, P, X = (
    Meaning.DATE,
    Meaning.NAME,
    Meaning.VALUE,
    Meaning.UNIT,
    Meaning.REFERENCE,
    Meaning.LABORATORY,
    Meaning.PATIENT,
    Meaning.IGNORED,
)


@pytest.mark.parametrize(
    ("text", "shape", "titled", "meanings"),
    [
        ("Date\tTest\tValue\tUnit\n2024-01-02\tAFP\t5\tng/mL", Shape.TALL, True, (D, N, V, U)),
        ("2024-01-02\tAFP\t5\tng/mL", Shape.TALL, False, (D, N, V, U)),
        ("AFP\t5\tng/mL\t2024-01-02", Shape.TALL, False, (N, V, U, D)),
        (
            (
                "Datum\tUntersuchung\tErgebnis\tEinheit\tReferenz\tLabor\n"
                "14.10.2021\tAFP\t5,51\tng/mL\t0-8,4\tCity"
            ),
            Shape.TALL,
            True,
            (D, N, V, U, R, L),
        ),
        (
            "日期\t检验项目\t结果\t单位\n2024-01-02\t甲胎蛋白\t5\tng/mL",
            Shape.TALL,
            True,
            (D, N, V, U),
        ),
        ("MRN\tDay\tItem\tResult\nP-1\t2024-01-02\tAFP\t5", Shape.TALL, True, (P, D, N, V)),
        ("q\tw\te\n2024-01-02\tAFP\t5\n2024-01-03\tAFP\t6", Shape.TALL, True, (D, N, V)),
        ("Date\tTest\tRemark\tValue\n2024-01-02\tAFP\tok\t5", Shape.TALL, True, (D, N, X, V)),
        ("\t2024-01-02\t2024-02-02\nAFP\t5\t6\nALT\t30\t31", Shape.DOWN, False, (N, V, V)),
        ("Test\tUnit\t2024-01-02\nAFP\tng/mL\t5", Shape.DOWN, False, (N, U, V)),
        ("Test\t\t01/02/2024\nAFP\tng/mL\t5", Shape.DOWN, False, (N, U, V)),
        ("Date\tAFP\tALT\n2024-01-02\t5\t30", Shape.ACROSS, False, (D, V, V)),
        ("\tAFP\tRemark\n2024-01-02\t5\tok", Shape.ACROSS, False, (D, V, X)),
        ("Date\tAFP\n\tng/mL\n2024-01-02\t5", Shape.ACROSS, False, (D, V)),
    ],
    ids=[
        "titles above",
        "no titles",
        "the date comes last",
        "German titles",
        "Chinese titles",
        "a patient's code",
        "titles of no meaning",
        "a column of remarks is not taken",
        "tests down and dates across",
        "a column of units",
        "a column of units without a title",
        "dates down and tests across",
        "remarks beside the tests",
        "a row of units",
    ],
)
def test_a_layout_is_proposed(
    text: str, shape: Shape, titled: bool, meanings: tuple[Meaning, ...]
) -> None:
    layout = proposed(a_clerk(), block_from_text(text), Subject.LABS)
    assert (layout.shape, layout.has_titles, layout.meanings) == (shape, titled, meanings)
    assert fault_of(layout) == ""


def test_another_shape_is_as_a_person_says() -> None:
    block = block_from_text("Date\tAFP\n2024-01-02\t5")
    layout = of_shape(a_clerk(), block, Subject.LABS, Shape.TALL)
    assert layout.shape is Shape.TALL
    assert layout.meanings[0] is Meaning.DATE


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Date\tTest\n2024-01-02\tAFP", "No column is the value; say which one it is."),
        ("Test\tValue\nAFP\t5", "No column is the date; say which one it is."),
        (
            "Date\tTest\tValue\tResult\n2024-01-02\tAFP\t5\t6",
            "Columns 3 and 4 are both the value; say which counts.",
        ),
        ("Date\tTest\tValue", "There is no result below the titles."),
    ],
    ids=["no value", "no date", "two values", "titles only"],
)
def test_a_layout_that_cannot_be_read_is_said(text: str, sentence: str) -> None:
    preview = read(a_clerk(), text)
    assert preview.fault == sentence
    assert [problem.sentence for problem in preview.problems()] == [sentence]
    assert preview.results == ()


def test_a_block_of_lesions_is_known_by_their_labels() -> None:
    lesion = Lesion(an_id(), PATIENT.id, "T1", "liver")
    scan = Assessment(an_id(), PATIENT.id, ClinicalDate.of(2024, 1, 2))
    clerk = a_clerk(lesions=(lesion,), assessments=(scan,))
    block = block_from_text("\t2024-01-02\nt 1\t42.0")
    assert subject_of(clerk, block, Subject.LABS) is Subject.LESIONS
    assert proposed(clerk, block, Subject.LESIONS).shape is Shape.DOWN
    labs = block_from_text("\t2024-01-02\nAFP\t42.0")
    assert subject_of(clerk, labs, Subject.LESIONS) is Subject.LABS


@pytest.mark.parametrize(
    ("title", "meaning"),
    [("DATUM", D), ("Einheit", U), ("结果", V), ("Test Name", N), ("colour", None)],
)
def test_titles_are_known_in_several_languages(title: str, meaning: Meaning | None) -> None:
    assert meaning_of(title) is meaning


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("AFP (ng/mL)", ("AFP", "ng/mL")),
        ("Bilirubin [mg/dL]", ("Bilirubin", "mg/dL")),
        ("AFP (colour)", ("AFP (colour)", "")),
        ("AFP", ("AFP", "")),
    ],
)
def test_a_unit_behind_a_test_is_parted_from_it(text: str, parts: tuple[str, str]) -> None:
    assert parted_name(text) == parts


@dataclass(frozen=True)
class Made:
    """A result that a block is made of."""

    on: date
    code: str
    value: str

    @property
    def unit(self) -> str:
        """The unit of the test."""
        test = analyte(self.code)
        assert test.unit is not None
        return unit_symbol(test, test.unit)


CODES = ("afp", "alt", "albumin", "bilirubin", "platelets", "crp")
DAYS = st.dates(date(1995, 1, 1), TODAY)
VALUES = st.builds(
    lambda sign, whole, rest: f"{sign}{whole}{rest}",
    st.sampled_from(["", "<", ">"]),
    st.integers(1, 99_999),
    st.sampled_from(["", ".5", ",5", ".25", ",25"]),
)
MADE = st.lists(
    st.builds(Made, DAYS, st.sampled_from(CODES), VALUES),
    min_size=1,
    max_size=14,
    unique_by=lambda each: (each.on, each.code),
)


def facts(labs: Sequence[LabResult]) -> set[tuple[str, ...]]:
    """Return what counts of results."""
    return {(str(x.on), x.analyte, f"{x.comparator}{x.value}", x.unit) for x in labs}


def wanted(made: Sequence[Made]) -> set[tuple[str, ...]]:
    """Return what a block of these results says."""
    found: set[tuple[str, ...]] = set()
    for each in made:
        sign = each.value[0] if each.value[0] in "<>" else "="
        value = each.value.lstrip("<>").replace(",", ".")
        found.add((each.on.isoformat(), each.code, f"{sign}{value}", each.unit))
    return found


def laid_out(made: Sequence[Made], shape: Shape, *, titled: bool, dotted: bool) -> str:
    """Return results as a block of a shape."""
    on = {x: x.on.strftime("%d.%m.%Y") if dotted else x.on.isoformat() for x in made}
    if shape is Shape.TALL:
        head = [["Date", "Test", "Value", "Unit"]] if titled else []
        rows = [[on[x], analyte(x.code).short, x.value, x.unit] for x in made]
        return "\n".join("\t".join(row) for row in head + rows)
    days = list(dict.fromkeys(on.values()))
    codes = list(dict.fromkeys(x.code for x in made))
    at = {(x.code, on[x]): x.value for x in made}
    unit = {x.code: x.unit for x in made}
    if shape is Shape.DOWN:
        rows = [["Test" if titled else "", "Unit", *days]]
        for code in codes:
            values = [at.get((code, day), "") for day in days]
            rows.append([analyte(code).short, unit[code], *values])
    else:
        names = [f"{analyte(code).short} ({unit[code]})" for code in codes]
        rows = [["Date" if titled else "", *names]]
        rows += [[day, *(at.get((code, day), "") for code in codes)] for day in days]
    return "\n".join("\t".join(row) for row in rows)


@given(MADE, st.sampled_from(Shape), st.booleans(), st.booleans())
def test_a_block_reads_back_to_the_results_it_was_made_of(
    made: list[Made], shape: Shape, titled: bool, dotted: bool
) -> None:
    preview = read(a_clerk(), laid_out(made, shape, titled=titled, dotted=dotted))
    assert preview.fault == ""
    assert {result.standing for result in preview.results} <= {Standing.NEW, Standing.ASKED}
    assert facts([result.entity for result in preview.results]) == wanted(made)
