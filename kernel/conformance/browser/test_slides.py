"""The slides of `make slides`, at the size of a projector: nothing has to be scrolled."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

import notebooks
import slides.__main__ as slides
from browser.conftest import SHOTS

PROJECTOR = {"width": 1280, "height": 800}

# Slides that may scroll, as "notebook: cell", each with a reason. There are none.
SCROLL: dict[str, str] = {}

# Shows all slides, one after the other, with all fragments, and returns those that do not
# fit, and how many there are.
CUT = """() => {
    const found = [];
    const all = Reveal.getSlides();
    for (const slide of all) {
        const {h, v} = Reveal.getIndices(slide);
        Reveal.slide(h, v ?? 0, 1000);
        if (cut(slide)) {
            const cell = slide.querySelector("[id^=cell-id]")?.id.replace("cell-id=", "");
            const text = slide.textContent.trim().split("\\n")[0];
            found.push([h + 1, (v ?? 0) + 1, cell ?? text,
                slide.scrollHeight - slide.clientHeight]);
        }
    }
    return [found, all.length];
}"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with the slides of all notebooks."""
    reveal = os.environ.get("REVEAL")
    if not reveal or not Path(reveal).is_dir():
        pytest.skip("there is no reveal.js (make browser gets it where npm is)")
    directory = tmp_path_factory.mktemp("slides")
    assert slides.main(reveal, str(directory)) is None
    return directory


@pytest.mark.parametrize("path", notebooks.bundled(), ids=lambda p: p.stem)
def test_no_slide_has_to_be_scrolled(browser: Browser, written: Path, path: Path):
    context = browser.new_context(viewport=PROJECTOR)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    wrong: list[str] = []
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.goto((written / f"{path.stem}.slides.html").as_uri())
    page.wait_for_function("() => Reveal.isReady()")
    found, count = page.evaluate(CUT)
    cells = {f"{path.stem}: {cell}" for _, _, cell, _ in found}
    for number, (h, v, cell, more) in enumerate(found):
        page.evaluate("([h, v]) => Reveal.slide(h - 1, v - 1, 1000)", [h, v])
        page.screenshot(path=SHOTS / f"slide-{path.stem}-{number}.png")
        print(f"slide {h}.{v} of {path.name}, cell {cell}: {more} pixels too long")
    context.close()
    assert wrong == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert count > 8  # it looked at something
    assert cells == {slide for slide in SCROLL if slide.startswith(path.stem)}
