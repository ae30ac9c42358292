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
_AT_ONCE = 2**16
MAX_FRAME = 2**28
"""No frame is longer; a worker that announces one has gone mad."""


def frame(kind: bytes, payload: bytes) -> bytes:
    """One frame, ready to be sent."""
    return HEADER.pack(kind, len(payload)) + payload


def send(connection: socket.socket, *frames: tuple[bytes, bytes]) -> None:
    """Send frames (kind, payload) at once: the other side wakes up once, and nothing is copied."""
    parts: list[bytes] = []
    for kind, payload in frames:
        parts += (HEADER.pack(kind, len(payload)), payload)
    sent = connection.sendmsg(parts)
    for part in parts:
        if sent < len(part):
            connection.sendall(memoryview(part)[sent:])
        sent = max(0, sent - len(part))


def receive(connection: socket.socket) -> tuple[bytes, bytes] | None:
    """The next frame as (kind, payload), waiting for it; None when the other side has closed.

    Nothing may follow the frame before it is answered.
    """
    data = connection.recv(_AT_ONCE)
    while 0 < len(data) < HEADER.size:
        data += connection.recv(HEADER.size - len(data))
    if not data:
        return None
    kind, length = HEADER.unpack_from(data)
    payload = bytearray(data[HEADER.size :])
    while len(payload) < length:
        piece = connection.recv(length - len(payload))
        if not piece:
            return None
        payload += piece
    return kind, bytes(payload)


class Frames:
    """Cuts a stream of bytes, arriving in any pieces, into frames."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._held = 0
        self._needed = HEADER.size

    def feed(self, data: bytes) -> list[tuple[bytes, memoryview]]:
        """The frames that `data` completes, in order; raises ValueError beyond `MAX_FRAME`."""
        self._pieces.append(data)
        self._held += len(data)
        if self._held < self._needed:
            return []
        view = memoryview(data if len(self._pieces) == 1 else b"".join(self._pieces))
        frames = []
        at, self._needed = 0, HEADER.size
        while len(view) - at >= HEADER.size:
            kind, length = HEADER.unpack_from(view, at)
            if length > MAX_FRAME:
                raise ValueError(f"a frame of {length} bytes")
            end = at + HEADER.size + length
            if len(view) < end:
                self._needed = end - at
                break
            frames.append((kind, view[at + HEADER.size : end]))
            at = end
        self._pieces = [bytes(view[at:])] if at < len(view) else []
        self._held = len(view) - at
        return frames
