"""Clone, `make lab`, first report: how long it takes somebody who has nothing yet.

Run it with the system's python3 in the repository: it clones the committed state into a
temporary directory, gives it a home of its own (so that all caches are empty), starts
JupyterLab as the README says, asks where it opens, and runs the first cell of that notebook
through the server. It needs the network, as the first `make lab` does.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 1800.0  # seconds: the network decides
# What tells programs where their caches and settings are, apart from HOME.
ELSEWHERE = ("GOCACHE", "GOMODCACHE", "GOPATH", "GOBIN", "PIP_CACHE_DIR", "VIRTUAL_ENV")

# Runs in the clone's own environment, which has websocket-client: asks the server for a
# kernel, sends it the cell, and waits for the report.
CELL = """
import json, sys, urllib.request, uuid
import websocket
address, token, code = sys.argv[1:]
asked = urllib.request.Request(
    address + "api/kernels?token=" + token, b'{"name": "schedtick"}', method="POST")
kernel = json.load(urllib.request.urlopen(asked))["id"]
channel = websocket.create_connection(
    f"ws{address[4:]}api/kernels/{kernel}/channels?token={token}", timeout=60)
header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "session": "1",
          "username": "", "version": "5.4", "date": "2026-01-01T00:00:00Z"}
channel.send(json.dumps({"header": header, "parent_header": {}, "metadata": {}, "channel": "shell",
    "content": {"code": code, "silent": False, "store_history": True, "user_expressions": {},
                "allow_stdin": False, "stop_on_error": True}}))
while True:
    message = json.loads(channel.recv())
    if message["parent_header"].get("msg_id") != header["msg_id"]:
        continue
    if message["msg_type"] == "error":
        sys.exit(message["content"]["evalue"])
    if "schedtick" in message.get("content", {}).get("metadata", {}):
        print(message["content"]["data"]["text/plain"].splitlines()[0])
        break
"""


def bare(home: Path) -> dict[str, str]:
    """Return the environment of somebody who has just come to this machine."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ELSEWHERE and not name.startswith(("XDG_", "JUPYTER", "IPYTHON"))
    }
    # Python itself, not a shim that looks for its home.
    python = str(Path(sys.executable).resolve().parent)
    return kept | {"HOME": str(home), "PATH": python + os.pathsep + kept["PATH"]}


def serving(home: Path, lab: subprocess.Popen[bytes]) -> dict[str, str]:
    """Wait until JupyterLab listens and return what it wrote down about itself."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for path in home.glob(".local/share/jupyter/runtime/jpserver-*.json"):
            with contextlib.suppress(json.JSONDecodeError):  # still being written
                info = json.loads(path.read_text())
                if "url" in info:
                    return info
        if lab.poll() is not None:
            raise SystemExit(f"make lab ended with {lab.returncode}")
        time.sleep(0.1)
    raise SystemExit(f"no JupyterLab in {PATIENCE:.0f} s")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="schedtick-first-") as work:
        home, clone = Path(work, "home"), Path(work, "schedtick")
        home.mkdir()
        env = bare(home)
        start = time.monotonic()

        def so_far(what: str) -> None:
            print(f"{time.monotonic() - start:7.1f} s  {what}", flush=True)

        subprocess.run(["git", "clone", "-q", REPOSITORY, clone], env=env, check=True)
        so_far("cloned")
        lab = subprocess.Popen(
            ["make", "lab", "ARGS=--no-browser --port=0"],
            cwd=clone,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=os.setpgrp,  # no thread runs here; one signal ends all of it
        )
        try:
            info = serving(home, lab)
            so_far("JupyterLab listens")
            address, token = info["url"], info["token"]
            with urllib.request.urlopen(f"{address}?token={token}") as page:
                so_far(f"it opens {page.url.removeprefix(address).partition('?')[0]}")
            notebook = json.loads(Path(clone, "notebooks/00-start-here.ipynb").read_text())
            first = next(c for c in notebook["cells"] if c["cell_type"] == "code")
            ran = subprocess.run(
                [clone / ".venv/bin/python", "-c", CELL, address, token, "".join(first["source"])],
                env=env,
                check=True,
                capture_output=True,
                text=True,
            )
            so_far(ran.stdout.strip())
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(lab.pid, signal.SIGTERM)
            lab.wait()
            spent = os.times()
            print(
                f"{spent.children_user + spent.children_system:7.1f} s  of processors", flush=True
            )
            # The go command makes its modules read-only.
            subprocess.run(["chmod", "-R", "u+w", home], check=True)
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
