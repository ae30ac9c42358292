"""The worker process: waits for jobs on a socket, runs them one at a time, writes the results back.

Forked by `service.workers.forkserver`, which has imported what SPARQL needs; what else a job needs
is imported when it comes.
"""

import importlib
import json
import socket
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from graph_builder.errors import ChanceryError
from graph_builder.model import to_json
from service.workers import wire
from service.workers.confine import address_space, die_in, limit_memory
from service.workers.job import Resource
from service.workers.output import Output
from service.workers.snapshot import Snapshot

_GRACE_S = 1.0  # the service kills at the deadline itself; the kernel's alarm is the second lock
_LONG_S = 0.2


class Child:
    """One worker process's state: its connection, its limits, its open generation."""

    def __init__(self, connection: socket.socket, memory_bytes: int) -> None:
        self._connection = connection
        self._memory_bytes = memory_bytes
        self._snapshot: Snapshot | None = None
        self._base = 0

    def serve(self) -> None:
        """Answer jobs until the service closes the connection."""
        self._send((wire.READY, ()))
        while (received := wire.receive(self._connection)) is not None:
            job = json.loads(received[1].decode())
            die_in(job["seconds"] + _GRACE_S)
            sound = self._answer(job)
            die_in(0)
            if not sound:
                return

    def _answer(self, job: Mapping[str, Any]) -> bool:
        """Run one job; False when this process had better not take another one."""
        started = time.monotonic()
        try:
            head, output = self._run(job)
            rest = output.finish()
            swollen = time.monotonic() - started > _LONG_S and self._swollen()
            done = {"head": head, "compressed": output.compressed, "retire": swollen}
            end = wire.to_json(done).encode()
        except ChanceryError as error:
            self._fail(error)
            return True
        except RecursionError:
            self._report("QueryError", "the query is nested too deep; flatten it")
            return True
        except MemoryError:
            self._report("CrashError", _memory_message(self._memory_bytes), retire=True)
            return False
        except BaseException:  # also pyo3's panics; nobody but the service can log them
            self._report("internal", traceback.format_exc(), retire=True)
            return False
        self._send((wire.DATA, rest), (wire.DONE, (end,)))
        return not swollen

    def _run(self, job: Mapping[str, Any]) -> tuple[Any, Output]:
        output = Output(
            lambda pieces: self._send((wire.DATA, pieces)),
            job["max_bytes"],
            setting=job["limit"],
            compress=job["compress"],
        )
        function = _function(job["target"])
        head = None
        if job["on"] == "nothing":
            head = function(output, **job["arguments"])
        elif job["on"] == "store":
            store = self._open(job["generation"], "store")
            head = function(store, output, **job["arguments"])
        else:
            graph = self._open(job["generation"], "graph")
            for piece in _pieces(function(graph, **job["arguments"])):
                output.write(piece)
        return head, output

    def _open(self, generation: str, resource: Resource) -> Any:
        """The store or graph of a generation. What it takes to open it isn't on the request."""
        if self._snapshot is None or self._snapshot.generation != generation:
            self._snapshot = Snapshot(generation)
        if not self._snapshot.has(resource):
            limit_memory(None)
            self._snapshot.get(resource)
            self._base = address_space() or 0
            limit_memory(self._memory_bytes)
        return self._snapshot.get(resource)

    def _swollen(self) -> bool:
        """Whether a job left this process holding half of what the next one may use."""
        now = address_space() if self._memory_bytes else None
        return now is not None and now - self._base > self._memory_bytes // 2

    def _fail(self, error: ChanceryError) -> None:
        extra = {
            name: to_json(value)
            for name, value in vars(error).items()
            if isinstance(value, str | int | tuple)
        }
        self._report(type(error).__name__, str(error), extra=extra)

    def _report(
        self,
        name: str,
        message: str,
        *,
        extra: Mapping[str, Any] | None = None,
        retire: bool = False,
    ) -> None:
        body = {"error": name, "message": message, "extra": extra or {}, "retire": retire}
        self._send((wire.ERROR, (wire.to_json(body).encode(),)))

    def _send(self, *frames: tuple[bytes, Sequence[bytes]]) -> None:
        wire.send(self._connection, *frames)


def _memory_message(memory_bytes: int) -> str:
    return (
        f"the request needed more than the {memory_bytes // 2**20:,} MiB of memory that one may "
        "use (worker_memory_mib); narrow it"
    )


def _pieces(value: Any) -> Iterator[bytes]:
    if isinstance(value, bytes):
        yield value
    elif isinstance(value, Iterator):
        yield from value
    else:
        yield json.dumps(value, default=to_json, ensure_ascii=False).encode()


@cache
def _function(target: str) -> Callable[..., Any]:
    module, _, path = target.partition(":")
    found: Any = importlib.import_module(module)
    for name in path.split("."):
        found = getattr(found, name)
    function: Callable[..., Any] = found
    return function


def run_child(descriptor: int, memory_bytes: int) -> None:
    """Serve on the socket `descriptor` until the service closes it."""
    with socket.socket(fileno=descriptor) as connection:
        try:
            Child(connection, memory_bytes).serve()
        except (BrokenPipeError, ConnectionResetError):
            return
