"""Holds a file to its checksum: python integrity.py FILE sha512-BASE64."""

from __future__ import annotations

import base64
import hashlib
import hmac
import sys
from pathlib import Path


def main(file: str, integrity: str) -> str | None:
    """Return what is wrong, or nothing."""
    algorithm, _, want = integrity.partition("-")
    have = base64.b64encode(hashlib.new(algorithm, Path(file).read_bytes()).digest()).decode()
    return None if hmac.compare_digest(have, want) else f"{file}: {algorithm} is {have}, not {want}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
