"""The application: routes, the status that each error becomes, start and stop. Read this first.

A request passes `edge` (ids, limits, headers, log), then its route. Routes compute nothing
themselves: they call functions in worker processes (`service.workers`), and whatever a function
raises becomes a problem body here, by the table `STATUS`.
"""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator, Mapping
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_builder import __version__, errors
from graph_builder.errors import ChanceryError
from graph_builder.settings import Settings
from service import (
    actors,
    articles,
    changes,
    events,
    exports,
    paths,
    relationships,
    statements,
    topics,
)
from service.access_log import SERVICE
from service.description import void
from service.docs import docs
from service.edge import Edge
from service.front import front
from service.generations import Generations
from service.graph_store import graphs
from service.health import healthz, metrics_page, readyz
from service.html import style
from service.ingest import Ingest
from service.methods import allowed, answer_head
from service.metrics import Metrics
from service.ontology import ontology
from service.openapi import PLAIN_PATHS, document
from service.responses import Kind, problem
from service.shortcut import ShortCut
from service.sparql import sparql
from service.workers.job import BusyError, CrashError, DeadlineError, GoneError
from service.workers.pool import PoolLimits, WorkerPool
from service.writer import Writer

ROUTERS: tuple[APIRouter, ...] = (
    actors.router,
    relationships.router,
    events.router,
    statements.router,
    topics.router,
    paths.router,
    exports.router,
    articles.router,
    changes.router,
)
"""The routes over the graph's questions and to what changes it."""

STATUS: Mapping[type[ChanceryError], Kind] = {
    errors.FormatError: Kind(406, "not-acceptable", "No such format"),
    errors.QueryError: Kind(400, "query", "Query not understood or not allowed"),
    errors.AmbiguousNameError: Kind(300, "ambiguous", "Several actors have this name"),
    errors.InputError: Kind(400, "input", "Input not understood"),
    errors.NotFoundError: Kind(404, "not-found", "Not found"),
    errors.JudgementError: Kind(409, "contradiction", "Contradicts other judgements"),
    errors.ArtefactError: Kind(500, "installation", "A file of the installation is missing"),
    errors.GraphError: Kind(503, "no-graph", "No usable graph"),
    DeadlineError: Kind(504, "time-limit", "Time limit reached"),
    CrashError: Kind(422, "too-demanding", "Needs more than one request may use"),
    errors.LimitError: Kind(422, "limit", "A limit was reached"),
    BusyError: Kind(503, "busy", "Too busy"),
    GoneError: Kind(400, "gone", "The client went away"),
    ChanceryError: Kind(500, "internal", "Internal error"),
}
"""The first class of an error's method resolution order that stands here decides."""


class Service(FastAPI):
    """The routes, with `edge` around all that FastAPI itself puts around them.

    So every answer passes it, and a query passes little else.
    """

    edge: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Called by the server."""
        scope["app"] = self
        await self.edge(scope, receive, send)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What `edge` lets through."""
        app = super().__call__
        if scope["type"] == "http" and scope["method"] == "HEAD":
            await answer_head(app, self.routes, scope, receive, send)
        else:
            await app(scope, receive, send)


def create_app(settings: Settings, *, update_anywhere: bool = False) -> Service:
    """The service over the graph directory `settings.graph`; start it with `service.server`.

    `app.state` carries `settings`, `workers` (a `WorkerPool`), `generations`, `writer` and
    `metrics`. `update_anywhere` is for stores that hold nothing derived, such as those of tests.
    """
    app = Service(
        title="Chancery",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
    )
    state = app.state
    state.settings = settings
    state.metrics = Metrics()
    state.generations = Generations(settings.graph)
    state.workers = WorkerPool(_limits(settings), state.generations.current_path, state.metrics)
    state.ingest = Ingest(settings.graph, state.workers.nursery)
    state.writer = Writer(
        str(settings.graph),
        state.workers,
        state.generations,
        settings.timeout_s,
        anywhere=update_anywhere,
    )
    _gauges(app)
    _routes(app)
    app.openapi = partial(document, app, PLAIN_PATHS)  # type: ignore[method-assign]
    # For the pages of this process; what workers compressed passes through unchanged.
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    short_cut = ShortCut(app.answer, path="/sparql", route=sparql, answer_error=answer_error)
    app.edge = Edge(short_cut, settings, state.metrics, state.generations.tag)
    for kind in (ChanceryError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, answer_error)
    return app


def _limits(settings: Settings) -> PoolLimits:
    return PoolLimits(
        query_workers=settings.query_workers,
        long_queries=settings.long_queries,
        spare_workers=settings.spare_workers,
        queue=settings.queue,
        timeout_s=settings.timeout_s,
        memory_bytes=settings.worker_memory_mib * 2**20,
        max_result_bytes=settings.max_result_bytes,
        max_export_bytes=settings.max_export_bytes,
    )


def _gauges(app: FastAPI) -> None:
    metrics, workers = app.state.metrics, app.state.workers
    metrics.gauge("workers", "Worker processes", lambda: workers.size)
    metrics.gauge("workers_busy", "Worker processes that compute", lambda: workers.busy)
    metrics.gauge("queue", "Requests that wait for a worker", lambda: workers.queued)
    metrics.gauge("generation", "Number of the current generation", app.state.generations.number)
    metrics.gauge_by_kind("graph", "Things in the current generation", app.state.generations.counts)
    metrics.gauge(
        "generation_age_seconds", "Since the generation's publication", app.state.generations.age_s
    )


