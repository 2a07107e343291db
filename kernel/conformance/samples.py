"""What the tests say to a kernel, in its language.

The tests are written once. They run against schedtick, and, to prove the tests
themselves, against the reference kernel: ``SCHEDTICK_TEST_KERNEL=python3``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Language:
    """The samples of one kernel. Code that blocks prints ``ready`` first."""

    kernel: str  # name of the kernelspec
    name: str  # language_info.name
    extension: str  # language_info.file_extension

    # For Jupyter's own suite.
    hello: str
    to_stderr: str
    error: str
    page: str
    inspect: str
    clear: str
    display: list[dict[str, str]]
    results: list[dict[str, str]]
    history_pattern: str
    completions: list[dict[str, Any]]
    complete: list[str]
    incomplete: list[str]
    invalid: list[str]

    # Runs first in every kernel: the imports that the samples rely on.
    prelude: str
    one_import: str  # what hello needs of it, in a line

    # For ours. Each value of asks reads one line and prints "got: <line>".
    asks: dict[str, str]
    assign: str  # sets x to 41
    read: str  # a cell whose result is x + 1
    undefined: str  # part of the error's value when x is not declared
    blocks: dict[str, str]  # by what it blocks in: runs until interrupted
    endless: str  # prints without end
    lines: str  # prints the numbers from 0, a line each; {n} of them
    late_start: str  # starts a thread that prints "late" once late_go ran
    late_go: str
    late_join: str  # returns after "late" was printed
    progress: str  # update_display: shows "0%", then "100%" in its place

    reports: bool = False  # every cell shows what the scheduler did
    welcomes: bool = False  # sends iopub_welcome
    answers_while_busy: bool = False  # shell requests overlap with a running cell
    survives_kill: bool = False  # user code runs in a process of its own
    shortfalls: frozenset[str] = frozenset()  # tests that this kernel is known to fail


def _imports(*paths: str) -> str:
    return "import (\n" + "".join(f'\t"{p}"\n' for p in paths) + ")"


_READY = 'fmt.Println("ready")\n'

GO = Language(
    kernel="schedtick",
    name="go",
    extension=".go",
    hello='fmt.Println("hello, world")',
    to_stderr='fmt.Fprintln(os.Stderr, "oops")',
    error='panic("boom")',
    page="fmt.Println?",
    inspect="fmt.Println",
    clear='import "schedtick/kernel/display"\ndisplay.ClearOutput(true)',
    # The suite expects the sample's type in every display, the report's included.
    display=[
        {
            "code": 'import "schedtick/kernel/display"\ndisplay.HTML("<b>hi</b>")',
            "mime": "text/html",
        },
        {"code": 'display.HTML("<i>again</i>")', "mime": "text/html"},
    ],
    results=[
        {"code": "6 * 7", "result": "42"},
        {"code": '"go" + "pher"', "result": "gopher"},
        {"code": "len([]int{1, 2, 3}) + 6", "result": "9"},
    ],
    history_pattern="6 * 7",
    completions=[
        {"text": "fmt.Printl", "matches": {"Println"}},
        {
            "text": "strings.TrimS",
            "matches": {"TrimSpace", "TrimSuffix"},
        },
        {"text": "runtime.NumG", "matches": {"NumGoroutine"}},
    ],
    complete=[
        "x := 1",
        'fmt.Println("hi")',
        "func f() int { return 1 }",
        "for i := range 3 {\n\tfmt.Println(i)\n}",
        "",
    ],
    incomplete=["func f() {", "x := []int{1,", "fmt.Println(", "if true {\n", "s := `raw", "1 +"],
    invalid=["x := )", "func func", 'fmt.Println("a" "b")'],
    prelude=_imports("bufio", "fmt", "net", "os", "runtime", "strings", "sync", "time"),
    one_import='import "fmt"',
    asks={
        "fmt.Scan": 'var word string\nfmt.Scan(&word)\nfmt.Println("got:", word)',
        "bufio": 's := bufio.NewScanner(os.Stdin)\ns.Scan()\nfmt.Println("got:", s.Text())',
        "reader": "r := bufio.NewReader(os.Stdin)\nt, err := r.ReadString('\\n')\n"
        'fmt.Println("got:", strings.TrimSpace(t))\nif err != nil { fmt.Println(err) }',
    },
    assign="x := 41",
    read="x + 1",
    undefined="undefined: x",
    blocks={
        "loop": _READY + "for {}",
        "sleep": _READY + "time.Sleep(time.Hour)",
        "receive": _READY + "<-make(chan int)",
        "send": _READY + "make(chan int) <- 1",
        "range": _READY + "for range make(chan int) {}",
        "select": _READY + "select {}",
        "waitgroup": _READY + "var wg sync.WaitGroup\nwg.Add(1)\nwg.Wait()",
        "mutex": _READY + "var mu sync.Mutex\nmu.Lock()\nmu.Lock()",
        "cond": _READY + "c := sync.NewCond(new(sync.Mutex))\nc.L.Lock()\nc.Wait()",
        "network": 'l, _ := net.Listen("tcp", "127.0.0.1:0")\n'
        'c, _ := net.Dial("tcp", l.Addr().String())\n' + _READY + "c.Read(make([]byte, 1))",
        "stdin": _READY + "bufio.NewScanner(os.Stdin).Scan()",
    },
    endless='for { fmt.Println("again") }',
    lines="for i := range {n} {{ fmt.Println(i) }}",
    late_start="gate, done := make(chan bool), make(chan bool)\n"
    'go func() { <-gate; fmt.Println("late"); close(done) }()',
    late_go="close(gate)",
    late_join="<-done",
    progress='import "schedtick/kernel/display"\nd := display.Text("0%")\nd.Text("100%")',
    reports=True,
    welcomes=True,
    answers_while_busy=True,
    survives_kill=True,
)

PYTHON = Language(
    kernel="python3",
    name="python",
    extension=".py",
    hello='print("hello, world")',
    to_stderr='import sys; print("oops", file=sys.stderr)',
    error='raise Exception("boom")',
    page="zip?",
    inspect="zip",
    clear="from IPython.display import clear_output; clear_output()",
    display=[
        {
            "code": "from IPython.display import HTML, display; display(HTML('<b>hi</b>'))",
            "mime": "text/html",
        },
    ],
    results=[
        {"code": "6 * 7", "result": "42"},
        {"code": "5 + 4", "result": "9"},
        {"code": "2 ** 4", "result": "16"},
    ],
    history_pattern="6 * 7",
    completions=[{"text": "zi", "matches": {"zip"}}],
    complete=["1", "print('hello, world')"],
    incomplete=["print('''hello", "for i in range(10):\n  "],
    invalid=["import = 7q"],
    prelude="import sys, threading, time",
    one_import="import sys",
    asks={"input": 'print("got:", input())'},
    assign="x = 41",
    read="x + 1",
    undefined="name 'x' is not defined",
    blocks={
        "loop": 'print("ready", flush=True)\nwhile True: pass',
        "sleep": 'import time; print("ready", flush=True); time.sleep(3600)',
    },
    endless='while True: print("again")',
    lines="for i in range({n}): print(i)",
    late_start="import threading\ngate, done = threading.Event(), threading.Event()\n"
    'def late():\n    gate.wait(); print("late", flush=True); done.set()\n'
    "threading.Thread(target=late).start()",
    late_go="gate.set()",
    late_join="done.wait() and None",
    progress="from IPython.display import display\n"
    "d = display({'text/plain': '0%'}, raw=True, display_id=True)\n"
    "d.update({'text/plain': '100%'}, raw=True)",
    shortfalls=frozenset(
        {
            "test_history",  # a range names its session 0
            "test_late_output_belongs_to_the_cell_that_started_it",  # to the latest
            "test_interrupting_a_flood",  # takes more than a second
            "test_a_shutdown_is_answered_and_leaves_nothing_behind",  # not when busy
        }
    ),
)


def chosen() -> Language:
    """Return the samples of the kernel under test."""
    name = os.environ.get("SCHEDTICK_TEST_KERNEL", GO.kernel)
    for language in (GO, PYTHON):
        if language.kernel == name:
            return language
    raise ValueError(f"no samples for a kernel called {name!r}")
