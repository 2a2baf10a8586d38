"""Response criteria as they are named on the command line."""

from __future__ import annotations

import click

from hcclog.domain.response import Criteria
from hcclog.rules.criteria import RULES


def parse_criteria(text: str) -> tuple[Criteria, ...]:
    """Return the criteria named in a list with commas.

    Raises:
        click.BadParameter: One is not known, or not computed.
    """
    names = {criteria.value: criteria for criteria in RULES}
    words = [word.strip().lower() for word in text.split(",") if word.strip()]
    unknown = [word for word in words if word not in names]
    if unknown or not words:
        msg = f"{unknown[0] if unknown else text!r} is not computed; {', '.join(names)} are."
        raise click.BadParameter(msg)
    return tuple(dict.fromkeys(names[word] for word in words))