def _routes(app: FastAPI) -> None:
    reading = ["GET", "HEAD"]
    app.add_route("/", front, reading)
    app.add_route("/style.css", style, reading)
    app.add_route("/docs", docs, reading)
    app.add_route("/openapi.json", _openapi, reading)
    app.add_route("/healthz", healthz, reading)
    app.add_route("/readyz", readyz, reading)
    app.add_route("/metrics", metrics_page, reading)
    app.add_route("/sparql", sparql, [*reading, "POST"])
    app.add_route("/graphs", graphs, reading)
    app.add_route("/graphs/{path:path}", graphs, reading)
    app.add_route("/.well-known/void", void, reading)
    app.add_route("/ontology", ontology, reading)
    app.add_route("/ontology/{name}", ontology, reading)
    for router in ROUTERS:
        app.include_router(router)


async def _openapi(request: Request) -> Response:
    root = request.scope.get("root_path", "")
    made = request.app.openapi()
    return JSONResponse({**made, "servers": [{"url": root}]} if root else made)


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    state = app.state
    try:
        await state.workers.start()
    except ChanceryError as error:
        # Not ready is an answer too: `/readyz` says so until a graph is published.
        SERVICE.warning("no worker is ready", extra={"fields": {"reason": str(error)}})
    if state.settings.write_token:
        state.ingest.start()
        state.writer.start()
    watching = asyncio.create_task(_follow_generations(app))
    try:
        yield
    finally:
        watching.cancel()
        await state.writer.stop()
        await state.ingest.stop()
        await state.workers.stop()


async def _follow_generations(app: FastAPI) -> None:
    """Have idle workers open a new generation before a request has to wait for it."""
    known = ""
    while True:
        await asyncio.sleep(0.2)
        with contextlib.suppress(ChanceryError):
            if (tag := app.state.generations.tag()) != known:
                known = tag
                await app.state.workers.refresh()


_PLACE = re.compile(r"line (\d+), column (\d+)")


def status_of(error: ChanceryError) -> Kind:
    """The row of `STATUS` that `error` falls under."""
    return next(STATUS[cls] for cls in type(error).__mro__ if cls in STATUS)


async def answer_error(request: Request, error: Exception) -> Response:
    """The problem body of an error that is foreseen."""
    if isinstance(error, ChanceryError):
        return _chancery_error(request, error)
    if isinstance(error, RequestValidationError):
        return _validation_error(request, error)
    assert isinstance(error, HTTPException)
    return _http_error(request, error)


def _chancery_error(request: Request, error: ChanceryError) -> Response:
    status = status_of(error)
    headers: dict[str, str] = {}
    extra: dict[str, Any] = {}
    if status.code == 503:
        headers["retry-after"] = str(getattr(error, "retry_after_s", 5))
    if isinstance(error, errors.AmbiguousNameError):
        extra["candidates"] = [{"iri": iri, "label": label} for iri, label in error.candidates]
    if isinstance(error, errors.JudgementError):
        extra["chain"] = list(error.chain)
    if isinstance(error, errors.QueryError) and (place := _PLACE.search(str(error))):
        extra |= {"line": int(place[1]), "column": int(place[2])}
    return problem(
        status,
        str(error),
        request_id=request.scope["state"].get("request_id"),
        headers=headers,
        extra=extra,
    )


def _validation_error(request: Request, error: RequestValidationError) -> Response:
    faults = [
        {"where": ".".join(map(str, fault["loc"])) or "body", "what": fault["msg"]}
        for fault in error.errors()
    ]
    detail = "; ".join(f"{fault['where']}: {fault['what']}" for fault in faults)
    request_id = request.scope["state"].get("request_id")
    return problem(
        Kind(400, "parameters", "Parameters not understood"),
        detail,
        request_id=request_id,
        extra={"faults": faults},
    )


_HTTP_TITLES: Mapping[int, tuple[str, str]] = {
    401: ("token", "Write token needed"),
    403: ("forbidden", "Not allowed"),
    404: ("not-found", "Not found"),
    405: ("method", "Method not allowed"),
    406: ("not-acceptable", "No such format"),
    408: ("body-timeout", "Body did not arrive in time"),
    413: ("body-size", "Body too large"),
    415: ("media-type", "Media type not read here"),
}


def _http_error(request: Request, error: HTTPException) -> Response:
    slug, title = _HTTP_TITLES.get(error.status_code, ("request", "Request refused"))
    detail, headers = error.detail, error.headers
    if error.status_code == 404 and detail == "Not Found":
        detail = "there is nothing at this address; / and /docs tell what there is"
    if error.status_code == 405:
        detail = f"{request.method[:20]} is not answered here; see the header Allow"
        headers = {"allow": ", ".join(allowed(request.app.routes, request.scope))}
    return problem(
        Kind(error.status_code, slug, title),
        detail,
        request_id=request.scope["state"].get("request_id"),
        headers=headers,
    )
