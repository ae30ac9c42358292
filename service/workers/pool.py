"""The pool: hands jobs to idle workers, kills at the deadline, keeps spares, protects the short.

Nobody knows beforehand how long a query takes. So each starts in any idle worker; one that is still
running after `QUICK_S` takes one of `long_queries` permits, and its process gives way to others.
Without a permit it may run on as a guest while there are idle processes to spare. When there are
not, the guest that came first is paused until there is a permit, another process in its place. Up
to `long_queries` are paused at a time; a further one is killed, and starts again when there is a
permit (reading twice harms nobody). However many long queries come, `query_workers` processes thus
serve short ones.
"""

import asyncio
import collections
import contextlib
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from graph_builder.errors import GraphError
from service.background import Background
from service.workers.errand import Errand
from service.workers.job import BusyError, DeadlineError, GoneError, Job, Result, SizeLimit
from service.workers.nursery import Nursery
from service.workers.process import Worker

QUICK_S = 0.2
_START_AGAIN_S = 0.5
OPEN = Job("service.workers.queries:ready", on="store")
"""Has the current generation's store opened, and nothing computed."""


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """See the settings of the same names."""

    query_workers: int
    long_queries: int
    spare_workers: int
    queue: int
    timeout_s: float
    memory_bytes: int
    max_result_bytes: int
    max_export_bytes: int


class PoolWatch(Protocol):
    """Who wants to count what happens in a pool."""

    def worker_ended(self, reason: str) -> None:
        """A process ended: "deadline", "abandoned", "preempted", "crash" or "retired"."""
        ...

    def job_done(self, seconds: float) -> None:
        """A job was answered, after that time in a worker."""
        ...


