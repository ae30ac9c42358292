"""Responses leave in one write, whole, and with headers that nobody can break."""

import asyncio
import logging
from collections.abc import Iterable
from typing import Any

import pytest
from uvicorn.protocols.http.flow_control import FlowControl

from service.cycle import Cycle

Fields = Iterable[tuple[bytes, bytes]]


class Wire(asyncio.Transport):
    """Remembers what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[bytes] = []

    def write(self, data: Any) -> None:
        self.told.append(bytes(data))

    def close(self) -> None:
        self.told.append(b"closed")


def sent(
    fields: Fields, *pieces: bytes, method: str = "GET", keep_alive: bool = True
) -> list[bytes]:
    """What a client gets of a response with status 200."""
    wire = Wire()

    async def respond() -> None:
        cycle = Cycle(
            scope={"type": "http", "method": method},  # type: ignore[typeddict-item]
            transport=wire,
            flow=FlowControl(wire),
            logger=logging.getLogger(),
            access_logger=logging.getLogger(),
            access_log=False,
            default_headers=[(b"date", b"today")],
            message_event=asyncio.Event(),
            expect_100_continue=False,
            keep_alive=keep_alive,
            on_response=lambda: None,
        )
        await cycle.send({"type": "http.response.start", "status": 200, "headers": list(fields)})
        for left, piece in zip(range(len(pieces) - 1, -1, -1), pieces, strict=True):
            await cycle.send({"type": "http.response.body", "body": piece, "more_body": left > 0})

    asyncio.run(respond())
    return wire.told


def length(size: int) -> tuple[bytes, bytes]:
    return b"content-length", b"%d" % size


HEAD = b"HTTP/1.1 200 OK\r\ndate: today\r\n"


def test_head_and_body_leave_together() -> None:
    assert sent([length(4)], b"body") == [HEAD + b"content-length: 4\r\n\r\nbody"]


def test_a_large_body_is_not_copied() -> None:
    body = b"x" * 2**20
    assert sent([length(len(body))], body) == [HEAD + b"content-length: 1048576\r\n\r\n", body]


def test_pieces_follow() -> None:
    assert b"".join(sent([length(6)], b"one", b"two")).endswith(b"\r\n\r\nonetwo")


def test_a_body_of_unknown_length_goes_in_chunks() -> None:
    told = b"".join(sent([], b"one", b"", b"two"))
    assert told == HEAD + b"transfer-encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n"


def test_head_has_no_body() -> None:
    assert sent([length(4)], b"body", method="HEAD") == [HEAD + b"content-length: 4\r\n\r\n"]


@pytest.mark.parametrize(
    ("fields", "keep_alive"), [([(b"connection", b"close")], True), ([], False)]
)
def test_the_last_answer_of_a_connection_says_so(fields: Fields, keep_alive: bool) -> None:
    head, end = sent([*fields, length(0)], b"", keep_alive=keep_alive)
    assert head.count(b"connection: close\r\n") == 1
    assert end == b"closed"


@pytest.mark.parametrize("value", [b"a\r\nset-cookie: b", b"a\nb", b"a\rb", b"a\x00b"])
def test_headers_can_not_be_split(value: bytes) -> None:
    with pytest.raises(RuntimeError, match="line break"):
        sent([(b"x-evil", value), length(0)], b"")


@pytest.mark.parametrize("size", [3, 5])
def test_a_body_of_another_length_is_an_error(size: int) -> None:
    with pytest.raises(RuntimeError, match="announced"):
        sent([length(size)], b"body")
