"""The identity registry: which IRI was minted for what, for ever.

An append-only log (`graph/ledger/identities.jsonl`) of (anchor, IRI) pairs, IRIs without the base.
The last entry of an anchor is the one that counts; the age of an IRI is the place of its first
entry. With the dossiers and the judgements the registry is the third input of a merge: the same
three give the same graph, IRIs included.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from graph_builder.errors import GraphError
from graph_builder.resolution.ledger import append_lines


class Identity(NamedTuple):
    """One entry: `anchor` (see `resolution.anchors`) founded the thing named `iri`."""

    anchor: str
    iri: str


class Registry:
    """The log, in memory or in a file; a file is written through at every `append`.

    Positions are byte offsets of a file, or counts in memory: opaque, growing, to be handed back
    to `since`.
    """

    def __init__(self, path: Path | None = None, entries: Iterable[Identity] = ()) -> None:
        self._path = path
        self._entries = list(entries)

    def since(self, position: int) -> Iterator[Identity]:
        """The entries after `position` (0: all), oldest first.

        Raises `GraphError` when the file is shorter than `position` or damaged.
        """
        if self._path is None:
            yield from self._entries[position:]
            return
        if not self._path.exists():
            if position:
                raise GraphError(f"{self._path} is missing; restore it from a backup")
            return
        with self._path.open("rb") as file:
            if self.end() < position:
                raise GraphError(f"{self._path} is shorter than it was; restore it from a backup")
            file.seek(position)
            for line in file:
                if not line.endswith(b"\n"):
                    return
                yield self._parsed(line)

    def _parsed(self, line: bytes) -> Identity:
        try:
            anchor, iri = json.loads(line)
        except ValueError as error:
            raise GraphError(
                f"{self._path}: damaged line {line[:80]!r}; restore a backup"
            ) from error
        return Identity(anchor, iri)

    def end(self) -> int:
        """The position behind the last whole entry."""
        if self._path is None:
            return len(self._entries)
        if not self._path.exists():
            return 0
        with self._path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(max(0, size - 65536))
            tail = file.read()
        return size - len(tail) + tail.rfind(b"\n") + 1 if tail else 0

    def append(self, entries: Iterable[Identity]) -> None:
        """Adds entries; with a file they are on the disk when this returns."""
        if self._path is None:
            self._entries.extend(entries)
            return
        lines = [json.dumps([e.anchor, e.iri], ensure_ascii=False) for e in entries]
        if lines:
            append_lines(self._path, lines)

    def draft(self) -> "Registry":
        """A registry that reads as this one does and forgets what is appended to it."""
        return _Draft(self)


class _Draft(Registry):
    """Reads through, writes nothing."""

    def __init__(self, registry: Registry) -> None:
        super().__init__()
        self._under = registry

    def since(self, position: int) -> Iterator[Identity]:
        return self._under.since(position)

    def end(self) -> int:
        return self._under.end()

    def append(self, entries: Iterable[Identity]) -> None:
        """Forgets them."""
        del entries
