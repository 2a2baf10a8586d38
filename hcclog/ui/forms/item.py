"""One line of a form: which field of a noun, and what takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hcclog.ui.fields.field import Field


@dataclass(frozen=True, slots=True)
class Item:
    """One field of a noun in its form.

    Attributes:
        make: Builds the input.
        more: Shown only when a person asks for more, or when it holds something.
        required: Said beside its name.
    """

    make: Callable[[], Field]
    more: bool = False
    required: bool = False
