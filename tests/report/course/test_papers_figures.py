"""The papers' figures redrawn: every value and arrow that a text prints is in its place.

Zhang 2024, figures 2 and 3; Ikeda 2021, figure 3; the figure of the qualitative case (fonc-2024).
"""

from __future__ import annotations

from functools import cache

import pytest

from hcclog.report.palette import Look
from hcclog.report.styles import PALETTES
from tests.report.course.on_paper import MONTH, NEAR, OnPaper, day, month, rises

PRINTS = pytest.mark.parametrize("look", list(Look), ids=lambda look: look.value)
WIDTHS = pytest.mark.parametrize("width_mm", [85.0, 170.0], ids=["85 mm", "170 mm"])
# Of dates known to a month the middle is drawn; an MRI some days before moves the middle with it.
TACE = (month("2021-10") + 3, (day("2022-02-03") + day("2022-02-28")) / 2, month("2022-05"))
LENALIDOMIDE = month("2022-07")
AFP = "marker:afp:ng/mL"
VEGF = "marker:vegf:pg/mL"


@cache
def zhang(width_mm: float, look: Look) -> OnPaper:
    """Return the first case as it is printed."""
    return OnPaper("zhang-2024", width_mm, look)


@cache
def ikeda(width_mm: float, look: Look) -> OnPaper:
    """Return the third case as it is printed."""
    return OnPaper("ikeda-2021", width_mm, look)


@cache
def qualitative(width_mm: float, look: Look) -> OnPaper:
    """Return the second case as it is printed."""
    return OnPaper("fonc-2024", width_mm, look)


def bar_at(paper: OnPaper, start: float, end: float | None) -> bool:
    """True where a bar of a course lies between two days; None for one that goes on."""
    return any(
        abs(box.rect.left - paper.x(start)) < NEAR
        and (box.arrow if end is None else abs(box.rect.right + 1 - paper.x(end)) < NEAR)
        for box in paper.boxes("regimens")
    )


@WIDTHS
@PRINTS
@pytest.mark.parametrize(
    ("key", "when", "value"),
    [
        (AFP, "2020-11", "9.86"),
        (AFP, "2021-10", "5.51"),
        (AFP, "2022-05", "84.59"),
        (AFP, "2022-07", "39.97"),
        (AFP, "2023-01", "53.43"),
        (VEGF, "2022-05", "201.46"),
        (VEGF, "2022-07", "154.82"),
        (VEGF, "2023-01", "236.14"),
    ],
)
def test_zhang_figure_2_has_every_value_in_its_place(
    key: str, when: str, value: str, look: Look, width_mm: float
) -> None:
    paper = zhang(width_mm, look)
    x, y = paper.x(month(when)), paper.y(key, float(value))
    assert paper.point(x, y)
    assert paper.is_written_at(value, x, y)


@WIDTHS
@pytest.mark.parametrize(("key", "limit"), [(AFP, 7), (VEGF, 160)], ids=["AFP", "VEGF"])
@PRINTS
def test_zhang_figure_2_has_its_reference_ranges(
    look: Look, key: str, limit: float, width_mm: float
) -> None:
    paper = zhang(width_mm, look)
    assert f"reference 0–{limit}" in {one.text for one in paper.words}
    top, bottom = paper.y(key, limit), paper.y(key, 0)
    if look is Look.BLACK_AND_WHITE:
        assert paper.level(top)
        return
    fill = PALETTES[look].reference
    bands = [box.rect for box in paper.boxes(key) if box.fill == fill]
    assert [(r.top, r.bottom) for r in bands] == [pytest.approx((top, bottom), abs=NEAR)]


@WIDTHS
@pytest.mark.parametrize("lane", ["arrows", f"arrows:{VEGF}"], ids=["AFP", "VEGF"])
def test_zhang_figure_2_has_arrows_for_each_tace_and_for_lenalidomide(
    lane: str, width_mm: float
) -> None:
    paper = zhang(width_mm, Look.BLACK_AND_WHITE)
    curve = AFP if lane == "arrows" else VEGF
    assert paper.lane(lane).bottom < paper.lane(curve).top
    places = paper.arrows(lane)
    for when in (*TACE, LENALIDOMIDE):
        assert min(abs(place - paper.x(when)) for place in places) < NEAR


