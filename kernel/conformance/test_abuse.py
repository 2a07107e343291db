"""Clients that misbehave: the kernel goes on answering the one that does not."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import zmq
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.session import Session

from client import PATIENCE, Kernel
from samples import GO, chosen

LANGUAGE = chosen()
SOON = 1.0
CHANNELS = ("shell", "iopub", "stdin", "control", "hb")

# The reference kernel stops answering when malformed messages come.
pytestmark = pytest.mark.skipif(LANGUAGE is not GO, reason="the reference kernel is not at stake")


class Healthy:
    """A client that asks for kernel_info without a pause, on a thread of its own."""

    def __init__(self, connection_file: str) -> None:
        """Connect; ask from now on, until `stop`."""
        self.slowest = 0.0
        self.answers = 0
        self.failure: BaseException | None = None
        self._file = connection_file
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._ask)
        self._thread.start()

    def _ask(self) -> None:
        client = BlockingKernelClient(connection_file=self._file)
        client.load_connection_file()
        client.start_channels(iopub=False, stdin=False, hb=False)
        try:
            while not self._done.is_set():
                start = time.monotonic()
                client.kernel_info(reply=True, timeout=PATIENCE)
                self.slowest = max(self.slowest, time.monotonic() - start)
                self.answers += 1
        except BaseException as e:  # handed to the test's own thread
            self.failure = e
        finally:
            client.stop_channels()

    def stop(self) -> None:
        """Ask no more."""
        self._done.set()
        self._thread.join()


@contextmanager
def watched(kernel: Kernel) -> Iterator[None]:
    """Let a healthy client ask throughout the block, and the kernel work after it."""
    healthy = Healthy(kernel.manager.connection_file)
    try:
        yield
    finally:
        healthy.stop()
    assert healthy.failure is None
    assert healthy.answers > 0
    assert healthy.slowest <= SOON
    start = time.monotonic()
    kernel.reply(kernel.client.kernel_info(), patience=SOON)
    assert time.monotonic() - start <= SOON
    assert kernel.ok(LANGUAGE.hello).text() == "hello, world\n"


def address(kernel: Kernel, channel: str) -> tuple[str, int]:
    """Return where a channel listens."""
    info = kernel.manager.get_connection_info()
    return info["ip"], info[f"{channel}_port"]


def test_a_client_that_never_reads_is_no_burden(shared: Kernel):
    host, port = address(shared, "iopub")
    before = shared.process.memory_info().rss
    with watched(shared), zmq.Context() as context:
        idle = []
        for _ in range(3):
            sub = context.socket(zmq.SUB)
            sub.setsockopt(zmq.RCVHWM, 1)
            sub.setsockopt(zmq.RCVBUF, 4096)
            sub.setsockopt(zmq.LINGER, 0)
            sub.setsockopt(zmq.SUBSCRIBE, b"")
            sub.connect(f"tcp://{host}:{port}")
            sub.recv_multipart()  # it is subscribed, and will not read again
            idle.append(sub)
        n = 300_000
        assert shared.ok(LANGUAGE.lines.format(n=n)).text() == "".join(f"{i}\n" for i in range(n))
        for sub in idle:
            sub.close()
    assert shared.process.memory_info().rss - before < 128e6


@pytest.mark.parametrize("channel", CHANNELS)
def test_connections_opened_and_dropped(shared: Kernel, channel: str):
    with watched(shared):
        for i in range(1000):
            with socket.create_connection(address(shared, channel), timeout=PATIENCE) as s:
                if i % 3 == 1:
                    s.sendall(b"\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f")  # a greeting's start
                elif i % 3 == 2:
                    s.sendall(b"GET / HTTP/1.1\r\n\r\n")


@pytest.mark.parametrize("channel", CHANNELS)
def test_random_frames(shared: Kernel, channel: str):
    dice = random.Random(channel)  # the same frames in every run
    host, port = address(shared, channel)
    kind = {"iopub": zmq.SUB, "hb": zmq.REQ}.get(channel, zmq.DEALER)
    with watched(shared), zmq.Context() as context, context.socket(kind) as s:
        s.setsockopt(zmq.LINGER, int(PATIENCE * 1000))
        s.setsockopt(zmq.SNDTIMEO, int(PATIENCE * 1000))
        if kind == zmq.REQ:
            s.setsockopt(zmq.REQ_RELAXED, 1)
        s.connect(f"tcp://{host}:{port}")
        for _ in range(10_000):
            if kind == zmq.SUB:
                s.setsockopt(zmq.SUBSCRIBE, dice.randbytes(dice.randrange(40)))
                continue
            frames = [dice.randbytes(dice.randrange(60)) for _ in range(dice.randrange(1, 9))]
            if dice.random() < 0.5:
                frames[dice.randrange(len(frames))] = b"<IDS|MSG>"
            s.send_multipart(frames)


@pytest.mark.parametrize("channel", ["shell", "control", "stdin"])
def test_wrong_signatures(shared: Kernel, channel: str):
    host, port = address(shared, channel)
    forged = Session(key=b"not the key")
    with watched(shared), zmq.Context() as context, context.socket(zmq.DEALER) as s:
        s.connect(f"tcp://{host}:{port}")
        for _ in range(1000):
            forged.send(s, "execute_request", {"code": "os.Exit(1)", "silent": False})
            forged.send(s, "shutdown_request", {"restart": False})
        assert s.poll(0) == 0  # nobody answers a forger
    assert shared.alive
