"""Opening a published index for reading."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from graph_builder.errors import GraphError
from graph_builder.index.schema import FORMAT, INDEX


def open_index(folder: Path) -> sqlite3.Connection:
    """The index of a published generation, read-only; rows come as `sqlite3.Row`.

    A published index never changes, so no lock is taken. Raises `GraphError` when it is missing,
    damaged, or of another format.
    """
    path = folder / INDEX
    try:
        # Not bound to a thread: the service may ask from any of them, one at a time.
        connection = sqlite3.connect(
            f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1",
            uri=True,
            check_same_thread=False,
        )
        connection.row_factory = sqlite3.Row
        found = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except sqlite3.Error as error:
        raise GraphError(
            f"{path}: the index can't be read ({error}); build the graph again"
        ) from error
    if found is None or found[0] != FORMAT:
        raise GraphError(f"{path}: the index is of another format; build the graph again")
    return connection
