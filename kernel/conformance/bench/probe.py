"""The measuring client: bare sockets, so that what is measured is the kernel."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import zmq
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import Session

from client import gone
from private import environment

PATIENCE = 120_000  # milliseconds for one message


@dataclass(frozen=True)
class Run:
    """One executed cell, from the request to both its reply and its idle status."""

    seconds: float
    stdout: list[str]  # one entry a stream message
    displays: int  # display_data messages, the report among them


class Probe:
    """A kernel's process, with a shell and an iopub socket on it."""

    def __init__(self, name: str, work: Path) -> None:
        """Start the kernel; the clock of `first` starts here."""
        self._context = zmq.Context()
        self._session = Session(key=secrets.token_hex(16).encode())
        path, info = write_connection_file(
            str(work / f"{secrets.token_hex(4)}.json"), key=self._session.key
        )
        self._shell = self._connect(zmq.DEALER, info["shell_port"])
        self._iopub = self._connect(zmq.SUB, info["iopub_port"])
        self._iopub.setsockopt(zmq.SUBSCRIBE, b"")
        self._listens = False
        argv = KernelSpecManager().get_kernel_spec(name).argv
        argv = [sys.executable if a == "python" else a for a in argv]
        argv = [a.replace("{connection_file}", path) for a in argv]
        self._started = time.perf_counter()
        self._process = subprocess.Popen(
            argv,
            env=environment(work),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _connect(self, kind: int, port: int) -> zmq.Socket[bytes]:
        socket: zmq.Socket[bytes] = self._context.socket(kind)
        # Ask again every millisecond until the kernel listens, and drop nothing.
        socket.setsockopt(zmq.RECONNECT_IVL, 1)
        socket.setsockopt(zmq.RCVHWM, 0)
        socket.setsockopt(zmq.LINGER, 0)
        socket.setsockopt(zmq.RCVTIMEO, PATIENCE)
        if kind == zmq.DEALER:
            socket.setsockopt(zmq.IDENTITY, self._session.bsession)
        socket.connect(f"tcp://127.0.0.1:{port}")
        return socket

    def first(self, code: str) -> float:
        """Return the seconds from the start of the process to the first execute_reply."""
        reply = self._reply(self._send(code))
        seconds = time.perf_counter() - self._started
        if reply["status"] != "ok":
            raise AssertionError(f"{code}: {reply}")
        return seconds

    def run(self, code: str, *, may_fail: bool = False) -> Run:
        """Execute a cell, which must succeed unless it may fail."""
        self._listen()
        start = time.perf_counter()
        request = self._send(code)
        printed, displays = self._published(request)
        reply = self._reply(request)
        seconds = time.perf_counter() - start
        if reply["status"] != "ok" and not may_fail:
            raise AssertionError(f"{code}: {reply}")
        # Decoding waits until the clock has stopped.
        return Run(seconds, [json.loads(p)["text"] for p in printed], displays)

    def _listen(self) -> None:
        """Return when iopub is connected: what was published before is lost."""
        while not self._listens:
            msg = self._session.send(self._shell, "kernel_info_request", {})
            self._reply(msg["header"]["msg_id"])
            self._listens = self._iopub.poll(20) != 0

    def _send(self, code: str) -> str:
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        msg = self._session.send(self._shell, "execute_request", content)
        return msg["header"]["msg_id"]

    def _reply(self, request: str) -> dict[str, object]:
        while True:
            _, msg = self._session.recv(self._shell, mode=0)
            if msg["parent_header"].get("msg_id") == request:
                return msg["content"]

    def _published(self, request: str) -> tuple[list[bytes], int]:
        """Return what came before the request's idle status: raw streams, and how many displays."""
        wanted = request.encode()
        printed, displays = [], 0
        while True:
            frames = self._iopub.recv_multipart()
            header, parent, _, content = frames[frames.index(b"<IDS|MSG>") + 2 :][:4]
            if wanted not in parent:
                continue
            kind = json.loads(header)["msg_type"]
            if kind == "stream":
                printed.append(content)
            elif kind == "display_data":
                displays += 1
            elif kind == "status" and json.loads(content)["execution_state"] == "idle":
                return printed, displays

    def family(self) -> list[psutil.Process]:
        """Return the kernel's process, then what it started."""
        kernel = psutil.Process(self._process.pid)
        return [kernel, *kernel.children(recursive=True)]

    def close(self) -> None:
        """End the kernel and whatever it started."""
        family = self.family() if self._process.poll() is None else []
        self._process.kill()
        self._process.wait()
        gone(family, kill=True)
        self._context.destroy(linger=0)


@contextmanager
def probing(name: str) -> Iterator[Probe]:
    """Start a kernel in a private Jupyter, and end it."""
    with tempfile.TemporaryDirectory(prefix="schedtick-bench-") as work:
        probe = Probe(name, Path(work))
        try:
            yield probe
        finally:
            probe.close()


def machine() -> str:
    """Return what a reader must know of the machine."""
    cpus, load = os.cpu_count(), os.getloadavg()[0]
    return f"{cpus} CPUs, load {load:.1f} at the start, Python {sys.version.split()[0]}"
