"""Fixtures: one server and one browser for the run, a page for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, sync_playwright

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


@pytest.fixture
def opened(
    browser: Browser, lab: Lab, request: pytest.FixtureRequest
) -> Iterator[Callable[[str], NotebookPage]]:
    """Return a function that opens notebooks; at the end the browser must have no complaint."""
    pages: list[NotebookPage] = []

    def open_page(name: str) -> NotebookPage:
        pages.append(NotebookPage(browser, lab, name))
        return pages[-1]

    yield open_page
    for i, page in enumerate(pages):
        page.shot(SHOTS / "last" / f"{request.node.name}-{i}.png")
        page.close()
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
