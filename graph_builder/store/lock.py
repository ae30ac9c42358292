"""One writer at a time for a graph."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_builder.errors import LockedError
from graph_builder.store.durable import clear_write_errors

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows has no fcntl; its own locks serve there
    fcntl = None  # type: ignore[assignment]
    import msvcrt


@contextmanager
def exclusive_lock(path: Path) -> Iterator[None]:
    """Hold the lock file `path`; the system lets go of it when the process ends, however it ends.

    Raises `LockedError`, naming the process that holds it, when another one does.
    """
    with clear_write_errors(path):
        file = path.open("a+", encoding="utf-8")
    with file:
        try:
            _take(file.fileno())
        except OSError as error:
            file.seek(0)
            holder = file.read(32).strip() or "unknown"
            raise LockedError(
                f"{path.parent}: process {holder} is writing to this graph; "
                "wait until it is done, or end it"
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _take(descriptor: int) -> None:
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    else:  # pragma: no cover
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