@WIDTHS
def test_zhang_figure_2_names_its_arrows(width_mm: float) -> None:
    paper = zhang(width_mm, Look.BLACK_AND_WHITE)
    lane = paper.lane("arrows").grown(1)
    labels = [one for one in paper.words if one.rect.inside(lane._replace(right=9999.0))]
    tace = [one.rect for one in labels if one.text == "TACE"]
    assert len(tace) == 3
    for rect, when in zip(sorted(tace), TACE, strict=True):
        assert rect.left - NEAR <= paper.x(when) <= rect.right + NEAR
    (named,) = [one.rect for one in labels if one.text.startswith("lenalidomide")]
    assert named.left - NEAR <= paper.x(LENALIDOMIDE) <= named.right + NEAR


@WIDTHS
@pytest.mark.parametrize("look", [Look.COLOUR, Look.GREY], ids=["colour", "grey"])
def test_zhang_figure_2_marks_each_tace_in_the_lane_of_procedures(
    look: Look, width_mm: float
) -> None:
    paper = zhang(width_mm, look)
    rect = paper.lane("procedures")
    marks = [g.x for g in paper.glyphs() if g.shape == "down" and rect.top < g.y < rect.bottom]
    for when in TACE:
        assert min(abs(mark - paper.x(when)) for mark in marks) < NEAR
    assert paper.written_in("procedures").count("TACE") == 3
    assert bar_at(paper, LENALIDOMIDE, None)


@WIDTHS
@PRINTS
@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param("2020-12", "2022-02", id="lenvatinib"),
        pytest.param("2022-02", "2022-07", id="regorafenib"),
        pytest.param("2022-07", None, id="lenalidomide and lenvatinib"),
    ],
)
def test_zhang_figure_3_has_every_course_on_its_days(
    start: str, end: str | None, look: Look, width_mm: float
) -> None:
    assert bar_at(zhang(width_mm, look), month(start), month(end) if end else None)


@WIDTHS
@PRINTS
@pytest.mark.parametrize(
    "words",
    [
        ("lenvatinib", "8 mg"),
        ("sintilimab", "200 mg"),
        ("regorafenib", "160 mg"),
        ("lenalidomide", "25 mg"),
    ],
    ids=lambda words: words[0],
)
def test_zhang_figure_3_prints_every_agent_with_its_dose(
    words: tuple[str, str], look: Look, width_mm: float
) -> None:
    texts = [one.text for one in zhang(width_mm, look).words]
    name, dose = words
    assert any(name in text for text in texts)
    assert any(dose in text for text in texts)


@WIDTHS
@PRINTS
@pytest.mark.parametrize(
    ("when", "letters"),
    [
        ("2021-11", "SD"),
        ("2022-02", "PD"),
        ("2022-05", "PD"),
        ("2022-07", "resistant to regorafenib with anti-PD-1"),
        ("2022-10", "PR"),
        ("2023-01", "SD"),
    ],
)
def test_zhang_figure_3_has_the_disease_status_of_each_scan(
    when: str, letters: str, look: Look, width_mm: float
) -> None:
    paper, x = zhang(width_mm, look), zhang(width_mm, look).x(month(when))
    rect = paper.lane("reported").grown(1)._replace(right=9999.0)
    assert any(
        one.text == letters
        and one.rect.inside(rect)
        and one.rect.left - 7 <= x
        and x <= one.rect.right + 7
        for one in paper.words
    )


@WIDTHS
@PRINTS
def test_zhang_figure_3_begins_with_the_operation(look: Look, width_mm: float) -> None:
    texts = [one.text for one in zhang(width_mm, look).words]
    assert any(text.startswith("Extended right hemihepatectomy") for text in texts)


SORAFENIB = 3 * MONTH + 21
REGORAFENIB = SORAFENIB + 5 * MONTH
OFF = REGORAFENIB + 6 * MONTH
RECHALLENGE = OFF + 28
LAST = RECHALLENGE + 2 * MONTH
AFP_AT = [
    (0.0, "379"),
    (28.0, "117"),
    (2 * MONTH, "1089"),
    (3 * MONTH, "1891"),
    (SORAFENIB, "5505"),
    (SORAFENIB + 3 * MONTH, "165"),
    (REGORAFENIB, "1840"),
    (OFF, "439"),
    (RECHALLENGE, "2991"),
    (RECHALLENGE + MONTH, "691"),
    (LAST, "1048"),
    (LAST + MONTH, "821"),
]


