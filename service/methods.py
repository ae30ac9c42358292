"""Which methods an address answers, and HEAD where a route knows GET only."""

from collections.abc import Sequence

from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

_ASKED = ("GET", "HEAD", "POST")


def allowed(routes: Sequence[BaseRoute], scope: Scope) -> list[str]:
    """The methods that the address in `scope` answers; HEAD wherever it answers GET."""
    known = {method for method in _ASKED if _answered(routes, {**scope, "method": method})}
    return [method for method in _ASKED if method in known or (method == "HEAD" and "GET" in known)]


async def answer_head(
    app: ASGIApp, routes: Sequence[BaseRoute], scope: Scope, receive: Receive, send: Send
) -> None:
    """Answer HEAD as GET where no route knows HEAD itself (RFC 9110, 9.3.2).

    The server leaves the body out, for to it the request stays HEAD.
    """
    if _answered(routes, scope):
        await app(scope, receive, send)
        return
    asked = {**scope, "method": "GET"}
    try:
        await app(asked, receive, send)
    finally:
        # By this the log and the metrics know the route.
        scope.update({name: asked.get(name) for name in ("route", "endpoint")})


def _answered(routes: Sequence[BaseRoute], scope: Scope) -> bool:
    return any(route.matches(scope)[0] is Match.FULL for route in routes)
