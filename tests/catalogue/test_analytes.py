"""Laboratory tests: names, units, ranges and codes."""

from decimal import Decimal

import pytest

from hcclog.catalogue.analytes import (
    Analyte,
    analyte,
    analytes,
    find_analyte,
    find_unit_for,
    loinc_for,
    plausible_range,
    possible_analytes,
    reference_hint,
    search_analytes,
    unit_symbol,
)
from hcclog.catalogue.reading import UnknownCode
from hcclog.catalogue.units import convert_exact, unit

EVERY = pytest.mark.parametrize("test", analytes(), ids=lambda each: each.code)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        pytest.param("AFP", "afp", id="short name"),
        pytest.param("afp", "afp", id="small letters"),
        pytest.param("α-Fetoprotein", "afp", id="Greek letter"),
        pytest.param("甲胎蛋白", "afp", id="AFP in Chinese"),
        pytest.param("アルファフェトプロテイン", "afp", id="AFP in Japanese"),
        pytest.param("AFP-L3%", "afp-l3", id="the fraction is a test of its own"),
        pytest.param("PIVKA Ⅱ", "pivka-ii", id="Roman numeral as one character"),
        pytest.param("DCP", "pivka-ii", id="the American name of PIVKA-II"),
        pytest.param("异常凝血酶原", "pivka-ii", id="PIVKA-II in Chinese"),
        pytest.param("CA 19-9", "ca19-9", id="space and hyphen"),
        pytest.param("CA199", "ca19-9", id="neither"),
        pytest.param("血管内皮生长因子", "vegf", id="VEGF in Chinese"),
        pytest.param("PLT", "platelets", id="platelets"),
        pytest.param("血小板", "platelets", id="platelets in two languages at once"),
        pytest.param("hemoglobin", "haemoglobin", id="American spelling"),
        pytest.param("T-Bil", "bilirubin", id="bilirubin"),
        pytest.param("SGPT", "alt", id="old name of ALT"),
        pytest.param("γ-GTP", "ggt", id="Japanese name of GGT"),
        pytest.param("PT-INR", "inr", id="INR"),
        pytest.param("BUN", "urea-nitrogen", id="urea nitrogen is not urea"),
        pytest.param("HBV-DNA", "hbv-dna", id="virus"),
    ],
)
def test_a_test_is_found_by_any_name(typed: str, code: str) -> None:
    assert find_analyte(typed) == analyte(code)


def test_a_name_of_several_tests_finds_none_and_tells_which() -> None:
    assert find_analyte("尿蛋白") is None
    assert [each.code for each in possible_analytes("尿蛋白")] == [
        "proteinuria-24h",
        "upcr",
        "urine-protein-dipstick",
    ]
    assert possible_analytes("AFP") == ()


def test_what_is_no_test_is_found_nowhere() -> None:
    assert find_analyte("phlogiston") is None
    with pytest.raises(UnknownCode, match="phlogiston"):
        analyte("phlogiston")


def test_search_finds_by_the_first_letters() -> None:
    assert search_analytes("pla", 3)[0] == analyte("platelets")
    assert len(search_analytes("a", 4)) == 4


@EVERY
def test_its_units_exist_and_hold_its_ranges(test: Analyte) -> None:
    assert (test.unit is None) == (not test.units)
    assert test.unit is None or test.unit == test.units[0]
    for each in test.reference_ranges:
        assert each.unit in test.units
        assert each.low is None or each.high is None or each.low < each.high
        assert each.text
        assert each.source
    for line in test.thresholds:
        assert any(convert_exact(line.value, line.unit, other) is not None for other in test.units)


@EVERY
def test_a_question_limit_exists_in_every_unit_and_lies_around_the_usual(test: Analyte) -> None:
    for each in test.units:
        limits = plausible_range(test, each)
        assert limits is not None, each.ucum
        assert limits.below < limits.above
    for usual in test.reference_ranges:
        limits = plausible_range(test, usual.unit)
        assert limits is not None
        assert usual.high is None or limits.holds(usual.high)


@EVERY
def test_a_result_is_a_number_with_a_unit_or_a_word(test: Analyte) -> None:
    assert test.units or test.values


@EVERY
def test_each_loinc_code_fits_a_unit_and_ends_in_its_check_digit(test: Analyte) -> None:
    dimensions = {each.dimension for each in test.units} | ({"ordinal"} if test.values else set())
    for code in test.loinc:
        assert code.dimension in dimensions
        body, check = code.code.split("-")
        digits = [int(digit) for digit in reversed(body)]
        doubled = [sum(divmod(digit * 2, 10)) for digit in digits[::2]]
        assert (sum(doubled) + sum(digits[1::2]) + int(check)) % 10 == 0, code.code


@pytest.mark.parametrize(
    ("code", "measured_in", "loinc"),
    [
        pytest.param("afp", "ng/mL", "53962-7", id="AFP as tumour marker, mass"),
        pytest.param("afp", "ug/L", "53962-7", id="whatever the spelling of the mass"),
        pytest.param("afp", "[IU]/mL", "53961-9", id="AFP as tumour marker, units"),
        pytest.param("pivka-ii", "ng/mL", "34444-0", id="PIVKA-II, mass"),
        pytest.param("pivka-ii", "m[arb'U]/mL", "93768-0", id="PIVKA-II, units"),
        pytest.param("bilirubin", "mg/dL", "1975-2", id="bilirubin, mass"),
        pytest.param("bilirubin", "umol/L", "14631-6", id="bilirubin, substance"),
        pytest.param("hbv-dna", "{copies}/mL", None, id="no code was verified for copies"),
        pytest.param("pt-activity", "%", None, id="no code was verified for PT activity"),
    ],
)
def test_the_code_follows_the_unit(code: str, measured_in: str, loinc: str | None) -> None:
    found = loinc_for(analyte(code), unit(measured_in))
    assert (found.code if found else None) == loinc


