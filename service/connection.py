"""Connections of clients: HTTP as uvicorn speaks it, with limits that it doesn't have."""

import asyncio
from collections import Counter
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

import httptools
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graph_builder.settings import Settings
from service.body import ARRIVED
from service.cycle import Cycle
from service.limits import client_key
from service.responses import Kind, problem

_MAX_HEADER_BYTES = 2**17
_AT_ONCE = 2**12
"""Bytes that the parser gets at a time: no more requests than fit in there are made at once."""


def _raw(kind: Kind, detail: str) -> bytes:
    """A problem for a client whose request never became one: no application can answer it."""
    response = problem(kind, detail, headers={"connection": "close"})
    head = f"HTTP/1.1 {kind.code} {HTTPStatus(kind.code).phrase}\r\n".encode()
    fields = b"".join(name + b": " + value + b"\r\n" for name, value in response.raw_headers)
    return head + fields + b"\r\n" + bytes(response.body)


_TOO_LONG = _raw(
    Kind(431, "header-size", "Headers too large"),
    f"the address and headers are larger than {_MAX_HEADER_BYTES:,} bytes; POST long queries",
)
_BAD_REQUEST = _raw(Kind(400, "http", "Not HTTP"), "this is no valid HTTP/1.1 request")


class Connections:
    """Who is connected: counted in all and by client, so that nobody can take every descriptor."""

    def __init__(self, settings: Settings) -> None:
        self._most = settings.max_connections
        self._most_per_client = settings.max_connections_per_client
        self._by_client: Counter[str] = Counter()
        self.header_timeout_s = settings.header_timeout_s
        self.send_timeout_s = settings.send_timeout_s

    def admit(self, client: str) -> bool:
        """Count one more connection of `client`, if there is room for it."""
        key = client_key(client)
        if self._by_client.total() >= self._most or self._by_client[key] >= self._most_per_client:
            return False
        self._by_client[key] += 1
        return True

    def leave(self, client: str) -> None:
        """One connection of `client` less."""
        key = client_key(client)
        self._by_client[key] -= 1
        if not self._by_client[key]:
            del self._by_client[key]


class Flow(FlowControl):
    """uvicorn's flow control, for which nobody reads on while `full`."""

    full = False

    def resume_reading(self) -> None:
        """Called when somebody waits for what the client sends."""
        if not self.full:
            super().resume_reading()


