"""How often a test of mishaps repeats them: few times in each run, and many times by hand.

``HCCLOG_STORM=300 python -m pytest tests/store -k "kill or cut"`` repeats each as often as it says.
"""

from __future__ import annotations

import os


def n_storms(usually: int) -> int:
    """Return how often to repeat a mishap: at least as often as in each run."""
    return max(usually, int(os.environ.get("HCCLOG_STORM", "0")))
