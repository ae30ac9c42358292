"""What goes out: the one error body (RFC 9457), and results that workers spooled."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive

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
    fields = {
        **(headers or {}),
        "content-length": str(spool.size),
        "vary": "Accept, Accept-Encoding",
    }
    if result.compressed:
        fields["content-encoding"] = "gzip"
    if head or spool.in_memory:
        content = b"" if head else spool.read()
        spool.close()
        response = Response(content, headers=fields, media_type=media_type)
        response.headers["content-length"] = fields["content-length"]
        return response
    return StreamingResponse(_then_closed(spool), headers=fields, media_type=media_type)


async def _then_closed(spool: Spool) -> AsyncIterator[bytes | memoryview]:
    try:
        async for piece in spool.pieces():
            yield piece
    finally:
        spool.close()


def accepts_gzip(request: Request) -> bool:
    """Whether the client takes gzip (RFC 9110, 12.5.3; a quality of zero means no)."""
    for part in request.headers.get("accept-encoding", "").lower().split(","):
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
