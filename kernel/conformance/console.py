"""The Jupyter console in a terminal, typed into as a person types."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pexpect

from client import PATIENCE, Kernel
from messages import Message, parent

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\r")
_PASTE = "\x1b[200~{}\x1b[201~\r"


class Console:
    """A console on a kernel that the test holds too, and so hears."""

    def __init__(self, kernel: Kernel, terminal: pexpect.spawn) -> None:
        """Wait for the first prompt."""
        self.kernel = kernel
        self.terminal = terminal
        self.screen = ""
        self._until(lambda: "In [1]:" in self.screen)

    def run(self, cell: str) -> list[Message]:
        """Paste a cell, press Enter, and return what the kernel published until the next prompt."""
        mine = self.kernel.client.session.session
        heard: list[Message] = []
        self.screen = ""
        # What is not Go is ended by an empty line.
        self.terminal.send(_PASTE.format(cell + "\n" if cell.startswith("%%") else cell))

        def done() -> bool:
            heard.extend(self.kernel.heard())
            theirs = [m for m in heard if m["parent_header"].get("session") != mine]
            number = next(
                (
                    m["content"]["execution_count"]
                    for m in theirs
                    if m["msg_type"] == "execute_input"
                ),
                None,
            )
            return number is not None and f"In [{number + 1}]:" in self.screen

        self._until(done)
        return [m for m in heard if parent(m)]

    def _until(self, done: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < deadline, self.screen
            try:
                self.screen += _CONTROL.sub("", self.terminal.read_nonblocking(65536, timeout=0.1))
            except pexpect.TIMEOUT:
                continue


@contextmanager
def attached(kernel: Kernel) -> Iterator[Console]:
    """Start a console on a kernel that runs, and end it."""
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "jupyter", "console", "--existing", kernel.manager.connection_file],
        env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
        dimensions=(50, 160),
        encoding="utf-8",
        codec_errors="replace",
    )
    try:
        yield Console(kernel, terminal)
    finally:
        terminal.close(force=True)
