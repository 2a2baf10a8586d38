"""Which test stands for which line of the catalogue of bad inputs: the table in tests/README.md.

``.venv/bin/python packaging/catalogue_of_tests.py`` writes it; with ``--check`` it only tells how
the table differs from what pytest collects, with status 1. A test stands for a line where its name
(``test_i_09_``) or the id of its row begins with that of the line, or where it bears
``@pytest.mark.catalogue("S-03")``. The words of each line, and why one has no test, stand in
tests/catalogue_lines.csv.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
LINES = CHECKOUT / "tests" / "catalogue_lines.csv"
PAGE = CHECKOUT / "tests" / "README.md"
BEGIN, END = "<!-- catalogue: made, not written -->", "<!-- end of the catalogue -->"
STATES = ("", "in part", "elsewhere", "not yet")
_ID = re.compile(r"(?:^|(?<=-))([A-Z]-[0-9]{2})(?=[: -]|$)")
_NAME = re.compile(r"test_([a-z])_?([0-9]{2})_")
_MENTION = re.compile(r"\b[A-Z]-[0-9]{2}\b|\btest_[a-z]_?[0-9]{2}_")
_SHOWN, _LAST_SAID = 2, 24


class Line(NamedTuple):
    """One line of the catalogue.

    Attributes:
        id: Such as ``N-01``.
        words: What it is.
        state: Empty where tests hold it; else one of `STATES`.
        why: Why it is not held here, or not wholly.
    """

    id: str
    words: str
    state: str
    why: str


@dataclass(slots=True)
class Collector:
    """A plugin of pytest: the tests of each line, in the order of their files."""

    tests: dict[str, dict[str, None]] = field(default_factory=dict)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note which lines each test stands for."""
        for item in session.items:
            name = item.nodeid.removeprefix("tests/").partition("[")[0]
            for line in ids_of(item):
                self.tests.setdefault(line, {})[name] = None


def ids_of(item: pytest.Item) -> Iterator[str]:
    """Yield the ids of the lines that a test stands for."""
    for mark in item.iter_markers("catalogue"):
        yield from mark.args
    named = _NAME.match(item.name)
    if named:
        yield f"{named[1].upper()}-{named[2]}"
    parameters = getattr(item, "callspec", None)
    yield from _ID.findall(parameters.id if parameters is not None else "")


def main(arguments: list[str]) -> int:
    """Write the table, or tell how it differs; return the exit status."""
    before = PAGE.read_text(encoding="utf-8")
    lines, tests = read_lines(), collect()
    wrong = list(faults(lines, tests))
    after = with_table(before, table(lines, tests))
    if "--check" in arguments:
        wrong += unified_diff(before.splitlines(), after.splitlines(), "is", "should be", "", "", 0)
    else:
        PAGE.write_text(after, encoding="utf-8")
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


def read_lines() -> list[Line]:
    """Return the lines of the catalogue, in their order."""
    with LINES.open(encoding="utf-8", newline="") as file:
        return [Line(**row) for row in csv.DictReader(file)]


def collect() -> dict[str, dict[str, None]]:
    """Return the tests of each line; files that name no line are not looked into."""
    files = [
        str(file)
        for file in sorted((CHECKOUT / "tests").rglob("test_*.py"))
        if _MENTION.search(file.read_text(encoding="utf-8"))
    ]
    collector, said = Collector(), io.StringIO()
    options = ["--collect-only", "-q", "-p", "no:cacheprovider", "--rootdir", str(CHECKOUT)]
    with redirect_stdout(said):
        status = pytest.main([*options, *files], plugins=[collector])
    if status:
        raise SystemExit("\n".join(said.getvalue().splitlines()[-_LAST_SAID:]))
    return collector.tests


def faults(lines: list[Line], tests: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each line that contradicts the tests."""
    found = set(tests)
    for name in sorted(found - {line.id for line in lines}):
        yield f"A test stands for {name}, which {LINES.name} does not know."
    for line in lines:
        if line.state not in STATES or bool(line.state) is not bool(line.why):
            yield f"{line.id}: the state is one of {', '.join(STATES[1:])}, with its reason."
        if line.state in {"not yet", "elsewhere"} and line.id in found:
            yield f"{line.id} has a test now; {LINES.name} says {line.state}."
        if line.state == "in part" and line.id not in found:
            yield f"{line.id} is said to be held in part, and has no test."


def table(lines: list[Line], tests: dict[str, dict[str, None]]) -> str:
    """Return the table, a row each line."""
    rows = [(line, _result(line, tests)) for line in lines]
    n_held = sum(result == "held" for _, result in rows)
    head = (
        f"{n_held} of {len(rows)} lines are held.\n\n"
        "| line | what it is | tests | result |\n| --- | --- | --- | --- |\n"
    )
    return head + "".join(
        f"| {line.id} | {line.words} | {_named(list(tests.get(line.id, ())))} | {result} |\n"
        for line, result in rows
    )


def _result(line: Line, tests: dict[str, dict[str, None]]) -> str:
    if line.state:
        return f"{line.state}: {line.why}"
    return "held" if line.id in tests else "not yet: no test bears its number"


def _named(tests: list[str]) -> str:
    """Return the first tests by name, and how many more there are."""
    more = f" and {len(tests) - _SHOWN} more" if len(tests) > _SHOWN else ""
    return ", ".join(f"`{name}`" for name in tests[:_SHOWN]) + more


def with_table(page: str, made: str) -> str:
    """Return the page with another table between the two marks."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        msg = f"{PAGE.name} has lost the marks of the table."
        raise SystemExit(msg)
    return f"{before}{BEGIN}\n{made}{END}{after}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