class WorkerPool:
    """Worker processes over the generation that `current` names (the path of its folder)."""

    def __init__(self, limits: PoolLimits, current: Callable[[], str], watch: PoolWatch) -> None:
        self._limits = limits
        self._current = current
        self._watch = watch
        self.nursery = Nursery()
        self._workers: set[Worker] = set()
        self._idle: list[Worker] = []
        self._waiting: collections.deque[asyncio.Future[Worker]] = collections.deque()
        self._long = asyncio.Semaphore(limits.long_queries)
        self._long_waiting = 0
        self._guests: list[asyncio.Future[None]] = []
        self._paused = 0
        self._background = Background()
        self._not_before = 0.0
        self._closing = False

    @property
    def size(self) -> int:
        """Processes alive or starting."""
        return len(self._workers)

    @property
    def busy(self) -> int:
        """Processes that compute something."""
        return sum(worker.ready for worker in self._workers) - len(self._idle)

    @property
    def queued(self) -> int:
        """Requests that wait for a process or for a permit to run long."""
        return len(self._waiting) + self._long_waiting

    @property
    def _most(self) -> int:
        """Processes that there may be now."""
        limits = self._limits
        return limits.query_workers + limits.long_queries + limits.spare_workers + self._paused

    async def start(self) -> None:
        """Start the spares, and wait until one is ready."""
        self._replenish()
        worker = await self._take(time.monotonic() + self._limits.timeout_s, OPEN)
        self._put(worker)

    async def stop(self) -> None:
        """End every process, and see its connection closed."""
        self._closing = True
        await self._background.stop()
        for worker in list(self._workers):
            worker.kill()
        self.nursery.close()
        await asyncio.sleep(0)  # an aborted transport closes its socket in the loop's next round

    async def call(
        self,
        target: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        timeout_s: float | None = None,
        gone: Callable[[], Awaitable[None]] | None = None,
    ) -> Any:
        """The value of `target(graph, **arguments)` as JSON values; see the package's docstring.

        `gone` is awaited beside the job: when it returns, the client has left and the job is
        killed (`responses.gone(request)` makes one).
        """
        result = await self.run(Job(target, arguments or {}), timeout_s=timeout_s, gone=gone)
        try:
            return json.loads(bytes(result.spool.read()))
        finally:
            result.spool.close()

    async def fetch(
        self,
        target: str,
        arguments: Mapping[str, Any] | None = None,
        *,
        timeout_s: float | None = None,
        compress: bool = False,
        limit: SizeLimit = "max_result_bytes",
        gone: Callable[[], Awaitable[None]] | None = None,
    ) -> Result:
        """The bytes that `target(graph, **arguments)` returns or yields."""
        job = Job(target, arguments or {}, compress=compress, limit=limit)
        return await self.run(job, timeout_s=timeout_s, gone=gone)

    async def run(
        self,
        job: Job,
        *,
        timeout_s: float | None = None,
        gone: Callable[[], Awaitable[None]] | None = None,
    ) -> Result:
        """Run `job` in a process of the pool; waiting and running end at the same deadline."""
        limit = min(timeout_s or self._limits.timeout_s, self._limits.timeout_s)
        deadline = time.monotonic() + limit
        generation = self._current()
        async with Errand(self._long, gone) as errand:
            if job.once:
                await self._long_permit(deadline, errand)
            while True:
                try:
                    result = await self._attempt(job, generation, deadline, errand)
                except GraphError:
                    if generation == self._current():
                        raise
                    generation = self._current()  # the old one was cleared away meanwhile
                    continue
                if result is not None:
                    return result
                await self._long_permit(deadline, errand)

    async def _attempt(
        self, job: Job, generation: str, deadline: float, errand: Errand
    ) -> Result | None:
        """One run in one process; None when it turned out long and there is no permit for that."""
        worker = await self._take(deadline, job)
        started = time.monotonic()
        try:
            reply = self._send(worker, job, generation, deadline - started)
            if not errand.permitted:
                await worker.quickly(min(QUICK_S, deadline - started))
            if not reply.done():
                if not job.once:  # writes hold others up while they last
                    worker.yield_cpu()
                if not await self._run_long(errand, worker, reply, deadline):
                    self._end(worker, "preempted")
                    return None
            if reply.done():
                self._watch.job_done(time.monotonic() - started)
                return reply.result()
            self._end(worker, "abandoned" if errand.abandoned else "deadline")
            if errand.abandoned:
                raise GoneError("the client went away")
            raise DeadlineError(
                f"the request was stopped at the time limit of {self._limits.timeout_s:g} s "
                "(timeout_s); narrow it, or add LIMIT"
            )
        finally:
            self._put(worker)

    def _send(
        self, worker: Worker, job: Job, generation: str, seconds: float
    ) -> "asyncio.Future[Result]":
        return worker.send(job, generation, seconds, getattr(self._limits, job.limit))

    async def _run_long(
        self, errand: Errand, worker: Worker, reply: "asyncio.Future[Result]", deadline: float
    ) -> bool:
        """Wait for the end of a run that isn't short; False when it has to start again later."""
        if not errand.permitted and not self._long.locked():
            await errand.permit()
        if not errand.permitted:
            if await self._be_guest(errand, reply, deadline):
                return True
            if self._paused >= self._limits.long_queries:
                return False
            await self._pause(errand, worker, deadline)
        await errand.wait(reply, deadline - time.monotonic())
        return True

    async def _be_guest(
        self, errand: Errand, reply: "asyncio.Future[Result]", deadline: float
    ) -> bool:
        """Run on while there are processes to spare; False when somebody needs one."""
        if not self._has_spares():
            return False
        evicted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._guests.append(evicted)
        try:
            await errand.wait(reply, deadline - time.monotonic(), evicted)
        finally:
            if evicted in self._guests:
                self._guests.remove(evicted)
        return reply.done() or not evicted.done()

    async def _pause(self, errand: Errand, worker: Worker, deadline: float) -> None:
        """Halt `worker` until its errand may run long, and have another process take its turn."""
        self._paused += 1
        worker.pause()
        self._replenish()
        try:
            await self._long_permit(deadline, errand)
        finally:
            self._paused -= 1
            worker.resume()

    def _has_spares(self) -> bool:
        return len(self._idle) >= self._limits.spare_workers

    def _make_room(self) -> None:
        """Have a guest leave when processes get scarce."""
        if self._guests and not self._has_spares():
            self._guests.pop(0).set_result(None)

    async def _long_permit(self, deadline: float, errand: Errand) -> None:
        if self._long_waiting >= self._limits.queue:
            raise BusyError("too many long requests are waiting; try again later")
        self._long_waiting += 1
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                await errand.permit()
        except TimeoutError:
            raise BusyError("no worker came free for a long request; try again later") from None
        finally:
            self._long_waiting -= 1

    def _pick(self, job: Job) -> Worker:
        """Of the idle workers one that has imported what `job` needs, or that worked last."""
        module = job.module
        for at in range(len(self._idle) - 1, -1, -1):
            if module in self._idle[at].modules:
                return self._idle.pop(at)
        return self._idle.pop()

    async def _take(self, deadline: float, job: Job) -> Worker:
        """An idle worker, waiting for one if need be; raises `BusyError`."""
        while self._idle:
            worker = self._pick(job)
            if not worker.lost and not worker.killed:
                self._make_room()
                self._replenish()
                return worker
        if len(self._waiting) >= self._limits.queue:
            raise BusyError(f"{len(self._waiting)} requests are waiting already; try again later")
        self._make_room()
        place: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        self._replenish()
        try:
            async with asyncio.timeout(deadline - time.monotonic()):
                return await place
        except TimeoutError:
            if place.done() and not place.cancelled():
                self._put(place.result())
            raise BusyError("no worker came free in time; try again later") from None
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self._put(place.result())
            raise
        finally:
            with contextlib.suppress(ValueError):
                self._waiting.remove(place)

    def _put(self, worker: Worker) -> None:
        """Take `worker` back after a job: to the next who waits, to the idle, or to its end."""
        if worker.lost or worker.killed or worker.working or not worker.regain_cpu():
            self._end(worker, "retired")
            return
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(worker)
                return
        self._idle.append(worker)

    def _end(self, worker: Worker, reason: str) -> None:
        if worker in self._workers:
            self._workers.discard(worker)
            self._watch.worker_ended("crash" if worker.lost else reason)
            worker.kill()
        self._replenish()

    def _replenish(self) -> None:
        """Start as many processes as spares and those who wait need."""
        if len(self._idle) >= self._limits.spare_workers + len(self._waiting):
            return
        if self._closing or time.monotonic() < self._not_before:
            return
        starting = sum(not worker.ready for worker in self._workers)
        wanted = self._limits.spare_workers + len(self._waiting) - len(self._idle) - starting
        for _ in range(min(wanted, self._most - len(self._workers))):
            worker = Worker(self._ready, self._lost)
            self._workers.add(worker)
            self._background.start(self._start(worker))

    async def _start(self, worker: Worker) -> None:
        try:
            await worker.start(self.nursery, self._limits.memory_bytes)
        except OSError:
            self._workers.discard(worker)
            self._try_later()

    def _ready(self, worker: Worker) -> None:
        if worker in self._workers:
            self._background.start(self._warm(worker))

    async def _warm(self, worker: Worker) -> None:
        """Have `worker` open the current generation's store, then offer it."""
        with contextlib.suppress(Exception):  # the first real job meets the same error and tells it
            await self._send(worker, OPEN, self._current(), self._limits.timeout_s)
        self._put(worker)

    def _lost(self, worker: Worker) -> None:
        """A process has ended, wished or not."""
        if worker in self._workers:
            self._workers.discard(worker)
            if worker in self._idle:
                self._idle.remove(worker)
            self._watch.worker_ended("crash")
            if not worker.ready:
                self._try_later()
            else:
                self._replenish()

    def _try_later(self) -> None:
        """Processes that die while starting are not to be started in a tight loop."""
        self._not_before = time.monotonic() + _START_AGAIN_S
        asyncio.get_running_loop().call_later(_START_AGAIN_S + 0.01, self._replenish)

    async def refresh(self) -> None:
        """Have the idle workers open the current generation, one after another."""
        for worker in [w for w in self._idle if w.generation != self._current()]:
            if worker in self._idle:
                self._idle.remove(worker)
                await self._warm(worker)
