"""What an operator can set: one frozen, typed object, made from flags and the environment.

Every setting `name` can be given as the environment variable `CHANCERY_NAME`; a flag wins over
the environment. Nothing reads the environment later, and nothing is kept in module globals.
"""

import dataclasses
import math
import os
import re
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self

from graph_builder.errors import SettingsError

PREFIX = "CHANCERY_"
FOREIGN = frozenset(("CHANCERY_SHARED", "CHANCERY_DEBUG"))
"""Variables that carry the prefix without being settings: the folder of test data, and the switch
by which the command line shows tracebacks."""

_TRUE = frozenset(("1", "true", "yes", "on"))
_FALSE = frozenset(("0", "false", "no", "off", ""))
_MIN_TOKEN = 16
# As browsers write them (RFC 6454): a path or a slash at the end would never match.
_ORIGIN = re.compile(r"https?://[^\s/?#,]+")


def _processors() -> int:
    return max(2, os.cpu_count() or 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of the service. Times in seconds (`_s`), memory in MiB (`_mib`).

    The defaults suit a machine that strangers can reach. `Settings.load` is how commands make one;
    tests construct it directly. Raises `SettingsError` for a value out of range.
    """

    graph: Path = Path("graph")
    """Directory of the graph."""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: int = 8000
    """Port to listen on; 0 takes a free one."""
    root_path: str = ""
    """Path prefix under which a proxy publishes the service ("/chancery")."""
    trusted_proxies: str = "127.0.0.1"
    """Addresses, comma-separated, whose X-Forwarded-* headers are believed."""

    timeout_s: float = 30.0
    """Longest that a request may take, waiting included."""
    query_workers: int = field(default_factory=_processors)
    """Worker processes that short queries always find."""
    long_queries: int = field(default_factory=_processors)
    """Worker processes, beside those, for queries that take longer; as many again are paused,
    further ones wait."""
    spare_workers: int = 2
    """Idle workers held ready, so that no query waits for a process to start."""
    worker_memory_mib: int = 1024
    """What one worker may allocate beyond its start (RLIMIT_AS)."""
    queue: int = 64
    """Requests that may wait for a worker; further ones get 503."""
    max_result_bytes: int = 64 * 2**20
    """Largest result, before compression; a larger one is an error, never cut."""
    max_result_rows: int = 1_000_000
    """Most solutions of a SPARQL query; more are an error, never cut."""
    max_export_bytes: int = 2**30
    """Largest export or graph as a whole, before compression; its disk space is taken in TMPDIR."""
    max_query_bytes: int = 2**20
    """Largest body of a query or update."""
    max_article_bytes: int = 4 * 2**20
    """Largest body with articles or a judgement."""

    header_timeout_s: float = 10.0
    """How long a client may take to send its request line and headers."""
    body_timeout_s: float = 20.0
    """How long a client may take to send its body."""
    send_timeout_s: float = 30.0
    """How long a client may leave the connection unread before it is dropped."""
    max_connections: int = 800
    """Connections at a time; further ones are closed at once. Below the limit of open files."""
    max_connections_per_client: int = 200
    """Connections of one client address; raise it where a proxy holds them all."""
    rate_limit: str = "1200/minute"
    """Requests of one client address, in the notation of the `limits` package; "" is no limit."""

    write_token: str = field(default="", repr=False)
    """Bearer token for updates, articles and judgements; without one they are refused."""
    evidence_only: bool = False
    """Serve the sentences that bear evidence, never whole articles."""
    cors_write_origins: str = ""
    """Origins, comma-separated, whose pages may send writes; reads are open to all."""
    log_queries: bool = False
    """Write the text of queries and updates into the log."""
    log_format: Literal["json", "text"] = "json"
    """A JSON object or a line of text for each request, on standard error."""
    shutdown_timeout_s: float = 10.0
    """How long requests may still run when the service is asked to end."""

    def __post_init__(self) -> None:
        for f in dataclasses.fields(self):
            value = getattr(self, f.name)
            amount = isinstance(value, int | float) and not isinstance(value, bool)
            if amount and f.name != "port" and not 0 < value < math.inf:
                raise SettingsError(f"{f.name} is {value}; it must be a number above zero")
        if not 0 <= self.port <= 65535:
            raise SettingsError(f"port is {self.port}; it must lie between 0 and 65535")
        if self.root_path and (not self.root_path.startswith("/") or self.root_path.endswith("/")):
            raise SettingsError(f"root_path is {self.root_path!r}; write it like /chancery")
        for origin in filter(None, map(str.strip, self.cors_write_origins.split(","))):
            if not _ORIGIN.fullmatch(origin):
                raise SettingsError(
                    f"cors_write_origins holds {origin!r}; write origins like https://example.org"
                )
        if self.write_token and len(self.write_token) < _MIN_TOKEN:
            raise SettingsError(
                f"write_token has fewer than {_MIN_TOKEN} characters; use a longer, random one"
            )

    @classmethod
    def load(
        cls,
        flags: Mapping[str, Any] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> Self:
        """Settings from `flags` (None values are those not given) over `environment`.

        `environment` defaults to that of the process. Raises `SettingsError` for an unknown name
        in either, and for a value that isn't of the setting's type.
        """
        known = {f.name: f for f in dataclasses.fields(cls)}
        hints = typing.get_type_hints(cls)
        values: dict[str, Any] = {}
        source = os.environ if environment is None else environment
        for variable, text in source.items():
            if not variable.startswith(PREFIX) or variable in FOREIGN:
                continue
            name = variable.removeprefix(PREFIX).lower()
            if name not in known:
                raise SettingsError(
                    f"{variable} is no setting; unset it or use one of {_variables(known)}"
                )
            values[name] = _parsed(variable, hints[name], text)
        for name, value in (flags or {}).items():
            if name not in known:
                raise SettingsError(f"{name} is no setting; use one of {', '.join(sorted(known))}")
            if value is not None:
                values[name] = _parsed(name, hints[name], value)
        return cls(**values)


def _variables(known: Mapping[str, Any]) -> str:
    return ", ".join(sorted(PREFIX + name.upper() for name in known))


def _parsed(name: str, hint: Any, value: Any) -> Any:
    """`value`, text or already typed, as a value of type `hint`."""
    if typing.get_origin(hint) is Literal:
        if value not in typing.get_args(hint):
            raise SettingsError(f"{name} is {value!r}; use {' or '.join(typing.get_args(hint))}")
        return value
    if isinstance(hint, types.UnionType):
        hint = next(a for a in typing.get_args(hint) if a is not type(None))
    if not isinstance(value, str):
        return Path(value) if hint is Path else value
    if hint is bool:
        if value.lower() in _TRUE | _FALSE:
            return value.lower() in _TRUE
        raise SettingsError(f"{name} is {value!r}; use true or false")
    try:
        return hint(value)
    except ValueError as error:
        raise SettingsError(f"{name} is {value!r}; it must be a {_KINDS[hint]}") from error


_KINDS: Mapping[type, str] = {int: "whole number", float: "number", Path: "path", str: "text"}
