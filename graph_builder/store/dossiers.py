"""The dossiers of a graph: segments of JSON Lines that only grow, and an index of them.

`graph/dossiers/000001.jsonl` and so on hold one dossier a line, with the fingerprint of what it was
read from. The last line about an article wins; an article that was withdrawn is not in the index
any more. Each generation has an index of its own (`dossiers.sqlite`), so that it shows the dossiers
as they were when it was published. A segment in the making ends in `.partial`: after a crash its
whole lines still save the next run from reading those articles again.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Self

from graph_builder.errors import DossierError, GraphError
from graph_builder.model import Dossier, from_json, to_json
from graph_builder.store.durable import clear_write_errors, sync_file

_TABLE = """
CREATE TABLE dossier (
  id TEXT PRIMARY KEY, segment TEXT NOT NULL, start INTEGER NOT NULL, length INTEGER NOT NULL,
  fingerprint TEXT NOT NULL
) WITHOUT ROWID
"""
_PARTIAL = ".partial"
_OPEN_FILES = 64  # a graph that grows daily has more segments than a process may have open files


def encode(dossier: Dossier, fingerprint: str) -> bytes:
    """One line of a segment."""
    data = {**to_json(dossier), "fingerprint": fingerprint}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> tuple[Dossier, str]:
    """The dossier and the fingerprint of a line; raises `DossierError` when it is damaged."""
    try:
        data = json.loads(line)
        return from_json(Dossier, data), str(data.get("fingerprint", ""))
    except ValueError as error:
        raise DossierError(f"not a dossier: {error}") from error


class DossierLog:
    """The dossiers of one generation. Not to be shared between threads."""

    def __init__(self, folder: Path, index: Path) -> None:
        """`folder` holds the segments; raises `GraphError` when there is no index."""
        if not index.is_file():
            raise GraphError(f"{index}: the index of dossiers is missing; restore a backup")
        self._folder = folder
        # Published files never change, so SQLite need neither lock nor look for a journal.
        uri = f"{index.resolve().as_uri()}?mode=ro&immutable=1"
        self._index = sqlite3.connect(uri, uri=True)
        self._files: dict[str, BinaryIO] = {}

    def __len__(self) -> int:
        return int(self._index.execute("SELECT count(*) FROM dossier").fetchone()[0])

    def __iter__(self) -> Iterator[Dossier]:
        """All dossiers, by id."""
        for id_ in self.ids():
            found = self.get(id_)
            if found is not None:
                yield found

    def lines(self) -> Iterator[bytes]:
        """The lines of all dossiers, in the order in which they lie in the segments."""
        rows = self._index.execute(
            "SELECT segment, start, length FROM dossier ORDER BY segment, start"
        )
        for where in rows:
            yield self._read(*where)

    def ids(self) -> list[str]:
        """The ids of all articles, sorted."""
        return [row[0] for row in self._index.execute("SELECT id FROM dossier ORDER BY id")]

    def fingerprint(self, id_: str) -> str | None:
        """The fingerprint of what the article was read from; None when it isn't here."""
        row = self._index.execute("SELECT fingerprint FROM dossier WHERE id = ?", (id_,)).fetchone()
        return None if row is None else str(row[0])

    def get(self, id_: str) -> Dossier | None:
        """The dossier of an article; raises `GraphError` when its segment is damaged."""
        row = self._index.execute(
            "SELECT segment, start, length FROM dossier WHERE id = ?", (id_,)
        ).fetchone()
        if row is None:
            return None
        try:
            return decode(self._read(*row))[0]
        except DossierError as error:
            segment, start, _ = row
            raise GraphError(
                f"{self._folder / segment}: damaged at byte {start} ({error}); restore a backup"
            ) from error

    def _read(self, segment: str, start: int, length: int) -> bytes:
        try:
            if segment not in self._files:
                if len(self._files) >= _OPEN_FILES:
                    self._files.pop(next(iter(self._files))).close()
                self._files[segment] = (self._folder / segment).open("rb")
            file = self._files[segment]
            file.seek(start)
            return file.read(length)
        except OSError as error:
            raise GraphError(
                f"{self._folder / segment}: damaged at byte {start} ({error}); restore a backup"
            ) from error

    def scattered(self) -> Iterator[tuple[str, str, bytes]]:
        """(article, fingerprint, line) of the dossiers in segments that are for the greater part of
        others, which were replaced or withdrawn."""
        query = "SELECT segment, sum(length) FROM dossier GROUP BY segment"
        for segment, live in self._index.execute(query).fetchall():
            path = self._folder / segment
            if not path.is_file() or 2 * live >= path.stat().st_size:
                continue
            rows = self._index.execute(
                "SELECT id, fingerprint, start, length FROM dossier WHERE segment = ? "
                "ORDER BY start", (segment,),
            )  # fmt: skip
            for id_, print_, start, length in rows.fetchall():
                yield id_, print_, self._read(segment, start, length)

    def segments(self) -> set[str]:
        """The names of the segments that hold its dossiers."""
        return {row[0] for row in self._index.execute("SELECT DISTINCT segment FROM dossier")}

    def close(self) -> None:
        """Close the index and the segments."""
        self._index.close()
        for file in self._files.values():
            file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class SegmentWriter:
    """A new segment: dossiers come in, and `finish` makes it part of a new index."""

    def __init__(self, folder: Path, number: int) -> None:
        self._folder = folder
        self.name = f"{number:06d}.jsonl"
        self._partial = folder / f"{self.name}{_PARTIAL}"
        self._rows: dict[str, tuple[int, int, str]] = {}
        self._carried: dict[str, tuple[int, int, str]] = {}
        with clear_write_errors(folder):
            # Unbuffered: what was added survives a crash, and closing has nothing left to write.
            self._file = self._partial.open("wb", buffering=0)
        self._size = 0

    def add(self, dossier: Dossier, fingerprint: str) -> None:
        """Append one dossier; it survives a crash of this process from here on."""
        self._carried.pop(dossier.id, None)
        self._rows[dossier.id] = self._write(encode(dossier, fingerprint), fingerprint)

    def carry(self, id_: str, fingerprint: str, line: bytes) -> None:
        """Take over the line of a dossier from a segment that is to go.

        It is no news: it isn't among the dossiers in the segment, but the index will find it here.
        """
        if id_ not in self._rows:
            self._carried[id_] = self._write(line, fingerprint)

    def _write(self, line: bytes, fingerprint: str) -> tuple[int, int, str]:
        with clear_write_errors(self._folder):
            written = 0
            while written < len(line):
                written += self._file.write(line[written:])
        self._size += len(line)
        return self._size - len(line), len(line), fingerprint

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Dossier]:
        """The dossiers in the segment, by id."""
        if not self._rows:
            return
        with self._partial_or_final().open("rb") as file:
            for _, (start, length, _) in sorted(self._rows.items()):
                file.seek(start)
                yield decode(file.read(length))[0]

    def lines(self) -> Iterator[bytes]:
        """The lines of the dossiers in the segment that count, in the order in which they came."""
        if not self._rows:
            return
        with self._partial_or_final().open("rb") as file:
            for start, length, _ in sorted(self._rows.values()):
                file.seek(start)
                yield file.read(length)

    def get(self, id_: str) -> Dossier | None:
        """A dossier of this segment."""
        if id_ not in self._rows:
            return None
        start, length, _ = self._rows[id_]
        with self._partial_or_final().open("rb") as file:
            file.seek(start)
            return decode(file.read(length))[0]

    def ids(self) -> list[str]:
        """The ids in the segment, sorted."""
        return sorted(self._rows)

    def _partial_or_final(self) -> Path:
        return self._partial if self._partial.exists() else self._folder / self.name

    def finish(self, index: Path, previous: Path | None, withdrawn: Sequence[str]) -> None:
        """Put the segment in place, and write its and the `previous` index into `index`.

        Articles in `withdrawn` are left out.
        """
        rows = {**self._carried, **self._rows}
        with clear_write_errors(self._folder):
            os.fsync(self._file.fileno())
            self._file.close()
            if not self._size:
                self._partial.unlink()
            else:
                self._partial.replace(self._folder / self.name)
                sync_file(self._folder)
        with clear_write_errors(index):
            if previous is not None:
                shutil.copyfile(previous, index)
            with closing(sqlite3.connect(index)) as connection, connection:
                if previous is None:
                    connection.execute(_TABLE)
                connection.executemany(
                    "DELETE FROM dossier WHERE id = ?", ((id_,) for id_ in withdrawn)
                )
                connection.executemany(
                    "INSERT OR REPLACE INTO dossier VALUES (?, ?, ?, ?, ?)",
                    ((id_, self.name, *row) for id_, row in sorted(rows.items())),
                )

    def discard(self) -> None:
        """Remove a segment that stayed empty."""
        self.close()
        if not self._rows:
            self._partial.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file; what is in it stays for the next run to find."""
        self._file.close()


class Leftovers:
    """Dossiers that interrupted runs read and never published, by article and fingerprint."""

    def __init__(self, folder: Path, published: set[str]) -> None:
        """Look through the segments in `folder` that aren't among the `published` ones."""
        self._folder = folder
        self._found: dict[tuple[str, str], tuple[Path, int, int]] = {}
        self._paths = [
            path for path in sorted(folder.glob("*.jsonl*")) if path.name not in published
        ]
        for path in self._paths:
            self._scan(path)

    def _scan(self, path: Path) -> None:
        start = 0
        with path.open("rb") as file:
            for line in file:
                try:
                    dossier, fingerprint = decode(line)
                except DossierError:
                    return  # torn by the crash; what follows, if anything, is not to be trusted
                self._found[dossier.id, fingerprint] = (path, start, len(line))
                start += len(line)

    def get(self, id_: str, fingerprint: str) -> Dossier | None:
        """The dossier of this article read from exactly this, if there is one."""
        where = self._found.get((id_, fingerprint))
        if where is None:
            return None
        path, start, length = where
        with path.open("rb") as file:
            file.seek(start)
            return decode(file.read(length))[0]

    def next_number(self) -> int:
        """A number for a new segment that no segment on disk has."""
        numbers = [int(path.name.partition(".")[0]) for path in self._folder.glob("*.jsonl*")]
        return max(numbers, default=0) + 1

    def remove(self) -> None:
        """Delete them: what they held is published, or wasn't wanted again."""
        for path in self._paths:
            path.unlink(missing_ok=True)
