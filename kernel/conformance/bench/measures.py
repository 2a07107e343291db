"""What is measured. Each measure takes the two kernels in turns."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import psutil

import notebooks
from bench.probe import Probe, probing
from samples import GO, PYTHON, Language

# The prelude would be measured too: a trivial cell needs nothing.
TRIVIAL = "1 + 1"
# The first lesson's program.
WORK = """
import "sync"
gate := make(chan struct{})
var wg sync.WaitGroup
for range 10_000 {
    wg.Go(func() { <-gate })
}
close(gate)
wg.Wait()
"""
LANGUAGES = (GO, PYTHON)
# An idle kernel has been idle for so many seconds.
IDLE = 5.0


@dataclass(frozen=True)
class Numbers:
    """One quantity, measured several times."""

    values: list[float]
    unit: str

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    def __str__(self) -> str:
        """Write the median and what lies between the quartiles."""
        if len(self.values) == 1:
            return f"{self.median:.3g} {self.unit}"
        low, _, high = statistics.quantiles(self.values, n=4)
        return f"{self.median:.3g} ({low:.3g} to {high:.3g}) {self.unit}"


@dataclass(frozen=True)
class Row:
    """A line of the table: both kernels, and what schedtick promises."""

    what: str
    ours: str
    theirs: str
    figure: str  # the ratio, or the count
    promise: str
    kept: bool


def _ratio(what: str, ours: Numbers, theirs: Numbers, limit: float) -> Row:
    ratio = ours.median / theirs.median
    return Row(what, str(ours), str(theirs), f"{ratio:.2f}", f"<= {limit}", ratio <= limit)


def start(times: int) -> Iterator[Row]:
    """From the start of the process to the first execute_reply."""
    seconds: dict[str, list[float]] = {GO.kernel: [], PYTHON.kernel: []}
    for _ in range(times):
        for language in LANGUAGES:
            with probing(language.kernel) as probe:
                seconds[language.kernel].append(probe.first(TRIVIAL) * 1e3)
    ours, theirs = (Numbers(seconds[la.kernel], "ms") for la in LANGUAGES)
    yield _ratio("start to first execute_reply", ours, theirs, 0.5)


@contextmanager
def _both() -> Iterator[list[tuple[Language, Probe]]]:
    with probing(GO.kernel) as ours, probing(PYTHON.kernel) as theirs:
        pairs = [(GO, ours), (PYTHON, theirs)]
        for language, probe in pairs:
            probe.run(language.prelude)
        yield pairs


def trivial(rounds: int, each: int = 50) -> Iterator[Row]:
    """A trivial cell with its report, from request to reply and idle."""
    seconds: dict[str, list[float]] = {GO.kernel: [], PYTHON.kernel: []}
    with _both() as pairs:
        for _ in range(rounds):
            for language, probe in pairs:
                runs = [probe.run(TRIVIAL) for _ in range(each)]
                assert all(r.displays == language.reports for r in runs)
                seconds[language.kernel] += [r.seconds * 1e3 for r in runs]
    ours, theirs = (Numbers(seconds[la.kernel], "ms") for la in LANGUAGES)
    yield _ratio(f"trivial cell, p50 of {rounds * each}, report on", ours, theirs, 0.6)


def lines(n: int, times: int) -> Iterator[Row]:
    """n printed lines: time, order, and in how many messages."""
    expected = "".join(f"{i}\n" for i in range(n))
    seconds: dict[str, list[float]] = {GO.kernel: [], PYTHON.kernel: []}
    messages: dict[str, int] = {GO.kernel: 0, PYTHON.kernel: 0}
    lost = dict.fromkeys(messages, False)
    with _both() as pairs:
        for _ in range(times):
            for language, probe in pairs:
                run = probe.run(language.lines.format(n=n))
                seconds[language.kernel].append(run.seconds * 1e3)
                messages[language.kernel] = max(messages[language.kernel], len(run.stdout))
                lost[language.kernel] |= "".join(run.stdout) != expected
    ours, theirs = (Numbers(seconds[la.kernel], "ms") for la in LANGUAGES)
    yield _ratio(f"{n:,} lines printed", ours, theirs, 0.25)

    def say(kernel: str) -> str:
        return "no" if lost[kernel] else "yes"

    whole = not lost[GO.kernel]
    yield Row(
        "... in order, none lost", say(GO.kernel), say(PYTHON.kernel), say(GO.kernel), "yes", whole
    )
    most = messages[GO.kernel]
    yield Row(
        "... stream messages, at most",
        f"{most:,}",
        f"{messages[PYTHON.kernel]:,}",
        f"{most:,}",
        "<= 200",
        most <= 200,
    )


@contextmanager
def _watching(processes: list[psutil.Process]) -> Iterator[Callable[[], list[int]]]:
    """Sample the resident memory of processes; yields a function that returns the peaks."""
    peaks = [p.memory_info().rss for p in processes]
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.02):
            for i, p in enumerate(processes):
                peaks[i] = max(peaks[i], p.memory_info().rss)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield lambda: peaks
    finally:
        done.set()
        thread.join()


def memory(n: int, limit_mb: int = 64) -> Iterator[Row]:
    """n printed lines: how far front and worker grow while they go out."""
    expected = "".join(f"{i}\n" for i in range(n))
    with _both() as pairs:
        said = {}
        for language, probe in pairs:
            # Buffers that stay are no growth: the first run makes them.
            probe.run(language.lines.format(n=10_000))
            family = probe.family()
            before = [p.memory_info().rss for p in family]
            with _watching(family) as peaks:
                whole = "".join(probe.run(language.lines.format(n=n)).stdout) == expected
            grown = [(p - b) / 1e6 for p, b in zip(peaks(), before, strict=True)]
            said[language.kernel] = (grown, [p / 1e6 for p in peaks()], whole)
    cells = {}
    for kernel, (grown, peaks_mb, _) in said.items():
        names = ("front", "worker") if len(grown) > 1 else ("kernel",)
        cells[kernel] = ", ".join(
            f"{name} +{g:.0f} to {p:.0f} MB"
            for name, g, p in zip(names, grown, peaks_mb, strict=False)
        )
    grown, _, whole = said[GO.kernel]
    yield Row(
        f"{n:,} lines: memory grows by",
        cells[GO.kernel],
        cells[PYTHON.kernel],
        f"{max(grown):.0f} MB, {'none lost' if whole else 'LINES LOST'}",
        f"<= {limit_mb} MB each",
        max(grown) <= limit_mb and whole,
    )


@dataclass(frozen=True)
class Memory:
    """What a kernel's processes take together, in MB."""

    resident: float  # pages that are mapped, those of shared files in full in each process
    share: float  # the same, but a shared page counts a part for each process that maps it

    @classmethod
    def of(cls, probe: Probe) -> Memory:
        """Look at a kernel now."""
        infos = [p.memory_full_info() for p in probe.family()]
        # Only Linux tells the share; elsewhere the resident size bounds it.
        shares = [getattr(i, "pss", i.rss) for i in infos]
        return cls(sum(i.rss for i in infos) / 1e6, sum(shares) / 1e6)

    def __str__(self) -> str:
        """Write both."""
        return f"{self.resident:.0f} MB, share {self.share:.0f} MB"


