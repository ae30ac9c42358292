"""What a worker process gives up before it touches a stranger's request."""

import contextlib
import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

_CLONE_NEWUSER = 0x10000000  # linux/sched.h
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_STATM = Path("/proc/self/statm")


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def confine() -> None:
    """Die with the parent, ignore Ctrl-C, leave no core file, and lose the network if possible.

    Losing the network needs Linux with namespaces; elsewhere the checks on the query stand alone.
    Call it before any thread exists.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform != "linux":
        return
    die_with_parent()
    libc = ctypes.CDLL(None)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def limit_memory(extra_bytes: int | None) -> None:
    """Let the address space grow by no more than `extra_bytes` from here.

    None or 0 lifts the limit.
    """
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    used = address_space()
    limit = hard if not extra_bytes or used is None else used + extra_bytes
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def address_space() -> int | None:
    """Bytes of address space in use; None where the system doesn't tell."""
    try:
        return int(_STATM.read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None


def die_in(seconds: float) -> None:
    """Have the kernel end this process in `seconds`, whatever it is doing; 0 calls it off.

    The service kills at the deadline; this holds even if the service itself hangs.
    """
    signal.setitimer(signal.ITIMER_REAL, seconds)
