"""A reader, the law that holds for it, and inputs to begin a search with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tests.fuzz.laws import Law


class Target(NamedTuple):
    """A reader to be searched.

    Attributes:
        law: What holds for every input.
        seeds: Inputs to begin with.
    """

    law: Law
    seeds: Sequence[bytes]
