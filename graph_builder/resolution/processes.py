"""Work on single articles and pairs of claims, shared among processes where there is much of it.

Only what is a function of its arguments is given away; the tables belong to one process.
"""

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import get_context
from types import TracebackType
from typing import Self, TypeVar

from graph_builder.errors import GraphError

ALONE = 20
"""Up to this many pieces of work are done in this process: others take about a second to start."""
AHEAD = 3  # pieces under way for each process, so that none waits and few are held in memory

RARELY = (200_000, 50, 50)  # thresholds of `gc`: new objects, then younger generations

Given = TypeVar("Given")
Made = TypeVar("Made")


def chunked(items: Iterable[Given], size: int) -> Iterator[list[Given]]:
    """The items in lists of `size`, the last one shorter."""
    coming = iter(items)
    while chunk := list(islice(coming, size)):
        yield chunk


class Crew:
    """Up to `jobs` processes, started when there is work enough for them."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    @property
    def started(self) -> bool:
        """Whether there are processes."""
        return self._pool is not None

    def each(self, work: Callable[[Given], Made], pieces: Iterable[Given]) -> Iterator[Made]:
        """What `work` makes of each piece, in their order.

        Raises `GraphError` when a process is ended from outside.
        """
        coming = iter(pieces)
        first = list(islice(coming, ALONE + 1))
        if self._jobs <= 1 or len(first) <= ALONE:
            yield from map(work, chain(first, coming))
            return
        try:
            yield from self._shared(work, chain(first, coming))
        except BrokenProcessPool as broken:
            raise GraphError(
                "a process that merges was ended from outside, most likely for lack of memory; "
                "run again with fewer --jobs"
            ) from broken

    def _shared(self, work: Callable[[Given], Made], pieces: Iterable[Given]) -> Iterator[Made]:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._jobs, get_context("spawn"), _start)
        running: deque[Future[Made]] = deque()
        for piece in pieces:
            running.append(self._pool.submit(work, piece))
            if len(running) >= AHEAD * self._jobs:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


@contextmanager
def few_collections() -> Iterator[None]:
    """Has cyclic garbage looked for rarely: merging makes objects by the million and no cycles, and
    looking through them again and again takes a tenth of its time."""
    before = gc.get_threshold()
    gc.set_threshold(*RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _start() -> None:
    gc.set_threshold(*RARELY)
    # Ctrl-C reaches every process of the terminal; only the first one is to act on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