def _room_of(probes: list[Probe]) -> tuple[Numbers, Numbers]:
    memories = [Memory.of(p) for p in probes]
    return Numbers([m.resident for m in memories], "MB"), Numbers([m.share for m in memories], "MB")


def room(kernels: int, limit_mb: float = 50, limit_ms: float = 50) -> Iterator[Row]:
    """A class on one machine: what a kernel takes, idle and working, and how fast all answer."""
    with ExitStack() as stack:
        probes = [stack.enter_context(probing(GO.kernel)) for _ in range(kernels)]
        for probe in probes:
            probe.first(TRIVIAL)
        time.sleep(IDLE)
        idle, share = _room_of(probes)
        answers = Numbers([p.run(TRIVIAL).seconds * 1e3 for p in probes], "ms")
    yield _row(
        f"idle kernel, resident memory (of {kernels})",
        str(idle),
        f"{max(idle.values):.0f} MB at most",
        f"<= {limit_mb:.0f} MB",
        max(idle.values) <= limit_mb,
        theirs=f"{_idle(PYTHON.kernel).resident:.3g} MB",
    )
    yield _stated(f"... its share of {kernels}", share, f"{sum(share.values):.0f} MB in all")
    slowest = max(answers.values)
    yield _row(
        f"{kernels} idle kernels, each asked once",
        str(answers),
        f"{slowest:.0f} ms at most",
        f"<= {limit_ms:.0f} ms",
        slowest <= limit_ms,
    )
    yield from _working(kernels)


def _idle(kernel: str) -> Memory:
    with probing(kernel) as probe:
        probe.first(TRIVIAL)
        time.sleep(IDLE)
        return Memory.of(probe)


def _working(kernels: int) -> Iterator[Row]:
    """What a class at work takes: each runs a lesson at the same time."""
    lesson = notebooks.code(notebooks.read(notebooks.bundled()[3]))
    cells = [c.source for c in lesson if not notebooks.fails(c)]
    with ExitStack() as stack:
        probes = [stack.enter_context(probing(GO.kernel)) for _ in range(kernels)]
        with ThreadPoolExecutor(kernels) as pool:
            list(pool.map(lambda p: [p.run(c) for c in cells], probes))
        after, share = _room_of(probes)
        time.sleep(IDLE)
        later, rest = _room_of(probes)
        probes[0].run(GO.prelude)
        probes[0].run(WORK)
        crowd = Memory.of(probes[0])
        time.sleep(IDLE)
        crowd_later = Memory.of(probes[0])
    yield _stated(
        f"{kernels} kernels that have just run lesson 3, resident memory",
        after,
        f"{max(after.values):.0f} MB at most",
    )
    yield _stated("... its share", share, f"{sum(share.values):.0f} MB in all")
    yield _stated(
        f"... {IDLE:.0f} s later, resident memory", later, f"{max(later.values):.0f} MB at most"
    )
    yield _stated("... its share", rest, f"{sum(rest.values):.0f} MB in all")
    yield _stated("one after 10,000 goroutines at once", crowd, "")
    yield _stated(f"... {IDLE:.0f} s later", crowd_later, "")


def _row(what: str, ours: str, figure: str, promise: str, kept: bool, theirs: str = "") -> Row:
    return Row(what, ours, theirs, figure, promise, kept)


def _stated(what: str, ours: Numbers | Memory, figure: str) -> Row:
    return Row(what, str(ours), "", figure or str(ours), "stated", True)
