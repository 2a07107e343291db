"""Jupyter's own suite, with every sample filled in and the report on."""

from __future__ import annotations

import jupyter_kernel_test as jkt
import pytest

from samples import chosen

LANGUAGE = chosen()


class TestKernel(jkt.KernelTests):
    """The 13 tests of jupyter_kernel_test."""

    kernel_name = LANGUAGE.kernel
    language_name = LANGUAGE.name
    file_extension = LANGUAGE.extension
    code_hello_world = LANGUAGE.hello
    code_stderr = LANGUAGE.to_stderr
    completion_samples = LANGUAGE.completions
    complete_code_samples = LANGUAGE.complete
    incomplete_code_samples = LANGUAGE.incomplete
    invalid_code_samples = LANGUAGE.invalid
    code_page_something = LANGUAGE.page
    code_generate_error = LANGUAGE.error
    code_execute_result = LANGUAGE.results
    code_display_data = LANGUAGE.display
    code_history_pattern = LANGUAGE.history_pattern
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = LANGUAGE.inspect
    code_clear_output = LANGUAGE.clear

    @classmethod
    def setUpClass(cls) -> None:
        """Run the imports once: the suite's samples are single expressions."""
        super().setUpClass()
        reply = cls.kc.execute_interactive(LANGUAGE.prelude, timeout=jkt.TIMEOUT)
        assert reply["content"]["status"] == "ok", reply["content"]

    def test_report_is_on(self) -> None:
        """The suite passes with a report under every cell, not without."""
        self.flush_channels()
        _, outputs = self.execute_helper(LANGUAGE.assign)
        reports = [m for m in outputs if "schedtick" in m["content"].get("metadata", {})]
        assert len(reports) == (1 if LANGUAGE.reports else 0)


# The welcome comes so soon that the suite takes its client down before the
# client's heartbeat thread has begun, which that thread then complains of.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
class TestWelcome(jkt.IopubWelcomeTests):
    """The suite's test of the message that greets a subscriber."""

    kernel_name = LANGUAGE.kernel
    support_iopub_welcome = LANGUAGE.welcomes
