"""Reading articles that come over HTTP: in one process of its own, in the order of arrival.

This process never imports the reading model; that one does, when the first article comes.
"""

import asyncio
import contextlib
from pathlib import Path

from service.access_log import SERVICE
from service.inbox import Inbox
from service.workers.job import Job
from service.workers.nursery import Nursery
from service.workers.process import Worker

_DAY_S = 86_400.0
_TRIES = 2
_UNLIMITED = 0
_MAX_BYTES = 2**20


class Ingest:
    """Works through the inbox of the graph in folder `graph`, also what an earlier run left there.

    An article that kills its reader is tried once more, and then given up.
    """

    def __init__(self, graph: Path, nursery: Nursery) -> None:
        self.inbox = Inbox(graph)
        self._graph = str(graph)
        self._nursery = nursery
        self._wake = asyncio.Event()
        self._worker: Worker | None = None
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin with what is waiting."""
        self._task = asyncio.create_task(self._work())

    async def stop(self) -> None:
        """End the reader; what it hasn't published stays in the inbox."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        if self._worker is not None:
            self._worker.kill()

    def wake(self) -> None:
        """Something was added to the inbox."""
        self._wake.set()

    async def _work(self) -> None:
        while True:
            self._wake.clear()
            for number in await asyncio.to_thread(self.inbox.pending):
                await self._read(number)
            await self._wake.wait()

    async def _read(self, number: str) -> None:
        job = Job(
            "service.workers.writes:ingest",
            {"graph": self._graph, "number": number},
            on="nothing",
        )
        reason = ""
        for _ in range(_TRIES):
            try:
                result = await (await self._process()).send(job, "", _DAY_S, _MAX_BYTES)
                result.spool.close()
            except Exception as error:  # whatever a reader dies of, the next article is read
                reason = str(error).strip().rpartition("\n")[2]
                SERVICE.warning("a job failed", extra={"fields": {"job": number, "why": reason}})
            else:
                return
        await asyncio.to_thread(self.inbox.finish, number, "failed", error=reason)

    async def _process(self) -> Worker:
        """The reading process, started when it isn't there."""
        if self._worker is None or self._worker.lost or self._worker.killed:
            ready = asyncio.Event()
            self._worker = Worker(lambda _: ready.set(), lambda _: ready.set())
            await self._worker.start(self._nursery, _UNLIMITED)
            await ready.wait()
        return self._worker