class Connection(HttpToolsProtocol):
    """uvicorn's protocol with limits on connections, on slow headers and on slow readers.

    What a client sends before it has the answer to its last request stays unread until then, but
    for the little that came with it: otherwise a client could have requests by the million queued.
    (While such bytes wait, nobody notices that the client leaves.)
    """

    flow: Flow

    def __init__(self, connections: Connections, **given: Any) -> None:
        """`given` is what uvicorn gives its protocols."""
        super().__init__(**given)
        self._admission = connections
        self._client_name = ""
        self._impatience: asyncio.TimerHandle | None = None
        self._stuck: asyncio.TimerHandle | None = None
        self._header_bytes = 0
        self._in_body = False
        self._ahead = b""
        self._refusal = b""

    def connection_made(self, transport: Any) -> None:
        """Called by the event loop."""
        peer = transport.get_extra_info("peername")
        name = str(peer[0]) if isinstance(peer, tuple) else "local"
        if not self._admission.admit(name):
            transport.abort()
            return
        self._client_name = name
        super().connection_made(transport)
        self.flow = Flow(transport)
        self._expect_headers()

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the event loop."""
        self._calm()
        self._unstick()
        if self._client_name:
            self._admission.leave(self._client_name)
            self._client_name = ""
            super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Called by the event loop."""
        for start in range(0, len(data), _AT_ONCE):
            if self._answering():
                self._ahead += data[start:]
                self._hold()
                return
            if start and self.transport.is_closing():
                return
            self._parse(data[start : start + _AT_ONCE])

    def _parse(self, data: bytes) -> None:
        cycle = self.cycle
        resting = cycle is None or cycle.response_complete
        self._in_body = False
        super().data_received(data)
        if self.cycle is not cycle:
            self._calm()
            self._header_bytes = 0
            return
        if resting and self._impatience is None:
            # The first bytes of a next request on a kept connection start the clock again.
            self._expect_headers()
        # The fields that may follow a body in chunks (RFC 9112, 7.1.2) count as headers do.
        self._header_bytes = 0 if self._in_body else self._header_bytes + len(data)
        if self._header_bytes > _MAX_HEADER_BYTES:
            self._refuse(_TOO_LONG)

    def _answering(self) -> bool:
        """Whether the request that came last is here as a whole, and isn't answered yet."""
        cycle = self.cycle
        return cycle is not None and not cycle.more_body and not cycle.response_complete

    def _hold(self) -> None:
        self.flow.full = True
        self.flow.pause_reading()

    def on_headers_complete(self) -> None:
        """Called by the parser: the request begins, its body may still be under way."""
        version = self.parser.get_http_version()
        url = httptools.parse_url(self.url)
        path = url.path.decode("ascii")
        self.scope["http_version"] = version
        self.scope["method"] = self.parser.get_method().decode("ascii")
        self.scope["path"] = unquote(path) if "%" in path else path
        self.scope["raw_path"] = url.path
        self.scope["query_string"] = url.query or b""
        before = self.cycle
        self.cycle = Cycle(
            scope=self.scope,
            transport=self.transport,
            flow=self.flow,
            logger=self.logger,
            access_logger=self.access_logger,
            access_log=False,
            default_headers=self.server_state.default_headers,
            message_event=asyncio.Event(),
            expect_100_continue=self.expect_100_continue,
            keep_alive=version != "1.0" and self.parser.should_keep_alive(),
            on_response=self.on_response_complete,
        )
        if before is None or before.response_complete:
            self._start_asgi_task(self.cycle, self.app)
        else:  # requests that don't wait for the answer of the one before are answered in order
            self.flow.pause_reading()
            self.pipeline.appendleft((self.cycle, self.app))

    def on_body(self, body: bytes) -> None:
        """Called by the parser: a piece of the body."""
        self._in_body = True
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Called by the parser: the body is here."""
        self.cycle.scope["state"][ARRIVED] = True
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Called by the cycle: its answer is written, the next request may have its turn."""
        super().on_response_complete()
        if not self.flow.full or self._answering() or self.transport.is_closing():
            return
        if self._refusal:
            self._refuse(self._refusal)
        else:
            self.flow.full = False
            self.flow.resume_reading()
            ahead, self._ahead = self._ahead, b""
            self.data_received(ahead)

    def pause_writing(self) -> None:
        """Called by the event loop."""
        super().pause_writing()
        loop = asyncio.get_running_loop()
        self._stuck = loop.call_later(self._admission.send_timeout_s, self.transport.abort)

    def resume_writing(self) -> None:
        """Called by the event loop."""
        self._unstick()
        super().resume_writing()

    def send_400_response(self, _msg: str) -> None:
        """Answer what is no HTTP."""
        self._refuse(_BAD_REQUEST)

    def _refuse(self, answer: bytes) -> None:
        """Send `answer` and close, but first let the answers go that are owed for requests before.

        One that is under way to a request whose body turns out broken can only be broken off.
        """
        if self._answering():
            self._refusal = answer
            self._hold()
            return
        cycle = self.cycle
        if (
            cycle is None
            or cycle.response_complete
            or not (cycle.response_started or self.pipeline)
        ):
            self.transport.write(answer)
        self.transport.close()

    def _unstick(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None

    def _expect_headers(self) -> None:
        self._header_bytes = 0
        self._impatience = asyncio.get_running_loop().call_later(
            self._admission.header_timeout_s, self.transport.close
        )

    def _calm(self) -> None:
        if self._impatience is not None:
            self._impatience.cancel()
            self._impatience = None
