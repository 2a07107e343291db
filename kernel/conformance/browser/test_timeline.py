"""The timeline, as it is seen: in JupyterLab, not trusted, exported, as text."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from playwright.sync_api import Browser, Locator, expect

import notebooks
from browser.conftest import SHOTS
from samples import chosen

LANGUAGE = chosen()
pytestmark = pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no %%timeline")

IMPORTS = """import ("runtime"; "sync"; "time")

func busy(n int) (x int) {
	for i := range n {
		x += i % 7
	}
	return
}"""

# The spinners have work for so long that the system gives each P a thread meanwhile.
SPINNERS = """%%timeline
runtime.GOMAXPROCS(N)
var wg sync.WaitGroup
for i := range 8 {
	wg.Go(func() { busy(1_000_000 + i) })
}
for range 8 {
	wg.Go(func() { time.Sleep(20 * time.Millisecond) })
}
wg.Wait()"""

PROCS = (1, 2, 4)
CELLS = (IMPORTS, *(SPINNERS.replace("(N)", f"({n})") for n in PROCS), "")
TALLEST = 1400  # CSS pixels: a cell is drawn whole


def sees(where: Locator) -> None:
    """Check that the picture is drawn and the legend has both lines."""
    expect(where).to_contain_text("17 goroutines")
    expect(where).to_contain_text("line 5  wg.Go(…)")
    expect(where).to_contain_text("line 8  wg.Go(…)")
    picture = where.locator('img[src^="data:image/svg+xml"][width="780"]').first
    expect(picture).to_be_visible()
    assert picture.evaluate("img => img.complete && img.naturalWidth > 700")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_timeline(opened, scratch, theme: str):
    page = opened(scratch(*CELLS))
    page.page.set_viewport_size({"width": 1200, "height": TALLEST})
    page.theme(f"JupyterLab {theme.capitalize()}")
    page.command("notebook:run-all-cells")
    page.wait_ran(page.code.nth(len(PROCS)))  # the one behind is empty
    assert notebooks.errors(page.model()) == []
    page.cells.last.click()
    tallest = 0
    for i, procs in enumerate(PROCS, 1):
        cell = page.code.nth(i)
        sees(cell)
        expect(cell).to_contain_text(f"at most {procs} running at once")
        # Lanes make the picture taller. A P that the cell gave up still has its own.
        height = cell.locator('img[width="780"]').first.evaluate("img => img.naturalHeight")
        assert height >= tallest
        tallest = height
        cell.screenshot(path=SHOTS / f"timeline-{procs}-{theme}.png")


def executed() -> nbformat.NotebookNode:
    """Return a notebook that has run."""
    nb = notebooks.new(*CELLS[:3])
    NotebookClient(nb, timeout=60, kernel_name=LANGUAGE.kernel).execute()
    return nb


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_timeline_in_an_untrusted_notebook(opened, lab, theme: str):
    nb = executed()
    for cell in nb.cells:
        cell.metadata["trusted"] = False
    name = f"untrusted-timeline-{theme}.ipynb"
    nbformat.write(nb, lab.root / name)
    page = opened(name)
    page.page.set_viewport_size({"width": 1200, "height": TALLEST})
    page.theme(f"JupyterLab {theme.capitalize()}")
    sees(page.code.nth(2))
    page.code.nth(2).screenshot(path=SHOTS / f"untrusted-timeline-{theme}.png")


def test_timeline_in_exported_html(browser: Browser, tmp_path: Path):
    body, _ = HTMLExporter(mathjax_url="", require_js_url="", jquery_url="").from_notebook_node(
        executed()
    )
    file = tmp_path / "timeline.html"
    file.write_text(body)
    page = browser.new_page(viewport={"width": 1200, "height": 1600})
    page.route("http*://**", lambda route: route.abort())
    page.goto(file.as_uri())
    sees(page.locator("body"))
    page.screenshot(path=SHOTS / "html-timeline.png", full_page=True)
    page.close()
