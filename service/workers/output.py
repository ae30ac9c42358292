"""Where a worker's function writes: counted, perhaps compressed, and passed on in frames."""

import zlib
from collections.abc import Callable, Sequence

from graph_builder.errors import LimitError

_PIECE = 240 * 1024  # with what the last write adds still below the 256,000 bytes that uvloop reads
_COMPRESS_FROM = 1024
"""Smaller results are sent as they are: a packet is a packet."""
_GZIP = 31  # zlib's window bits for a gzip stream with the largest window
_LEVEL = 4  # three quarters of what level 9 saves, at a fifth of its time


class Output:
    """A binary file that refuses to grow beyond `max_bytes` (counted before compression).

    `setting` is what that limit is called in the error.

    `send` gets some 256 KiB at a time, in pieces; `finish` returns the rest.
    """

    def __init__(
        self,
        send: Callable[[Sequence[bytes]], None],
        max_bytes: int,
        *,
        setting: str,
        compress: bool,
    ) -> None:
        self._send = send
        self._max_bytes = max_bytes
        self._setting = setting
        self._wanted = compress
        self._compressor: zlib._Compress | None = None
        self._pieces: list[bytes] = []
        self._held = 0
        self.size = 0

    @property
    def compressed(self) -> bool:
        """Whether what was sent is a gzip stream."""
        return self._compressor is not None

    def write(self, data: bytes) -> int:
        """Take `data`; raises `LimitError` when the result grows beyond the limit."""
        self.size += len(data)
        if self.size > self._max_bytes:
            raise LimitError(
                f"the result is larger than the limit of {self._max_bytes:,} bytes "
                f"({self._setting}); ask for less, or in parts"
            )
        self._pieces.append(data)
        self._held += len(data)
        if self._held >= _PIECE:
            self._pass_on()
        return len(data)

    def flush(self) -> None:
        """Nothing: pieces go out when they are full."""

    def finish(self) -> Sequence[bytes]:
        """What is still held: the end of the result."""
        pieces = self._taken()
        return pieces if self._compressor is None else (*pieces, self._compressor.flush())

    def _pass_on(self) -> None:
        if any(pieces := self._taken()):
            self._send(pieces)

    def _taken(self) -> Sequence[bytes]:
        """What is held, compressed if it is to be; it is held no longer."""
        pieces, held = self._pieces, self._held
        self._pieces, self._held = [], 0
        if self._wanted and self._compressor is None and held >= _COMPRESS_FROM:
            self._compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
        self._wanted = False
        if self._compressor is None:
            return pieces
        return [self._compressor.compress(b"".join(pieces))]
