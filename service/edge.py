"""What every request passes first and every response last.

Request ids, rate limit, conditional requests (ETag, 304), CORS, security headers, metrics, the log
line, and the problem body for what nobody foresaw.
"""

import asyncio
import hashlib
import re
from collections.abc import Callable
from random import getrandbits

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_builder.errors import ChanceryError
from graph_builder.settings import Settings
from service.access_log import SERVICE, log_request
from service.fields import field
from service.limits import EXEMPT, RateLimit
from service.metrics import Metrics, Stopwatch
from service.responses import Kind, problem

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_SECURITY = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        b"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        b"frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_EXPOSED = (b"access-control-expose-headers", b"ETag, Retry-After, X-Request-ID")
_INTERNAL = Kind(500, "internal", "Internal error")
_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"))
_WRITES = frozenset(("/articles", "/judgements"))
_UNTAGGED = frozenset(("/healthz", "/readyz", "/metrics", "/jobs"))


class Edge:
    """ASGI middleware; see the module. `tag` names the current generation."""

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        metrics: Metrics,
        tag: Callable[[], str],
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._tag = tag
        self._prefix = settings.root_path
        self._limit = RateLimit(settings.rate_limit)
        self._write_origins = frozenset(
            origin.strip() for origin in settings.cors_write_origins.split(",") if origin.strip()
        )
        self._names: dict[object, str] = {}
        # Answers depend on these beside the data.
        self._variant = f"{settings.evidence_only}{settings.root_path}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Called by the server."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._place(scope)
        exchange = _Exchange(scope, send, self._cors_origin(scope))
        scope.setdefault("state", {})["request_id"] = exchange.request_id
        try:
            await self._answer(exchange, scope, receive)
        except Exception:
            SERVICE.exception(
                "unhandled error", extra={"fields": {"request_id": exchange.request_id}}
            )
            if not exchange.status:
                detail = "this is a fault of the service; its log tells more under the request id"
                response = problem(_INTERNAL, detail, request_id=exchange.request_id)
                await response(scope, receive, exchange.send)
        finally:
            # When what was written has left: the client needn't wait for its log line.
            exchange.watch.stop()
            asyncio.get_running_loop().call_soon(self._record, exchange, scope)

    def _place(self, scope: Scope) -> None:
        """Put the request under the prefix of the proxy, whether or not that one strips it."""
        prefix = self._prefix
        if prefix:
            scope["root_path"] = prefix
            if scope["path"] != prefix and not scope["path"].startswith(prefix + "/"):
                scope["path"] = prefix + scope["path"]

    async def _answer(self, exchange: "_Exchange", scope: Scope, receive: Receive) -> None:
        path = local_path(scope)
        client = scope["client"][0] if scope.get("client") else ""
        wait = None if path in EXEMPT else self._limit.retry_after_s(client)
        if wait is not None:
            response = problem(
                Kind(429, "rate-limit", "Too many requests"),
                f"this client has asked too often; try again in {wait} s",
                request_id=exchange.request_id,
                headers={"retry-after": str(wait)},
            )
            await response(scope, receive, exchange.send)
            return
        if scope["method"] == "OPTIONS" and field(scope, b"access-control-request-method"):
            await exchange.preflight(_writes(scope))
            return
        if scope["method"] in ("GET", "HEAD") and path not in _UNTAGGED:
            exchange.etag = self._etag(scope)
            if exchange.etag and _matches(field(scope, b"if-none-match"), exchange.etag):
                await exchange.not_modified()
                return
        await self._app(scope, receive, exchange.send)

    def _cors_origin(self, scope: Scope) -> str:
        """The origin whose pages may read this answer."""
        if _writes(scope):
            origin = field(scope, b"origin")
            return origin if origin in self._write_origins else ""
        return "*"

    def _etag(self, scope: Scope) -> str:
        """A weak validator: the same snapshot, address and accepted types give the same answer."""
        try:
            tag = self._tag()
        except ChanceryError:
            return ""
        asked = (tag, self._variant, scope["path"], field(scope, b"accept"))
        digest = hashlib.blake2b("\n".join(asked).encode(), digest_size=12)
        digest.update(scope["query_string"])
        return f'W/"{digest.hexdigest()}"'

    def _record(self, exchange: "_Exchange", scope: Scope) -> None:
        name = self._route(scope)
        method = scope["method"] if scope["method"] in _METHODS else "other"
        seconds = exchange.watch.seconds
        self._metrics.answered(name, method, exchange.status, seconds)
        fields = {
            "request_id": exchange.request_id,
            "client": scope["client"][0] if scope.get("client") else None,
            "method": method,
            "path": scope["path"],
            "status": exchange.status,
            "bytes": exchange.size,
            "ms": round(seconds * 1000, 2),
        }
        if query := scope["state"].get("query"):
            fields["query"] = query
        log_request(fields)

    def _route(self, scope: Scope) -> str:
        """The pattern of the route that answered: few values, whatever clients ask for.

        FastAPI's routes name themselves; of the others the endpoint alone is known.
        """
        pattern: str | None = getattr(scope.get("route"), "path", None)
        if pattern is not None:
            return pattern
        endpoint = scope.get("endpoint")
        if endpoint is None:
            return "unmatched"
        if endpoint not in self._names:
            known = [r for r in scope["app"].routes if getattr(r, "endpoint", None) is endpoint]
            self._names[endpoint] = getattr(known[0], "path", "other") if known else "other"
        return self._names[endpoint]


