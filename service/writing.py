"""What changes the graph: updates, articles, judgements. Refused without a token."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from service.address import address
from service.token import require_token


async def run_update(request: Request, update: str, using: Sequence[tuple[str, str]]) -> Response:
    """Run a SPARQL update through the one writer; 204 when its generation is published."""
    require_token(request)
    await request.app.state.writer.update(update, using, address(request))
    return Response(status_code=204)
