"""A small HTTP/1.1 load generator: prepared requests over kept connections, nothing parsed twice.

Python's usual clients are slower than the servers that are to be measured.
"""

import asyncio
import itertools
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass(frozen=True)
class Endpoint:
    """Where a server answers queries, and the process `pid` that does."""

    host: str
    port: int
    path: str
    accept: str = "application/sparql-results+json, application/n-triples;q=0.9"
    pid: int = 0

    def request(self, query: str) -> bytes:
        """A POST of `query` as a form, as most clients send it."""
        body = urlencode({"query": query}).encode()
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
            f"Accept: {self.accept}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@dataclass
class Sample:
    """What came of one stretch of load: seconds of each answer, in order of arrival.

    `wall_s` is how long it lasted, `processor_s` what the server computed in that time.
    """

    seconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    wall_s: float = 0.0
    processor_s: float = 0.0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.wall_s

    def add(self, other: "Sample") -> None:
        """Count `other` in."""
        self.seconds += other.seconds
        self.statuses += other.statuses
        self.sizes += other.sizes
        self.wall_s += other.wall_s
        self.processor_s += other.processor_s

    def percentile(self, share: float) -> float:
        """The time that `share` (0 … 1) of the answers stay below, in seconds."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Connection:
    """One kept connection."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def ask(self, request: bytes) -> tuple[int, int]:
        """Send one request; (status, bytes of the body)."""
        if self._writer is None or self._writer.is_closing():
            self._reader, self._writer = await asyncio.open_connection(
                self._endpoint.host, self._endpoint.port, limit=2**22
            )
        assert self._reader is not None
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ", 2)[1])
        headers = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
        size = await self._body(headers)
        if headers.get("connection") == "close":
            self._writer.close()
        return status, size

    async def _body(self, headers: dict[str, str]) -> int:
        assert self._reader is not None
        if "content-length" in headers:
            size = int(headers["content-length"])
            await self._reader.readexactly(size)
            return size
        if headers.get("transfer-encoding") == "chunked":
            size = 0
            while piece := int(await self._reader.readline(), 16):
                await self._reader.readexactly(piece + 2)
                size += piece
            await self._reader.readexactly(2)
            return size
        return len(await self._reader.read())

    def close(self) -> None:
        """Hang up."""
        if self._writer is not None:
            self._writer.close()


async def load(
    endpoint: Endpoint, queries: Sequence[str], *, clients: int, seconds: float
) -> Sample:
    """Have `clients` ask `queries` in turn, each as fast as it gets answers, for `seconds`."""
    turn = itertools.cycle([endpoint.request(query) for query in queries])
    sample = Sample()
    end = time.perf_counter() + seconds

    async def client() -> None:
        connection = Connection(endpoint)
        while time.perf_counter() < end:
            request = next(turn)
            started = time.perf_counter()
            status, size = await connection.ask(request)
            sample.seconds.append(time.perf_counter() - started)
            sample.statuses.append(status)
            sample.sizes.append(size)
        connection.close()

    started = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    sample.wall_s = time.perf_counter() - started
    return sample
