"""Give a live slide, as a lecturer does: python -m browser.rise DIR, in kernel/conformance.

It needs `pip install jupyterlab-rise==0.43.1` in the environment, which is not among the
pinned packages: its page is built for an older JupyterLab, complains in the browser's
console, and asks a host that is not ours for the theme's fonts (and does without them).
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Request, expect, sync_playwright

import notebooks
from browser.lab import FLAGS, chromium, serving
from browser.page import LOOPBACK

PROJECTOR = {"width": 1280, "height": 800}
SLIDES = ("1. Problem It Solves (Engineering Motivation)", "Your first report")


def main(directory: str) -> str | None:
    """Run the first cell of the first section on its slide; return what is wrong, or nothing."""
    if importlib.util.find_spec("jupyterlab_rise") is None:
        return "jupyterlab_rise is not installed"
    shots = Path(directory)
    shots.mkdir(parents=True, exist_ok=True)
    strangers: set[str] = set()

    def asked(request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host and host not in LOOPBACK:
            strangers.add(host)

    with (
        tempfile.TemporaryDirectory() as work,
        serving(Path(work)) as lab,
        sync_playwright() as playwright,
    ):
        lesson = notebooks.bundled()[1]
        shutil.copy(lesson, lab.root)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_context(viewport=PROJECTOR).new_page()
        page.on("request", asked)
        page.goto(f"{lab.address}rise/{lesson.name}?token={lab.token}")
        shown = page.locator("section.present section.present")
        expect(shown.locator("h1").first).to_be_visible()
        for heading in SLIDES:
            page.keyboard.press("ArrowRight")
            expect(shown.locator("h2").first).to_contain_text(heading)
        cell = shown.locator(".jp-CodeCell").first
        prompt = cell.locator(".jp-InputPrompt").first
        # The slides are there before their kernel is.
        page.wait_for_function(
            """async url => {
                const [kernel] = await (await fetch(url)).json();
                return kernel?.execution_state === "idle" && kernel.connections > 0;
            }""",
            arg=f"{lab.address}api/kernels?token={lab.token}",
        )
        cell.locator(".cm-content").click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text('import "fmt"\n\nfmt.Println("typed", "during the lecture")')
        page.keyboard.press("Control+Enter")
        expect(cell).to_contain_text("typed during the lecture")
        expect(cell).to_contain_text("goroutines 1 → 1 → 1")
        expect(prompt).to_have_text("[1]:")
        page.screenshot(path=shots / "rise.png")
        browser.close()
    print(f"{shots / 'rise.png'}; asked elsewhere: {', '.join(sorted(strangers)) or 'nobody'}")
    return None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
