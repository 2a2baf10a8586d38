"""A rise is bad and a fall is good, where it is sure."""

from fractions import Fraction

from hcclog.rules.markers.bounds import Bounds
from hcclog.ui.marker_tone import tone_of


def test_a_rise_is_good_or_bad_only_where_it_is_sure() -> None:
    assert tone_of(Bounds(Fraction(0), None, lower_open=True)) == "bad"
    assert tone_of(Bounds(Fraction(0), None)) == ""
    assert tone_of(Bounds(Fraction(-1), Fraction(0))) == ""
    assert tone_of(Bounds(Fraction(-1), Fraction(0), upper_open=True)) == "good"
