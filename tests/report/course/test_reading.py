"""The chart in words."""

from hcclog.report.course.reading import readings_at, summary
from tests.report.course.charts import figure_of
from tests.report.samples import empty_case, measured_case, relative_case


def test_each_lane_says_what_was_last_known_at_a_day() -> None:
    told = dict(readings_at(figure_of(relative_case()), 447))
    assert told["Regimens"] == "regorafenib 160 mg"
    assert told["AFP"] == "439 ng/mL"
    assert told["Reported"] == "PD"


def test_nothing_is_said_before_anything_was_known() -> None:
    told = dict(readings_at(figure_of(relative_case()), -10))
    assert "AFP" not in told
    assert "Regimens" not in told


def test_the_summary_tells_the_latest_of_every_lane() -> None:
    text = summary(figure_of(measured_case()))
    assert "AFP: 212 ng/mL." in text
    assert "Tumour burden: 86.3 % of baseline." in text


def test_an_empty_chart_says_so() -> None:
    assert summary(figure_of(empty_case())) == "Nothing is recorded yet."
