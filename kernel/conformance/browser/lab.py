"""JupyterLab on a free port of the loopback, with directories of its own."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from client import gone
from private import environment

PATIENCE = 60.0


@dataclass(frozen=True)
class Lab:
    """A running server."""

    address: str  # of the server, with the slash at its end
    token: str
    root: Path  # the directory that its file browser shows

    def url(self, notebook: str) -> str:
        """Return the address at which JupyterLab opens a notebook, alone and anew."""
        return f"{self.address}lab/tree/{notebook}?token={self.token}&reset"


@contextmanager
def serving(work: Path) -> Iterator[Lab]:
    """Serve work/root until the end of the block; then nothing is left of the server."""
    root = work / "root"
    root.mkdir()
    env = environment(work)
    # The announcement asks its question of a host that is not ours.
    labconfig = Path(env["JUPYTER_CONFIG_DIR"], "labconfig")
    labconfig.mkdir()
    labconfig.joinpath("page_config.json").write_text(
        json.dumps({"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}})
    )
    token = secrets.token_hex(16)
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--ip=127.0.0.1",
        "--port=0",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={root}",
        "--LabApp.expose_app_in_browser=True",
    ]
    with (work / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, env=env, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
        try:
            address = _address(Path(env["JUPYTER_RUNTIME_DIR"]), server)
            yield Lab(address, token, root)
        finally:
            family = psutil.Process(server.pid).children(recursive=True)
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            gone(family, kill=True)


def _address(runtime: Path, server: subprocess.Popen[bytes]) -> str:
    """Return the address that the server wrote down once it listened."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for info in runtime.glob(f"jpserver-{server.pid}.json"):
            try:
                return json.loads(info.read_text())["url"]
            except (json.JSONDecodeError, KeyError):
                pass  # still being written
        if server.poll() is not None:
            raise AssertionError(f"the server ended with {server.returncode}")
        time.sleep(0.05)
    raise AssertionError(f"no server in {PATIENCE} s")


def chromium() -> str:
    """Return the path of a browser of Chromium's family."""
    named = os.environ.get("CHROMIUM")
    found = named or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if not found:
        raise AssertionError("there is no chromium: `make browser` installs Debian's")
    return found


# A browser that keeps to itself.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
