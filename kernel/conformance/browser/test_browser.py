"""JupyterLab in a real browser: what a learner does, and what a learner sees."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from playwright.sync_api import expect

import notebooks
from browser.conftest import SHOTS
from samples import chosen

LANGUAGE = chosen()
PATHS = notebooks.bundled()


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.stem)
def test_all_cells_of_a_notebook_run(opened, path: Path):
    page = opened(path.name)
    page.run_all()
    ran = page.model()
    assert notebooks.errors(ran) == []
    if LANGUAGE.reports:
        for cell in notebooks.code(ran):
            if not cell.source.startswith("%") and not notebooks.fails(cell):
                assert len(notebooks.reports(cell)) == 1
    for theme in ("Light", "Dark"):
        page.theme(f"JupyterLab {theme}")
        page.shot(SHOTS / f"{path.stem}-{theme.lower()}.png")


def test_an_interrupt_from_the_toolbar(opened, scratch):
    page = opened(scratch(LANGUAGE.prelude, LANGUAGE.assign, LANGUAGE.blocks["loop"]))
    page.command("notebook:run-all-cells")
    loop = page.code.nth(2)
    expect(loop.locator(".jp-OutputArea-output").first).to_contain_text("ready")
    page.page.locator('[data-command="notebook:interrupt-kernel"]').first.click()
    page.wait_ran(loop)
    assert len(notebooks.errors(page.model())) == 1
    after = page.add_below()
    page.type_into(after, LANGUAGE.read)
    page.run()
    page.wait_ran(after)
    expect(after).to_contain_text("42")


@pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no report")
def test_the_report_follows_the_cell_and_who_stays(opened, scratch):
    waiting = "gate := make(chan bool)\nfor range 3 {\n\tgo func() { <-gate }()\n}\n"
    page = opened(scratch(LANGUAGE.prelude, waiting + "time.Sleep(time.Hour)"))
    page.command("notebook:run-all-cells")
    cell = page.code.nth(1)
    report = page.outputs("text/html", cell)
    expect(report).to_contain_text("4 now")
    expect(report).to_have_count(1)
    page.shot(SHOTS / "live-report.png")
    page.page.locator('[data-command="notebook:interrupt-kernel"]').first.click()
    page.wait_ran(cell)
    expect(report).to_have_count(1)
    expect(report).not_to_contain_text("now")
    assert len(notebooks.errors(page.model())) == 1
    # After the cell: those that stay, until they have ended.
    page.type_into(cell, waiting)
    page.run()
    page.wait_ran(cell)
    expect(report).to_contain_text("3 still alive")
    stop = page.add_below()
    page.type_into(stop, "%stop 3")
    page.run()
    expect(stop).to_contain_text("3 goroutines ended")
    expect(report).to_contain_text("the last goroutine that it left ended")
    page.shot(SHOTS / "live-report-ended.png")


def test_tab_completes(opened, scratch):
    page = opened(scratch(LANGUAGE.prelude))
    page.run_all()
    cell = page.add_below()
    # Several match, so that they are listed instead of the one being inserted.
    page.type_into(cell, "fmt.Print" if LANGUAGE.name == "go" else "pri")
    page.page.keyboard.press("Tab")
    items = page.page.locator(".jp-Completer-item")
    expect(items.first).to_be_visible()
    wanted = ["Print", "Printf", "Println"] if LANGUAGE.name == "go" else ["print"]
    listed = items.all_inner_texts()
    for word in wanted:
        assert any(word in item.split() or item.startswith(word) for item in listed), listed
    page.shot(SHOTS / "completion.png")
    page.page.keyboard.press("Escape")


@pytest.mark.skipif(LANGUAGE.name != "go", reason="names a package of Go")
def test_tab_imports(opened, scratch):
    page = opened(scratch(LANGUAGE.prelude))
    page.run_all()
    cell = page.add_below()
    page.type_into(cell, "h := math.Hypo")
    page.page.keyboard.press("Tab")
    expect(page.page.locator(".jp-Completer-item").first).to_be_visible()
    page.page.keyboard.press("Enter")
    expect(cell).to_contain_text('import "math"')
    page.page.keyboard.type("(3, 4); h")
    page.run()
    page.wait_ran(cell)
    expect(cell.locator(".jp-OutputArea-executeResult")).to_contain_text("5")


def test_shift_tab_inspects(opened, scratch):
    page = opened(scratch(LANGUAGE.prelude))
    page.run_all()
    cell = page.add_below()
    page.type_into(cell, LANGUAGE.inspect)
    page.page.keyboard.press("Shift+Tab")
    tooltip = page.page.locator(".jp-Tooltip")
    expect(tooltip).to_be_visible()
    expect(tooltip).to_contain_text(
        "Println(a ...any) (n int, err error)" if LANGUAGE.name == "go" else "zip"
    )
    page.shot(SHOTS / "inspection.png")
    page.page.keyboard.press("Escape")


def test_a_cell_asks_in_the_notebook_s_own_box(opened, scratch):
    ask = next(iter(LANGUAGE.asks.values()))
    page = opened(scratch(LANGUAGE.prelude, ask))
    page.command("notebook:run-all-cells")
    box = page.page.locator(".jp-Stdin-input")
    expect(box).to_be_visible()
    box.fill("gopher")
    box.press("Enter")
    page.wait_ran(page.code.nth(1))
    expect(page.code.nth(1)).to_contain_text("got: gopher")


def test_restart_and_run_all(opened, scratch):
    page = opened(scratch(LANGUAGE.prelude, LANGUAGE.assign, LANGUAGE.read))
    last = page.code.nth(2)
    page.run_all()
    extra = page.add_below()
    page.type_into(extra, LANGUAGE.read)
    for number in (4, 5):
        page.run()
        expect(extra.locator(".jp-InputPrompt").first).to_have_text(f"[{number}]:")
    page.command("notebook:restart-run-all")
    page.confirm()
    page.wait_done()
    # The numbers begin again, which only a new kernel does.
    expect(page.code.first.locator(".jp-InputPrompt").first).to_have_text("[1]:")
    expect(extra.locator(".jp-InputPrompt").first).to_have_text("[4]:")
    page.wait_idle()
    expect(last).to_contain_text("42")
    assert notebooks.errors(page.model()) == []


def test_restart_forgets(opened, scratch):
    page = opened(scratch(LANGUAGE.prelude, LANGUAGE.assign, LANGUAGE.read))
    page.run_all()
    page.command("kernelmenu:restart")
    page.confirm()
    last = page.code.nth(2)
    page.wait_done()
    page.wait_idle()
    last.locator(".cm-content").click()
    page.run()
    expect(last).to_contain_text(LANGUAGE.undefined)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_of_a_run_notebook(opened, theme: str):
    page = opened(PATHS[7].name)
    page.theme(f"JupyterLab {theme.capitalize()}")
    page.run_all()
    assert notebooks.errors(page.model()) == []
    page.code.last.locator(".jp-OutputArea-output").last.scroll_into_view_if_needed()
    page.shot(SHOTS / f"notebook-{theme}.png")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pictures_of_an_untrusted_notebook(opened, lab, theme: str):
    # As it comes from a colleague: with outputs, not run here, and so not trusted.
    nb = notebooks.new(LANGUAGE.prelude, LANGUAGE.hello, LANGUAGE.read.replace("x", "41", 1))
    NotebookClient(nb, timeout=60, kernel_name=LANGUAGE.kernel).execute()
    name = f"untrusted-{theme}.ipynb"
    for cell in nb.cells:
        cell.metadata["trusted"] = False
    nbformat.write(nb, lab.root / name)
    page = opened(name)
    page.theme(f"JupyterLab {theme.capitalize()}")
    expect(page.code.nth(1)).to_contain_text("hello, world")
    if LANGUAGE.reports:
        shown = page.outputs("text/html", page.code.nth(1))
        expect(shown).to_contain_text("goroutines 1 ")
        expect(shown).to_contain_text("GOMAXPROCS")
    page.shot(SHOTS / f"untrusted-{theme}.png")
