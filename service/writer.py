"""The one writer of a served graph: updates, judgements and articles, one after another."""

import asyncio
import contextlib
import time
from collections.abc import Mapping, Sequence
from typing import Any

from graph_builder.errors import ChanceryError, LockedError
from service.background import Background
from service.generations import Generations
from service.workers.job import BusyError, DeadlineError, Job
from service.workers.pool import WorkerPool

_RETRY_S = 0.1


class Writer:
    """Changes the graph in folder `graph`; every change is published when its method returns.

    `anywhere` lets updates write to every graph: for stores that hold nothing derived.
    """

    def __init__(
        self,
        graph: str,
        workers: WorkerPool,
        generations: Generations,
        timeout_s: float,
        *,
        anywhere: bool,
    ) -> None:
        self._graph = graph
        self._workers = workers
        self._generations = generations
        self._timeout_s = timeout_s
        self._anywhere = anywhere
        self._turn = asyncio.Lock()
        self._background = Background()

    async def update(self, text: str, using: Sequence[tuple[str, str]], base_iri: str) -> None:
        """Run a SPARQL update under the time limit that queries have."""
        update = {"text": text, "using": using, "base_iri": base_iri, "anywhere": self._anywhere}
        arguments = {"graph": self._graph, "update": update}
        await self._run(Job("service.workers.writes:update", arguments, on="nothing", once=True))

    async def judge(self, decision: Mapping[str, str | None]) -> Mapping[str, Any]:
        """Write down a person's decision: the judgements it came to, and their generation."""
        arguments = {"graph": self._graph, "decision": decision}
        job = Job("service.workers.writes:judge", arguments, on="nothing", once=True)
        return await self._run(job) or {}

    async def _run(self, job: Job) -> Any:
        """The head of the job's result; None when it was published, but ended by the limit."""
        deadline = time.monotonic() + self._timeout_s
        try:
            async with asyncio.timeout(self._timeout_s):
                await self._turn.acquire()
        except TimeoutError:
            raise BusyError("other changes are being written; try again later") from None
        before = self._generations.number()
        try:
            head = await self._when_unlocked(job, deadline)
        except DeadlineError:
            # Killed, but perhaps after its generation was published: then it counts.
            if self._generations.number() == before:
                raise
            head = None
        finally:
            self._turn.release()
        if not self._background:
            self._background.start(self._workers.refresh())
        return head

    def start(self) -> None:
        """Have a worker prepare for what will be asked."""
        self._background.start(self._prepare())

    async def _prepare(self) -> None:
        job = Job("service.workers.writes:ready", on="nothing")
        with contextlib.suppress(ChanceryError):  # the first judgement meets the same and tells it
            (await self._workers.run(job)).spool.close()

    async def stop(self) -> None:
        """Leave what need not be waited for."""
        await self._background.stop()

    async def _when_unlocked(self, job: Job, deadline: float) -> Any:
        """Run `job`, waiting while a build holds the graph."""
        while True:
            try:
                result = await self._workers.run(job, timeout_s=deadline - time.monotonic())
            except LockedError as error:
                if time.monotonic() + _RETRY_S >= deadline:
                    raise BusyError(str(error)) from None
                await asyncio.sleep(_RETRY_S)
            else:
                result.spool.close()
                return result.head
