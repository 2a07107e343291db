"""Interrupting whatever a cell is blocked in: idle within a second, state kept."""

from __future__ import annotations

import time

import psutil
import pytest

from client import PATIENCE, Kernel
from samples import chosen

LANGUAGE = chosen()

# What a person calls at once. ipykernel needs about as long.
SOON = 1.0


def interrupt(kernel: Kernel, request: str) -> None:
    """Interrupt a running cell; it must end in an error soon, and the kernel go on."""
    start = time.monotonic()
    assert kernel.control("interrupt_request", {})["content"]["status"] == "ok"
    cell = kernel.finish(request, patience=SOON + 4)
    took = time.monotonic() - start
    assert cell.reply["status"] == "error"
    assert took <= SOON
    assert kernel.ok(LANGUAGE.read).result == "42"


@pytest.mark.parametrize("what", LANGUAGE.blocks)
def test_interrupting(shared: Kernel, what: str):
    shared.ok(LANGUAGE.assign)
    request = shared.submit(LANGUAGE.blocks[what], allow_stdin=True)
    shared.until_printed(request, "ready")
    if what == "stdin":
        shared.client.get_stdin_msg(timeout=PATIENCE)
    interrupt(shared, request)


def test_interrupting_a_flood(shared: Kernel):
    shared.ok(LANGUAGE.assign)
    request = shared.submit(LANGUAGE.endless)
    shared.until_printed(request, "again")
    interrupt(shared, request)


def test_an_interrupt_of_nothing_changes_nothing(shared: Kernel):
    shared.ok(LANGUAGE.assign)
    assert shared.control("interrupt_request", {})["content"]["status"] == "ok"
    assert shared.ok(LANGUAGE.read).result == "42"


@pytest.mark.skipif(not LANGUAGE.survives_kill, reason="this kernel runs cells in its own process")
def test_a_worker_killed_from_outside_is_an_error_of_its_cell(kernel: Kernel):
    kernel.ok(LANGUAGE.assign)
    request = kernel.submit(LANGUAGE.blocks["loop"])
    kernel.until_printed(request, "ready")
    [worker] = [p for p in kernel.family()[1:] if p.status() != psutil.STATUS_ZOMBIE]
    worker.kill()
    cell = kernel.finish(request)
    assert cell.reply["status"] == "error"
    assert "x" in "".join(cell.of("error")[0]["traceback"])  # names what is lost
    # Imports were declared again: this needs fmt.
    assert kernel.ok(LANGUAGE.hello).text() == "hello, world\n"
    assert kernel.run(LANGUAGE.read).reply["status"] == "error"
