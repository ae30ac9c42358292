"""A finished result, held until the client has taken it: small ones in memory, large ones on disk.

A client that reads slowly then costs disk space, not memory.
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Sequence
from typing import IO

IN_MEMORY_BYTES = 2**20
_PIECE = 2**18


class Spool:
    """Bytes, appended by the worker's connection and read by the response; see the module."""

    def __init__(self) -> None:
        self.size = 0
        self._pieces: list[bytes | memoryview] = []
        self._file: IO[bytes] | None = None

    def append(self, piece: bytes | memoryview) -> None:
        """Add `piece` at the end."""
        if not piece:
            return
        self.size += len(piece)
        if self._file is None and self.size <= IN_MEMORY_BYTES:
            self._pieces.append(piece)
            return
        if self._file is None:
            # Closed by close() or, at the latest, with the spool itself; it has no name on disk.
            self._file = tempfile.TemporaryFile()  # noqa: SIM115
            self._file.writelines(self._pieces)
            self._pieces.clear()
        self._file.write(piece)

    @property
    def in_memory(self) -> bool:
        """Whether `read` costs no disk access."""
        return self._file is None

    def read(self) -> bytes | memoryview:
        """Everything, as one object."""
        if self._file is None:
            return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)
        self._file.seek(0)
        return self._file.read()

    @property
    def held(self) -> Sequence[bytes | memoryview]:
        """Everything in order, of a spool in memory."""
        return self._pieces

    async def pieces(self) -> AsyncIterator[bytes | memoryview]:
        """Everything in order, read from disk off the event loop."""
        if self._file is None:
            for piece in self._pieces:
                yield piece
            return
        self._file.seek(0)
        while piece := await asyncio.to_thread(self._file.read, _PIECE):
            yield piece

    def close(self) -> None:
        """Free the disk space."""
        if self._file is not None:
            self._file.close()
