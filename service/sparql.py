"""SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/): the route `/sparql`.

This process never parses SPARQL: it reads the HTTP request and hands the text to a worker.
"""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph_builder.errors import QueryError
from service.address import address
from service.body import read_body
from service.description import service_description
from service.fields import field
from service.form import Pairs, parameters
from service.negotiation import choose
from service.responses import accepts_gzip, gone, spooled
from service.workers.job import Job
from service.writing import run_update

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_DATASET = frozenset(("default-graph-uri", "named-graph-uri"))
_USING = frozenset(("using-graph-uri", "using-named-graph-uri"))


async def sparql(request: Request) -> Response:
    """GET and POST `/sparql`: a query, an update, or on a bare GET the service description."""
    pairs = parameters(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        if not pairs or not any(name in ("query", "update") for name, _ in pairs):
            return await service_description(request)
        if any(name == "update" for name, _ in pairs):
            raise QueryError("an update must be sent with POST (SPARQL 1.1 Protocol, 2.2)")
        return await _query(request, _only(pairs, "query"), pairs)
    settings = request.app.state.settings
    body = await read_body(request, settings.max_query_bytes, settings.body_timeout_s)
    kind = _content_type(request)
    if kind == QUERY:
        return await _query(request, _text(body), pairs)
    if kind == UPDATE:
        return await _update(request, _text(body), pairs)
    if kind != FORM:
        raise HTTPException(415, f"send the query as {FORM} or {QUERY}, or an update as {UPDATE}")
    pairs = [*pairs, *parameters(body)]
    names = {name for name, _ in pairs}
    if "query" in names and "update" in names:
        raise QueryError("a request holds either a query or an update; send one of them")
    if "update" in names:
        return await _update(request, _only(pairs, "update"), pairs)
    return await _query(request, _only(pairs, "query"), pairs)


async def _query(request: Request, query: str, pairs: Pairs) -> Response:
    state = request.app.state
    if state.settings.log_queries:
        request.scope["state"]["query"] = query
    accept = field(request.scope, b"accept")
    unknown = f"Accept: {accept[:200]}"  # no format's name, so it comes back in the message
    question = {
        "query": query,
        "solutions": choose(accept, "solutions") or unknown,
        "graph": choose(accept, "graph") or unknown,
        "default_graphs": [value for name, value in pairs if name == "default-graph-uri"],
        "named_graphs": [value for name, value in pairs if name == "named-graph-uri"],
        "base_iri": address(request),
        "max_rows": state.settings.max_result_rows,
    }
    job = Job(
        "service.workers.queries:answer",
        {"question": question},
        on="store",
        compress=accepts_gzip(request),
    )
    result = await state.workers.run(job, gone=gone(request.receive))
    return spooled(result, result.head["media_type"], head=request.method == "HEAD")


async def _update(request: Request, update: str, pairs: Pairs) -> Response:
    using = [(name, value) for name, value in pairs if name in _USING]
    if request.app.state.settings.log_queries:
        request.scope["state"]["query"] = update
    return await run_update(request, update, using)


def _only(pairs: Pairs, wanted: str) -> str:
    values = [value for name, value in pairs if name == wanted]
    if len(values) != 1:
        raise QueryError(
            f"give the parameter {wanted} exactly once; it was there {len(values)} times"
        )
    return values[0]


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"the body is not UTF-8: {error.reason} at byte {error.start}") from None


def _content_type(request: Request) -> str:
    kind, *parameters = field(request.scope, b"content-type").lower().split(";")
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name == "charset" and value.strip('"') not in ("utf-8", "utf8"):
            raise HTTPException(415, f"charset {value[:40]!r} is not read here; send UTF-8")
    return kind.strip()
