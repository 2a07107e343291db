"""Who waits for whom, as it is seen: in JupyterLab, not trusted, and exported."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter, SlidesExporter
from playwright.sync_api import Browser, Locator, expect

import notebooks
from browser.conftest import SHOTS
from samples import chosen

LANGUAGE = chosen()
pytestmark = pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no %waits")

PHILOSOPHERS = """import ("sync"; "time")

var forks [5]sync.Mutex
for i := range forks {
	go func() {
		left, right := &forks[i], &forks[(i+1)%5]
		left.Lock()
		time.Sleep(50 * time.Millisecond)
		right.Lock()
		right.Unlock()
		left.Unlock()
	}()
}
time.Sleep(300 * time.Millisecond)"""

TWICE = """import ("sync"; "time")

var mu sync.Mutex
go func() {
	mu.Lock()
	defer mu.Unlock()
	mu.Lock()
}()
time.Sleep(200 * time.Millisecond)"""

NO_RECEIVER = """import "time"

func produce() {
	ch := make(chan int)
	go func() {
		ch <- 42
	}()
}

produce()
time.Sleep(200 * time.Millisecond)"""

FORGOTTEN_DONE = """import ("sync"; "time")

func work() {
	var wg sync.WaitGroup
	wg.Add(3)
	for i := range 3 {
		go func() {
			if i == 1 {
				return // forgets
			}
			wg.Done()
		}()
	}
	wg.Wait()
}

go work()
time.Sleep(200 * time.Millisecond)"""

# What a learner must read above each picture.
EXAMPLES = {
    "philosophers": (PHILOSOPHERS, "They wait for each other in a circle"),
    "twice": (TWICE, "A sync.Mutex cannot be locked twice"),
    "no-receiver": (NO_RECEIVER, "waits to send on ch"),
    "forgotten-done": (FORGOTTEN_DONE, "waits for wg to reach 0"),
}
TALLEST = 3000  # CSS pixels: a cell is drawn whole


THEMES = ("light", "dark")


@lru_cache
def executed(example: str) -> nbformat.NotebookNode:
    """Return a notebook that has run an example and shows it."""
    nb = notebooks.new(EXAMPLES[example][0], "%waits", "%goroutines")
    NotebookClient(nb, timeout=60, kernel_name=LANGUAGE.kernel).execute()
    return nb


def sees(where: Locator, example: str) -> None:
    """Check that the sentence is there and the picture is drawn."""
    expect(where).to_contain_text(EXAMPLES[example][1])
    picture = where.locator('img[src^="data:image/svg+xml"]').first
    expect(picture).to_be_visible()
    assert picture.evaluate("img => img.complete && img.naturalWidth > 100")


@pytest.mark.parametrize("example", EXAMPLES)
def test_waits(opened, scratch, example: str):
    page = opened(scratch(EXAMPLES[example][0], "%waits", "%goroutines", ""))
    page.page.set_viewport_size({"width": 1200, "height": TALLEST})
    page.command("notebook:run-all-cells")
    page.wait_ran(page.code.nth(2))
    page.code.first.locator("summary").first.click()  # open the report
    page.cells.last.click()
    expect(page.code.first).to_contain_text("Still alive")
    for theme in THEMES:
        page.theme(f"JupyterLab {theme.capitalize()}")
        sees(page.code.nth(1), example)
        for name, cell in (("report", 0), ("waits", 1), ("goroutines", 2)):
            page.code.nth(cell).screenshot(path=SHOTS / f"{name}-{example}-{theme}.png")


def test_waits_in_an_untrusted_notebook(opened, lab):
    nb = executed("philosophers").copy()
    for cell in nb.cells:
        cell.metadata["trusted"] = False
    nbformat.write(nb, lab.root / "untrusted-waits.ipynb")
    page = opened("untrusted-waits.ipynb")
    page.page.set_viewport_size({"width": 1200, "height": TALLEST})
    for theme in THEMES:
        page.theme(f"JupyterLab {theme.capitalize()}")
        sees(page.code.nth(1), "philosophers")
        page.code.nth(1).screenshot(path=SHOTS / f"untrusted-waits-{theme}.png")


@pytest.mark.parametrize("theme", THEMES)
def test_waits_in_exported_html(browser: Browser, tmp_path: Path, theme: str):
    # Nothing is fetched: what an exported page needs of ours is in it.
    exporter = HTMLExporter(theme=theme, mathjax_url="", require_js_url="", jquery_url="")
    body, _ = exporter.from_notebook_node(executed("philosophers"))
    file = tmp_path / "waits.html"
    file.write_text(body)
    page = browser.new_page(viewport={"width": 1200, "height": 1200})
    page.route("http*://**", lambda route: route.abort())
    page.goto(file.as_uri())
    sees(page.locator("body"), "philosophers")
    page.screenshot(path=SHOTS / f"html-waits-{theme}.png", full_page=True)
    page.close()


def test_waits_on_a_slide(browser: Browser, tmp_path: Path):
    # REVEAL may name a directory with reveal.js and requirejs, as npm installs them. Without, the
    # slides stand below each other: their content is the same.
    modules = Path(os.environ.get("REVEAL", tmp_path))
    nb = executed("philosophers").copy()
    for cell in nb.cells:
        cell.metadata["slideshow"] = {"slide_type": "slide"}
    exporter = SlidesExporter(
        reveal_url_prefix=(modules / "reveal.js").as_uri(),
        require_js_url=(modules / "requirejs" / "require.js").as_uri(),
        mathjax_url="",
        jquery_url="",
    )
    body, _ = exporter.from_notebook_node(nb)
    file = tmp_path / "slides.html"
    file.write_text(body)
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.route("http*://**", lambda route: route.abort())
    page.goto(file.as_uri() + "#/1")
    sees(page.locator("section section", has_text=EXAMPLES["philosophers"][1]).last, "philosophers")
    page.screenshot(path=SHOTS / "slide-philosophers.png")
    page.close()
