"""How the service and a worker process talk: frames over a socket pair.

A frame is one byte for its kind, four bytes for the length of its payload (big-endian), and the
payload. The service sends `JOB` frames, one at a time; the worker answers each with any number of
`DATA` frames and then one `DONE` or `ERROR`. A worker that has started says `READY`.
"""

import socket
import struct
from typing import Final

READY: Final = b"R"
JOB: Final = b"J"
DATA: Final = b"D"
DONE: Final = b"E"
ERROR: Final = b"X"

HEADER = struct.Struct("!cI")
MAX_FRAME = 2**28
"""No frame is longer; a worker that announces one has gone mad."""


def frame(kind: bytes, payload: bytes) -> bytes:
    """One frame, ready to be sent."""
    return HEADER.pack(kind, len(payload)) + payload


def receive(connection: socket.socket) -> tuple[bytes, bytes] | None:
    """The next frame as (kind, payload), waiting for it; None when the other side has closed."""
    head = _exactly(connection, HEADER.size)
    if head is None:
        return None
    kind, length = HEADER.unpack(head)
    payload = _exactly(connection, length)
    return None if payload is None else (kind, payload)


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    buffer = bytearray(size)
    view, filled = memoryview(buffer), 0
    while filled < size:
        count = connection.recv_into(view[filled:])
        if count == 0:
            return None
        filled += count
    return bytes(buffer)


class Frames:
    """Cuts a stream of bytes, arriving in any pieces, into frames."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[tuple[bytes, bytes]]:
        """The frames that `data` completes, in order; raises ValueError beyond `MAX_FRAME`."""
        buffer = self._buffer
        buffer += data
        frames = []
        at = 0
        while len(buffer) - at >= HEADER.size:
            kind, length = HEADER.unpack_from(buffer, at)
            if length > MAX_FRAME:
                raise ValueError(f"a frame of {length} bytes")
            end = at + HEADER.size + length
            if len(buffer) < end:
                break
            frames.append((kind, bytes(memoryview(buffer)[at + HEADER.size : end])))
            at = end
        del buffer[:at]
        return frames
