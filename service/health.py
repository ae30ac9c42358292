"""What the operator's machinery asks: `/healthz`, `/readyz`, `/metrics`."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from service.metrics import MEDIA_TYPE
from service.workers.pool import OPEN


async def healthz(_request: Request) -> Response:
    """The process is alive."""
    return JSONResponse({"status": "alive"})


async def readyz(request: Request) -> Response:
    """A worker has the current generation open and answers; 503 as a problem body when not."""
    state = request.app.state
    await state.workers.run(OPEN, timeout_s=5.0)
    return JSONResponse({"status": "ready", "generation": state.generations.number()})


async def metrics_page(request: Request) -> Response:
    """All metrics in Prometheus's text format."""
    return Response(request.app.state.metrics.page(), headers={"content-type": MEDIA_TYPE})
