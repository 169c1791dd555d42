"""Two ways of doing the same, measured in turns within one run: only their ratio means anything on a shared machine."""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from app.bootstrap import calm_collector


@dataclass(frozen=True)
class Measured:
    """Medians of one way, in microseconds."""

    cpu_us: float
    wall_us: float


def in_turns(ways: dict[str, Callable[[int], object]], *, turns: int, warm_up: int = 20) -> dict[str, Measured]:
    """Run each way `turns` times, alternating; every call gets the number of its turn.

    Garbage is collected as the program does it.
    """
    cpu: dict[str, list[int]] = {name: [] for name in ways}
    wall: dict[str, list[int]] = {name: [] for name in ways}
    usual = gc.get_threshold()
    gc.collect()
    calm_collector()
    for turn in range(-warm_up, turns):
        for name, way in ways.items():
            wall_before, cpu_before = time.perf_counter_ns(), time.thread_time_ns()
            way(turn + warm_up)
            cpu_after, wall_after = time.thread_time_ns(), time.perf_counter_ns()
            if turn >= 0:
                cpu[name].append(cpu_after - cpu_before)
                wall[name].append(wall_after - wall_before)
    gc.unfreeze()
    gc.set_threshold(*usual)
    return {name: Measured(statistics.median(cpu[name]) / 1000, statistics.median(wall[name]) / 1000) for name in ways}


def cpu_s(way: Callable[[], object]) -> float:
    """The CPU time of one call; garbage is collected as the program does it."""
    gc.collect()
    calm_collector()
    before = time.thread_time()
    way()
    return time.thread_time() - before


class Verdicts:
    """Prints each ratio beside its budget; the exit status says whether all were kept."""

    def __init__(self) -> None:
        self._over = 0

    def compare(self, what: str, ours: float, floor: float, *, budget: float, detail: str = "") -> None:
        """One line: what was measured, the ratio, the budget."""
        ratio = ours / floor
        kept = ratio <= budget
        self._over += not kept
        print(
            f"{'ok  ' if kept else 'OVER'} {what}: {ratio:.2f}x (budget {budget:.2f}x){'  ' + detail if detail else ''}"
        )

    def limit(self, what: str, figure: float, unit: str, *, budget: float, detail: str = "") -> None:
        """One line for what has a limit by itself: the figure, the limit."""
        kept = figure <= budget
        self._over += not kept
        print(
            f"{'ok  ' if kept else 'OVER'} {what}: {figure:.1f} {unit} (budget {budget:.0f} {unit})"
            f"{'  ' + detail if detail else ''}"
        )

    def leave(self) -> None:
        """Exit 1 when a budget was not kept."""
        sys.exit(1 if self._over else 0)
