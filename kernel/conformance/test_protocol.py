"""What Jupyter's suite does not ask: stdin, comms, control, order, the end."""

from __future__ import annotations

import pytest

from client import PATIENCE, Kernel, gone
from messages import check, parent
from samples import chosen

LANGUAGE = chosen()


# --- executing ---


def test_state_is_kept_between_cells(shared: Kernel):
    shared.ok(LANGUAGE.assign)
    assert shared.ok(LANGUAGE.read).result == "42"


def test_a_silent_cell_says_nothing_and_leaves_no_number(shared: Kernel):
    before = shared.ok(LANGUAGE.assign).reply["execution_count"]
    assert shared.ok(LANGUAGE.read, silent=True).outputs == []
    assert shared.ok(LANGUAGE.assign).reply["execution_count"] == before + 1


def test_user_expressions_are_evaluated_one_by_one(shared: Kernel):
    shared.ok(LANGUAGE.assign)
    reply = shared.ok(
        LANGUAGE.assign, user_expressions={"good": LANGUAGE.read, "bad": "no_such_name"}
    ).reply
    good, bad = reply["user_expressions"]["good"], reply["user_expressions"]["bad"]
    assert (good["status"], good["data"]["text/plain"]) == ("ok", "42")
    assert bad["status"] == "error"
    assert "no_such_name" in bad["evalue"]


def test_an_error_aborts_what_waits_behind_it(shared: Kernel):
    # All three are in the kernel's hands before the first is done: it waits for
    # an answer that only comes once the others have been sent.
    ask = next(iter(LANGUAGE.asks.values()))
    first = shared.submit(f"{ask}\n{LANGUAGE.error}", allow_stdin=True)
    second = shared.submit(LANGUAGE.assign)
    third = shared.submit(LANGUAGE.assign)
    shared.client.get_stdin_msg(timeout=PATIENCE)
    shared.client.input("x")
    assert shared.finish(first).reply["status"] == "error"
    for request in (second, third):
        aborted = shared.finish(request)
        assert aborted.reply["status"] in ("aborted", "error")
        # A count would stand beside the cell in the notebook as if it had run.
        assert "execution_count" not in aborted.reply
        assert aborted.outputs == []
    shared.ok(LANGUAGE.assign)


def test_without_stop_on_error_the_queue_goes_on(shared: Kernel):
    first = shared.submit(LANGUAGE.error, stop_on_error=False)
    second = shared.submit(LANGUAGE.assign)
    assert shared.finish(first).reply["status"] == "error"
    assert shared.finish(second).reply["status"] == "ok"


def test_a_display_is_updated_in_place(shared: Kernel):
    cell = shared.ok(LANGUAGE.progress)
    shown = cell.displays[0]
    updates = cell.of("update_display_data")
    assert shown["data"]["text/plain"] == "0%"
    assert [u["data"]["text/plain"] for u in updates] == ["100%"]
    assert updates[0]["transient"]["display_id"] == shown["transient"]["display_id"]


def test_many_lines_come_in_order_and_together(shared: Kernel):
    n = 20_000
    cell = shared.ok(LANGUAGE.lines.format(n=n))
    assert cell.text() == "".join(f"{i}\n" for i in range(n))
    if LANGUAGE.reports:
        # A server hands on at most 1,000 messages a second.
        assert len(cell.of("stream")) <= 50


def test_late_output_belongs_to_the_cell_that_started_it(shared: Kernel):
    first = shared.submit(LANGUAGE.late_start)
    shared.finish(first)
    second = shared.submit(LANGUAGE.late_go)
    third = shared.submit(LANGUAGE.late_join)
    shared.strays.clear()
    cells = [shared.finish(second), shared.finish(third)]
    assert [c.text() for c in cells] == ["", ""]
    late = [m for m in shared.strays if m["msg_type"] == "stream"]
    if not late:
        late = [shared.until(lambda m: m["msg_type"] == "stream")]
    assert "".join(m["content"]["text"] for m in late) == "late\n"
    assert {parent(m) for m in late} == {first}


@pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no report")
def test_late_output_can_be_sent_to_the_latest_cell(shared: Kernel):
    shared.ok("%output latest")
    shared.ok(LANGUAGE.late_start)
    cell = shared.ok(LANGUAGE.late_go + "\n" + LANGUAGE.late_join)
    shared.ok("%output origin")
    assert cell.text() == "late\n"


# --- the report ---


@pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no report")
def test_every_cell_has_one_report_and_it_is_legible(shared: Kernel):
    cell = shared.ok(LANGUAGE.assign)
    assert len(cell.reports) == 1
    [shown] = [c for c in cell.of("display_data") if "schedtick" in c["metadata"]]
    assert set(shown["data"]) == {"text/html", "text/plain"}
    assert shown["data"]["text/plain"].startswith("goroutines 1 ")
    for dropped in ("<style", "<script", "<svg", "var(--", "data-", "aria-"):
        assert dropped not in shown["data"]["text/html"]


@pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no report")
def test_the_report_can_be_turned_off_and_on(shared: Kernel):
    shared.ok("%probe off")
    assert shared.ok(LANGUAGE.assign).reports == []
    shared.ok("%probe line")
    assert len(shared.ok(LANGUAGE.assign).reports) == 1


@pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no report")
def test_an_error_is_the_only_message_and_carries_the_report(shared: Kernel):
    cell = shared.run(LANGUAGE.error)
    assert [m["msg_type"] for m in cell.outputs] == ["error"]
    assert any("goroutines" in line for line in cell.of("error")[0]["traceback"])


@pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no report")
def test_the_report_follows_a_running_cell_and_its_error_stands_alone(shared: Kernel):
    request = shared.submit(LANGUAGE.blocks["sleep"])
    shown = shared.until(lambda m: parent(m) == request and m["msg_type"] == "display_data")
    identity = shown["content"]["transient"]["display_id"]
    assert identity
    assert shown["content"]["metadata"]["schedtick"]["running"]
    updates: list[dict] = []
    while len(updates) < 2:
        msg = shared.until(lambda m: m["msg_type"] == "update_display_data")
        assert parent(msg) == request
        updates.append(msg["content"])
    shared.control("interrupt_request", {})
    cell = shared.finish(request)
    assert [m["msg_type"] for m in cell.outputs if m["msg_type"] != "update_display_data"] == [
        "error"
    ]
    updates += cell.of("update_display_data")
    assert {u["transient"]["display_id"] for u in updates} == {identity}
    walls = [u["metadata"]["schedtick"]["wall_ns"] for u in updates]
    assert walls == sorted(walls)
    # The last one is final, and comes before the error.
    assert "running" not in updates[-1]["metadata"]["schedtick"]
    assert [m["msg_type"] for m in cell.outputs][-2:] == ["update_display_data", "error"]
    assert any("goroutines" in line for line in cell.of("error")[0]["traceback"])


@pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no report")
def test_the_report_follows_goroutines_that_stay(shared: Kernel):
    request = shared.submit("stay := make(chan bool)\ngo func() { <-stay }()")
    cell = shared.finish(request)
    number = cell.reply["execution_count"]
    [report] = cell.reports
    assert [g["cell"] for g in report["snapshot"]["groups"]] == [number]
    [shown] = [c for c in cell.of("display_data") if "schedtick" in c["metadata"]]
    stopped = shared.ok(f"%stop {number}")
    assert f"cell [{number}]: 1 goroutine ended" in stopped.text()
    late = [m for m in shared.strays if m["msg_type"] == "update_display_data"] or [
        shared.until(lambda m: m["msg_type"] == "update_display_data")
    ]
    assert {parent(m) for m in late} == {request}
    last = late[-1]["content"]
    assert last["transient"]["display_id"] == shown["transient"]["display_id"]
    assert "snapshot" not in last["metadata"]["schedtick"]
    assert last["metadata"]["schedtick"]["gone_ns"] > 0


@pytest.mark.skipif(not LANGUAGE.reports, reason="this kernel has no report")
def test_who_waits_for_whom_is_drawn(shared: Kernel):
    shared.ok("waited := make(chan bool)\ngo func() { waited <- true }()")
    for order in ("%waits", "%goroutines"):
        [shown] = shared.ok(order).displays
        assert "waited" in shown["data"]["text/plain"]
        for dropped in ("<style", "<script", "<svg", "var(--", "data-", "aria-"):
            assert dropped not in shown["data"]["text/html"]
    shared.ok("<-waited")


# --- standard input ---


@pytest.mark.parametrize("how", LANGUAGE.asks)
def test_a_cell_asks_for_a_line(shared: Kernel, how: str):
    request = shared.submit(LANGUAGE.asks[how], allow_stdin=True)
    asked = check(shared.client.get_stdin_msg(timeout=PATIENCE))
    assert asked["msg_type"] == "input_request"
    assert parent(asked) == request
    shared.client.input("gopher")
    cell = shared.finish(request)
    assert cell.reply["status"] == "ok"
    assert cell.text() == "got: gopher\n"


@pytest.mark.parametrize("how", LANGUAGE.asks)
def test_each_cell_asks_anew(shared: Kernel, how: str):
    for answer in ("one", "two"):
        request = shared.submit(LANGUAGE.asks[how], allow_stdin=True)
        shared.client.get_stdin_msg(timeout=PATIENCE)
        shared.client.input(answer)
        assert shared.finish(request).text() == f"got: {answer}\n"


@pytest.mark.parametrize("how", LANGUAGE.asks)
def test_a_client_that_cannot_be_asked_is_not(shared: Kernel, how: str):
    # End of file, or an error: what matters is that the cell ends.
    shared.run(LANGUAGE.asks[how], allow_stdin=False)
    shared.ok(LANGUAGE.assign)


