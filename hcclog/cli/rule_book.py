"""The rules as lines of text or as JSON, for people who want to check them."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import click

from hcclog.rules.book import pages
from hcclog.rules.version import RULES_VERSION

if TYPE_CHECKING:
    from hcclog.rules.book import Line, Page

_WIDTH = 100


def rules_json() -> dict[str, Any]:
    """Return the whole book with its version."""
    return {"version": RULES_VERSION, "pages": [_page_json(page) for page in pages()]}


def _page_json(page: Page) -> dict[str, Any]:
    lines = [line._asdict() for line in page.lines]
    return {"title": page.title, "ordered": page.ordered, "lines": lines}


def print_rules() -> None:
    """Print every list of rules; of an ordered one the first that holds answers."""
    click.echo(f"hcclog rules {RULES_VERSION}")
    for page in pages():
        click.echo(f"\n{page.title}{' (the first that holds answers)' if page.ordered else ''}")
        for n, line in enumerate(page.lines, start=1):
            click.echo(_line(f"{n}." if page.ordered else "-", line))


def _line(mark: str, line: Line) -> str:
    answer = f" -> {line.answer}" if line.answer else ""
    clause = f" [{line.clause}]" if line.clause else ""
    text = f"{line.name}{answer}. {line.meaning}{clause}"
    return fill(text, _WIDTH, initial_indent=f"  {mark:>3} ", subsequent_indent="      ")
