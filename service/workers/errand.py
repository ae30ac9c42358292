"""What belongs to one request while workers run it, perhaps more than once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Self

from service.workers.job import Result


class Errand:
    """Its permit to run long, and whether its client is still there.

    `gone` returns when the client has left.
    """

    def __init__(self, long: asyncio.Semaphore, gone: Callable[[], Awaitable[None]] | None) -> None:
        self._long = long
        self._gone = gone
        self._left: asyncio.Future[None] | None = None
        self.permitted = False

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.permitted:
            self._long.release()
        if self._left is not None:
            self._left.cancel()

    @property
    def abandoned(self) -> bool:
        """Whether the client has gone."""
        return self._left is not None and self._left.done()

    async def permit(self) -> None:
        """Wait for the permit to run long."""
        await self._long.acquire()
        self.permitted = True

    async def wait(
        self,
        reply: "asyncio.Future[Result]",
        seconds: float,
        evicted: "asyncio.Future[None] | None" = None,
    ) -> None:
        """Wait for `reply`, for the client to go, for `evicted`, or for the time to pass."""
        if self._left is None and self._gone is not None:
            self._left = asyncio.ensure_future(self._gone())
        waited: set[asyncio.Future[Any]] = {reply}
        waited |= {future for future in (self._left, evicted) if future is not None}
        await asyncio.wait(waited, timeout=max(0, seconds), return_when=asyncio.FIRST_COMPLETED)
