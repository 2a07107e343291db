"""The bundled notebooks, cell by cell: how long each takes, and how much memory."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

import notebooks
from bench.probe import Probe, probing
from samples import GO

CELL_SECONDS = 10.0  # what a lesson may take, on two processors
CELL_MB = 700.0
NOTEBOOK_SECONDS = 60.0


@dataclass(frozen=True)
class Cell:
    """What one cell took."""

    name: str
    seconds: float
    processor: float  # seconds of processors, compilers included: all of it on a busy machine too
    peak_mb: float  # of the kernel and of all that it started, compilers included

    @property
    def kept(self) -> bool:
        """Tell whether a learner on a small machine is served."""
        return self.seconds <= CELL_SECONDS and self.peak_mb <= CELL_MB


@dataclass(frozen=True)
class Lesson:
    """What one notebook took, from the start of its kernel to its last cell."""

    name: str
    seconds: float
    cells: list[Cell]

    @property
    def kept(self) -> bool:
        """Tell whether all promises are kept."""
        return self.seconds <= NOTEBOOK_SECONDS and all(c.kept for c in self.cells)

    def rows(self) -> Iterator[str]:
        """Yield the lines of the table: each cell, then the whole."""
        for c in self.cells:
            yield _row(f"{self.name}: {c.name}", c.seconds, c.processor, c.peak_mb, c.kept)
        processor = sum(c.processor for c in self.cells)
        peak = max(c.peak_mb for c in self.cells)
        yield _row(f"**{self.name}**", self.seconds, processor, peak, self.kept)


def _row(what: str, seconds: float, processor: float, peak_mb: float, kept: bool) -> str:
    cells = (what, f"{seconds:.2f} s", f"{processor:.2f} s", f"{peak_mb:.0f} MB")
    return f"| {' | '.join(cells)} | {'yes' if kept else 'NO'} |"


HEAD = (
    "Wall time; time of processors; the most memory that kernel, worker and compilers held at\n"
    "once, a shared page counted for its share. Promised: a cell at most "
    f"{CELL_SECONDS:.0f} s and {CELL_MB:.0f} MB, a notebook\n"
    f"at most {NOTEBOOK_SECONDS:.0f} s, on two processors that have nothing else to do. The first "
    "run also fills the go command's caches.\n\n"
    "| cell | time | processors | memory | kept |\n|---|---|---|---|---|"
)


def lessons() -> Iterator[Lesson]:
    """Run all notebooks, each in a kernel of its own."""
    for path in notebooks.bundled():
        yield _lesson(path)


def _lesson(path: Path) -> Lesson:
    start = time.perf_counter()
    with probing(GO.kernel) as probe:
        cells = []
        for cell in notebooks.code(notebooks.read(path)):
            before = _processor(probe.family())
            with _peak(probe) as peak:
                seconds = probe.run(cell.source, may_fail=notebooks.fails(cell)).seconds
            processor = _processor(probe.family()) - before
            cells.append(Cell(cell.id, seconds, processor, peak()))
        return Lesson(path.stem, time.perf_counter() - start, cells)


def _processor(family: list[psutil.Process]) -> float:
    """Return the seconds of processors that living processes and their ended children had."""
    times = [p.cpu_times() for p in family]
    return sum(t.user + t.system + t.children_user + t.children_system for t in times)


@contextmanager
def _peak(probe: Probe) -> Iterator[Callable[[], float]]:
    """Watch the memory of a kernel's family; yields a function that returns the most, in MB."""
    most = [held_mb(probe.family())]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            most[0] = max(most[0], held_mb(probe.family()))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield lambda: most[0]
    finally:
        done.set()
        thread.join()


def held_mb(family: list[psutil.Process]) -> float:
    """Return the resident memory of processes, each shared page divided among its holders."""
    total = 0
    for process in family:
        try:
            memory = process.memory_full_info()
            total += getattr(memory, "pss", memory.rss)  # only Linux tells the share
        except psutil.NoSuchProcess:
            continue  # a compiler that has just ended
    return total / 1e6
