"""What goes out: the one error body (RFC 9457), and results that workers spooled."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from service.fields import field
from service.workers.job import Result
from service.workers.spool import Spool

PROBLEM_TYPE = "application/problem+json"
PROBLEM_BASE = "https://w3id.org/chancery/problems#"


class Problem(BaseModel):
    """The body of every failure (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457)."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="IRI of the kind of problem")
    title: str = Field(description="The kind of problem in words")
    status: int = Field(description="The HTTP status code")
    detail: str = Field(description="What is wrong here, where, and how to mend it")
    request_id: str | None = Field(None, description="Id of the request in the service's log")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its HTTP status, its name in IRIs, its title."""

    code: int
    slug: str
    title: str


def problem(
    kind: Kind,
    detail: str,
    *,
    request_id: str | None = None,
    headers: Mapping[str, str] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Response:
    """A failure; `extra` are further members of the body."""
    body = {
        "type": PROBLEM_BASE + kind.slug,
        "title": kind.title,
        "status": kind.code,
        "detail": detail,
        "request_id": request_id,
        **(extra or {}),
    }
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, kind.code, headers=dict(headers or {}), media_type=PROBLEM_TYPE)


def spooled(
    result: Result, media_type: str, headers: Mapping[str, str] | None = None, *, head: bool = False
) -> Response:
    """A complete result as a response, sent as the bytes that the worker wrote.

    With `head` only its headers are sent (an answer to HEAD).
    """
    spool = result.spool
    if spool.in_memory or head:
        spool.close()
        return _Held((b"",) if head else spool.held or (b"",), result, media_type, headers or {})
    fields = {**(headers or {}), **_fields(result)}
    return StreamingResponse(_then_closed(spool), headers=fields, media_type=media_type)


def _fields(result: Result) -> dict[str, str]:
    coding = {"content-encoding": "gzip"} if result.compressed else {}
    vary = "Accept, Accept-Encoding"
    return {"content-length": str(result.spool.size), "vary": vary, **coding}


class _Held(Response):
    """A result in memory, sent in the pieces in which it came."""

    def __init__(
        self,
        pieces: Sequence[bytes | memoryview],
        result: Result,
        media_type: str,
        headers: Mapping[str, str],
    ) -> None:
        self.status_code = 200
        self.background = None
        self._pieces = pieces
        if media_type.startswith("text/") and "charset=" not in media_type:
            media_type += "; charset=utf-8"
        fields = {**headers, **_fields(result), "content-type": media_type}
        self.raw_headers = [(k.lower().encode(), v.encode("latin-1")) for k, v in fields.items()]

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        """Called by the application."""
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        last = len(self._pieces) - 1
        for i, piece in enumerate(self._pieces):
            await send({"type": "http.response.body", "body": piece, "more_body": i < last})


async def _then_closed(spool: Spool) -> AsyncIterator[bytes | memoryview]:
    try:
        async for piece in spool.pieces():
            yield piece
    finally:
        spool.close()


def accepts_gzip(request: Request) -> bool:
    """Whether the client takes gzip (RFC 9110, 12.5.3; a quality of zero means no)."""
    for part in field(request.scope, b"accept-encoding").lower().split(","):
        coding, _, quality = part.partition(";")
        if coding.strip() in ("gzip", "*"):
            return quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def gone(receive: Receive) -> Callable[[], Awaitable[None]]:
    """A function that returns when the client has left. Use it once the body has been read."""

    async def left() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    return left
