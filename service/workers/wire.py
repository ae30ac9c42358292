"""How the service and a worker process talk: frames over a socket pair.

A frame is one byte for its kind, four bytes for the length of its payload (big-endian), and the
payload. The service sends `JOB` frames, one at a time; the worker answers each with any number of
`DATA` frames and then one `DONE` or `ERROR`. A worker that has started says `READY`.
"""

import json
import socket
import struct
from collections.abc import Iterator, Sequence
from typing import Final

READY: Final = b"R"
JOB: Final = b"J"
DATA: Final = b"D"
DONE: Final = b"E"
ERROR: Final = b"X"

HEADER = struct.Struct("!cI")
_AT_ONCE = 2**16
_MOST_PARTS = 256  # the kernel takes up to 1,024 (IOV_MAX)
MAX_FRAME = 2**28
"""No frame is longer; a worker that announces one has gone mad."""


to_json = json.JSONEncoder(check_circular=False).encode
"""As `json.dumps`, in two thirds of its time: what is sent here holds no circles."""


def frame(kind: bytes, payload: bytes) -> bytes:
    """One frame, ready to be sent."""
    return HEADER.pack(kind, len(payload)) + payload


def send(connection: socket.socket, *frames: tuple[bytes, Sequence[bytes]]) -> None:
    """Send frames, each its kind and the parts of its payload, at once.

    The other side wakes up once, and nothing is copied but to the kernel.
    """
    parts: list[bytes] = []
    for kind, payload in frames:
        parts.append(HEADER.pack(kind, sum(map(len, payload))))
        parts += payload if len(payload) <= _MOST_PARTS else (b"".join(payload),)
    sent = connection.sendmsg(parts)
    for part in parts:
        if sent < len(part):
            connection.sendall(memoryview(part)[sent:])
        sent = max(0, sent - len(part))


def receive(connection: socket.socket) -> tuple[bytes, bytes] | None:
    """The next frame as (kind, payload), waiting for it; None when the other side has closed.

    Nothing may follow the frame before it is answered.
    """
    data = b""
    while len(data) < HEADER.size:
        piece = connection.recv(_AT_ONCE)
        if not piece:
            return None
        data += piece
    kind, length = HEADER.unpack_from(data)
    payload = bytearray(data[HEADER.size :])
    while len(payload) < length:
        piece = connection.recv(length - len(payload))
        if not piece:
            return None
        payload += piece
    return kind, bytes(payload)


class Frames:
    """Cuts a stream of bytes, arriving in any pieces, into frames.

    `DATA` is given out as it comes, a frame perhaps in parts, so that it is never copied.
    """

    def __init__(self) -> None:
        self._pieces: list[memoryview] = []
        self._held = 0
        self._needed = HEADER.size
        self._coming = 0

    def feed(self, data: bytes) -> list[tuple[bytes, memoryview]]:
        """The frames, and parts of `DATA`, that `data` brings, in order.

        Raises ValueError beyond `MAX_FRAME`.
        """
        view = memoryview(data)
        frames = []
        if self._coming:
            frames.append((DATA, view[: self._coming]))
            view = view[self._coming :]
            self._coming -= len(frames[0][1])
        if view:
            self._pieces.append(view)
            self._held += len(view)
        if self._held >= self._needed:
            if len(self._pieces) > 1:
                view = memoryview(b"".join(self._pieces))
            frames += self._cut(view)
        return frames

    def _cut(self, view: memoryview) -> Iterator[tuple[bytes, memoryview]]:
        at, self._needed = 0, HEADER.size
        while len(view) - at >= HEADER.size:
            kind, length = HEADER.unpack_from(view, at)
            if length > MAX_FRAME:
                raise ValueError(f"a frame of {length} bytes")
            begin, end = at + HEADER.size, at + HEADER.size + length
            if kind == DATA:
                self._coming = max(0, end - len(view))
            elif len(view) < end:
                self._needed = end - at
                break
            yield kind, view[begin:end]
            at = end
        self._pieces = [view[at:]] if at < len(view) else []
        self._held = max(0, len(view) - at)
