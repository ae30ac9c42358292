"""What belongs to one request while workers run it, perhaps more than once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Self

from service.workers.job import GoneError, Result


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
        """Wait for the permit to run long. Raises `GoneError` when the client leaves before."""
        if not self._long.locked():  # then nobody can come in between
            self.permitted = await self._long.acquire()
            return
        granted = asyncio.ensure_future(self._long.acquire())
        try:
            either: set[asyncio.Future[Any]] = {granted, *self._departure()}
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self.permitted = granted.done()
            granted.cancel()
        if not self.permitted:
            raise GoneError("the client went away")

    async def wait(
        self,
        reply: "asyncio.Future[Result]",
        seconds: float,
        evicted: "asyncio.Future[None] | None" = None,
    ) -> None:
        """Wait for `reply`, for the client to go, for `evicted`, or for the time to pass."""
        waited: set[asyncio.Future[Any]] = {reply, *self._departure()}
        if evicted is not None:
            waited.add(evicted)
        await asyncio.wait(waited, timeout=max(0, seconds), return_when=asyncio.FIRST_COMPLETED)

    def _departure(self) -> "tuple[asyncio.Future[None], ...]":
        if self._left is None and self._gone is not None:
            self._left = asyncio.ensure_future(self._gone())
        return () if self._left is None else (self._left,)
