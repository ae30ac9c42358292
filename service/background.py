"""Work beside the requests of a part of the service, ended with it."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class Background:
    """The tasks that one part of the service has running; true while there are any.

    The event loop itself holds tasks weakly: what nobody else awaits has to be kept here.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def __bool__(self) -> bool:
        return bool(self._tasks)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` until it ends or `stop` is called."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Cancel what runs, and see it ended."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
