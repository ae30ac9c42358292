"""The process from which worker processes are forked, with everything imported that they need.

A fork takes some milliseconds; a Python that starts anew takes a tenth of a second of a processor,
which after each killed query would be taken from the queries of others. No thread exists here and
no store is open, so that forking is safe.

Run by `service.workers.nursery` as `python -m service.workers.forkserver FD`. On the control
socket come lines `fork NUMBER MEMORY_BYTES` (with a descriptor: the worker's connection),
`kill PID`, `pause PID` and `resume PID`; back go `started NUMBER PID` and `ended PID STATUS`, the
status as of `os.waitpid` (an exit code, or a signal as a negative number).
"""

import contextlib
import gc
import os
import select
import signal
import socket
import sys

from service.workers.child import run_child
from service.workers.confine import confine, die_with_parent

_MOST_DESCRIPTORS = 64
_SIGNALS = {"kill": signal.SIGKILL, "pause": signal.SIGSTOP, "resume": signal.SIGCONT}


class ForkServer:
    """The loop of this process."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._children: set[int] = set()
        self._descriptors: list[int] = []
        self._rest = b""
        self._signalled, self._signal = os.pipe()
        os.set_blocking(self._signalled, False)
        os.set_blocking(self._signal, False)
        signal.set_wakeup_fd(self._signal, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Until the service closes the control socket."""
        while True:
            ready, _, _ = select.select([self._control.fileno(), self._signalled], [], [])
            if self._signalled in ready:
                self._bury()
            if self._control.fileno() in ready and not self._obey():
                break
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)

    def _bury(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._signalled, 4096)
        with contextlib.suppress(ChildProcessError):
            while True:
                pid, status = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    break
                self._children.discard(pid)
                self._tell(f"ended {pid} {os.waitstatus_to_exitcode(status)}")

    def _obey(self) -> bool:
        data, descriptors, _, _ = socket.recv_fds(self._control, 65536, _MOST_DESCRIPTORS)
        if not data:
            return False
        self._descriptors += descriptors
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            command, *arguments = line.decode().split()
            if command == "fork":
                self._fork(*(int(argument) for argument in arguments))
            elif int(arguments[0]) in self._children:
                os.kill(int(arguments[0]), _SIGNALS[command])
        return True

    def _fork(self, number: int, memory_bytes: int) -> None:
        descriptor = self._descriptors.pop(0)
        pid = os.fork()
        if pid == 0:
            self._become(descriptor, memory_bytes)
        os.close(descriptor)
        self._children.add(pid)
        self._tell(f"started {number} {pid}")

    def _become(self, descriptor: int, memory_bytes: int) -> None:
        """Be a worker, and never come back."""
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            die_with_parent()
            for inherited in (*self._descriptors, self._signal, self._signalled):
                os.close(inherited)
            self._control.close()
            run_child(descriptor, memory_bytes)
            code = 0
        finally:
            os._exit(code)

    def _tell(self, line: str) -> None:
        with contextlib.suppress(OSError):
            self._control.sendall(line.encode() + b"\n")


def main() -> None:
    """Entry point; see the module."""
    confine()
    import service.workers.queries  # noqa: F401, PLC0415 - after confine(), before any fork

    gc.collect()
    gc.freeze()  # so that collections in workers don't copy the pages shared with this process
    with socket.socket(fileno=int(sys.argv[1])) as control:
        ForkServer(control).serve()


if __name__ == "__main__":
    main()
