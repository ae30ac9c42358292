"""Running the application: uvicorn, on connections of our own."""

import asyncio
import contextlib
import gc
import socket
from functools import partial
from typing import cast

import uvicorn

from graph_builder.errors import SettingsError
from graph_builder.settings import Settings
from service.access_log import log_to_stderr
from service.app import create_app
from service.connection import Connection, Connections


def configuration(settings: Settings, *, update_anywhere: bool = False) -> uvicorn.Config:
    """How uvicorn is to run the service; `update_anywhere` as in `create_app`."""
    return uvicorn.Config(
        create_app(settings, update_anywhere=update_anywhere),
        host=settings.host,
        port=settings.port,
        http=cast("type[asyncio.Protocol]", partial(Connection, Connections(settings))),
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
