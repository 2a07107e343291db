"""Take the pictures of docs/img: python -m browser.pictures, in kernel/conformance."""

from __future__ import annotations

import tempfile
from pathlib import Path

import nbformat
from playwright.sync_api import ViewportSize, sync_playwright

import notebooks
from browser.lab import FLAGS, chromium, serving
from browser.page import NotebookPage
from browser.test_waits import PHILOSOPHERS

IMAGES = notebooks.REPOSITORY / "docs" / "img"
MARGIN = 4  # CSS pixels around a cell
OPEN = 640  # CSS pixels of an open report

IMPORTS = """%reset
import (
	"fmt"
	"runtime"
	"sync"
	"time"
)"""

GATE = """gate := make(chan struct{})
var wg sync.WaitGroup
for range 10_000 {
	wg.Go(func() { <-gate })
}
waiting := runtime.NumGoroutine() - 1
close(gate)
wg.Wait()
waiting"""

BROKEN = """func average(xs []float64) float64 {
	sum, n := 0.0, len(xs)
	for _, x := range xs {
		sum += x
	}
	return sum / len(xs)
}

fmt.Printn(average([]float64{1, 2, 4}))"""

PANIC = """results := make([]int, 3)
for i := range 4 {
	wg.Go(func() {
		results[i] = i * i
	})
}
wg.Wait()"""


DEADLOCK = """ch := make(chan int)
ch <- 42"""

TIMELINE = """%%timeline
runtime.GOMAXPROCS(2)
var busy sync.WaitGroup
for i := range 8 {
	busy.Go(func() {
		for n := range 200_000 {
			i += n
		}
	})
}
for range 8 {
	busy.Go(func() { time.Sleep(60 * time.Millisecond) })
}
busy.Wait()"""


# Two pixels where a screen has one.
SHARP: ViewportSize = {"width": 1140, "height": 2400}


def _keep(page: NotebookPage, number: int, name: str, tallest: float = 1000) -> None:
    """Keep a picture of a cell and its outputs, of a bounded height."""
    cell = page.code.nth(number)
    cell.scroll_into_view_if_needed()
    for picture in cell.locator("img").all():
        picture.evaluate("img => img.decode()")  # waits until it can be drawn
    box = cell.bounding_box()
    if box is None:
        raise AssertionError(f"cell {number} is not drawn")
    clip = {
        "x": box["x"] - MARGIN,
        "y": box["y"] - MARGIN,
        "width": box["width"] + 2 * MARGIN,
        "height": min(box["height"] + 2 * MARGIN, tallest),
    }
    page.page.screenshot(path=IMAGES / f"{name}.png", clip=clip)


def main() -> None:
    """Take all pictures."""
    with (
        tempfile.TemporaryDirectory() as work,
        serving(Path(work)) as lab,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        nb = notebooks.new(
            IMPORTS, GATE, BROKEN, PANIC, DEADLOCK, PHILOSOPHERS, "%waits", TIMELINE, ""
        )
        for cell in nb.cells:
            cell.metadata["tags"] = ["raises-exception"]
        nbformat.write(nb, lab.root / "pictures.ipynb")
        for theme in ("light", "dark"):
            context = browser.new_context(viewport=SHARP, device_scale_factor=2)
            page = NotebookPage(context.new_page(), lab, "pictures.ipynb")
            page.theme(f"JupyterLab {theme.capitalize()}")
            # The active cell has a toolbar over it: let it be the empty one.
            page.command("notebook:run-all-cells")
            page.wait_ran(page.code.nth(7))
            page.cells.last.click()
            suffix = "" if theme == "light" else "-dark"
            _keep(page, 1, "cell" + suffix)
            _keep(page, 2, "compile-error" + suffix)
            _keep(page, 3, "panic" + suffix)
            _keep(page, 4, "deadlock" + suffix)
            _keep(page, 6, "waits" + suffix)
            _keep(page, 7, "timeline" + suffix)
            page.code.nth(1).locator("summary").first.click()
            page.cells.last.click()
            _keep(page, 1, "report" + suffix, OPEN)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
