"""Where a path leads: a store has one lock and one key file, by whatever link it is reached."""

import os
from pathlib import Path


def followed(path: Path) -> Path:
    """Return an absolute path with its links followed; those that lead in a circle stay."""
    # Path.resolve raises at a circle in some Pythons, and in others does not.
    return Path(os.path.realpath(path))
