"""The pool of worker processes: what comes back, what is killed, what takes its place."""

import asyncio
import os
import socket
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from graph_builder.errors import (
    AmbiguousNameError,
    JudgementError,
    LimitError,
    NotFoundError,
    QueryError,
)
from service.workers.job import BusyError, CrashError, DeadlineError, GoneError, Job
from service.workers.nursery import Nursery
from service.workers.pool import PoolLimits, WorkerPool
from service.workers.wire import Frames, frame, receive

HERE = "tests.service.jobs"


class Counted:
    """Counts what a pool tells."""

    def __init__(self) -> None:
        self.ended: Counter[str] = Counter()
        self.done = 0

    def worker_ended(self, reason: str) -> None:
        self.ended[reason] += 1

    def job_done(self, seconds: float) -> None:
        self.done += 1


@asynccontextmanager
async def pool(**given: Any) -> AsyncIterator[tuple[WorkerPool, Counted]]:
    limits = {
        "query_workers": 2,
        "long_queries": 1,
        "spare_workers": 1,
        "queue": 3,
        "timeout_s": 10.0,
        "memory_bytes": 2**28,
        "max_result_bytes": 3_000_000,
        "max_export_bytes": 5_000_000,
        **given,
    }
    counted = Counted()
    workers = WorkerPool(PoolLimits(**limits), lambda: "none", counted)
    await workers.start()
    counted.done = 0
    try:
        yield workers, counted
    finally:
        await workers.stop()


def job(function: str, /, **arguments: Any) -> Job:
    return Job(f"{HERE}:{function}", arguments, on="nothing")


def run(test: Callable[[WorkerPool, Counted], Awaitable[None]], **limits: Any) -> None:
    async def inside() -> None:
        async with pool(**limits) as (workers, counted):
            await test(workers, counted)

    asyncio.run(inside())


def test_values_come_back() -> None:
    async def test(workers: WorkerPool, counted: Counted) -> None:
        result = await workers.run(job("value", name="Lee 李"))
        assert result.head["answer"] == "Lee 李"
        assert result.head["pid"] != os.getpid()
        again = await workers.run(job("value", name="x"))
        assert again.head["pid"] == result.head["pid"]
        assert counted.done == 2

    run(test)


@pytest.mark.parametrize(("count", "size"), [(0, 0), (1, 10), (40, 50_000), (3, 999_999)])
@pytest.mark.parametrize("compress", [False, True])
def test_bytes_come_back_whole(count: int, size: int, compress: bool) -> None:
    import gzip

    async def test(workers: WorkerPool, _counted: Counted) -> None:
        asked = Job(f"{HERE}:pieces", {"count": count, "size": size}, "nothing", compress)
        result = await workers.run(asked)
        data = result.spool.read()
        streamed = b"".join([piece async for piece in result.spool.pieces()])
        assert streamed == data
        assert len(data) == result.spool.size
        assert result.compressed == (compress and count > 0 and size * count > 1024)
        plain = gzip.decompress(data) if result.compressed else data
        assert plain == b"".join(bytes([65 + n % 26]) * size for n in range(count))
        result.spool.close()

    run(test)


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ("not found", NotFoundError),
        ("ambiguous", AmbiguousNameError),
        ("judgement", JudgementError),
        ("recursion", QueryError),
        ("memory", CrashError),
        ("abort", CrashError),
        ("exit", CrashError),
        ("fault", RuntimeError),
    ],
)
def test_errors_come_back_as_themselves(how: str, error: type[Exception]) -> None:
    async def test(workers: WorkerPool, _counted: Counted) -> None:
        with pytest.raises(error) as caught:
            await workers.run(job("fail", how=how))
        if isinstance(caught.value, AmbiguousNameError):
            assert caught.value.candidates == (("a:1", "One"), ("a:2", "Two"))
        if isinstance(caught.value, JudgementError):
            assert caught.value.chain == ("j1", "j2")
        assert (await workers.run(job("value", name="still here"))).head["answer"]

    run(test)


def test_what_a_process_told_last_is_heard_however_soon_it_ends() -> None:
    """Under load 9 of 400 faults were taken for processes that died without a word."""

    async def test(workers: WorkerPool, _counted: Counted) -> None:
        for _ in range(40):
            with pytest.raises(RuntimeError):
                await workers.run(job("fail", how="fault"))

    run(test)


def test_too_large_results_are_errors() -> None:
    async def test(workers: WorkerPool, _counted: Counted) -> None:
        with pytest.raises(LimitError, match="3,000,000"):
            await workers.run(job("pieces", count=31, size=100_000))
        result = await workers.run(job("pieces", count=30, size=100_000))
        assert result.spool.size == 3_000_000
        result.spool.close()

    run(test)


def test_the_deadline_kills() -> None:
    async def test(workers: WorkerPool, counted: Counted) -> None:
        with pytest.raises(DeadlineError):
            await workers.run(job("sleep", seconds=30), timeout_s=0.3)
        assert counted.ended == {"deadline": 1}

    run(test)