def local_path(scope: Scope) -> str:
    """The path below the prefix under which a proxy publishes the service."""
    path: str = scope["path"]
    prefix: str = scope.get("root_path", "")
    return path.removeprefix(prefix) if prefix else path


def _writes(scope: Scope) -> bool:
    """Whether the request, or the one that a preflight announces, is to change something."""
    method = scope["method"]
    if method == "OPTIONS":
        method = field(scope, b"access-control-request-method")
    return local_path(scope) in _WRITES and method not in ("GET", "HEAD")


class _Exchange:
    """One request and its response on the way out."""

    def __init__(self, scope: Scope, send: Send, cors_origin: str) -> None:
        self.watch = Stopwatch()
        given = field(scope, b"x-request-id")
        self.request_id = given if _REQUEST_ID.fullmatch(given) else f"{getrandbits(64):016x}"
        self.etag = ""
        self.status = 0
        self.size = 0
        self._send = send
        self._cors_origin = cors_origin

    async def send(self, message: Message) -> None:
        """Pass a message of the application on, with the headers that all answers have."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._dress(message.setdefault("headers", []))
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
        await self._send(message)

    def _dress(self, headers: list[tuple[bytes, bytes]]) -> None:
        """Add the headers that all answers have; those that a route has set itself stay."""
        present = {name for name, _ in headers}
        headers.append((b"x-request-id", self.request_id.encode()))
        headers += [pair for pair in _SECURITY if pair[0] not in present]
        if self._cors_origin:
            headers.append((b"access-control-allow-origin", self._cors_origin.encode("latin-1")))
            headers.append(_EXPOSED)
        if b"cache-control" in present:
            return
        if self.status == 200 and self.etag:
            headers.append((b"etag", self.etag.encode()))
            headers.append((b"cache-control", b"no-cache"))  # keep it, but ask whether it holds
        else:
            headers.append((b"cache-control", b"no-store"))

    async def not_modified(self) -> None:
        """304: the client has it already."""
        self.status = 304
        headers = MutableHeaders({"etag": self.etag, "x-request-id": self.request_id})
        headers["access-control-allow-origin"] = self._cors_origin
        # As the answer in full would have them (RFC 9110, 15.4.5).
        headers["cache-control"] = "no-cache"
        headers["vary"] = "Accept, Accept-Encoding"
        await self._send({"type": "http.response.start", "status": 304, "headers": headers.raw})
        await self._send({"type": "http.response.body", "body": b""})

    async def preflight(self, is_write: bool) -> None:
        """What a page of another origin may send here."""
        headers = MutableHeaders({"access-control-max-age": "3600", "vary": "Origin"})
        if not is_write:
            headers["access-control-allow-methods"] = "GET, HEAD, POST"
            headers["access-control-allow-headers"] = "Accept, Content-Type, If-None-Match"
        elif self._cors_origin:
            headers["access-control-allow-methods"] = "POST"
            headers["access-control-allow-headers"] = "Authorization, Content-Type"
        await self.send({"type": "http.response.start", "status": 204, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": b""})


def _matches(given: str, etag: str) -> bool:
    return etag in (part.strip() for part in given.split(","))
