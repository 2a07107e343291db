"""Fixtures: a private Jupyter for the whole run, a kernel for a test or a module."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.kernelspec import KernelSpecManager

import private
import samples
from client import Kernel, running

REPOSITORY = Path(__file__).resolve().parents[2]


def pytest_configure(config: pytest.Config) -> None:
    """Point Jupyter, and every process that a test starts, at directories of this run."""
    root = tempfile.mkdtemp(prefix="schedtick-test-")
    config.add_cleanup(lambda: shutil.rmtree(root, ignore_errors=True))
    os.environ.update(private.environment(Path(root)))


def pytest_report_header() -> str:
    """Name the kernel under test and the binary behind it."""
    spec = KernelSpecManager().get_kernel_spec(samples.chosen().kernel)
    return f"kernel: {samples.chosen().kernel}: {spec.argv[0]}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect what the kernel under test is known to fail."""
    for item in items:
        if item.originalname in samples.chosen().shortfalls:  # type: ignore[attr-defined]
            item.add_marker(pytest.mark.xfail(reason="known shortfall"))


_failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Iterator[None]:  # noqa: ARG001
    """Turn a skipped test into a failed one: for schedtick, all of them apply."""
    report = yield
    if report.skipped and samples.chosen() is samples.GO:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped: {report.longrepr}"
    item.stash[_failed] = item.stash.get(_failed, False) or report.failed
    return report


@pytest.fixture(scope="session")
def language() -> samples.Language:
    """Return the samples of the kernel under test."""
    return samples.chosen()


@pytest.fixture
def kernel(language: samples.Language) -> Iterator[Kernel]:
    """Return a kernel of this test's own, which the test may wreck."""
    with running(language) as k:
        yield k


class Pool:
    """The kernel that the tests of a module share. One that failed a test is replaced."""

    def __init__(self, language: samples.Language) -> None:
        """Start with no kernel."""
        self._language = language
        self._open = ExitStack()
        self._kernel: Kernel | None = None

    def take(self) -> Kernel:
        """Return the kernel, started where there is none."""
        if self._kernel is None:
            self._kernel = self._open.enter_context(running(self._language))
        return self._kernel

    def drop(self) -> None:
        """End the kernel, if there is one."""
        self._kernel = None
        self._open.close()


@pytest.fixture(scope="module")
def pool(language: samples.Language) -> Iterator[Pool]:
    """Return the module's pool."""
    p = Pool(language)
    yield p
    p.drop()


@pytest.fixture
def shared(pool: Pool, request: pytest.FixtureRequest) -> Iterator[Kernel]:
    """Return the module's kernel. A test that passes leaves it idle."""
    yield pool.take()
    if request.node.stash.get(_failed, True):
        pool.drop()
