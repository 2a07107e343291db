"""A kernel and the client that talks to it, one object for the tests to hold.

Nothing here waits for time to pass: every wait is for a message or for the end
of a process, and has a deadline.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Empty
from typing import Any

import psutil
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from messages import Message, check, parent
from samples import Language

# Long enough for a loaded machine, short enough for a person.
PATIENCE = 30.0


@dataclass
class Cell:
    """One executed cell: the content of its reply, and what it published."""

    reply: dict[str, Any]
    outputs: list[Message] = field(default_factory=list)

    def of(self, *types: str) -> list[dict[str, Any]]:
        """Return the contents of the outputs of these message types, in order."""
        return [m["content"] for m in self.outputs if m["msg_type"] in types]

    def text(self, stream: str = "stdout") -> str:
        """Return all that the cell wrote to a stream."""
        return "".join(c["text"] for c in self.of("stream") if c["name"] == stream)

    @property
    def result(self) -> str | None:
        """The text of the cell's result, or None."""
        contents = self.of("execute_result")
        return contents[-1]["data"]["text/plain"] if contents else None

    @property
    def reports(self) -> list[dict[str, Any]]:
        """What the scheduler did, as structured data: one entry a report."""
        contents = self.of("display_data")
        return [c["metadata"]["schedtick"] for c in contents if "schedtick" in c["metadata"]]

    @property
    def displays(self) -> list[dict[str, Any]]:
        """What the cell itself displayed."""
        return [c for c in self.of("display_data") if "schedtick" not in c["metadata"]]


class Kernel:
    """A running kernel with one client. Use `running` to get one."""

    def __init__(self, language: Language, manager: KernelManager) -> None:
        """Connect to the kernel of manager."""
        self.language = language
        self.manager = manager
        self.client: BlockingKernelClient = manager.client()
        self.strays: list[Message] = []  # of other requests than the awaited one
        self._replies: dict[str, Message] = {}
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    # --- requests ---

    def submit(self, code: str, **options: Any) -> str:
        """Ask for a cell to be executed and return the request's id."""
        return self.client.execute(code, **options)

    def run(self, code: str, **options: Any) -> Cell:
        """Execute a cell and return it when it is done, whatever came of it."""
        return self.finish(self.submit(code, **options))

    def ok(self, code: str, **options: Any) -> Cell:
        """Execute a cell that must succeed."""
        cell = self.run(code, **options)
        assert cell.reply["status"] == "ok", cell.reply
        return cell

    def finish(self, request: str, patience: float = PATIENCE) -> Cell:
        """Wait for a request's idle status and its reply."""
        outputs: list[Message] = []
        self.until(
            lambda m: (
                parent(m) == request
                and m["msg_type"] == "status"
                and m["content"]["execution_state"] == "idle"
            ),
            patience,
            outputs.append,
        )
        mine = [m for m in outputs if parent(m) == request]
        self.strays += [m for m in outputs if parent(m) != request]
        reply = self.reply(request, patience)
        noise = ("status", "execute_input")
        return Cell(reply["content"], [m for m in mine if m["msg_type"] not in noise])

    def until(
        self,
        wanted: Callable[[Message], bool],
        patience: float = PATIENCE,
        seen: Callable[[Message], None] = lambda _: None,
    ) -> Message:
        """Return the next published message that is wanted; hand all others to seen."""
        deadline = time.monotonic() + patience
        while True:
            try:
                msg = self.client.get_iopub_msg(timeout=max(0.001, deadline - time.monotonic()))
            except Empty:
                raise AssertionError(f"nothing of the kind was published in {patience} s") from None
            if wanted(check(msg)):
                return msg
            seen(msg)

    def heard(self) -> list[Message]:
        """Return what was published and not yet taken, without waiting."""
        taken = []
        while self.client.iopub_channel.msg_ready():
            taken.append(check(self.client.get_iopub_msg(timeout=PATIENCE)))
        return taken

    def until_printed(self, request: str, text: str) -> None:
        """Wait until a running cell has printed text."""
        printed = ""

        def has(msg: Message) -> bool:
            nonlocal printed
            if parent(msg) == request and msg["msg_type"] == "stream":
                printed += msg["content"]["text"]
            return text in printed

        self.until(has)

    def reply(self, request: str, patience: float = PATIENCE) -> Message:
        """Wait for the reply to a request on shell. Replies may come in any order."""
        return self._await(request, self.client.get_shell_msg, patience)

    def control(self, kind: str, content: dict[str, Any], patience: float = PATIENCE) -> Message:
        """Send a request on control and return its reply."""
        msg = self.client.session.msg(kind, content)
        self.client.control_channel.send(msg)
        return self._await(msg["header"]["msg_id"], self.client.get_control_msg, patience)

    def shell(self, kind: str, content: dict[str, Any]) -> str:
        """Send a message on shell and return its id."""
        msg = self.client.session.msg(kind, content)
        self.client.shell_channel.send(msg)
        return msg["header"]["msg_id"]

    def _await(self, request: str, receive: Callable[..., Message], patience: float) -> Message:
        deadline = time.monotonic() + patience
        while request not in self._replies:
            try:
                msg = check(receive(timeout=max(0.001, deadline - time.monotonic())))
            except Empty:
                raise AssertionError(f"no reply in {patience} s") from None
            self._replies[parent(msg)] = msg
        return self._replies.pop(request)

    # --- the process ---

    @property
    def process(self) -> psutil.Process:
        """The kernel's process."""
        return psutil.Process(self.manager.provisioner.process.pid)

    def family(self) -> list[psutil.Process]:
        """Return the kernel's process and all below it."""
        return [self.process, *self.process.children(recursive=True)]

    def close(self) -> None:
        """End the kernel, however it is, and whatever it started."""
        family = self.family() if self.manager.has_kernel and self.alive else []
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        gone(family, kill=True)

    @property
    def alive(self) -> bool:
        """Whether the kernel's process runs."""
        return self.manager.provisioner is not None and self.manager.is_alive()


def gone(processes: list[psutil.Process], patience: float = 5.0, *, kill: bool = False) -> None:
    """Wait until processes have ended. Those that have not are killed, or are an error."""
    _, left = psutil.wait_procs(processes, timeout=0 if kill else patience)
    for process in left:
        process.kill()
    psutil.wait_procs(left, timeout=patience)
    assert kill or not left, f"still there after {patience} s: {left}"


@contextmanager
def running(language: Language) -> Iterator[Kernel]:
    """Start a kernel, run the language's prelude in it, and end it."""
    manager = KernelManager(kernel_name=language.kernel)
    manager.start_kernel()
    try:
        kernel = Kernel(language, manager)
    except BaseException:
        manager.shutdown_kernel(now=True)
        raise
    try:
        kernel.ok(language.prelude)
        yield kernel
    finally:
        kernel.close()