def test_a_result_in_words_has_the_code_for_words() -> None:
    found = loinc_for(analyte("hbsag"), None)
    assert found is not None
    assert found.code == "5195-3"


@pytest.mark.parametrize(
    ("code", "typed", "ucum", "printed"),
    [
        pytest.param("alt", "IU/L", "U/L", "U/L", id="an enzyme's IU is its U"),
        pytest.param("hbv-dna", "IU/mL", "[IU]/mL", "IU/mL", id="a virus's IU is international"),
        pytest.param("pivka-ii", "AU/mL", "[arb'U]/mL", "AU/mL", id="PIVKA-II prints AU"),
        pytest.param("ca19-9", "U/mL", "[arb'U]/mL", "U/mL", id="CA19-9 prints U"),
        pytest.param("sodium", "mEq/L", "mmol/L", "mmol/L", id="one charge an ion"),
        pytest.param("tsh", "mU/L", "m[IU]/L", "mIU/L", id="a hormone's U is international"),
        pytest.param("inr", "", "{INR}", "INR", id="INR needs no unit"),
        pytest.param("afp", "μg/L", "ug/L", "µg/L", id="Greek mu prints as the micro sign"),
    ],
)
def test_a_unit_is_read_as_the_test_means_it(
    code: str, typed: str, ucum: str, printed: str
) -> None:
    found = find_unit_for(analyte(code), typed)
    assert found == unit(ucum)
    assert found in analyte(code).units
    assert unit_symbol(analyte(code), found) == printed


@EVERY
def test_every_printed_symbol_is_read_back(test: Analyte) -> None:
    for each in test.units:
        assert find_unit_for(test, unit_symbol(test, each)) == each


@pytest.mark.parametrize(
    ("code", "value", "measured_in", "asked"),
    [
        pytest.param("afp", "80000000", "ng/mL", True, id="AFP beyond belief"),
        pytest.param("afp", "0.0001", "ng/mL", True, id="AFP below any assay"),
        pytest.param("afp", "9.86", "ng/mL", False, id="AFP"),
        pytest.param("afp", "5505", "ug/L", False, id="high AFP"),
        pytest.param("afp", "9.86", "ug/mL", False, id="high AFP in another unit"),
        pytest.param("bilirubin", "17", "umol/L", False, id="bilirubin in µmol/L"),
        pytest.param("bilirubin", "170", "mg/dL", True, id="bilirubin in the wrong unit"),
        pytest.param("albumin", "40", "g/dL", True, id="albumin in the wrong unit"),
        pytest.param("vegf", "201.46", "pg/mL", False, id="VEGF"),
        pytest.param("hbv-dna", "41.4", "[IU]/mL", False, id="little virus"),
        pytest.param("platelets", "150000", "10*9/L", True, id="platelets a µL as 10^9/L"),
    ],
)
def test_what_is_asked_about(code: str, value: str, measured_in: str, asked: bool) -> None:
    limits = plausible_range(analyte(code), unit(measured_in))
    assert limits is not None
    assert limits.holds(Decimal(value)) is not asked


def test_no_limit_is_made_up_for_a_foreign_unit() -> None:
    assert plausible_range(analyte("afp"), unit("mm")) is None


@pytest.mark.parametrize(
    ("code", "measured_in", "sex", "printed"),
    [
        pytest.param("afp", "ng/mL", None, "< 8.4", id="AFP"),
        pytest.param("haemoglobin", "g/L", "male", "130-170", id="of a man"),
        pytest.param("haemoglobin", "g/L", "female", "123-157", id="of a woman"),
        pytest.param("haemoglobin", "g/L", None, None, id="of a person whose sex is not known"),
        pytest.param("bilirubin", "mg/dL", "male", "0.4-1.5", id="the same for both"),
        pytest.param("pivka-ii", "m[arb'U]/mL", None, None, id="no verified range in this unit"),
    ],
)
def test_a_usual_range_is_a_hint_in_its_own_unit(
    code: str, measured_in: str, sex: str | None, printed: str | None
) -> None:
    found = reference_hint(analyte(code), unit(measured_in), sex=sex)
    assert (found.text if found else None) == printed


def test_high_afp_has_its_trial() -> None:
    lines = {(line.value, line.source) for line in analyte("afp").thresholds}
    assert (Decimal(400), "Zhu 2019, Lancet Oncol 20:282 (REACH-2)") in lines
    assert {Decimal(20), Decimal(200)} < {value for value, _ in lines}


def test_the_markers_of_the_course_chart_are_there() -> None:
    markers = {each.code for each in analytes() if each.kind == "marker"}
    assert markers == {"afp", "afp-l3", "pivka-ii", "vegf", "ca19-9", "cea"}
    assert analyte("afp").log_axis
    assert not analyte("vegf").log_axis


@pytest.mark.parametrize(
    ("code", "typed", "ucum"),
    [
        pytest.param("albumin", "g/l", "g/L", id="grams, where a count of cells cannot be meant"),
        pytest.param("albumin", "G/DL", "g/dL", id="capitals"),
        pytest.param("alt", "u/l", "U/L", id="units of an enzyme"),
    ],
)
def test_case_is_forgiven_where_only_one_unit_of_the_test_can_be_meant(
    code: str, typed: str, ucum: str
) -> None:
    found = find_unit_for(analyte(code), typed)
    assert found is not None
    assert found.ucum == ucum
