"""The write token: who may change the graph."""

import hashlib
import hmac

from starlette.exceptions import HTTPException
from starlette.requests import Request


def require_token(request: Request) -> None:
    """Let the request pass if it carries the operator's token.

    Raises `HTTPException` 403 where writing is switched off, 401 for a missing or wrong token. The
    comparison takes the same time wherever the two differ, and whatever their lengths.
    """
    expected = request.app.state.settings.write_token
    if not expected:
        raise HTTPException(
            403, "this service only reads; its operator can allow writes with CHANCERY_WRITE_TOKEN"
        )
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    sent = hashlib.sha256(given.strip().encode("utf-8", "replace")).digest()
    right = hmac.compare_digest(sent, hashlib.sha256(expected.encode()).digest())
    if scheme.lower() != "bearer" or not right:
        raise HTTPException(
            401,
            "send the write token as `Authorization: Bearer …`",
            {"www-authenticate": 'Bearer realm="chancery"'},
        )
