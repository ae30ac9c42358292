"""Writing so that a crash leaves the old or the new, and never half of either."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_builder.errors import GraphError

_MEND = {
    errno.ENOSPC: "the disk is full; free some space and run it again",
    errno.EDQUOT: "the quota of the disk is used up; free some space and run it again",
    errno.EFBIG: "a file would grow beyond what is allowed here; raise the limit (ulimit -f)",
    errno.EACCES: "not allowed to write there; mend the permissions or choose another folder",
    errno.EPERM: "not allowed to write there; mend the permissions or choose another folder",
    errno.EROFS: "the file system is read-only; choose another folder",
    errno.ENOTDIR: "a part of the path is a file; choose another folder",
    errno.EEXIST: "something else stands there; choose another folder",
    errno.ENOENT: "a folder on the way there is missing; make it, or choose another",
    errno.EISDIR: "a folder of that name stands there; choose another name",
}


@contextmanager
def clear_write_errors(path: Path) -> Iterator[None]:
    """Turn errors of the file system and of SQLite inside into a `GraphError` about `path`."""
    try:
        yield
    except OSError as error:
        mend = _MEND.get(error.errno or 0, error.strerror or str(error))
        raise GraphError(f"{path}: can't be written: {mend}") from error
    except sqlite3.Error as error:
        full = "full" in str(error)
        mend = _MEND[errno.ENOSPC] if full else str(error)
        raise GraphError(f"{path}: can't be written: {mend}") from error


def sync_file(path: Path) -> None:
    """Wait until a file, or the list of names in a folder, is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(folder: Path) -> None:
    """Wait until a folder with everything in it is on the disk.

    A file that has other names (hard links) belongs to an earlier generation as well, which brought
    it to the disk; only its new name has to follow.
    """
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            if path.stat().st_nlink == 1:
                sync_file(path)
        sync_file(Path(parent))


def replace_file(path: Path, content: str) -> None:
    """Write `path` in one step: readers see the old content or the new, also after a crash."""
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("w", encoding="utf-8", newline="\n") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_file(path.parent)
