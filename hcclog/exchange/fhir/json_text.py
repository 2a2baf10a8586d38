"""JSON with exact decimals: read strictly and within bounds, written alike each time."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn

from hcclog.commands.refused import Refused
from hcclog.exchange.incoming.plain_files import bytes_of

MOST_BYTES = 64_000_000
MOST_DEPTH = 64
# What bounds the memory: the smallest values take some thirty times their text.
MOST_VALUES = 4_000_000
_MOST_DIGITS = 400
_MARK = "\ufeff"


def read_json(path: Path) -> Any:
    """Return what a file holds; a number with a point as an exact decimal.

    Raises:
        Refused: It cannot be read, is too large, nests too deep, repeats a key, holds ``NaN`` or
            a number beyond all bounds, or is no JSON.
    """
    content = bytes_of(path, MOST_BYTES)
    try:
        return parsed(content.decode("utf-8").removeprefix(_MARK))
    except UnicodeDecodeError:
        raise Refused(f"{path.name} is not in UTF-8, which FHIR asks for.") from None
    except ValueError as error:
        raise Refused(f"{path.name}: {error}.") from None


def parsed(text: str) -> Any:
    """Return what a text holds.

    Raises:
        ValueError: As `read_json` refuses, in a sentence without its full stop.
    """
    if text.count(",") > MOST_VALUES:
        msg = f"the JSON holds more than {MOST_VALUES:,} values"
        raise ValueError(msg)
    if _depth(text) > MOST_DEPTH:
        msg = f"the JSON nests deeper than {MOST_DEPTH} levels"
        raise ValueError(msg)
    try:
        return json.loads(
            text,
            parse_float=_decimal,
            parse_int=_whole,
            parse_constant=_refuse,
            object_pairs_hook=_once,
        )
    except json.JSONDecodeError as error:
        msg = f"line {error.lineno}, column {error.colno}: this is no JSON ({error.msg})"
        raise ValueError(msg) from None


_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)


def _depth(text: str) -> int:
    """Return how deep brackets nest, so that the parser cannot run out of its stack."""
    deepest = depth = 0
    for found in _BRACKET.finditer(text):
        sign = found.group()
        depth += (sign in {"[", "{"}) - (sign in {"]", "}"})
        if depth > deepest:
            deepest = depth
            if deepest > MOST_DEPTH:
                break
    return deepest


def _decimal(text: str) -> Decimal:
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa) > _MOST_DIGITS or len(exponent.lstrip("+-0")) > 2:  # noqa: PLR2004 - e99
        msg = f"the number {text[:24]}… has more digits than any result"
        raise ValueError(msg)
    try:
        return Decimal(text)
    except InvalidOperation:
        _refuse(text)


def _whole(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        msg = f"the number {text[:24]}… has more digits than any result"
        raise ValueError(msg)
    return int(text)


def _refuse(text: str) -> NoReturn:
    msg = f"{text} is not a number that JSON has"
    raise ValueError(msg)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        double = Counter(key for key, _ in pairs).most_common(1)[0][0]
        msg = f"the key “{double[:40]}” stands twice in one object"
        raise ValueError(msg)
    return content


def json_text(value: Any) -> str:
    """Return the text of a value, indented by one; the same value always gives the same text."""
    return "".join(_pieces(value, "\n")) + "\n"


def _pieces(value: Any, line: str) -> Iterator[str]:
    if isinstance(value, dict):
        parts = ((f"{json.dumps(key, ensure_ascii=False)}: ", part) for key, part in value.items())
        yield from _nested("{}", parts, line)
    elif isinstance(value, list | tuple):
        yield from _nested("[]", (("", part) for part in value), line)
    elif isinstance(value, Decimal):
        yield format(value, "f")
    elif isinstance(value, str | bool | int) or value is None:
        yield json.dumps(value, ensure_ascii=False)
    else:
        raise TypeError(type(value))


def _nested(brackets: str, parts: Iterator[tuple[str, Any]], line: str) -> Iterator[str]:
    inner, is_first = f"{line} ", True
    for lead, part in parts:
        yield f"{brackets[0] if is_first else ','}{inner}{lead}"
        yield from _pieces(part, inner)
        is_first = False
    yield brackets if is_first else f"{line}{brackets[1]}"
