"""Running the application: uvicorn, with limits on connections that uvicorn itself doesn't have."""

import asyncio
import contextlib
import gc
import socket
from collections import Counter
from http import HTTPStatus
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graph_builder.errors import SettingsError
from graph_builder.settings import Settings
from service.access_log import log_to_stderr
from service.app import create_app
from service.joined import Joined
from service.limits import client_key
from service.responses import Kind, problem

_MAX_HEADER_BYTES = 2**17


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


def protocol(connections: Connections) -> type[asyncio.Protocol]:
    """uvicorn's protocol with limits on connections, on slow headers and on slow readers."""

    class Limited(HttpToolsProtocol):
        _client_name = ""
        _impatience: asyncio.TimerHandle | None = None
        _stuck: asyncio.TimerHandle | None = None
        _header_bytes = 0

        def connection_made(self, transport: Any) -> None:
            peer = transport.get_extra_info("peername")
            name = str(peer[0]) if isinstance(peer, tuple) else "local"
            if not connections.admit(name):
                transport.abort()
                return
            self._client_name = name
            super().connection_made(Joined(transport, self.loop))
            self._expect_headers()

        def connection_lost(self, exc: Exception | None) -> None:
            self._calm()
            self._unstick()
            if self._client_name:
                connections.leave(self._client_name)
                self._client_name = ""
                super().connection_lost(exc)

        def data_received(self, data: bytes) -> None:
            # The first bytes of a next request on a kept connection start the clock again.
            if self._impatience is None and (self.cycle is None or self.cycle.response_complete):
                self._expect_headers()
            cycle = self.cycle
            super().data_received(data)
            if self.cycle is not cycle:
                self._calm()
            elif self._impatience is not None:
                self._header_bytes += len(data)
                if self._header_bytes > _MAX_HEADER_BYTES:
                    self.transport.write(_TOO_LONG)
                    self.transport.close()

        def pause_writing(self) -> None:
            super().pause_writing()
            loop = asyncio.get_running_loop()
            self._stuck = loop.call_later(connections.send_timeout_s, self.transport.abort)

        def resume_writing(self) -> None:
            self._unstick()
            super().resume_writing()

        def _unstick(self) -> None:
            if self._stuck is not None:
                self._stuck.cancel()
                self._stuck = None

        def send_400_response(self, _msg: str) -> None:
            self.transport.write(_BAD_REQUEST)
            self.transport.close()

        def _expect_headers(self) -> None:
            loop = asyncio.get_running_loop()
            self._header_bytes = 0
            self._impatience = loop.call_later(connections.header_timeout_s, self._give_up)

        def _give_up(self) -> None:
            self.transport.close()

        def _calm(self) -> None:
            if self._impatience is not None:
                self._impatience.cancel()
                self._impatience = None

    return Limited


def configuration(settings: Settings, *, update_anywhere: bool = False) -> uvicorn.Config:
    """How uvicorn is to run the service; `update_anywhere` as in `create_app`."""
    return uvicorn.Config(
        create_app(settings, update_anywhere=update_anywhere),
        host=settings.host,
        port=settings.port,
        http=protocol(Connections(settings)),
        ws="none",
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=int(settings.shutdown_timeout_s),
    )


def check_address(settings: Settings) -> None:
    """Raise `SettingsError` when the address of the service can't be listened on."""
    where = f"http://{settings.host}:{settings.port}/"
    try:
        [(family, kind, number, _, address), *_] = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        with socket.socket(family, kind, number) as probe:
            # As the service itself does: a port that was free a moment ago is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise SettingsError(
            f"{where}: {(error.strerror or 'not usable').lower()}; give another --host or --port"
        ) from error


def serve(settings: Settings) -> None:
    """Serve until SIGINT or SIGTERM; requests that run then may finish in `shutdown_timeout_s`."""
    log_to_stderr(settings.log_format)
    server = uvicorn.Server(configuration(settings))
    gc.collect()
    gc.freeze()  # collections need not look again at what stays for good
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how one ends it
        server.run()