@WIDTHS
@PRINTS
@pytest.mark.parametrize(("when", "value"), AFP_AT, ids=[value for _, value in AFP_AT])
def test_ikeda_figure_3_has_every_value_in_its_place(
    when: float, value: str, look: Look, width_mm: float
) -> None:
    paper = ikeda(width_mm, look)
    x, y = paper.x(when), paper.y(AFP, float(value), log=True)
    assert paper.point(x, y)
    assert paper.is_written_at(value, x, y)


@WIDTHS
@PRINTS
def test_ikeda_figure_3_has_the_value_of_the_rise_between_its_neighbours(
    look: Look, width_mm: float
) -> None:
    paper = ikeda(width_mm, look)
    y = paper.y(AFP, 257, log=True)
    (x,) = [g.x for g in paper.glyphs() if g.shape == "circle" and abs(g.y - y) < NEAR]
    assert rises([paper.x(REGORAFENIB), x, paper.x(OFF)])
    assert paper.is_written_at("257", x, y)


@WIDTHS
@PRINTS
@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(SORAFENIB, SORAFENIB + 3 * MONTH, id="sorafenib 400 mg"),
        pytest.param(SORAFENIB + 3 * MONTH, REGORAFENIB, id="sorafenib 800 mg"),
        pytest.param(REGORAFENIB, REGORAFENIB + 3 * MONTH, id="regorafenib 80 mg"),
        pytest.param(REGORAFENIB + 3 * MONTH, OFF, id="regorafenib 160 mg"),
        pytest.param(RECHALLENGE, LAST, id="sorafenib again"),
        pytest.param(LAST, None, id="regorafenib again"),
    ],
)
def test_ikeda_figure_3_has_every_dose_on_its_days(
    start: float, end: float | None, look: Look, width_mm: float
) -> None:
    assert bar_at(ikeda(width_mm, look), start, end)


@WIDTHS
@PRINTS
@pytest.mark.parametrize("dose", ["400 mg", "800 mg", "80 mg", "160 mg", "held 2 weeks"])
def test_ikeda_figure_3_prints_every_dose(dose: str, look: Look, width_mm: float) -> None:
    texts = ikeda(width_mm, look).written_in("regimens")
    assert any(dose in text.replace("800 mg", "") or dose == "800 mg" in text for text in texts)


@WIDTHS
def test_ikeda_in_black_and_white_has_an_arrow_for_every_change(width_mm: float) -> None:
    paper = ikeda(width_mm, Look.BLACK_AND_WHITE)
    places = paper.arrows("arrows")
    changes = (0.0, SORAFENIB, SORAFENIB + 3 * MONTH, REGORAFENIB, REGORAFENIB + 3 * MONTH)
    for when in (*changes, RECHALLENGE, LAST):
        assert min(abs(place - paper.x(when)) for place in places) < NEAR


@WIDTHS
@PRINTS
@pytest.mark.parametrize("key", ["AFP", "PIVKA-II"])
def test_the_qualitative_figure_has_its_words_as_bands(
    key: str, look: Look, width_mm: float
) -> None:
    paper = qualitative(width_mm, look)
    lane = next(lane for lane in paper.picture.figure.lanes if lane.title == key)
    assert [t for t in paper.written_in(lane.key) if t in {"raised", "falling", "low"}] == [
        "raised",
        "falling",
        "low",
    ]
    lefts = sorted(box.rect.left for box in paper.boxes(lane.key))
    assert min(abs(left - paper.x(day("2020-06-07"))) for left in lefts) < 2 * NEAR
    assert min(abs(left - paper.x(day("2021-06-25"))) for left in lefts) < 2 * NEAR


@WIDTHS
@PRINTS
def test_the_qualitative_figure_has_no_invented_points(look: Look, width_mm: float) -> None:
    paper = qualitative(width_mm, look)
    below = paper.lane(next(p.key for p in paper.drawing.parts if p.key.startswith("marker:"))).top
    circles = [g for g in paper.glyphs() if g.shape == "circle" and g.y > below]
    assert circles == []
