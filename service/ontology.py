"""The vocabulary over HTTP: `/ontology` as Turtle, or in whatever RDF format is asked for."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from graph_builder.ontology import path
from service.negotiation import GRAPHS, choose
from service.responses import accepts_gzip, spooled
from service.workers.job import Job

FILES = {"chancery": "chancery.ttl", "shapes": "shapes.ttl", "topics": "topics.ttl"}


async def ontology(request: Request) -> Response:
    """`/ontology` (the classes and properties) and `/ontology/{name}` (also shapes, topics)."""
    name = request.path_params.get("name", "chancery")
    if name not in FILES:
        raise HTTPException(404, f"no vocabulary {name[:40]!r}; there are {', '.join(FILES)}")
    accept = request.headers.get("accept", "")
    chosen = choose(accept, "graph")
    if chosen == "turtle" or "text/html" in accept:
        content = path(FILES[name]).read_bytes()
        kind = "text/turtle" if chosen == "turtle" else "text/plain"
        return Response(content, headers={"vary": "Accept"}, media_type=f"{kind}; charset=utf-8")
    if not chosen:
        raise HTTPException(
            406, f"ask for one of {', '.join(kinds[0] for kinds in GRAPHS.values())}"
        )
    job = Job(
        "service.workers.queries:vocabulary",
        {"file": FILES[name], "format": chosen},
        on="store",
        compress=accepts_gzip(request),
    )
    result = await request.app.state.workers.run(job)
    return spooled(result, result.head["media_type"], head=request.method == "HEAD")
