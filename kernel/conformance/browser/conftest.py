"""Fixtures: one server, one browser and one JupyterLab in it for the run, a notebook for each test.

To load JupyterLab takes longer than most tests, so it stays open while they pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import notebooks
from browser.lab import FLAGS, Lab, chromium, serving
from browser.page import NotebookPage

SHOTS = notebooks.REPOSITORY / "artifacts" / "browser"


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """Return a server that has the bundled notebooks."""
    with serving(tmp_path_factory.mktemp("lab")) as server:
        for path in notebooks.bundled():
            nbformat.write(notebooks.read(path), server.root / path.name)
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a headless browser."""
    with sync_playwright() as playwright:
        b = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield b
        b.close()


class Window:
    """The browser's window: its page is new after a test that failed."""

    def __init__(self, browser: Browser) -> None:
        """Open nothing yet."""
        self.browser = browser
        self.page: Page | None = None

    def take(self) -> Page:
        """Return the page."""
        if self.page is None:
            context = self.browser.new_context(viewport={"width": 1200, "height": 900})
            self.page = context.new_page()
        return self.page

    def drop(self) -> None:
        """Close it with all that it has kept."""
        if self.page is not None:
            self.page.context.close()
        self.page = None


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Window]:
    """Return the window of the run."""
    w = Window(browser)
    yield w
    w.drop()


@pytest.fixture
def opened(
    window: Window, lab: Lab, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], NotebookPage]]:
    """Return a function that opens a notebook; at the end the browser must have no complaint."""
    pages: list[NotebookPage] = []

    def open_page(name: str) -> NotebookPage:
        pages.append(NotebookPage(window.take(), lab, name))
        return pages[-1]

    failed = request.session.testsfailed
    yield open_page
    if pages:
        pages[-1].shot(SHOTS / "last" / f"{request.node.name}.png")
    if request.session.testsfailed > failed or not pages or any(p.complaints for p in pages):
        window.drop()
    else:
        pages[-1].close()
    assert [c for page in pages for c in page.complaints] == []


@pytest.fixture
def scratch(lab: Lab, request: pytest.FixtureRequest) -> Callable[..., str]:
    """Return a function that makes a notebook of the given cells and returns its name."""

    def make(*cells: str) -> str:
        nb = notebooks.new(*cells)
        name = f"{request.node.name}.ipynb"
        nbformat.write(nb, Path(lab.root, name))
        return name

    return make
