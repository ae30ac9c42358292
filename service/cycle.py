"""One request and its response as uvicorn runs it, with the response sent in fewer steps."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

_JOINED_BYTES = 2**16
"""Bodies up to here are copied behind their head: one system call sends both."""

_BODILESS = frozenset((204, 304))


class Cycle(RequestResponseCycle):
    """Holds the head of a response until its body comes, and sends both at once.

    uvicorn writes them apart, and the client is woken twice. The names of headers must be in lower
    case, as ASGI has it.
    """

    _head = b""

    async def send(self, message: Any) -> None:
        """Called by the application."""
        if self.flow.write_paused and not self.disconnected:
            await self.flow.drain()
        if self.disconnected:
            return
        kind = message["type"]
        if kind == "http.response.start" and not self.response_started:
            self.response_started = True
            self.waiting_for_100_continue = False
            self._head = self._head_of(message["status"], message.get("headers", ()))
        elif kind == "http.response.body" and self.response_started and not self.response_complete:
            self._send_body(message.get("body", b""), more=message.get("more_body", False))
        else:
            raise RuntimeError(f"{kind} out of turn")

    def _head_of(self, status: int, fields: Iterable[tuple[bytes, bytes]]) -> bytes:
        lines = [STATUS_LINE[status].rstrip()]
        closes = sized = False
        for name, value in chain(self.default_headers, fields):
            if name == b"content-length":
                self.expected_content_length = int(value)
                sized = True
            elif name == b"connection" and value.lower() == b"close":
                self.keep_alive = False
                closes = True
            lines.append(b"%b: %b" % (name, value))
        if not self.keep_alive and not closes:
            lines.append(b"connection: close")
        self.chunked_encoding = not (sized or status in _BODILESS or self.scope["method"] == "HEAD")
        if self.chunked_encoding:
            lines.append(b"transfer-encoding: chunked")
        head = b"\r\n".join(lines)
        breaks = len(lines) - 1
        if head.count(b"\r") != breaks or head.count(b"\n") != breaks or b"\x00" in head:
            raise RuntimeError("a header of the response holds a line break")
        return head + b"\r\n\r\n"

    def _send_body(self, body: bytes | memoryview, *, more: bool) -> None:
        if self.scope["method"] == "HEAD":
            self.expected_content_length = 0
            body = b""
        elif self.chunked_encoding:
            chunk = (b"%x\r\n" % len(body), body, b"\r\n") if body else ()
            body = b"".join((*chunk, b"" if more else b"0\r\n\r\n"))
        else:
            self.expected_content_length -= len(body)
        left = self.expected_content_length
        if left < 0 or (left and not more):
            raise RuntimeError("the body of the response is not as long as announced")
        head, self._head = self._head, b""
        if head and len(body) <= _JOINED_BYTES:
            self.transport.write(b"".join((head, body)))
        else:
            for piece in (head, body):
                if piece:
                    self.transport.write(piece)
        if not more:
            self._complete()

    def _complete(self) -> None:
        self.response_complete = True
        self.message_event.set()
        if not self.keep_alive:
            self.transport.close()
        self.on_response()