# --- comms ---


def test_a_comm_to_nobody_is_closed_and_forgotten(shared: Kernel):
    comm = "c0ffee"
    request = shared.shell(
        "comm_open", {"comm_id": comm, "target_name": "nobody.there", "data": {}}
    )
    closed = shared.until(lambda m: m["msg_type"] == "comm_close")
    assert closed["content"]["comm_id"] == comm
    assert parent(closed) == request
    # Messages to a comm that is not there are dropped, not answered.
    shared.shell("comm_msg", {"comm_id": comm, "data": {"x": 1}})
    shared.shell("comm_close", {"comm_id": comm, "data": {}})
    info = shared.reply(shared.shell("comm_info_request", {}))
    assert info["content"]["status"] == "ok"
    assert comm not in info["content"]["comms"]


def test_comm_info_of_a_target_nobody_registered_is_empty(shared: Kernel):
    info = shared.reply(shared.shell("comm_info_request", {"target_name": "nobody.there"}))
    assert info["content"] == {"status": "ok", "comms": {}}


# --- control, and shell while a cell runs ---


def test_control_answers_while_a_cell_runs(shared: Kernel):
    request = shared.submit(LANGUAGE.blocks["sleep"])
    shared.until_printed(request, "ready")
    info = shared.control("kernel_info_request", {}, patience=1)
    assert info["content"]["language_info"]["name"] == LANGUAGE.name
    assert shared.client.hb_channel.is_beating()
    assert shared.control("interrupt_request", {})["content"]["status"] == "ok"
    assert shared.finish(request).reply["status"] == "error"


@pytest.mark.skipif(not LANGUAGE.answers_while_busy, reason="this kernel answers in turn")
def test_shell_completes_inspects_and_judges_while_a_cell_runs(shared: Kernel):
    sample = LANGUAGE.completions[0]
    request = shared.submit(LANGUAGE.blocks["loop"])
    shared.until_printed(request, "ready")
    completed = shared.reply(shared.client.complete(sample["text"]), patience=2)
    assert set(completed["content"]["matches"]) == sample["matches"]
    inspected = shared.reply(shared.client.inspect(LANGUAGE.inspect), patience=2)
    assert inspected["content"]["found"]
    judged = shared.reply(shared.client.is_complete(LANGUAGE.incomplete[0]), patience=2)
    assert judged["content"]["status"] == "incomplete"
    recalled = shared.reply(shared.client.history(hist_access_type="tail", n=1), patience=2)
    assert recalled["content"]["status"] == "ok"
    shared.control("interrupt_request", {})
    assert shared.finish(request).reply["status"] == "error"


def test_a_request_of_an_unknown_type_does_no_harm(shared: Kernel):
    shared.shell("no_such_request", {})
    shared.shell("execute_request", {})  # without its code
    shared.client.session.send(shared.client.control_channel.socket, "no_such_request", {})
    assert shared.ok(LANGUAGE.read.replace("x", "41", 1)).result == "42"


# --- restart and shutdown ---


def test_a_restart_forgets_the_state_and_keeps_the_history(kernel: Kernel):
    kernel.ok(LANGUAGE.assign)
    family = kernel.family()
    kernel.manager.restart_kernel()
    gone(family)
    kernel.client.wait_for_ready(timeout=PATIENCE)
    lost = kernel.run(LANGUAGE.read)
    assert lost.reply["status"] == "error"
    assert LANGUAGE.undefined in lost.reply["evalue"]
    assert lost.reply["execution_count"] == 1
    tail = kernel.reply(kernel.client.history(hist_access_type="search", pattern=LANGUAGE.assign))
    assert LANGUAGE.assign in [entry[2] for entry in tail["content"]["history"]]


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
@pytest.mark.parametrize("restart", [False, True], ids=["end", "restart"])
def test_a_shutdown_is_answered_and_leaves_nothing_behind(
    kernel: Kernel, busy: bool, restart: bool
):
    if busy:
        kernel.until_printed(kernel.submit(LANGUAGE.blocks["loop"]), "ready")
    family = kernel.family()
    reply = kernel.control("shutdown_request", {"restart": restart}, patience=5)
    assert reply["content"] == {"status": "ok", "restart": restart}
    # The manager of Jupyter kills a kernel that takes longer than this.
    gone(family, patience=5)


@pytest.mark.skipif(not LANGUAGE.survives_kill, reason="this kernel runs cells in its own process")
def test_a_killed_front_takes_its_worker_along(kernel: Kernel):
    kernel.until_printed(kernel.submit(LANGUAGE.blocks["loop"]), "ready")
    family = kernel.family()
    assert len(family) > 1
    kernel.process.kill()
    gone(family, patience=5)