def test_those_who_leave_free_their_process() -> None:
    async def leave() -> None:
        await asyncio.sleep(0.05)

    async def test(workers: WorkerPool, counted: Counted) -> None:
        with pytest.raises(GoneError):
            await workers.run(job("sleep", seconds=30), gone=leave)
        assert counted.ended == {"abandoned": 1}

    run(test)


def test_long_jobs_make_room_and_start_again() -> None:
    """One may run long; the others are guests while processes are to spare, and then wait."""

    async def test(workers: WorkerPool, counted: Counted) -> None:
        long = [asyncio.ensure_future(workers.run(job("sleep", seconds=1))) for _ in range(3)]
        await asyncio.sleep(0.4)
        short = await asyncio.gather(*(workers.run(job("value", name="x")) for _ in range(2)))
        assert len(short) == 2
        assert not any(future.done() for future in long)
        results = await asyncio.gather(*long)
        assert all(result.head["pid"] for result in results)
        assert counted.ended["preempted"] >= 1

    run(test)


def test_a_long_job_is_paused_rather_than_started_again() -> None:
    async def test(workers: WorkerPool, counted: Counted) -> None:
        long = [asyncio.ensure_future(workers.run(job("sleep", seconds=1))) for _ in range(2)]
        await asyncio.sleep(0.4)
        short = [workers.run(job("sleep", seconds=0.05)) for _ in range(4)]
        assert len(await asyncio.gather(*short)) == 4
        assert not any(future.done() for future in long)
        assert len({result.head["pid"] for result in await asyncio.gather(*long)}) == 2
        assert counted.ended["preempted"] == 0

    run(test)


def test_what_may_run_once_only_is_not_started_again() -> None:
    async def test(workers: WorkerPool, counted: Counted) -> None:
        once = Job(f"{HERE}:sleep", {"seconds": 0.3}, "nothing", once=True)
        await asyncio.gather(workers.run(once), workers.run(once))
        assert counted.ended["preempted"] == 0

    run(test)


def test_more_than_the_queue_holds_is_refused() -> None:
    async def test(workers: WorkerPool, _counted: Counted) -> None:
        asked = [asyncio.ensure_future(workers.run(job("sleep", seconds=1))) for _ in range(12)]
        results = await asyncio.gather(*asked, return_exceptions=True)
        refused = [result for result in results if isinstance(result, BusyError)]
        assert len(refused) >= 3
        assert refused[0].retry_after_s > 0

    run(test, timeout_s=3.0)


def test_workers_inherit_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANCERY_WRITE_TOKEN", "a-very-secret-token")

    async def test(workers: WorkerPool, _counted: Counted) -> None:
        found = (await workers.run(job("environment"))).head
        assert not [name for name in found if name.startswith("CHANCERY")]

    run(test)


def test_a_dead_fork_server_is_replaced() -> None:
    async def test(workers: WorkerPool, _counted: Counted) -> None:
        await workers.run(job("value", name="x"))
        server = workers.nursery._server
        assert server is not None
        server.kill()
        deadline = asyncio.get_running_loop().time() + 10
        while True:
            try:
                await workers.run(job("value", name="y"), timeout_s=2)
            except (BusyError, CrashError):
                assert asyncio.get_running_loop().time() < deadline
            else:
                break

    run(test)


def test_a_process_that_ends_while_it_starts_is_told_of() -> None:
    async def test() -> None:
        nursery, ended = Nursery(), list[int]()
        try:
            for _ in range(2):  # the first one waits for the fork server itself
                ours, theirs = socket.socketpair()
                ours.close()  # so the process can't say that it is ready, and ends
                with theirs:
                    started = asyncio.create_task(nursery.fork(theirs, 0, ended.append))
                    await asyncio.sleep(0)
                    time.sleep(0.5)  # their start and their end are heard of at once
                    assert await started > 0
            deadline = time.monotonic() + 10
            while len(ended) < 2 and time.monotonic() < deadline:
                await asyncio.sleep(0.01)
        finally:
            nursery.close()
        assert ended == [0, 0]

    asyncio.run(test())


@pytest.mark.parametrize("sent", [b"", b"J", b"J\0\0\0\x09half"])
def test_a_frame_that_is_cut_off_ends_the_connection(sent: bytes) -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        with ours:
            ours.sendall(sent)
        assert receive(theirs) is None


@pytest.mark.parametrize("step", [1, 2, 7, 10_000])
def test_frames_survive_any_cutting(step: int) -> None:
    sent = [(b"D", b""), (b"D", b"x" * 3000), (b"E", b"{}"), (b"X", b"")]
    stream = b"".join(frame(kind, payload) for kind, payload in sent)
    frames = Frames()
    parts = []
    for at in range(0, len(stream), step):
        parts += [(kind, bytes(part)) for kind, part in frames.feed(stream[at : at + step])]
    assert b"".join(part for kind, part in parts if kind == b"D") == b"x" * 3000
    assert [frame for frame in parts if frame[0] != b"D"] == [(b"E", b"{}"), (b"X", b"")]
    assert [kind for kind, _ in parts][-2:] == [b"E", b"X"]


def test_an_endless_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="bytes"):
        Frames().feed(b"D\xff\xff\xff\xff")
