"""The service's end of the fork server: starts it, asks it for processes, has it kill them."""

import asyncio
import contextlib
import itertools
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from service.access_log import SERVICE

_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH")
"""What worker processes inherit; the write token is not among it."""
_MALLOC = {
    "MALLOC_ARENA_MAX": "2",  # arenas reserve address space by the 64 MiB
    # Queries allocate many things of the same sizes; the default of 7 costs 6 % of their time.
    # Huge pages for what is allocated save another 5 %: queries read from all over the caches.
    # RocksDB opens with 180 short-lived threads: keeping their stacks saves a fifth of a start.
    "GLIBC_TUNABLES": "glibc.malloc.tcache_count=500:glibc.malloc.hugetlb=1"
    ":glibc.pthread.stack_cache_size=268435456",
}
"""For the allocator of glibc; others ignore it."""
_ENDING_S = 2.0


class Nursery:
    """Worker processes come from here. One that dies (all its children with it) is replaced."""

    def __init__(self) -> None:
        self._numbers = itertools.count()
        self._server: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._rest = b""
        self._starting: dict[int, tuple[asyncio.Future[int], Callable[[int], None]]] = {}
        self._on_end: dict[int, Callable[[int], None]] = {}

    async def fork(
        self, connection: socket.socket, memory_bytes: int, on_end: Callable[[int], None]
    ) -> int:
        """A new worker process that talks over `connection`; its process id.

        It may allocate `memory_bytes` (0: any). `on_end` is called with the exit code, or a signal
        as a negative number, when the process has ended.
        """
        if self._control is None:
            self._start()
        assert self._control is not None
        number = next(self._numbers)
        started: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._starting[number] = started, on_end
        line = f"fork {number} {memory_bytes}\n".encode()
        socket.send_fds(self._control, [line], [connection.fileno()])
        return await started

    def kill(self, pid: int) -> None:
        """End a process at once; nothing happens when it has ended."""
        self._signal("kill", pid)

    def pause(self, pid: int) -> None:
        """Halt a process."""
        self._signal("pause", pid)

    def resume(self, pid: int) -> None:
        """Have a process that was halted go on."""
        self._signal("resume", pid)

    def _signal(self, command: str, pid: int) -> None:
        if self._control is not None and pid in self._on_end:
            with contextlib.suppress(OSError):
                self._control.send(f"{command} {pid}\n".encode())

    def close(self) -> None:
        """End the fork server, and with it every process that came from it."""
        self._on_end.clear()
        if self._control is not None:
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
        if self._server is not None:
            try:
                self._server.wait(_ENDING_S)  # it ends its children first
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
            self._server = None

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            command = (sys.executable, "-P", "-m", "service.workers.forkserver")
            environment = {k: v for k, v in os.environ.items() if k in _ENVIRONMENT}
            environment["PYTHONPATH"] = os.pathsep.join(
                str(Path(path).absolute()) for path in sys.path
            )
            environment |= _MALLOC
            self._server = subprocess.Popen(
                (*command, str(theirs.fileno())),
                pass_fds=(theirs.fileno(),),
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._control, self._rest = ours, b""
        asyncio.get_running_loop().add_reader(ours, self._hear)

    def _hear(self) -> None:
        assert self._control is not None
        try:
            data = self._control.recv(65536)
        except OSError:
            data = b""
        if not data:
            self._bereft()
            return
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            word, first, second = line.decode().split()
            if word == "started":
                self._started(int(first), int(second))
            elif on_end := self._on_end.pop(int(first), None):
                on_end(int(second))

    def _started(self, number: int, pid: int) -> None:
        # At once, not when `fork` goes on: the next line may be that the process has ended.
        started, self._on_end[pid] = self._starting.pop(number)
        if not started.done():
            started.set_result(pid)
        else:  # nobody waits for it any more
            self.kill(pid)

    def _bereft(self) -> None:
        """The fork server died, and its children with it."""
        code = self._server.poll() if self._server is not None else None
        SERVICE.error("the fork server ended", extra={"fields": {"code": code}})
        ended = dict(self._on_end)
        self.close()
        for started, _ in self._starting.values():
            if not started.done():
                started.set_exception(ChildProcessError("the fork server ended"))
        self._starting.clear()
        for on_end in ended.values():
            on_end(-9)
