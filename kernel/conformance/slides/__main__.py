"""python -m slides REVEAL DIR: write the slides of all notebooks to DIR."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import nbformat
from nbconvert import SlidesExporter
from traitlets.config import Config

import notebooks

HERE = Path(__file__).resolve().parent
LINK = re.compile(r"<link[^>]*/dist/[^>]*>")
IMPORT = re.compile(r"@import[^;]+;")
OUTSIDE = re.compile(r"""(?:src|href)=["'](?:https?:)?//[^"']+["']""")


def inside(reveal: Path) -> dict[str, str]:
    """Return the styles and scripts that a page of slides needs."""
    css = [
        (reveal / "dist" / name).read_text()
        for name in ("reset.css", "reveal.css", "theme/simple.css")
    ]
    js = [(reveal / name).read_text() for name in ("dist/reveal.js", "plugin/notes/notes.js")]
    # Fonts of the theme would be files beside the page; the system's do.
    css = [IMPORT.sub("", text) for text in css] + [(HERE / "slides.css").read_text()]
    return {"css": "\n".join(css), "js": "\n".join(js).replace("</script>", "<\\/script>")}


def main(reveal: str, directory: str) -> str | None:
    """Write the slides; return what is wrong, or nothing."""
    exporter = SlidesExporter(
        config=Config({"SlidesExporter": {"template_file": str(HERE / "offline.html.j2")}})
    )
    target = Path(directory)
    target.mkdir(parents=True, exist_ok=True)
    within = inside(Path(reveal))
    for path in notebooks.bundled():
        nb = nbformat.read(path, as_version=4)
        page, _ = exporter.from_notebook_node(
            nb, resources={"inside": within, "metadata": {"name": path.stem}}
        )
        page = LINK.sub("", page)
        loads = [m for m in OUTSIDE.findall(page) if m.startswith("src=") or ".css" in m]
        if loads:
            return f"{path.name} would load {loads}"
        out = target / f"{path.stem}.slides.html"
        out.write_text(page, encoding="utf-8")
        print(out)
    return None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
