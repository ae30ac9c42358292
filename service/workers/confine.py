"""What a worker process gives up before it touches a stranger's request."""

import contextlib
import ctypes
import errno
import os
import platform
import resource
import signal
import socket
import struct
import sys
from collections.abc import Mapping
from pathlib import Path

_CLONE_NEWUSER = 0x10000000  # linux/sched.h
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_PR_SET_SECCOMP = 22
_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_MODE_FILTER = 2  # linux/seccomp.h
_SECCOMP_RET_ERRNO = 0x00050000
_SECCOMP_RET_ALLOW = 0x7FFF0000
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06  # linux/bpf_common.h
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_X32 = 0x40000000  # asm/unistd.h: system calls of the other ABI that x86-64 has
_SYSTEMS: Mapping[str, tuple[int, int]] = {
    "x86_64": (0xC000003E, 41),
    "aarch64": (0xC00000B7, 198),
}
"""The name of the architecture for filters (linux/audit.h), and the number of socket(2)."""
_STATM = Path("/proc/self/statm")


def die_with_parent() -> None:
    """Have the kernel end this process when its parent ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def confine() -> None:
    """Die with the parent, ignore Ctrl-C, leave no core file, and lose the network if possible.

    Losing the network needs Linux; elsewhere the checks on the query stand alone. Call it before
    any thread exists.
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
    deny_sockets()


def deny_sockets() -> bool:
    """Have the kernel refuse this process, and all that come from it, new sockets.

    Those within the machine (AF_UNIX) stay allowed. Needs no privilege, unlike a network namespace,
    which containers often forbid. False where the system has no such filter.
    """
    system = _SYSTEMS.get(platform.machine())
    if sys.platform != "linux" or system is None:
        return False
    architecture, socket_number = system
    refused = _SECCOMP_RET_ERRNO | errno.EACCES
    instructions = (  # (code, instructions to skip if so, if not, operand)
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_IF_EQUAL, 0, 5, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_AT_LEAST, 3, 0, _X32),
        (_IF_EQUAL, 0, 3, socket_number),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IF_EQUAL, 1, 0, socket.AF_UNIX),
        (_RETURN, 0, 0, refused),
        (_RETURN, 0, 0, _SECCOMP_RET_ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *i) for i in instructions))
    program = struct.pack("HP", len(instructions), ctypes.addressof(code))
    libc = ctypes.CDLL(None)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0) == 0)


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
