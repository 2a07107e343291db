"""A Jupyter of one's own: no file of the person who runs the tests is read or written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

# Where Jupyter and schedtick keep configuration, kernelspecs, connection files,
# trust and history. HOME stays: the go command keeps its build cache below it.
_VARIABLES = (
    "IPYTHONDIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
)


def environment(root: Path, base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return base with every such directory moved below root, where they are made."""
    env = dict(base)
    # A leaked path would let a kernelspec of the user's shadow the one under test.
    env.pop("JUPYTER_PATH", None)
    env.pop("JUPYTER_CONFIG_PATH", None)
    for name in _VARIABLES:
        place = root / name.lower()
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        env[name] = str(place)
    return env
