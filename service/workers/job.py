"""What a worker is asked to do, what comes back, and what can go wrong on the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from graph_builder.errors import ChanceryError, LimitError

if TYPE_CHECKING:  # a worker process has no use for asyncio, which takes 40 ms to import
    from service.workers.spool import Spool

Resource = Literal["graph", "store", "nothing"]
"""What a job's function gets first: the `Graph` of a generation, its store of quads, or neither."""
SizeLimit = Literal["max_result_bytes", "max_export_bytes"]
"""The setting that says how large a result may be."""


class DeadlineError(LimitError):
    """The time limit passed while the request was computed; its process was killed."""


class BusyError(ChanceryError):
    """No worker came free in time; `retry_after_s` is when to try again."""

    def __init__(self, message: str, retry_after_s: int = 5) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class CrashError(LimitError):
    """The worker process died of the request: out of memory, out of stack, or a fault."""


class GoneError(ChanceryError):
    """The client went away before its answer was there."""


@dataclass(frozen=True, slots=True)
class Job:
    """One call: `target` is `package.module:function`, `arguments` are JSON values.

    Functions on the store are called as `function(store, out, **arguments)`, those on nothing as
    `function(out, **arguments)`: they write to `out` and return JSON values, the head. `compress`
    asks for gzip, done in the worker. `once` forbids to start the job a second time (a write).
    `limit` bounds its result.
    """

    target: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    on: Resource = "graph"
    compress: bool = False
    once: bool = False
    limit: SizeLimit = "max_result_bytes"

    @property
    def module(self) -> str:
        """The module of its function."""
        return self.target.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Result:
    """A complete answer: the head (JSON values), the bytes, and the generation it came from."""

    head: Mapping[str, Any]
    spool: "Spool"
    generation: str
    compressed: bool
