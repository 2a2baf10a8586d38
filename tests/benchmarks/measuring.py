"""Measure in pairs and tell ratios: times drift with the machine, ratios of neighbours do not."""

from __future__ import annotations

import gc
from collections.abc import Callable
from statistics import median
from time import perf_counter, process_time


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return how long this process works for one call, whatever else the machine does."""
    start = process_time()
    work()
    return process_time() - start


def ratio(
    ours: Callable[[], object], other: Callable[[], object], n_pairs: int = 15, warm_up: int = 2
) -> float:
    """Return the median of ours / other over neighbouring pairs, after a warm-up."""
    for _ in range(warm_up):
        ours()
        other()
    gc.collect()
    return median(seconds(ours) / seconds(other) for _ in range(n_pairs))


def cpu_ratio(
    ours: Callable[[], object], other: Callable[[], object], n_pairs: int = 15, warm_up: int = 2
) -> float:
    """Return the median of ours / other in the work of this process, told in milliseconds too."""
    for _ in range(warm_up):
        ours()
        other()
    gc.collect()
    pairs = [(cpu_seconds(ours), cpu_seconds(other)) for _ in range(n_pairs)]
    middles = [1000 * median(side) for side in zip(*pairs, strict=True)]
    print(f"\n{middles[0]:.1f} ms, {middles[1]:.1f} ms:", end="")
    return median(one / two for one, two in pairs)


def tell(claim: str, measured: float, bar: float) -> None:
    """Print a measured ratio beside its bar, and hold it to the bar."""
    print(f"\n{claim}: {measured:.2f} (bar {bar:g})")
    assert measured <= bar, f"{claim}: {measured:.2f} is over {bar:g}"
