"""Writes of one turn of the loop leave together, and none is lost or reordered."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from service.joined import Joined


class Wire(asyncio.Transport):
    """Remembers what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Any] = []

    def writelines(self, list_of_data: Iterable[Any]) -> None:
        self.told.append(b"".join(list_of_data))

    def close(self) -> None:
        self.told.append("closed")

    def abort(self) -> None:
        self.told.append("aborted")


def told(test: Callable[[Joined], Awaitable[None]]) -> list[Any]:
    async def inside() -> list[Any]:
        wire = Wire()
        await test(Joined(wire, asyncio.get_running_loop()))
        return wire.told

    return asyncio.run(inside())


def test_head_and_body_leave_together() -> None:
    async def test(joined: Joined) -> None:
        for _ in range(2):
            joined.write(b"head ")
            joined.write(b"body")
            await asyncio.sleep(0)

    assert told(test) == [b"head body", b"head body"]


def test_closing_sends_first_and_aborting_does_not() -> None:
    async def close(joined: Joined) -> None:
        joined.write(b"last")
        joined.close()
        await asyncio.sleep(0)

    async def abort(joined: Joined) -> None:
        joined.write(b"last")
        joined.abort()
        await asyncio.sleep(0)

    assert told(close) == [b"last", "closed"]
    assert told(abort) == ["aborted"]


def test_much_is_not_held() -> None:
    async def test(joined: Joined) -> None:
        joined.write(b"x" * 2**18)
        joined.write(b"rest")
        joined.flush()

    assert told(test) == [b"x" * 2**18, b"rest"]
