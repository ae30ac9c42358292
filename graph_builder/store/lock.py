"""One writer at a time for a graph."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_builder.errors import GraphError, LockedError
from graph_builder.store.durable import clear_write_errors


@contextmanager
def exclusive_lock(path: Path) -> Iterator[None]:
    """Hold the lock file `path`; the system lets go of it when the process ends, however it ends.

    Raises `LockedError`, naming the process that holds it, when another one does, and `GraphError`
    where the file can't be written or locked.
    """
    with clear_write_errors(path):
        file = path.open("a+", encoding="utf-8")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            holder = file.read(32).strip() or "unknown"
            raise LockedError(
                f"{path.parent}: process {holder} is writing to this graph; "
                "wait until it is done, or end it"
            ) from error
        except OSError as error:
            raise GraphError(
                f"{path}: can't be locked ({error.strerror}); put the graph on a local disk"
            ) from error
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
