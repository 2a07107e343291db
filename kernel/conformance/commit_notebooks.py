"""Runs the bundled notebooks and writes their outputs into them, for reading on the web.

Drawings go in too: notebooks/figures/NN-CELL.svg into cell CELL of notebook NN.
What says nothing is left out: message times, the structured data behind a report, and
the HTML of plain reports, which is long and made anew by whoever runs the cell.
"""

from __future__ import annotations

import base64
import json
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

import notebooks
from samples import chosen

LIMIT = 120  # seconds a cell


def scrub(cell: Any) -> None:
    """Keep of a cell's outputs what a reader looks at."""
    kept: list[Any] = []
    for out in cell.outputs:
        out.pop("transient", None)
        if out.get("data") == {"text/plain": ""}:  # where a report was while its cell ran
            continue
        data = out.get("metadata", {}).pop("schedtick", None)
        if data is not None:
            out.metadata["schedtick"] = {"schema": data.get("schema", "")}
            if data.get("schema", "").startswith("schedtick.report/"):
                out.data.pop("text/html", None)
        last = kept[-1] if kept else None
        if last and out.output_type == "stream" == last.output_type and out.name == last.name:
            last.text += out.text
            continue
        kept.append(out)
    cell.outputs = kept
    cell.metadata.pop("execution", None)


DRAWING = re.compile(r"(?<=\(data:image/svg\+xml;base64,)[A-Za-z0-9+/=]*(?=\))")


def draw(path: Path, cell: Any) -> None:
    """Put the drawing that belongs to a cell of a notebook into its place."""
    svg = path.parent / "figures" / f"{path.name[:2]}-{cell.id}.svg"
    if svg.exists():
        cell.source = DRAWING.sub(base64.b64encode(svg.read_bytes()).decode(), cell.source)


def run(path: Path) -> list[str]:
    """Run one notebook, write it, and return what went wrong."""
    nb = notebooks.read(path)
    before = nbformat.read(path, as_version=4).metadata
    client = NotebookClient(
        nb, timeout=LIMIT, kernel_name=chosen().kernel, record_timing=False, allow_errors=False
    )
    client.execute()
    for cell in notebooks.code(nb):
        scrub(cell)
    nb.metadata = before
    for cell in nb.cells:
        if isinstance(cell.source, list):
            cell.source = "".join(cell.source)
        draw(path, cell)
    nbformat.validate(nb)
    text = nbformat.writes(nb)
    text = json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path.write_text(text, encoding="utf-8")
    return notebooks.errors(nb)


def main() -> int:
    """Run all, or those whose number is given."""
    failed = 0
    for path in notebooks.bundled():
        if len(sys.argv) > 1 and path.name[:2] not in sys.argv[1:]:
            continue
        wrong = run(path)
        print(path.name, wrong or "ok")
        failed += bool(wrong)
    return failed


if __name__ == "__main__":
    sys.exit(main())
