"""The bundled notebooks, as the clients' tests use them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat

import samples

REPOSITORY = Path(__file__).resolve().parents[2]


def bundled() -> list[Path]:
    """Return the eight notebooks, in order."""
    found = sorted((REPOSITORY / "notebooks").glob("0*.ipynb"))
    assert [p.name[:3] for p in found] == [f"0{n}-" for n in range(8)], found
    return found


def read(path: Path) -> nbformat.NotebookNode:
    """Read a notebook and direct it at the kernel under test."""
    nb = nbformat.read(path, as_version=4)
    nbformat.validate(nb)
    language = samples.chosen()
    if language is not samples.GO:
        # The reference kernel cannot run Go: it proves the clients, on a stand-in.
        nb.cells = [nbformat.v4.new_code_cell(c) for c in (language.hello, "6 * 7")]
    return _direct(nb)


def new(*cells: str) -> nbformat.NotebookNode:
    """Return a notebook of the given code cells, for the kernel under test."""
    return _direct(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells]))


def _direct(nb: nbformat.NotebookNode) -> nbformat.NotebookNode:
    language = samples.chosen()
    nb.metadata.kernelspec = {
        "name": language.kernel,
        "display_name": language.kernel,
        "language": language.name,
    }
    return nb


def code(nb: nbformat.NotebookNode) -> list[Any]:
    """Return the code cells of a notebook."""
    return [c for c in nb.cells if c.cell_type == "code"]


def fails(cell: Any) -> bool:
    """Tell whether a cell is there to fail."""
    return "raises-exception" in cell.metadata.get("tags", [])


def errors(nb: nbformat.NotebookNode) -> list[str]:
    """Return what went wrong in an executed notebook, cell by cell."""
    return [
        f"cell {i}: {out.ename}: {out.evalue}"
        for i, cell in enumerate(nb.cells)
        if cell.cell_type == "code" and not fails(cell)
        for out in cell.outputs
        if out.output_type == "error"
    ]


def stdout(cell: Any) -> str:
    """Return what an executed cell printed."""
    return "".join(o.text for o in cell.outputs if o.get("name") == "stdout")


def reports(cell: Any) -> list[dict[str, Any]]:
    """Return the reports below an executed cell, as structured data."""
    return [o.metadata["schedtick"] for o in cell.outputs if "schedtick" in o.get("metadata", {})]
