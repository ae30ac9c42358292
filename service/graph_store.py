"""SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/), reading.

Indirect identification: `/graphs?graph=IRI` and `/graphs?default`; direct identification: a graph
whose IRI is an address below `/graphs/`. Everything in the graph but
`graph/user/…` is derived from articles, so PUT, POST and DELETE are refused; SPARQL Update writes.
"""

from starlette.requests import Request
from starlette.responses import Response

from graph_builder.errors import QueryError
from service.address import address
from service.negotiation import choose
from service.responses import accepts_gzip, gone, spooled
from service.workers.job import Job


async def graphs(request: Request) -> Response:
    """GET and HEAD of one graph, named by a parameter or, below `/graphs/`, by the address."""
    named = request.query_params.getlist("graph")
    if "path" in request.path_params:
        named = [address(request)]
    default = "default" in request.query_params
    if len(named) + default != 1:
        raise QueryError("name one graph: /graphs?graph=IRI, or /graphs?default")
    job = Job(
        "service.workers.queries:graph",
        {
            "iri": named[0] if named else "",
            "format": choose(request.headers.get("accept", ""), "graph"),
        },
        on="store",
        compress=accepts_gzip(request),
        limit="max_export_bytes",
    )
    result = await request.app.state.workers.run(job, gone=gone(request.receive))
    return spooled(result, result.head["media_type"], head=request.method == "HEAD")
