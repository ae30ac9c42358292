"""The service's end of one worker process: start it, send it a job, collect the answer, kill it."""

import asyncio
import contextlib
import json
import os
import signal
import socket
from collections.abc import Callable, Mapping
from typing import Any, cast

from graph_builder import errors
from graph_builder.errors import ChanceryError
from service.workers import wire
from service.workers.job import BusyError, CrashError, Job, Result
from service.workers.nursery import Nursery
from service.workers.spool import Spool

_YIELDING = 10
_DYING_S = 1.0
_BUFFER_BYTES = 2**20  # most results fit, so that a worker needn't wait for this process


class Worker(asyncio.Protocol):
    """One process. Give it one job at a time; after `lost` it is dead for good."""

    def __init__(self, on_ready: "Callable[[Worker], None]", on_lost: "Callable[[Worker], None]"):
        self._on_ready = on_ready
        self._on_lost = on_lost
        self._frames = wire.Frames()
        self._nursery: Nursery | None = None
        self._transport: asyncio.Transport | None = None
        self._reply: asyncio.Future[Result] | None = None
        self._waiter: asyncio.Future[None] | None = None
        self._spool = Spool()
        self._yielding = False
        self._connected = False
        self._code: int | None = None
        self._forgotten = False
        self.modules: set[str] = set()
        self.pid = 0
        self.generation = ""
        self.ready = False
        self.lost = False
        self.killed = False

    async def start(self, nursery: Nursery, memory_bytes: int) -> None:
        """Start the process; `on_ready` is called when it takes jobs.

        `memory_bytes` is what it may allocate (0: anything).
        """
        self._nursery = nursery
        ours, theirs = socket.socketpair()
        theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _BUFFER_BYTES)
        try:
            with theirs:
                ours.setblocking(False)
                self.pid = await nursery.fork(theirs, memory_bytes, self._ended)
            await asyncio.get_running_loop().create_connection(lambda: self, sock=ours)
        except BaseException:
            ours.close()
            raise

    def send(
        self, job: Job, generation: str, seconds: float, max_bytes: int
    ) -> "asyncio.Future[Result]":
        """Hand over a job; the future gets the result, or the error as an exception.

        It may take `seconds`, and its result `max_bytes`.
        """
        assert self._transport is not None
        body = {
            "target": job.target,
            "arguments": job.arguments,
            "on": job.on,
            "compress": job.compress,
            "generation": generation,
            "seconds": seconds,
            "max_bytes": max_bytes,
            "limit": job.limit,
        }
        self.generation = generation
        self.modules.add(job.module)
        self._spool = Spool()
        self._reply = asyncio.get_running_loop().create_future()
        self._transport.write(wire.frame(wire.JOB, wire.to_json(body).encode()))
        return self._reply

    @property
    def working(self) -> bool:
        """Whether a job is still running in it."""
        return self._reply is not None and not self._reply.done()

    async def quickly(self, seconds: float) -> None:
        """Wait for the end of the job, but no longer than `seconds`.

        As `asyncio.wait` on its future, in a quarter of the time.
        """
        if not self.working:
            return
        loop = asyncio.get_running_loop()
        self._waiter = loop.create_future()
        timer = loop.call_later(max(0, seconds), self._wake)
        try:
            await self._waiter
        finally:
            timer.cancel()
            self._waiter = None

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    def yield_cpu(self) -> None:
        """Give way to the short queries of others from now on."""
        if not self._yielding and not self.lost:
            with contextlib.suppress(ProcessLookupError):  # it has died, which comes to be known
                os.setpriority(os.PRIO_PROCESS, self.pid, _niceness() + _YIELDING)
            self._yielding = True

    def regain_cpu(self) -> bool:
        """Undo `yield_cpu`; False where the system doesn't allow it, or the process has died."""
        if self._yielding:
            try:
                os.setpriority(os.PRIO_PROCESS, self.pid, _niceness())
            except (PermissionError, ProcessLookupError):
                return False
            self._yielding = False
        return True

    def pause(self) -> None:
        """Stop computing until `resume`."""
        if self._nursery is not None:
            self._nursery.pause(self.pid)

    def resume(self) -> None:
        """Go on after `pause`."""
        if self._nursery is not None:
            self._nursery.resume(self.pid)

    def kill(self) -> None:
        """End the process at once."""
        self.killed = True
        if self._nursery is not None:
            self._nursery.kill(self.pid)
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by asyncio."""
        self._transport = cast(asyncio.Transport, transport)
        self._connected = True

    def data_received(self, data: bytes) -> None:
        """Called by asyncio."""
        for kind, payload in self._frames.feed(data):
            if kind == wire.READY:
                self.ready = True
                self._on_ready(self)
            elif kind == wire.DATA:
                self._spool.append(payload)
            elif self._reply is not None and not self._reply.done():
                self._settle(self._reply, kind, json.loads(str(payload, "utf-8")))

    def _settle(
        self, reply: "asyncio.Future[Result]", kind: bytes, body: Mapping[str, Any]
    ) -> None:
        if kind == wire.DONE:
            if body["retire"]:
                self.killed = True
            reply.set_result(Result(body["head"], self._spool, self.generation, body["compressed"]))
        else:
            self.killed = self.killed or body["retire"]
            self._spool.close()
            reply.set_exception(remote_error(body))
        self._wake()

    def connection_lost(self, _exc: Exception | None) -> None:
        """Called by asyncio; the process is about to end, or to be ended."""
        self.lost, self._connected = True, False
        if self._code is not None:
            self._forget()
        elif self._nursery is not None:
            if not self.killed:  # let one that is dying tell of what
                asyncio.get_running_loop().call_later(_DYING_S, self._nursery.kill, self.pid)
            else:
                self._nursery.kill(self.pid)

    def _ended(self, code: int) -> None:
        self.lost, self._code = True, code
        if self._connected:  # what it told last may still lie in the socket, up to its end
            asyncio.get_running_loop().call_later(_DYING_S, self._forget)
        else:
            self._forget()

    def _forget(self) -> None:
        """Have the pool forget the ended process, once."""
        code = self._code
        if code is None or self._forgotten:
            return
        self._forgotten = True
        if self._transport is not None:
            self._transport.abort()  # the pool forgets this worker now: nobody else would
        if self._reply is not None and not self._reply.done():
            self._spool.close()
            self._reply.set_exception(_crash(code))
            self._reply.exception()  # nobody may be waiting any more
            self._wake()
        self._on_lost(self)


def _niceness() -> int:
    """That of this process; its workers have it, too, unless they give way."""
    return os.getpriority(os.PRIO_PROCESS, 0)


def _crash(code: int) -> ChanceryError:
    if code == -signal.SIGKILL:
        return BusyError("the process that computed this request was ended by the system")
    name = signal.Signals(-code).name if code < 0 else f"exit code {code}"
    return CrashError(
        f"the process that computed this request died of it ({name}): it needed more memory "
        "(worker_memory_mib) or stack than one may use; ask for less"
    )


def remote_error(body: Mapping[str, Any]) -> Exception:
    """The exception that a worker reported: the same `ChanceryError`, or a `RuntimeError`."""
    name, message, extra = body["error"], body["message"], body["extra"]
    if name == "CrashError":
        return CrashError(message)
    cls = getattr(errors, name, None)
    if not (isinstance(cls, type) and issubclass(cls, ChanceryError)):
        return RuntimeError(f"in a worker: {message}")
    error = cls.__new__(cls)
    Exception.__init__(error, message)
    for field, value in extra.items():
        kept = tuple(map(tuple, value)) if field == "candidates" else value
        setattr(error, field, tuple(kept) if isinstance(kept, list) else kept)
    return error
