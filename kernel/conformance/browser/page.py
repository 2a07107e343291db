"""A notebook in JupyterLab, as a person's hands and eyes have it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nbformat
from playwright.sync_api import ConsoleMessage, Error, Locator, Page, Request, expect

from browser.lab import Lab

# For the longest notebook on a loaded machine of two cores.
PATIENCE = 60_000.0  # milliseconds
expect.set_options(timeout=PATIENCE)

LOOPBACK = {"127.0.0.1", "localhost", "::1"}

# Opens a notebook, and is done when it stands alone.
OPEN = """async name => {
    const {commands, shell} = window.jupyterapp;
    const before = [...shell.widgets("main")];
    await commands.execute("docmanager:open", {path: name});
    before.forEach(widget => widget.dispose());
}"""

# Ends the kernels of what is open and closes it, without a question.
CLOSE = """async () => {
    for (const widget of [...window.jupyterapp.shell.widgets("main")]) {
        const session = widget.sessionContext;
        if (session?.session) await session.shutdown();
        widget.dispose();
    }
}"""


class NotebookPage:
    """One open notebook. `complaints` is what the browser found wrong meanwhile."""

    def __init__(self, page: Page, lab: Lab, name: str) -> None:
        """Open a notebook, in the page's JupyterLab if it has one; wait until all is idle."""
        self.complaints: list[str] = []
        self.page = page
        self.page.set_default_timeout(PATIENCE)
        self.page.on("console", self._heard)
        self.page.on("pageerror", self._threw)
        self.page.on("request", self._asked)
        if self.page.url.startswith(lab.address):
            self.page.evaluate(OPEN, name)
        else:
            self.page.goto(lab.url(name))
        self.wait_idle()
        self.wait_whole()

    def _threw(self, error: Error) -> None:
        self.complaints.append(f"uncaught: {error}")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host is not None and host not in LOOPBACK:
            self.complaints.append(f"request to {request.url}")

    def close(self) -> None:
        """Close the notebook with its kernel, saved or not, and leave JupyterLab to the next."""
        self.page.evaluate(CLOSE)
        self.page.remove_listener("console", self._heard)
        self.page.remove_listener("pageerror", self._threw)
        self.page.remove_listener("request", self._asked)

    # --- looking ---

    @property
    def cells(self) -> Locator:
        """All cells of the notebook."""
        return self.page.locator(".jp-Notebook .jp-Cell")

    @property
    def code(self) -> Locator:
        """The code cells."""
        return self.page.locator(".jp-Notebook .jp-CodeCell")

    def outputs(self, mime: str, cell: Locator | None = None) -> Locator:
        """Return the outputs of a MIME type, of one cell or of all."""
        return (cell or self.page).locator(f'.jp-OutputArea-output[data-mime-type="{mime}"]')

    def model(self) -> nbformat.NotebookNode:
        """Return the notebook as JupyterLab holds it, the cells out of view included."""
        return nbformat.from_dict(
            self.page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.toJSON()")
        )

    def wait_idle(self) -> None:
        """Wait until the kernel is idle and no cell waits for it."""
        # The indicator says idle before there is a kernel, so ask the application.
        self.page.wait_for_function(
            """() => {
                const panel = window.jupyterapp?.shell.currentWidget;
                return panel?.sessionContext?.session?.kernel?.status === "idle";
            }"""
        )
        expect(self.page.locator(".jp-InputPrompt").filter(has_text="[*]")).to_have_count(0)

    def wait_whole(self) -> None:
        """Wait until all cells are in the page: JupyterLab adds them one after another."""
        self.page.wait_for_function(
            """() => {
                const notebook = window.jupyterapp.shell.currentWidget.content;
                const there = document.querySelectorAll(".jp-Notebook .jp-Cell").length;
                return there > 0 && there === notebook.model.cells.length;
            }"""
        )

    def wait_ran(self, cell: Locator) -> None:
        """Wait until a cell has run: it has a number, and the kernel is idle."""
        self.page.wait_for_function(
            # innerText of a cell that has been scrolled out of view is empty.
            r"cell => /\[\d+\]/.test(cell.querySelector('.jp-InputPrompt').textContent)",
            arg=cell.element_handle(),
        )
        self.wait_idle()

    def shot(self, path: Path) -> None:
        """Keep a picture of the page as it stands."""
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path)

    # --- doing ---

    def command(self, name: str, args: dict[str, Any] | None = None) -> None:
        """Execute one of JupyterLab's commands; `wait_done` waits for its end."""
        self.page.evaluate(
            """([name, args]) => {
                window.commandDone = false;
                const done = () => { window.commandDone = true; };
                window.jupyterapp.commands.execute(name, args).then(done, done);
            }""",
            [name, args or {}],
        )

    def wait_done(self) -> None:
        """Wait until the last command is done: after a restart, there is a new kernel."""
        self.page.wait_for_function("() => window.commandDone")

    def confirm(self) -> None:
        """Accept the dialog that is open."""
        self.page.locator(".jp-Dialog .jp-mod-accept").click()

    def theme(self, name: str) -> None:
        """Change the theme and wait until it is drawn."""
        self.command("apputils:change-theme", {"theme": name})
        self.page.wait_for_function("name => document.body.dataset.jpThemeName === name", arg=name)
        # The new theme appears from behind a curtain.
        expect(self.page.locator("#jupyterlab-splash")).to_have_count(0)

    def run_all(self) -> None:
        """Run all cells and wait for the last."""
        self.command("notebook:run-all-cells")
        self.wait_ran(self.code.last)

    def type_into(self, cell: Locator, text: str) -> None:
        """Replace the text of a cell by typing."""
        editor = cell.locator(".cm-content")
        editor.click()
        self.page.keyboard.press("Control+A")
        # Whole, not key by key: closing brackets would come on their own.
        self.page.keyboard.insert_text(text)

    def run(self) -> None:
        """Run the cell that is being edited and stay in it; does not wait."""
        self.page.keyboard.press("Control+Enter")

    def add_below(self) -> Locator:
        """Add a cell below the last and return it."""
        before = self.cells.count()
        self.cells.last.click()
        self.command("notebook:insert-cell-below")
        expect(self.cells).to_have_count(before + 1)
        return self.cells.last
