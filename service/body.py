"""Reading a request's body: no more than a limit, and not for ever."""

import asyncio

from fastapi import Request
from starlette.exceptions import HTTPException

from service.fields import field
from service.workers.job import GoneError

ARRIVED = "arrived"
"""What the server sets in the state of a request whose body is all there: no need to time it."""


async def read_body(request: Request, max_bytes: int, timeout_s: float) -> bytes:
    """The whole body.

    Raises `HTTPException` 413 beyond `max_bytes`, 408 when it isn't there after `timeout_s`.
    """
    announced = field(request.scope, b"content-length")
    if announced.isascii() and announced.isdigit() and int(announced[:18]) > max_bytes:
        raise _too_large(max_bytes)
    if request.scope["state"].get(ARRIVED):
        return await _received(request, max_bytes)
    try:
        async with asyncio.timeout(timeout_s):
            return await _received(request, max_bytes)
    except TimeoutError:
        raise HTTPException(
            408, f"the body wasn't complete after {timeout_s:g} s", {"connection": "close"}
        ) from None


async def _received(request: Request, max_bytes: int) -> bytes:
    pieces, size = [], 0
    more = True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise GoneError("the client went away while sending")
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        if size > max_bytes:
            raise _too_large(max_bytes)
        more = message.get("more_body", False)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _too_large(max_bytes: int) -> HTTPException:
    return HTTPException(
        413, f"the body is larger than the limit of {max_bytes:,} bytes", {"connection": "close"}
    )
