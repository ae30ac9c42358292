"""The address of a request as its client sees it: what relative IRIs are resolved against."""

from functools import lru_cache

from starlette.datastructures import URL
from starlette.requests import Request


def address(request: Request) -> str:
    """The URL of `request` without its query string."""
    scope = request.scope
    host = next((value for name, value in scope["headers"] if name == b"host"), None)
    return _address(scope["scheme"], host, scope.get("server"), scope["path"])


@lru_cache(maxsize=256)  # few addresses are asked again and again, and building a URL takes long
def _address(scheme: str, host: bytes | None, server: tuple[str, int] | None, path: str) -> str:
    headers = [] if host is None else [(b"host", host)]
    parts = {"scheme": scheme, "server": server, "path": path, "query_string": b""}
    return str(URL(scope={"type": "http", **parts, "headers": headers}))
