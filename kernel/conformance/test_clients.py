"""Jupyter's clients run the bundled notebooks: nbclient, nbconvert, the console."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

import notebooks
from client import Kernel
from console import attached
from samples import GO, chosen

LANGUAGE = chosen()
PATHS = notebooks.bundled()
LIMIT = 120  # seconds a cell


def jupyter(*args: str, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a jupyter command of this environment to its end."""
    return subprocess.run(  # type: ignore[call-overload]
        [sys.executable, "-m", "jupyter", *args],
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
        **options,
    )


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_nbclient_runs(path: Path):
    nb = notebooks.read(path)
    NotebookClient(nb, timeout=LIMIT, kernel_name=LANGUAGE.kernel).execute()
    assert notebooks.errors(nb) == []
    ran = notebooks.code(nb)
    assert all(c.execution_count for c in ran)
    if LANGUAGE.reports:
        reporting = [c for c in ran if not c.source.startswith("%") and not notebooks.fails(c)]
        assert [len(notebooks.reports(c)) for c in reporting] == [1] * len(reporting)


@pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no report")
def test_nbclient_keeps_the_last_state_of_a_live_report():
    nb = notebooks.new(LANGUAGE.prelude, "time.Sleep(1200 * time.Millisecond)")
    NotebookClient(nb, timeout=LIMIT, kernel_name=LANGUAGE.kernel).execute()
    [report] = notebooks.reports(nb.cells[1])
    assert "running" not in report
    assert report["wall_ns"] >= 1_200_000_000


@pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no compiled twin")
@pytest.mark.skipif(not shutil.which("cc"), reason="plugins need a C compiler, and there is none")
def test_nbclient_runs_a_native_session():
    # What only the compiler runs: a type of one's own behind an interface of the library's.
    nb = notebooks.new(
        'import ("fmt"; "reflect")',
        "type T struct{ n int }\nfunc (t T) Next() T { return T{t.n + 1} }",
        "v := T{1}.Next()\nfmt.Println(v.n, reflect.TypeOf(v).NumMethod())",
        "v = v.Next()\nv.n",
    )
    NotebookClient(nb, timeout=LIMIT, kernel_name=f"{LANGUAGE.kernel}-native").execute()
    assert notebooks.errors(nb) == []
    printed = [o["text"] for o in nb.cells[2].outputs if o.output_type == "stream"]
    assert printed == ["2 1\n"]
    [value] = [o for o in nb.cells[3].outputs if o.output_type == "execute_result"]
    assert value["data"]["text/plain"] == "3"


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_nbconvert_executes(path: Path, tmp_path: Path):
    source = tmp_path / path.name
    nbformat.write(notebooks.read(path), source)
    done = jupyter("nbconvert", "--execute", "--to", "html", str(source), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / path.with_suffix(".html").name).read_text()
    assert "jp-OutputArea-output" in page
    if LANGUAGE.reports:
        assert "GOMAXPROCS" in page


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_the_console_runs(path: Path, kernel: Kernel):
    with attached(kernel) as console:
        for cell in notebooks.code(notebooks.read(path)):
            published = console.run(cell.source)
            failures = [m["content"] for m in published if m["msg_type"] == "error"]
            assert len(failures) == int(notebooks.fails(cell)), (cell.source, failures)


def test_the_console_starts_a_kernel_of_its_own():
    # Fed by a pipe, it takes a line for a cell.
    typed = f"{LANGUAGE.one_import}\n{LANGUAGE.hello}\n"
    done = jupyter(
        *("console", "--simple-prompt", "--no-confirm-exit", "--kernel", LANGUAGE.kernel),
        input=typed,
    )
    assert done.returncode == 0, done.stderr
    assert "hello, world" in done.stdout


@pytest.mark.skipif(LANGUAGE is not GO, reason="the text's program is Go")
def test_the_program_of_section_7_prints_what_the_text_says():
    nb = notebooks.read(PATHS[7])
    NotebookClient(nb, timeout=LIMIT, kernel_name=LANGUAGE.kernel).execute()
    [cell, _] = [c for c in notebooks.code(nb) if "=== Basic Goroutine" in c.source]
    printed = notebooks.stdout(cell).splitlines()

    def section(title: str) -> list[str]:
        start = printed.index(f"=== {title} ===") + 1
        rest = printed[start:]
        return rest[: rest.index("")] if "" in rest else rest

    assert re.fullmatch(r"CPUs: \d+, GOMAXPROCS: \d+", printed[0])
    assert section("Basic Goroutine") == ["Hello from goroutine!"]
    *workers, last = section("WaitGroup Pattern")
    assert last == "All workers completed"
    assert sorted(workers) == sorted(
        f"Worker {n} {what}" for n in (1, 2, 3) for what in ("starting", "done")
    )
    # All start before the first is done, 100 ms later.
    assert all(line.endswith("starting") for line in workers[:3])
    [many] = section("Many Goroutines")
    counts = re.fullmatch(r"Before: (\d+), Peak: (\d+), After: (\d+)", many)
    assert counts
    before, peak, after = map(int, counts.groups())
    # An interpreted loop is too slow for all of them to be alive within 10 ms.
    assert (before, after) == (1, 1)
    assert 1 < peak <= 10_001
    assert sorted(section("Channel Communication")) == sorted(
        f"Result: {n * n}" for n in range(1, 6)
    )

    [report] = notebooks.reports(cell)
    assert report
    [shown] = [o for o in cell.outputs if "schedtick" in o.get("metadata", {})]
    line = shown.data["text/plain"].splitlines()[0]
    assert re.match(r"goroutines 1 -> [\d,]+ -> 1 · GOMAXPROCS \d+ · threads ", line), line
