"""Every message that a test sees is checked against the messaging specification."""

from __future__ import annotations

from typing import Any

from jupyter_kernel_test import msgspec_v5

Message = dict[str, Any]

# Jupyter's suite knows nothing of comms and of the welcome, takes a password for
# a number, and its reply schemas know no aborted request.
_MORE: dict[str, dict[str, Any]] = {
    "comm_open": {
        "properties": {
            "comm_id": {"type": "string"},
            "target_name": {"type": "string"},
            "data": {"type": "object"},
        },
    },
    "comm_msg": {"properties": {"comm_id": {"type": "string"}, "data": {"type": "object"}}},
    "comm_close": {
        "properties": {"comm_id": {"type": "string"}, "data": {"type": "object"}},
        "required": ["comm_id"],
    },
    "input_request": {
        "properties": {"prompt": {"type": "string"}, "password": {"type": "boolean"}},
    },
    "iopub_welcome": {"properties": {"subscription": {"type": "string"}}},
}
msgspec_v5.schema_fragments.update(_MORE)


def check(msg: Message) -> Message:
    """Return msg if it is what the specification says, and raise if it is not."""
    status, kind = msg["content"].get("status"), msg["msg_type"]
    if status == "aborted":
        return msg
    if kind.endswith("_reply") and kind not in msgspec_v5.schema_fragments:
        # The specification has no reply to a request that it does not know. An
        # error of that name harms nobody; anything else would claim to know it.
        assert status == "error", msg
        return msg
    msgspec_v5.validate_message(msg)
    return msg


def parent(msg: Message) -> str:
    """Return the id of the request that msg belongs to, or "" for none."""
    return msg["parent_header"].get("msg_id", "")
