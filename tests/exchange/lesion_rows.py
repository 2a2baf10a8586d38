"""Tables of lesions for tests, plain and odd, as rows of text."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st

from hcclog.exchange.lesion_cells import COLUMNS
from hcclog.exchange.lesion_file import Block, LesionFile
from hcclog.exchange.lesion_order import brought_together

FIRST = date(2024, 1, 1)
SIZES = st.sampled_from(["8", "10", "12.5", "14.00", "15", "20", "24", "28.000001", "30", "35"])
ODD_SIZES = st.sampled_from(["", "0", "0.0"])
STATES = st.sampled_from(["absent", "present", "too-small", "not-evaluable", "progressed"])

Row = dict[str, str]


def a_row(**cells: str) -> Row:
    """Return a row of a target in the liver; the cells given are set."""
    usual = {"patient": "a", "date": "2024-01-01", "lesion": "T1", "role": "target"}
    size = {} if "state" in cells else {"diameter_mm": "30"}
    return {**dict.fromkeys(COLUMNS, ""), "site": "liver", **usual, **size, **cells}


def written(path: Path, rows: list[Row], columns: tuple[str, ...] = COLUMNS) -> Path:
    """Write rows as a table, the cells as they are, and return its path."""
    lines = [",".join(columns), *(",".join(row[name] for name in columns) for row in rows)]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def blocks(path: Path) -> list[Block]:
    """Return the rows of each series of a table."""
    return list(brought_together(LesionFile(path), path.parent))


@st.composite
def series_rows(draw: st.DrawFn, patient: str = "a", *, odd: bool = True) -> list[Row]:
    """Return the rows of one patient: most are plain, some have one oddity or another."""
    n_dates, n_lesions = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    days = draw(st.lists(st.integers(1, 90), min_size=n_dates, max_size=n_dates))
    node = draw(st.lists(st.booleans(), min_size=n_lesions, max_size=n_lesions))
    relative = draw(st.booleans())
    rows, day = [], 0
    for step in days:
        day += step
        when = f"day {day}" if relative else (FIRST + timedelta(day)).isoformat()
        rows += [
            a_row(
                patient=patient,
                date=when,
                lesion=f"T{n}",
                site=("liver", "lung", "node", "S8, liver".replace(",", ""))[n],
                node="yes" if is_node else "no",
                diameter_mm=draw(SIZES),
                viable_mm=draw(st.sampled_from(["", "5", "8"])),
            )
            for n, is_node in enumerate(node)
        ]
    if odd and draw(st.booleans()):
        _make_odd(draw, draw(st.sampled_from(rows)))
    return draw(st.permutations(rows)) if draw(st.booleans()) else rows


def _make_odd(draw: st.DrawFn, row: Row) -> None:
    """Change one cell, or leave a size out."""
    change = draw(st.sampled_from(["size", "state", "role", "date", "baseline", "site", "viable"]))
    if change == "size":
        row["diameter_mm"] = draw(ODD_SIZES)
    elif change == "state":
        row |= {"state": draw(STATES), "diameter_mm": "", "viable_mm": ""}
    elif change == "role":
        row |= {"role": "non-target", "lesion": "N1"}
    elif change == "date":
        row["date"] = row["date"][:7] if row["date"][0] == "2" else "month 2"
    elif change == "viable":
        row["viable_mm"] = draw(st.sampled_from(["0", "99"]))
    else:
        row[change] = {"baseline": "yes", "site": " bone"}[change]
