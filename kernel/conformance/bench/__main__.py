"""Print the table. ``--quick`` for a glance, ``--check`` to fail on a broken promise,
``--lessons`` for the bundled notebooks instead, cell by cell.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from bench.lessons import HEAD, lessons
from bench.measures import Row, lines, memory, room, start, trivial
from bench.probe import machine


def measures(quick: bool) -> Iterator[Row]:
    """Yield the rows, each as soon as it is measured."""
    yield from start(3 if quick else 15)
    yield from trivial(4 if quick else 20)
    yield from lines(100_000, 2 if quick else 7)
    yield from memory(1_000_000)
    yield from room(20)


def main() -> int:
    """Measure and print; the status is 1 if a promise is broken and that was asked for."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs")
    parser.add_argument("--check", action="store_true", help="fail if a promise is broken")
    parser.add_argument("--lessons", action="store_true", help="the notebooks, cell by cell")
    args = parser.parse_args()
    kept = _lessons() if args.lessons else _table(args.quick)
    return 0 if kept or not args.check else 1


def _lessons() -> bool:
    """Print what each cell of the notebooks takes; tell whether all promises are kept."""
    print(f"{machine()}. {HEAD}", flush=True)
    kept = True
    for lesson in lessons():
        print("\n".join(lesson.rows()), flush=True)
        kept &= lesson.kept
    return kept


def _table(quick: bool) -> bool:
    """Print schedtick beside ipykernel; tell whether all promises are kept."""
    print(f"{machine()}. Medians (quartiles); kernels in turns, one client.\n", flush=True)
    print("| | schedtick | ipykernel | figure | promised | kept |")
    print("|---|---|---|---|---|---|", flush=True)
    kept = True
    for row in measures(quick):
        cells = (
            row.what,
            row.ours,
            row.theirs,
            row.figure,
            row.promise,
            "yes" if row.kept else "NO",
        )
        print("| " + " | ".join(cells) + " |", flush=True)
        kept &= row.kept
    return kept


if __name__ == "__main__":
    sys.exit(main())
